"""Measure the bytes of visits, including the service worker's: python tests/visits.py 5 50 500."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from weeks import notes_of

QUIET = 1.5
"""Seconds without a request after which a visit has had all."""
PACKED = ("font/", "image/png", "image/jpeg", "image/webp", "application/zip")


class Counting(http.server.SimpleHTTPRequestHandler):
    """Serves like GitHub Pages: compresses text, and lets browsers reuse it for a time.

    That is ten minutes there; here it ends before the reader comes back.
    """

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def end_headers(self):
        self.send_header("Cache-Control", "max-age=1")
        super().end_headers()

    def copyfile(self, source, outputfile):
        data = source.read()
        kind = self.guess_type(self.path.partition("?")[0])
        packed = data if kind.startswith(PACKED) else gzip.compress(data)
        self.server.count(self.path, len(packed))
        outputfile.write(data)


class Server(http.server.ThreadingHTTPServer):
    """Serves a folder, and records the bytes sent for each address."""

    def __init__(self, folder):
        super().__init__(("127.0.0.1", 0), functools.partial(Counting, directory=folder))
        self.taken: list[tuple[str, int]] = []
        self.last = time.monotonic()

    def count(self, path, size):
        self.taken.append((path, size))
        self.last = time.monotonic()

    def spent(self):
        """Return the bytes since the last call, once no more are sent."""
        while time.monotonic() - self.last < QUIET:
            time.sleep(0.1)
        taken, self.taken = self.taken, []
        return taken


@contextlib.contextmanager
def serving(folder):
    with Server(folder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server, f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


UPDATED = """async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    while (registration.installing || registration.waiting) {
        await new Promise((done) => setTimeout(done, 100));
    }
}"""


def costs(start, build, weeks, folder):
    """Return the bytes of a first visit: its page, everything else; of one after a changed word.

    ``start`` starts a browser with its profile in a folder; ``build`` makes a site of notes
    in a folder, and returns it. The reader opens five weeks, including the one that changes, and
    comes back the next day. All files count as new then, as on GitHub Pages after each deployment.
    """
    middle = (weeks + 1) // 2
    site = build(notes_of(weeks), folder / "old")
    shown = shutil.copytree(site, folder / "shown")
    pages = sorted(
        (
            file.parent.relative_to(site).as_posix() + "/"
            for file in site.glob("course-*/week-*/index.html")
        ),
        key=lambda path: [
            int(part) for part in path.replace("/", "-").split("-") if part.isdigit()
        ],
    )
    week = pages[middle - 1]
    with serving(shown) as (server, address):
        with start(folder / "other", service_workers="block") as context:
            context.new_page().goto(address + week, wait_until="networkidle")
        page_only = server.spent()
        with start(folder / "profile") as context:
            page = context.new_page()
            page.goto(address + week)
            page.evaluate("navigator.serviceWorker.ready.then(() => true)")
            within = server.spent()
            for other in pages[max(0, middle - 3) : middle + 2]:
                page.goto(address + other)
                server.spent()
        new = build(notes_of(weeks, changed=middle), folder / "new")
        shutil.rmtree(shown)
        shutil.copytree(new, shown, copy_function=shutil.copyfile)
        with start(folder / "profile") as context:
            page = context.new_page()
            page.goto(address + week)
            page.evaluate(UPDATED)
            again = server.spent()
            page.reload()  # the worker may have given up on a slow server before
            assert "Zephyr" in page.content()
    return page_only, within, again


def starter(kind, program):
    """Return a function that starts a Chromium with its own profile."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return functools.partial(
        kind.launch_persistent_context,
        executable_path=program,
        args=["--no-sandbox"] if as_root else [],
    )


def total(taken):
    return sum(size for _, size in taken)


def main(sizes):
    from playwright.sync_api import sync_playwright

    script = Path(__file__).parents[1] / "scripts" / "build.py"

    def build(notes, out):
        out.mkdir(parents=True)
        (out / "notes.md").write_text(notes, "utf-8")
        command = [sys.executable, script, "--notes", out / "notes.md", "--out", out]
        subprocess.run(command, check=True, capture_output=True)
        return out / "site"

    with sync_playwright() as playwright:
        start = starter(playwright.chromium, shutil.which("chromium"))
        print("weeks    page  within 10 s  one changed word   (kB, packed)")
        for weeks in sizes:
            with tempfile.TemporaryDirectory() as folder:
                found = costs(start, build, weeks, Path(folder))
                page, within, again = (total(taken) / 1000 for taken in found)
                print(f"{weeks:5}  {page:6.1f}  {within:11.1f}  {again:16.1f}", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [5, 50, 500, 2000])
