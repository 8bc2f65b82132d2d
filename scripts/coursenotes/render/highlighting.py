"""Highlight code as HTML with Pygments."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

_PLAIN = "text"


@lru_cache(maxsize=4096)
def highlighted(code: str, language: str) -> str:
    """Return a block of ``code`` as HTML, as ``pymdownx.highlight`` writes a fence.

    Treats a ``language`` that Pygments does not know, or an empty one, as plain text. Never raises.
    """
    lexer, name = _lexer(language)
    spans = highlight(code, lexer, _formatter())
    return f'<div class="language-{escape(name)} highlight"><pre><code>{spans}</code></pre></div>'


@lru_cache(maxsize=256)
def _lexer(language: str) -> tuple[Lexer, str]:
    """The lexer for ``language``, and the language's name for the page.

    Cached for unknown languages too: Pygments searches all installed packages for those.
    """
    try:
        return get_lexer_by_name(language or _PLAIN, stripnl=False), language or _PLAIN
    except ClassNotFound:
        return get_lexer_by_name(_PLAIN, stripnl=False), _PLAIN


@lru_cache(maxsize=1)
def _formatter() -> HtmlFormatter[str]:
    return HtmlFormatter(nowrap=True)
