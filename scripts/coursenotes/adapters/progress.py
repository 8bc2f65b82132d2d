"""Says how far a build is: one line on a terminal, which goes away again; nothing elsewhere."""

from __future__ import annotations

import time
from typing import TextIO

from coursenotes.reporting import CLEARED, is_terminal

_PAUSE = 0.1
"""Seconds between two states of the line, at least."""


class Progress:
    """What a command says of a build while it runs. Without a stream it says nothing."""

    def __init__(self, to: TextIO | None = None) -> None:
        self._to = to
        self._terminal = is_terminal(to)
        self._next = 0.0

    def show(self, state: str) -> None:
        """Show ``state`` in place of the last one, on a terminal; not each of many."""
        now = time.monotonic()
        if self._terminal and now >= self._next:
            self._next = now + _PAUSE
            print(f"{CLEARED}{state}", end="", file=self._to, flush=True)

    def clear(self) -> None:
        """Take the state away, before something else is said."""
        if self._terminal:
            print(CLEARED, end="", file=self._to, flush=True)

    def tell(self, line: str) -> None:
        """Say what stays to be read."""
        if self._to:
            self.clear()
            print(line, file=self._to, flush=True)
