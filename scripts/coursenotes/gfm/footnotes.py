"""Parse footnotes as GitHub does, on top of the parser's own plugin.

It corrects three differences from cmark-gfm: the plugin distinguishes labels by case, lets a later
definition replace an earlier one, and loses text before a definition that is inside another.
"""

from __future__ import annotations

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin


def github_footnotes(md: MarkdownIt) -> None:
    """Add footnotes to a parser. Each text that it parses needs an :func:`environment`."""
    md.use(footnote_plugin, inline=False)
    md.core.ruler.before("footnote_tail", "footnote_apart", _apart)
    md.add_render_rule("footnote_caption", _number)


def environment() -> dict[str, Any]:
    """Return the parser's environment for one text, in which labels ignore case."""
    return {"footnotes": {"refs": _AnyCase(), "list": {}}}


class _AnyCase(dict[str, int]):
    """Footnote labels → their numbers."""

    def __contains__(self, label: object) -> bool:
        return super().__contains__(str(label).casefold())

    def __getitem__(self, label: str) -> int:
        return super().__getitem__(label.casefold())

    def __setitem__(self, label: str, number: int) -> None:
        super().__setitem__(label.casefold(), number)

    def get(self, label: str, default: Any = None) -> Any:
        """Return the number of a footnote, or ``default``."""
        return super().get(label.casefold(), default)


def _apart(state: StateCore) -> None:
    """Give each footnote its first definition; move a definition inside another after it."""
    opened: list[list[Token]] = [[]]
    apart: list[list[Token]] = []
    seen: set[str] = set()
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            token.meta["label"] = token.meta["label"].casefold()
            opened.append([])
        opened[-1].append(token)
        if token.type == "footnote_reference_close":
            apart.append(opened.pop())
    state.tokens = opened[0]
    for definition in sorted(apart, key=lambda d: d[0].map[0] if d[0].map else 0):
        label = definition[0].meta["label"]
        if label not in seen:
            state.tokens += definition
        seen.add(label)
    for footnote in state.env["footnotes"]["list"].values():
        footnote["label"] = footnote["label"].casefold()


def _number(renderer: Any, tokens: Any, idx: int, options: Any, env: Any) -> str:
    return str(tokens[idx].meta["id"] + 1)
