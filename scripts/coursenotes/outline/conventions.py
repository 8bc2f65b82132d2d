"""How the author of some notes writes questions, counted over the whole file.

A heading that ends in ``?`` may be rhetorical, and a ``<details>`` may hold anything: the file's
own pattern decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from coursenotes.elements import HEADINGS, text_of
from coursenotes.model import Element
from coursenotes.outline import choices, labels

_REPEATED = 3
"""A summary that stands so often below questions says nothing of its own."""


@dataclass(frozen=True, slots=True)
class Conventions:
    """The author's conventions."""

    answering: frozenset[str]
    """Summaries that announce an answer, whatever stands above them."""
    generic: frozenset[str]
    """Summaries that say nothing of their own: below a question they open its answer."""
    question_levels: frozenset[int]
    """Heading levels at which most headings are questions."""
    summaries_ask: bool
    """Whether most summaries that say something of their own are questions."""
    labelled: bool
    """Whether ``Q:`` and the like begin two paragraphs or headings or more."""


def conventions_of(root: Element) -> Conventions:
    """Count what :mod:`coursenotes.outline.questions` must know of the file as a whole."""
    summaries: Counter[str] = Counter()
    below_questions: Counter[str] = Counter()
    asking: Counter[int] = Counter()
    headings: Counter[int] = Counter()
    labelled = 0
    for parent in root.walk():
        blocks = [c for c in parent.children if isinstance(c, Element)]
        for place, block in enumerate(blocks):
            if block.tag == "p":
                labelled += labels.is_labelled_question(text_of(block)[:80])
            elif block.tag == "details":
                summary = summary_of(block)
                summaries[summary] += 1
                below_questions[summary] += place > 0 and labels.asks(text_of(blocks[place - 1]))
            elif block.tag in HEADINGS:
                level, text = int(block.tag[1]), text_of(block)
                headings[level] += 1
                answered = _is_answered(blocks[place + 1 : place + 4])
                # A label leaves no doubt, so that one such heading is as good as two.
                named = labels.is_labelled_question(text) or labels.is_bare_question(text)
                listed = parent.tag == "li" and labels.begins_as_question(text)
                asks = labels.asks(text) or answered or _is_title(text) or listed
                asking[level] += asks
                asking[level] += 2 * named
                labelled += named
    levels = {n for n, times in asking.items() if times >= 2 and 2 * times > headings[n]}
    repeated = {s for s, n in summaries.items() if n >= _REPEATED and 2 * below_questions[s] > n}
    own_words = {s for s in summaries if labels.asks(s)} - repeated
    answering = {s for s in summaries if labels.says_answer(s)} | repeated
    generic = {s for s in summaries if labels.says_open_me(s)} | answering | {""}
    return Conventions(
        frozenset(answering - own_words),
        frozenset(generic - own_words),
        frozenset(levels),
        _are_questions([s for s, n in summaries.items() for _ in range(n) if s not in generic]),
        labelled >= 2,
    )


def summary_of(block: Element) -> str:
    """What the ``<summary>`` of a ``<details>`` says, empty where there is none."""
    summary = summary_element(block)
    return " ".join(text_of(summary).split()) if summary else ""


def summary_element(block: Element) -> Element | None:
    """The ``<summary>`` of a ``<details>``."""
    return next((c for c in block.children if isinstance(c, Element) and c.tag == "summary"), None)


def _is_title(heading: str) -> bool:
    return labels.is_question_title(heading) or bool(labels.answer_title(heading))


def _are_questions(summaries: list[str]) -> bool:
    asking = sum(map(labels.asks, summaries))
    return asking >= _REPEATED and 2 * asking > len(summaries)


def _is_answered(below: Sequence[Element]) -> bool:
    """Whether an answer is announced, right below or after code and options."""
    for place, block in enumerate(below):
        if block.tag == "details":
            return labels.says_answer(summary_of(block))
        if block.tag == "p" and not place and labels.is_answer(text_of(block)[:80]):
            return True
        if block.tag != "pre" and not choices.are_options(block):
            return False
    return False
