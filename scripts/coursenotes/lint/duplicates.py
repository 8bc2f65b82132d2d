"""Find names that occur more than once in a section, so that their addresses may move.

:mod:`coursenotes.plan.slugs` makes the addresses.
"""

from __future__ import annotations

from collections.abc import Iterator

from coursenotes.elements import plain
from coursenotes.model import Element, Heading, Position, Section
from coursenotes.plan.addresses import named
from coursenotes.plan.slugs import same_title

_MAY_MOVE = "links to either may move when notes are added; word one of them differently"


def repeated(section: Section) -> Iterator[tuple[Position, str]]:
    """Yield position and message of each repeated name in ``section`` and the sections below it."""
    yield from _pages(section)
    yield from _names(section)
    for part in section.parts:
        yield from repeated(part)


def _pages(section: Section) -> Iterator[tuple[Position, str]]:
    places: dict[str, Position] = {}
    for part in section.parts:
        title = plain(*part.title)
        first = places.setdefault(same_title(title), part.at)
        if first != part.at:
            message = f"the page “{short(title)}” is on line {first.line} too: {_MAY_MOVE}"
            yield part.at, message


def _names(section: Section) -> Iterator[tuple[Position, str]]:
    """Questions and headings of one page with the same words as an earlier one."""
    on_page: dict[str, Position] = {}
    under_heading: dict[tuple[str, str], Position] = {}
    reported: set[tuple[str, str]] = set()
    for name in named(section.items):
        item, text = section.items[name.place], same_title(name.text)
        if isinstance(item, Element) or name.slug:
            continue
        first = under_heading.setdefault((text, name.above), item.at)
        before = on_page.setdefault(text, item.at)
        shown = short(name.text)
        if isinstance(item, Heading):
            if first != item.at and (text, name.above) not in reported:
                message = f"the heading “{shown}” is on line {first.line} too: {_MAY_MOVE}"
                yield item.at, message
                reported.add((text, name.above))
        elif first != item.at:
            message = f"the question “{shown}” is on line {first.line} too: {_MAY_MOVE}"
            yield item.at, message
        elif before != item.at:
            message = (
                f"the question “{shown}” is on line {before.line} of the same page too; only the "
                "heading above tells them apart"
            )
            yield item.at, message


def short(text: str) -> str:
    """Return ``text`` on one line, shortened, as messages quote it."""
    return text if len(text) <= 60 else text[:59].rstrip() + "…"
