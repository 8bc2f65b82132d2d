"""Mark blocks whose direction differs from their page's: Arabic in English notes, and vice versa.

GitHub gives each block ``dir="auto"``: its first letter with a direction decides. This module does
so at build time, and writes ``dir`` only where a block differs from its surroundings, so a page of
one direction has no byte more. Code and formulas run left to right, and decide nothing: a sentence
that begins with a name in code runs in the direction of its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import bidirectional

from msgspec.structs import replace

from coursenotes.elements import text_of
from coursenotes.model import Element, Node, with_children

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_DECIDED_BY_TEXT = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li blockquote table th td dl dt dd summary caption".split()
)
_LEFT_TO_RIGHT = frozenset({"pre", "code", "kbd", "samp", "tex-inline", "tex-display", "img"})


def directed(blocks: Sequence[Element], direction: str) -> tuple[Element, ...]:
    """Return ``blocks`` of a page in ``direction``, with ``dir`` on those that differ."""
    if direction == "ltr" and not _RIGHT_TO_LEFT.search(text_of(*blocks)):
        return tuple(blocks)
    return tuple(_directed(block, direction) for block in blocks)


def _directed(block: Element, around: str) -> Element:
    if block.tag in _LEFT_TO_RIGHT:
        return block
    own = block.get("dir") or around
    if block.tag in _DECIDED_BY_TEXT and not block.get("dir"):
        own = _direction(block.children) or around
        if own != around:
            block = replace(block, attributes=(*block.attributes, ("dir", own)))
    children = [
        _directed(child, own) if isinstance(child, Element) else child for child in block.children
    ]
    return with_children(block, children)


def _direction(nodes: Sequence[Node]) -> str:
    """The direction of the first letter that has one; empty without any."""
    for node in nodes:
        if isinstance(node, str):
            for letter in node:
                kind = bidirectional(letter)
                if kind in ("L", "R", "AL"):
                    return "ltr" if kind == "L" else "rtl"
        elif node.tag not in _LEFT_TO_RIGHT and (found := _direction(node.children)):
            return found
    return ""
