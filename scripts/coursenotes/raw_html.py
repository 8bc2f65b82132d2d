r"""Formulas, code and diagrams in raw HTML, drawn as Markdown's own are.

Python-Markdown hands raw HTML on as it is. There, a formula is ``<span class="tex">\(…\)</span>``
and code is ``<pre><code class="language-python">…</code></pre>``, both with ``<`` and ``&``
escaped.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from html import unescape
from typing import Any

from markdown import Markdown

from coursenotes.render import mermaid

# What comes first in the HTML wins, so that nothing is found inside code, comments or attributes.
_PIECE = re.compile(
    r'<pre><code(?: class="language-(?P<language>[^"]*)")?>(?P<code>[^<]*)</code></pre>'
    r"|<(?P<verbatim>pre|code|script|style|textarea)\b.*?(?:</(?P=verbatim)\s*>|\Z)"
    r"|<!--.*?(?:-->|\Z)"
    r'|<span class="tex">\s*(?P<tex>\\\([^<]*\\\)|\\\[[^<]*\\\])\s*</span>'
    r"""|<[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>""",
    re.DOTALL | re.IGNORECASE,
)


def draw(html: str, md: Markdown, shown: Callable[[str, bool], str]) -> str:
    """``html`` with code highlighted, diagrams drawn, formulas as ``shown(tex, display)`` says.

    Code stays as it is where ``md`` has no ``pymdownx.highlight``.
    """
    if '<span class="tex">' not in html and "<pre><code" not in html:
        return html

    def drawn(found: re.Match[str]) -> str:
        if found["tex"] is not None:
            tex = unescape(found["tex"])
            return shown(tex[2:-2], tex.startswith(r"\["))
        if found["code"] is not None:
            text = unescape(found["code"])
            if not text.endswith("\n\n"):  # a fence has no last line's end
                text = text.removesuffix("\n")
            code = _highlighted(text, unescape(found["language"] or ""), md)
            code = found.group() if code is None else code
            return mermaid.figure(text, code) if found["language"] == mermaid.LANGUAGE else code
        return found.group()

    return _PIECE.sub(drawn, html)


def _highlighted(code: str, language: str, md: Markdown) -> str | None:
    """What a fence with this code becomes; ``None`` where nothing highlights fences."""
    for extension in md.registeredExtensions:
        # As pymdownx.superfences finds it, whose options are the highlighter's arguments and more.
        if hasattr(extension, "get_pymdownx_highlight_settings"):
            settings: dict[str, Any] = extension.get_pymdownx_highlight_settings()
            highlighter = extension.get_pymdownx_highlighter()  # type: ignore[attr-defined]
            known = inspect.signature(highlighter).parameters
            options = {name: value for name, value in settings.items() if name in known}
            extension.pygments_code_block += 1  # type: ignore[attr-defined]
            html = highlighter(md, **options).highlight(
                code,
                language,
                settings["css_class"],
                code_block_count=extension.pygments_code_block,  # type: ignore[attr-defined]
            )
            return str(html)
    return None
