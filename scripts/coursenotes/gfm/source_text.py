"""Where in the notes' source a piece of parsed text stands: its line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

WINDOW = 4000
"""How far ahead a piece of text is looked for in its paragraph; bounds the time for long ones."""

_MARKS = re.compile(r"(?:[ \t>*#+-]|\d{1,9}[.)] |</?\w{1,10}>)*+")
"""What stands before a line's own text: its indent, quote, list and heading marks."""


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
        found = _MARKS.match(self.line(number))
        column = found.end() + 1 if found else 1
        return column if column <= len(self.line(number)) else 1

    def source_map(self, content: str, first: int) -> SourceMap:
        """The place of what the parser took out of its quotes and lists, from line ``first`` on.

        Only what stands before a line is taken away, so the ends of the lines agree.
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
        """The place of a table's cell. The cells of a row are asked for one by one, in order."""
        written = content.replace("|", r"\|")
        begin = self._used.get(number, self.first_column(number) - 1)
        column = self.line(number).find(written, begin)
        if column < 0:
            column = max(self.line(number).find(written), 0)
        self._used[number] = column + len(written)
        return SourceMap(number, content, [0], [column], escaped="|")


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Parsed text with the source column of each of its lines."""

    first: int
    """The line of the notes it begins on, counted from 1."""
    content: str
    starts: list[int]
    """The offset in the content at which each line begins."""
    columns: list[int]
    """The column of the source, counted from 0, at which that is; below 0 where it had a tab."""
    escaped: str = ""
    """A character that the source writes with a backslash before it, and the content without."""

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, each counted from 1, of what stands at ``offset`` of the content."""
        at = bisect_right(self.starts, offset) - 1
        column = self.columns[at] + offset - self.starts[at]
        if self.escaped:
            column += self.content.count(self.escaped, 0, offset)
        return self.first + at, max(column, 0) + 1
