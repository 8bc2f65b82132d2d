"""Cuts HTML where all is closed, so that it can be read piece by piece as if it were read whole.

The sanitizer holds all elements of what it reads at once, in memory that is not given back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursenotes.elements import VOID

SIZE = 100_000
"""Characters that a piece has at least."""

# What every reader of HTML takes for the same: text, comments and tags without any oddity.
_REGULAR = re.compile(
    r"[^<]+|<!--[^<>-]*-->"
    r"|<(?P<end>/?)(?P<tag>[a-z][a-z0-9-]*)"
    r"(?:\s+[a-z][a-z0-9-]*(?:=(?:\"[^\"<>]*\"|'[^'<>]*'))?)*+(?:\s*/)?>"
)
_RAW = frozenset({"script", "style"})
"""Their content is no HTML."""


def pieces(html: str, size: int = SIZE) -> Iterator[str]:
    """``html`` in pieces, each of which opens and closes its elements in order.

    The last one holds all from the first place on where that is not so.
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
