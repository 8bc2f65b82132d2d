"""Give each question an id that stays when it moves, or when its answer changes.

An id is a checksum of what is asked and of the headings above it, from the course down. It stays
when something else is inserted or moved, when a page is divided, and when the answer is rewritten.
A question that is reworded, or moved under another heading, gets a new id.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from msgspec.structs import replace

from coursenotes.elements import plain
from coursenotes.model import Heading, Inlines, Item, Question, Section
from coursenotes.outline import labels
from coursenotes.plan.slugs import same_title, split_title, without_position

_LENGTH = 16
"""Hexadecimal digits: of 37 million sites with a million questions, one has two equal ids."""


def with_ids(section: Section) -> Section:
    """Return the notes with a unique id for each question.

    Questions that ask the same under the same headings are numbered. Only their ids may change
    when another of them is inserted.
    """
    return _with_ids(section, (), Counter())


def _with_ids(section: Section, above: tuple[str, ...], times: Counter[tuple[str, ...]]) -> Section:
    headings: list[tuple[int, str]] = []
    items: list[Item] = []
    for item in section.items:
        if isinstance(item, Heading):
            while headings and headings[-1][0] >= item.level:
                headings.pop()
            headings.append((item.level, _name(item.text)))
        elif isinstance(item, Question):
            basis = (*above, *(name for _, name in headings), _asked(item))
            times[basis] += 1
            item = replace(item, id=_checksum((*basis, str(times[basis]))))
        items.append(item)
    parts = (_with_ids(part, (*above, _name(part.title)), times) for part in section.parts)
    return replace(section, items=tuple(items), parts=tuple(parts))


def _name(title: Inlines) -> str:
    """A heading without its number: "Drift" for "Week 2: Drift"."""
    label, name = split_title(plain(*title))
    return same_title(name or label)


def _asked(question: Question) -> str:
    """A question's text without number, with what is shown below it, such as its options."""
    text = plain(*question.text)
    shown = (without_position(labels.without_label(text)), *map(plain, question.prompt))
    return same_title(" ".join(shown)) or same_title(text)


def _checksum(basis: tuple[str, ...]) -> str:
    # No part has a line break: same_title removes them.
    return sha256("\n".join(basis).encode("utf-8", "replace")).hexdigest()[:_LENGTH]
