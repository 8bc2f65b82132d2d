"""Find the headings that count the parts of a course. One heading alone makes no series.

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
from coursenotes.phrases import Beginning
from coursenotes.vocabulary import any_of, words_for

_HAN_NUMBER = r"(?:\d{1,3}|[〇零一二两兩三四五六七八九十百]{1,6})"
_COUNTED = (
    Beginning(
        r"\s*",
        # Week 1, Lektion IV, Part Two, Leçon n° 2
        (
            words_for("part"),
            r"\b\.?[\s_-]*(?:#|№|n[or°]\.?(?![^\W\d_]))?\s*(?:\d+|(?P<number>[^\W\d_]+)\b)",
        ),
        # w2
        (words_for("part_short"), r"\d{1,3}\b"),
        # 第1章, 제 3장; an ending would make another word of the latter
        (
            words_for("ordinal"),
            rf"\s*{_HAN_NUMBER}\s*(?P<counted>{any_of(words_for('counted'))}"
            rf"|(?:{any_of(words_for('counters'))})(?!\w))",
        ),
    ),
    # 3주차
    Beginning(r"\s*\d{1,3}\s*", (words_for("counters"), r"\b")),
    # 1. Woche, 2nd week
    Beginning(r"\s*\d{1,3}(?:\.|st|nd|rd|th)\s*", (words_for("part"), r"\b")),
)
_ROMAN = re.compile("[IVX]{1,6}", re.IGNORECASE)
_NUMBERS = Beginning("", (words_for("numbers"), r"\Z"))
_IN_A_SENTENCE = re.compile(r"\s+(?P<next>[^\W\d_])")


def counting(title: str) -> str:
    """Return the words in which a title counts a part of a course, without the number, or ``""``.

    If the counting word has a capital and the next word has none, the number belongs to a
    sentence: "Day 2 operations".
    """
    found = next(filter(None, (beginning.match(title) for beginning in _COUNTED)), None)
    parts = found.groupdict() if found else {}
    number = parts.get("number")
    if not found or (number and not _ROMAN.fullmatch(number) and not _NUMBERS.match(number)):
        return ""
    behind = _IN_A_SENTENCE.match(title, found.end())
    if found["word"][0].isupper() and behind and behind["next"].islower():
        return ""
    return re.sub(r"\s", "", (found["word"] + (parts.get("counted") or "")).casefold())


def in_series(blocks: Iterable[Element]) -> frozenset[int]:
    """Return the ``id()`` of each heading that counts as another of its level does."""
    counted = [(b, b.tag, word) for b in blocks if (word := _heading_counts(b))]
    times = Counter((tag, word) for _, tag, word in counted)
    return frozenset(id(block) for block, tag, word in counted if times[tag, word] > 1)


def _heading_counts(block: Element) -> str:
    return counting(text_of(block)) if block.tag in HEADINGS else ""
