"""Define the errors that an author can fix; they are never shown as a traceback."""

from __future__ import annotations

import re

from coursenotes.model import Position, Problem, Severity


class NotesError(Exception):
    """The site cannot be built. Its text has one line for each problem."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def error(path: object, message: str, line: int = 0, column: int = 0) -> NotesError:
    """Return a :class:`NotesError` with one problem in the file at ``path``."""
    return NotesError(Problem(Position(str(path), line, column), Severity.ERROR, message))


class FileError(Exception):
    """A file beside the notes cannot be published. Its text is the cause, on one line."""


class FormulaError(Exception):
    """A formula cannot be rendered.

    Its text is the cause, on one line that starts with a lower-case letter. ``offset`` is the
    place in the TeX in characters, or None if unknown.
    """

    def __init__(self, cause: str, offset: int | None = None) -> None:
        super().__init__(cause)
        self.offset = offset


class DiagramError(Exception):
    """A diagram cannot be drawn. Its text is the cause, as in :class:`FormulaError`.

    ``beyond`` is true if the source may be right: its type is unknown, or it is too large.
    """

    def __init__(self, cause: str, beyond: bool = False) -> None:
        super().__init__(cause)
        self.beyond = beyond


def one_line(message: str) -> str:
    """Return a cause on one line, shortened if it is long."""
    message = re.sub(r"\x1b\[[0-9;]*m", "", message)
    message = " ".join(message.split()).rstrip(".")
    if len(message) > 200:
        message = message[:199] + "…"
    return message[:1].lower() + message[1:] or "cannot be rendered"
