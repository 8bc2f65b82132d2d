"""Load the notes that an author names: a file, or a folder of files."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path

from coursenotes.errors import error
from coursenotes.model import FoundNotes, NotesFolder
from coursenotes.outline.folders import is_notes
from coursenotes.sources.folder import load_folder
from coursenotes.sources.formats import notes_file
from coursenotes.sources.load import display_path, load_text

_NOT_NOTES = (
    "is neither Markdown nor a notebook by its name; if its text is Markdown, end its name in .md"
)


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
    if os.path.isfile(path) and not is_notes(path.name):
        raise error(name, _NOT_NOTES)
    file = notes_file(load_text(path), path.name, name)
    return FoundNotes(NotesFolder("", None, (file,)))
