"""Add to the links and pictures of raw HTML their line and column in the notes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from msgspec import Struct

_OPENING = re.compile(r"<!--|<[A-Za-z][^\s/>]*+")
_IN_TAG = re.compile(r"=\s*+([\"'])|>")
_MARKED = frozenset({"<a", "<img", "<source"})


class PositionedHtml(Struct, frozen=True):
    """Raw HTML with positions as attributes."""

    html: str
    _places: list[int]
    """The offset in ``html`` at which each added attribute ends."""
    _added: list[int]
    """The number of characters added up to there."""

    def written(self, offset: int) -> int:
        """Return the offset in the author's HTML of the character at ``offset`` of ``html``."""
        at = bisect_right(self._places, offset)
        return offset - (self._added[at - 1] if at else 0)


def with_positions(html: str, place: Callable[[int], tuple[int, int]]) -> PositionedHtml:
    """Return ``html`` in which links and pictures have attributes with their line and column.

    ``place`` returns both for an offset. The first of equal attributes counts (HTML, 13.2.5.33),
    so an author cannot replace them. They have no quotes, which would count as the author's.
    """
    pieces: list[str] = []
    places: list[int] = []
    added: list[int] = []
    done = more = 0
    for start, end in _opening_tags(html):
        if html[start:end].lower() in _MARKED:
            line, column = place(start)
            mark = f" data-line={line} data-column={column}"
            pieces += [html[done:end], mark]
            done, more = end, more + len(mark)
            places.append(end + more)
            added.append(more)
    return PositionedHtml("".join([*pieces, html[done:]]), places, added)


def _opening_tags(html: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets where each opening tag begins and its name ends, outside comments."""
    at = 0
    while found := _OPENING.search(html, at):
        if found.group() == "<!--":
            at = html.find("-->", found.end()) + 3
            if at < 3:
                return
            continue
        at = found.end()
        while sign := _IN_TAG.search(html, at):
            at = sign.end()
            if not sign[1]:
                break
            at = html.find(sign[1], at) + 1
            if not at:
                return
        else:
            return
        yield found.span()
