"""Decide which titles are questions: by their words, a marked answer below, or their series."""

from __future__ import annotations

from collections.abc import Sequence

from coursenotes.elements import HEADINGS
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
from coursenotes.outline.heads import Head, Style, has_bold_number
from coursenotes.outline.labels import Label

_SENTENCE = 3
"""The fewest words of a summary that may be a question; a shorter one only names a subject."""


def is_question(
    head: Head, below: Sequence[Element], conventions: Conventions, in_series: bool
) -> bool:
    """True if a title asks: by itself, by the blocks ``below`` it, or as one of a series."""
    if head.label in (Label.TITLE, Label.EXERCISE, Label.LETTER):
        return marked(head, below, conventions) is not None
    if head.style is Style.SUMMARY:
        return _summary(head, conventions, in_series)
    if head.style is Style.PARAGRAPH:
        return _paragraph(head, below, conventions)
    if head.style is Style.BOLD and labels.is_answer(head.words):
        return False
    if head.labelled or is_answered(head, below, conventions):
        return True
    if in_series and (head.asks or head.asks_in_words or head.instructs):
        return True
    if in_series and head.style is Style.HEADING:
        return (
            marked(head, below, conventions) is not None
            or opens_at_once(below, conventions)
            or _has_marked_options(below)
        )
    if head.style is Style.BOLD:
        return labels.asks(head.words) or (head.asks and is_whole_answer(below, conventions))
    return head.asks and (
        is_whole_answer(below, conventions)
        or marked(head, below, conventions) is not None
        or _has_marked_options(below)
    )


def _summary(head: Head, conventions: Conventions, in_series: bool) -> bool:
    if head.words in conventions.generic:
        return False
    sentence = len(head.words.split()) >= _SENTENCE or head.instructs or head.asks_in_words
    return head.asks or head.labelled or (in_series and sentence)


def _paragraph(head: Head, below: Sequence[Element], conventions: Conventions) -> bool:
    """True if a plain paragraph asks: by a label, a bold number, or an answer marked below."""
    is_marked = marked(head, below, conventions) is not None
    if head.label in (Label.QUESTION, Label.BARE):
        return is_marked or (conventions.labelled and head.label is Label.QUESTION)
    if not head.asks:
        own = marked(head, head.own, conventions) is not None
        return own and (head.instructs or head.asks_in_words)
    if labels.asks(head.words) and has_bold_number(head):
        return True
    return is_marked or opens_at_once(below, conventions) or _has_marked_options(below)


def _has_marked_options(below: Sequence[Element]) -> bool:
    """True if options follow, some marked as right, with only material between."""
    options = choices.options_in(below)
    return bool(options and options.right and options.sure) and all(
        is_material(block) for block in below[: options.first if options else 0]
    )


def opens_a_part(block: Element) -> bool:
    """True if ``block`` is a heading or a rule."""
    return block.tag in HEADINGS or block.tag == "hr"
