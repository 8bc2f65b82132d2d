"""A section of the notes → its page: what stands on it, in the site's Markdown, and its copy."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby

from markdown.extensions.toc import slugify, unique

from coursenotes.elements import alert_kind
from coursenotes.gfm.tree import HEADINGS, plain
from coursenotes.model import (
    Anchor,
    Element,
    Heading,
    Item,
    Node,
    Page,
    Question,
    Section,
    elements_of,
    with_children,
)
from coursenotes.outline.excerpts import shown_text
from coursenotes.outline.question_titles import name_of
from coursenotes.outputs.markdown_copies import copy_of
from coursenotes.outputs.metadata import description_of, front_matter, structured
from coursenotes.outputs.pages.cards import cards, link_to
from coursenotes.plan.addresses import HOME, Placed
from coursenotes.plan.footnotes import footnotes_of
from coursenotes.plan.links import Linker
from coursenotes.proof import Boxed, Part, compose
from coursenotes.translations import ENGLISH, Words


def page_of(trail: Sequence[Placed], linker: Linker, words: Words, site_url: str) -> Page:
    """The page at the end of ``trail``, the way to it from the home page on."""
    placed = trail[-1]
    section, path = placed.section, placed.path
    title = linker.relink_all(section.title, path) or (placed.title,)
    parts: list[Part] = [Element("h1", _title_id(placed), title, section.line)]
    of_items = [
        _parts(item, names, depth, placed, linker, words)
        for item, names, depth in zip(
            section.items, placed.anchors, _depths(section.items), strict=True
        )
    ]
    parts += _in_lists(section.items, of_items)
    if footnotes := footnotes_of(path, linker.footnotes, linker.footnote):
        parts.append(footnotes)
    body = compose(parts, path)
    if placed.parts:
        body += "\n\n" + cards(placed, words)
    description = description_of(placed)
    header = _front_matter(placed, words, description, structured(placed, trail, site_url))
    copy = copy_of([*parts, *_contents(placed)], path)
    return Page(path, placed.title, section.line, f"{header}\n{body}\n", description, copy)


def _front_matter(
    placed: Placed, words: Words, description: str, data: Mapping[str, object] | None
) -> str:
    values: dict[str, object] = {
        # Templates print these as they are, so they have to be HTML.
        "title": html.escape(placed.title),
        "description": html.escape(description),
        "line": placed.section.line,
    }
    if placed.parts:  # cards need no contents list beside them
        values["hide"] = ["toc"]
    if placed.path == HOME and (count := placed.section.questions()):
        values["questions"] = words.counted("questions", count)
    if _shows_formulas(placed.section):  # then their font is asked for early
        values["formulas"] = True
    if data:
        values["structured"] = data
    return front_matter(values)


def _shows_formulas(section: Section) -> bool:
    """Whether a page has formulas outside its closed answers."""
    shown = [
        replace(item, answer=()) if isinstance(item, Question) else item for item in section.items
    ]
    title = Heading(section.title, 1, section.line)
    return any(e.tag in ("tex-inline", "tex-display") for e in elements_of((title, *shown)))


def _title_id(placed: Placed) -> tuple[tuple[str, str], ...]:
    """The id of a page's title where what ``toc`` gives it may be that of a heading on the page.

    ``toc`` sees the ids in Markdown and tells its own apart, but not those in raw HTML.
    """
    taken: set[str] = {*chain.from_iterable(placed.anchors), *placed.inside.values()}
    slug = slugify(plain(*placed.section.title), "-")
    return (("id", unique(slug, taken)),) if slug in taken else ()


def _contents(placed: Placed) -> tuple[Element, ...]:
    """A list of the pages below one, for its copy."""
    entries = tuple(Element("li", (), (link_to(part), *_contents(part))) for part in placed.parts)
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


def _parts(
    item: Item,
    names: Sequence[Anchor],
    depth: int,
    page: Placed,
    linker: Linker,
    words: Words,
) -> list[Part]:
    """An item as blocks; a heading or question is of level ``depth`` and has ``names`` as ids."""

    def block(element: Element) -> Element:
        linked = linker.relink(_titled(element, words), page.path)
        return _with_ids(linked, page.inside)

    if isinstance(item, Element):
        return [block(item)]
    text = linker.relink_all(item.text, page.path)
    text += tuple(Element("span", (("id", name),)) for name in names[1:])
    kind = _question_attributes(item) if isinstance(item, Question) else ()
    parts: list[Part] = [Element(f"h{depth}", (("id", names[0]), *kind), text, item.line)]
    if isinstance(item, Question):
        parts += [block(element) for element in item.prompt]
        if item.answer:
            answer = item.answer_title or words["answer"]
            blocks = tuple(block(element) for element in item.answer)
            parts.append(Boxed(f"details | {answer}\n    type: answer", answer, blocks))
    return parts


def _question_attributes(question: Question) -> tuple[tuple[str, str], ...]:
    kind = (("class", "question"),)
    if (name := name_of(question)) == question.text:
        return kind
    label = re.sub(r'["{}\\\\]', "", shown_text(name))  # they would end the attribute
    return (*kind, ("data-toc-label", label))


def _in_lists(items: Sequence[Item], parts: Sequence[list[Part]]) -> Iterator[Part]:
    """The parts of all items; questions that were the items of a list are so again."""
    pairs = list(zip(items, parts, strict=True))
    for listed, group in groupby(pairs, lambda pair: _list_line(pair[0])):
        members = list(group)
        if not listed:
            yield from (part for _, own in members for part in own)
            continue
        first = members[0][0]
        number = first.listed.number if isinstance(first, Question) and first.listed else None
        start = (("start", str(number)),) if number not in (None, 1) else ()
        entries = (Element("li", (), tuple(map(_element, own))) for _, own in members)
        yield Element("ul" if number is None else "ol", start, tuple(entries), listed)


def _list_line(item: Item) -> int:
    return item.listed.list_line if isinstance(item, Question) and item.listed else 0


def _element(part: Part) -> Element:
    if isinstance(part, Element):
        return part
    summary = Element("summary", (), (part.summary,))
    return Element("details", (("class", "answer"),), (summary, *part.blocks))


def _titled(block: Element, words: Words) -> Element:
    """``block`` with the titles of its alerts, English on GitHub, in the site's language."""
    if words.language == ENGLISH:
        return block
    kind = alert_kind(block)
    children: list[Node] = []
    for child in block.children:
        if isinstance(child, Element):
            title = kind and child.get("class") == "markdown-alert-title"
            own = (words[f"alert_{kind}"],) if title else _titled(child, words).children
            child = with_children(child, own)
        children.append(child)
    return with_children(block, children)


def _with_ids(block: Element, inside: Mapping[str, Anchor]) -> Element:
    """``block`` with the site's anchors as the ids of the headings inside it."""
    children = [_with_ids(c, inside) if isinstance(c, Element) else c for c in block.children]
    block = with_children(block, children)
    if block.tag in HEADINGS and (anchor := inside.get(block.get("data-slug"))):
        kept = tuple(pair for pair in block.attributes if pair[0] != "id")
        block = replace(block, attributes=(("id", anchor), *kept))
    return block
