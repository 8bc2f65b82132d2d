"""Show how far a build is, in one line on a terminal that is then erased; nowhere else."""

from __future__ import annotations

import time
from typing import TextIO

from coursenotes.reporting import CLEARED, is_terminal

_PAUSE = 0.1
"""The least seconds between two updates of the line."""


class Progress:
    """Prints the state of a build to a stream; without a stream it prints nothing."""

    def __init__(self, to: TextIO | None = None) -> None:
        self._to = to
        self._terminal = is_terminal(to)
        self._next = 0.0

    def show(self, state: str) -> None:
        """Replace the line with ``state``, on a terminal and not too often."""
        now = time.monotonic()
        if self._terminal and now >= self._next:
            self._next = now + _PAUSE
            print(f"{CLEARED}{state}", end="", file=self._to, flush=True)

    def clear(self) -> None:
        """Erase the line, before something else is printed."""
        if self._terminal:
            print(CLEARED, end="", file=self._to, flush=True)

    def print(self, line: str) -> None:
        """Print a line that stays."""
        if self._to:
            self.clear()
            print(line, file=self._to, flush=True)
