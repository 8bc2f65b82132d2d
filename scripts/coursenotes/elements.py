"""Helpers on the tree that every step needs: is it a block, what text does a reader see?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursenotes.model import NOWHERE, Alert, Element, FootnoteReference, GitHubAnchor, Node

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
VOID = frozenset({"br", "hr", "img", "input", "source", "wbr", "col"})
BLOCKS = frozenset(
    "address blockquote center dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p "
    "pre section summary table tbody td tfoot th thead tr ul caption".split()
)
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, 2.2


def is_block(node: Node) -> bool:
    """True if a node is a block or holds one; all other nodes belong in a line of text."""
    if isinstance(node, str):
        return False
    return node.tag in BLOCKS or any(map(is_block, node.children))


def is_seen(node: Node) -> bool:
    """True if a node is more than white space."""
    return isinstance(node, Element) or bool(node.strip(" \t\r\n\f"))


def as_blocks(nodes: tuple[Node, ...]) -> list[Element]:
    """Return ``nodes`` with each run of loose text wrapped into a paragraph."""
    out: list[Element] = []
    run: list[Node] = []

    def end_run() -> None:
        if any(map(is_seen, run)):
            at = next((n.at for n in run if isinstance(n, Element)), NOWHERE)
            if len(run) == 1 and isinstance(run[0], Element) and run[0].tag == "tex-display":
                out.append(run[0])
            else:
                out.append(Element("p", (), tuple(run), at))
        run.clear()

    for node in nodes:
        if isinstance(node, Element) and is_block(node):
            end_run()
            out.append(node)
        else:
            run.append(node)
    end_run()
    return out


def alert_kind(block: Element) -> str:
    """Return ``note``, ``tip`` … for one of GitHub's alerts, else the empty string."""
    return block.mark.kind if isinstance(block.mark, Alert) else ""


def slug_of(element: Element) -> str:
    """Return GitHub's anchor for a heading of the notes, else the empty string."""
    return element.mark.slug if isinstance(element.mark, GitHubAnchor) else ""


def footnote_reference(element: Element) -> str:
    """Return the name of a reference to a footnote (``3``, ``3:1``), else the empty string."""
    return element.mark.name if isinstance(element.mark, FootnoteReference) else ""


def xml_text(text: str) -> str:
    """Return ``text`` with U+FFFD for each character that XML does not allow."""
    return NOT_XML.sub("\ufffd", text)


def text_of(*nodes: Node) -> str:
    """Return the text that a reader sees in ``nodes``; for a picture, its ``alt``."""
    if len(nodes) == 1 and isinstance(nodes[0], str):
        return nodes[0]
    pieces: list[str] = []
    _add_text(nodes, pieces)
    return "".join(pieces)


def _add_text(nodes: Sequence[Node], pieces: list[str]) -> None:
    for node in nodes:
        if isinstance(node, str):
            pieces.append(node)
        elif node.tag == "img":
            pieces.append(node.get("alt"))
        elif node.tag == "br":
            pieces.append("\n")
        elif not isinstance(node.mark, FootnoteReference):
            _add_text(node.children, pieces)


def plain(*nodes: Node) -> str:
    """Return the text of ``nodes`` on one line."""
    return " ".join(text_of(*nodes).split())
