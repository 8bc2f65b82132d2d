"""Detach the last item of a list that GitHub ends before the item's answer.

GitHub ends a list at text that is indented too little: three spaces are enough below ``9.``, but
not below ``10.``. The list then goes on after that text, which answers the item above it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from coursenotes.elements import HEADINGS
from coursenotes.model import Element
from coursenotes.outline.titles import title_of_item


def with_last_items_apart(
    blocks: Sequence[Element], asks: Callable[[Element], bool]
) -> Sequence[Element]:
    """Return ``blocks`` with the last item of such a list as a separate list.

    ``asks`` tells whether a list is one of questions; other lists stay whole.
    """
    out: list[Element] = []
    for place, block in enumerate(blocks):
        items = [c for c in block.children if isinstance(c, Element)] if block.tag == "ol" else []
        if len(items) > 1 and _is_bare(items[-1]):
            last = int(block.get("start", "1") or 1) + len(items) - 1
            first = replace(block, children=tuple(items[:-1]))
            if _counts_on(blocks[place + 1 :], last + 1) and asks(first):
                # Give it the same position: readers see one list.
                out += [first, Element("ol", (("start", str(last)),), (items[-1],), block.at)]
                continue
        out.append(block)
    return out


def _is_bare(item: Element) -> bool:
    title = title_of_item(item)
    return title is not None and not title.own


def _counts_on(below: Sequence[Element], number: int) -> bool:
    """True if the next list begins with ``number``, and other blocks come before it."""
    for place, block in enumerate(below):
        if block.tag in (*HEADINGS, "hr"):
            return False
        if block.tag == "ol":
            return place > 0 and block.get("start", "1") == str(number)
    return False
