"""Kill a build at each of its file operations, and check what is left: old, new or broken site.

Usage: kills.py publish FOLDER, or kills.py build FOLDER STEP (each STEP-th operation of a build).
Each try is a separate process that a Python audit hook kills (SIGKILL) before its n-th
operation on the site's disk; the last one completes. Prints JSON: how many were tried, how
many left the old and the new site, and which left something else.
"""

import json
import os
import shutil
import signal
import sys
from pathlib import Path

OPERATIONS = {
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.chmod",
    "ctypes.dlsym",
    "shutil.rmtree",
}


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def killed(act, number, folder):
    """Run ``act`` in a process that is killed before its ``number``-th operation in ``folder``."""
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    count = 0

    def audit(event, arguments):
        nonlocal count
        opened = event == "open" and str(folder) in str(arguments[0])
        if opened or event in OPERATIONS:
            count += 1
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(audit)
    try:
        os._exit(act() or 0)
    except BaseException as wrong:
        print(wrong, file=sys.stderr)
        os._exit(1)


def tried(folder, site, old, act, recover, step=1):
    """Kill ``act`` at every ``step``-th operation; ``recover`` as the next build does."""
    whole = contents(old)
    reset = folder / "reset"
    shutil.copytree(site, reset, symlinks=True)
    assert act() == 0
    new = contents(site)
    found = {"tried": 0, "old": 0, "new": 0, "broken": []}
    number, alive = 1, True
    while alive:
        for place in folder.iterdir():
            if place not in (reset, old) and place.is_dir():
                shutil.rmtree(place)
            elif place.is_file():
                place.unlink()
        site.parent.mkdir(exist_ok=True)
        shutil.copytree(reset, site, symlinks=True)
        alive = killed(act, number, folder)
        state = contents(site)
        kind = "old" if state == whole else "new" if state == new else None
        recover()
        left = sorted(p.name for p in site.parent.iterdir() if p.name.startswith("."))
        if kind is None or left or contents(site) not in (whole, new):
            found["broken"].append([number, kind, left])
        else:
            found[kind] += 1
        found["tried"] += 1
        number += step
    return found


def publish(folder):
    """Publish only: an old site with a ``.git``, and a new one with other files."""
    from coursenotes.sources.staging import Staging

    site, old = folder / "site", folder / "old"
    for path in ("index.html", "gone/index.html", "both/index.html", ".git/HEAD"):
        (old / path).parent.mkdir(parents=True, exist_ok=True)
        (old / path).write_text(f"old {path}")
    shutil.copytree(old, site)

    def act():
        staging = Staging(site)
        for path in ("index.html", "both/index.html", "new/a/index.html"):
            (staging.path / path).parent.mkdir(parents=True, exist_ok=True)
            (staging.path / path).write_text(f"new {path}")
        staging.publish()
        staging.discard()
        return 0

    return tried(folder, site, old, act, lambda: Staging(site).discard())


def build(folder, step):
    """Build small notes as a whole, with the command."""
    import build as command
    from coursenotes.sources.staging import Staging

    out, old, notes = folder / "out", folder / "old", folder.parent / "notes.md"

    def act():
        return command.main(["--notes", str(notes), "--out", str(out), "--strict"])

    def recover():
        Staging(out / "site").discard()
        Staging(out / "docs").discard()

    sys.stdout = sys.stderr
    notes.write_text("# T\n\n## A\n\nold\n\n## Gone\n\ntext\n")
    assert act() == 0
    shutil.copytree(out / "site", old)
    shutil.move(out / "site", folder / "kept")
    shutil.rmtree(out)
    out.mkdir()
    shutil.move(folder / "kept", out / "site")
    notes.write_text("# T\n\n## A\n\nnew\n\n## B\n\ntext **What is it?**\n\nThis.\n")
    return tried(folder, out / "site", old, act, recover, step)


if __name__ == "__main__":
    place = Path(sys.argv[2])
    place.mkdir()
    stdout = sys.stdout
    result = publish(place) if sys.argv[1] == "publish" else build(place, int(sys.argv[3]))
    print(json.dumps(result), file=stdout)
