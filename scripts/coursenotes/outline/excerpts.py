"""Prepare running text for other places: without links, on one line, shortened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from coursenotes.elements import plain, text_of
from coursenotes.model import Element, FootnoteReference, Inlines, Node, with_children
from coursenotes.render.formulas import definitions_before, spoken

MIN_SENTENCE = 40
"""Text is cut after a sentence only if the sentence has more letters than this."""

_SENTENCE_END = re.compile(r"[.!?](?=\s+[^\Wa-z\d_])|[。！？]")
_KEPT = frozenset("code em strong b i sub sup kbd tex-inline tex-display del var".split())


def bare(nodes: Inlines) -> Inlines:
    """Return ``nodes`` for the inside of a link: without links, pictures, anchors, line breaks."""
    return _trimmed(_bare(nodes))


def _bare(nodes: Inlines) -> list[Node]:
    out: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            out.append(node)
        elif node.tag == "br":
            out.append(" ")
        elif node.tag == "img":
            out.append(node.get("alt"))
        elif isinstance(node.mark, FootnoteReference):
            continue
        elif node.tag in _KEPT:
            verbatim = node.tag == "code" or node.tag.startswith("tex-")
            tag = "tex-inline" if node.tag.startswith("tex-") else node.tag
            children = (text_of(*node.children),) if verbatim else tuple(_bare(node.children))
            out.append(Element(tag, (), children, node.at, node.mark if verbatim else None))
        else:
            out += _bare(node.children)
    return list(_in_one_line(out))


def _in_one_line(nodes: list[Node]) -> Iterator[Node]:
    """``nodes`` with adjacent texts joined, and each run of white space as a space."""
    for is_text, run in groupby(nodes, lambda node: isinstance(node, str)):
        if is_text:
            yield re.sub(r"\s+", " ", "".join(map(str, run)))
        else:
            yield from run


def _trimmed(nodes: list[Node]) -> Inlines:
    for place in (0, -1) if nodes else ():
        nodes[place] = _without_edge(nodes[place], place)
    return tuple(node for node in nodes if node != "")


def _without_edge(node: Node, place: int) -> Node:
    """``node`` without the space at its beginning, if ``place`` is 0, or at its end."""
    if isinstance(node, str):
        return node.rstrip() if place else node.lstrip()
    if node.tag == "code" or node.tag.startswith("tex-") or not node.children:
        return node
    children = list(node.children)
    children[place] = _without_edge(children[place], place)
    return with_children(node, children)


def shown_text(nodes: Sequence[Node]) -> str:
    """Return ``nodes`` as one plain line, with formulas as read: ``σ²`` for ``\\sigma^2``.

    This is for text that is shown. Addresses and names to compare come from
    :func:`~coursenotes.elements.plain`, which keeps formulas as TeX, as GitHub's anchors do.
    """
    return " ".join("".join(map(_shown, nodes)).split())


def _shown(node: Node) -> str:
    if isinstance(node, str):
        return node
    if node.tag.startswith("tex-"):
        return spoken(text_of(*node.children), definitions_before(node))
    if node.tag in ("br", "img"):
        return text_of(node)
    return "" if isinstance(node.mark, FootnoteReference) else "".join(map(_shown, node.children))


def shortened(nodes: Inlines, most: int) -> Inlines:
    """Return ``nodes`` cut to ``most`` letters: after a sentence or word, never in a formula."""
    out: list[Node] = []
    for node in nodes:
        size = len(plain(node))
        if size <= most:
            out.append(node)
            most -= size
            continue
        if isinstance(node, str):
            cut = node[: most + 1]
            sentences = [found.end() for found in _SENTENCE_END.finditer(cut)]
            if sentences and sentences[-1] > MIN_SENTENCE:
                out.append(cut[: sentences[-1]])
                break
            at = cut.rfind(" ")
            out.append(cut[: at if at > 0 else most].rstrip(" ,;:.–—-") + "…")
        else:
            out.append("…")
        break
    return tuple(out)
