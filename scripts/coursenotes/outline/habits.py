"""Count how an author writes questions in a file, and derive the conventions from that.

A file may have too few titles of a kind to tell what they are. Then the folder that it is in
decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from coursenotes.elements import HEADINGS, plain, text_of
from coursenotes.model import Element
from coursenotes.outline import labels
from coursenotes.outline.anatomy import (
    announces_answer,
    is_answered,
    is_exercise,
    marked,
    opens_at_once,
)
from coursenotes.outline.conventions import Conventions, Look
from coursenotes.outline.labels import Label
from coursenotes.outline.series import look_of
from coursenotes.outline.titles import Style, Title, bold_line, summary_of, title_of

_REPEATED = 3
"""A summary that occurs at least this often, mostly below questions, announces an answer."""
_NEAR = 3
"""The answer to a title without a label is announced in one of this many blocks below it."""


class Summaries(Struct, frozen=True):
    """Counts of the summaries of ``<details>`` and of the labels of questions."""

    times: Counter[str] = field(default_factory=Counter)
    below_questions: Counter[str] = field(default_factory=Counter)
    labels: int = 0


class Habits(Struct, frozen=True):
    """The counts of a file, or of all files of a folder."""

    summaries: Summaries = field(default_factory=Summaries)
    seen: Counter[Look] = field(default_factory=Counter)
    """The number of titles of each look."""
    asking: Counter[Look] = field(default_factory=Counter)
    """The sum of their weights as questions (:func:`_weight`)."""
    tasks: Counter[bool] = field(default_factory=Counter)
    """Of the questions that name a subject and have no marked answer: how many are exercises (True)
    and how many are not (False)."""


def conventions_of(root: Element) -> Conventions:
    """Return the conventions of a file outside any folder."""
    return judged(habits_of(root))


def habits_of(root: Element) -> Habits:
    """Count the titles in the tree of a file."""
    summaries = _summaries(root)
    conventions = _judged_summaries(summaries, summaries)
    seen: Counter[Look] = Counter()
    asking: Counter[Look] = Counter()
    tasks: Counter[bool] = Counter()
    for parent in root.walk():
        blocks = [c for c in parent.children if isinstance(c, Element)]
        for place, block in enumerate(blocks):
            title = title_of(block) if block.tag in (*HEADINGS, "details", "p") else None
            if title is None or (look := look_of(title)) is None:
                continue
            if title.style is Style.SUMMARY and title.words in conventions.generic:
                continue
            weight = _weight(title, blocks, place, conventions)
            if title.style is Style.HEADING and parent.tag == "li" and title.asks_in_words:
                weight = max(weight, 1)
            seen[look] += 1
            asking[look] += weight
            if title.style is Style.HEADING:
                if title.label is Label.QUESTION and not title.asks and not title.asks_in_words:
                    below = list(_below(title, blocks, place))
                    if marked(title, below, conventions) is None:
                        tasks[is_exercise(title, below, conventions)] += 1
    return Habits(summaries, seen, asking, tasks)


def together(habits: Iterable[Habits]) -> Habits:
    """Return the habits of a folder: the sum of its files'."""
    total = Habits()
    labelled = 0
    for own in habits:
        total.summaries.times.update(own.summaries.times)
        total.summaries.below_questions.update(own.summaries.below_questions)
        labelled += own.summaries.labels
        total.seen.update(own.seen)
        total.asking.update(own.asking)
        total.tasks.update(own.tasks)
    return replace(total, summaries=replace(total.summaries, labels=labelled))


def judged(own: Habits, around: Habits | None = None) -> Conventions:
    """Return the conventions of a file with the habits ``own`` in a folder with ``around``.

    The folder's habits count only if the file has too few titles, or a tie.
    """
    around = around or own
    conventions = _judged_summaries(own.summaries, around.summaries)
    levels = {
        level
        for level in range(1, 7)
        if _most(_at_level(own.seen, level), _at_level(own.asking, level), 2)
        or (
            _at_level(own.seen, level)
            and _is_undecided(_at_level(own.seen, level), _at_level(own.asking, level), 2)
            and _most(_at_level(around.seen, level), _at_level(around.asking, level), 2)
        )
    }
    looks = {
        look
        for look, seen in own.seen.items()
        if _most(seen, own.asking[look], _least(look))
        or (
            _is_undecided(seen, own.asking[look], _least(look))
            and _most(around.seen[look], around.asking[look], _least(look))
        )
    }
    tasks = own.tasks if own.tasks[True] != own.tasks[False] else around.tasks
    return replace(
        conventions,
        question_levels=frozenset(levels),
        exercises=tasks[True] > tasks[False],
        looks=frozenset({*looks, *(Look(f"h{n}", one) for n in levels for one in (True, False))}),
    )


def _at_level(counted: Counter[Look], level: int) -> int:
    """The number of headings of one level, with and without a number."""
    return counted[Look(f"h{level}", True)] + counted[Look(f"h{level}", False)]


def _most(seen: int, asking: int, least: int) -> bool:
    """True if most titles of a kind ask, and at least ``least`` of them."""
    return asking >= least and 2 * asking > seen


def _is_undecided(seen: int, asking: int, least: int) -> bool:
    """True if the titles of a kind are too few to judge, or half of them ask."""
    return seen < least or 2 * asking == seen


def _least(look: Look) -> int:
    return 3 if look.kind == "summary" else 2


def _weight(title: Title, blocks: Sequence[Element], place: int, conventions: Conventions) -> int:
    """How strongly a title says that its series asks. A label counts as three."""
    if title.label in (Label.QUESTION, Label.WORD_AND_NUMBER):
        return 3
    in_words = title.asks_in_words and (title.numbered or title.style is Style.SUMMARY)
    if title.asks or in_words or (title.style is Style.SUMMARY and title.instructs):
        return 1
    if title.style is not Style.HEADING:
        return 0
    if _belongs(title.words):
        return 1
    if title.label in (Label.EXERCISE, Label.WORD_ALONE) or title.numbered:
        below = list(_below(title, blocks, place))
        if title.label in (Label.EXERCISE, Label.WORD_ALONE):
            return 3 * (marked(title, below, conventions) is not None)
        if _answers_once(title, below, conventions):
            return 1
    near = blocks[place + 1 : place + 1 + _NEAR]
    in_words = title.asks_in_words or title.instructs
    opens = in_words and opens_at_once(near, conventions)
    return int(opens or is_answered(title, near, conventions))


def _answers_once(title: Title, below: Sequence[Element], conventions: Conventions) -> bool:
    """True if exactly one answer is marked below a heading. With several it is a chapter."""
    marks = sum(announces_answer(block, conventions) for block in below)
    return marks == 1 and marked(title, below, conventions) is not None


def _belongs(text: str) -> bool:
    """True if a heading belongs to the question above it."""
    return bool(labels.answer_title(text)) or labels.is_options_title(text)


def _below(title: Title, blocks: Sequence[Element], place: int) -> Iterator[Element]:
    for block in blocks[place + 1 :]:
        is_title = block.tag in HEADINGS and not _belongs(plain(block))
        if is_title and int(block.tag[1]) <= title.level:
            return
        yield block


def _summaries(root: Element) -> Summaries:
    times: Counter[str] = Counter()
    below_questions: Counter[str] = Counter()
    labelled = 0
    for parent in root.walk():
        blocks = [c for c in parent.children if isinstance(c, Element)]
        for place, block in enumerate(blocks):
            if block.tag == "p" or block.tag in HEADINGS:
                label = labels.label_of(text_of(block)[:80])
                named = label is Label.WORD_AND_NUMBER and block.tag != "p"
                labelled += named or label is Label.QUESTION
            elif block.tag == "details":
                summary = summary_of(block)
                times[summary] += 1
                below_questions[summary] += place > 0 and _is_asked(blocks[place - 1])
    return Summaries(times, below_questions, labelled)


def _judged_summaries(own: Summaries, around: Summaries) -> Conventions:
    """The conventions that follow from summaries and labels, without the looks of titles."""
    repeated = set()
    for summary, times in own.times.items():
        by = own if times >= _REPEATED else around
        if by.times[summary] >= _REPEATED and _mostly_below_questions(summary, by):
            repeated.add(summary)
    own_words = {s for s in own.times if labels.asks(s)} - repeated
    answering = {s for s in own.times if labels.says_answer(s)} | repeated
    generic = {s for s in own.times if labels.says_open_me(s)} | answering | {""}
    labelled = (around if own.labels == 1 else own).labels >= 2
    return Conventions(frozenset(answering - own_words), frozenset(generic - own_words), labelled)


def _mostly_below_questions(summary: str, counted: Summaries) -> bool:
    return 2 * counted.below_questions[summary] > counted.times[summary]


def _is_asked(block: Element) -> bool:
    """True if a block above a ``<details>`` asks. Headings and bold lines need no mark."""
    text = text_of(block)
    if labels.asks(text):
        return True
    titled = block.tag in HEADINGS or bool(bold_line(block))
    return titled and (labels.begins_as_question(text) or labels.instructs(text))
