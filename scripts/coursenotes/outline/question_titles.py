"""Name questions in lists: by their own words or, if these are only a label, by what they ask."""

from __future__ import annotations

from itertools import takewhile

from coursenotes.elements import is_block, is_seen, plain
from coursenotes.model import Element, Inlines, Node, Question
from coursenotes.outline import labels
from coursenotes.outline.excerpts import bare, shortened
from coursenotes.outline.labels import Label
from coursenotes.outline.sizes import words_in

_LONGEST = 80
_FEWEST = 2
"""Text of fewer words, such as a single option, asks nothing."""


def name_of(question: Question) -> Inlines:
    """Return ``Question 3: Name two kinds of drift`` for ``Question 3``, else its own words.

    A list in which every line says "Question" would not help, so ``Question`` alone gives way to
    what it asks.
    """
    text = plain(*question.text)
    label = labels.label_of(text)
    titled = label is Label.WORD_ALONE
    if label is Label.NONE or labels.subject_of(text):
        return question.text
    asked = next(filter(None, map(_said, question.prompt)), ())
    if not asked or words_in(*asked) < _FEWEST:
        return question.text
    words = shortened(bare(asked), _LONGEST)
    return words if titled else (f"{text.rstrip(' .:：)')}: ", *words)


def _said(block: Element) -> Inlines:
    """The text at the beginning of ``block``: a paragraph, or the first item of a list."""
    if block.tag in ("ul", "ol", "li"):
        inner = next((child for child in block.children if is_seen(child)), "")
        if isinstance(inner, Element) and inner.tag in ("li", "p", "ul", "ol"):
            return _said(inner)
        return tuple(takewhile(lambda node: not is_block(node), block.children))
    if block.tag != "p" or not plain(*(node for node in block.children if not _is_picture(node))):
        return ()
    return block.children


def _is_picture(node: Node) -> bool:
    return isinstance(node, Element) and node.tag in ("img", "picture")
