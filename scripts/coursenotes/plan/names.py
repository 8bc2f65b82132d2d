"""Compare the names of topics, and decide which headings name something."""

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
"""A text of more letters, in a script without spaces, is a sentence."""


def same_name(text: str, articles: frozenset[str] = frozenset()) -> str:
    """Return a form that is equal for names that mean the same: ``The drifts``, ``Drift``."""
    words = singular(unicodedata.normalize("NFKC", text)).casefold().replace("’", "'").split()
    if len(words) > 1 and words[0] in articles:
        words = words[1:]
    return " ".join(words)


def singular(text: str) -> str:
    """Return ``text`` without the plural s of its last word, which many languages have.

    "Class", "bias", "analysis" and words in capitals ("iOS", "DNS") keep it.
    """
    last = text.rpartition(" ")[2]
    if len(last) < 4 or not _PLURAL.fullmatch(last) or last.endswith(_NO_PLURAL):
        return text
    if last.endswith("ies") and len(last) > 4:
        return text[:-3] + "y"
    return text[:-2] if last.endswith(("sses", "shes", "ches", "xes")) else text[:-1]


def names_something(heading: str) -> bool:
    """True if a heading names a subject: no sentence, no "Summary", "Exercises"."""
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
    """True for the name of an introduction: "Preface", 前言."""
    return bool(_INTRODUCTION.match(name))
