r"""Rewrite plain TeX: tables with ``\cr``, and commands between their arguments (``\over``)."""

from __future__ import annotations

from coursenotes.errors import FormulaError
from coursenotes.render.styles import em
from coursenotes.render.tex import Reader, Token, text_of, tokens

TABLES = {
    r"\array": "matrix",
    r"\cases": "cases",
    r"\displaylines": "gathered",
    r"\eqalign": "aligned",
    r"\eqalignno": "aligned",
    r"\leqalignno": "aligned",
    r"\matrix": "matrix",
    r"\pmatrix": "pmatrix",
}
INFIX = frozenset({r"\above", r"\abovewithdelims", r"\atopwithdelims", r"\overwithdelims"})
_DELIMITERS = {"<": r"\langle", ">": r"\rangle", ".": ""}
_PAIRS = {
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": (r"\{", r"\}"),
    "vmatrix": (r"\vert", r"\vert"),
    "Vmatrix": (r"\Vert", r"\Vert"),
    "matrix": (".", "."),
    "smallmatrix": (".", "."),
}
_MOST_COLUMNS = 30


def table(command: str, reader: Reader, at: int) -> list[Token]:
    r"""Return ``\pmatrix{a & b \cr c & d}`` as an environment."""
    name = TABLES[command]
    inside = [t._replace(text=r"\\") if t.text == r"\cr" else t for t in reader.argument()]
    while inside and (inside[-1].text.isspace() or inside[-1].text == r"\\"):
        inside.pop()
    return [*tokens(rf"\begin{{{name}}}", at), *inside, *tokens(rf"\end{{{name}}}", at)]


def between(command: str, reader: Reader, at: int) -> list[Token]:
    r"""Return ``\root 3 \of x`` as ``\sqrt`` and ``\buildrel a \over =`` as ``\overset``."""
    first = reader.until(r"\of" if command == r"\root" else r"\over")
    second = reader.argument()
    start, middle, end = (
        (r"\sqrt[", "]{", "}") if command == r"\root" else (r"\overset{", "}{", "}")
    )
    return [*tokens(start, at), *first, *tokens(middle, at), *second, *tokens(end, at)]


def infix(command: str, reader: Reader, out: list[Token], at: int) -> list[Token]:
    r"""Return ``{a \above 1pt b}`` as ``\genfrac``: takes ``a`` out of ``out``, reads ``b``."""
    opening = closing = ""
    if command.endswith("withdelims"):
        opening, closing = (_delimiter(reader) for _ in range(2))
    thickness = {"ab": "", "at": "0pt", "ov": ""}[command[1:3]]
    if command.startswith(r"\above"):
        thickness = em(reader.length(), most=5)
    above: list[Token] = []
    depth = 0
    while out and (depth or out[-1].text != "{"):
        token = out.pop()
        depth += (token.text == "}") - (token.text == "{")
        above.append(token)
    below = reader.rest_of_group()
    start = rf"\genfrac{{{opening}}}{{{closing}}}{{{thickness}}}{{}}{{"
    return [*tokens(start, at), *above[::-1], *tokens("}{", at), *below, *tokens("}", at)]


def _delimiter(reader: Reader) -> str:
    text = text_of(reader.argument())
    return _DELIMITERS.get(text, text)


def aligned_matrix(name: str, reader: Reader, at: int) -> list[Token] | None:
    r"""Return ``\begin{pmatrix*}[r] … \end{pmatrix*}`` as an array; None for other environments."""
    kind = name.removesuffix("*")
    if kind == name or kind not in _PAIRS:
        return None
    given = text_of(reader.optional() or ()).strip()
    column = given if given in ("l", "c", "r") else "c"
    inside = environment(name, reader)
    left, right = _PAIRS[kind]
    start = rf"\left{left}\begin{{array}}{{{column * _MOST_COLUMNS}}}"
    return [*tokens(start, at), *inside, *tokens(rf"\end{{array}}\right{right}", at)]


def environment(name: str, reader: Reader) -> list[Token]:
    r"""Return the tokens up to the environment's own ``\end``, and skip that."""
    depth, start, found = 0, reader.at, list[Token]()
    while reader:
        token = reader.next()
        if token.text in (r"\begin", r"\end"):
            argument = reader.argument()
            if text_of(argument).strip() == name:
                if token.text == r"\end" and not depth:
                    return found
                depth += 1 if token.text == r"\begin" else -1
            found += [token, Token("{", token.at), *argument, Token("}", token.at)]
        else:
            found.append(token)
    raise FormulaError(rf"\begin{{{name}}} has no \end{{{name}}}", start)
