"""Define the parts of a planned site: pages, topics, navigation, files."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from coursenotes.model.tree import Element, Inlines, PagePath, Position


class Page(Struct, frozen=True):
    """A page of the site as a tree, with its metadata."""

    path: PagePath
    title: str
    """Plain text."""
    at: Position
    """The position of its heading in the notes; ``NOWHERE`` for a page that the site adds."""
    body: tuple[Element, ...]
    """The page's blocks. Answers are ``<details class="answer">``."""
    text: tuple[Element, ...]
    """The same for its Markdown copy: no cards and controls, but a list of the pages below."""
    description: str
    """In one line, plain text."""
    meta: Mapping[str, object]
    """The values for the templates. Titles and the like are HTML."""


class TopicKind(StrEnum):
    """The origin of a topic in the notes."""

    TERM = "term"
    HEADING = "heading"
    QUESTION = "question"


class Place(Struct, frozen=True):
    """A place on the site."""

    page: PagePath
    anchor: str
    """Empty for the page itself."""
    label: str
    """The page in few words: ``Course 1 · Week 2``."""


class Topic(Struct, frozen=True):
    """A subject that the notes explain or ask about, for the topics from A to Z."""

    kind: TopicKind
    name: Inlines
    text: str
    """The name as plain text."""
    meaning: Inlines
    """On one line; empty if the notes do not say it."""
    places: tuple[Place, ...]
    """The place that explains it first, then all others in the order of the notes."""
    sole: bool = True
    """True if only one place explains it, so that its name is unambiguous."""


class NavEntry(Struct, frozen=True):
    """A place in the navigation: a page, with the pages below it."""

    title: str
    path: PagePath
    below: tuple[NavEntry, ...] = ()


class Asset(Struct, frozen=True):
    """A file beside the notes (a picture) that the site needs a copy of."""

    source: str
    """Relative to the notes' folder. It is for messages: do not open the file again."""
    path: str
    """Below ``docs/``. No part of it begins with a dot."""
    data: bytes
    """The published contents, read once, when they were checked."""


class TextFile(Struct, frozen=True):
    """A hand-written page."""

    path: str
    """Below ``docs/``."""
    text: str


class File(Struct, frozen=True):
    """A file of the site besides its pages."""

    path: str
    """Below the site."""
    data: bytes
