r"""Rewrite an author's TeX, token by token, into TeX that the converter knows.

It expands the author's own commands (:mod:`.definitions`) on the way, and reads again what a
command's handler returns, since that may hold further commands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from coursenotes.errors import FormulaError
from coursenotes.render.definitions import MAX_TOKENS, Macro, Macros, define, defines, macros_of
from coursenotes.render.styles import Styles
from coursenotes.render.tex import Places, Reader, Token, text_of, tokens

MAX_EXPANSIONS = 1_000
"""MathJax's limit: more means that a command calls itself."""


class Rewriter:
    """Rewrites one formula."""

    def __init__(
        self,
        tex: str,
        display: bool,
        built_in: Macros,
        preamble: str,
        handlers: Mapping[str, Callable[[Rewriter, Token], None]],
        known: Callable[[str], bool],
    ) -> None:
        """``preamble`` defines commands; ``known`` tells if the converter takes a character."""
        self.reader = Reader(tokens(tex))
        self.out: list[Token] = []
        self.display = display
        self.styles = Styles()
        self.macros: Macros = {**built_in, **macros_of(preamble)}
        self._handlers = handlers
        self._known = known
        self._calls = self._made = 0

    def rewritten(self) -> tuple[str, Places]:
        """Return TeX for the converter, and where each of its characters came from.

        Raises :class:`FormulaError` for TeX that cannot be read.
        """
        while self.reader:
            token = self.reader.next()
            if macro := self.macros.get(token.text):
                self.expand(macro, token)
            elif handler := self._handlers.get(token.text):
                handler(self, token)
            elif defines(token.text):
                define(token.text, self.reader, self.macros)
            elif token.text.isascii() or len(token.text) > 1 or self._known(token.text):
                self.out.append(token)
            else:
                self.out.append(Token(rf"\text{{{token.text}}}", token.at))
            if len(self.out) > MAX_TOKENS:
                raise FormulaError("its commands expand to too much", token.at)
        return text_of(self.out), Places(self.out)

    def expand(self, macro: Macro, token: Token) -> None:
        """Put the expansion of ``macro``, called at ``token``, next in the input."""
        made = macro.expanded(self.reader, token.at)
        self._calls, self._made = self._calls + 1, self._made + len(made)
        if self._calls > MAX_EXPANSIONS or self._made > 10 * MAX_TOKENS:
            raise FormulaError(f"{token.text} expands without end", token.at)
        self.reader.push(made)

    def again(self, tex: str, at: int) -> None:
        """Put ``tex`` next in the input."""
        self.reader.push(tokens(tex, at))

    def argument(self) -> str:
        """Read the next argument as TeX. Raises :class:`FormulaError` if there is none."""
        return text_of(self.reader.argument())
