"""Find notes whose file was renamed since the last commit, so that their addresses change."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from coursenotes.model import NotesFile
from coursenotes.outline.folders import is_notes

_ALIKE = 0.6
"""The share of lines that two texts must have in common; Git itself demands half."""
_MOST = 50
"""Files to compare: more have been deleted rather than renamed, and comparing is slow."""
_SECONDS = 10


def renamed(folder: Path, files: Sequence[NotesFile]) -> Iterator[tuple[str, NotesFile]]:
    """Yield the old name of each renamed file in ``files``, which are in ``folder``, and the file.

    Yields nothing if Git is missing or does not know the folder.
    """
    committed = _git(folder, "ls-tree", "-r", "-z", "--name-only", "HEAD", ".")
    known = set((committed or "").split("\0")) - {""}
    present = {file.path for file in files}
    new = [file for file in files if file.path not in known]
    gone = [p for p in sorted(known - present) if is_notes(p) and not (folder / p).exists()]
    for path in gone[:_MOST] if known and new else ():
        text = _git(folder, "show", f"HEAD:./{path}")
        if not text:
            continue
        before = text.splitlines()
        likeness = [(_likeness(before, file.text.splitlines()), file.path) for file in new]
        best, name = max(likeness)
        if best >= _ALIKE:
            found = next(file for file in new if file.path == name)
            new.remove(found)
            yield path, found
        if not new:
            return


def _likeness(before: Sequence[str], after: Sequence[str]) -> float:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE else 0


def _git(folder: Path, *arguments: str) -> str | None:
    """The output of Git; ``None`` if it fails."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, timeout=_SECONDS
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return None if done.returncode else done.stdout.decode("utf-8", "replace")
