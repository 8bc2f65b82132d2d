"""What the tree of the notes is read as: sections, headings, questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from coursenotes.model.tree import Element, Inlines, Node, Position, Problem


class Heading(Struct, frozen=True):
    """A heading inside a page: one of the notes' own, or a bold label that became one."""

    text: Inlines
    level: int
    """1 to 6 as in the notes; a promoted label is one deeper than the heading above it."""
    at: Position
    slug: str = ""
    """GitHub's anchor for it; empty if it is not a heading on GitHub."""


class Listed(Struct, frozen=True):
    """The place of a question that is an item of a list."""

    list_at: Position
    """Where its list begins: the questions of one list stay together."""
    number: int | None
    """None in a list with bullets."""


class Question(Struct, frozen=True):
    """A question with what is shown beneath it, and the answer that is closed at first."""

    text: Inlines
    at: Position
    answer: tuple[Element, ...]
    """Empty if the notes give none."""
    prompt: tuple[Element, ...] = ()
    """Shown with the question: the options of a multiple choice, a figure it refers to."""
    level: int = 0
    """The heading level that it has on GitHub; 0 if it is not a heading there."""
    slug: str = ""
    """GitHub's anchor for it; empty if it is not a heading there."""
    answer_title: str = ""
    """What the author wrote above the answer, if it is ``Solution`` or the like."""
    answer_slug: str = ""
    """GitHub's anchor for that title; empty if it is not a heading there."""
    listed: Listed | None = None
    id: str = ""
    """What identifies it on the site. The plan makes it, not from its place or its answer."""


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


class Section(Struct, frozen=True):
    """One page: a course, a week, or another part of the notes."""

    title: Inlines
    at: Position
    level: int
    """The heading level in the notes, 0 for the notes themselves."""
    items: tuple[Item, ...] = ()
    """What is on its own page, in order."""
    parts: tuple[Section, ...] = ()
    """A course's weeks; empty for a week."""
    opening: int = 0
    """How many of the items come before the first part. The others come after the parts."""
    late: float = 0
    """How many of its first words may have been on the page above, before it became a page."""
    slug: str = ""
    """GitHub's anchor for its heading."""
    run: str = ""
    """What the address of a run of questions, or of a range of parts, is made from; empty for other
    sections."""
    source: str = ""
    """The file or folder that it is, by its path below the notes' folder: ``week-2/lecture.md``,
    ``week-2/``, ``./``. Empty for a part of a file, and for a file that is all notes."""

    def questions(self) -> int:
        """How many questions it and its parts hold."""
        own = sum(isinstance(item, Question) for item in self.items)
        return own + sum(part.questions() for part in self.parts)


class FileNotes(Struct, frozen=True):
    """A file of notes, read: its courses and weeks, and what was noticed on the way."""

    path: str
    """As messages name it."""
    root: Section
    """The file as a whole: title, opening text, courses (or weeks, where there is one level)."""
    footnotes: tuple[tuple[str, Element], ...] = ()
    """Each footnote's number and text, in the order of the file."""
    anchors: frozenset[str] = frozenset()
    """Every ``id`` and ``name`` that the author gave by hand."""
    dropped: tuple[str, ...] = ()
    """GitHub's anchors of headings that the site leaves out: those of tables of contents."""
    problems: tuple[Problem, ...] = ()


class Notes(Struct, frozen=True):
    """All notes of a site: one file, or a folder of files."""

    path: str
    """The file or folder, as messages name it."""
    root: Section
    """The notes as a whole: title, opening text, and their parts."""
    files: Mapping[str, FileNotes]
    """Each file by its path below the notes' folder, with forward slashes, in order."""
    navigation: Mapping[str, str] = field(default_factory=dict)
    """Each navigation file → the folder that it lists, as ``source`` of a section has it."""
    problems: tuple[Problem, ...] = ()
