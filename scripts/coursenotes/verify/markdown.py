"""Parse Markdown as GitHub does, and return its text block by block."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from coursenotes.elements import text_of
from coursenotes.gfm.parser import to_html
from coursenotes.gfm.tree import to_tree
from coursenotes.model import AlertTitle, Element, Node
from coursenotes.verify.words import INLINE, tokens

_SIGNS = ("footnote-ref", "footnote-backref")
"""Classes of elements that the site writes in its own way."""


class Block(Struct, frozen=True):
    """The words and signs of one block: a paragraph, a cell, a line of an item."""

    line: int
    tokens: list[str]


def tokens_of(text: str) -> list[str]:
    """Return all words and signs of a Markdown text."""
    return [token for block in blocks_of(to_tree(to_html(text))) for token in block.tokens]


def blocks_of(
    root: Element,
    may_go: Callable[[Element], bool] = lambda element: False,
    children: Callable[[Element], Sequence[Node]] = lambda element: element.children,
) -> list[Block]:
    """Return the blocks below ``root`` that have text, in order; pictures have none.

    ``may_go`` returns true for elements to leave out; ``children`` returns an element's children.
    """
    found: list[Block] = []
    line, text = root.at.line, list[str]()

    def end() -> None:
        if words := tokens("".join(text)):
            found.append(Block(line, words))
        text.clear()

    waiting: list[Node | None] = [root]
    while waiting:
        node = waiting.pop()
        if node is None:
            end()
        elif isinstance(node, str):
            text.append(node)
        elif node.get("class") in _SIGNS or node.tag == "img" or isinstance(node.mark, AlertTitle):
            continue
        elif node.tag.startswith("tex-"):
            text.append(f" {text_of(node)} ")
        elif node.tag in INLINE:
            waiting += reversed(children(node))
        else:
            end()
            line = node.at.line or line
            if not may_go(node):
                waiting.append(None)
                waiting += reversed(children(node))
    end()
    return found
