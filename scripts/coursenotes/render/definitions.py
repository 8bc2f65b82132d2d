r"""Read and expand the author's own commands: ``\newcommand``, ``\def``, ``\DeclareMathOperator`` …

As on GitHub, a definition in one formula applies from there to the end of the file.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from coursenotes.errors import FormulaError
from coursenotes.render.tex import Reader, Token, text_of, tokens

_DEFINES = re.compile(
    r"\\(?:[gex]?def|let|(?:re)?newcommand|providecommand|(?:re)?newenvironment"
    r"|DeclareMathOperator|definecolor)(?![A-Za-z])"
)
MAX_TOKENS = 10_000
"""The most tokens that a formula may have once its commands are expanded."""

MAX_DEFINITIONS = 20_000
"""The most characters of definitions in a file; the limit keeps the time linear."""


class Macro(Struct, frozen=True):
    """What a command, or one end of an environment, expands to."""

    body: str
    parameters: int = 0
    default: str | None = None
    """The first parameter's value if the call gives none in brackets."""
    delimiters: tuple[str, ...] = ()
    r"""For ``\def``: the text before the first parameter, then the text after each."""

    def expanded(self, reader: Reader, at: int) -> list[Token]:
        """Read the arguments from ``reader`` and return the expansion, its tokens at offset ``at``.

        Raises :class:`FormulaError` for a missing argument or an expansion that is too long.
        """
        given: list[list[Token]] = []
        if self.delimiters:
            self._skip(reader, self.delimiters[0])
        while len(given) < self.parameters:
            if self.default is not None and not given:
                found = reader.optional()
                given.append(tokens(self.default, at) if found is None else found)
            elif self.delimiters and (end := self.delimiters[len(given) + 1]):
                given.append(reader.until(end[0]))
                self._skip(reader, end[1:])
            else:
                given.append(reader.argument())
        out: list[Token] = []
        waiting = iter(tokens(self.body, at))
        for token in waiting:
            following = next(waiting, None) if token.text == "#" else None
            if following and following.text.isdecimal() and int(following.text) <= len(given):
                out += given[int(following.text) - 1]
            elif following and following.text == "#":
                out.append(following)
            else:
                out += [token, *filter(None, (following,))]
            if len(out) > MAX_TOKENS:
                raise FormulaError("a command expands to too much", at)
        return out

    @staticmethod
    def _skip(reader: Reader, text: str) -> None:
        for token in tokens(text):
            if not reader.take(token.text):
                raise FormulaError(f"expected {text} as in the command's definition", reader.at)


Macros = dict[str, Macro]
"""Macros by name: ``\\name``, ``begin name``, ``end name``, ``colour name``."""


def define(command: str, reader: Reader, macros: Macros) -> None:
    """Read the definition after ``command`` from ``reader`` into ``macros``.

    Raises :class:`FormulaError` if it is malformed.
    """
    kind = command.removeprefix("\\")
    if kind.endswith("def"):
        _define(reader, macros)
    elif kind == "let":
        name = _name(reader)
        reader.take("=")
        macros[name] = Macro(reader.next().text if reader.peek() else "")
    elif kind == "DeclareMathOperator":
        star = "*" if reader.take("*") else ""
        name = _name(reader)
        macros[name] = Macro(rf"\operatorname{star}{{{text_of(reader.argument())}}}")
    elif kind == "definecolor":
        name, model, value = (text_of(reader.argument()).strip() for _ in range(3))
        macros[f"colour {name}"] = Macro(f"[{model}]{{{value}}}")
    elif kind.endswith("environment"):
        name = text_of(reader.argument()).strip()
        count, default = _parameters(reader)
        macros[f"begin {name}"] = Macro(text_of(reader.argument()), count, default)
        macros[f"end {name}"] = Macro(text_of(reader.argument()))
    else:
        reader.take("*")
        name = _name(reader)
        count, default = _parameters(reader)
        macros[name] = Macro(text_of(reader.argument()), count, default)


def defines(command: str) -> bool:
    """True if ``command`` defines another command, an environment or a colour."""
    return _DEFINES.fullmatch(command) is not None


def definitions_in(tex: str) -> str:
    """Return the definitions in ``tex``, joined, as TeX."""
    if len(tex) > MAX_DEFINITIONS or not _DEFINES.search(tex):
        return ""
    reader, found = Reader(tokens(tex)), list[str]()
    while reader:
        token = reader.next()
        if not defines(token.text):
            continue
        try:
            define(token.text, reader, {})
        except FormulaError:
            break
        end = len(tex)
        if reader:
            following = reader.next()
            reader.push([following])
            end = following.at
        found.append(tex[token.at : end])
    return "".join(found)


@lru_cache(maxsize=256)
def macros_of(preamble: str) -> Macros:
    """Return the macros that ``preamble`` defines. The result is cached: do not change it."""
    reader, macros = Reader(tokens(preamble)), Macros()
    while reader:
        token = reader.next()
        if defines(token.text):
            try:
                define(token.text, reader, macros)
            except FormulaError:
                continue  # reported at the formula that holds it
    return macros


def _define(reader: Reader, macros: Macros) -> None:
    name = _name(reader)
    pattern = text_of(reader.until("{"))
    pieces = re.split(r"#(\d)", pattern)
    if pieces[1::2] != [str(n) for n in range(1, len(pieces) // 2 + 1)]:
        raise FormulaError(f"the parameters of {name} are not #1, #2 and so on", reader.at)
    delimiters = tuple(piece.strip() for piece in pieces[::2])
    body = text_of(reader.until("}"))
    macros[name] = Macro(body, len(pieces) // 2, None, delimiters if any(delimiters) else ())


def _name(reader: Reader) -> str:
    """The name of the command being defined, bare or in braces."""
    name = text_of(reader.argument()).strip()
    if not re.fullmatch(r"\\(?:[A-Za-z]+|[^A-Za-z])", name):
        raise FormulaError("expected the name of a command, such as \\name", reader.at)
    return name


def _parameters(reader: Reader) -> tuple[int, str | None]:
    count, default = reader.optional(), reader.optional()
    number = text_of(count or ()).strip() or "0"
    if not re.fullmatch(r"\d", number):
        raise FormulaError("the number of parameters is a digit", reader.at)
    return int(number), None if default is None else text_of(default)
