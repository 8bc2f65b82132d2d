"""Detect the language of the notes, if their author does not set it.

The script decides; for languages that share the Latin or Cyrillic script, their most frequent words
decide. Measured on public notes, py3langid is right more often: in 48 of 51 whole files (this: 45),
and in 228 of 256 pieces of 150 words (this: 216). But it needs NumPy's 77 MB for these few per
cent. lingua has 96 MB, and langdetect gives another answer each time.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from coursenotes.elements import text_of
from coursenotes.model import Element, Node, Section, nodes_of
from coursenotes.translations import ENGLISH, language_files

_ENOUGH = 200_000
"""More letters would not change the result."""
_NOT_PROSE = frozenset({"pre", "code", "tex-inline", "tex-display", "kbd", "samp"})
_ADDRESS = re.compile(r"\w+://\S+")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u0900-\u0dff][^\W\d_]*)*")

_SIGNS_TO_A_WORD = {"CJK": 2, "HIRAGANA": 2, "KATAKANA": 2, "THAI": 5, "LAO": 5, "KHMER": 5}
_LETTERS_TO_A_WORD = 5
_OF_SCRIPTS = {
    "ARABIC": "ar", "ARMENIAN": "hy", "BENGALI": "bn", "CJK": "zh", "DEVANAGARI": "hi",
    "ETHIOPIC": "am", "GEORGIAN": "ka", "GREEK": "el", "GUJARATI": "gu", "GURMUKHI": "pa",
    "HANGUL": "ko", "HEBREW": "he", "KANNADA": "kn", "KHMER": "km", "LAO": "lo", "MALAYALAM": "ml",
    "MYANMAR": "my", "SINHALA": "si", "TAMIL": "ta", "TELUGU": "te", "THAI": "th", "TIBETAN": "bo",
}  # fmt: skip
_PERSIAN, _URDU = frozenset("پچژگ"), frozenset("ٹڈڑے")
_KANA = ("HIRAGANA", "KATAKANA")
_SIMPLIFIED, _TRADITIONAL = (
    frozenset("这们为与对学说时后国个来会过"),
    frozenset("這們為與對學說時後國個來會過"),
)


def language_of(root: Section) -> str:
    """Return the code of the notes' language; English if it cannot be told."""
    text = ""
    for piece in _prose(root):
        text += f"{piece} "
        if len(text) > _ENOUGH:
            break
    return language_of_text(text)


def language_of_text(text: str) -> str:
    """Return the code of a text's language; English if it cannot be told."""
    text = _ADDRESS.sub(" ", text)
    letters = Counter(c for c in text if c.isalpha())
    scripts: Counter[str] = Counter()
    for letter, times in letters.items():
        scripts[unicodedata.name(letter, "").partition(" ")[0]] += times
    if not scripts:
        return ENGLISH
    kana = sum(scripts.pop(name, 0) for name in _KANA)
    scripts["CJK"] += kana
    # The number of words in each script. Scripts that many languages share do not decide.
    said = {
        script: number / _SIGNS_TO_A_WORD.get(script, _LETTERS_TO_A_WORD)
        for script, number in scripts.items()
        if script in _OF_SCRIPTS
    }
    language = max(frequent := _by_words(text), key=frequent.__getitem__)
    script = max(said, key=said.__getitem__)
    if said[script] < max(frequent[language], sum(scripts.values()) / _LETTERS_TO_A_WORD / 8):
        return language
    return _in_script(script, letters, kana)


def _in_script(script: str, letters: Counter[str], kana: int) -> str:
    if script == "CJK" and 10 * kana > letters.total() - kana:
        return "ja"
    if script == "CJK" and _times(letters, _TRADITIONAL) > _times(letters, _SIMPLIFIED):
        return "zh-TW"
    if script == "ARABIC" and 200 * _times(letters, _URDU) > letters.total():
        return "ur"
    if script == "ARABIC" and 100 * _times(letters, _PERSIAN) > letters.total():
        return "fa"
    return _OF_SCRIPTS[script]


def _by_words(text: str) -> Mapping[str, float]:
    """The approximate number of words of ``text`` in each language with listed words.

    The listed words are a third of an English text, and a quarter of one in other languages, which
    have more endings. A few words of another language do not count.
    """
    words = Counter(_WORD.findall(text.lower()))
    found: dict[str, float] = {}
    for code, own in _common().items():
        times = _times(words, own)
        sure = code == ENGLISH or (times >= 4 and 10 * times > words.total())
        found[code] = (3 if code == ENGLISH else 4) * times if sure else 0
    return {ENGLISH: found[ENGLISH], **found}


@lru_cache(maxsize=1)
def _common() -> Mapping[str, frozenset[str]]:
    return {
        code: frozenset(map(str, texts["vocabulary"]["common"]))
        for code, texts in language_files().items()
        if "common" in texts.get("vocabulary", {})
    }


def _times(counted: Counter[str], wanted: frozenset[str]) -> int:
    return sum(counted[name] for name in wanted)


def _prose(section: Section) -> Iterator[str]:
    """The text of a section and its parts, without code, formulas and addresses."""
    yield from map(_words, section.title)
    for item in section.items:
        yield from map(_words, nodes_of(item))
    for part in section.parts:
        yield from _prose(part)


def _words(node: Node) -> str:
    if isinstance(node, str):
        return node
    if node.tag in _NOT_PROSE:
        return " "
    if node.tag in ("img", "br"):
        return f" {text_of(node)} "
    return "".join(map(_words, node.children)) + (" " if isinstance(node, Element) else "")
