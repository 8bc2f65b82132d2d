"""Decide which titles are questions: by their words, a marked answer below, or their series."""

from __future__ import annotations

from collections.abc import Sequence

from coursenotes.model import Element
from coursenotes.outline import choices, labels
from coursenotes.outline.anatomy import (
    is_answered,
    is_material,
    is_whole_answer,
    marked,
    opens_at_once,
)
from coursenotes.outline.conventions import Conventions
from coursenotes.outline.labels import Label
from coursenotes.outline.titles import Style, Title, has_bold_number

_SENTENCE = 3
"""The fewest words of a summary that may be a question; a shorter one only names a subject."""


def is_question(
    title: Title, below: Sequence[Element], conventions: Conventions, in_series: bool
) -> bool:
    """True if a title asks: by itself, by the blocks ``below`` it, or as one of a series."""
    if title.label in (Label.WORD_ALONE, Label.EXERCISE, Label.LETTER):
        return marked(title, below, conventions) is not None
    if title.style is Style.SUMMARY:
        return _summary(title, conventions, in_series)
    if title.style is Style.PARAGRAPH:
        return _paragraph(title, below, conventions)
    if title.style is Style.BOLD and labels.is_answer(title.words):
        return False
    if title.labelled or is_answered(title, below, conventions):
        return True
    if in_series and (title.asks or title.asks_in_words or title.instructs):
        return True
    if in_series and title.style is Style.HEADING:
        return (
            marked(title, below, conventions) is not None
            or opens_at_once(below, conventions)
            or _has_marked_options(below)
        )
    if title.style is Style.BOLD:
        return labels.asks(title.words) or (title.asks and is_whole_answer(below, conventions))
    return title.asks and (
        is_whole_answer(below, conventions)
        or marked(title, below, conventions) is not None
        or _has_marked_options(below)
    )


def _summary(title: Title, conventions: Conventions, in_series: bool) -> bool:
    if title.words in conventions.generic:
        return False
    sentence = len(title.words.split()) >= _SENTENCE or title.instructs or title.asks_in_words
    return title.asks or title.labelled or (in_series and sentence)


def _paragraph(title: Title, below: Sequence[Element], conventions: Conventions) -> bool:
    """True if a plain paragraph asks: by a label, a bold number, or an answer marked below."""
    is_marked = marked(title, below, conventions) is not None
    if title.label in (Label.QUESTION, Label.WORD_AND_NUMBER):
        return is_marked or (conventions.labelled and title.label is Label.QUESTION)
    if not title.asks:
        own = marked(title, title.own, conventions) is not None
        return own and (title.instructs or title.asks_in_words)
    if labels.asks(title.words) and has_bold_number(title):
        return True
    return is_marked or opens_at_once(below, conventions) or _has_marked_options(below)


def _has_marked_options(below: Sequence[Element]) -> bool:
    """True if options follow, some marked as right, with only material between."""
    options = choices.options_in(below)
    return bool(options and options.right and options.sure) and all(
        is_material(block) for block in below[: options.first if options else 0]
    )
