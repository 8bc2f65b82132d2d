"""Hold the words that the site adds to the notes, in the notes' language.

Each language has a file in ``languages/``, from which pages, templates and scripts take every word.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml
from babel import Locale, UnknownLocaleError
from babel.plural import PluralRule
from msgspec import Struct

ENGLISH = "en"

# Texts only: "on" is a word. CBaseLoader is faster.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Words(Struct, frozen=True):
    """The words of one language; English where it lacks one."""

    language: str
    """A code such as ``de`` or ``zh-TW``, for a page's ``lang``."""
    texts: Mapping[str, Any]
    """Name → word or sentence; for words with a count, a mapping of plural forms."""

    def __getitem__(self, name: str) -> str:
        """Return the word of that name. Raises ``KeyError`` if even English has none."""
        return str(self.texts[name])

    def forms(self, name: str) -> dict[str, str]:
        """Return a word's plural forms by CLDR category, for scripts that count."""
        return {category: str(form) for category, form in self.texts[name].items()}

    def counted(self, name: str, count: int) -> str:
        """Return ``count`` of something, in the plural form of the language for that number."""
        forms = self.texts[name]
        form = forms.get(_plural_rule(self.language)(count)) or forms["other"]
        return str(form).replace("{n}", str(count)).replace(" ", "\u00a0")


@lru_cache(maxsize=4)
def words_of(language: str) -> Words:
    """Return the words of ``language``; a region without a file takes its language's.

    A language without a file, or with an unknown code, takes the English ones.
    """
    texts: dict[str, Any] = dict(_read(ENGLISH))
    short = language.partition("-")[0]
    for code in dict.fromkeys((short, language)):
        texts |= _read(code)
    if not _read(short):
        texts["direction"] = _direction(language)
    return Words(language, texts)


def languages() -> list[str]:
    """Return the codes of the languages into which the site's own words are translated."""
    return [code for code in language_files() if _read(code)]


def _read(code: str) -> Mapping[str, Any]:
    texts = language_files().get(code, {})
    return {name: text for name, text in texts.items() if name != "vocabulary"}


@lru_cache(maxsize=1)
def language_files() -> Mapping[str, Mapping[str, Any]]:
    """Return the contents of the files in ``languages/`` by language code.

    The words at ``vocabulary``, which have commas between them, become lists.
    """
    folder = resources.files(__package__) / "languages"
    files = [file for file in folder.iterdir() if file.name.endswith(".yml")]
    return {
        file.name.removesuffix(".yml"): language_file(file.read_text("utf-8"))
        for file in sorted(files, key=lambda file: file.name)
    }


def language_file(text: str) -> Mapping[str, Any]:
    """Return what the ``text`` of a file in ``languages/`` says; ``vocabulary`` holds lists."""
    # YAML's own lists would take three times as long to read.
    texts = yaml.load(text, Loader=_Loader)
    lists = (texts.get("vocabulary") or {}).items()
    words = {name: _words(listed) for name, listed in lists}
    return {**texts, "vocabulary": words}


def _words(listed: str | list[str]) -> list[str]:
    words = listed.split(",") if isinstance(listed, str) else listed
    return list(filter(None, map(str.strip, words)))


def _direction(language: str) -> str:
    """The direction of a language without a file: right to left for Hebrew and Persian."""
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (UnknownLocaleError, ValueError):
        return "ltr"


@lru_cache(maxsize=4)
def _plural_rule(language: str) -> PluralRule:
    """The CLDR plural rule of a language. Babel has it too, but only along with all its data."""
    return PluralRule(words_of(language).texts["plural"])
