"""Find words of the vocabulary in a text, at its beginning or anywhere.

A pattern with the words of all languages has thousands of letters and takes milliseconds to
compile; thirty of them take longer than reading most notes. The classes here find the same, but
compile patterns of only those words that begin with the same letters as the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from coursenotes.letters import is_simple
from coursenotes.vocabulary import any_of, is_unspaced

_WORD_START = re.compile(r"(?<!\w)\w")
_EQUAL = str.maketrans("ı’", "i'")
_KEY = 3
"""Words are looked up by this many first letters."""
_KNOWN = 4096
"""The number of beginnings of texts whose patterns are kept."""


class Beginning:
    r"""Finds one of some words at the beginning of a text, followed by what matches a pattern.

    ``Beginning(r"\W*", (("answer", "solution"), r"\s*:"))`` stands for the pattern
    ``\W*(?P<word>answer|solution)\s*:``, where capitals do not matter. Words begin with a letter,
    so what is before them can end in one place only.
    """

    def __init__(self, before: str, *alternatives: tuple[Iterable[str], str]) -> None:
        """Take a pattern for what precedes, then pairs of words and a pattern for what follows."""
        self._before = re.compile(before, re.IGNORECASE).match
        self._alternatives = [(tuple(words), behind) for words, behind in alternatives]
        self._patterns = lru_cache(_KNOWN)(self._patterns_for)

    def match(self, text: str, place: int = 0) -> re.Match[str] | None:
        """Return the match at ``place``: from the word on, which is the group ``word``."""
        if before := self._before(text, place):
            start = before.end()
            for pattern in self._patterns(text[start : start + _KEY]):
                if found := pattern.match(text, start):
                    return found
        return None

    def _patterns_for(self, letters: str) -> tuple[re.Pattern[str], ...]:
        alternatives = (
            (_candidates(words, letters), behind) for words, behind in self._alternatives
        )
        return tuple(_pattern(words, behind) for words, behind in alternatives if words)


def whole(words: Iterable[str]) -> Beginning:
    """Return what finds a text that is one of ``words`` and no more, but for signs around it."""
    return Beginning(r"\W*", (words, r"\W*\Z"))


class Anywhere:
    """Finds one of some words in a text, never inside a longer word.

    Scripts without spaces have no such bounds. But a single sign of these counts only where it
    stands alone: 答 in 问答 is no word.
    """

    def __init__(
        self, words: Iterable[str], *, within: Iterable[str] = (), at_end: bool = False
    ) -> None:
        """Take the words, and those that count ``within`` longer words as well, as signs do (、).

        ``at_end``: only signs may be behind a word; then any sign may be before 答.
        """
        words = tuple(words)
        signs = (word for word in words if not _WORD_START.search(word))
        self._within = tuple(map(_without_case, (*within, *signs)))
        inside = tuple(word for word in words if is_unspaced(word) and (at_end or len(word) > 1))
        behind = r"\W*\Z" if at_end else ""
        self._inside = inside and (inside, behind)
        alone = (word for word in words if word not in inside)
        self._alone = Beginning("", (alone, behind or r"(?!\w)"))

    def is_in(self, text: str) -> bool:
        """True if one of the words is in ``text``."""
        if any(self._alone.match(text, start.start()) for start in _WORD_START.finditer(text)):
            return True
        if self._inside and not is_simple(text) and _pattern(*self._inside).search(text):
            return True
        folded = " ".join(_without_case(text).split()) if self._within else ""
        return any(word in folded for word in self._within)


@cache
def _by_first_letters(words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """First letters → the words that begin with them."""
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        key = _folded(word.partition(" ")[0][:_KEY])
        found[key] = (*found.get(key, ()), word)
    return found


def _candidates(words: tuple[str, ...], letters: str) -> tuple[str, ...]:
    """The words with which a text may begin that begins with ``letters``."""
    known, folded = _by_first_letters(words), _folded(letters)
    return sum((known.get(folded[:length], ()) for length in range(len(folded), 0, -1)), ())


def _folded(letters: str) -> str:
    """As many letters, the same for all letters that a pattern takes for equal."""
    folded = _without_case(letters)
    if len(folded) == len(letters):
        return folded
    return "".join(_without_case(letter)[0] for letter in letters)


def _without_case(text: str) -> str:
    return text.casefold().translate(_EQUAL)


@cache
def _pattern(words: tuple[str, ...], behind: str) -> re.Pattern[str]:
    return re.compile(f"(?P<word>{any_of(words)}){behind}", re.IGNORECASE)
