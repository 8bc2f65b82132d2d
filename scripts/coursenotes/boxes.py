"""Python-Markdown extension: many ``///`` boxes on a page in time that grows with their number.

For each box ``pymdownx.blocks`` maps the whole page so far, though only boxes inside boxes need it:
700 answers on one page took ten seconds. Listed in ``mkdocs.yml`` behind these extensions.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension


class _Unmapped:
    """Stands for the element that a box stands in: its content shows only to a box inside."""

    def __init__(self, element: etree.Element, boxes: Any) -> None:
        self.element = element
        self.boxes = boxes

    def iter(self) -> Iterator[etree.Element]:
        """The element and all inside it, or nothing where it does not matter."""
        return self.element.iter() if len(self.boxes.stack) > 1 else iter(())


class BoxesExtension(Extension):
    """The extension itself."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Wrap what ``pymdownx.blocks`` has registered."""
        boxes: Any = md.parser.blockprocessors["blocks"]
        parse = boxes.parse_blocks

        def parse_blocks(blocks: list[str], parent: etree.Element) -> None:
            parse(blocks, _Unmapped(parent, boxes))

        boxes.parse_blocks = parse_blocks


def makeExtension(**options: Any) -> BoxesExtension:
    """Named so by Python-Markdown."""
    return BoxesExtension(**options)
