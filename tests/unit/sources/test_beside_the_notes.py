"""Only regular files below the notes' folder are published, unchanged since the check."""

import os
import socket
from pathlib import Path

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.errors import FileError, NotesError
from coursenotes.sources.load import MAX_FILE, MAX_NOTES, load_text, surroundings_of


@pytest.fixture
def folder(tmp_path):
    """Return a folder of notes with a picture in it, and others in its parent."""
    for path in ("a.png", "b/c.png", "../secret.png", "../other/d.png", ".git/config.png"):
        file = tmp_path / "notes" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path)
    (tmp_path / "notes" / "n.md").write_text("# T")
    return tmp_path / "notes"


def published(folder, name):
    """Return what the site would publish for a name; ``None`` if it is no file beside the notes."""
    beside = surroundings_of(folder / "n.md")
    return beside.read(name).decode() if beside.exists(name) else None


LINKS = {
    "out.png": "../secret.png",
    "chain.png": "chain-2.png",
    "chain-2.png": "b/../../secret.png",
    "folder": "../other",
    "up": "..",
    "b/up": "../..",
    "circle.png": "circle.png",
    "environment.png": "/proc/self/environ",
    "gone.png": "none.png",
    "keys.png": ".git/config.png",
    "in.png": "b/c.png",
    "in": "b",
}


@pytest.mark.parametrize(
    "name",
    [
        "../secret.png",
        "b/../../secret.png",
        "b/../b/../../notes/../secret.png",
        "./../secret.png",
        "/etc/hostname",
        "//etc/hostname",
        "../notes/../../../../../../../../etc/hostname",
        "out.png",
        "chain.png",
        "chain-2.png",
        "folder/d.png",
        "up/secret.png",
        "b/up/secret.png",
        "circle.png",
        "environment.png",
        "/proc/self/environ",
        "gone.png",
        "keys.png",
        ".git/config.png",
        "b/../.git/config.png",
        "b",
        "in",
        ".",
        "",
        "a.png/../../secret.png",
        "..\\secret.png",
        "b\\..\\..\\secret.png",
        "%2e%2e/secret.png",
        "..%2fsecret.png",
        "a.png\0",
        "..\0/secret.png",
        "a.png\n",
        "\ud800.png",
        "~/a.png",
        "x" * 5000,
        "x/" * 5000,
        "file:///etc/hostname",
    ],
)
def test_no_way_leads_out_of_the_folder(folder, name):
    for link, target in LINKS.items():
        (folder / link).symlink_to(target)
    assert published(folder, name) is None


def test_links_inside_the_folder_are_followed(folder):
    for link, target in LINKS.items():
        (folder / link).symlink_to(target)
    assert published(folder, "a.png") == "a.png"
    assert published(folder, "b/../b/c.png") == "b/c.png"
    assert published(folder, "in.png") == published(folder, "in/c.png") == "b/c.png"


@pytest.mark.parametrize(
    "address",
    [
        "../secret.png",
        "%2e%2e/secret.png",
        "..%2fsecret.png",
        "%2e%2e%2fsecret.png",
        "..%5csecret.png",
        "b/..%2f..%2fsecret.png",
        "a.png%00/../../secret.png",
        "/../secret.png",
        "%2fproc/self/environ",
        ".git/config.png",
        "%2egit/config.png",
        ".GIT/config.png",
        "x/../.git/config.png",
    ],
)
def test_no_address_leads_out_of_the_folder(folder, address):
    for written in (f"![x](<{address}>)", f"[x](<{address}>)", f'<img src="{address}">'):
        plan = plan_site(
            read_notes(f"# T\n\n{written}\n", "n.md"), surroundings_of(folder / "n.md")
        )
        assert plan.assets == ()
        assert "no such file beside the notes" in str(plan.problems[0])


def test_the_folder_of_notes_that_are_a_link_is_that_of_the_file(folder):
    elsewhere = folder.parent / "links"
    elsewhere.mkdir()
    (elsewhere / "n.md").symlink_to(folder / "n.md")
    (elsewhere / "a.png").symlink_to("/proc/self/environ")
    (elsewhere / "mine.png").write_text("mine")
    assert published(elsewhere, "a.png") == "a.png"
    assert published(elsewhere, "mine.png") is None


@pytest.mark.parametrize("swapped", ["a.png", "b"])
def test_what_becomes_a_link_after_the_check_is_not_followed(folder, monkeypatch, swapped):
    name = "a.png" if swapped == "a.png" else "b/c.png"
    (folder.parent / "other" / "c.png").write_text("secret")
    opened = os.open

    def late(path, *arguments, **more):
        if not (folder / swapped).is_symlink():
            (folder / swapped).rename(folder / "before")
            (folder / swapped).symlink_to("../secret.png" if swapped == "a.png" else "../other")
        return opened(path, *arguments, **more)

    monkeypatch.setattr(os, "open", late)
    monkeypatch.setattr(os, "supports_dir_fd", {late})
    with pytest.raises(FileError, match="cannot be read"):
        surroundings_of(folder / "n.md").read(name)


@pytest.fixture(params=["pipe", "socket", "device", "folder"])
def special(folder, request):
    """Return something that can be opened but is not a regular file."""
    place = folder / "x.png"
    if request.param == "pipe":
        os.mkfifo(place)
    elif request.param == "folder":
        place.mkdir()
    elif request.param == "device":
        return "/dev/zero"
    else:
        before = os.getcwd()
        os.chdir(folder)  # a socket's address is short
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind("x.png")
        os.chdir(before)
    return place


def test_a_special_file_is_reported_at_once(folder, special):
    told = r"x\.png: (cannot be read|is not a regular|is a folder)|zero: is not a regular"
    with pytest.raises(NotesError, match=told):
        load_text(folder / special)


def test_a_special_file_is_no_picture(folder, special):
    if str(special).startswith("/dev"):
        (folder / "x.png").symlink_to(special)
    plan = plan_site(read_notes("# T\n\n![x](x.png)\n", "n.md"), surroundings_of(folder / "n.md"))
    assert plan.assets == ()
    assert "n.md:3:1: picture x.png: " in str(plan.problems[0])


@pytest.mark.parametrize("excess", [0, 1])
def test_what_is_too_large_is_reported_and_not_read(folder, excess):
    for name, size in (("a.png", MAX_FILE), ("n.md", MAX_NOTES)):
        os.truncate(folder / name, size + excess)
    plan = plan_site(read_notes("# T\n\n![x](a.png)\n", "n.md"), surroundings_of(folder / "n.md"))
    assert len(plan.assets) == 1 - excess
    if excess:
        assert "has 100,000,001 bytes, and at most 100,000,000 are" in str(plan.problems[0])
        with pytest.raises(NotesError, match=r"n\.md: has 20,000,001 bytes"):
            load_text(folder / "n.md")
    else:
        assert load_text(folder / "n.md").startswith("# T\0")


def test_what_the_system_makes_up_is_no_notes():
    if os.path.exists("/proc/self/environ"):
        with pytest.raises(NotesError, match="the file is empty"):
            load_text(Path("/proc/self/environ"))
