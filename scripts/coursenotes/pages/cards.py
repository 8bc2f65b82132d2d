"""Cards for the pages below a page: their questions, and the weeks below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from coursenotes.model import Element, Question, Target
from coursenotes.outline.excerpts import bare, shown_text
from coursenotes.outline.question_titles import name_of
from coursenotes.plan.addresses import Placed
from coursenotes.plan.relative import link_to
from coursenotes.translations import Words


def cards(placed: Placed, words: Words) -> Element:
    """A card for each page below ``placed``."""
    asked = placed.section.questions() > 0
    elements = tuple(_card(part, asked, words) for part in placed.parts)
    return Element("div", (("class", "course-cards"),), elements)


def _card(part: Placed, asked: bool, words: Words) -> Element:
    """One card, with the anchors that its content had here before it became a page of its own."""
    once = () if part.section.run else part.once
    first, *others = [*map(str, chain.from_iterable(once))] or [""]
    heading = Element("h2", (("id", first),) if first else (), (titled_link(part),))
    count = _questions(part, asked, words)
    below = part.section.questions() > 0
    entries = list(_leading_on(part)) if part.section.run else []
    for week in part.parts:
        asks = _questions(week, below, words)
        entries.append(Element("li", (), (titled_link(week), f" ·\u00a0{asks}" if asks else "")))
    inside = (
        *((Element("div", (), _spans(others)),) if others else ()),
        heading,
        *((Element("p", (), (count,)),) if count else ()),
        *((Element("ul", (), tuple(entries)),) if entries else ()),
    )
    style = "course-card run" if part.section.run else "course-card"
    return Element("section", (("class", style),), inside)


def _leading_on(part: Placed) -> Sequence[Element]:
    """An entry for each question of a run, at the address that it had on the page above."""
    entries: list[Element] = []
    for item, once, own in zip(part.section.items, part.once, part.anchors, strict=True):
        if own and not isinstance(item, Element):
            text = shown_text(bare(name_of(item) if isinstance(item, Question) else item.text))
            link = link_to(Target(part.path, own[0]), (text,))
            link = replace(link, attributes=(("id", once[0]), *link.attributes))
            entries.append(Element("li", (), (link, *_spans(once[1:]))))
        elif once and entries:
            last = entries[-1]
            entries[-1] = replace(last, children=(*last.children, *_spans(once)))
    return entries


def _spans(anchors: Iterable[str]) -> tuple[Element, ...]:
    return tuple(Element("span", (("id", anchor),)) for anchor in anchors)


def titled_link(part: Placed) -> Element:
    """A link to a page, by its title."""
    return link_to(Target(part.path), (part.title,))


def _questions(part: Placed, asked: bool, words: Words) -> str:
    """How many questions a part has; nothing where its whole course has none (not ``asked``)."""
    if not asked:
        return ""
    count = part.section.questions()
    return words.counted("questions", count) if count else words["no_questions"]
