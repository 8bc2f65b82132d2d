"""Decides who asks by series: titles that look alike, in the file or between two headings.

A line that is worded as a task, or as a question without a mark, asks if most of its series ask.
For a line without a series :mod:`.asking` decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from coursenotes.elements import HEADINGS, plain, text_of
from coursenotes.model import Element, Listed
from coursenotes.outline import labels
from coursenotes.outline.anatomy import (
    announces_answer,
    is_answered,
    is_exercise,
    is_shown_only,
    marked,
    opens_at_once,
)
from coursenotes.outline.conventions import Conventions, Look
from coursenotes.outline.heads import Head, Style, bold_line, head_of, item_head, summary_of
from coursenotes.outline.labels import Label

_REPEATED = 3
"""Times: a summary that is below questions so often says nothing of its own."""
_NEAR = 4
"""Blocks: how far below a title without a label its answer may be announced."""
_LETTERS = 3000
"""Letters: headings that ask, but have more text than this below each, are chapters."""


def conventions_of(root: Element) -> Conventions:
    """Count what :mod:`coursenotes.outline.questions` must know of the file as a whole."""
    conventions = _summaries_and_labels(root)
    headings: Counter[int] = Counter()
    asking: Counter[int] = Counter()
    seen: Counter[Look] = Counter()
    tasks: Counter[bool] = Counter()
    times: Counter[Look] = Counter()
    for parent in root.walk():
        blocks = [c for c in parent.children if isinstance(c, Element)]
        for place, block in enumerate(blocks):
            head = head_of(block) if block.tag in (*HEADINGS, "details", "p") else None
            if head is None or (look := look_of(head)) is None:
                continue
            if head.style is Style.SUMMARY and head.words in conventions.generic:
                continue
            weight = _weight(head, blocks, place, conventions)
            if head.style is Style.HEADING and parent.tag == "li" and head.asks_in_words:
                weight = max(weight, 1)
            seen[look] += 1
            times[look] += weight
            if head.style is Style.HEADING:
                headings[head.level] += 1
                asking[head.level] += weight
                if head.label is Label.QUESTION and not head.asks and not head.asks_in_words:
                    below = list(_below(head, blocks, place))
                    if marked(head, below, conventions) is None:
                        tasks[is_exercise(head, below, conventions)] += 1
    levels = {n for n, asks in asking.items() if asks >= 2 and 2 * asks > headings[n]}
    looks = {k for k, asks in times.items() if asks >= _least(k) and 2 * asks > seen[k]}
    return replace(
        conventions,
        question_levels=frozenset(levels),
        exercises=tasks[True] > tasks[False],
        looks=frozenset({*looks, *(Look(f"h{n}", one) for n in levels for one in (True, False))}),
    )


def _least(look: Look) -> int:
    return 3 if look.kind == "summary" else 2


def look_of(head: Head) -> Look | None:
    """The look of a title that may be one of a series."""
    if head.style is Style.HEADING:
        return Look(f"h{head.level}", head.numbered)
    if head.style is Style.BOLD and not labels.answer_title(head.words):
        return Look("bold", head.numbered)
    if head.style is Style.SUMMARY:
        return Look("summary", False)
    return None


def _weight(head: Head, blocks: Sequence[Element], place: int, conventions: Conventions) -> int:
    """How strongly a title says that its series asks. A label counts as three."""
    if head.label in (Label.QUESTION, Label.BARE):
        return 3
    in_words = head.asks_in_words and (head.numbered or head.style is Style.SUMMARY)
    if head.asks or in_words or (head.style is Style.SUMMARY and head.instructs):
        return 1
    if head.style is not Style.HEADING:
        return 0
    if _belongs(head.words):
        return 1
    if head.label in (Label.EXERCISE, Label.TITLE) or head.numbered:
        below = list(_below(head, blocks, place))
        if head.label in (Label.EXERCISE, Label.TITLE):
            return 3 * (marked(head, below, conventions) is not None)
        if _answers_once(head, below, conventions):
            return 1
    near = blocks[place + 1 : place + _NEAR]
    in_words = head.asks_in_words or head.instructs
    opens = in_words and opens_at_once(near, conventions)
    return int(opens or is_answered(head, near, conventions))


def _answers_once(head: Head, below: Sequence[Element], conventions: Conventions) -> bool:
    """Whether exactly one answer is marked below a heading. With several it is a chapter."""
    marks = sum(announces_answer(block, conventions) for block in below)
    return marks == 1 and marked(head, below, conventions) is not None


def _belongs(title: str) -> bool:
    """Whether a heading belongs to the question above it."""
    return bool(labels.answer_title(title)) or labels.is_options_title(title)


def _below(head: Head, blocks: Sequence[Element], place: int) -> Iterator[Element]:
    for block in blocks[place + 1 :]:
        if block.tag in HEADINGS and not _belongs(plain(block)) and int(block.tag[1]) <= head.level:
            return
        yield block


def _summaries_and_labels(root: Element) -> Conventions:
    summaries: Counter[str] = Counter()
    below_questions: Counter[str] = Counter()
    labelled = 0
    for parent in root.walk():
        blocks = [c for c in parent.children if isinstance(c, Element)]
        for place, block in enumerate(blocks):
            if block.tag == "p" or block.tag in HEADINGS:
                label = labels.label_of(text_of(block)[:80])
                named = label is Label.BARE and block.tag != "p"
                labelled += named or label is Label.QUESTION
            elif block.tag == "details":
                summary = summary_of(block)
                summaries[summary] += 1
                below_questions[summary] += place > 0 and _is_asked(blocks[place - 1])
    repeated = {s for s, n in summaries.items() if n >= _REPEATED and 2 * below_questions[s] > n}
    own_words = {s for s in summaries if labels.asks(s)} - repeated
    answering = {s for s in summaries if labels.says_answer(s)} | repeated
    generic = {s for s in summaries if labels.says_open_me(s)} | answering | {""}
    return Conventions(
        frozenset(answering - own_words), frozenset(generic - own_words), labelled >= 2
    )


def _is_asked(block: Element) -> bool:
    """Whether a block above a ``<details>`` asks. Headings and bold lines need no mark."""
    text = text_of(block)
    if labels.asks(text):
        return True
    titled = block.tag in HEADINGS or bool(bold_line(block))
    return titled and (labels.begins_as_question(text) or labels.instructs(text))


# --- between two headings -------------------------------------------------------------------------


def asking_together(
    blocks: Sequence[Element], heads: Sequence[Head | None], conventions: Conventions
) -> frozenset[int]:
    """The places of the titles that belong to a series in which most ask."""
    found: set[int] = set()
    members: dict[tuple[int, Look], list[int]] = {}
    above = [0] * 7
    for place, (block, head) in enumerate(zip(blocks, heads, strict=True)):
        if block.tag in HEADINGS:
            level = int(block.tag[1])
            above[level:] = [place] * (7 - level)
        if head is None or head.style not in (Style.HEADING, Style.BOLD, Style.SUMMARY):
            continue
        if (look := look_of(head)) is None:
            continue
        if look in conventions.looks:
            found.add(place)
        group = above[head.level - 1] if head.style is Style.HEADING else above[6]
        members.setdefault((group, look), []).append(place)
    for (_, look), places in members.items():
        of = [h for p in places if (h := heads[p])]
        sure = sum(h.asks or h.labelled for h in of)
        in_words = look.numbered or (look.kind == "bold" and sure > 1)
        asks = sum(h.asks or h.labelled or (h.asks_in_words and in_words) for h in of)
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


def counted(
    blocks: Sequence[Element], heads: Sequence[Head | None]
) -> dict[int, tuple[Head, Listed | None]]:
    """The questions that are counted one by one: ``1.``, its answer, ``2.``, its answer, …

    GitHub makes a list with one item of each, or a paragraph if the number is one such as ``1、``.
    """
    found: dict[int, tuple[Head, Listed | None]] = {}
    for segment in _segments(blocks):
        for run in (_lists(blocks, segment), _paragraphs(heads, segment)):
            if _most_ask(run, segment.stop):
                found.update({place: (head, listed) for place, head, listed in run})
    return found


def leading(blocks: Sequence[Element], heads: Sequence[Head | None]) -> frozenset[int]:
    """The places of code, pictures and the like that stand above the question about them.

    They do where each labelled question between two headings has one right above it, the first one
    too, and the last has none at its end. In any other place code belongs to what is above it.
    """
    found: set[int] = set()
    for segment in _segments(blocks):
        asked = [n for n in segment if _is_labelled_line(heads[n])]
        above = [n - 1 for n in asked if n - 1 in segment and is_shown_only(blocks[n - 1])]
        if len(above) == len(asked) > 1 and not is_shown_only(blocks[segment.stop - 1]):
            found.update(above)
    return frozenset(found)


def _is_labelled_line(head: Head | None) -> bool:
    return head is not None and head.label in (Label.QUESTION, Label.BARE)


_Counted = list[tuple[int, Head, Listed | None]]


def _segments(blocks: Sequence[Element]) -> Iterator[range]:
    cuts = [n for n, block in enumerate(blocks) if block.tag in HEADINGS]
    for first, end in pairwise((-1, *cuts, len(blocks))):
        yield range(first + 1, end)


def _lists(blocks: Sequence[Element], segment: range) -> _Counted:
    """The lists of one item whose numbers follow each other, or are all the same."""
    run: _Counted = []
    at, before = None, 0
    for place in segment:
        block = blocks[place]
        items = [c for c in block.children if isinstance(c, Element)] if block.tag == "ol" else []
        if len(items) != 1 or not (head := item_head(items[0])):
            continue
        number = int(block.get("start", "1") or 1)
        if run and not (number > before or number == before == 1):
            continue
        at = at if number == before + 1 and at else block.at
        before = number
        run.append((place, head, Listed(at, number)))
    return run


def _paragraphs(heads: Sequence[Head | None], segment: range) -> _Counted:
    run: _Counted = []
    for place in segment:
        head = heads[place]
        if head and head.style is Style.PARAGRAPH and labels.is_counted(head.words):
            run.append((place, head, None))
    return run if len(run) > 2 else []


def _most_ask(run: _Counted, end: int) -> bool:
    if len(run) < 2:
        return False
    asks = sum(h.asks or h.labelled or h.asks_in_words for _, h, _ in run)
    ends = [*(place for place, *_ in run[1:]), end]
    answered = sum(
        bool(head.own) or after > place + 1
        for (place, head, _), after in zip(run, ends, strict=True)
    )
    return 2 * asks > len(run) and 2 * answered > len(run)
