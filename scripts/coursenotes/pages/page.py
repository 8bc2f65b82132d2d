"""A planned section of the notes → its page: what stands on it, as a tree."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from coursenotes.elements import alert_kind
from coursenotes.model import (
    AlertTitle,
    Anchor,
    Answering,
    Asking,
    Element,
    Heading,
    Item,
    Node,
    Page,
    Position,
    Question,
    Section,
    elements_of,
    with_children,
)
from coursenotes.outline.excerpts import shown_text
from coursenotes.outline.question_titles import name_of
from coursenotes.pages.cards import cards, titled_link
from coursenotes.pages.metadata import description_of, structured
from coursenotes.plan.addresses import HOME, Placed
from coursenotes.translations import ENGLISH, Words


def page_of(trail: Sequence[Placed], words: Words, site_url: str) -> Page:
    """The page at the end of ``trail``, the way to it from the home page on."""
    placed = trail[-1]
    section = placed.section
    of_items = [
        _parts(item, names, depth, words)
        for item, names, depth in zip(
            section.items, placed.anchors, _depths(section.items), strict=True
        )
    ]
    opening = section.opening
    title = Element("h1", (), section.title or (placed.title,), section.at)
    above = (title, *_in_lists(section.items[:opening], of_items[:opening]))
    below = (
        *_in_lists(section.items[opening:], of_items[opening:]),
        *((placed.footnotes,) if placed.footnotes else ()),
    )
    parts = (cards(placed, words),) if placed.parts else ()
    description = description_of(placed)
    return Page(
        path=placed.path,
        title=placed.title,
        at=section.at,
        body=(*above, *parts, *below),
        text=(*above, *_contents(placed), *below),
        description=description,
        meta=_meta(placed, words, description, structured(placed, trail, site_url)),
    )


def _meta(
    placed: Placed, words: Words, description: str, data: Mapping[str, object] | None
) -> Mapping[str, object]:
    values: dict[str, object] = {
        # Templates print these as they are, so they have to be HTML.
        "title": html.escape(placed.title),
        "description": html.escape(description),
        "line": placed.section.at.line,
        "has_copy": True,
    }
    if placed.parts:  # cards need no contents list beside them
        values["hide"] = ["toc"]
    if placed.path == HOME and (count := placed.section.questions()):
        values["questions"] = words.counted("questions", count)
    if _shows_formulas(placed.section):  # then their font is asked for early
        values["formulas"] = True
    if placed.section.run:  # the page above knows where its questions are, should they move
        values["run"] = True
    if data:
        values["structured"] = data
    return values


def _shows_formulas(section: Section) -> bool:
    """Whether a page has formulas outside its closed answers."""
    shown = [
        replace(item, answer=()) if isinstance(item, Question) else item for item in section.items
    ]
    title = Heading(section.title, 1, section.at)
    return any(e.tag in ("tex-inline", "tex-display") for e in elements_of((title, *shown)))


def _contents(placed: Placed) -> tuple[Element, ...]:
    """A list of the pages below one, for its copy."""
    entries = tuple(
        Element("li", (), (titled_link(part), *_contents(part))) for part in placed.parts
    )
    return (Element("ul", (), entries),) if entries else ()


def _depths(items: Sequence[Item]) -> Iterator[int]:
    """The level on the page of each heading and question: one deeper than what it stands below.

    So a page has no gaps, whatever levels the notes use. A label or a question that was no heading
    stands below the last heading, and nothing below it.
    """
    above: list[int] = []
    for item in items:
        if isinstance(item, Element):
            yield 0
            continue
        if item.slug:
            while above and above[-1] >= item.level:
                above.pop()
        yield min(6, len(above) + 2)
        if item.slug:
            above.append(item.level)


def _parts(item: Item, names: Sequence[Anchor], depth: int, words: Words) -> list[Element]:
    """An item as blocks; a heading or question is of level ``depth`` and has ``names`` as ids."""
    if isinstance(item, Element):
        return [_titled(item, words)]
    text = item.text + tuple(Element("span", (("id", name),)) for name in names[1:])
    head = Element(f"h{depth}", (("id", names[0]),), text, item.at)
    parts = [head]
    if isinstance(item, Question):
        attributes = (*head.attributes, ("class", "question"))
        label = shown_text(name_of(item))
        parts = [replace(head, attributes=attributes, mark=Asking(label))]
        parts += [_titled(element, words) for element in item.prompt]
        if item.answer:
            title = Element("summary", (), (item.answer_title or words["answer"],))
            blocks = tuple(_titled(element, words) for element in item.answer)
            parts.append(
                Element("details", (("class", "answer"),), (title, *blocks), mark=Answering())
            )
    return parts


def _in_lists(items: Sequence[Item], parts: Sequence[list[Element]]) -> Iterator[Element]:
    """The parts of all items; questions that were the items of a list are so again."""
    pairs = list(zip(items, parts, strict=True))
    for listed, group in groupby(pairs, lambda pair: _list_at(pair[0])):
        members = list(group)
        if not listed:
            yield from (part for _, own in members for part in own)
            continue
        first = members[0][0]
        number = first.listed.number if isinstance(first, Question) and first.listed else None
        start = (("start", str(number)),) if number not in (None, 1) else ()
        entries = (Element("li", (), tuple(own)) for _, own in members)
        yield Element("ul" if number is None else "ol", start, tuple(entries), listed)


def _list_at(item: Item) -> Position | None:
    return item.listed.list_at if isinstance(item, Question) and item.listed else None


def _titled(block: Element, words: Words) -> Element:
    """``block`` with the titles of its alerts, English on GitHub, in the site's language."""
    if words.language == ENGLISH:
        return block
    kind = alert_kind(block)
    children: list[Node] = []
    for child in block.children:
        if isinstance(child, Element):
            is_title = isinstance(child.mark, AlertTitle)
            own = (words[f"alert_{kind}"],) if is_title else _titled(child, words).children
            child = with_children(child, own)
        children.append(child)
    return with_children(block, children)
