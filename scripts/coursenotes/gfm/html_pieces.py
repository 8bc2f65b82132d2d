"""Split HTML where all elements are closed, so that its pieces can be parsed one by one.

The sanitizer keeps all elements of its input at once, in memory that it does not give back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursenotes.elements import VOID

SIZE = 100_000
"""The least characters of a piece."""

# HTML that every parser reads alike: regular text, comments and tags.
_REGULAR = re.compile(
    r"[^<]+|<!--[^<>-]*-->"
    r"|<(?P<end>/?)(?P<tag>[a-z][a-z0-9-]*)"
    r"(?:\s+[a-z][a-z0-9-]*(?:=(?:\"[^\"<>]*\"|'[^'<>]*'))?)*+(?:\s*/)?>"
)
_RAW = frozenset({"script", "style"})
"""Their content is not HTML."""


def pieces(html: str, size: int = SIZE) -> Iterator[str]:
    """Yield ``html`` in pieces, each of which opens and closes its elements in order.

    The last piece is everything from the first irregular place on.
    """
    begin = at = 0
    opened: list[str] = []
    while found := _REGULAR.match(html, at):
        at, tag = found.end(), found["tag"]
        if tag in _RAW:
            break
        if not tag or (tag in VOID and not found["end"]):
            continue
        if not found["end"]:
            if not opened and found.start() - begin >= size:
                yield html[begin : found.start()]
                begin = found.start()
            opened.append(tag)
        elif not opened or opened.pop() != tag:
            break
    yield html[begin:]
