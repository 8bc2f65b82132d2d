"""Build a page's table of contents: its headings as a tree."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace


class Entry(Struct, frozen=True):
    """A heading in a page's table of contents."""

    level: int
    id: str
    title: str
    """As HTML: escaped text."""
    below: tuple[Entry, ...] = ()
    number: str = ""
    """The number of a question; empty if it has none."""


def nested(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return ``entries`` as a tree: each is below the last one before it of a higher level."""
    done: list[Entry] = []
    start = 0
    while start < len(entries):
        first = entries[start]
        end = start + 1
        while end < len(entries) and entries[end].level > first.level:
            end += 1
        below = nested(entries[start + 1 : end])
        done.append(replace(first, below=below))
        start = end
    return tuple(done)
