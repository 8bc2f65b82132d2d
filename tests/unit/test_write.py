"""The build owns what it wrote, and nothing else."""

import os
import resource
from urllib.parse import quote

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.errors import NotesError
from coursenotes.load import around
from coursenotes.write import copy_assets, publish_aside, write_pages

TWO = "# T\n\n## Course 1\n\ntext\n\n## Course 2\n\ntext\n"
ONE = "# T\n\n## Course 1\n\ntext\n\n## Course 3\n\nmore\n"


def plan(text):
    return plan_site(read_notes(text, "n.md"))


def test_pages_are_written_once_and_removed_when_gone(tmp_path):
    docs = tmp_path / "docs"
    assert write_pages(plan(TWO), docs) == 9  # 3 pages, 3 copies, 2 of the search, 1 list
    assert write_pages(plan(TWO), docs) == 0
    write_pages(plan(ONE), docs)
    assert sorted(p.name for p in docs.iterdir()) == [
        ".copies",
        ".gitignore",
        "course-1.md",
        "course-3.md",
        "index.md",
        "llms.txt",
        "search",
    ]


def test_a_page_written_by_hand_stops_the_build_before_anything_is_written(tmp_path):
    (tmp_path / "course-1.md").write_text("mine")
    with pytest.raises(NotesError, match="written by hand"):
        write_pages(plan(TWO), tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["course-1.md"]


@pytest.mark.parametrize(
    "rival",
    "README.md index.html course-1/index.md course-1/README.md course-1/index.html "
    "course-1 course-2.md course-2/README.md".split(),
)
def test_a_file_with_the_address_of_a_page_stops_the_build_too(tmp_path, rival):
    (tmp_path / rival).parent.mkdir(exist_ok=True)
    (tmp_path / rival).write_text("mine")
    with pytest.raises(NotesError, match=f"{rival}: was written by hand, and has the address of"):
        write_pages(plan(TWO + "\n### Week 1\n\nmore\n"), tmp_path)
    assert not (tmp_path / "index.md").exists()


def test_a_page_that_becomes_a_section_takes_its_place(tmp_path):
    write_pages(plan(TWO), tmp_path)
    write_pages(plan(TWO + "\n### Week 1\n\nmore\n"), tmp_path)
    assert not (tmp_path / "course-2.md").exists()
    assert (tmp_path / "course-2" / "index.md").exists()
    write_pages(plan(TWO), tmp_path)
    assert (tmp_path / "course-2.md").exists()
    assert not (tmp_path / "course-2").exists()


def test_other_files_in_docs_are_left_alone(tmp_path):
    (tmp_path / "about.md").write_text("mine")
    write_pages(plan(TWO), tmp_path)
    write_pages(plan(ONE), tmp_path)
    assert (tmp_path / "about.md").read_text() == "mine"


def test_a_symbolic_link_out_of_docs_is_not_followed(tmp_path):
    outside, docs = tmp_path / "outside", tmp_path / "docs"
    outside.mkdir(), docs.mkdir()
    (docs / "course-1.md").symlink_to(outside / "x.md")
    with pytest.raises(NotesError, match="symbolic link"):
        write_pages(plan(TWO), docs)


def test_a_folder_that_is_a_file_is_told(tmp_path):
    (tmp_path / "docs").write_text("")
    with pytest.raises(NotesError, match="cannot be written"):
        write_pages(plan(TWO), tmp_path / "docs")


@pytest.fixture
def small_disk():
    """No file may grow beyond so many bytes: what a full disk does, without one."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def contents(folder):
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_on_a_full_disk_every_page_stays_as_it_was(tmp_path, small_disk):
    docs = tmp_path / "docs"
    write_pages(plan(TWO), docs)
    before = contents(docs)
    small_disk(20_000)
    with pytest.raises(NotesError, match=r"docs: cannot be written: File too large"):
        write_pages(plan(ONE.replace("more", "much " * 10_000)), docs)
    assert contents(docs) == before


@pytest.mark.parametrize("number", range(8))
def test_after_an_interrupted_build_the_next_one_goes_on(tmp_path, monkeypatch, number):
    docs, done = tmp_path / "docs", []

    def interrupted(source, target, replace=os.replace):
        if len(done) == number:
            raise KeyboardInterrupt
        done.append(target)
        replace(source, target)

    monkeypatch.setattr(os, "replace", interrupted)
    try:
        write_pages(plan(TWO), docs)
    except KeyboardInterrupt:
        pass
    monkeypatch.undo()
    write_pages(plan(ONE), docs)
    fresh = tmp_path / "fresh"
    write_pages(plan(ONE), fresh)
    assert contents(docs) == contents(fresh)


@pytest.mark.parametrize("name", ["5.00\u202fPM.png", "a\u2028b.png", "a\x85#b .png", "[!a].png"])
def test_a_picture_of_any_name_is_copied_and_removed_when_gone(tmp_path, name):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / name).write_bytes(b"picture")
    text = f"# T\n\nx ![p]({quote(name)})\n"
    notes_file = tmp_path / "notes" / "n.md"
    copied = plan_site(read_notes(text, "n.md"), around(notes_file))
    assert write_pages(copied, tmp_path / "docs")
    assert (tmp_path / "docs" / "assets" / "notes" / name).read_bytes() == b"picture"
    write_pages(plan("# T\n\nx\n"), tmp_path / "docs")
    assert not (tmp_path / "docs" / "assets").exists()


def test_a_line_end_in_a_file_name_adds_no_line_to_the_list(tmp_path):
    (tmp_path / "notes" / "a\n").mkdir(parents=True)
    (tmp_path / "notes" / "a\n" / "mine.png").write_bytes(b"picture")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "mine.png").write_bytes(b"by hand")
    notes_file = tmp_path / "notes" / "n.md"
    notes = read_notes("# T\n\nx ![p](a%0A/mine.png)\n", "n.md")
    for text in (notes, read_notes("# T\n\nx\n", "n.md")):
        copied = plan_site(text, around(notes_file))
        write_pages(copied, tmp_path / "docs")
    assert (tmp_path / "docs" / "mine.png").read_bytes() == b"by hand"


def test_a_new_site_takes_the_place_of_the_old_one(tmp_path):
    for path in ("a/b", "c", ".git/x", "gone/d", ".new-site/a", ".new-site/c/d", ".new-site/e/f"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    (tmp_path / "link").symlink_to(tmp_path / ".git")
    publish_aside(tmp_path)
    found = {path.as_posix(): data.decode() for path, data in contents(tmp_path).items()}
    new = {path: f".new-site/{path}" for path in ("a", "c/d", "e/f")}
    assert found == {".git/x": ".git/x"} | new
    assert {p.name for p in tmp_path.iterdir()} == {".git", "a", "c", "e"}


def test_the_pictures_of_other_notes_are_not_the_themes(tmp_path):
    for path in ("theme/assets/a.css", "theme/assets/notes/b.png", "docs/assets/notes/b.png"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    copy_assets(tmp_path / "theme", tmp_path / "docs")
    found = {path.as_posix(): data.decode() for path, data in contents(tmp_path / "docs").items()}
    assert found == {
        "assets/a.css": "theme/assets/a.css",
        "assets/notes/b.png": "docs/assets/notes/b.png",
    }
