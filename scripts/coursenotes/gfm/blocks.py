"""Correct markdown-it-py's rules for blocks and tags where cmark-gfm differs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block, table
from markdown_it.rules_block.html_block import HTML_SEQUENCES
from markdown_it.rules_inline import StateInline, html_inline

MAX_NESTING = 150
"""Deeper lists and quotes become text: no page could show them, and Python limits recursion. A
quote counts once, a list twice."""

TOO_DEEP = "coursenotes-too-deep"
"""The key in the parser's environment for the first line that nests too deep."""

_Rule = Callable[[StateBlock, int, int, bool], bool]
_CONTAINERS = ("blockquote", "list", "footnote_def")
_ONE_COLUMN = re.compile(r"\|?[ \t]*:?-+:?[ \t]*\|?")
_HEAD = "\n|head"
_SOURCE = re.compile(r"</?source(?=\s|/?>|$)", re.IGNORECASE)
_SMALL_DECLARATION = re.compile("<![a-z]")
_DECLARED = re.compile(r"<!(?:--|\[CDATA\[|[A-Z]+\s)")


def block_plugin(md: MarkdownIt) -> None:
    """Correct the rules of ``md``, which has those for footnotes already."""
    # Tables come last, before paragraphs only: a line that begins a list, for example, is no head
    # of a table even if it has bars.
    md.block.ruler.disable("table")
    md.block.ruler.before("lheading", "gfm_table", _table, {"alt": ["paragraph", "reference"]})
    md.block.ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    md.inline.ruler.at("html_inline", _html_inline)
    for rule in md.block.ruler.__rules__:
        if rule.name in _CONTAINERS:
            rule.fn = _limited_in_depth(rule.fn)
        if rule.name == "list":
            rule.fn = _tracking_indents(rule.fn)
        if rule.name == "blockquote":
            rule.fn = _leaving_indented_marks(rule.fn)
        if "blockquote" in rule.alt:
            rule.fn = _leaving_indented_lines(rule.fn)
    md.block.ruler.__compile__()


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse a table, unless its second line underlines a heading: cmark-gfm checks that first.

    Unlike in markdown-it-py, a head of one column needs no bar.
    """
    below = state.getLines(start + 1, start + 2, 0, False).strip() if start + 1 < end else ""
    if below and not below.strip("-"):
        return False
    if not _ONE_COLUMN.fullmatch(below):
        return table(state, start, end, silent)
    marks = state.bMarks[start], state.tShift[start], state.eMarks[start]
    head = state.src[marks[0] + marks[1] : marks[2]]
    if "|" in head:
        return table(state, start, end, silent)
    if not state.src.endswith(_HEAD):
        state.src += _HEAD  # after the last line, where only the next call looks
    state.bMarks[start], state.tShift[start] = len(state.src) - len(_HEAD) + 1, 0
    state.eMarks[start] = len(state.src)
    count = len(state.tokens)
    found = table(state, start, end, silent)
    state.bMarks[start], state.tShift[start], state.eMarks[start] = marks
    if found and not silent:
        cell = next(token for token in state.tokens[count : count + 6] if token.type == "inline")
        cell.content = head.strip(" \t")
    return found


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse raw HTML. A tag alone on its line ends any block but the paragraph it would continue.

    cmark-gfm spares a paragraph (GFM, 4.6, condition 7) only where the line belongs to it: below a
    table, or where it would continue a list item or a quote lazily, ``<br>`` ends these. Below a
    table a bar alone is no row either. GFM's condition 6 knows ``<source>``, its condition 4 no
    small letters; later editions of CommonMark have it the other way.
    """
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if state.is_code_block(start) or _SMALL_DECLARATION.match(line):
        return False
    lazy = state.parentType in ("table", "blockquote") or state.sCount[start] < state.blkIndent
    if silent and lazy:
        bar = state.parentType == "table" and line.strip() == "|"
        return bar or any(opening.search(line) for opening, _, _ in HTML_SEQUENCES)
    if _SOURCE.match(line):
        return silent or _up_to_blank_line(state, start, end)
    return html_block(state, start, end, silent)


def _up_to_blank_line(state: StateBlock, start: int, end: int) -> bool:
    line = start + 1
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        line += 1
    state.line = line
    token = state.push("html_block", "", 0)
    token.map = [start, line]
    token.content = state.getLines(start, line, state.blkIndent, True)
    return True


def _html_inline(state: StateInline, silent: bool) -> bool:
    """Parse a tag in running text; a declaration has capitals and a space (GFM, 6.10)."""
    text = state.src
    if text.startswith("<!", state.pos) and not _DECLARED.match(text, state.pos):
        return False
    return html_inline(state, silent)


def _limited_in_depth(rule: _Rule) -> _Rule:
    """Wrap a rule for blocks that hold others: deeper than :data:`MAX_NESTING` its line is text."""

    def bounded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if state.level < MAX_NESTING - 2:
            return rule(state, start, end, silent)
        if TOO_DEEP not in state.env and rule(state, start, end, True):
            state.env[TOO_DEEP] = start + 1
        return False

    return bounded


def _tracking_indents(rule: _Rule) -> _Rule:
    """Wrap the rule for lists: while it reads one, keep the indents of the lists around it."""

    def noting(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if silent:
            return rule(state, start, end, True)
        outer = _indents(state)
        vars(state)["list_indents"] = [*outer, state.blkIndent]  # the state is open for attributes
        found = rule(state, start, end, False)
        vars(state)["list_indents"] = outer
        return found

    return noting


def _indents(state: StateBlock) -> list[int]:
    found: list[int] = vars(state).get("list_indents", [])
    return found


def _leaving_indented_lines(rule: _Rule) -> _Rule:
    """Wrap a rule that may end a quote: a line that is indented too far begins no block (GFM, 5.1).

    Measure a lazy line's indent from its list. markdown-it-py sets it to -1 where an outer quote
    took the line, and does not measure it where the line is outside the list items it continues.
    """

    def sparing(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        indent = state.sCount[start]
        if silent and indent < state.blkIndent:
            holder = next((i for i in reversed(_indents(state)) if i <= indent), indent)
            if indent < 0 or indent - holder >= 4:
                return False
        return rule(state, start, end, silent)

    return sparing


def _leaving_indented_marks(rule: _Rule) -> _Rule:
    """Wrap the rule for quotes: a ``>`` that is indented too far is no mark, but text (GFM, 5.1).

    markdown-it-py looks only at the first sign of a line, so show it the space before meanwhile.
    """

    def quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        opens = not silent and _begins_quote(state, start) and not state.is_code_block(start)
        indented = list(_indented_marks(state, start + 1, end)) if opens else []
        for line in indented:
            state.tShift[line] -= 1
        found = rule(state, start, end, silent)
        for line in indented:
            state.tShift[line] += 1
        return found

    return quote


def _indented_marks(state: StateBlock, start: int, end: int) -> Iterator[int]:
    """Yield the lines of the quote above ``start`` that have such a ``>``."""
    parent, state.parentType = state.parentType, "blockquote"
    endings = state.md.block.ruler.getRules("blockquote")
    for line in range(start, end):
        if _begins_quote(state, line):
            if state.is_code_block(line):
                yield line
        elif state.isEmpty(line) or any(ends(state, line, end, True) for ends in endings):
            break
    state.parentType = parent


def _begins_quote(state: StateBlock, line: int) -> bool:
    return state.src.startswith(">", state.bMarks[line] + state.tShift[line])
