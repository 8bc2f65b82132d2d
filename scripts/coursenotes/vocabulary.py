"""Make patterns of the words that mark parts of notes ("Answer", "Week"), in all languages.

The files of ``languages/`` list them under ``vocabulary``. Notes may mix languages, so the words of
all languages count, not only the site's. What a word means is decided where it is used:
:mod:`coursenotes.outline.labels` finds the labels of questions and answers,
:mod:`coursenotes.outline.asking` and :mod:`coursenotes.outline.anatomy` say what follows from them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from coursenotes.letters import is_among, is_simple
from coursenotes.translations import language_files

# Scripts without spaces between words, or with suffixes right after them: words have no clear end.
_UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"


@lru_cache(maxsize=1)
def vocabulary() -> Mapping[str, tuple[str, ...]]:
    """Return the words of all languages by purpose: ``answer`` → Answer, Antwort, 答案, …"""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for language in by_language().values():
        for name, own in language.items():
            found[name] += own
    return {name: tuple(dict.fromkeys(own)) for name, own in found.items()}


def by_language() -> Mapping[str, Mapping[str, list[str]]]:
    """Return each language's own words by purpose, by its code."""
    return {code: texts["vocabulary"] for code, texts in language_files().items()}


def articles_of(language: str) -> frozenset[str]:
    """Return a language's articles, if its file has any; ``de-AT`` takes those of ``de``."""
    own = by_language().get(language.partition("-")[0], {})
    return frozenset(own.get("articles", ()))


def words_for(name: str) -> tuple[str, ...]:
    """Return the words for one purpose. Raises ``KeyError`` if no language has any."""
    return vocabulary()[name]


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of ``words``, the longest first; a space matches white space."""
    return "|".join(map(_pattern, sorted(words, key=len, reverse=True)))


def spaced(words: Iterable[str]) -> tuple[str, ...]:
    """Return the ``words`` whose script puts spaces between words."""
    return tuple(word for word in words if not is_unspaced(word))


def unspaced(words: Iterable[str]) -> tuple[str, ...]:
    """Return the ``words`` whose script does not put spaces between words."""
    return tuple(word for word in words if is_unspaced(word))


def is_unspaced(word: str) -> bool:
    """True if the script of ``word`` puts no spaces between words."""
    return not is_simple(word) and any(is_among(letter, _UNSPACED) for letter in word)


def _pattern(word: str) -> str:
    return re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]")
