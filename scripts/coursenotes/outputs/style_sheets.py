"""Strip from a style sheet what browsers do not need: comments, indents, blank lines."""

from __future__ import annotations

import re

FOLDER = "assets/stylesheets/"

_STRING_OR_COMMENT = re.compile(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)]*\)|/\*!.*?\*/)|/\*.*?(?:\*/|\Z)""", re.DOTALL
)
_INDENT = re.compile(r"(?<!\\)\n\s*")
_BETWEEN = frozenset("{};:, \n")


def packed(css: str) -> str:
    """Return ``css`` without comments (except ``/*! …``, a licence), indents and blank lines."""

    def kept(found: re.Match[str]) -> str:
        around = css[max(0, found.start() - 1) : found.start()], css[found.end() : found.end() + 1]
        apart = any(side in _BETWEEN or not side for side in around)
        # A comment between two names keeps them apart.
        return found[1] or ("" if apart else "/**/")

    return _INDENT.sub("\n", _STRING_OR_COMMENT.sub(kept, css)).lstrip()
