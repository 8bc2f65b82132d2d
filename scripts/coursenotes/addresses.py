"""Where everything is on the site: a page for each section, an anchor for each of its items."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coursenotes.identity import Numbered, distinct, part_slug, readable_slug
from coursenotes.links import plain
from coursenotes.model import (
    Element,
    Heading,
    Item,
    Node,
    Notes,
    PagePath,
    Question,
    Section,
    Slug,
)

HOME = PagePath("index.md")


@dataclass(frozen=True, slots=True)
class Placed:
    """A section with its page's path and the anchors of its items, in their order."""

    section: Section
    path: PagePath
    title: str
    anchors: tuple[str, ...]
    parts: tuple[Placed, ...]

    def walk(self) -> Iterator[Placed]:
        """It and every section below it, in the order of the notes."""
        yield self
        for part in self.parts:
            yield from part.walk()


def place(section: Section, path: PagePath, title: str) -> Placed:
    """Give ``section`` the page at ``path``, and each of its parts one below."""
    titles = [plain(part.title) for part in section.parts]
    folder = posixpath.dirname(path)
    parts = tuple(
        place(part, _path(folder, slug, bool(part.parts)), title or f"Part {number}")
        for number, (part, title, slug) in enumerate(
            zip(section.parts, titles, sibling_slugs(titles), strict=True), 1
        )
    )
    return Placed(section, path, title, tuple(_anchors(section.items)), parts)


def _path(folder: str, slug: str, has_parts: bool) -> PagePath:
    return PagePath(posixpath.join(folder, f"{slug}/index.md" if has_parts else f"{slug}.md"))


def sibling_slugs(titles: Sequence[str]) -> list[Slug]:
    """An address for each of the parts of one section: short where that is enough.

    Two parts whose short address is the same get the one of their whole title; equal titles are
    numbered in order, and only these may move when a part is inserted.
    """
    short = [part_slug(title) for title in titles]
    times = Counter(short)
    numbered = Numbered()
    return [
        Slug(numbered(slug if times[slug] == 1 else readable_slug(title)))
        for slug, title in zip(short, titles, strict=True)
    ]


def _anchors(items: Sequence[Item]) -> Iterator[str]:
    taken: set[str] = set()
    numbered = Numbered()
    above = ""
    for item in items:
        if isinstance(item, Element):
            yield ""
            continue
        # A number before the text is a position, not the text.
        slug = readable_slug(re.sub(r"^\d+[.)]\s+(?=\S)", "", plain(item.text)))
        yield distinct(slug, above, numbered, taken)
        if isinstance(item, Heading):
            above = slug


def targets(home: Placed, notes: Notes) -> dict[str, str]:
    """Where GitHub's anchors, and those the author gave, are on the site."""
    found = {slug: str(HOME) for slug, _ in notes.dropped}
    for placed in home.walk():
        if placed.section.slug:
            found[placed.section.slug] = placed.path
        _own_anchors(found, placed.section.title, placed.path)
        for item, anchor in zip(placed.section.items, placed.anchors, strict=True):
            if isinstance(item, Element):
                _own_anchors(found, (item,), placed.path)
                continue
            if item.slug:
                found[item.slug] = f"{placed.path}#{anchor}"
            _own_anchors(found, item.text, placed.path)
            if isinstance(item, Question):
                if item.answer_slug:
                    found[item.answer_slug] = f"{placed.path}#{anchor}"
                _own_anchors(found, (*item.prompt, *item.answer), placed.path)
    return found


def _own_anchors(found: dict[str, str], nodes: Sequence[Node], path: PagePath) -> None:
    for node in nodes:
        for element in node.walk() if isinstance(node, Element) else ():
            for name in (element.get("id"), element.get("name"), element.get("data-slug")):
                if name:
                    found.setdefault(name, f"{path}#{name}")
