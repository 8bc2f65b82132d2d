"""Turn files of notes, in each format that they may have, into Markdown.

To add a format, write a module with a function like :func:`.notebooks.notebook`, add it to
:data:`FORMATS`, and its ending to :data:`coursenotes.model.sources.ENDINGS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from coursenotes.model.sources import MARKDOWN, NOTEBOOK, NotesFile
from coursenotes.sources.note_names import stem_and_ending
from coursenotes.sources.notebooks import notebook


def _markdown(text: str, path: str, name: str) -> NotesFile:
    del name
    return NotesFile(path, text)


FORMATS: Mapping[str, Callable[[str, str, str], NotesFile]] = {
    **dict.fromkeys(MARKDOWN, _markdown),
    NOTEBOOK: notebook,
}
"""The ending of a file's name → the function that makes notes of its text.

Its arguments are the text, the path below the folder of the notes, and the name for messages. It
raises :class:`NotesError` if the text is not of that format.
"""


def notes_file(text: str, path: str, name: str) -> NotesFile:
    """Return the notes in a file's ``text``. Raises :class:`NotesError` if it has no notes.

    ``path`` is the file below the folder of the notes, with an ending of notes; ``name`` is for
    messages.
    """
    return FORMATS[stem_and_ending(path)[1]](text, path, name)
