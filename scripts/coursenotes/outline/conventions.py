"""Define an author's conventions for questions, as counted over the whole file.

A heading that ends in ``?`` may be rhetorical, and a ``<details>`` may hold anything: the file's
own pattern decides. :mod:`.habits` counts.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct


class Look(NamedTuple):
    """The look that titles of one series share."""

    kind: str
    """``h3``, ``bold``, ``summary``, ``p``."""
    numbered: bool


class Conventions(Struct, frozen=True):
    """The author's conventions."""

    answering: frozenset[str]
    """Summaries that announce an answer, whatever is above them."""
    generic: frozenset[str]
    """Summaries that only ask to be opened. Below a question they open its answer."""
    labelled: bool
    """True if two or more paragraphs or headings begin with ``Q:`` or the like."""
    exercises: bool = False
    """True if most questions that name a subject and have no marked answer are exercises."""
    question_levels: frozenset[int] = frozenset()
    """Heading levels at which most headings are questions."""
    looks: frozenset[Look] = frozenset()
    """The looks of which most titles ask."""
