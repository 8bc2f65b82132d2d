"""What the checks need to know of one page of the site."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reference:
    """An address somewhere; ``loaded`` if a reader's browser fetches it without being asked."""

    where: str
    url: str
    loaded: bool
    navigation: bool = False


@dataclass(slots=True)
class Topic:
    """An entry of the index: its term, and where its first link leads."""

    term: str
    url: str


@dataclass(slots=True)
class Page:
    """What one page of the site says."""

    language: str = ""
    direction: str = ""
    title: str = ""
    heading: str = ""
    """Its ``<h1>``; empty where that holds a formula, a picture, code or a footnote."""
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
    """Whether one is in the head right behind the charset, before all that it is to hold for."""
    scripts: list[str] = field(default_factory=list)
    """The text of each script that it holds itself."""
    styles: int = 0
    """How many ``<style>`` it has outside its drawings."""
    styled: bool = False
    """Whether anything has a ``style`` attribute."""
    topics: list[Topic] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    """The words and signs of the page's text, in order."""
    own: list[str] = field(default_factory=list)
    """Those without what the site adds to the notes: cards, links to headings, buttons."""
    places: dict[str, int] = field(default_factory=dict)
    """Each id of the text → how many words and signs stand before it."""
    terms: set[str] = field(default_factory=set)
    """The ids of the terms that the page defines."""
    pictures: int = 0
    formulas: int = 0
    parts: Counter[str] = field(default_factory=Counter)
    """How often each of the site's own classes is on it."""
    problems: list[str] = field(default_factory=list)
    """What is wrong within the page itself."""

    @property
    def leads_on(self) -> bool:
        """Whether it has nothing but the address of another page."""
        return not self.heading and any(r.where == "meta refresh" for r in self.references)

    def named(self, name: str) -> str | None:
        """The content of the first ``<meta>`` of that name or property."""
        return next((content for key, content in self.meta if key == name), None)

    def linked(self, rel: str) -> str | None:
        """The address of the first ``<link>`` of that kind."""
        return next((href for rels, href in self.links if rel in rels.split()), None)
