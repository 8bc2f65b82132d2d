"""Notes renamed since the last commit, whose addresses change, are found."""

import shutil
import subprocess

import pytest
from coursenotes.model import NotesFile
from coursenotes.sources.renames import renamed

TEXT = "# Trees\n\n" + "".join(f"Line {n} of the lecture.\n\n" for n in range(20))

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="there is no git")


@pytest.fixture
def repository(tmp_path):
    """Return a repository with its notes in a folder."""
    folder = tmp_path / "notes" / "week-1"
    folder.mkdir(parents=True)
    (folder / "trees.md").write_text(TEXT)
    (folder / "other.md").write_text("# Other\n\nSomething else.\n")
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *arguments], check=True)
    return tmp_path


def told(folder):
    files = [
        NotesFile(path.relative_to(folder).as_posix(), path.read_text())
        for path in sorted(folder.rglob("*.md"))
    ]
    return [(before, file.path) for before, file in renamed(folder, files)]


def test_a_renamed_file_is_known_by_its_text_though_a_line_changed(repository):
    notes = repository / "notes"
    assert told(notes) == []
    (notes / "week-2").mkdir()
    (notes / "week-1" / "trees.md").rename(notes / "week-2" / "forests.md")
    (notes / "week-2" / "forests.md").write_text(TEXT.replace("Line 3 of", "Line three of"))
    (notes / "week-2" / "new.md").write_text("# New\n\nQuite another text.\n")
    assert told(notes) == [("week-1/trees.md", "week-2/forests.md")]


def test_a_file_that_is_gone_or_new_is_not_renamed(repository):
    notes = repository / "notes"
    (notes / "week-1" / "trees.md").unlink()
    (notes / "week-1" / "new.md").write_text("# New\n\nQuite another text.\n")
    assert told(notes) == []


def test_nothing_is_reported_where_git_knows_nothing(repository, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "a.md").write_text(TEXT)
    assert told(elsewhere) == []
    shutil.rmtree(repository / ".git" / "refs")
    (repository / "notes" / "week-1" / "trees.md").rename(repository / "notes" / "forests.md")
    assert told(repository / "notes") == []
