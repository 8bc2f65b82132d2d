"""Python-Markdown extension: turn a fence named ``mermaid`` into a picture, with its source below.

List it in ``mkdocs.yml`` after ``pymdownx.superfences``.
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
        """Tell ``pymdownx.superfences``, which makes plain text of fences that it does not know."""
        for extension in md.registeredExtensions:
            if hasattr(extension, "extend_super_fences"):
                extension.extend_super_fences(LANGUAGE, _fence, _is_fence, None)


def makeExtension(**settings: Any) -> MermaidExtension:
    """Entry point that Python-Markdown calls."""
    return MermaidExtension(**settings)
