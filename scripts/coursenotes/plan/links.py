"""Rewrite the links and pictures of the notes so that they lead where :mod:`.destinations` says.

:mod:`.wiki_links` reads ``[[Lecture]]``, which GitHub does not.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from msgspec import Struct, field
from msgspec.structs import replace

from coursenotes.elements import HEADINGS, footnote_reference, slug_of, text_of
from coursenotes.model import (
    Anchor,
    Element,
    Heading,
    Item,
    Node,
    PagePath,
    Position,
    Problem,
    Severity,
    Target,
    with_children,
)
from coursenotes.plan.addresses import PlannedPage
from coursenotes.plan.destinations import Destinations, Here
from coursenotes.plan.footnotes import Footnotes, footnotes_of
from coursenotes.plan.relative import directory
from coursenotes.plan.wiki_links import VERBATIM, WikiNames, linked, pieces, wiki_names


class Linker(Struct):
    """Rewrites the links of one site."""

    to: Destinations
    footnotes: Mapping[PagePath, Footnotes] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _wiki: WikiNames = field(default_factory=WikiNames)

    def __post_init__(self) -> None:
        """Index files by their names in positions, and by their names in wiki links."""
        self._names = {file.path: name for name, file in self.to.notes.files.items()}
        if len(self._names) > 1:
            self._wiki = wiki_names((*self.to.notes.files, *self.to.around.others))

    def relink_pages(self, placed: PlannedPage) -> PlannedPage:
        """Return ``placed``, with its pages, with links resolved and footnotes added."""
        section = placed.section
        here = Here(placed.path, self._names.get(section.at.file, ""))

        def block(element: Element) -> Element:
            element = self.relink(element, here)
            return _with_ids(element, placed.inside) if placed.inside else element

        def item(item: Item) -> Item:
            if isinstance(item, Element):
                return block(item)
            text = self.relink_all(item.text, here, item.at)
            if isinstance(item, Heading):
                return replace(item, text=text)
            prompt = tuple(map(block, item.prompt))
            return replace(item, text=text, prompt=prompt, answer=tuple(map(block, item.answer)))

        title = self.relink_all(section.title, here, section.at)
        items = tuple(map(item, section.items))
        return replace(
            placed,
            section=replace(section, title=title, items=items),
            footnotes=self._footnotes(here),
            parts=tuple(map(self.relink_pages, placed.parts)),
        )

    def relink(self, node: Element, here: Here) -> Element:
        """Return ``node`` with every link and picture leading where it leads on GitHub.

        A link that leads nowhere becomes its text. A missing picture loses its address: browsers
        then show its description (HTML, 15.4.2).
        """
        children: list[Node] = []
        for place, child in enumerate(node.children):
            if isinstance(child, Element):
                children += self._child(child, here)
            elif self._wiki.paths and "[[" in child and node.tag not in VERBATIM:
                children += self._wiki_links(child, _below(node.at, node.children[:place]), here)
            else:
                children.append(child)
        return with_children(node, children)

    def relink_all(self, nodes: tuple[Node, ...], here: Here, at: Position) -> tuple[Node, ...]:
        """Apply :meth:`relink` to a line of running text that begins at ``at``."""
        return self.relink(Element("span", (), nodes, at), here).children

    def _child(self, child: Element, here: Here) -> tuple[Node, ...]:
        if (name := footnote_reference(child)) and here.page in self.footnotes:
            if name.partition(":")[0] in self.footnotes[here.page].texts:
                return (self._reference(child, name, here.page),)
        child = self.relink(child, here)
        if child.tag == "a" and "href" in dict(child.attributes):
            target = self.to.of_link(child, child.get("href"), here)
            return child.children if target is None else (_with(child, "href", target),)
        if child.tag == "source" and child.get("srcset"):
            return self._sources(child, here)
        if child.tag == "img":
            target = self.to.of_picture(child, child.get("src"), here)
            return (_missing(child) if target is None else _with(child, "src", target),)
        return (child,)

    def _wiki_links(self, text: str, at: Position, here: Here) -> list[Node]:
        """``text`` with wiki links as links, if the file that they name exists once."""
        nodes: list[Node] = []
        for piece in pieces(text):
            if isinstance(piece, str):
                nodes.append(piece)
                continue
            found = self._wiki.find(piece, here.file)
            place = _below(at, nodes)
            if len(found) == 1:
                address = posixpath.relpath(found[0], posixpath.dirname(here.file) or ".")
                nodes += self._child(linked(piece, quote(address), place), here)
                continue
            nodes.append(piece.written)
            if any(map(str.isalpha, piece.name)):
                what = f"names several files: {', '.join(found[:3])}" if found else "names no file"
                message = f"{piece.written}: {what}, so it is no link"
                self.to.problems.append(Problem(place, Severity.HINT, message))
        return nodes

    def _sources(self, source: Element, here: Here) -> tuple[Node, ...]:
        """A ``<source>`` of a ``<picture>``; nothing without its file: the ``<img>`` stays."""
        found: list[str] = []
        mark = None
        for candidate in filter(None, map(str.strip, source.get("srcset").split(","))):
            address, _, size = candidate.partition(" ")
            target = self.to.of_picture(source, address, here)
            if target is None:
                return ()
            if isinstance(target, Target):
                # All are one picture in several sizes; the first one gives the size.
                mark = mark or target
                target = posixpath.relpath(str(target), directory(here.page))
            found.append(f"{target} {size}".strip())
        return (replace(_with(source, "srcset", ", ".join(found)), mark=mark),)

    def _footnotes(self, here: Here) -> Element | None:
        if here.page not in self.footnotes:
            return None
        known = self.footnotes[here.page]

        def text(number: str, page: str) -> Element:
            """A footnote with its links resolved. Only one page reports its problems."""
            reported = len(self.to.problems)
            note = self.relink(known.texts[number], here)
            if page != known.home_of[number]:
                del self.to.problems[reported:]
            return note

        return footnotes_of(here.page, known, text)

    def _reference(self, sup: Element, name: str, page: PagePath) -> Element:
        """A reference to a footnote. It leads to the end of its page if the footnote is there.

        The colon in its id keeps it apart from the anchors of headings and the author's names.
        """
        number, known = name.partition(":")[0], self.footnotes[page]
        here = number in known.on_page.get(page, {})
        file = "" if here else known.home_of.get(number, "")
        link = Element("a", (("href", ""), ("id", f"fnref:{name}")), (number,))
        target = Target(file, f"fn:{number}") if file else f"#fn:{number}"
        return replace(sup, children=(_with(link, "href", target),))


def _below(at: Position, before: Iterable[Node]) -> Position:
    """The position of the text that follows ``before`` in a paragraph at ``at``."""
    lines = sum((text_of(n) if isinstance(n, Element) else n).count("\n") for n in before)
    return Position(at.file, at.line + lines) if lines else at


def _with(element: Element, name: str, target: Target | str) -> Element:
    attributes = tuple((k, str(target) if k == name else v) for k, v in element.attributes)
    mark = target if isinstance(target, Target) else element.mark
    return replace(element, attributes=attributes, mark=mark)


def _missing(picture: Element) -> Element:
    kept = ("alt", "title", "id")
    return replace(picture, attributes=tuple(a for a in picture.attributes if a[0] in kept))


def _with_ids(block: Element, inside: Mapping[str, Anchor]) -> Element:
    """``block`` with the site's anchors as the ids of the headings inside it."""
    children = [_with_ids(c, inside) if isinstance(c, Element) else c for c in block.children]
    block = with_children(block, children)
    if block.tag in HEADINGS and (anchor := inside.get(slug_of(block))):
        kept = tuple(pair for pair in block.attributes if pair[0] != "id")
        block = replace(block, attributes=(("id", anchor), *kept))
    return block
