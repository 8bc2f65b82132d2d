"""While serving, an edit of the notes is noticed, and tools may write what they like."""

import time

import pytest
from coursenotes.adapters import watching
from coursenotes.adapters.watching import watch_notes_only
from mkdocs.livereload import LiveReloadServer

NOT_NOTES = ("node_modules/a/b.md", ".git/index", "env/lib/a.md", "web/a/index.md")


@pytest.fixture
def builds(tmp_path, monkeypatch):
    """Watch a folder; return a function that waits for a rebuild request, or for some time."""
    monkeypatch.setattr(watching, "_INTERVAL", 0.05)
    marks = ("env/pyvenv.cfg", "web/404.html", "web/llms.txt", "web/sw.js")
    for name in (*NOT_NOTES, *marks, "notes.md", "img/a.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before")
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    server.watch(str(tmp_path))
    watch_notes_only(server)
    server.observer.start()
    while not all(each._snapshot.paths for each in server.observer.emitters):
        time.sleep(0.01)  # until it has seen the files as they are

    def wanted(seconds):
        with server._rebuild_cond:
            return server._rebuild_cond.wait_for(lambda: server._want_rebuild, seconds)

    yield wanted
    server.observer.stop()
    server.observer.join()
    server.server_close()


@pytest.mark.parametrize("name", ["notes.md", "img/a.png", "new/new.md"])
def test_an_edit_of_the_notes_is_noticed(builds, tmp_path, name):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("after an edit")
    assert builds(10)


def test_what_tools_write_is_passed_by(builds, tmp_path):
    for name in NOT_NOTES:
        (tmp_path / name).write_text("after a tool has run")
    assert not builds(0.5)
