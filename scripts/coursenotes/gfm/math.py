"""Find formulas by GitHub's rules. No other module looks for formulas.

There is a plugin of the parser for running text, and a function for the text between raw tags.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from coursenotes.gfm.positions import noting_place

_TEX_SIGN = re.compile(r"\\[A-Za-z]{2}|[\^=]|\b[A-Za-z]_[{\w]")
_LONGEST = 10_000
"""The most characters of a formula in running text; the limit keeps the time linear."""
_LATIN = re.compile(r"[A-Za-z\d\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]")
_TEX_ONLY = ("_", "^", "\\")
"""The beginnings of formulas that may directly follow a word."""
_PROSE = re.compile(r"[^\W\d_]{3}")
_INSIDE = r"(?:[^$\\]++|\\[^()\[\]$])++"  # no second opening, so that the search ends there
_TEX_BRACKETS = re.compile(rf"\\\((?P<inline>{_INSIDE})\\\)|\\\[(?P<display>{_INSIDE})\\\]")
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|nbsp|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
# Tags, comments and code, which hold no text. Bounded, so that the time is linear.
_NO_TEXT = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<code>pre|code|script|style|textarea|kbd|samp)\b.*?(?:</(?P=code)\s*>|\Z)"
    r"|</?[A-Za-z](?:[^<>\"']++|\"[^\"]{0,1000}+\"|'[^']{0,1000}+'){0,50}+>",
    re.IGNORECASE | re.DOTALL,
)


def writes_brackets(text: str) -> bool:
    """True if a file's escaped brackets hold TeX rather than words: GitHub shows brackets."""
    tex = prose = 0
    for found in _TEX_BRACKETS.finditer(text):
        if _TEX_SIGN.search(found.group()):
            tex += 1
        elif _PROSE.search(found.group()):
            prose += 1
    return tex > prose


def formula_plugin(md: MarkdownIt, brackets: bool) -> None:
    """Find formulas in running text; with ``brackets``, also those written as ``\\(…\\)``."""
    md.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_blank_lines=False,
    )
    md.inline.ruler.at("math_inline", noting_place(_dollar_formula))
    md.inline.ruler.before("math_inline", "math_backticks", noting_place(_backtick_formula))
    if brackets:
        md.inline.ruler.before("escape", "math_brackets", noting_place(_bracket_formula))


def in_html(html: str, brackets: bool, shown: Callable[[Token, int], str]) -> str:
    """Return raw ``html`` with ``shown(token, offset)`` in place of the formulas in its text."""
    if "$" not in html and not (brackets and "\\" in html):
        return html

    pieces: list[str] = []
    done = 0

    def add_text(end: int) -> None:
        text = html[done:end]
        if "$" not in text and "\\" not in text:
            pieces.append(text)
            return
        for token in _alone(brackets).parseInline(text)[0].children or ():
            if token.type == "text":
                pieces.append(token.content)
                continue
            pieces.append(shown(token, done + token.meta["at"]))

    for found in _NO_TEXT.finditer(html):
        add_text(found.start())
        pieces.append(found.group())
        done = found.end()
    add_text(len(html))
    return "".join(pieces)


def decoded(tex: str) -> str:
    """Return the TeX of a formula in running text, where GitHub reads ``&lt;`` as ``<``."""
    return _REFERENCE.sub(lambda found: unescape(found.group()), tex).replace("\xa0", " ")


@lru_cache(maxsize=2)
def _alone(brackets: bool) -> MarkdownIt:
    """A parser for nothing but formulas."""
    return MarkdownIt("zero").use(formula_plugin, brackets=brackets)


def _dollar_formula(state: StateInline, silent: bool) -> bool:
    """Parse ``$…$`` and ``$$…$$`` in running text.

    As on GitHub, a dollar after a Latin letter or digit opens no formula (``df$age``, ``US$20``),
    but here it does before a sign that only TeX has (``H$_2$O``). Dollars that open nothing are
    text, all in a row together, and no part of a later formula.
    """
    text, start = state.src, state.pos
    if text[start] != "$":
        return False
    mark = "$$" if text.startswith("$$", start) else "$"
    begin = start + len(mark)
    joined = start > 0 and _LATIN.match(text[start - 1]) is not None
    end = _end_of_formula(text, begin, mark, min(begin + _LONGEST, state.posMax))
    tex = text[begin:end] if end > begin else ""
    if joined and not (tex.startswith(_TEX_ONLY) and ("\\" in tex or not re.search(r"\s", tex))):
        tex = ""
    if not tex and not joined:
        return False
    if not silent and tex:
        kind = "math_inline_double" if len(mark) == 2 else "math_inline"
        state.push(kind, "math", 0).content = tex
    elif not silent:
        state.pending += mark
    state.pos = end + len(mark) if tex else begin
    return True


def _end_of_formula(text: str, begin: int, mark: str, end: int) -> int:
    """The offset of the dollars that close a formula, or -1."""
    single = len(mark) == 1
    if single and text[begin : begin + 1].isspace():
        return -1
    found = text.find(mark, begin, end)
    while found >= 0 and _is_escaped(text, found):
        found = text.find(mark, found + 1, end)
    behind = text[found + len(mark) : found + len(mark) + 1]
    if found < 0 or behind.isdigit() or (single and text[found - 1].isspace()):
        return -1
    return found


def _is_escaped(text: str, place: int) -> bool:
    before = text[max(0, place - 100) : place]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _backtick_formula(state: StateInline, silent: bool) -> bool:
    """Parse GitHub's ``$`…`$``, for formulas that contain Markdown's own signs."""
    if not state.src.startswith("$`", state.pos):
        return False
    end = state.src.find("`$", state.pos + 2, min(state.pos + _LONGEST, state.posMax))
    if end <= state.pos + 2:
        return False
    if not silent:
        state.push("math_inline", "math", 0).content = state.src[state.pos + 2 : end]
    state.pos = end + 2
    return True


def _bracket_formula(state: StateInline, silent: bool) -> bool:
    found = _TEX_BRACKETS.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        kind = "math_inline" if found["inline"] else "math_inline_double"
        state.push(kind, "math", 0).content = found["inline"] or found["display"]
    state.pos = found.end()
    return True
