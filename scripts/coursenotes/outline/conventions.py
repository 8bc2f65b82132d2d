"""How the author of some notes writes questions, counted over the whole file.

A heading that ends in ``?`` may be rhetorical, and a ``<details>`` may hold anything: the file's
own pattern decides. :mod:`.series` counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Look(NamedTuple):
    """What titles of one series have in common."""

    kind: str
    """``h3``, ``bold``, ``summary``, ``p``."""
    numbered: bool


@dataclass(frozen=True, slots=True)
class Conventions:
    """The author's conventions."""

    answering: frozenset[str]
    """Summaries that announce an answer, whatever stands above them."""
    generic: frozenset[str]
    """Summaries that say nothing of their own: below a question they open its answer."""
    labelled: bool
    """Whether ``Q:`` and the like begin two paragraphs or headings or more."""
    exercises: bool = False
    """Whether most questions that name a subject, and have no answer marked, set a task."""
    question_levels: frozenset[int] = frozenset()
    """Heading levels at which most headings are questions."""
    looks: frozenset[Look] = frozenset()
    """Titles of which most ask."""
