"""Terms that the notes explain twice: a reader finds one of the two, and may miss the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from coursenotes.elements import plain
from coursenotes.model import Inlines, Item, Position, Problem, Question, Severity
from coursenotes.outline.question_titles import name_of
from coursenotes.plan.lexicon import is_clear
from coursenotes.plan.names import same_name
from coursenotes.plan.subjects import subject_of
from coursenotes.plan.terms import weight
from coursenotes.plan.topics import Indexed, first_words

_ENOUGH = 3
"""Words of a meaning: fewer are a value, such as "O(n)" of "Time complexity"."""


class _Explanation(NamedTuple):
    name: str
    at: Position
    item: Item | None
    asked: bool


def explained_twice(pages: Iterable[Indexed], articles: frozenset[str]) -> tuple[Problem, ...]:
    """A hint for each term of a clear name that ``pages`` explain in two places.

    What is explained in three is a form of the notes, as "Time complexity" below each algorithm;
    and a question that is asked twice is told as that.
    """
    found: dict[str, list[_Explanation]] = {}
    for page in pages:
        for one in _explanations(page):
            found.setdefault(same_name(one.name, articles), []).append(one)
    problems: list[Problem] = []
    for same in found.values():
        if len(same) != 2 or (same[0].item and same[0].item is same[1].item):
            continue
        first, second = sorted(same, key=lambda one: one.at)
        if first.at == second.at or (first.asked and second.asked):
            continue
        problems.append(
            Problem(
                second.at,
                Severity.HINT,
                f"“{second.name}” is explained {_where(first.at, second.at)} too: "
                "explain it once, and link to that",
            )
        )
    return tuple(problems)


def _where(there: Position, here: Position) -> str:
    """Where something is, as a message says that is about a place of the same or another file."""
    return f"on line {there.line}" if there.file == here.file else f"in {there.file}:{there.line}"


def _explanations(page: Indexed) -> Iterator[_Explanation]:
    asked: dict[Position, Question] = {}
    for item in page.placed.section.items:
        if not isinstance(item, Question):
            continue
        asked |= dict.fromkeys((e.at for block in item.answer for e in block.walk()), item)
        about = subject_of(name_of(item))
        if about and about.meant and _says_enough(first_words(item.answer)):
            name = plain(*about.name)
            if is_clear(name):
                yield _Explanation(name, item.at, item, asked=True)
    for term in page.terms:
        name = plain(*term.name)
        if is_clear(name) and _says_enough(term.meaning):
            yield _Explanation(name, term.at, asked.get(term.at), asked=False)


def _says_enough(meaning: Inlines) -> bool:
    return weight(meaning) >= _ENOUGH
