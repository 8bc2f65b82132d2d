"""What the tree of the notes is read as: sections, headings, questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coursenotes.model.tree import Element, Inlines, Node, Position, Problem


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a page: one of the notes' own, or a bold label that became one."""

    text: Inlines
    level: int
    """1 to 6 as in the notes; a promoted label is one deeper than the heading above it."""
    at: Position
    slug: str = ""
    """GitHub's anchor for it, where it is a heading on GitHub too."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The place of a question that is an item of a list."""

    list_at: Position
    """Where its list begins: the questions of one list stay together."""
    number: int | None
    """None in a list with bullets."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what is shown beneath it and the answer that stays closed at first."""

    text: Inlines
    at: Position
    answer: tuple[Element, ...]
    """Empty where the notes give none."""
    prompt: tuple[Element, ...] = ()
    """Shown with the question: the options of a multiple choice, a figure it refers to."""
    level: int = 0
    """The heading level it had on GitHub, 0 where it was no heading."""
    slug: str = ""
    """GitHub's anchor for it, where it is a heading there."""
    answer_title: str = ""
    """What the author wrote above the answer, if it is ``Solution`` or the like."""
    answer_slug: str = ""
    """GitHub's anchor for that title, where it is a heading there."""
    listed: Listed | None = None
    id: str = ""
    """What identifies it on the site, never its place or its answer; given by the plan."""


Item = Element | Heading | Question
"""What a page is made of, in order: ordinary blocks, headings, questions."""


def nodes_of(item: Item) -> tuple[Node, ...]:
    """All that an item holds, in order."""
    if isinstance(item, Element):
        return (item,)
    return item.text if isinstance(item, Heading) else (*item.text, *item.prompt, *item.answer)


def elements_of(items: Iterable[Item]) -> Iterator[Element]:
    """Every element in ``items``, in order."""
    for item in items:
        for node in nodes_of(item):
            if isinstance(node, Element):
                yield from node.walk()


@dataclass(frozen=True, slots=True)
class Section:
    """A course, a week, or whatever the notes call their parts: one page each."""

    title: Inlines
    at: Position
    level: int
    """The heading level in the notes, 0 for the notes themselves."""
    items: tuple[Item, ...] = ()
    """What stands on its own page, in order."""
    parts: tuple[Section, ...] = ()
    """A course's weeks; empty for a week."""
    opening: int = 0
    """How many of the items stand before the first part; the others stand behind it."""
    late: float = 0
    """How many of its first words may have been on the page above before it was a page."""
    slug: str = ""
    """GitHub's anchor for its heading."""
    run: str = ""
    """What the address of a run of questions is made of; empty where there is a heading."""

    def questions(self) -> int:
        """How many questions it and its parts hold."""
        own = sum(isinstance(item, Question) for item in self.items)
        return own + sum(part.questions() for part in self.parts)


@dataclass(frozen=True, slots=True)
class Notes:
    """A notes file, read: its courses and weeks, and what was noticed on the way."""

    path: str
    root: Section
    """The notes as a whole: title, opening text, courses (or weeks, where there is one level)."""
    footnotes: tuple[tuple[str, Element], ...] = ()
    """Each footnote's number and text, in the order of the notes."""
    anchors: frozenset[str] = frozenset()
    """Every ``id`` and ``name`` that the author gave by hand."""
    dropped: tuple[str, ...] = ()
    """GitHub's anchors of headings that the site leaves out: those of tables of contents."""
    problems: tuple[Problem, ...] = ()
