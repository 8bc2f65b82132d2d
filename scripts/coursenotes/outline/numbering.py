"""Finds the headings that count the parts of a course. One heading alone makes no series.

``Week 1`` and ``Week 2`` count in the same words. Other titles with a number do not count anything:
``CH4``, ``Day 2 operations``, ``Les 3 formes``, 第一次世界大战. So a heading counts only if its
word means a part of a course or book, and another heading of its level uses the same word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from coursenotes.elements import HEADINGS, text_of
from coursenotes.model import Element
from coursenotes.vocabulary import any_of, words_for

_PART = any_of(words_for("part"))
_HAN_NUMBER = r"(?:\d{1,3}|[〇零一二两兩三四五六七八九十百]{1,6})"
_NUMBERINGS = (
    # Week 1, Lektion IV, Part Two, Leçon n° 2
    rf"(?P<word>{_PART})\b\.?[\s_-]*(?:#|№|n[or°]\.?)?\s*"
    rf"(?:\d+|[IVX]{{1,6}}\b|(?:{any_of(words_for('numbers'))})\b)",
    # w2
    rf"(?P<word>{any_of(words_for('part_short'))})\d{{1,3}}\b",
    # 第1章, 제 3장; an ending would make another word of the latter
    rf"(?P<word>(?:{any_of(words_for('ordinal'))})\s*{_HAN_NUMBER}\s*"
    rf"(?:{any_of(words_for('counted'))}|(?:{any_of(words_for('counters'))})(?!\w)))",
    # 3주차
    rf"(?P<word>\d{{1,3}}\s*(?:{any_of(words_for('counters'))}))\b",
    # 1. Woche, 2nd week
    rf"\d{{1,3}}(?:\.|st|nd|rd|th)\s*(?P<word>{_PART})\b",
)
_NUMBERED = tuple(re.compile(rf"\s*{pattern}", re.IGNORECASE) for pattern in _NUMBERINGS)
_IN_A_SENTENCE = re.compile(r"\s+(?P<next>[^\W\d_])")


def counting(title: str) -> str:
    """The words in which a title counts a part of a course, without the number; else nothing.

    If the counting word has a capital and the next word has none, the number belongs to a
    sentence: "Day 2 operations".
    """
    for pattern in _NUMBERED:
        if found := pattern.match(title):
            word = found["word"]
            behind = _IN_A_SENTENCE.match(title, found.end())
            if word[0].isupper() and behind and behind["next"].islower():
                return ""
            return re.sub(rf"{_HAN_NUMBER}|\s", "", word.casefold())
    return ""


def in_series(blocks: Iterable[Element]) -> frozenset[int]:
    """The ``id()`` of each heading that counts as another of its level does."""
    counted = [(b, b.tag, word) for b in blocks if (word := _heading_counts(b))]
    times = Counter((tag, word) for _, tag, word in counted)
    return frozenset(id(block) for block, tag, word in counted if times[tag, word] > 1)


def _heading_counts(block: Element) -> str:
    return counting(text_of(block)) if block.tag in HEADINGS else ""
