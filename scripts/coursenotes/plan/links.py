"""Links and pictures of the notes → where they lead on the site.

GitHub's rules: ``#week-2`` is GitHub's anchor of a heading in the file, or an ``id`` or ``name``
that the author wrote. In the file ``notes.md``, ``notes.md#week-2`` means the same. Other addresses
without a scheme are files beside the notes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from urllib.parse import quote, unquote

from coursenotes.elements import HEADINGS, footnote_reference, slug_of
from coursenotes.errors import FileError
from coursenotes.model import (
    Anchor,
    Asset,
    Element,
    Heading,
    Item,
    Node,
    Problem,
    Severity,
    Target,
    with_children,
)
from coursenotes.plan.addresses import HOME, PlannedPage
from coursenotes.plan.copies import Copy, Surroundings, copied
from coursenotes.plan.footnotes import Footnotes, footnotes_of
from coursenotes.plan.relative import directory

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_HOME = re.compile("/(?:Users|home)/")
_ONE_THEME = ("gh-dark-mode-only", "gh-light-mode-only")


@dataclass(slots=True)
class Linker:
    """Rewrites the links of one site; collects the files to copy and the problems."""

    path: str
    """The notes file."""
    targets: Mapping[str, Target]
    """GitHub's anchors and the author's own → where they are on the site."""
    around: Surroundings
    footnotes: Footnotes = field(default_factory=Footnotes)
    assets: dict[str, Asset] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _known: dict[tuple[str, str], Copy | str] = field(default_factory=dict)

    def relink_pages(self, placed: PlannedPage) -> PlannedPage:
        """``placed`` and the pages below it with their links resolved and their footnotes added."""
        section, page = placed.section, placed.path

        def item(item: Item) -> Item:
            if isinstance(item, Element):
                return self._block(item, placed)
            text = self.relink_all(item.text, page)
            if isinstance(item, Heading):
                return replace(item, text=text)
            prompt = tuple(self._block(block, placed) for block in item.prompt)
            answer = tuple(self._block(block, placed) for block in item.answer)
            return replace(item, text=text, prompt=prompt, answer=answer)

        title = self.relink_all(section.title, page)
        items = tuple(map(item, section.items))
        return replace(
            placed,
            section=replace(section, title=title, items=items),
            footnotes=footnotes_of(page, self.footnotes, self.footnote),
            parts=tuple(map(self.relink_pages, placed.parts)),
        )

    def _block(self, block: Element, placed: PlannedPage) -> Element:
        block = self.relink(block, placed.path)
        return _with_ids(block, placed.inside) if placed.inside else block

    def relink(self, node: Element, page: str) -> Element:
        """``node`` with every link and picture leading where it leads on GitHub.

        Of a link that leads nowhere, the text stays. A missing picture loses its address: browsers
        then show its description (HTML, 15.4.2).
        """
        children: list[Node] = []
        for child in node.children:
            if isinstance(child, Element):
                children += self._child(child, page)
            else:
                children.append(child)
        return with_children(node, children)

    def relink_all(self, nodes: tuple[Node, ...], page: str) -> tuple[Node, ...]:
        """:meth:`relink` for a line of running text."""
        return self.relink(Element("span", (), nodes), page).children

    def _child(self, child: Element, page: str) -> tuple[Node, ...]:
        if (name := footnote_reference(child)) and name.partition(":")[0] in self.footnotes.texts:
            return (self._reference(child, name, page),)
        child = self.relink(child, page)
        if child.tag == "a" and "href" in dict(child.attributes):
            target = self._target(child, child.get("href"), page)
            return child.children if target is None else (_with(child, "href", target),)
        if child.tag == "source" and child.get("srcset"):
            return self._sources(child, page)
        if child.tag == "img":
            target = self._file(child, child.get("src"), "picture", page)
            return (_missing(child) if target is None else _with(child, "src", target),)
        return (child,)

    def _sources(self, source: Element, page: str) -> tuple[Node, ...]:
        """A ``<source>`` of a ``<picture>``; nothing if a file is missing: the ``<img>`` stays."""
        found: list[str] = []
        mark = None
        for candidate in filter(None, map(str.strip, source.get("srcset").split(","))):
            address, _, size = candidate.partition(" ")
            target = self._file(source, address, "picture", page)
            if target is None:
                return ()
            if isinstance(target, Target):
                # All are one picture in several sizes; the first one gives the size.
                mark = mark or target
                target = posixpath.relpath(str(target), directory(page))
            found.append(f"{target} {size}".strip())
        return (replace(_with(source, "srcset", ", ".join(found)), mark=mark),)

    def _target(self, link: Element, href: str, page: str) -> Target | str | None:
        if href.startswith("#"):
            return self._anchor(link, unquote(href[1:]), page)
        return self._file(link, href, "link", page)

    def footnote(self, number: str, page: str) -> Element:
        """:meth:`relink` for the text of a footnote, with its problems told on one page only."""
        told = len(self.problems)
        note = self.relink(self.footnotes.texts[number], page)
        if page != self.footnotes.home_of[number]:
            del self.problems[told:]
        return note

    def _reference(self, sup: Element, name: str, page: str) -> Element:
        """A reference to a footnote. It leads to the end of its page, if the footnote is there.

        The colon in its id keeps it apart from the anchors of headings and the author's names.
        """
        number = name.partition(":")[0]
        here = number in self.footnotes.on_page.get(page, {})
        file = "" if here else self.footnotes.home_of.get(number, "")
        link = Element("a", (("href", ""), ("id", f"fnref:{name}")), (number,))
        target = Target(file, f"fn:{number}") if file else f"#fn:{number}"
        return replace(sup, children=(_with(link, "href", target),))

    def _anchor(self, link: Element, name: str, page: str) -> Target | str | None:
        bare = name.removeprefix("user-content-")
        for candidate in (name, name.lower(), "user-content-" + name, bare):
            if candidate in self.targets:
                target = self.targets[candidate]
                here = target.path == page and target.anchor
                return f"#{target.anchor}" if here else target
        if name.lower() in ("", "top"):
            return Target(HOME)
        similar = _nearest(name, self.targets)
        hint = f"; did you mean #{similar}?" if similar else ""
        self._warn(link, f"link #{name}: no heading or anchor of that name{hint}")
        return None

    def _file(self, element: Element, address: str, kind: str, page: str) -> Target | str | None:
        if _SCHEME.match(address) or not address:
            return address
        name = re.split("[?#]", address, maxsplit=1)[0]
        path = posixpath.normpath(unquote(name).lstrip("/") or ".")
        below = address.removeprefix(name)  # for example ?raw=true#part
        fragment = below.partition("#")[2]
        if kind == "link" and path == posixpath.basename(self.path):
            return self._anchor(element, unquote(fragment), page)
        if not self.around.exists(path):
            if self.around.source and path.startswith(".."):
                return self._on_github(path, below)
            where = "is on your machine only; put it" if _HOME.match(address) else "no such file"
            self._warn(element, f"{kind} {address}: {where} beside the notes")
            return None
        if kind == "link" and self.around.source:
            return self._on_github(path, below)
        copy = self._copy(element, path, kind, address)
        if not copy:
            return None
        self.assets[path] = copy.asset
        # GitHub shows such a picture in one theme only, and the style sheet does the same.
        anchor = fragment if fragment in _ONE_THEME else ""
        return Target(quote(copy.asset.path), anchor, copy.size)

    def _copy(self, element: Element, path: str, kind: str, address: str) -> Copy | None:
        """The copy of a file beside the notes; nothing if it must not be copied.

        A file is read and cleaned once. Each ``element`` that needs a missing copy gets a warning.
        Hints about a copy are given once, at the first element.
        """
        if (found := self._known.get((kind, path))) is None:
            try:
                found = copied(path, kind, self.around)
            except FileError as cause:
                found = str(cause)
            else:
                for told in found.told:
                    self._tell(element, f"{kind} {address}: {told}", Severity.HINT)
            self._known[kind, path] = found
        if isinstance(found, str):
            self._warn(element, f"{kind} {address}: {found}")
            return None
        return found

    def _on_github(self, path: str, below: str) -> str:
        base, _, inside = self.around.source.partition("/blob/")
        branch, _, folder = inside.partition("/")
        joined = posixpath.normpath(posixpath.join(folder, path))
        return f"{base}/blob/{branch}/{quote(joined)}{below}"

    def _warn(self, element: Element, message: str) -> None:
        self._tell(element, message, Severity.WARNING)

    def _tell(self, element: Element, message: str, severity: Severity) -> None:
        self.problems.append(Problem(element.at, severity, message))


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


def _nearest(name: str, targets: Mapping[str, Target]) -> str:
    found = get_close_matches(name.lower(), list(targets)[:2000], n=1, cutoff=0.75)
    return found[0] if found else ""
