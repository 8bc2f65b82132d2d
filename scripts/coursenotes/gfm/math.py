"""Finds formulas by GitHub's rules; no other module looks for any.

There is a plugin of the parser for running text, and a function for the text between raw tags.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import unescape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from coursenotes.gfm.positions import noting_place

_TEX_SIGN = re.compile(r"\\[A-Za-z]{2}|[\^=]|\b[A-Za-z]_[{\w]")
_LONGEST = 10_000
"""Characters that a formula in backticks may have; a limit keeps the time linear."""
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
    """Whether a file's escaped brackets hold TeX rather than words: GitHub shows brackets."""
    tex = prose = 0
    for found in _TEX_BRACKETS.finditer(text):
        if _TEX_SIGN.search(found.group()):
            tex += 1
        elif _PROSE.search(found.group()):
            prose += 1
    return tex > prose


def formula_plugin(md: MarkdownIt, brackets: bool) -> None:
    """Find formulas in running text; ``brackets`` where a file writes them as ``\\(…\\)``, too."""
    md.use(
        dollarmath_plugin,
        allow_space=False,
        allow_digits=False,
        allow_labels=False,
        allow_blank_lines=False,
        double_inline=True,
    )
    dollars = next(rule for rule in md.inline.ruler.__rules__ if rule.name == "math_inline").fn
    md.inline.ruler.at("math_inline", noting_place(_after_a_space(dollars)))
    md.inline.ruler.before("math_inline", "math_backticks", noting_place(_backtick_formula))
    if brackets:
        md.inline.ruler.before("escape", "math_brackets", noting_place(_bracket_formula))


def in_html(html: str, brackets: bool, shown: Callable[[Token, int], str]) -> str:
    """Raw ``html`` with the formulas between its tags as ``shown(token, its offset)`` says."""
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
    """The TeX of a formula in running text, where GitHub reads ``&lt;`` as ``<``."""
    return _REFERENCE.sub(lambda found: unescape(found.group()), tex).replace("\xa0", " ")


@lru_cache(maxsize=2)
def _alone(brackets: bool) -> MarkdownIt:
    """A parser that knows of nothing but formulas."""
    return MarkdownIt("zero").use(formula_plugin, brackets=brackets)


def _after_a_space(rule: Any) -> Any:
    """Wrap the plugin's rule: put a space before a formula that the text begins with.

    The rule looks for a digit at the position before, which in Python is -1: the end of the text.
    """

    def spaced(state: StateInline, silent: bool) -> bool:
        text = state.src
        if state.pos == 0 and text.startswith("$"):
            state.src += " "
        found = bool(rule(state, silent))
        state.src = text
        return found

    return spaced


def _backtick_formula(state: StateInline, silent: bool) -> bool:
    """GitHub's ``$`…`$``, for formulas that hold Markdown's own signs."""
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
