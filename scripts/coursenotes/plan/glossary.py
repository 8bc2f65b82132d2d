"""Find the terms that the notes define; give each an anchor, and read its meaning on one line.

===============================================================  ==================================
a table with a column of meanings, or whose first head names a   the first column's cells
kind of thing (term, type, method …), or of names and sentences
a list of which most items read "Term: what it is"               the words before the colon
a paragraph or item that opens with a bold "Term" and then       the bold words
":", a dash, or "is", "means" …
a list item that opens with "Long name (LN)" and a stop          the name with its acronym
``<dl>``                                                         each ``<dt>``
===============================================================  ==================================
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from coursenotes.elements import BLOCKS, HEADINGS, is_block, plain
from coursenotes.model import NOWHERE, Element, Inlines, Node, Position, with_children
from coursenotes.plan.definitions import Split, acronym, bold_lead_in, colon, defined_in
from coursenotes.plan.terms import first_line, is_term, opening, unwrapped

TERM = "dfn"
"""The element around a term."""
_LEFT_ALONE = frozenset({"pre", "summary", *HEADINGS})


class Term(Struct, frozen=True):
    """A term where the notes define it."""

    name: Inlines
    meaning: Inlines
    """Its explanation on the same line; may be empty."""
    anchor: str
    """The id of its place."""
    at: Position = NOWHERE
    """The beginning of the block that defines it."""


Anchors = Callable[[str], str]
"""Returns an id for a term's text that is free on its page."""


def mark(block: Element, anchors: Anchors) -> tuple[Element, tuple[Term, ...]]:
    """Return ``block`` with a ``<dfn id="…">`` around each term it defines, and these terms."""
    marker = _Marker(anchors)
    return marker.block(block), tuple(marker.found)


class _Marker:
    def __init__(self, anchors: Anchors) -> None:
        self.anchors = anchors
        self.found: list[Term] = []

    def block(self, element: Element) -> Element:
        if element.tag in _LEFT_ALONE or element.tag not in BLOCKS:
            return element
        if element.tag == "table":
            return self._table(element)
        if element.tag in ("ul", "ol"):
            element = self._list(element)
        elif element.tag == "dl":
            element = self._dl(element)
        elif element.tag == "p" and (split := bold_lead_in(element.children)):
            element = replace(element, children=self._define(split, element.at))
        return self._inside(element)

    def _inside(self, element: Element) -> Element:
        children = [self.block(c) if isinstance(c, Element) else c for c in element.children]
        return with_children(element, children)

    def _dfn(self, nodes: Inlines, meaning: Inlines, at: Position) -> Element:
        """``nodes`` in a ``<dfn>``; records the term."""
        name = unwrapped(nodes)
        anchor = self.anchors(plain(*name))
        self.found.append(Term(name, first_line(meaning), anchor, at))
        return Element(TERM, (("id", anchor),), nodes)

    def _define(self, split: Split, at: Position) -> Inlines:
        return (self._dfn(split.term, split.meaning, at), *split.rest)

    def _list(self, element: Element) -> Element:
        runs = [opening(c.children) if isinstance(c, Element) else () for c in element.children]
        plainly = [colon(run) for run in runs]
        items = sum(isinstance(c, Element) for c in element.children)
        if items < 2 or 2 * sum(map(bool, plainly)) < items:
            plainly = [None] * len(runs)
        children: list[Node] = []
        for item, run, split in zip(element.children, runs, plainly, strict=True):
            found = bold_lead_in(run) or acronym(run) or split
            if isinstance(item, Element) and found:
                item = _with_opening(item, self._define(found, item.at))
            children.append(item)
        return with_children(element, children)

    def _dl(self, element: Element) -> Element:
        inside = [c for c in element.children if isinstance(c, Element)]
        done: dict[int, Element] = {}
        for place, item in enumerate(inside):
            if item.tag != "dt" or any(map(is_block, item.children)) or not is_term(item.children):
                continue
            explained = next((c for c in inside[place:] if c.tag == "dd"), None)
            meaning = opening(explained.children) if explained else ()
            done[id(item)] = replace(item, children=(self._dfn(item.children, meaning, item.at),))
        return _exchanged(element, done)

    def _table(self, table: Element) -> Element:
        done = {
            id(cell): replace(cell, children=(self._dfn(cell.children, meaning, cell.at),))
            for cell, meaning in defined_in(table)
        }
        return _exchanged(table, done)


def _exchanged(element: Element, done: dict[int, Element]) -> Element:
    """``element`` with the inner elements in ``done`` (by ``id()``) replaced."""
    if not done:
        return element
    children = [
        done.get(id(c)) or _exchanged(c, done) if isinstance(c, Element) else c
        for c in element.children
    ]
    return with_children(element, children)


def _with_opening(item: Element, nodes: Inlines) -> Element:
    """``item`` with ``nodes`` in place of its opening."""
    for place, child in enumerate(item.children):
        if isinstance(child, Element) and is_block(child):
            if child.tag == "p":
                paragraph = replace(child, children=nodes)
                children = (*item.children[:place], paragraph, *item.children[place + 1 :])
                return replace(item, children=children)
            return replace(item, children=(*nodes, *item.children[place:]))
    return replace(item, children=nodes)
