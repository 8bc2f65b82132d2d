"""Errors that the author of the notes can mend: they are never shown as a traceback."""

from __future__ import annotations

import re

from coursenotes.model import Position, Problem, Severity


class NotesError(Exception):
    """The site cannot be built. Its text is one line for each problem."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def error(path: object, message: str, line: int = 0, column: int = 0) -> NotesError:
    """A :class:`NotesError` of one problem in the file at ``path``."""
    return NotesError(Problem(Position(str(path), line, column), Severity.ERROR, message))


class FileError(Exception):
    """A file beside the notes that cannot be published; its text is the cause, in one line."""


class FormulaError(Exception):
    """A formula that cannot be rendered.

    Its text is the cause, in one line that starts with a small letter; ``offset`` is the place
    in the TeX, counted in characters, where that is known.
    """

    def __init__(self, cause: str, offset: int | None = None) -> None:
        super().__init__(cause)
        self.offset = offset


class DiagramError(Exception):
    """A diagram that cannot be drawn; its text is the cause, as a :class:`FormulaError`'s.

    ``beyond`` says that the source may be right: its kind is not known, or it is too large.
    """

    def __init__(self, cause: str, beyond: bool = False) -> None:
        super().__init__(cause)
        self.beyond = beyond


def one_line(message: str) -> str:
    """A cause in one line, cut where it is long."""
    message = re.sub(r"\x1b\[[0-9;]*m", "", message)
    message = " ".join(message.split()).rstrip(".")
    if len(message) > 200:
        message = message[:199] + "…"
    return message[:1].lower() + message[1:] or "cannot be rendered"
