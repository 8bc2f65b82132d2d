"""Define the tree of the notes: elements, their marks, and their positions in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from operator import is_
from typing import NamedTuple, NewType

from msgspec import Struct
from msgspec.structs import replace

Slug = NewType("Slug", str)
"""A piece of an address: lower-case words joined by hyphens, safe as a file name."""

Anchor = NewType("Anchor", str)
"""An id on a page, without the ``#``."""

PagePath = NewType("PagePath", str)
"""A page's file below ``docs/``, with forward slashes: ``course-1/week-2.md``."""


class Severity(StrEnum):
    """The weight of a problem: errors stop the build, hints only inform the author."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Position(NamedTuple):
    """A place in the notes. Each element has one; a named tuple is the fastest to make."""

    file: str
    """The path as the author named it; empty for content that the site adds."""
    line: int = 0
    """Counted from 1; 0 for the file as a whole."""
    column: int = 0
    """Counted in characters from 1; 0 where only the line is known."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column or 1}" if self.line else self.file


NOWHERE = Position("")
"""The position of content that the site adds."""


class Problem(Struct, frozen=True, order=True):
    """Something in the notes that their author should know about."""

    at: Position
    severity: Severity
    message: str
    """What is wrong and, if possible, how to fix it."""

    def __str__(self) -> str:
        return f"{self.at}: {self.message}"


class GitHubAnchor(Struct, frozen=True):
    """Marks a heading of the notes."""

    slug: str
    """Its anchor on GitHub."""


class Task(Struct, frozen=True):
    """Marks an item of a list that has a box."""

    done: bool


class Code(Struct, frozen=True):
    """Marks ``<code>`` of a known language."""

    language: str
    """The first word after the fence."""


class Defined(Struct, frozen=True):
    """Marks a formula that comes after definitions of commands in its file."""

    definitions: str
    """These definitions, as TeX."""


class Alert(Struct, frozen=True):
    """Marks one of GitHub's alerts."""

    kind: str
    """``note``, ``tip``, ``important``, ``warning`` or ``caution``."""


class AlertTitle(Struct, frozen=True):
    """Marks the title that an alert has: a word for its kind."""


class TooDeep(Struct, frozen=True):
    """Marks the root of notes that nest deeper than a page can show."""

    line: int
    """The first line that nests too deep."""


class FootnoteReference(Struct, frozen=True):
    """Marks a ``<sup>`` that refers to a footnote."""

    name: str
    """The footnote's number, followed by ``:1`` for the second reference to it, and so on."""


class FootnoteList(Struct, frozen=True):
    """Marks the section at the end of the notes, or of a page, that holds the footnotes."""


class FootnoteText(Struct, frozen=True):
    """Marks a list item that is a footnote."""

    number: str


class FootnoteBacklink(Struct, frozen=True):
    """Marks a link from a footnote back to a reference to it."""


class Size(NamedTuple):
    """The size of a picture, in CSS pixels."""

    width: int
    height: int
    fluid: bool = False
    """True if this is only its aspect ratio, and it fills the available width."""


class Target(Struct, frozen=True):
    """Marks a link or picture whose address is inside the site."""

    path: str
    """A page's or a file's, below ``docs/``."""
    anchor: str = ""
    """An id on that page; empty for the page as a whole."""
    size: Size | None = None
    """The size of a picture, if it is known."""

    def __str__(self) -> str:
        return f"{self.path}#{self.anchor}" if self.anchor else self.path


class Explained(Struct, frozen=True):
    """Marks a term where a page first uses it."""

    target: Target
    """The place that explains it."""
    place: str
    """That page in few words."""
    meaning: Inlines
    """In one line."""


class Asking(Struct, frozen=True):
    """Marks the heading of a question on a page."""

    label: str
    """Its name in the table of contents, as plain text."""
    number: str = ""
    """Its number on the page; empty if the author has numbered the questions."""
    link: str = ""
    """The text of the link to it."""
    line: int = 0
    """Its line in the notes."""


class Answering(Struct, frozen=True):
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
"""The meaning of an element beyond its tag."""


class Element(Struct, frozen=True):
    """An element of the notes as GitHub shows them: sanitized, balanced, read-only.

    Two elements are equal if they show the same, even at different places.
    """

    tag: str
    """Lower-case name; ``tex-inline`` and ``tex-display`` hold a formula's TeX as their text."""
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Node, ...] = ()
    at: Position = NOWHERE
    """The position of its beginning."""
    mark: Mark | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Element) and (
            self.tag == other.tag
            and self.attributes == other.attributes
            and self.children == other.children
            and self.mark == other.mark
        )

    def __hash__(self) -> int:
        return hash((self.tag, self.attributes, self.children, self.mark))

    def get(self, name: str, default: str = "") -> str:
        """Return the value of an attribute, or ``default``."""
        for key, value in self.attributes:
            if key == name:
                return value
        return default

    def walk(self) -> Iterator[Element]:
        """Yield this element and every one inside it, in document order."""
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
    """Return ``element`` with ``children``; itself if it has these already."""
    if len(children) == len(element.children) and all(map(is_, children, element.children)):
        return element
    return replace(element, children=tuple(children))


Inlines = tuple[Node, ...]
"""A line of running text: a heading's or a question's words with their markup."""
