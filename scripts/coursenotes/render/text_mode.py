r"""Rewrite ``\text{…}`` and similar commands: words, in which only formulas and braces are TeX."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coursenotes.render.tex import Token, text_of, tokens

COMMANDS = frozenset(
    r"\text \textbf \textit \textrm \textsf \texttt \textnormal \textup \mbox \hbox \fbox".split()
)
_PLAIN = frozenset({r"\textnormal", r"\textup", r"\mbox", r"\hbox"})
_FORMULA = re.compile(r"\$((?:\\.|[^$\\])*)\$|\\\(((?:[^\\]|\\[^)])*)\\\)", re.DOTALL)
_SIGN = re.compile(r"(\\[^A-Za-z])|(\^)|[_#&$]", re.DOTALL)
CARET = "\ufdd0"
"""Replaces ``^``, which the converter cannot write in text; a character of no language."""
_ESCAPED = {"\\": r"\textbackslash{}", "^": CARET, "~": r"\textasciitilde{}"}


def text(command: str, argument: Iterable[Token], at: int) -> list[Token]:
    """Return ``command`` and its argument in the form that the converter takes.

    Formulas in it become plain TeX beside the text. Words and their command are one token, so that
    the rewriter does not read them again.
    """
    name = r"\text" if command in _PLAIN else command
    source = text_of(argument)
    formulas = list(_FORMULA.finditer(source))
    if not formulas:
        return [_words(name, source, at)]
    out, done = list[Token](), 0
    inside = r"\text" if name == r"\fbox" else name
    for found in formulas:
        if before := source[done : found.start()]:
            out.append(_words(inside, before, at))
        out += tokens(f"{{{found[1] if found[1] is not None else found[2]}}}", at)
        done = found.end()
    if behind := source[done:]:
        out.append(_words(inside, behind, at))
    return [*tokens(r"\boxed{" if name == r"\fbox" else "{", at), *out, Token("}", at)]


def verbatim(command: str, words: str, at: int) -> Token:
    """Return ``command`` with ``words`` in which every TeX sign is escaped."""
    escaped = re.sub(r"[\\{}_#&%$^~]", lambda m: _ESCAPED.get(m[0], f"\\{m[0]}"), words)
    return Token(f"{command}{{{escaped}}}", at)


def _words(command: str, words: str, at: int) -> Token:
    return Token(f"{command}{{{_SIGN.sub(_sign, words)}}}", at)


def _sign(found: re.Match[str]) -> str:
    if found[2]:
        return CARET
    # Without the braces TeX would swallow a following space.
    return found[1] if found[1] and found[1][1] in "\\ " else f"\\{found.group()[-1]}{{}}"
