"""Turn a planned section of the notes into its page, as a tree."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from urllib.parse import quote

from msgspec.structs import replace

from coursenotes.elements import alert_kind, plain
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
from coursenotes.outline import labels
from coursenotes.outline.excerpts import shown_text
from coursenotes.outline.question_titles import name_of
from coursenotes.pages.cards import cards, titled_link
from coursenotes.pages.directions import directed
from coursenotes.pages.metadata import description_of, structured
from coursenotes.pages.titles import in_two, label_and_name
from coursenotes.plan.addresses import HOME, PlannedPage
from coursenotes.plan.relative import directory
from coursenotes.translations import ENGLISH, Words

MAX_TITLE = 90
"""A title of more letters gets a smaller font, or it would fill a phone's screen."""
MAX_LEDE = 200
"""A text of more letters below the home page's title is not set as a subtitle."""
_ENDS = tuple(".!?…。！？؟")


def page_of(trail: Sequence[PlannedPage], words: Words, site_url: str, file: str = "") -> Page:
    """Return the page at the end of ``trail``, the path to it from the home page.

    ``file`` is the file that it comes from, below the notes' folder; empty if there is only one.
    """
    placed = trail[-1]
    section = placed.section
    of_items = [
        _blocks_of(item, names, depth, number, words)
        for item, names, depth, number in zip(
            section.items,
            placed.anchors,
            _depths(section.items),
            numbers(section.items),
            strict=True,
        )
    ]
    opening = section.opening
    title = section.title or (placed.title,)
    above = tuple(_in_lists(section.items[:opening], of_items[:opening]))
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
        body=directed(
            (
                Element("h1", _size(placed.title), in_two(title), section.at),
                *(_opening(above, placed) if placed.path == HOME else above),
                *parts,
                *below,
            ),
            words["direction"],
        ),
        text=(Element("h1", (), title, section.at), *above, *_contents(placed), *below),
        description=description,
        meta=_meta(placed, words, file, description, structured(placed, trail, site_url)),
    )


def _size(title: str) -> tuple[tuple[str, str], ...]:
    return (("class", "long"),) if len(title) > MAX_TITLE else ()


def _meta(
    placed: PlannedPage,
    words: Words,
    file: str,
    description: str,
    data: Mapping[str, object] | None,
) -> Mapping[str, object]:
    values: dict[str, object] = {
        # Templates print these unescaped, so they must be HTML.
        "title": html.escape(placed.title),
        "description": html.escape(description),
        "line": placed.section.at.line,
        "has_copy": True,
    }
    if file:
        values["file"] = "/" + quote(file)
    if placed.parts:  # cards need no table of contents beside them
        values["hide"] = ["toc"]
    if count := _asked(placed.section):
        values["questions"] = words.counted("questions", count)
    if placed.path == HOME and placed.parts:
        values["begin"] = _beginning(placed)
    if _shows_formulas(placed.section):  # to preload their font
        values["formulas"] = True
    if placed.section.run:  # lets the parent page redirect links to questions that moved here
        values["run"] = True
    if data:
        values["structured"] = data
    return values


def _asked(section: Section) -> int:
    """The number of questions on a section's own page."""
    return sum(isinstance(item, Question) for item in section.items)


def _beginning(home: PlannedPage) -> Mapping[str, str]:
    """The link to begin reading: the first page with text or questions of its own."""
    below = [part for part in home.walk() if part is not home]
    first = next((part for part in below if not part.parts or _asked(part.section)), home)
    label, name = label_and_name(first.title)
    return {
        "url": f"{directory(first.path)}/",
        "label": html.escape(label),
        "name": html.escape(name),
    }


def _opening(blocks: Sequence[Element], home: PlannedPage) -> Sequence[Element]:
    """The home page's blocks, with a short line below the title as subtitle.

    On a site of one page its text may go on in the next block, unless it ends a sentence.
    """
    if len(blocks) > 1 and not home.parts and not plain(blocks[0]).rstrip().endswith(_ENDS):
        return blocks
    if not blocks or blocks[0].tag != "p" or not 0 < len(plain(blocks[0])) <= MAX_LEDE:
        return blocks
    if any(e.tag == "img" for e in blocks[0].walk()):
        return blocks
    first = replace(blocks[0], attributes=(*blocks[0].attributes, ("class", "lede")))
    return (first, *blocks[1:])


def _shows_formulas(section: Section) -> bool:
    """True if a page has formulas outside its closed answers."""
    shown = [
        replace(item, answer=()) if isinstance(item, Question) else item for item in section.items
    ]
    title = Heading(section.title, 1, section.at)
    return any(e.tag in ("tex-inline", "tex-display") for e in elements_of((title, *shown)))


def _contents(placed: PlannedPage) -> tuple[Element, ...]:
    """A list of the pages below one, for its Markdown copy."""
    entries = tuple(
        Element("li", (), (titled_link(part), *_contents(part))) for part in placed.parts
    )
    return (Element("ul", (), entries),) if entries else ()


def _depths(items: Sequence[Item]) -> Iterator[int]:
    """The level on the page of each heading and question: one deeper than the heading above it.

    So a page has no gaps between levels, even if the notes have some. A label or question that is
    no heading in the notes is below the last heading, and nothing is below it.
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


def numbers(items: Sequence[Item]) -> Iterator[str]:
    """Yield the number of each question, or nothing if the author numbered them.

    Questions of a numbered list have the list's numbers, which the page does not show otherwise.
    """
    questions = [item for item in items if isinstance(item, Question)]
    own = any(q.listed and q.listed.number is not None for q in questions)
    own = own or any(labels.is_numbered_by_author(plain(*q.text)) for q in questions)
    count = 0
    for item in items:
        if not isinstance(item, Question):
            yield ""
            continue
        count += 1
        listed = item.listed.number if item.listed else None
        yield str(listed) if listed is not None else "" if own else str(count)


def _blocks_of(
    item: Item, names: Sequence[Anchor], depth: int, number: str, words: Words
) -> list[Element]:
    """An item as blocks; a heading or question gets the level ``depth`` and ``names`` as ids."""
    if isinstance(item, Element):
        return [_with_translated_alerts(item, words)]
    text = item.text + tuple(Element("span", (("id", name),)) for name in names[1:])
    head = Element(f"h{depth}", (("id", names[0]),), text, item.at)
    parts = [head]
    if isinstance(item, Question):
        attributes = (*head.attributes, ("class", "question"))
        link = words["link_to_question"]
        asking = Asking(shown_text(name_of(item)), number, link, item.at.line)
        parts = [replace(head, attributes=attributes, mark=asking)]
        parts += [_with_translated_alerts(element, words) for element in item.prompt]
        if item.answer:
            title = Element("summary", (), (item.answer_title or words["answer"],))
            blocks = tuple(_with_translated_alerts(element, words) for element in item.answer)
            parts.append(
                Element("details", (("class", "answer"),), (title, *blocks), mark=Answering())
            )
    return parts


def _in_lists(items: Sequence[Item], parts: Sequence[list[Element]]) -> Iterator[Element]:
    """The blocks of all items. Questions that were items of a list become a list again."""
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


def _with_translated_alerts(block: Element, words: Words) -> Element:
    """``block`` with the titles of its alerts (English on GitHub) in the site's language."""
    if words.language == ENGLISH:
        return block
    kind = alert_kind(block)
    children: list[Node] = []
    for child in block.children:
        if isinstance(child, Element) and isinstance(child.mark, AlertTitle):
            child = with_children(child, (words[f"alert_{kind}"],))
        elif isinstance(child, Element):
            child = _with_translated_alerts(child, words)
        children.append(child)
    return with_children(block, children)
