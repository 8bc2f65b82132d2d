"""Define the parts of notes: sections, headings, questions."""

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
    """The beginning of its list: the questions of one list stay together."""
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
    """The author's title of the answer, such as ``Solution``, if it has one."""
    answer_slug: str = ""
    """GitHub's anchor for that title; empty if it is not a heading there."""
    listed: Listed | None = None
    id: str = ""
    """Its identity on the site. The plan makes it, independent of place and answer."""


Item = Element | Heading | Question
"""An entry of a page: an ordinary block, a heading or a question."""


def nodes_of(item: Item) -> tuple[Node, ...]:
    """Return all nodes of an item, in order."""
    if isinstance(item, Element):
        return (item,)
    return item.text if isinstance(item, Heading) else (*item.text, *item.prompt, *item.answer)


def elements_of(items: Iterable[Item]) -> Iterator[Element]:
    """Yield every element in ``items``, in order."""
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
    """The items on its own page, in order."""
    parts: tuple[Section, ...] = ()
    """A course's weeks; empty for a week."""
    opening: int = 0
    """The number of items before the first part. The others come after the parts."""
    words_once_on_parent: float = 0
    """How many words from its start may once have been on the parent page; old links to them are
    redirected."""
    slug: str = ""
    """GitHub's anchor for its heading."""
    run: str = ""
    """The source of the address of a run of questions, or of a range of parts; empty for other
    sections."""
    source: str = ""
    """The file or folder that it is, by its path below the notes' folder: ``week-2/lecture.md``,
    ``week-2/``, ``./``. Empty for a part of a file, and for a file that is all notes."""

    def questions(self) -> int:
        """Return the number of questions in it and its parts."""
        own = sum(isinstance(item, Question) for item in self.items)
        return own + sum(part.questions() for part in self.parts)


class FileNotes(Struct, frozen=True):
    """The contents of a file of notes: its courses and weeks, and the problems in it."""

    path: str
    """Its path, as messages show it."""
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
    """Each navigation file → the folder that it lists, in the form of a section's ``source``."""
    problems: tuple[Problem, ...] = ()
