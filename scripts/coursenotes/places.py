"""Where in the notes' source a piece of parsed text stands: its line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from markdown_it.token import Token

WINDOW = 4000
"""How far ahead a piece of text is looked for in its paragraph; bounds the time for long ones."""


class Source:
    """The lines of the notes, and where in them a piece of parsed text came from."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self._used: dict[int, int] = {}

    def line(self, number: int) -> str:
        """A line by its number from 1; empty where there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def column(self, number: int, words: str) -> int:
        """Where ``words`` stand on a line, from 1; 1 where they do not."""
        return max(self.line(number).find(words), 0) + 1 if words else 1

    def first_column(self, number: int) -> int:
        """Where a line's own text begins, behind its indent, quote, list and heading marks."""
        found = re.match(r"(?:[ \t>*#+-]|\d{1,9}[.)] |</?\w{1,10}>)*+", self.line(number))
        column = found.end() + 1 if found else 1
        return column if column <= len(self.line(number)) else 1

    def spread(self, token: Token) -> Spread:
        """The place of a token's content, which the parser took out of its quotes and lists."""
        starts, columns, offset = [], [], 0
        first = token.map[0] + 1 if token.map else 1
        for number, piece in enumerate(token.content.split("\n"), first):
            starts.append(offset)
            offset += len(piece) + 1
            # A row's cells come one by one, so each is looked for behind the one before.
            column = self.line(number).find(piece, self._used.get(number, 0))
            if column >= 0:
                self._used[number] = column + len(piece)
            columns.append(column)
        return Spread(self, first, token.content, starts, columns)


@dataclass(frozen=True, slots=True)
class Spread:
    """A token's content with the source line and column of each of its lines."""

    source: Source
    first: int
    content: str
    starts: list[int]
    columns: list[int]

    def place(self, offset: int, words: str) -> tuple[int, int]:
        """Line and column of the ``words`` at ``offset`` of the content."""
        at = bisect_right(self.starts, offset) - 1
        line, column = self.first + at, self.columns[at]
        if column >= 0:
            return line, column + offset - self.starts[at] + 1
        return line, self.source.column(line, words)
