"""The notes' blocks → sections: which headings divide them into pages.

The headings of the file make a tree. The highest below the title become pages; those below them
do where they are numbered parts (``Week 1``), or where their page would be too long without. Where
:data:`PageLevels` are given, they alone decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from coursenotes.elements import HEADINGS, is_seen, slug_of, text_of
from coursenotes.model import Element, Position, Section
from coursenotes.outline.conventions import Conventions
from coursenotes.outline.questions import read_items
from coursenotes.vocabulary import any_of, words_for

PageLevels = tuple[int, ...]
"""The heading levels that become pages, from the outside in; empty for a single page."""

LONG = 5000
"""A page of more words, about 25 minutes of reading, is divided at its next headings …"""
SHORT = 100
"""… unless these parts would have fewer words than this on average: then it stays whole."""
ANSWER = 500
"""Headings that ask, and have more words than this below them on average, are chapters."""
MANY = 30
"""Up to so many headings below the title become pages however short they are."""

_PART_WORDS = any_of(words_for("part"))
_PART = re.compile(
    rf"\s*(?:(?:{_PART_WORDS})\b\.?[\s_-]*(?:#|№|n[or°]\.?)?\s*"
    rf"(?:\d|[IVX]{{1,6}}\b|(?:{any_of(words_for('numbers'))})\b)"
    rf"|(?:{any_of(words_for('part_short'))})\d{{1,3}}\b"
    rf"|(?:{any_of(words_for('ordinal'))})\s*[0-9〇零一二三四五六七八九十百]{{1,6}}\s*[^\W\d_]"
    rf"|\d{{1,3}}\s*(?:{any_of(words_for('counters'))})\b"
    rf"|\d{{1,3}}(?:\.|st|nd|rd|th)\s*(?:{_PART_WORDS})\b)",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(rf"\W*(?:{any_of(words_for('introduction'))})\W*\Z", re.IGNORECASE)
_LETTERS_AS_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def page_levels(value: object) -> PageLevels | None:
    """What ``page_levels`` says in ``mkdocs.yml``: ``h2 > h3``, or ``none``.

    ``None`` where it says nothing. Raises ``ValueError`` for anything else.
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
        f"{value} is no way to divide the notes; name the headings that become pages, "
        "from the outside in: h2, or h2 > h3; or none, for a single page"
    )


def divided(
    blocks: list[Element],
    conventions: Conventions,
    start: Position,
    levels: PageLevels | None = None,
) -> Section:
    """The notes as a whole: their title, and a part for each heading that divides them.

    ``start`` is where notes without a title begin.
    """
    title, blocks = _title(blocks)
    if not any(block.tag in HEADINGS for block in blocks):
        blocks = _with_bold_parts(blocks)
    return _Divider(blocks, conventions, start, levels).section(title)


# --- the title ------------------------------------------------------------------------------------


def _title(blocks: list[Element]) -> tuple[Element | None, list[Element]]:
    """The heading that names the notes as a whole, and the blocks without it.

    It is the first heading, of level 1, when it is the only one of that level or, among several,
    the one that is no part itself: with nothing below it, or not numbered as others are, or with
    no heading of its own where others have some.
    """
    places = [n for n, block in enumerate(blocks) if block.tag in HEADINGS]
    if not places or blocks[places[0]].tag != "h1":
        return None, blocks
    first = places[0]
    others = [n for n in places[1:] if blocks[n].tag == "h1"]
    if others:
        numbered = [is_part(text_of(blocks[n])) for n in (first, others[0])]
        bare = others[0] == places[1] and others != places[1:]
        named = numbered == [False, True] or others[0] == first + 1
        if not (named or (bare and not _NO_TITLE.match(text_of(blocks[first])))):
            return None, blocks
    return blocks[first], blocks[:first] + blocks[first + 1 :]


def is_part(title: str) -> bool:
    """Whether a title numbers a part of a course: "Week 1: …", "Chapter II", "第1章"."""
    return bool(_PART.match(title))


def _with_bold_parts(blocks: list[Element]) -> list[Element]:
    """Blocks in which bold lines such as ``**Week 1**`` are headings; for notes without any."""
    made = []
    for block in blocks:
        inside = list(filter(is_seen, block.children))
        bold = inside[0] if len(inside) == 1 and block.tag == "p" else None
        if isinstance(bold, Element) and bold.tag in ("strong", "b") and is_part(text_of(bold)):
            block = Element("h2", (), bold.children, block.at)
        made.append(block)
    return made


# --- the tree of headings -------------------------------------------------------------------------


@dataclass(slots=True)
class _Node:
    """A heading with the range of blocks below it."""

    heading: Element | None
    level: int
    first: int
    """Its first block."""
    end: int = 0
    """Behind its last block, those below its own headings included."""
    below: list[_Node] = field(default_factory=list)


class _Divider:
    """Decides which headings of one file divide it."""

    def __init__(
        self,
        blocks: Sequence[Element],
        conventions: Conventions,
        start: Position,
        levels: PageLevels | None,
    ) -> None:
        self.blocks = blocks
        self.conventions = conventions
        self.start = start
        self.levels = levels
        self.words = [0, *accumulate(_words(block) for block in blocks)]
        asking = (level for level in conventions.question_levels if self._length(level) <= ANSWER)
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

    def _section(self, node: _Node, depth: int = 0, late: bool = False) -> Section:
        parts = node.below if self._divides(node, depth) else []
        own = self.blocks[node.first : parts[0].first - 1 if parts else node.end]
        level = int(node.heading.tag[1]) if node.heading else 0
        return Section(
            title=node.heading.children if node.heading else (),
            at=node.heading.at if node.heading else self.start,
            level=level,
            items=read_items(own, self.conventions, level),
            parts=tuple(self._section(p, depth + 1, self._is_late(p, depth)) for p in parts),
            late=late,
            slug=slug_of(node.heading) if node.heading else "",
        )

    def _divides(self, node: _Node, depth: int) -> bool:
        """Whether the headings right below ``node`` become pages."""
        if self.levels is not None or not node.below:
            return True
        if depth < 2 and any(map(_is_numbered, node.below)):
            return True
        worthwhile = self._between(node.below[0].first - 1, node.end) >= SHORT * len(node.below)
        if depth == 0:
            return worthwhile or len(node.below) <= MANY
        return worthwhile and self._between(node.first, node.end) > LONG

    def _is_late(self, part: _Node, depth: int) -> bool:
        """Whether it was on the page above until that grew or got its first numbered part."""
        return self.levels is None and depth > 0 and not (depth == 1 and _is_numbered(part))

    def _length(self, level: int) -> float:
        """How many words the headings of ``level`` have below them, on average."""
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


def _is_numbered(part: _Node) -> bool:
    return part.heading is not None and is_part(text_of(part.heading))


def _words(block: Element) -> int:
    """How many words a reader reads; two signs of a script without spaces count as one."""
    text = text_of(block)
    return len(text.split()) + len(_LETTERS_AS_WORDS.findall(text)) // 2
