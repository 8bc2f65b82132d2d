"""Split texts into the words that the search finds them by, and find acronyms spelled out.

``overrides/assets/javascripts/search-words.js`` reads queries by the same rules; a browser test
checks that both find the same words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from coursenotes.letters import is_among, is_simple

# Scripts without spaces between words: every two adjacent letters count as a word.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)


# Combining marks of other scripts, which Python does not count as letters, by Unicode block.
_BLOCKS = (range(0x300, 0xE00), range(0xF00, 0x3100), range(0xA600, 0xAC00), range(0xFB00, 0xFFFF))
_JOINT = r"(?:[./:@\\]+|->)"  # between the parts of a name, a path or an address
# Operators, arrows, currency signs and the like: on keyboards, and in Unicode's blocks of them.
_SIGN = (
    r"[!-/:-@\[-^`{-~\u00a2-\u00a9\u00ac\u00ae-\u00b1\u00d7\u00f7\u20a0-\u20cf\u2190-\u23ff"
    "\u2500-\u2bff\U0001f000-\U0001faff]"
)
_JOINED = re.compile(_JOINT)
_IS_SIGN = re.compile(_SIGN)
_OF_SENTENCES = re.compile(r"""^["'(\[{`,]+|["'()\[\]{}`,.;:!?]+$""")
_DOUBLED = re.compile(r"([!.:?])\1{1,2}")  # of these only doubled ones are signs
_MOST_SIGNS = 3
_SEAM = re.compile(r"[-_'’]|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_ACCENTS = re.compile("[\u0300-\u036f]")
# What readers type for the signs of formulas: their names in TeX, or how they are read.
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho "
        "sigma tau upsilon phi chi psi omega".split(),
        strict=True,
    )
)
_NAMED = {
    "∑": "sum", "∏": "product", "∫": "integral", "√": "sqrt", "∂": "partial", "∇": "nabla",
    "∞": "infinity",
}  # fmt: skip
MAX_LENGTH = 40
"""Runs of more letters are data (hashes, keys), which nobody searches for."""

_SMALL = frozenset("a an and as at by for from in into of on or per the to under with".split())
_ACRONYM = re.compile(r"(?=(?:.*[A-Z]){2})([A-Za-z][A-Za-z&-]{1,8}?)s?\Z")
_CAPITALS = re.compile(r"\b([A-Z]{3,6})s?\b")
_BRACKETS = re.compile(r"[(（]([^()（）]{2,80})[)）]")


class _Patterns(NamedTuple):
    tokens: re.Pattern[str]
    words: re.Pattern[str]
    letters: re.Pattern[str]
    """Runs of letters, without the joints of compounds."""


def _patterns_for(text: str) -> _Patterns:
    return _simple_patterns() if is_simple(text) else _all_patterns()


@cache
def _simple_patterns() -> _Patterns:
    return _patterns(r"[^\W_]")


@cache
def _all_patterns() -> _Patterns:
    marks = [
        letter
        for letter in map(chr, chain(*_BLOCKS))
        if unicodedata.category(letter)[0] == "M" and not is_among(letter, UNSPACED)
    ]
    return _patterns(rf"(?:[^\W_{UNSPACED}]|[{''.join(marks)}])", rf"[{UNSPACED}]+|")


def _patterns(letter: str, run: str = "") -> _Patterns:
    word = rf"{letter}+(?:[-_'’]{letter}+)*(?:\+\+|#(?!{letter}))?"
    tokens = rf"{run}{word}(?:{_JOINT}{word})*|{_SIGN}+"
    return _Patterns(re.compile(tokens), re.compile(word), re.compile(rf"{letter}+"))


def fold(word: str) -> str:
    """Return ``word`` in lower case and without accents, as words are compared."""
    if word.isascii():
        return word.lower()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", word))
    return unicodedata.normalize("NFC", bare).lower()


def terms(text: str) -> Iterator[str]:
    """Yield the words of ``text`` in order, folded.

    A compound such as ``max_depth``, ``maxDepth`` or ``k-means`` gives the whole and its parts,
    and so do names such as ``Array.isArray``, ``/proc/mounts`` and ``0.0.0.0/0``; an unspaced run
    gives each pair of neighbours and its last letter, signs such as ``===`` themselves. The signs
    of formulas have their names, too: ``sigma`` for ``σ²``, ``sum`` for ``∑``.
    """
    return (term for term, _ in positioned(text))


def positioned(text: str) -> Iterator[tuple[str, int]]:
    """Yield the terms of ``text``, each with the number of words before it."""
    at = 0
    for token in _patterns_for(text).tokens.findall(text):
        for term, words in _terms_of(token):
            yield term, at
            at += words


def counted(text: str) -> tuple[Counter[str], int]:
    """Count the terms of ``text``; return the counts and the number of its words."""
    found: Counter[str] = Counter()
    length = 0
    for token, times in Counter(_patterns_for(text).tokens.findall(text)).items():
        for term, words in _terms_of(token):
            found[term] += times
            length += words * times
    return found, length


@lru_cache(maxsize=2**16)
def _terms_of(token: str) -> tuple[tuple[str, int], ...]:
    """The terms of a token, each with the number of words it counts as: 0 or 1."""
    if is_among(token[0], UNSPACED):
        return tuple((fold(token[n : n + 2]), 1) for n in range(len(token)))
    if _IS_SIGN.match(token):
        doubled = _DOUBLED.search(token)
        signs = _OF_SENTENCES.sub("", token) or (doubled[0] if doubled else "")
        own = ((signs, 0),) if 0 < len(signs) <= _MOST_SIGNS else ()
        return (*((_NAMED[sign], 0) for sign in token if sign in _NAMED), *own)
    if _JOINED.search(token):
        parts = (_terms_of(word) for word in _patterns_for(token).words.findall(token))
        return ((fold(token), 0), *chain.from_iterable(parts))
    pieces = _SEAM.split(token)
    # An accent without a letter leaves nothing.
    folded = list(filter(None, map(fold, pieces)))
    whole = ((fold("".join(pieces)), 0),) if len(pieces) > 1 and folded else ()
    return (*whole, *chain.from_iterable(map(_piece, folded)))


def _piece(word: str) -> tuple[tuple[str, int], ...]:
    """A folded word, preceded by the name of its only Greek letter, as in formulas."""
    greek = () if word.isascii() else tuple(_GREEK[letter] for letter in word if letter in _GREEK)
    return (*((name, 0) for name in greek if len(greek) == 1), (word, 1))


def acronyms(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each acronym in ``lines`` with its words, folded: ``hlp``, ``human level performance``.

    It counts as spelled out if either follows the other in brackets or, from three
    capitals on, if words with these initials are anywhere in the same lines.
    """
    capitals = {fold(name) for line in lines for name in _CAPITALS.findall(line)}
    for line in lines:
        for bracket in _BRACKETS.finditer(line):
            before, inside = line[: bracket.start()].rstrip(), bracket[1].strip()
            for found, spelling in ((inside, before), (before.rpartition(" ")[2], inside)):
                if acronym := _ACRONYM.match(found):
                    words = _ending(fold(acronym[1]), _plain(spelling))
                    if words and (spelling is before or words == _plain(inside)):
                        yield fold(acronym[1]), " ".join(words)
        words = _plain(line) if capitals else []
        initials = "".join(word[:1] or " " for word in words)
        for name in capitals:
            place = initials.find(name)
            while place >= 0:
                yield name, " ".join(words[place : place + len(name)])
                place = initials.find(name, place + 1)


def _plain(text: str) -> list[str]:
    """The words of ``text``, with hyphens as spaces."""
    return [fold(word) for word in _patterns_for(text).letters.findall(text)]


def _ending(letters: str, words: list[str]) -> list[str]:
    """The last of ``words`` whose initials are ``letters``; small words may be skipped."""
    left = len(words)
    for letter in reversed([c for c in letters if c.isalpha()]):
        while left and not words[left - 1].startswith(letter) and words[left - 1] in _SMALL:
            left -= 1
        if not left or not words[left - 1].startswith(letter):
            return []
        left -= 1
    return words[left:]
