"""Load the notes that an author names: a file, or a folder of files."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from coursenotes.model import FoundNotes, NotesFolder
from coursenotes.sources.folder import load_folder
from coursenotes.sources.formats import is_notes, notes_file
from coursenotes.sources.load import display_path, load_text


def load_notes(
    path: Path,
    exclude: Sequence[str] = (),
    nav: Sequence[str] = (),
    leave_out: Collection[Path] = (),
) -> FoundNotes:
    """Return the notes at ``path``. Raises :class:`NotesError` if there are none.

    The other arguments are for a folder: see :func:`.folder.load_folder`.
    """
    if path.is_dir():
        return load_folder(path, exclude, nav, leave_out)
    name = display_path(path)
    text = load_text(path) if is_notes(path.name) or not path.is_file() else ""
    file = notes_file(text, path.name, name)
    return FoundNotes(NotesFolder("", None, (file,)))
