"""Keep the parser's tokens small: they need more memory than anything else in a build.

Each token has two dictionaries, mostly empty, which take a third of its memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Any, cast

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

# Read-only: a rule that needs a dictionary must give the token a new one.
_EMPTY = cast(dict[str, Any], MappingProxyType({}))


def token_plugin(md: MarkdownIt) -> None:
    """Let ``md`` share one empty dictionary among its tokens, paragraph by paragraph."""
    md.core.ruler.at("inline", _inline)


def _inline(state: StateCore) -> None:
    """Replace markdown-it-py's own rule, which parses the text of each block."""
    _spare(token for token in state.tokens if token.nesting)
    for token in state.tokens:
        if token.type == "inline":
            token.children = state.md.inline.parse(token.content, state.md, state.env, [])
            _spare(token.children)


def _spare(tokens: Iterable[Token]) -> None:
    for token in tokens:
        token.attrs = token.attrs or _EMPTY
        token.meta = token.meta or _EMPTY
