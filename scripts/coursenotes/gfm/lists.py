"""Correct the lists, tasks and paragraphs of markdown-it-py where cmark-gfm differs."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_LISTS = {
    "bullet_list_open": "bullet_list_close",
    "ordered_list_open": "ordered_list_close",
}
_INDENT = re.compile(r"\n[ \t]+")
_TASK = re.compile(r"\[([ xX])\][ \t]+")


def list_plugin(md: MarkdownIt) -> None:
    """Add the corrections, which run before inline text is parsed."""
    md.options["tasklists"] = False
    md.core.ruler.after("block", "one_list", _one_list)
    md.core.ruler.after("one_list", "tasks", _tasks)
    md.core.ruler.after("one_list", "indents", _no_indents)


def _one_list(state: StateCore) -> None:
    """Join lists with only blank lines between: markdown-it-py ends a list at an empty item.

    The blank lines make the list loose (GFM, 5.3): its paragraphs are shown as such.
    """
    tokens: list[Token] = []
    loose: dict[int, bool] = {}
    for token in state.tokens:
        if tokens and _continues(tokens[-1], token):
            tokens.pop()
            if not loose[token.level]:
                loose[token.level] = True
                _show_paragraphs(tokens, token)
            continue
        if token.type in _LISTS:
            loose[token.level] = False
        elif loose.get(token.level - 2):
            token.hidden = False
        tokens.append(token)
    state.tokens = tokens


def _continues(before: Token, token: Token) -> bool:
    return _LISTS.get(token.type) == before.type and before.markup == token.markup


def _show_paragraphs(tokens: list[Token], opening: Token) -> None:
    for token in reversed(tokens):
        if token.level == opening.level and token.type == opening.type:
            return
        if token.level == opening.level + 2:
            token.hidden = False


def _no_indents(state: StateCore) -> None:
    """Strip the indent of a paragraph's lines (GFM, 4.8), which would show in code."""
    for token in state.tokens:
        if token.type == "inline" and "\n" in token.content:
            token.content = _INDENT.sub("\n", token.content)


def _tasks(state: StateCore) -> None:
    """Parse task boxes. Running text follows one, even if it looks like a list or a heading.

    markdown-it-py reads on as if the item began after the box. (GFM, 5.3, "Task list items".)
    """
    lines: list[str] = []
    for place, item in enumerate(state.tokens):
        if item.type != "list_item_open" or not item.map:
            continue
        first, *others = state.tokens[place + 1 : place + 6]  # a table's first cell comes fifth
        if first.map and first.map[0] == item.map[0] and _holds_text(first):
            text = next(token for token in others if token.type == "inline")
            content = text.content
            if len(content) == 3:  # an empty task, if a space follows
                lines = lines or state.src.split("\n")
                content += " " * lines[item.map[0]].endswith((" ", "\t"))
            if box := _TASK.match(content):
                text.content = text.content[box.end() :]
                item.meta = {"checked": box[1] != " "}  # from here on as markdown-it-py's own
                item.attrJoin("class", "task-list-item")


def _holds_text(opening: Token) -> bool:
    underlined = opening.type == "heading_open" and opening.markup in ("=", "-")
    return underlined or opening.type in ("paragraph_open", "table_open")
