"""Split a page that is too long, and has no headings to divide it at, into runs of questions.

If a run began after a fixed number of questions, one new question would move hundreds of others to
new addresses. Instead, as soon as a run is long enough, the checksum of a question decides whether
it begins the next run. So adding questions at the end moves no others, and adding one in the middle
moves at most its neighbours. The address of a run comes from its first question; that of the first
run is always the same.

A question may still move to another run. But the page above keeps an entry for every question, at
the address that the question had before the page was divided. The entry leads to the question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from itertools import pairwise
from math import inf

from msgspec.structs import replace

from coursenotes.elements import plain
from coursenotes.model import Element, Inlines, Item, Position, Question, Section, nodes_of
from coursenotes.outline import labels
from coursenotes.outline.excerpts import bare, shortened, shown_text
from coursenotes.outline.question_titles import name_of
from coursenotes.outline.sections import LONG, SHORT
from coursenotes.outline.sizes import words_in
from coursenotes.plan.slugs import same_title, without_position
from coursenotes.translations import Words

ENOUGH = LONG // 3
"""The least words of a run."""
_MEAN = LONG // 4
"""The average number of words by which a run is longer."""
_FIRST = "start"
"""The address of the first run."""
_LONGEST = 40
_NOT_A_HEADING = 7
_NUMBER = re.compile(r"\D{0,12}?(\d{1,4})(?!\d|\.\d)")


def in_runs(section: Section, words: Words) -> Section:
    """Return the notes with pages that are too long divided into runs of questions or short parts.

    Its questions must have their ids.
    """
    parts = tuple(in_runs(part, words) for part in section.parts)
    items = section.items
    sizes = [words_in(*nodes_of(item)) for item in items]
    starts = _starts(items, sizes, 0, len(items)) if sum(sizes) > LONG else []
    begins = _begins(items, sizes, starts)
    if len(begins) < 2:
        return replace(section, parts=parts)
    numbers = _numbers(items)
    runs = tuple(
        Section(
            title=_title(items, [n for n in starts if first <= n < end], end, numbers, words),
            at=_at(items[first], section),
            level=section.level,
            items=items[first:end],
            opening=end - first,
            words_once_on_parent=inf,
            run=_address(items, first) if first > begins[0] else _FIRST,
        )
        for first, end in zip(begins, [*begins[1:], len(items)], strict=True)
    )
    own = items[: begins[0]]
    return replace(section, items=own, opening=len(own), parts=(*runs, *parts))


def _starts(items: Sequence[Item], sizes: Sequence[int], first: int, end: int) -> list[int]:
    """The places where a run may begin: at the highest headings and questions, and in long ones."""
    ranks = {n: _rank(items[n]) for n in range(first, end) if not isinstance(items[n], Element)}
    top = [n for n, rank in ranks.items() if rank == min(ranks.values())]
    found: list[int] = []
    for start, stop in zip(top, [*top[1:], end], strict=False):
        found.append(start)
        if sum(sizes[start:stop]) > LONG:
            found += _starts(items, sizes, start + 1, stop)
    return found


def _rank(item: Item) -> int:
    return 0 if isinstance(item, Element) else item.level or _NOT_A_HEADING


def _begins(items: Sequence[Item], sizes: Sequence[int], starts: Sequence[int]) -> list[int]:
    """Those of ``starts`` at which a run begins."""
    begins: list[int] = []
    length: float = inf
    for start, stop in zip(starts, [*starts[1:], len(items)], strict=False):
        size = sum(sizes[start:stop])
        chosen = length >= ENOUGH and _lot(items[start]) * _MEAN < size
        if chosen or length + size > LONG:
            begins.append(start)
            length = 0
        length += size
    # A rest that is too small joins the last run.
    return begins[:-1] if length < SHORT and len(begins) > 1 else begins


def _lot(item: Item) -> float:
    """A pseudorandom number from 0 to 1 that depends only on a question's or heading's text."""
    return int(_checksum(item)[:8], 16) / 16**8


def _checksum(item: Item) -> str:
    name = item.id if isinstance(item, Question) else same_title(plain(*_name(item)))
    return sha256(name.encode("utf-8", "replace")).hexdigest()


def _address(items: Sequence[Item], first: int) -> str:
    """The text for the address of the run that begins at ``first``.

    If several items have the same words, a checksum of the rest is added, never a place.
    """
    names = [same_title(_words(item)) for item in items]
    name = _words(items[first])
    twice = names.count(same_title(name)) > 1
    return f"{name} {_checksum(items[first])[:6]}" if twice else name


def _words(item: Item) -> str:
    text = plain(*_name(item))
    return without_position(labels.subject_of(text) or text)


# --- titles of runs -------------------------------------------------------------------------------


def _title(
    items: Sequence[Item], starts: Sequence[int], end: int, numbers: Sequence[int], words: Words
) -> Inlines:
    """Return "Questions 1–40"; "Accuracy – Recall" if the run holds other parts than questions."""
    first, last = starts[0], starts[-1]
    asked = [n for n in range(first, end) if isinstance(items[n], Question)]
    if 2 * sum(n in asked for n in starts) <= len(starts):
        names = [shown_text(shortened(bare(_name(items[n])), _LONGEST)) for n in (first, last)]
        return (" – ".join(dict.fromkeys(names)),)
    first, last = asked[0], asked[-1]
    if first == last:
        return (f"{words['question']} {numbers[first]}",)
    text = words["questions_range"].replace("{first}", str(numbers[first]))
    return (text.replace("{last}", str(numbers[last])),)


def _numbers(items: Sequence[Item]) -> list[int]:
    """The numbers of the questions: the author's, if all are ascending, else their places.

    Other items have the number of the question before them.
    """
    places, count = [], 0
    for item in items:
        count += isinstance(item, Question)
        places.append(count)
    asked = [item for item in items if isinstance(item, Question)]
    own = [_own_number(question) for question in asked]
    known = [number for number in own if number]
    if len(known) == len(own) and all(a < b for a, b in pairwise(known)):
        return [([0, *known])[place] for place in places]
    return places


def _own_number(question: Question) -> int:
    if question.listed and question.listed.number:
        return question.listed.number
    found = _NUMBER.match(plain(*question.text))
    return int(found[1]) if found else 0


def _name(item: Item) -> Inlines:
    if isinstance(item, Element):
        return ()
    return name_of(item) if isinstance(item, Question) else item.text


def _at(item: Item, section: Section) -> Position:
    return section.at if isinstance(item, Element) else item.at
