"""What stops a build: problems that the author can mend, never a traceback."""

from __future__ import annotations

from coursenotes.model import Problem, Severity


class NotesError(Exception):
    """The site cannot be built. Its text is one line for each problem."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def error(path: object, message: str, line: int = 0) -> NotesError:
    """A :class:`NotesError` of one problem in the file at ``path``."""
    return NotesError(Problem(str(path), line, 1, Severity.ERROR, message))
