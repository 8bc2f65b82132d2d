"""Split a title into the part that it numbers ("Week 1") and that part's name.

A page shows the first small above the second. Both are in one text, with the colon between them,
for screen readers and for copying.
"""

from __future__ import annotations

import re

from coursenotes.elements import text_of
from coursenotes.model import Element, Inlines, Node
from coursenotes.outline.numbering import counting

_LABEL = re.compile(r"\s*([^:：]{1,24}?)(\s*[:：]\s*)")
"""The text before the first colon; a longer one is a sentence, not a label."""


def in_two(title: Inlines) -> Inlines:
    """Return ``title`` with ``<span class="of">`` around its part, if it begins with one."""
    first = title[0] if title else ""
    found = _LABEL.match(first) if isinstance(first, str) else None
    if not (isinstance(first, str) and found and counting(found[1])):
        return title
    rest: tuple[Node, ...] = tuple(filter(None, (first[found.end() :], *title[1:])))
    if not text_of(*rest).strip():
        return title
    return (Element("span", (("class", "of"),), (found[1], Element("i", (), (found[2],)))), *rest)


def label_and_name(title: str) -> tuple[str, str]:
    """Return "Week 1" and "Drift" for "Week 1: Drift"; no label if it begins with no part."""
    first, *rest = in_two((title,))
    return (
        (text_of(*first.children[:1]), text_of(*rest))
        if isinstance(first, Element)
        else ("", title)
    )


def line_of(title: str) -> Inlines:
    """Return a title as a line of a list: its part and its name in a ``<span>`` each."""
    *label, name = in_two((title,))
    return (*label, Element("span", (), (name,)))
