"""Decide by a table's shape how it is shown on a narrow screen.

Two columns always fit. A table with columns of sentences becomes a list of entries, one for each
row, so each cell gets the head of its column. Any other table scrolls in its frame.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from coursenotes.elements import plain
from coursenotes.model import Element, Node, with_children

SENTENCE = 60
"""A cell of more letters would be many lines high in a narrow column."""


def shaped(table: Element) -> Element:
    """Return ``table`` with its class, ``pair`` or ``records``; cells of ``records`` get heads."""
    if table.get("class"):
        return table
    rows = list(_rows(table))
    width = len(rows[0]) if rows else 0
    if width < 2 or any(not _is_plain(row, width) for row in rows):
        return table
    if width == 2:
        return _named(table, "pair")
    heads = [plain(*cell.children) for cell in rows[0]]
    long = any(len(plain(*cell.children)) > SENTENCE for row in rows[1:] for cell in row)
    if not long or not all(heads[1:]) or any(cell.tag != "th" for cell in rows[0]):
        return table
    return _named(_headed(table, heads), "records")


def _rows(table: Element) -> Iterator[list[Element]]:
    for child in table.children:
        if isinstance(child, Element):
            if child.tag == "tr":
                yield [c for c in child.children if isinstance(c, Element)]
            elif child.tag in ("thead", "tbody", "tfoot"):
                yield from _rows(child)


def _is_plain(row: list[Element], width: int) -> bool:
    """True if a row has one cell in each column, and no cell spans others."""
    spans = (cell.get(name, "1") for cell in row for name in ("colspan", "rowspan"))
    return len(row) == width and all(span == "1" for span in spans)


def _named(table: Element, name: str) -> Element:
    return replace(table, attributes=(*table.attributes, ("class", name)))


def _headed(node: Element, heads: list[str]) -> Element:
    """A table, or a part of it, in which each cell of the body has its column's head."""
    children: list[Node] = []
    cells = iter(heads)
    for child in node.children:
        if isinstance(child, Element) and child.tag == "td":
            child = replace(child, attributes=(*child.attributes, ("data-head", next(cells))))
        elif isinstance(child, Element) and child.tag in ("tbody", "tfoot", "tr"):
            child = _headed(child, heads)
        elif isinstance(child, Element) and child.tag == "th":
            next(cells)
        children.append(child)
    return with_children(node, children)
