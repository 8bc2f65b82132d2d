r"""TeX as authors write it → TeX that the converter knows, command by command.

Tokens go in and come out. The author's own commands (:mod:`.definitions`) are replaced on the way;
what a command's handler makes is put back and read again, since it may hold others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from coursenotes.errors import FormulaError
from coursenotes.render.definitions import MAX_TOKENS, Macro, Macros, define, defines, macros_of
from coursenotes.render.styles import Styles
from coursenotes.render.tex import Places, Reader, Token, text_of, tokens

MAX_EXPANSIONS = 1_000
"""As in MathJax: more is a command that calls itself."""


class Rewriter:
    """One formula on its way."""

    def __init__(
        self,
        tex: str,
        display: bool,
        built_in: Macros,
        preamble: str,
        handlers: Mapping[str, Callable[[Rewriter, Token], None]],
        known: Callable[[str], bool],
    ) -> None:
        """``preamble`` defines commands; ``known`` says whether the converter takes a letter."""
        self.reader = Reader(tokens(tex))
        self.out: list[Token] = []
        self.display = display
        self.styles = Styles()
        self.macros: Macros = {**built_in, **macros_of(preamble)}
        self._handlers = handlers
        self._known = known
        self._calls = self._made = 0

    def rewritten(self) -> tuple[str, Places]:
        """The TeX for the converter, and where each of its characters came from.

        Raises :class:`FormulaError` for what cannot be read.
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
        """Read next what ``macro`` stands for at ``token``."""
        made = macro.expanded(self.reader, token.at)
        self._calls, self._made = self._calls + 1, self._made + len(made)
        if self._calls > MAX_EXPANSIONS or self._made > 10 * MAX_TOKENS:
            raise FormulaError(f"{token.text} expands without end", token.at)
        self.reader.push(made)

    def again(self, tex: str, at: int) -> None:
        """Read ``tex`` next."""
        self.reader.push(tokens(tex, at))

    def argument(self) -> str:
        """The next argument as TeX."""
        return text_of(self.reader.argument())
