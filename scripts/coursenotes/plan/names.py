"""The names of topics: which are equal, and which headings name something at all."""

from __future__ import annotations

import re
import unicodedata

from coursenotes.phrases import Beginning
from coursenotes.plan.terms import MAX_TERM
from coursenotes.vocabulary import is_unspaced, words_for

_PLURAL = re.compile(r"\w*[a-z]\w+s")
_NO_PLURAL = ("ss", "us", "is")
_INTRODUCTION = Beginning("", (words_for("introduction"), r"\Z"))
_FORMS = ("introduction", "contents", "no_terms", "question", "exercise", "answer", "reveal")
_FORM_OF_NOTES = Beginning(r"\W*", ({w for form in _FORMS for w in words_for(form)}, r"s?\W*\Z"))
_MAX_WORDS = 9
_MAX_SIGNS = 30
"""Of a script without spaces: what is longer is a sentence."""


def same_name(text: str, articles: frozenset[str] = frozenset()) -> str:
    """What equal names have in common: ``The drifts`` and ``Drift`` are one."""
    words = singular(unicodedata.normalize("NFKC", text)).casefold().replace("’", "'").split()
    if len(words) > 1 and words[0] in articles:
        words = words[1:]
    return " ".join(words)


def singular(text: str) -> str:
    """``text`` without the plural's s of its last word, which many languages have.

    "Class", "bias" as "analysis" keep it, so does what is written in capitals: "iOS", "DNS".
    """
    last = text.rpartition(" ")[2]
    if len(last) < 4 or not _PLURAL.fullmatch(last) or last.endswith(_NO_PLURAL):
        return text
    if last.endswith("ies") and len(last) > 4:
        return text[:-3] + "y"
    return text[:-2] if last.endswith(("sses", "shes", "ches", "xes")) else text[:-1]


def names_something(heading: str) -> bool:
    """Whether a heading says what its part is about: no sentence, no "Summary", "Exercises"."""
    if is_unspaced(heading):
        short = len(heading) <= _MAX_SIGNS
    else:
        short = len(heading) <= MAX_TERM and len(heading.split()) <= _MAX_WORDS
    return (
        short
        and sum(c.isalpha() for c in heading) > 1 - is_unspaced(heading)
        and not heading.endswith((".", "。", "!", "！", ":", "：", ";", ","))
        and "://" not in heading
        and not _FORM_OF_NOTES.match(heading)
    )


def introduces(name: str) -> bool:
    """Whether a name is that of an introduction: "Preface", 前言."""
    return bool(_INTRODUCTION.match(name))
