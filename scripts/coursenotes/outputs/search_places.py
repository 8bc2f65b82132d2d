"""Collect the places that the search leads to, each with its text as readers see it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum

from mkdocs.utils.meta import get_data
from msgspec import Struct

from coursenotes.elements import BLOCKS, HEADINGS, text_of
from coursenotes.extensions.engine import render
from coursenotes.gfm.tree import to_tree
from coursenotes.model import Element, Heading, Node, PagePath, Question, TextFile
from coursenotes.outline.excerpts import shown_text
from coursenotes.outline.question_titles import name_of
from coursenotes.pages.page import numbers
from coursenotes.pages.titles import label_and_name
from coursenotes.plan.addresses import PlannedPage
from coursenotes.plan.footnotes import Footnotes, references
from coursenotes.plan.relative import directory
from coursenotes.site import Site

_MATHML = re.compile(r"<math\b[^>]*? aria-label=\"([^\"]*)\".*?</math>", re.DOTALL)
_BACK_TO_TEXT = re.compile(r"(?:\s*↩\ufe0e?\d*)+\Z")  # at the end of a footnote
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>')


class Kind(IntEnum):
    """The kind of a place; the search ranks questions first."""

    PAGE = 0
    HEADING = 1
    QUESTION = 2


class SearchPlace(Struct, frozen=True):
    """A place that a result of the search leads to."""

    title: str
    address: str
    """A page's folder; for a question or heading only ``#`` and its anchor, without the page."""
    above: int
    """The number of the place that it is below; -1 if there is none."""
    kind: Kind
    text: tuple[str, ...]
    """Its blocks as plain text: a paragraph, a list item, a table's row."""
    short: str = ""
    """A page's part ("Week 2") or a question's number; empty without one."""


def places_of(site: Site) -> Iterator[SearchPlace]:
    """Yield the places of the notes' pages in order, then those of hand-written pages."""
    count = 0
    for place in _places(site.home, site.footnotes):
        count += 1
        yield place
    for page in site.by_hand:
        for place in _places_by_hand(page, count):
            count += 1
            yield place


def _places(home: PlannedPage, footnotes: Mapping[PagePath, Footnotes]) -> Iterator[SearchPlace]:
    count = 0
    waiting: list[tuple[PlannedPage, int]] = [(home, -1)]
    while waiting:
        placed, above = waiting.pop()
        found = list(_places_on(placed, above, count, footnotes.get(placed.path, Footnotes())))
        yield from found
        # The home page is above every other page, so results do not name it.
        below = -1 if placed is home else count
        waiting += [(part, below) for part in reversed(placed.parts)]
        count += len(found)


def _places_on(
    placed: PlannedPage, above: int, first: int, footnotes: Footnotes
) -> Iterator[SearchPlace]:
    """The places on a page; the page itself has the number ``first``."""
    address = _address(placed.path)
    title, name = placed.title, placed.section.title
    short = label_and_name(title)[0]
    kind, blocks = Kind.PAGE, list[Node]()
    open_headings: list[tuple[int, int]] = []  # level and number of the headings we are below
    number = first
    waiting = set(footnotes.on_page.get(placed.path, {}))

    def place() -> SearchPlace:
        notes = _footnotes(name, blocks, footnotes, waiting)
        return SearchPlace(title, address, above, kind, tuple(_lines([*blocks, *notes])), short)

    items = placed.section.items
    for item, anchors, asked in zip(items, placed.anchors, numbers(items), strict=True):
        if isinstance(item, Element):
            blocks.append(item)
            continue
        yield place()
        number += 1
        level = item.level or 7  # a question that is not a heading is below any heading
        open_headings = [heading for heading in open_headings if heading[0] < level]
        above = open_headings[-1][1] if open_headings else first
        name = name_of(item) if isinstance(item, Question) else item.text
        title, address, short = shown_text(name), f"#{anchors[0]}", asked
        if isinstance(item, Heading):
            kind, blocks = Kind.HEADING, []
        else:
            kind, blocks = Kind.QUESTION, [*item.prompt, *item.answer]
        if isinstance(item, Heading) or item.level:
            open_headings.append((level, number))
    yield place()


def _places_by_hand(page: TextFile, first: int) -> Iterator[SearchPlace]:
    """The places of a hand-written page, read from the HTML that the site shows."""
    text, front_matter = get_data(page.text)
    html = render(text)
    tree = to_tree(_PERMALINK.sub("", _MATHML.sub(r"\1", html)))
    name = directory(page.path).rpartition("/")[2]
    title = str(front_matter.get("title") or "")
    address, kind, above, blocks = _address(page.path), Kind.PAGE, -1, list[Node]()
    for block in tree.children:
        if not (isinstance(block, Element) and block.tag in HEADINGS):
            blocks.append(block)
        elif not title and kind is Kind.PAGE and block.tag == "h1":
            title = shown_text(block.children)
        elif anchor := block.get("id").removeprefix("user-content-"):
            yield SearchPlace(title or name, address, above, kind, tuple(_lines(blocks)))
            title, address, above = shown_text(block.children), f"#{anchor}", first
            kind, blocks = Kind.HEADING, []
    yield SearchPlace(title or name, address, above, kind, tuple(_lines(blocks)))


def _address(path: str) -> str:
    folder = directory(path)
    return "" if folder == "." else f"{folder}/"


# --- texts ----------------------------------------------------------------------------------------


def _footnotes(
    name: Sequence[Node], blocks: Sequence[Node], footnotes: Footnotes, waiting: set[str]
) -> Iterator[Element]:
    """The texts of the footnotes that a place or its footnotes refer to, each once on a page.

    Footnotes that were found are removed from ``waiting``.
    """
    found: deque[Element] = deque(e for e in (*name, *blocks) if isinstance(e, Element))
    while found:
        for reference in references(found.popleft().walk()):
            number = reference.partition(":")[0]
            if number in waiting:
                waiting.remove(number)
                yield footnotes.texts[number]
                found.append(footnotes.texts[number])


def _lines(nodes: Sequence[Node]) -> Iterator[str]:
    """The visible text of ``nodes``, a line for each block or row of a table."""
    running: list[Node] = []
    for node in nodes:
        if isinstance(node, str) or not any(e.tag in BLOCKS for e in node.walk()):
            running.append(node)
            continue
        yield from _line(shown_text(running))
        running = []
        if node.tag == "tr":
            cells = [shown_text(c.children) for c in node.children if isinstance(c, Element)]
            yield from _line(" · ".join(filter(None, cells)))
        elif node.tag == "pre":
            yield from (line for text in text_of(node).split("\n") for line in _line(text))
        else:
            yield from _lines(node.children)
    yield from _line(shown_text(running))


def _line(text: str) -> Iterator[str]:
    text = " ".join(_BACK_TO_TEXT.sub("", text).split())
    if text:
        yield text
