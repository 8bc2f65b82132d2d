"""What the notes are planned as: pages, the topics, the navigation, files."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from coursenotes.model.tree import Element, Inlines, PagePath, Position


class Page(Struct, frozen=True):
    """A page of the site as a tree: what stands on it, and what is said about it."""

    path: PagePath
    title: str
    """Plain text."""
    at: Position
    """Where its heading is in the notes; ``NOWHERE`` for a page that the site adds."""
    body: tuple[Element, ...]
    """What the site shows, block by block. Answers are ``<details class="answer">``."""
    text: tuple[Element, ...]
    """The same for machines: without cards and controls, with a list of the pages below."""
    description: str
    """In one line, plain text."""
    meta: Mapping[str, object]
    """What the templates read of it. Titles and the like are HTML."""


class TopicKind(StrEnum):
    """What makes something a topic of the notes."""

    TERM = "term"
    HEADING = "heading"
    QUESTION = "question"


class Place(Struct, frozen=True):
    """Where on the site something is."""

    page: PagePath
    anchor: str
    """Empty for the page itself."""
    label: str
    """The page in few words: ``Course 1 · Week 2``."""


class Topic(Struct, frozen=True):
    """Something the notes explain or ask, for the index from A to Z."""

    kind: TopicKind
    name: Inlines
    text: str
    """The name as plain text."""
    meaning: Inlines
    """In one line; empty if the notes do not say it."""
    places: tuple[Place, ...]
    """First where it is explained, then all others in the order of the notes."""
    sole: bool = True
    """Whether it is explained in one place only, so that its name is clear."""


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
    """What is published. It was read once, when it was checked."""


class TextFile(Struct, frozen=True):
    """A page that an author wrote by hand."""

    path: str
    """Below ``docs/``."""
    text: str


class File(Struct, frozen=True):
    """A file of the site besides its pages."""

    path: str
    """Below the site."""
    data: bytes
