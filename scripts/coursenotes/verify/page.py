"""Define what the checks need to know of one page of the site."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct, field


class Reference(Struct, frozen=True):
    """An address; ``loaded`` if browsers fetch it without being asked to."""

    where: str
    url: str
    loaded: bool
    navigation: bool = False


class Topic(Struct):
    """An entry of the topics page: its term, and the address of its first link."""

    term: str
    url: str


class Page(Struct):
    """The contents of one page."""

    language: str = ""
    direction: str = ""
    title: str = ""
    heading: str = ""
    """Its ``<h1>``; empty if that holds a formula, a picture, code or a footnote."""
    charset: str = ""
    meta: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    """``rel`` and ``href`` of each ``<link>``."""
    ids: list[str] = field(default_factory=list)
    id_references: list[tuple[str, str]] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    """The JSON-LD."""
    policies: list[str] = field(default_factory=list)
    """Its Content-Security-Policies."""
    policy_comes_first: bool = False
    """Whether one follows the charset in the head, before everything it must govern."""
    scripts: list[str] = field(default_factory=list)
    """The text of each inline script."""
    styles: int = 0
    """The number of ``<style>`` elements outside drawings."""
    styled: bool = False
    """Whether anything has a ``style`` attribute."""
    topics: list[Topic] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    """The words and signs of the page's text, in order."""
    own: list[str] = field(default_factory=list)
    """The same without what the site adds to the notes: cards, links to headings, buttons."""
    places: dict[str, int] = field(default_factory=dict)
    """Each id in the text → the number of words and signs before it."""
    terms: set[str] = field(default_factory=set)
    """The ids of the terms that the page defines."""
    pictures: int = 0
    formulas: int = 0
    parts: Counter[str] = field(default_factory=Counter)
    """How often the page has each of the site's own classes."""
    problems: list[str] = field(default_factory=list)
    """What is wrong within the page itself."""

    @property
    def leads_on(self) -> bool:
        """True for a page that only redirects to another."""
        return not self.heading and any(r.where == "meta refresh" for r in self.references)

    def named(self, name: str) -> str | None:
        """Return the content of the first ``<meta>`` with that name or property, or None."""
        return next((content for key, content in self.meta if key == name), None)

    def linked(self, rel: str) -> str | None:
        """Return the address of the first ``<link>`` of that kind, or None."""
        return next((href for rels, href in self.links if rel in rels.split()), None)
