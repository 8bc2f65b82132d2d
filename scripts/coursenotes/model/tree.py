"""The notes as a tree: elements, what marks them, and where in the file they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    """A place in the notes. Each element has one; a named tuple is the fastest to make."""

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
    """What is wrong and, if possible, what would be right."""

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
    """Marks a formula that comes after definitions of commands in its file."""

    definitions: str
    """These definitions, as TeX."""


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
    """The first line that nests too deep."""


@dataclass(frozen=True, slots=True)
class FootnoteReference:
    """Marks a ``<sup>`` that refers to a footnote."""

    name: str
    """The footnote's number, followed by ``:1`` for the second reference to it, and so on."""


@dataclass(frozen=True, slots=True)
class FootnoteList:
    """Marks the section at the end of the notes, or of a page, that holds the footnotes."""


@dataclass(frozen=True, slots=True)
class FootnoteText:
    """Marks a list item that is a footnote."""

    number: str


@dataclass(frozen=True, slots=True)
class FootnoteBacklink:
    """Marks a link from a footnote back to a reference to it."""


class Size(NamedTuple):
    """How large a picture is, in pixels of CSS."""

    width: int
    height: int
    fluid: bool = False
    """Whether this is only its shape, and it becomes as wide as there is room."""


@dataclass(frozen=True, slots=True)
class Target:
    """Marks a link or picture whose address is inside the site."""

    path: str
    """A page's or a file's, below ``docs/``."""
    anchor: str = ""
    """An id on that page; empty for the page as a whole."""
    size: Size | None = None
    """The size of a picture, if it is known."""

    def __str__(self) -> str:
        return f"{self.path}#{self.anchor}" if self.anchor else self.path


@dataclass(frozen=True, slots=True)
class Explained:
    """Marks a term where a page first uses it."""

    target: Target
    """Where it is explained."""
    place: str
    """That page in few words."""
    meaning: Inlines
    """In one line."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Marks the heading of a question on a page."""

    label: str
    """What the table of contents calls it, as plain text."""
    number: str = ""
    """Its number on the page; empty if the author has numbered the questions."""
    link: str = ""
    """What the link to it says."""
    line: int = 0
    """Where it stands in the notes."""


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
    | FootnoteReference
    | FootnoteList
    | FootnoteText
    | FootnoteBacklink
    | Target
    | Explained
    | Asking
    | Answering
)
"""What an element is in addition to its tag."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the notes as GitHub shows them: sanitized, balanced, read-only.

    Two elements are equal if they show the same, even at different places.
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
