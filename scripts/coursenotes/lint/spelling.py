"""Find misspelt words in English notes with the dictionaries of codespell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from markdown_it.token import Token

from coursenotes.gfm.parser import Parsed
from coursenotes.gfm.source_text import WINDOW, SourceMap
from coursenotes.lint.html import Text, Verbatim, pieces

_WORD = re.compile(r"[^\W_][\w'’-]*+")
_ACRONYM = 5
"""Words in capitals of at most this length count as abbreviations."""


def misspelt(parsed: Parsed) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and message of each misspelt word; none if the notes are not English."""
    spelling = _Spelling()
    for token in parsed.tokens:
        if token.type == "inline":
            spelling.running_text(token)
        elif token.type == "html_block":
            spelling.raw_html(token.meta["source_map"], 0, token.content, Verbatim())
    for line, column, word in spelling.words:
        yield line, column, f'spelling: "{word}" → {_correction(word)}'


class _Spelling:
    """Collects misspelt words, each with its line and column."""

    def __init__(self) -> None:
        self.words: list[tuple[int, int, str]] = []

    def running_text(self, token: Token) -> None:
        """Check the words of a paragraph, without its code, formulas and addresses."""
        source_map: SourceMap = token.meta["source_map"]
        content, at = token.content, 0
        verbatim = Verbatim()
        address = False
        for child in token.children or ():
            if child.type == "softbreak" or child.type == "hardbreak":
                at = content.find("\n", at) + 1 or at
                continue
            if child.type == "link_open":
                address = child.markup in ("autolink", "linkify") or child.info == "auto"
            elif child.type == "link_close":
                address = False
            if not child.content:
                continue
            begin = content.find(child.content, at, at + len(child.content) + WINDOW)
            if child.type == "html_inline":
                self.raw_html(source_map, max(begin, at), child.content, verbatim)
            elif child.type in ("text", "image") and not address and not verbatim.depth:
                self._look(source_map, max(begin, at), child.content, begin >= 0)
            if begin >= 0:
                at = begin + len(child.content)

    def raw_html(self, source_map: SourceMap, base: int, html: str, verbatim: Verbatim) -> None:
        """Check the text of ``html``, which begins at offset ``base`` of the content."""
        for piece in pieces(html):
            if not isinstance(piece, Text):
                verbatim.note(piece)
            elif not verbatim.depth:
                self._look(source_map, base + piece.offset, piece.text, True)

    def _look(self, source_map: SourceMap, base: int, text: str, exact: bool) -> None:
        """Collect the misspelt words of ``text``, which begins at ``base``.

        ``exact`` is true if the source has the same text there, so that columns are right.
        """
        known = _dictionary()
        for found in _WORD.finditer(text):
            word = found.group().rstrip("-'’_")
            if word.lower() not in known or not _is_prose(text, found.start(), word):
                continue
            offset = base + found.start()
            if not exact:
                offset = source_map.content.find(word, base, base + len(text) + WINDOW)
            self.words.append((*source_map.place(max(offset, base)), word))


@lru_cache(maxsize=1)
def _dictionary() -> dict[str, str]:
    """codespell's usual dictionaries: misspelling → corrections, joined by ``, ``."""
    folder = resources.files("codespell_lib") / "data"
    known: dict[str, str] = {}
    for name in ("dictionary.txt", "dictionary_rare.txt"):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            word, arrow, right = line.partition("->")
            # After the last comma comes a remark, or nothing.
            right = right.rpartition(",")[0] or right
            if arrow and right.strip():
                known[word.lower()] = right.strip()
    return known


def _correction(word: str) -> str:
    choices = _dictionary()[word.lower()].split(",")
    cased = [_in_case_of(word, choice.strip()) for choice in choices]
    return " or ".join(f'"{choice}"' for choice in cased)


def _in_case_of(word: str, right: str) -> str:
    if word.isupper():
        return right.upper()
    return right[:1].upper() + right[1:] if word[:1].isupper() else right


def _is_prose(text: str, start: int, word: str) -> bool:
    """False for an abbreviation, a name in code, or a part of an address."""
    if word.isupper():
        if len(word) <= _ACRONYM:
            return False
    elif word[1:] != word[1:].lower():
        return False
    before, after = text[max(0, start - 1) : start], text[start + len(word) :][:2]
    if before in ("@", "#", "/", "\\", "=", "_") or after[:1] in ("@", "/", "\\", "=", "_", "("):
        return False
    return not (before == "." or (after[:1] in (".", ":") and after[1:].isalnum()))
