"""Python-Markdown extension: the frames that the style sheet needs around parts of a page.

A question and its answer become one ``<div class="qa">``, and each table gets a
``<div class="table-frame">`` of its own to scroll in. Listed in ``mkdocs.yml``.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from coursenotes.tree import HEADINGS

_TABLE = re.compile(r"<table(?=[\s>])|</table\s*>", re.IGNORECASE)
_FRAME = '<div class="table-frame">'


class _Questions(Treeprocessor):
    """Puts a question, what is asked below it and its answer into one element."""

    def run(self, root: etree.Element) -> None:
        for parent in list(root.iter()):
            children = list(parent)
            for place, child in enumerate(children):
                if _has_class(child, "question"):
                    _wrap(parent, children[place : _end(children, place)])


def _end(children: list[etree.Element], question: int) -> int:
    """The place after the answer; after the question itself where no answer follows."""
    for place in range(question + 1, len(children)):
        if _has_class(children[place], "answer"):
            return place + 1
        if children[place].tag in HEADINGS:
            break
    return question + 1


def _has_class(element: etree.Element, name: str) -> bool:
    return name in element.get("class", "").split()


def _wrap(parent: etree.Element, children: list[etree.Element]) -> None:
    frame = etree.Element("div", {"class": "qa"})
    frame.tail = children[-1].tail
    children[-1].tail = "\n"
    parent.insert(list(parent).index(children[0]), frame)
    for child in children:
        parent.remove(child)
        frame.append(child)


class _Tables(Postprocessor):
    """Frames tables, those in raw HTML too; in text and in attributes ``<`` is escaped."""

    def run(self, text: str) -> str:
        return _TABLE.sub(
            lambda tag: f"{tag[0]}</div>" if tag[0].startswith("</") else _FRAME + tag[0], text
        )


class FramesExtension(Extension):
    """Registers both processors."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Questions once attributes (8) and contents (5) are done; tables in the whole page."""
        md.treeprocessors.register(_Questions(md), "coursenotes-questions", 3)
        md.postprocessors.register(_Tables(md), "coursenotes-tables", 3)


def makeExtension(**settings: Any) -> FramesExtension:
    """What Python-Markdown calls to make the extension."""
    return FramesExtension(**settings)
