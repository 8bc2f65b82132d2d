"""Publishing leaves the whole new site or the old one, whatever happens."""

import errno
import json
import os
import resource
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from coursenotes.errors import NotesError
from coursenotes.sources import staging
from coursenotes.sources.staging import Staging


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file()
    }


def write(folder, *paths, text="new"):
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def publish(site, *paths):
    stage = Staging(site)
    write(stage.path, *paths)
    stage.publish()
    stage.discard()


@pytest.fixture
def site(tmp_path):
    """Return a site of an earlier build, with files of others."""
    made = tmp_path / "site"
    write(made, "a/b", "c", ".git/x", "gone/d", ".nojekyll", text="old")
    (made / "link").symlink_to(tmp_path / "site" / ".git")
    return made


NEW = {path: "new" for path in ("a", "c/d", "e/f", ".nojekyll")}
WAYS = ["exchange", "two renames", "mount point", "other disk"]


@pytest.fixture(params=WAYS)
def way(request, monkeypatch):
    """Run a test for each way in which a new site can replace the old one."""

    def other_disk(one, other):
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    if request.param == "two renames":
        monkeypatch.setattr(staging, "_exchanged", lambda one, other: False)
    elif request.param == "mount point":
        monkeypatch.setattr(os.path, "ismount", lambda path: True)
    elif request.param == "other disk":
        monkeypatch.setattr(staging, "_exchanged", other_disk)
    return request.param


def test_a_new_site_takes_the_place_of_the_old_one(way, site):
    publish(site, *NEW)
    assert contents(site) == {".git/x": "old"} | NEW
    assert sorted(p.name for p in site.parent.iterdir()) == ["site"]
    assert not (site / "link").exists()


def test_a_site_that_is_a_link_stays_one(site, tmp_path):
    (tmp_path / "public").symlink_to("site")
    publish(tmp_path / "public", "a")
    assert (tmp_path / "public").is_symlink()
    assert contents(site) == {"a": "new", ".git/x": "old", ".nojekyll": "old"}


def test_hidden_files_of_any_kind_stay(site, tmp_path):
    (site / ".git" / "hooks").symlink_to(tmp_path)
    (site / ".git" / "run").write_text("x")
    (site / ".git" / "run").chmod(0o755)
    (site / ".here").symlink_to("c")
    site.chmod(0o750)
    publish(site, "c")
    assert os.readlink(site / ".git" / "hooks") == str(tmp_path)
    assert os.access(site / ".git" / "run", os.X_OK)
    assert os.readlink(site / ".here") == "c"
    assert site.stat().st_mode & 0o777 == 0o750


@pytest.fixture
def anybody():
    """Return a folder of a user other than root, so that permissions apply."""
    with tempfile.TemporaryDirectory() as folder:
        was = os.geteuid()
        if was == 0:
            nobody = 65534
            os.chown(folder, nobody, nobody)
            os.seteuid(nobody)
        yield Path(folder)
        os.seteuid(was)


def test_a_site_that_may_not_be_written_is_replaced_whole(anybody):
    site = anybody / "site"
    write(site, "a/b", text="old")
    for folder in (site / "a", site):
        folder.chmod(0o555)
    publish(site, *NEW)
    assert contents(site) == NEW
    assert os.listdir(anybody) == ["site"]
    publish(site, *NEW)
    site.chmod(0o755)


def test_a_second_build_is_told_of_the_first(site):
    first = Staging(site)
    with pytest.raises(NotesError, match="site: another build is writing it; wait until"):
        Staging(site)
    write(first.path, "a")
    first.publish()
    first.discard()
    publish(site, "b")
    assert contents(site) == {"b": "new", ".git/x": "old", ".nojekyll": "old"}


def test_what_a_killed_build_left_is_removed_by_the_next(site):
    write(site.parent, ".site.building/x", ".site.replaced/y", ".site.lock")
    publish(site, "a")
    assert sorted(p.name for p in site.parent.iterdir()) == ["site"]


def test_a_site_moved_away_by_a_killed_build_comes_back(site):
    before = contents(site)
    site.rename(site.parent / ".site.replaced")
    Staging(site).discard()
    assert contents(site) == before


@pytest.fixture
def small_disk():
    """Limit the size of files, to simulate a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    @contextmanager
    def small_disk(size):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
        yield
        # Undo it at once: pytest's own output may go to a file.
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return small_disk


def test_a_build_that_fails_leaves_the_old_site_and_nothing_else(site, small_disk):
    before = contents(site)
    stage = Staging(site)
    with small_disk(100), pytest.raises(OSError, match="File too large") as full:
        write(stage.path, "a", text="x" * 1000)
    assert str(stage.unwritable(full.value)) == f"{site}: cannot be written: File too large"
    stage.discard()
    assert contents(site) == before
    assert sorted(p.name for p in site.parent.iterdir()) == ["site"]


def test_folders_made_for_a_site_that_fails_go_again(tmp_path):
    Staging(tmp_path / "a" / "b" / "site").discard()
    assert list(tmp_path.iterdir()) == []


def test_a_site_that_is_a_file_is_reported(tmp_path):
    write(tmp_path, "site")
    with pytest.raises(NotesError, match="site: is a file, and the site needs a folder there"):
        Staging(tmp_path / "site")
    write(tmp_path, "x")
    with pytest.raises(NotesError, match=r"x/site: cannot be written: (Not a dir|File exists)"):
        Staging(tmp_path / "x" / "site")


def test_killed_at_any_operation_of_publishing_it_leaves_the_old_site_or_the_new(
    run_kills, tmp_path
):
    found = json.loads(run_kills("publish", tmp_path / "x"))
    assert found["broken"] == []
    assert found["old"] > 5 and found["new"] > 5


@pytest.mark.slow
def test_killed_at_any_operation_of_a_build_it_leaves_the_old_site_or_the_new(run_kills, tmp_path):
    found = json.loads(run_kills("build", tmp_path / "x", 9))
    assert found["broken"] == []
    assert found["old"] > 5 and found["new"] > 2


@pytest.fixture
def run_kills(start_python, project):
    def run(*arguments):
        scripts = {"PYTHONPATH": str(project / "scripts")}
        done = start_python(Path(__file__).parents[2] / "kills.py", *arguments, **scripts)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run
