"""The notes' blocks → sections: which headings divide them into courses and weeks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from coursenotes.habits import Habits
from coursenotes.model import Element, Section
from coursenotes.questions import read_items
from coursenotes.tree import HEADINGS, text_of

_PART = re.compile(
    r"\s*(?:course|week|module|lecture|chapter|day|part|unit|section|lesson|session|topic|kurs|"
    r"woche|kapitel|teil|cours|semaine|chapitre|curso|semana|capítulo|módulo)\s*\d|\s*第.{1,4}[章周课節节讲]",
    re.IGNORECASE,
)
MIN_WORDS = 120
"""Parts of a level become pages of their own from this average on, or when they are numbered."""


def divided(blocks: list[Element], habits: Habits) -> Section:
    """The notes as a whole, with their title, and a part for each heading that divides them."""
    title, blocks = _title(blocks)
    return _section(title, blocks, _levels(blocks, habits), habits)


def _title(blocks: list[Element]) -> tuple[Element | None, list[Element]]:
    """The heading that names the notes as a whole, and the blocks without it.

    It is the first heading, of level 1, when it is the only one of that level or, among several,
    the one that is no part itself: not numbered as others are, with no heading below its own.
    """
    places = [n for n, block in enumerate(blocks) if block.tag in HEADINGS]
    if not places or blocks[places[0]].tag != "h1":
        return None, blocks
    first = places[0]
    others = [n for n in places[1:] if blocks[n].tag == "h1"]
    if others:
        numbered = [bool(_PART.match(text_of(blocks[n]))) for n in (first, others[0])]
        followed_at_once = others[0] == places[1]
        if not (numbered == [False, True] or (followed_at_once and others != places[1:])):
            return None, blocks
    return blocks[first], blocks[:first] + blocks[first + 1 :]


def _levels(blocks: Sequence[Element], habits: Habits) -> tuple[int, ...]:
    """The heading levels that become pages: courses and weeks, one of them, or none."""
    counts = Counter(int(b.tag[1]) for b in blocks if b.tag in HEADINGS)
    found: list[int] = []
    for level in sorted(counts):
        if len(found) == 2 or level in habits.question_levels:
            break
        if not found:
            found.append(level)
        elif _are_parts(blocks, level):
            found.append(level)
        else:
            break
    return tuple(found)


def _are_parts(blocks: Sequence[Element], level: int) -> bool:
    titles = [b for b in blocks if b.tag == f"h{level}"]
    if 2 * sum(bool(_PART.match(text_of(t))) for t in titles) > len(titles):
        return True
    words, inside = 0, False
    for block in blocks:
        if block.tag in HEADINGS and int(block.tag[1]) <= level:
            inside = block.tag == f"h{level}"
        elif inside:
            words += len(text_of(block).split())
    return words >= MIN_WORDS * len(titles)


def _section(
    heading: Element | None, blocks: Sequence[Element], levels: tuple[int, ...], habits: Habits
) -> Section:
    """A section of ``blocks`` with one part for each heading of ``levels[0]`` or above it."""
    level = int(heading.tag[1]) if heading else 0
    starts = [
        n
        for n, block in enumerate(blocks)
        if levels and block.tag in HEADINGS and int(block.tag[1]) <= levels[0]
    ]
    ends = [*starts[1:], len(blocks)] if starts else []
    own = blocks[: starts[0]] if starts else blocks
    parts = tuple(
        _section(blocks[start], blocks[start + 1 : end], levels[1:], habits)
        for start, end in zip(starts, ends, strict=True)
    )
    return Section(
        title=heading.children if heading else (),
        line=heading.line if heading else 1,
        level=level,
        items=read_items(own, habits, level),
        parts=parts,
        slug=heading.get("data-slug") if heading else "",
    )
