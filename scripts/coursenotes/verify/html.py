"""Parse a page's HTML into elements, without repairing or dropping anything."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class Tag:
    """An element of a page."""

    __slots__ = ("above", "attributes", "children", "name")

    def __init__(self, name: str, attributes: dict[str, str], above: Tag | None) -> None:
        self.name = name
        self.attributes = attributes
        self.above = above
        self.children: list[Tag | str] = []

    def walk(self) -> Iterator[Tag]:
        """Yield the element and all below it, in document order."""
        waiting: list[Tag] = [self]
        while waiting:
            tag = waiting.pop()
            yield tag
            waiting += [c for c in reversed(tag.children) if isinstance(c, Tag)]

    def classes(self) -> list[str]:
        """Return its classes."""
        return self.attributes.get("class", "").split()

    def raw(self) -> str:
        """Return the text directly in it, also of scripts and styles."""
        return "".join(child for child in self.children if isinstance(child, str))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.open = Tag("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = Tag(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.children.append(found)
        if tag not in VOID:
            self.open = found

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.children.append(Tag(tag, {name: value or "" for name, value in attrs}, self.open))

    def handle_endtag(self, tag: str) -> None:
        place: Tag | None = self.open
        while place and place.name != tag:
            place = place.above
        if place and place.above:
            self.open = place.above

    def handle_data(self, data: str) -> None:
        self.open.children.append(data)


def read_html(text: str) -> Tag:
    """Parse ``text``; return an element without a name that holds all of it."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.root
