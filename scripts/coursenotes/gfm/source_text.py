"""Map parsed text back to its lines and columns in the notes."""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec import Struct

WINDOW = 4000
"""How far to search a paragraph for a piece of its text, in characters; keeps time linear."""

_MARKS = re.compile(r"(?:[ \t>*#+-]|\d{1,9}[.)] |</?\w{1,10}>)*+")
"""A line's indent, quote, list and heading marks, which precede its text."""


class Source:
    """The lines of the notes, for finding parsed text in them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self._used: dict[int, int] = {}

    def line(self, number: int) -> str:
        """Return a line by its number from 1; empty if there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def column(self, number: int, words: str) -> int:
        """Return the column of ``words`` on a line, from 1; 1 if they are not there."""
        return max(self.line(number).find(words), 0) + 1 if words else 1

    def first_column(self, number: int) -> int:
        """Return the column of a line's text, after its indent, quote, list and heading marks."""
        found = _MARKS.match(self.line(number))
        column = found.end() + 1 if found else 1
        return column if column <= len(self.line(number)) else 1

    def source_map(self, content: str, first: int) -> SourceMap:
        """Return the source map of text that the parser took out of blocks at line ``first``.

        The parser removes only the beginnings of lines, so compare their ends.
        """
        starts, columns, offset = [], [], 0
        for number, piece in enumerate(content.split("\n"), first):
            starts.append(offset)
            offset += len(piece) + 1
            line, words = self.line(number).rstrip(), piece.strip()
            # A heading's closing marks are taken away as well.
            column = len(line) - len(words) if line.endswith(words) else line.rfind(words)
            if column >= 0:
                columns.append(column - (len(piece) - len(piece.lstrip())))
            else:
                columns.append(self.first_column(number) - 1)
        return SourceMap(first, content, starts, columns)

    def cell(self, content: str, number: int) -> SourceMap:
        """Return the source map of a table's cell. Call this for the cells of a row in order."""
        written = content.replace("|", r"\|")
        begin = self._used.get(number, self.first_column(number) - 1)
        column = self.line(number).find(written, begin)
        if column < 0:
            column = max(self.line(number).find(written), 0)
        self._used[number] = column + len(written)
        return SourceMap(number, content, [0], [column], escaped="|")


class SourceMap(Struct, frozen=True):
    """Parsed text with the source column of each of its lines."""

    first: int
    """The line of the notes where it begins, from 1."""
    content: str
    starts: list[int]
    """The offset in the content at which each line begins."""
    columns: list[int]
    """The source column at which each line begins, from 0; negative if it had a tab."""
    escaped: str = ""
    """A character that has a backslash before it in the source but not in the content."""

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and column, from 1, of the character at ``offset`` of the content."""
        at = bisect_right(self.starts, offset) - 1
        column = self.columns[at] + offset - self.starts[at]
        if self.escaped:
            column += self.content.count(self.escaped, 0, offset)
        return self.first + at, max(column, 0) + 1
