"""Print problems, for every command alike: one line each, or annotations on GitHub."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from coursenotes.model import Problem, Severity

CLEARED = "\r\x1b[K"
"""Clears the current line of a terminal."""
_COLOURS = {"error": "1;31", "warning": "1;33", "hint": "36"}


def report(problems: Iterable[Problem], to: TextIO | None = None) -> None:
    """Print ``problems`` to stderr, or to the stream ``to``.

    In a GitHub workflow they become annotations of the notes.
    """
    github = os.environ.get("GITHUB_ACTIONS") == "true"
    to = to or sys.stderr
    for problem in problems:
        line = formatted(problem, github=github)
        if not github:
            level = str(problem.severity)
            line = line.replace(f": {level}: ", f": {coloured(level, level, to)}: ", 1)
        print(line, file=to, flush=True)


def coloured(text: str, level: str, to: TextIO) -> str:
    """Return ``text`` in the colour of ``level``, if ``to`` is a terminal and NO_COLOR is unset."""
    if not is_terminal(to) or os.environ.get("NO_COLOR"):
        return text
    return f"\x1b[{_COLOURS[level]}m{text}\x1b[0m"


def is_terminal(to: TextIO | None) -> bool:
    """True if ``to`` is a terminal that can move its cursor and show colours."""
    return to is not None and to.isatty() and os.environ.get("TERM") != "dumb"


def stopping(problems: Iterable[Problem], strict: bool, where: str = "the notes") -> str:
    """Return why ``problems`` stop a build; empty if only hints, or warnings unless ``strict``."""
    stops = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    count = sum(problem.severity in stops for problem in problems)
    return f"Stopped: {count} problem{'s' * (count > 1)} in {where}." if count else ""


def summary(problems: Iterable[Problem]) -> str:
    """Return a line that counts the ``problems`` of each kind."""
    found = Counter(problem.severity for problem in problems)
    counts = [f"{n} {kind}{'s' * (n > 1)}" for kind in Severity if (n := found[kind])]
    return f"{', '.join(counts)}." if counts else "Nothing is wrong."


def formatted(problem: Problem, *, github: bool = False) -> str:
    """Return ``file:line:column: level: message``, or GitHub's command to annotate that place."""
    message = problem.message
    if not github:
        message = " ".join(message.split())
        return f"{problem.at}: {problem.severity}: {message}"
    level = "notice" if problem.severity is Severity.HINT else str(problem.severity)
    file, line, column = problem.at
    place = f"file={_escaped(file, ':,')},line={line or 1},col={column or 1}"
    return f"::{level} {place}::{_escaped(message)}"


def _escaped(value: str, more: str = "") -> str:
    for sign in "%\r\n" + more:
        value = value.replace(sign, f"%{ord(sign):02X}")
    return value
