"""Code → HTML with its parts marked for the style sheet, by Pygments."""

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
    """A block of ``code`` as HTML, the same as a fence of ``pymdownx.highlight``.

    A ``language`` that Pygments does not know, or none, is plain text. Never raises.
    """
    lexer, name = _lexer(language)
    spans = highlight(code, lexer, _formatter())
    return f'<div class="language-{escape(name)} highlight"><pre><code>{spans}</code></pre></div>'


@lru_cache(maxsize=256)
def _lexer(language: str) -> tuple[Lexer, str]:
    """The lexer for ``language``, and the name of the language in the page.

    Remembered also where there is none: Pygments then looks through all installed packages.
    """
    try:
        return get_lexer_by_name(language or _PLAIN, stripnl=False), language or _PLAIN
    except ClassNotFound:
        return get_lexer_by_name(_PLAIN, stripnl=False), _PLAIN


@lru_cache(maxsize=1)
def _formatter() -> HtmlFormatter[str]:
    return HtmlFormatter(nowrap=True)
