"""Report terms that the notes explain twice: a reader who finds one place may miss the other."""

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
"""A meaning of fewer words is a value, such as "O(n)" for "Time complexity"."""


class _Explanation(NamedTuple):
    name: str
    at: Position
    item: Item | None
    asked: bool


def explained_twice(pages: Iterable[Indexed], articles: frozenset[str]) -> tuple[Problem, ...]:
    """Return a hint for each term with a clear name that ``pages`` explain in two places.

    A name explained in three places is a pattern of the notes, as "Time complexity" below each
    algorithm; and :mod:`coursenotes.lint.duplicates` reports repeated questions.
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
    """The words for ``there`` in a message about ``here``: with the file if it is another."""
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
