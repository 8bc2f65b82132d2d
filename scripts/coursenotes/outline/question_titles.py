"""The name of a question in lists: its own words or, if they are only a label, what it asks."""

from __future__ import annotations

from coursenotes.elements import plain
from coursenotes.model import Inlines, Question
from coursenotes.outline import labels
from coursenotes.outline.excerpts import bare, shortened
from coursenotes.outline.labels import Label

_LONGEST = 80


def name_of(question: Question) -> Inlines:
    """``Question 3`` → ``Question 3: Name two kinds of drift``, ``Question`` → what it asks alone.

    In a list of contents, topics or results it would not help if every line said "Question". Any
    other question has its text as its name.
    """
    text = plain(*question.text)
    label = labels.label_of(text)
    untold = label is Label.TITLE
    if label is Label.NONE or labels.subject_of(text):
        return question.text
    asked = next((b for b in question.prompt if b.tag == "p" and plain(*b.children)), None)
    if asked is None:
        return question.text
    words = shortened(bare(asked.children), _LONGEST)
    return words if untold else (f"{text.rstrip(' .:：)')}: ", *words)
