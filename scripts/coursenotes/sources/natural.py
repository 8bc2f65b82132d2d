"""Sort names the way people count: 2 before 10, ``Part II`` before ``Part IX``.

Case, accents and punctuation do not count. A numeral in letters (``IV``, ``two``, ``十二``,
``March``) counts as a number if another name has one in the same place, after the same words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from coursenotes.vocabulary import by_language

Key = tuple[tuple[bool, int, str], ...]
"""The sort key of a name: its words and numbers."""

_HAN = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "兩": 2,
}
_HAN_UNITS = {"十": 10, "百": 100}
_HAN_SIGNS = "".join(_HAN) + "".join(_HAN_UNITS)
_PIECE = re.compile(rf"\d+|[{_HAN_SIGNS}]+|[^\d\s{_HAN_SIGNS}]+")
_ROMAN = re.compile(r"(?=.)x{0,3}(?:ix|iv|v?i{0,3})")
_ROMAN_SIGNS = {"i": 1, "v": 5, "x": 10}
_DATE = re.compile(r"(?<!\d)(\d{1,2}) (\d{1,2}) ((?:19|20)\d\d)(?!\d)")


def natural_keys(names: Collection[str]) -> dict[str, Key]:
    """Return the keys of ``names`` in one folder, equal for those that differ in signs only."""
    texts = _with_years_first({name: _folded(name) for name in names})
    pieces = {name: tuple(_PIECE.findall(text)) for name, text in texts.items()}
    followers: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for found in pieces.values():
        for place, piece in enumerate(found):
            followers[found[:place]].add(piece)
    numbers = {words: _numbers_among(following) for words, following in followers.items()}
    return {name: _key(found, numbers) for name, found in pieces.items()}


def _key(pieces: Sequence[str], numbers: Mapping[tuple[str, ...], Mapping[str, int]]) -> Key:
    key = []
    for place, piece in enumerate(pieces):
        if piece.isdecimal():
            key.append((False, int(piece), ""))
        elif (number := numbers[tuple(pieces[:place])].get(piece)) is not None:
            key.append((False, number, ""))
        else:
            key.append((True, 0, piece))
    return tuple(key)


def _folded(name: str) -> str:
    """``name`` without case and accents, with each run of signs as a space."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return "".join(
        letter if unicodedata.category(letter)[0] in "LMN" else " "
        for letter in letters
        if not unicodedata.combining(letter)
    )


def _with_years_first(texts: dict[str, str]) -> dict[str, str]:
    """``texts`` with dates as year, month, day. A month is at most 12."""
    dates = [date for text in texts.values() for date in _DATE.findall(text)]
    if not dates:
        return texts
    month_first = any(int(second) > 12 for _, second, _ in dates) and not any(
        int(first) > 12 for first, _, _ in dates
    )
    turned = r"\3 \1 \2" if month_first else r"\3 \2 \1"
    return {name: _DATE.sub(turned, text) for name, text in texts.items()}


def _numbers_among(pieces: Iterable[str]) -> Mapping[str, int]:
    """The values of the numerals in ``pieces``, if there are several."""
    found: dict[str, int] = {}
    if sum(not piece.isdecimal() for piece in pieces) > 1:
        for read in (_word, _month, _han, _roman):
            values = {piece: value for piece in pieces if (value := read(piece)) is not None}
            # I beside C and V is a letter: at least one Roman numeral must have several letters.
            if len(values) > 1 and (read is not _roman or any(len(piece) > 1 for piece in values)):
                found |= values
    return found


def _roman(piece: str) -> int | None:
    if not _ROMAN.fullmatch(piece):
        return None
    values = [_ROMAN_SIGNS[sign] for sign in piece]
    following = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, following, strict=True))


def _han(piece: str) -> int | None:
    if piece[0] not in _HAN_SIGNS:
        return None
    if not any(sign in _HAN_UNITS for sign in piece):
        return int("".join(str(_HAN[sign]) for sign in piece))
    total, digit = 0, None
    for sign in piece:
        if unit := _HAN_UNITS.get(sign):
            total += (1 if digit is None else digit) * unit
            digit = None
        else:
            digit = _HAN[sign]
    return total + (digit or 0)


def _word(piece: str) -> int | None:
    return _listed("numbers", 1_000).get(piece)


def _month(piece: str) -> int | None:
    return _listed("months", 12).get(piece)


@cache
def _listed(name: str, around: int) -> Mapping[str, int]:
    """The number of each word in the languages' lists ``name``, which restart after ``around``."""
    return {
        _folded(word): place % around + 1
        for words in by_language().values()
        for place, word in enumerate(words.get(name, ()))
    }
