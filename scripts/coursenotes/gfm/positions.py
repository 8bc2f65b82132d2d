"""Give the parser's tokens their line and column in the notes.

The ``meta`` of a token within a paragraph has its offsets in the paragraph's text (``at`` and
``end``, for a link also ``label_end``). The ``meta`` of a paragraph or of raw HTML has a
``source_map``, which turns offsets into lines and columns, see :mod:`.source_text`. The ``meta`` of
links, pictures, formulas and fences has their ``place``: line and column.
"""

from __future__ import annotations

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from coursenotes.gfm.source_text import Source

DEFINED = "coursenotes-footnotes"
"""The key in the parser's environment for ``(label, line)`` of each footnote's definition."""

_NOTED = frozenset(
    "backticks link image autolink html_inline footnote_ref autolink_www autolink_scheme".split()
)
_PLACED = ("link_open", "image", "html_inline", "math_inline", "math_inline_double")


def position_plugin(md: MarkdownIt) -> None:
    """Note the places of what ``md`` finds. Must be the last plugin: it wraps the others' rules."""
    for rule in md.inline.ruler.__rules__:
        if rule.name in _NOTED:
            rule.fn = noting_place(rule.fn)
    md.inline.ruler.__compile__()
    md.core.ruler.after("inline", "positions", _positions)


def noting_place(rule: Any) -> Any:
    """Wrap a rule so that the tokens it makes have their offsets in the paragraph."""

    def noting(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        found = bool(rule(state, silent))
        if found and not silent:
            for token in state.tokens[count:]:
                if token.type == "text":  # the text before
                    continue
                token.meta.update(at=start, end=state.pos)
                if token.type == "link_open" and state.src[start] == "[":
                    label_end = state.md.helpers.parseLinkLabel(state, start, True)
                    token.meta["label_end"] = label_end
                break
        return found

    return noting


def _positions(state: StateCore) -> None:
    source = Source(state.src)
    defined: list[tuple[str, int]] = []
    before = ""
    for token in state.tokens:
        first = token.map[0] + 1 if token.map else 0
        if token.type == "inline":
            is_cell = before in ("th_open", "td_open")
            source_map = (source.cell if is_cell else source.source_map)(token.content, first)
            token.meta["source_map"] = source_map
            for child in token.children or ():
                if "at" in child.meta and child.type in _PLACED and child.info != "auto":
                    _place(child, *source_map.place(child.meta["at"]))
        elif token.type == "html_block":
            token.meta["source_map"] = source.source_map(token.content, first)
        elif token.type in ("fence", "math_block"):
            _place(token, first, source.column(first, token.markup or "$$"))
        elif token.type == "footnote_reference_open":
            defined.append((str(token.meta["label"]), first))
        before = token.type
    state.env[DEFINED] = defined


def _place(token: Token, line: int, column: int) -> None:
    token.meta["place"] = line, column
    if token.type in ("link_open", "image"):
        token.attrSet("data-line", str(line))
        token.attrSet("data-column", str(column))
