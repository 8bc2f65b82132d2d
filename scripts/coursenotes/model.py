"""The frozen types that the pipeline hands on, from the notes to the planned site.

No module of the package is imported here, so every other one may import this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from operator import is_
from typing import NamedTuple, NewType

Slug = NewType("Slug", str)
"""A piece of an address: lower-case words joined by hyphens, safe as a file name."""

Anchor = NewType("Anchor", str)
"""An id on a page, without the ``#``."""

PagePath = NewType("PagePath", str)
"""A page's file below ``docs/``, with forward slashes: ``course-1/week-2.md``."""


class Severity(StrEnum):
    """How much a problem matters: errors stop the build, hints are for the author's eye only."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Position(NamedTuple):
    """A place in the notes. Each element has one, and no other type is made as fast."""

    file: str
    """As the author named it; empty for what the site adds."""
    line: int = 0
    """Counted from 1; 0 for the file as a whole."""
    column: int = 0
    """Counted in characters from 1; 0 where only the line is known."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column or 1}" if self.line else self.file


NOWHERE = Position("")
"""The position of what the site adds."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something in the notes that their author should know of."""

    at: Position
    severity: Severity
    message: str
    """What is wrong and, where it can be said, what would be right."""

    def __str__(self) -> str:
        return f"{self.at}: {self.message}"


@dataclass(frozen=True, slots=True)
class GitHubAnchor:
    """Marks a heading of the notes."""

    slug: str
    """What GitHub calls it in addresses."""


@dataclass(frozen=True, slots=True)
class Task:
    """Marks an item of a list that has a box."""

    done: bool


@dataclass(frozen=True, slots=True)
class Code:
    """Marks ``<code>`` of a known language."""

    language: str
    """The first word behind the fence."""


@dataclass(frozen=True, slots=True)
class Defined:
    """Marks a formula behind others in its file that define commands."""

    definitions: str
    """What they define, as TeX."""


@dataclass(frozen=True, slots=True)
class Alert:
    """Marks one of GitHub's alerts."""

    kind: str
    """``note``, ``tip``, ``important``, ``warning`` or ``caution``."""


@dataclass(frozen=True, slots=True)
class AlertTitle:
    """Marks the title that an alert has: a word for its kind."""


@dataclass(frozen=True, slots=True)
class TooDeep:
    """Marks the root of notes that nest deeper than a page can show."""

    line: int
    """Where they first do."""


class Size(NamedTuple):
    """How large a picture is, in pixels of CSS."""

    width: int
    height: int
    fluid: bool = False
    """Whether that is only its shape: it is as wide as there is room."""


@dataclass(frozen=True, slots=True)
class Target:
    """Marks a link or picture of which the address is inside the site."""

    path: str
    """A page's or a file's, below ``docs/``."""
    anchor: str = ""
    """Where on it; empty for the whole."""
    size: Size | None = None
    """A picture's, where it is known."""

    def __str__(self) -> str:
        return f"{self.path}#{self.anchor}" if self.anchor else self.path


@dataclass(frozen=True, slots=True)
class Asking:
    """Marks the heading of a question on a page."""

    label: str
    """What the table of contents calls it, as plain text."""
    number: str = ""
    """Which of the page's questions it is; empty where the author has numbered them."""
    link: str = ""
    """What the link to it says."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Marks the ``<details>`` that holds an answer on a page."""


Mark = (
    GitHubAnchor
    | Task
    | Code
    | Defined
    | Alert
    | AlertTitle
    | TooDeep
    | Target
    | Asking
    | Answering
)
"""What an element is besides what its tag says. No author can write one."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the notes as GitHub shows them: sanitized, balanced, read-only.

    Two are equal that show the same, wherever they stand.
    """

    tag: str
    """Lower-case name; ``tex-inline`` and ``tex-display`` hold a formula's TeX as their text."""
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Node, ...] = ()
    at: Position = field(default=NOWHERE, compare=False)
    """Where it began."""
    mark: Mark | None = None

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute, or ``default``."""
        for key, value in self.attributes:
            if key == name:
                return value
        return default

    def walk(self) -> Iterator[Element]:
        """This element and every one inside it, in document order."""
        waiting: list[Element] = [self]
        while waiting:
            element = waiting.pop()
            yield element
            for child in reversed(element.children):
                if isinstance(child, Element):
                    waiting.append(child)


Node = Element | str
"""An element or the text between elements."""


def with_children(element: Element, children: Sequence[Node]) -> Element:
    """``element`` with ``children`` in it: itself where these are its own."""
    if len(children) == len(element.children) and all(map(is_, children, element.children)):
        return element
    return replace(element, children=tuple(children))


Inlines = tuple[Node, ...]
"""A line of running text: a heading's or a question's words with their markup."""


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


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site as a tree: what stands on it, and what is said about it."""

    path: PagePath
    title: str
    """Plain text."""
    at: Position
    """Where its heading stands in the notes; nowhere for a page that the site adds."""
    body: tuple[Element, ...]
    """What the site shows, block by block; answers are ``<details class="answer">``."""
    text: tuple[Element, ...]
    """The same for who reads no screen: without cards and controls, with a list of pages below."""
    description: str
    """In one line, plain text."""
    meta: Mapping[str, object]
    """What the templates read of it; titles and the like as HTML."""


class TopicKind(StrEnum):
    """What makes something a topic of the notes."""

    TERM = "term"
    HEADING = "heading"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Place:
    """Where on the site something is."""

    page: PagePath
    anchor: str
    """Empty for the page itself."""
    label: str
    """The page in few words: ``Course 1 · Week 2``."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something the notes explain or ask, for the index from A to Z."""

    kind: TopicKind
    name: Inlines
    text: str
    """The name as plain text."""
    meaning: Inlines
    """In one line, where the notes say it."""
    places: tuple[Place, ...]
    """Where it is explained first, then the others, in the order of the notes."""


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A place in the navigation: a page, with the pages below it."""

    title: str
    path: PagePath
    below: tuple[NavEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Asset:
    """A file beside the notes (a picture) that the site needs a copy of."""

    source: str
    """Relative to the notes' folder; for messages, never to be opened again."""
    path: str
    """Below ``docs/``; no part of it begins with a dot."""
    data: bytes
    """What is published: read once, when it was checked."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A page that an author wrote by hand."""

    path: str
    """Below ``docs/``."""
    text: str


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site besides its pages."""

    path: str
    """Below the site."""
    data: bytes
