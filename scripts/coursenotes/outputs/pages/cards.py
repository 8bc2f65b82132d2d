"""Cards for the pages below a page: their questions, and the weeks below them."""

from __future__ import annotations

import html

from coursenotes.dialect import boxed
from coursenotes.html_form import block_html
from coursenotes.model import Element, PagePath
from coursenotes.plan.addresses import Placed
from coursenotes.running_text import inline_markdown
from coursenotes.translations import Words

_MANY = 200
"""More cards are written as HTML: for each box in a box the engine looks at all before it."""


def cards(placed: Placed, words: Words) -> str:
    """A card for each page below ``placed``, in the site's Markdown, or as HTML where many are."""
    out = []
    asked = placed.section.questions() > 0
    if len(placed.parts) > _MANY:
        return block_html(cards_element(placed, words), placed.path)
    for part in placed.parts:
        lines = [
            _once_here(part),
            f"## {_link(part, placed.path)}{_id(part)}",
            _questions(part, asked, words),
        ]
        below = part.section.questions() > 0
        weeks = [_week(week, below, placed.path, words) for week in part.parts]
        if weeks:
            lines.append("\n".join(weeks))
        out.append(boxed("html | section.course-card", "\n\n".join(filter(None, lines))))
    return boxed("html | div.course-cards", "\n\n".join(out))


def cards_element(placed: Placed, words: Words) -> Element:
    """A card for each page below ``placed``."""
    asked = placed.section.questions() > 0
    elements = tuple(_element(part, asked, words) for part in placed.parts)
    return Element("div", (("class", "course-cards"),), elements)


def _element(part: Placed, asked: bool, words: Words) -> Element:
    """A card."""
    first, *others = part.once or ("",)
    spans = tuple(Element("span", (("id", anchor),)) for anchor in others)
    heading = Element("h2", (("id", first),) if first else (), (link_to(part),))
    count = _questions(part, asked, words)
    below = part.section.questions() > 0
    weeks = []
    for week in part.parts:
        asks = _questions(week, below, words)
        weeks.append(Element("li", (), (link_to(week), f" ·\u00a0{asks}" if asks else "")))
    inside = (
        *((Element("div", (), spans),) if spans else ()),
        heading,
        *((Element("p", (), (count,)),) if count else ()),
        *((Element("ul", (), tuple(weeks)),) if weeks else ()),
    )
    return Element("section", (("class", "course-card"),), inside)


def _once_here(part: Placed) -> str:
    """Places for links to what was on this page before it became a page of its own."""
    spans = "".join(f'<span id="{html.escape(anchor)}"></span>' for anchor in part.once[1:])
    return f"<div>{spans}</div>" if spans else ""


def _id(part: Placed) -> str:
    return f" {{#{part.once[0]}}}" if part.once else ""


def _week(week: Placed, asked: bool, page: PagePath, words: Words) -> str:
    count = _questions(week, asked, words)
    return f"- {_link(week, page)}" + (f" ·\u00a0{count}" if count else "")


def _link(part: Placed, page: PagePath) -> str:
    return inline_markdown((link_to(part),), page, cell=True)


def link_to(part: Placed) -> Element:
    """A link to a page, by its title."""
    return Element("a", (("href", part.path), ("data-internal", "")), (part.title,))


def _questions(part: Placed, asked: bool, words: Words) -> str:
    """How many questions a part has; nothing where its whole course has none (not ``asked``)."""
    if not asked:
        return ""
    count = part.section.questions()
    return words.counted("questions", count) if count else words["no_questions"]
