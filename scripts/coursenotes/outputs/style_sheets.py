"""A style sheet → the same for a browser, without what only those read who write it."""

from __future__ import annotations

import re

FOLDER = "assets/stylesheets/"

_STRING_OR_COMMENT = re.compile(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)]*\)|/\*!.*?\*/)|/\*.*?(?:\*/|\Z)""", re.DOTALL
)
_INDENT = re.compile(r"(?<!\\)\n\s*")
_BETWEEN = frozenset("{};:, \n")


def packed(css: str) -> str:
    """``css`` without comments (but for ``/*! …``, a licence), indents and blank lines."""

    def kept(found: re.Match[str]) -> str:
        around = css[max(0, found.start() - 1) : found.start()], css[found.end() : found.end() + 1]
        apart = any(side in _BETWEEN or not side for side in around)
        # Two names with a comment between them are two.
        return found[1] or ("" if apart else "/**/")

    return _INDENT.sub("\n", _STRING_OR_COMMENT.sub(kept, css)).lstrip()
