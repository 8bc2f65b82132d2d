"""Split TeX into tokens that know their offset, and read arguments from them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coursenotes.errors import FormulaError

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|%[^\n]*\n?|\s+|.", re.DOTALL)
_COMMAND = re.compile(r"\\[A-Za-z]+\Z")
LENGTH = re.compile(r"\s*([-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+))\s*(em|ex|pt|pc|px|in|cm|mm|mu)")


class Token(NamedTuple):
    """A command, a comment, a run of spaces, or any other character."""

    text: str
    at: int
    """Offset in the author's TeX, of this token or of the one it was made from."""


def tokens(tex: str, at: int | None = None) -> list[Token]:
    """Return the tokens of ``tex``; with ``at``, all of them get that offset."""
    found = _TOKEN.finditer(tex)
    return [Token(m.group(), m.start() if at is None else at) for m in found]


def text_of(run: Iterable[Token]) -> str:
    """Return the TeX of a run of tokens; a space ends a command that a letter would extend."""
    pieces: list[str] = []
    for token in run:
        if pieces and token.text[:1].isalpha() and _COMMAND.match(pieces[-1]):
            pieces.append(" ")
        pieces.append(token.text)
    return "".join(pieces)


class Places:
    """Maps offsets in ``text_of(run)`` to offsets in the author's TeX."""

    def __init__(self, run: Sequence[Token]) -> None:
        self._starts: list[int] = []
        self._run = run
        length, last = 0, ""
        for token in run:
            length += token.text[:1].isalpha() and _COMMAND.match(last) is not None
            self._starts.append(length)
            length, last = length + len(token.text), token.text

    def origin(self, offset: int) -> int:
        """Return the author's offset for an ``offset`` in the text."""
        if not self._run:
            return 0
        place = max(bisect_right(self._starts, offset) - 1, 0)
        return self._run[place].at


class Reader:
    """Reads tokens one by one; tokens can be put back."""

    def __init__(self, run: Iterable[Token]) -> None:
        self._rest = list(run)[::-1]
        self.at = 0

    def __bool__(self) -> bool:
        return bool(self._rest)

    def next(self) -> Token:
        """Return the next token. Raises :class:`FormulaError` at the end."""
        if not self._rest:
            raise FormulaError("expected argument but reached end of input", self.at)
        token = self._rest.pop()
        self.at = token.at
        return token

    def peek(self) -> str:
        """Return the text of the next token that is no space or comment; empty at the end."""
        self.skip_blanks()
        return self._rest[-1].text if self._rest else ""

    def skip_blanks(self) -> None:
        """Skip spaces and comments."""
        while self._rest and (self._rest[-1].text.isspace() or self._rest[-1].text[0] == "%"):
            self._rest.pop()

    def push(self, run: Sequence[Token]) -> None:
        """Put ``run`` back, to be read next."""
        self._rest += reversed(run)

    def take(self, text: str) -> bool:
        """Skip ``text`` if it is next; return whether it was."""
        found = self.peek() == text
        if found:
            self.next()
        return found

    def argument(self) -> list[Token]:
        """Read a token, or a group without its braces. Raises :class:`FormulaError` at the end."""
        self.skip_blanks()
        first = self.next()
        if first.text == "}":
            raise FormulaError("expected argument but found }", first.at)
        return self.until("}") if first.text == "{" else [first]

    def optional(self) -> list[Token] | None:
        """Read an argument in brackets; None if no bracket is next."""
        return self.until("]") if self.take("[") else None

    def until(self, *ends: str) -> list[Token]:
        """Read up to one of ``ends`` outside groups, and skip that.

        Raises :class:`FormulaError` if it never comes.
        """
        start, depth, found = self.at, 0, list[Token]()
        while self._rest:
            token = self.next()
            if depth == 0 and token.text in ends:
                return found
            depth += (token.text == "{") - (token.text == "}")
            if depth < 0:
                break
            found.append(token)
        raise FormulaError(f"expected {ends[0]} but reached end of input", start)

    def rest_of_group(self) -> list[Token]:
        """Read up to the end of the open group, or of the formula; the closing brace stays."""
        depth, found = 0, list[Token]()
        while self._rest and (depth or self._rest[-1].text != "}"):
            token = self.next()
            depth += (token.text == "{") - (token.text == "}")
            found.append(token)
        return found

    def length(self) -> str:
        """Read a length such as ``1.5em``, bare or in braces; empty if none is next."""
        if self.peek() == "{":
            return text_of(self.argument()).strip()
        found = LENGTH.match(text_of(reversed(self._rest[-16:])))
        if not found:
            return ""
        left = len(found.group())
        while left > 0:
            left -= len(self.next().text)
        return "".join(found.groups())
