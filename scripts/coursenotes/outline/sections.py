"""Divide the notes' blocks into sections: decide which headings become pages.

The headings of the file form a tree. As in docs/guide/notes.md, one may name the notes as a whole
(:mod:`~coursenotes.outline.notes_title`). The highest below it become pages, and so do the parts
of a series one level deeper (:mod:`~coursenotes.outline.numbering`). Parts that are too small stay
together. A part that is too large is divided at its next headings; if it has none,
:mod:`coursenotes.plan.runs` divides it. If :data:`PageLevels` are given, they alone decide.

A file in a folder is a page. Only one that is too large, or holds a series, is divided like this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import accumulate, pairwise
from math import inf

from msgspec import Struct, field

from coursenotes.elements import HEADINGS, is_seen, slug_of, text_of
from coursenotes.model import Element, Item, Position, Section
from coursenotes.outline.conventions import Conventions
from coursenotes.outline.notes_title import titled
from coursenotes.outline.numbering import counting, in_series
from coursenotes.outline.questions import read_items
from coursenotes.outline.sizes import words_in

PageLevels = tuple[int, ...]
"""The heading levels that become pages, from the outside in; empty for a single page."""

SHORT = 150
"""A part with fewer words stays a section of the parent page, unless it is one of a series."""
LONG = 5000
"""A page with more words (25 minutes of reading) is divided at its next headings."""
CHAPTER = 500
"""Headings that ask, and have more words than this below them on average, are chapters."""


class Standing(Enum):
    """The role of a file among the notes."""

    ALONE = auto()
    """It is the whole notes."""
    AMONG_OTHERS = auto()
    """It is one of the files in a folder."""
    OPENING = auto()
    """It opens a folder. Its series may only list what the other files hold."""


_FILE = re.compile(r"(?![A-Za-z][\w+.-]*:|//|#|\Z)")
"""Matches an address in the repository."""


def page_levels(value: object) -> PageLevels | None:
    """Parse ``page_levels`` of ``mkdocs.yml``: ``h2 > h3``, or ``none``.

    Returns ``None`` if it is not set. Raises ``ValueError`` for anything else.
    """
    if value is None:
        return None
    text = str(value).strip().lower()
    if text == "none":
        return ()
    levels = tuple(int(level[1]) for level in re.findall(r"h[1-6]\b", text))
    if re.fullmatch(r"h[1-6](\s*>\s*h[1-6])*", text) and list(levels) == sorted(set(levels)):
        return levels
    raise ValueError(
        f"{value} does not divide the notes; name the headings that become pages, "
        "from the outside in: h2, or h2 > h3; or none, for a single page"
    )


def section_tree(
    blocks: list[Element],
    conventions: Conventions,
    start: Position,
    levels: PageLevels | None = None,
    *,
    named: bool = False,
    standing: Standing = Standing.ALONE,
) -> Section:
    """Return a file as a section: its title, and a part for each heading that divides it.

    ``start`` is where a file without a title begins; ``named`` is true if front matter has one.
    """
    every = blocks
    if standing is not Standing.ALONE:  # the name of the file is better than a heading inside it
        named = named or not _begins_with_title(blocks)
    title, blocks = titled(every, named)
    titled_at = next((n for n, block in enumerate(every) if block is title), 0)
    if not any(block.tag in HEADINGS for block in blocks):
        blocks = _with_bold_parts(blocks)
    return _Divider(blocks, conventions, start, levels, titled_at, standing).section(title)


def _begins_with_title(blocks: Sequence[Element]) -> bool:
    """True if only pictures, such as badges, come before the first heading or bold line."""
    for block in blocks:
        if text_of(block).strip() and not any(e.tag == "img" for e in block.walk()):
            return block.tag in HEADINGS or _bold_heading(block) is not block
    return False


def _with_bold_parts(blocks: list[Element]) -> list[Element]:
    """``blocks`` with bold lines such as ``**Week 1**`` as headings, if they form a series."""
    made = list(map(_bold_heading, blocks))
    series = in_series(made)
    return [new if id(new) in series else old for old, new in zip(blocks, made, strict=True)]


def _bold_heading(block: Element) -> Element:
    inside = list(filter(is_seen, block.children))
    bold = inside[0] if len(inside) == 1 and block.tag == "p" else None
    if isinstance(bold, Element) and bold.tag in ("strong", "b"):
        return Element("h2", (), bold.children, block.at)
    return block


# --- the tree of headings -------------------------------------------------------------------------


class _Node(Struct):
    """A heading with the range of blocks below it."""

    heading: Element | None
    level: int
    first: int
    """Its first block."""
    end: int = 0
    """The index after its last block, including those below its own headings."""
    below: list[_Node] = field(default_factory=list)


class _Divider:
    """Decides which headings of one file divide it."""

    def __init__(
        self,
        blocks: Sequence[Element],
        conventions: Conventions,
        start: Position,
        levels: PageLevels | None,
        titled_at: int,
        standing: Standing,
    ) -> None:
        self.blocks = blocks
        self.conventions = conventions
        self.start = start
        self.levels = levels
        self.titled_at = titled_at
        self.standing = standing
        self.words = [0, *accumulate(map(words_in, blocks))]
        self.series = in_series(blocks)
        self.first = _first_of_series(blocks, self.series)
        asking = (level for level in conventions.question_levels if self._length(level) <= CHAPTER)
        self.deepest = min(asking, default=7) - 1

    def section(self, title: Element | None) -> Section:
        """The whole file."""
        return self._section(self._tree(title))

    def _tree(self, title: Element | None) -> _Node:
        root = _Node(title, 0, 0, len(self.blocks))
        above = [root]
        for place, block in enumerate(self.blocks):
            level = self._level(block)
            if not level:
                continue
            while above[-1].level >= level:
                above.pop().end = place
            node = _Node(block, level, place + 1, len(self.blocks))
            above[-1].below.append(node)
            above.append(node)
        return root

    def _level(self, block: Element) -> int:
        """The level of a heading that may divide the file; 0 for every other block."""
        if block.tag not in HEADINGS:
            return 0
        level = int(block.tag[1])
        if self.levels is None:
            return level if level <= self.deepest else 0
        if not self.levels or (level > self.levels[0] and level not in self.levels):
            return 0
        return max(level, self.levels[0])

    def _section(self, node: _Node, depth: int = 0, words_once_on_parent: float = 0) -> Section:
        parts = self._pages(node, depth)
        level = int(node.heading.tag[1]) if node.heading else 0
        items: list[Item] = []
        opening, place = 0, node.first
        for part in (*parts, None):
            end = part.first - 1 if part else node.end
            items += self._items(place, end, level)
            if part is parts[0] if parts else part is None:
                opening = len(items)
            place = part.end if part else end
        return Section(
            title=node.heading.children if node.heading else (),
            at=node.heading.at if node.heading else self.start,
            level=level,
            items=tuple(items),
            parts=tuple(self._section(p, depth + 1, self._once_on_parent(p, depth)) for p in parts),
            opening=opening,
            words_once_on_parent=words_once_on_parent,
            slug=slug_of(node.heading) if node.heading else "",
        )

    def _items(self, first: int, end: int, level: int) -> Iterator[Item]:
        """The items among some blocks; questions end at the former place of the notes' title."""
        middle = [self.titled_at] if first < self.titled_at < end else []
        for start, stop in pairwise((first, *middle, end)):
            yield from read_items(self.blocks[start:stop], self.conventions, level)

    def _pages(self, node: _Node, depth: int) -> list[_Node]:
        """The headings directly below ``node`` that become pages; the rest stay on its page."""
        if self.levels is not None:
            return node.below
        # A heading with nothing below it is never a page.
        parts = [part for part in node.below if part.end > part.first]
        if depth == 0 and not self._is_divided(node, parts):
            return []
        # A part of a series is a page even if it is short, and so is a part that holds one.
        series = {id(part) for part in parts if depth < 2 and self._is_in_series(part, depth)}
        long = [part for part in parts if id(part) in series or self._size(part) >= SHORT]
        if series:
            return long
        # Without a series, parts become pages if most of the text is in parts that are long enough.
        worthwhile = 2 * sum(map(self._size, long)) >= sum(map(self._size, parts))
        return long if worthwhile and (depth == 0 or self._size(node) > LONG) else []

    def _is_divided(self, whole: _Node, parts: Sequence[_Node]) -> bool:
        """True if a file becomes more than one page."""
        if self.standing is Standing.ALONE or self._size(whole) > LONG:
            return True
        series = [part for part in parts if self._is_in_series(part, 0)]
        if self.standing is Standing.AMONG_OTHERS or not series:
            return bool(series)
        # Weeks that only link to their files get no pages besides those of the files.
        listing = sum(map(self._names_files, series))
        return 2 * listing <= len(series) or sum(map(self._size, series)) >= SHORT * len(series)

    def _names_files(self, part: _Node) -> bool:
        """True if a part links to another file or folder."""
        heading = (part.heading,) if part.heading else ()
        return any(
            e.tag == "a" and _FILE.match(e.get("href"))
            for block in (*heading, *self.blocks[part.first : part.end])
            for e in block.walk()
        )

    def _is_in_series(self, part: _Node, depth: int) -> bool:
        counted = id(part.heading) in self.series
        return counted or (depth == 0 and any(self._is_in_series(p, 1) for p in part.below))

    def _once_on_parent(self, part: _Node, depth: int) -> float:
        """The number of its words that may once have been on the parent page.

        A part of a series had only its heading there, while nothing was below it. The first
        part is different: as long as it was alone, there was no series.
        """
        if self.levels is not None:
            return 0
        if id(part.heading) in self.series - self.first:
            return 1
        return SHORT if depth == 0 and self.standing is Standing.ALONE else inf

    def _size(self, node: _Node) -> int:
        return self._between(node.first, node.end)

    def _length(self, level: int) -> float:
        """The average number of words below headings of ``level``."""
        at = [n for n, b in enumerate(self.blocks) if b.tag in HEADINGS and int(b.tag[1]) <= level]
        ends = [*at[1:], len(self.blocks)][: len(at)]
        lengths = [
            self._between(first, end)
            for first, end in zip(at, ends, strict=True)
            if self.blocks[first].tag == f"h{level}"
        ]
        return sum(lengths) / len(lengths) if lengths else 0

    def _between(self, first: int, end: int) -> int:
        return self.words[end] - self.words[first]


def _first_of_series(blocks: Sequence[Element], series: frozenset[int]) -> frozenset[int]:
    """Those headings of ``series`` that are the first of their level to count in their words."""
    first: dict[tuple[str, str], int] = {}
    for block in blocks:
        if id(block) in series:
            first.setdefault((block.tag, counting(text_of(block))), id(block))
    return frozenset(first.values())
