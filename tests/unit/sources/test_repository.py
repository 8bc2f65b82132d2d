"""The notes' repository and its address on GitHub are found."""

import subprocess

import pytest
from coursenotes.sources.repository import github_address, repository_of


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/some-one/course.notes",
        "https://github.com/some-one/course.notes.git",
        "https://x-access-token:secret@github.com/some-one/course.notes.git",
        "git@github.com:some-one/course.notes.git",
        "ssh://git@github.com/some-one/course.notes.git",
    ],
)
def test_the_address_on_github_comes_from_the_remote_without_its_token(tmp_path, url):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text(
        f'[core]\n\tbare = false\n[remote "origin"]\n\turl = {url}\n[remote "other"]\n\turl = x\n'
    )
    assert github_address(tmp_path) == "https://github.com/some-one/course.notes"


@pytest.mark.parametrize(
    "config",
    ["", "[core]\n", '[remote "origin"]\n\turl = https://gitlab.com/a/b.git\n', "no = section\n["],
)
def test_another_or_no_remote_gives_no_address(tmp_path, config):
    assert github_address(tmp_path) == ""
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text(config)
    assert github_address(tmp_path) == ""


def test_git_writes_what_is_read(tmp_path):
    git = ["git", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "remote", "add", "origin", "git@github.com:a/b.git"], check=True)
    assert github_address(tmp_path) == "https://github.com/a/b"


def test_notes_belong_to_the_nearest_repository_or_else_to_the_project(tmp_path):
    notes = tmp_path / "project" / "course" / "notes.md"
    notes.parent.mkdir(parents=True)
    notes.write_text("# T")
    assert repository_of(notes, tmp_path / "project") == tmp_path / "project"
    assert repository_of(notes, tmp_path / "elsewhere") is None
    (tmp_path / "project" / ".git").mkdir()
    assert repository_of(notes) == tmp_path / "project"
    (notes.parent / ".git").write_text("gitdir: elsewhere")
    assert repository_of(notes) == notes.parent
