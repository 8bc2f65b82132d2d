"""Group topics by letter, and split letters that are too large for a page into ranges.

Articles and question words at the beginning do not count in the alphabet ("What is drift?" is
under D); the language's file lists them. A range is named as in a dictionary, by its first and
last words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import ceil

from msgspec import Struct

from coursenotes.elements import plain
from coursenotes.model import Element, Inlines, Topic
from coursenotes.pages.collation import Collation
from coursenotes.translations import Words

MAX_PAGE = 55_000
"""Approximate bytes of HTML: with header, navigation and footer a page has at most 80,000."""
_ENTRY, _PLACE, _FORMULA = 60, 120, 700
"""Bytes of HTML for an entry, each further place and a formula, besides their text."""
_NAMED = 24
"""Letters of each half of a range's name, at most."""


class Group(Struct, frozen=True):
    """Topics under one heading."""

    name: str
    """A letter, or the first and last words of a range."""
    topics: tuple[Topic, ...]


class Letter(Group, frozen=True):
    """All topics of a letter."""

    ranges: tuple[Group, ...] = ()
    """Its parts, if it is too large for one page."""


def grouped(topics: Sequence[Topic], words: Words) -> tuple[Letter, ...]:
    """Return ``topics`` in alphabetical order, by letter."""
    collation = Collation(words["alphabet"], words.language.startswith("zh"))
    small = frozenset(words["small_words"].split())
    order = [(_significant(topic.text, small), topic) for topic in topics]
    order.sort(key=lambda entry: collation.key(entry[0]))
    return tuple(
        _letter(letter, list(of))
        for letter, of in groupby(order, key=lambda entry: collation.group(entry[0]))
    )


def weight(topics: Sequence[Topic]) -> int:
    """Return the approximate bytes of HTML for ``topics``."""
    return sum(map(_weight, topics))


def _weight(topic: Topic) -> int:
    nodes = (*topic.name, *topic.meaning)
    places = sum(2 * len(place.label.encode()) + _PLACE for place in topic.places)
    return _ENTRY + places + len(plain(*nodes).encode()) + _FORMULA * _formulas(nodes)


def _formulas(nodes: Inlines) -> int:
    found = (e for node in nodes if isinstance(node, Element) for e in node.walk())
    return sum(e.tag.startswith("tex-") for e in found)


def _significant(text: str, small: frozenset[str]) -> str:
    """``text`` from the first word that counts in the alphabet."""
    rest = text.lstrip("¿¡«\"'“„‚‘(")
    while True:
        word, space, after = rest.partition(" ")
        if not space or word.casefold().replace("’", "'") not in small or _is_code(word):
            return rest
        rest = after


def _is_code(word: str) -> bool:
    """True if a word is not of the language, such as SQL's WHERE and HAVING."""
    return len(word) > 1 and word.isupper()


def _letter(name: str, order: list[tuple[str, Topic]]) -> Letter:
    topics = tuple(topic for _, topic in order)
    parts = list(_parts(order))
    if len(parts) < 2:
        return Letter(name, topics)
    names = names_of([[text for text, _ in part] for part in parts])
    ranges = (
        Group(own, tuple(topic for _, topic in part))
        for own, part in zip(names, parts, strict=True)
    )
    return Letter(name, topics, tuple(ranges))


def _parts(order: list[tuple[str, Topic]]) -> Iterator[list[tuple[str, Topic]]]:
    """``order`` in as few parts as fit on pages, of about equal size."""
    weights = [_weight(topic) for _, topic in order]
    each = sum(weights) / max(1, ceil(sum(weights) / MAX_PAGE))
    before = 0
    start = 0
    for place, own in enumerate(weights):
        if place > start and before // each != (before + own - 1) // each:
            yield order[start:place]
            start = place
        before += own
    yield order[start:]


def names_of(parts: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield ``first – last`` for each part, as short as its neighbours allow."""
    edges = [("", "")] + [(a[-1], b[0]) for a, b in pairwise(parts)] + [("", "")]
    times: dict[str, int] = {}
    for part, (before, _), (_, after) in zip(parts, edges, edges[1:], strict=False):
        name = f"{_distinct(part[0], before)} – {_distinct(part[-1], after)}"
        times[name] = times.get(name, 0) + 1
        yield f"{name} ({times[name]})" if times[name] > 1 else name


def _distinct(text: str, other: str) -> str:
    """The beginning of ``text`` up to the word that distinguishes it from ``other``."""
    same = next(
        (n for n, (a, b) in enumerate(zip(text, other, strict=False)) if a.lower() != b.lower()),
        min(len(text), len(other)),
    )
    end = next((n for n in range(same + 1, len(text)) if text[n].isspace()), len(text))
    return text[:end] if end <= _NAMED else text[:_NAMED].rstrip() + "…"
