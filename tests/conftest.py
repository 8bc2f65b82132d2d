"""What the tests share: the project, the command, the built site, a server and a browser."""

import atexit
import contextlib
import functools
import gc
import http.server
import logging
import os
import runpy
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from engine_table import pytest_terminal_summary as pytest_terminal_summary
from hypothesis import settings
from parallel import pytest_xdist_auto_num_workers as pytest_xdist_auto_num_workers
from parallel import pytest_xdist_make_scheduler as pytest_xdist_make_scheduler

# The same examples every time, so that a change is judged by what it changes;
# pytest --hypothesis-profile=explore looks for new ones.
settings.register_profile("default", deadline=None, derandomize=True)
settings.register_profile("quick", settings.get_profile("default"), max_examples=10)
settings.register_profile("explore", deadline=None)
settings.load_profile("default")

BASE = "/mlops-notes/"  # as on GitHub Pages, where a project's site has a folder of its own
SITE_URL = f"https://example.org{BASE}"
TESTS = Path(__file__).resolve().parent
NO_BROWSER = ("not browser", TESTS / "browser")
SET_IN_CI = ("SITE_URL", "REPO_URL", "EDIT_BRANCH", "GITHUB_ACTIONS")


def pytest_addoption(parser):
    parser.addoption("--rewrite-golden", action="store_true", help="write the golden pages anew")
    parser.addoption("--slow", action="store_true", help="run the tests that take long, too")


def pytest_configure(config):
    """Try fewer examples unless all is to be tested."""
    if not config.getoption("--slow") and not config.getoption("--hypothesis-profile"):
        settings.load_profile("quick")


def pytest_collection_modifyitems(config, items):
    """Leave out what is slow, and most cases of long tables, unless all is to be tested."""
    if config.getoption("--slow"):
        return
    cases = Counter()
    left_out = []
    for item in items:
        test, sampled = item.nodeid.partition("[")[0], item.get_closest_marker("sampled")
        if item.get_closest_marker("slow") or (sampled and cases[test] % sampled.args[0]):
            left_out.append(item)
        cases[test] += 1
    if left_out:
        unwanted = set(left_out)
        items[:] = [item for item in items if item not in unwanted]
        config.hook.pytest_deselected(items=left_out)


def pytest_ignore_collect(collection_path, config):
    """Import no test that needs a browser where none of them is wanted: that takes a while."""
    return True if (config.option.markexpr, collection_path) == NO_BROWSER else None


def pytest_collection_finish():
    """Let the garbage collector pass by the tests themselves, which stay until the end."""
    gc.freeze()
    atexit.register(gc.unfreeze)  # or libraries would say that something of theirs is left


@pytest.fixture
def rewrite_golden(request):
    return request.config.getoption("--rewrite-golden")


COMPILED = shutil.ignore_patterns("__pycache__")


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    """The code of this checkout with the notes and settings of ``tests/project``.

    The checkout's own are their author's, and may change in any way without failing a test.
    """
    copy = Path(shutil.copytree(TESTS / "project", tmp_path_factory.mktemp("project") / "checkout"))
    (copy / "docs").mkdir()
    shutil.copytree(TESTS.parent / "overrides", copy / "overrides", ignore=COMPILED)
    scripts = TESTS.parent / "scripts"
    shutil.copytree(scripts, copy / "scripts", ignore=lambda *_: {"coursenotes", "__pycache__"})
    # Nobody writes into the package, and it has many files.
    if os.name == "posix":
        (copy / "scripts" / "coursenotes").symlink_to(scripts / "coursenotes")
    else:
        shutil.copytree(scripts / "coursenotes", copy / "scripts" / "coursenotes", ignore=COMPILED)
    # In the checkout's an author fills blocks of the pages.
    (copy / "overrides" / "main.html").write_text('{% extends "base.html" %}\n', "utf-8")
    return copy


@pytest.fixture
def checkout(project, tmp_path):
    """A copy of the project that a test may change and build in."""
    return Path(shutil.copytree(project, tmp_path / "checkout", symlinks=True))


@pytest.fixture(scope="session")
def start_python(project):
    """Start Python with arguments, as a person would; environment variables as keywords."""

    def run(*arguments, cwd=None, **variables):
        return subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=cwd,
            env=_environment(project, variables),
            capture_output=True,
            encoding="utf-8",
            timeout=900,
        )

    return run


@pytest.fixture(scope="session")
def run_python(project, start_python, tmp_path_factory):
    """As ``start_python``, but what runs has all that this process has imported and compiled.

    That saves a second each time. The code is this checkout's, whatever the arguments name.
    """
    if not hasattr(os, "fork"):
        return start_python
    from authored import work_once

    work_once(project, tmp_path_factory.mktemp("first") / "site")

    def run(*arguments, cwd=None, **variables):
        return _fork(arguments, cwd, _environment(project, variables))()

    return run


@pytest.fixture(scope="session")
def run_python_twice(project, run_python):
    """As ``run_python``, but two at once; what became of each."""

    def run(*arguments, cwd=None, **variables):
        if hasattr(os, "fork"):
            both = [_fork(arguments, cwd, _environment(project, variables)) for _ in range(2)]
            return [ended() for ended in both]
        with ThreadPoolExecutor(2) as pool:
            begun = [pool.submit(run_python, *arguments, cwd=cwd, **variables) for _ in range(2)]
            return [each.result() for each in begun]

    return run


@pytest.fixture(scope="session")
def become_python(project, run_python):
    """Let a process that was forked be Python with these arguments, as ``run_python`` has it."""

    def become(*arguments, cwd=None, **variables):
        code = 1
        try:
            code = _run_here(list(map(str, arguments)), cwd, _environment(project, variables))
        finally:
            os._exit(code)

    return become


@pytest.fixture(scope="session")
def build(project, run_python):
    """Run the command; arguments as for ``run_python``."""
    return functools.partial(run_python, project / "scripts" / "build.py")


def _environment(project, variables):
    clean = {k: v for k, v in os.environ.items() if k not in SET_IN_CI}
    own = {"PYTHONPATH": str(project / "scripts"), "PYTHONIOENCODING": "utf-8"}
    return clean | own | variables


def _fork(arguments, cwd, variables):
    """Begin what the arguments of Python say in a fork of this process; how to wait for its end."""
    out, err = tempfile.TemporaryFile(), tempfile.TemporaryFile()
    child = os.fork()
    if not child:
        for file, number in ((out, 1), (err, 2)):
            os.dup2(file.fileno(), number)
        os._exit(_run_here([str(argument) for argument in arguments], cwd, variables))

    def ended():
        with out, err:
            _, status = os.waitpid(child, 0)
            for file in (out, err):
                file.seek(0)
            texts = [file.read().decode() for file in (out, err)]
        return subprocess.CompletedProcess(arguments, os.waitstatus_to_exitcode(status), *texts)

    return ended


def _run_here(arguments, cwd, variables):
    """Run what the arguments of Python say in this process, which is given to it; its exit code."""
    gc.freeze()  # or the collector writes to all the memory that is shared with the tests
    encoding = variables["PYTHONIOENCODING"]
    sys.stdout = open(1, "w", encoding=encoding, closefd=False)
    sys.stderr = open(2, "w", encoding=encoding, errors="backslashreplace", closefd=False)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    logging.root.handlers.clear()  # pytest's
    os.environ.clear()
    os.environ.update(variables)
    os.chdir(cwd or ".")
    code = 0
    try:
        match arguments:
            case ["-m", module, *others]:
                sys.argv = [module, *others]
                runpy.run_module(module, run_name="__main__", alter_sys=True)
            case ["-c", text, *others]:
                sys.argv = ["-c", *others]
                exec(text, {"__name__": "__main__"})
            case [script, *_]:
                sys.argv = arguments
                runpy.run_path(script, run_name="__main__")
    except SystemExit as stop:
        code = stop.code or 0
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code


@pytest.fixture(scope="session")
def built(project, build):
    """Build the project's notes strictly into a folder; returns the site in it."""

    def run(out, **variables):
        notes = project / "notes" / "mlops.md"
        done = build("--notes", notes, "--out", out, "--strict", **variables)
        assert done.returncode == 0, done.stdout + done.stderr
        return out / "site"

    return run


@pytest.fixture(scope="session")
def site(built, tmp_path_factory):
    """The project's site in a folder named as its sub-path, so that its parent can be served."""
    made = built(tmp_path_factory.mktemp("build"), SITE_URL=SITE_URL)
    return Path(shutil.copytree(made, tmp_path_factory.mktemp("parent") / BASE.strip("/")))


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def serve():
    """Serve a folder while the block runs; its address, with a slash at its end."""

    @contextlib.contextmanager
    def serve(folder):
        handler = functools.partial(Quiet, directory=folder)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}/"
            server.shutdown()

    return serve


@pytest.fixture(scope="session")
def address(site, serve):
    """Where the site is served, below its sub-path."""
    with serve(site.parent) as root:
        yield root.removesuffix("/") + BASE


def _works(program):
    """Whether a browser of that name runs; some are only a hint to install another."""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def find_browser(playwrights_own):
    names = (
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    )
    on_path = (shutil.which(name) for name in names)
    candidates = (os.environ.get("CHROMIUM"), *on_path, playwrights_own)
    return next((path for path in candidates if path and _works(path)), None)


@pytest.fixture(scope="session")
def without():
    """Leave out the tests for a reason that it says; in CI nothing may be lacking: they fail."""
    return pytest.fail if os.environ.get("CI") == "true" else pytest.skip


@pytest.fixture(scope="session")
def browser(without):
    """A Chromium; where there is none the tests are skipped, but failed in CI."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = find_browser(playwright.chromium.executable_path)
        if not program:
            reason = "no browser: install chromium or google-chrome, or name one with CHROMIUM=…"
            without(reason)
        as_root = hasattr(os, "geteuid") and os.geteuid() == 0
        started = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox"] if as_root else []
        )
        yield started
        started.close()


@pytest.fixture
def wrong():
    """What goes wrong on ``browser_page``: it fails a test that leaves anything here."""
    return []


@pytest.fixture
def browser_page(browser, address, wrong):
    """A new page, its addresses relative to the site, on which nothing may go wrong.

    No error in the console or in a script, no failed request, nothing asked of another host.
    """
    # What is kept for reading offline has tests of its own; here it would only answer for the site.
    context = browser.new_context(base_url=address, service_workers="block")
    context.set_default_timeout(15_000)

    def asked(request):
        if not request.url.startswith((address, "data:", "blob:")):
            wrong.append(f"asks another host: {request.url}")

    def failed(request):
        if request.failure != "net::ERR_ABORTED":  # by the reader, who went on
            wrong.append(f"failed: {request.url} {request.failure}")

    page = context.new_page()
    context.on("request", asked)
    context.on("requestfailed", failed)
    context.on("response", lambda r: r.status >= 400 and wrong.append(f"{r.status}: {r.url}"))
    page.on("console", lambda m: m.type == "error" and wrong.append(f"console: {m.text}"))
    page.on("pageerror", lambda e: wrong.append(f"script: {e}"))
    yield page
    context.close()
    assert wrong == []
