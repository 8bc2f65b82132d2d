"""Split a page with hundreds of parts into ranges, each on a page that lists its parts.

The parts keep their addresses. As with runs of questions (:mod:`.runs`), a checksum decides where a
range begins, so that adding a part changes at most one range.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from hashlib import sha256
from itertools import chain, pairwise

from msgspec.structs import replace

from coursenotes.model import NOWHERE, PagePath, Section
from coursenotes.plan.addresses import PlannedPage
from coursenotes.plan.relative import directory

MAX_PARTS = 400
"""A list of more would make a page of more than 80,000 bytes."""
_ENOUGH, _MORE, _MOST = 40, 40, 200
"""A range has at least the first number of parts, on average the second number more, and at most
the third."""
_LONGEST = 40
"""The most letters of a title in the name of a range."""


def in_ranges(placed: PlannedPage) -> PlannedPage:
    """Return ``placed`` and the pages below it, with pages for ranges of too many parts."""
    parts = tuple(map(in_ranges, placed.parts))
    if len(parts) > MAX_PARTS:
        begins = [*_begins(parts), len(parts)]
        parts = tuple(_range(placed, parts[first:end]) for first, end in pairwise(begins))
    return replace(placed, parts=parts)


def _begins(parts: Sequence[PlannedPage]) -> list[int]:
    begins = [0]
    for place, part in enumerate(parts):
        length = place - begins[-1]
        chosen = length >= _ENOUGH and _lot(part) * _MORE < 1
        # A rest that is too small joins the last range.
        if (chosen and len(parts) - place >= _ENOUGH) or length == _MOST:
            begins.append(place)
    return begins


def _lot(part: PlannedPage) -> float:
    """A pseudorandom number from 0 to 1 that depends only on the part's address."""
    return int(sha256(part.path.encode()).hexdigest()[:8], 16) / 16**8


def _range(above: PlannedPage, parts: Sequence[PlannedPage]) -> PlannedPage:
    first, last = _shown(parts[0]), _shown(parts[-1])
    title = f"{first} – {last}" if last != first else first
    slug = f"from-{posixpath.basename(directory(parts[0].path))}"
    taken = {directory(part.path) for part in above.parts}
    folder = posixpath.dirname(above.path)
    while posixpath.join(folder, slug) in taken:
        slug += "-2"
    # Their anchors on the parent page, before there were so many.
    former = tuple(chain.from_iterable(part.former_anchors for part in parts))
    section = Section(
        (title,), NOWHERE, above.section.level, (), tuple(p.section for p in parts), run=slug
    )
    path = PagePath(posixpath.join(folder, slug, "index.md"))
    return PlannedPage(section, path, title, (), {}, tuple(parts), former)


def _shown(part: PlannedPage) -> str:
    if len(part.title) <= _LONGEST:
        return part.title
    return part.title[:_LONGEST].rpartition(" ")[0].rstrip(" ,;:.-–—") + "…"
