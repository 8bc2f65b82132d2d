r"""Turn ``\begin{CD} A @>a>b> B \\ @VcVdV @| \\ C @= D \end{CD}``, of amscd, into a matrix."""

from __future__ import annotations

from coursenotes.errors import FormulaError
from coursenotes.render.tex import Reader, Token, tokens

_ACROSS = {">": r"\xrightarrow", "<": r"\xleftarrow"}
_DOWN = {"V": r"\downarrow", "A": r"\uparrow"}
_LINES = {"=": r"\xlongequal{\quad}", "|": r"\Big\Vert", ".": ""}


def diagram(run: list[Token], at: int) -> list[Token]:
    """Return the tokens of a CD environment's body, ``run``, as a matrix of objects and arrows.

    All new tokens get the offset ``at``. Raises :class:`FormulaError` for an unknown arrow.
    """
    reader = Reader(run)
    out = tokens(r"\begin{matrix}", at)
    down = False  # whether this row holds vertical arrows; if so, its objects are empty
    filled = False
    while reader:
        token = reader.next()
        if token.text == r"\\":
            out.append(token)
            down = filled = False
        elif token.text == "@":
            kind = reader.next()
            if kind.text in _DOWN or kind.text == "|":
                if down:
                    out += tokens("&&", at)
                down = True
                out += _arrow(kind, reader)
            else:
                out += [Token("&", at), *_arrow(kind, reader), Token("&", at)]
            filled = True
        elif not (down and token.text.isspace() and filled):
            out.append(token)
    return [*out, *tokens(r"\end{matrix}", at)]


def _arrow(kind: Token, reader: Reader) -> list[Token]:
    at = kind.at
    if kind.text in _LINES:
        return tokens(_LINES[kind.text], at)
    if kind.text not in _ACROSS and kind.text not in _DOWN:
        raise FormulaError(f"@{kind.text} is not an arrow of a CD diagram", at)
    first, second = reader.until(kind.text), reader.until(kind.text)
    if kind.text in _ACROSS:
        start, middle = rf"{_ACROSS[kind.text]}[", r"]{\quad "
        return [*tokens(start, at), *second, *tokens(middle, at), *first, *tokens(r"\quad}", at)]
    left = [*tokens(r"{\scriptstyle ", at), *first, Token("}", at)] if first else []
    right = [*tokens(r"{\scriptstyle ", at), *second, Token("}", at)] if second else []
    return [*left, *tokens(rf"\Big{_DOWN[kind.text]}", at), *right]
