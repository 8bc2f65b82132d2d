"""Python-Markdown extension: a fence named ``mermaid`` becomes a picture, its source below.

Listed in ``mkdocs.yml`` after ``pymdownx.superfences``.
"""

from __future__ import annotations

from html import escape
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from coursenotes.render.mermaid import LANGUAGE, figure


def _fence(src: str, language: str, options: dict[str, Any], md: Markdown, **settings: Any) -> str:
    return figure(src, f"<pre><code>{escape(src, quote=False)}</code></pre>")


def _is_fence(*asked: Any) -> bool:
    return True


class MermaidExtension(Extension):
    """Registers the fence."""

    def extendMarkdown(self, md: Markdown) -> None:
        """With ``pymdownx.superfences``, which makes a fence of unknown name plain text."""
        for extension in md.registeredExtensions:
            if hasattr(extension, "extend_super_fences"):
                extension.extend_super_fences(LANGUAGE, _fence, _is_fence, None)


def makeExtension(**settings: Any) -> MermaidExtension:
    """What Python-Markdown calls to make the extension."""
    return MermaidExtension(**settings)
