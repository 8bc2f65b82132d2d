"""markdown-it-py's rules for blocks, mended where cmark-gfm's answer is another."""

from __future__ import annotations

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block, table
from markdown_it.rules_block.html_block import HTML_SEQUENCES
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

MAX_NESTING = 150
"""Deeper lists and quotes stay the text they are: a page could not show them, and recursion has
an end. A quote counts once, a list twice."""

TOO_DEEP = "coursenotes-too-deep"
"""Where the parser's environment keeps the first line that nests too deep."""

_Rule = Callable[[StateBlock, int, int, bool], bool]
_CONTAINERS = ("blockquote", "list", "footnote_def")
_LISTS = {
    "bullet_list_open": "bullet_list_close",
    "ordered_list_open": "ordered_list_close",
}


def block_plugin(md: MarkdownIt) -> None:
    """Mend the rules of ``md``, which has those for footnotes already."""
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    md.block.ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    for rule in md.block.ruler.__rules__:
        if rule.name in _CONTAINERS:
            rule.fn = _not_too_deep(rule.fn)
        if "blockquote" in rule.alt:
            rule.fn = _sparing_lazy_lines(rule.fn)
    md.block.ruler.__compile__()
    md.core.ruler.after("block", "one_list", _one_list)


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table, unless its second line underlines a heading: cmark-gfm looks for that first."""
    below = state.getLines(start + 1, start + 2, 0, False).strip() if start + 1 < end else ""
    if below and not below.strip("-"):
        return False
    return table(state, start, end, silent)


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Raw HTML. A tag alone on its line ends any block but the paragraph that it would continue.

    cmark-gfm spares a paragraph (GFM, 4.6, condition 7) only where the line belongs to it: below a
    table, or where it would continue a list item or a quote lazily, ``<br>`` ends these. Below a
    table a bar alone is no row either.
    """
    lazy = state.parentType in ("table", "blockquote") or state.sCount[start] < state.blkIndent
    if silent and lazy:
        line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
        bar = state.parentType == "table" and line.strip() == "|"
        return bar or any(opening.search(line) for opening, _, _ in HTML_SEQUENCES)
    return html_block(state, start, end, silent)


def _not_too_deep(rule: _Rule) -> _Rule:
    """Wrap a rule for blocks that hold others: at the end of depth its line is ordinary text."""

    def bounded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if state.level < MAX_NESTING - 2:
            return rule(state, start, end, silent)
        if TOO_DEEP not in state.env and rule(state, start, end, True):
            state.env[TOO_DEEP] = start + 1
        return False

    return bounded


def _sparing_lazy_lines(rule: _Rule) -> _Rule:
    """Wrap a rule that may end a quote: a line that an outer quote took lazily ends no inner one.

    markdown-it-py marks the line with an indent of -1, and so forgets that it is indented too far
    to begin a block (GFM, 5.1, "laziness").
    """

    def sparing(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if silent and state.sCount[start] < 0:
            return False
        return rule(state, start, end, silent)

    return sparing


def _one_list(state: StateCore) -> None:
    """Join lists that only blank lines part: below an empty item markdown-it-py ends its list.

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
