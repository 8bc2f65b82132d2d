"""Divide running text into the lines that its author wrote, and an answer from its question."""

from __future__ import annotations

from coursenotes.elements import text_of
from coursenotes.model import Element, Inlines, Node
from coursenotes.outline import labels


def lines_of(nodes: Inlines) -> list[Inlines]:
    """Divide running text into its lines, as the author broke it."""
    lines: list[list[Node]] = [[]]
    for node in nodes:
        if isinstance(node, str):
            first, *others = node.split("\n")
            lines[-1].append(first)
            lines += [[other] for other in others]
        elif node.tag == "br":
            lines.append([])
        else:
            lines[-1].append(node)
    return [tuple(line) for line in lines if any(map(_is_something, line))]


def joined(lines: list[Inlines]) -> Inlines:
    """Join lines to running text: the opposite of :func:`lines_of`."""
    out: list[Node] = []
    for line in lines:
        if out:
            out.append("\n")
        out += line
    return tuple(out)


def split_answer(nodes: Inlines) -> tuple[Inlines, Inlines]:
    """Divide running text before the line or bold word that labels an answer.

    Returns the question, which is all the text if nothing labels an answer, and the answer.
    """
    lines = lines_of(nodes)
    labelled = labels.label_of(text_of(*nodes)) is not labels.Label.NONE
    for place, line in enumerate(lines):
        if place and (
            labels.is_answer(text_of(*line), dotted=labelled) or labels.begins_as_answer(line)
        ):
            return joined(lines[:place]), joined(lines[place:])
        for n, node in enumerate(line):
            bold = isinstance(node, Element) and node.tag in ("strong", "b")
            # The rest of the label may follow the bold word.
            if n and bold and labels.is_answer(text_of(*line[n : n + 3]), dotted=labelled):
                return joined([*lines[:place], line[:n]]), joined([line[n:], *lines[place + 1 :]])
    return nodes, ()


def _is_something(node: Node) -> bool:
    return isinstance(node, Element) or bool(node.strip())
