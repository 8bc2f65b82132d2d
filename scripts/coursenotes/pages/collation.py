"""Sort an index from A to Z by the rules of the notes' language.

Accents are folded, except for letters of the language's own alphabet (``ñ`` in Spanish, ``й`` in
Russian), which its file in ``languages/`` lists. Chinese goes by the first letter of its
reading, Japanese kana by their row, Korean by the first consonant; other scripts by letter.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

SIGNS = "#"
"""The group of texts without letters and digits."""
DIGITS = "0–9"
IDEOGRAPHS = "漢"
"""The group of characters whose reading is unknown."""

_KANA_ROWS, _KANA = "ぁかさたなはまゃらゎ", "あかさたなはまやらわ"
_CONSONANTS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
# GB 2312 holds its 3,755 commonest characters in the order of their readings; where each letter
# begins there, and where the last one ends.
_READINGS = "ABCDEFGHJKLMNOPQRSTWXYZ"
_READINGS_FROM = (
    *(0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC),
    *(0xC2E8, 0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9),
    0xD4D1,
)
_READINGS_END = 0xD7FA


class Collation(Struct, frozen=True):
    """The sort order of a language."""

    alphabet: str = ""
    """Its lower-case letters in order. Others are folded to these, or come after them."""
    chinese: bool = False
    """True if Chinese characters have their Chinese reading."""

    def group(self, text: str) -> str:
        """Return the heading for ``text``: a letter, a row of kana, ``0–9`` or ``#``."""
        return self._group(next(self._letters(text), ""))

    def _group(self, letter: str) -> str:
        if not letter:
            return SIGNS
        if letter.isdecimal():
            return DIGITS
        if letter in self.alphabet:
            return letter.upper()
        if "ぁ" <= letter <= "ゟ":
            return _KANA[bisect_right(_KANA_ROWS, letter) - 1]
        if "가" <= letter <= "힣":
            return _CONSONANTS[(ord(letter) - 0xAC00) // 588]
        if unicodedata.name(letter, "").startswith("CJK"):
            return (self.chinese and _reading(letter)) or IDEOGRAPHS
        return letter.upper()

    def key(self, text: str) -> tuple[object, ...]:
        """Return the sort key: the group's place, then letter by letter, numbers by value."""
        letters = "".join(self._letters(text))
        group = self._group(letters[:1])
        place = (0, (SIGNS, DIGITS).index(group)) if group in (SIGNS, DIGITS) else (1, 0)
        if place[0]:
            place = self._place(group.lower()[0]) if group != IDEOGRAPHS else (9, 0)
        folded = re.findall(r"\d+|\D", letters)
        return place, [self._place(piece) for piece in folded], text.casefold(), text

    def _place(self, piece: str) -> tuple[int, int]:
        if piece.isdecimal():
            return 0, int(piece[:20])
        place = self.alphabet.find(piece)
        if place >= 0:
            return 1, place
        return 2, (_gb(piece) if self.chinese else 0) or ord(piece)

    def _letters(self, text: str) -> Iterator[str]:
        """The letters and digits of ``text``, folded."""
        for letter in unicodedata.normalize("NFKC", text).casefold():
            if letter in self.alphabet or "가" <= letter <= "힣":
                yield letter
            elif "ァ" <= letter <= "ヶ":
                yield chr(ord(letter) - 0x60)
            else:
                yield from (c for c in unicodedata.normalize("NFD", letter) if c.isalnum())


def _gb(letter: str) -> int:
    """A Chinese character's place in GB 2312, 0 if it is not among the commonest."""
    try:
        place = int.from_bytes(letter.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return 0
    return place if _READINGS_FROM[0] <= place < _READINGS_END else 0


def _reading(letter: str) -> str:
    """The first letter of a Chinese character's reading; empty if unknown."""
    place = _gb(letter)
    return _READINGS[bisect_right(_READINGS_FROM, place) - 1] if place else ""
