"""Decide which titles ask by their series: titles that look alike, in a file or between headings.

A line that is worded as a task, or as a question without a mark, asks if most of its series ask.
For a line without a series :mod:`.asking` decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from coursenotes.elements import HEADINGS, text_of
from coursenotes.model import Element, Listed
from coursenotes.outline import labels
from coursenotes.outline.anatomy import is_shown_only
from coursenotes.outline.conventions import Conventions, Look
from coursenotes.outline.labels import Label
from coursenotes.outline.titles import Style, Title, title_of_item

_LETTERS = 3000
"""Headings that ask, but have more letters of text than this below each, are chapters."""


def look_of(title: Title) -> Look | None:
    """Return the look of a title that may be one of a series, else None."""
    if title.style is Style.HEADING:
        return Look(f"h{title.level}", title.numbered)
    if title.style is Style.BOLD and not labels.answer_title(title.words):
        return Look("bold", title.numbered)
    if title.style is Style.SUMMARY:
        return Look("summary", False)
    return None


# --- between two headings -------------------------------------------------------------------------


def asking_together(
    blocks: Sequence[Element], titles: Sequence[Title | None], conventions: Conventions
) -> frozenset[int]:
    """Return the indexes of the titles that belong to a series in which most ask."""
    found: set[int] = set()
    members: dict[tuple[int, Look], list[int]] = {}
    above = [0] * 7
    for place, (block, title) in enumerate(zip(blocks, titles, strict=True)):
        if block.tag in HEADINGS:
            level = int(block.tag[1])
            above[level:] = [place] * (7 - level)
        if title is None or title.style not in (Style.HEADING, Style.BOLD, Style.SUMMARY):
            continue
        if (look := look_of(title)) is None:
            continue
        if look in conventions.looks:
            found.add(place)
        group = above[title.level - 1] if title.style is Style.HEADING else above[6]
        members.setdefault((group, look), []).append(place)
    for (_, look), places in members.items():
        of = [one for p in places if (one := titles[p])]
        sure = sum(one.asks or one.labelled for one in of)
        in_words = look.numbered or (look.kind == "bold" and sure > 1)
        asks = sum(one.asks or one.labelled or (one.asks_in_words and in_words) for one in of)
        least = 2 if look.kind == "bold" else 3
        if asks >= least and 2 * asks > len(of) and _are_short(blocks, places, look):
            found.update(places)
    return frozenset(found)


def _are_short(blocks: Sequence[Element], places: Sequence[int], look: Look) -> bool:
    if look.kind in ("bold", "summary"):
        return True
    end = places[-1] + 1
    while end < len(blocks) and blocks[end].tag not in HEADINGS:
        end += 1
    letters = sum(len(text_of(block)) for block in blocks[places[0] : end])
    return letters <= _LETTERS * len(places)


def numbered_one_by_one(
    blocks: Sequence[Element], titles: Sequence[Title | None]
) -> dict[int, tuple[Title, Listed | None]]:
    """Return the questions that are numbered one by one: ``1.``, its answer, ``2.``, its answer, …

    GitHub makes a list with one item of each, or a paragraph if the number is one such as ``1、``.
    """
    found: dict[int, tuple[Title, Listed | None]] = {}
    for segment in _segments(blocks):
        for run in (_lists(blocks, segment), _paragraphs(titles, segment)):
            if _most_ask(run, segment.stop):
                found.update({place: (title, listed) for place, title, listed in run})
    return found


def leading(blocks: Sequence[Element], titles: Sequence[Title | None]) -> frozenset[int]:
    """Return the indexes of code, pictures and the like above the question about them.

    Such a block belongs to the question below it only if every labelled question between two
    headings has one directly above, and the last question does not end with one.
    """
    found: set[int] = set()
    for segment in _segments(blocks):
        asked = [n for n in segment if _is_labelled_line(titles[n])]
        above = [n - 1 for n in asked if n - 1 in segment and is_shown_only(blocks[n - 1])]
        if len(above) == len(asked) > 1 and not is_shown_only(blocks[segment.stop - 1]):
            found.update(above)
    return frozenset(found)


def _is_labelled_line(title: Title | None) -> bool:
    return title is not None and title.label in (Label.QUESTION, Label.WORD_AND_NUMBER)


_Run = list[tuple[int, Title, Listed | None]]


def _segments(blocks: Sequence[Element]) -> Iterator[range]:
    cuts = [n for n, block in enumerate(blocks) if block.tag in HEADINGS]
    for first, end in pairwise((-1, *cuts, len(blocks))):
        yield range(first + 1, end)


def _lists(blocks: Sequence[Element], segment: range) -> _Run:
    """The lists of one item whose numbers follow each other, or are all the same."""
    run: _Run = []
    at, before = None, 0
    for place in segment:
        block = blocks[place]
        items = [c for c in block.children if isinstance(c, Element)] if block.tag == "ol" else []
        if len(items) != 1 or not (title := title_of_item(items[0])):
            continue
        number = int(block.get("start", "1") or 1)
        if run and not (number > before or number == before == 1):
            continue
        at = at if number == before + 1 and at else block.at
        before = number
        run.append((place, title, Listed(at, number)))
    return run


def _paragraphs(titles: Sequence[Title | None], segment: range) -> _Run:
    run: _Run = []
    for place in segment:
        title = titles[place]
        if title and title.style is Style.PARAGRAPH and labels.begins_as_list_item(title.words):
            run.append((place, title, None))
    return run if len(run) > 2 else []


def _most_ask(run: _Run, end: int) -> bool:
    if len(run) < 2:
        return False
    asks = sum(title.asks or title.labelled or title.asks_in_words for _, title, _ in run)
    ends = [*(place for place, *_ in run[1:]), end]
    answered = sum(
        bool(title.own) or after > place + 1
        for (place, title, _), after in zip(run, ends, strict=True)
    )
    return 2 * asks > len(run) and 2 * answered > len(run)
