"""Python-Markdown extension: what the style sheets need to tell apart.

Each table gets a ``<div class="table-frame">`` to scroll in, and a link that shows its own address
the class ``address``: on paper the others are followed by theirs. Listed in ``mkdocs.yml``.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

_TABLE = re.compile(r"<table(?=[\s>])|</table\s*>", re.IGNORECASE)
_ADDRESS = re.compile(r'<a (?=href="(https?://[^"]+)">\1</a>)')
_FRAME = '<div class="table-frame">'


class _Frames(Postprocessor):
    """Looks at raw HTML too; in text and in attributes ``<`` is escaped."""

    def run(self, text: str) -> str:
        text = _ADDRESS.sub('<a class="address" ', text)
        return _TABLE.sub(
            lambda tag: f"{tag[0]}</div>" if tag[0].startswith("</") else _FRAME + tag[0], text
        )


class FramesExtension(Extension):
    """Registers the processor."""

    def extendMarkdown(self, md: Markdown) -> None:
        """On the whole page."""
        md.postprocessors.register(_Frames(md), "coursenotes-frames", 3)


def makeExtension(**settings: Any) -> FramesExtension:
    """What Python-Markdown calls to make the extension."""
    return FramesExtension(**settings)
