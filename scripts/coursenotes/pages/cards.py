"""Cards for the pages below a page: their questions, and the weeks below them."""

from __future__ import annotations

from coursenotes.model import Element, Target
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
    first, *others = part.once or ("",)
    spans = tuple(Element("span", (("id", anchor),)) for anchor in others)
    heading = Element("h2", (("id", first),) if first else (), (titled_link(part),))
    count = _questions(part, asked, words)
    below = part.section.questions() > 0
    weeks = []
    for week in part.parts:
        asks = _questions(week, below, words)
        weeks.append(Element("li", (), (titled_link(week), f" ·\u00a0{asks}" if asks else "")))
    inside = (
        *((Element("div", (), spans),) if spans else ()),
        heading,
        *((Element("p", (), (count,)),) if count else ()),
        *((Element("ul", (), tuple(weeks)),) if weeks else ()),
    )
    return Element("section", (("class", "course-card"),), inside)


def titled_link(part: Placed) -> Element:
    """A link to a page, by its title."""
    return link_to(Target(part.path), (part.title,))


def _questions(part: Placed, asked: bool, words: Words) -> str:
    """How many questions a part has; nothing where its whole course has none (not ``asked``)."""
    if not asked:
        return ""
    count = part.section.questions()
    return words.counted("questions", count) if count else words["no_questions"]
