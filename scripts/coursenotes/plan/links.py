"""Links and pictures of the notes → where they lead on the site.

GitHub's rules: ``#week-2`` is GitHub's anchor of a heading in the same file, or an ``id`` or
``name`` that the author wrote, and ``lecture.md#week-2`` one in another file. Addresses without a
scheme are relative to the folder of the file, or to the repository's if they begin with a slash. A
folder shows its README. :mod:`.wiki_links` reads ``[[Lecture]]``, which GitHub does not.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote

from coursenotes.elements import HEADINGS, footnote_reference, slug_of, text_of
from coursenotes.errors import FileError
from coursenotes.gfm.slugs import github_slug
from coursenotes.model import (
    Anchor,
    Asset,
    Element,
    Heading,
    Item,
    Node,
    Notes,
    PagePath,
    Position,
    Problem,
    Severity,
    Target,
    with_children,
)
from coursenotes.model.sources import NOTEBOOK
from coursenotes.outline.folders import is_notes
from coursenotes.plan.addresses import PlannedPage, Targets
from coursenotes.plan.copies import Copy, Surroundings, copied
from coursenotes.plan.footnotes import Footnotes, footnotes_of
from coursenotes.plan.nearest import nearest, nearest_file
from coursenotes.plan.relative import directory
from coursenotes.plan.wiki_links import VERBATIM, WikiNames, linked, pieces, wiki_names

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_HOME = re.compile("/(?:Users|home)/")
_ONE_THEME = ("gh-dark-mode-only", "gh-light-mode-only")
_LEFT_OUT = "that file is left out of the site, so the link leads to GitHub"
_ONLY_A_FOLDER = (
    "a folder without a page here; with repo_url in mkdocs.yml the link leads to it on GitHub"
)


@dataclass(frozen=True, slots=True)
class Here:
    """Where a link stands."""

    page: PagePath
    file: str
    """By its path below the notes' folder; empty on the page of a folder without a file."""


@dataclass(slots=True)
class Linker:
    """Rewrites the links of one site; collects the files to copy and the problems."""

    notes: Notes
    targets: Targets
    around: Surroundings
    footnotes: Mapping[PagePath, Footnotes] = field(default_factory=dict)
    assets: dict[str, Asset] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _known: dict[tuple[str, str], Copy | str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _wiki: WikiNames = field(default_factory=WikiNames)

    def __post_init__(self) -> None:
        """Look up files by the names that positions give, and by those that wiki links do."""
        self._names = {file.path: name for name, file in self.notes.files.items()}
        if len(self._names) > 1:
            self._wiki = wiki_names((*self.notes.files, *self.around.others))

    def relink_pages(self, placed: PlannedPage) -> PlannedPage:
        """``placed`` and the pages below it with their links resolved and their footnotes added."""
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
        """``node`` with every link and picture leading where it leads on GitHub.

        Of a link that leads nowhere, the text stays. A missing picture loses its address: browsers
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
        """:meth:`relink` for a line of running text that begins at ``at``."""
        return self.relink(Element("span", (), nodes, at), here).children

    def _child(self, child: Element, here: Here) -> tuple[Node, ...]:
        if (name := footnote_reference(child)) and here.page in self.footnotes:
            if name.partition(":")[0] in self.footnotes[here.page].texts:
                return (self._reference(child, name, here.page),)
        child = self.relink(child, here)
        if child.tag == "a" and "href" in dict(child.attributes):
            target = self._target(child, child.get("href"), here)
            return child.children if target is None else (_with(child, "href", target),)
        if child.tag == "source" and child.get("srcset"):
            return self._sources(child, here)
        if child.tag == "img":
            target = self._file(child, child.get("src"), "picture", here)
            return (_missing(child) if target is None else _with(child, "src", target),)
        return (child,)

    def _wiki_links(self, text: str, at: Position, here: Here) -> list[Node]:
        """``text`` with its wiki links as links, where the file that they name exists once."""
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
                self.problems.append(Problem(place, Severity.HINT, message))
        return nodes

    def _sources(self, source: Element, here: Here) -> tuple[Node, ...]:
        """A ``<source>`` of a ``<picture>``; nothing if a file is missing: the ``<img>`` stays."""
        found: list[str] = []
        mark = None
        for candidate in filter(None, map(str.strip, source.get("srcset").split(","))):
            address, _, size = candidate.partition(" ")
            target = self._file(source, address, "picture", here)
            if target is None:
                return ()
            if isinstance(target, Target):
                # All are one picture in several sizes; the first one gives the size.
                mark = mark or target
                target = posixpath.relpath(str(target), directory(here.page))
            found.append(f"{target} {size}".strip())
        return (replace(_with(source, "srcset", ", ".join(found)), mark=mark),)

    def _target(self, link: Element, href: str, here: Here) -> Target | str | None:
        if href.startswith("#"):
            return self._anchor(link, href, unquote(href[1:]), here, here.file)
        return self._file(link, href, "link", here)

    def _footnotes(self, here: Here) -> Element | None:
        if here.page not in self.footnotes:
            return None
        known = self.footnotes[here.page]

        def text(number: str, page: str) -> Element:
            """A footnote with its links resolved. Its problems are told on one page only."""
            told = len(self.problems)
            note = self.relink(known.texts[number], here)
            if page != known.home_of[number]:
                del self.problems[told:]
            return note

        return footnotes_of(here.page, known, text)

    def _reference(self, sup: Element, name: str, page: PagePath) -> Element:
        """A reference to a footnote. It leads to the end of its page, if the footnote is there.

        The colon in its id keeps it apart from the anchors of headings and the author's names.
        """
        number, known = name.partition(":")[0], self.footnotes[page]
        here = number in known.on_page.get(page, {})
        file = "" if here else known.home_of.get(number, "")
        link = Element("a", (("href", ""), ("id", f"fnref:{name}")), (number,))
        target = Target(file, f"fn:{number}") if file else f"#fn:{number}"
        return replace(sup, children=(_with(link, "href", target),))

    def _anchor(
        self, link: Element, href: str, name: str, here: Here, file: str
    ) -> Target | str | None:
        """Where a link to the place ``name`` in a ``file`` leads."""
        known = self.targets.anchors.get(file, {})
        bare = name.removeprefix("user-content-")
        names = [name, name.lower(), "user-content-" + name, bare]
        if file.lower().endswith(f".{NOTEBOOK}"):  # Jupyter's anchors keep capitals and signs
            names.append(github_slug(name))
        for candidate in names:
            if candidate in known:
                target = known[candidate]
                inside = target.path == here.page and target.anchor
                return f"#{target.anchor}" if inside else target
        if name.lower() in ("", "top"):
            return self.targets.pages.get(file, Target(here.page))
        similar = nearest(name, known)
        hint = f"; did you mean #{similar}?" if similar else ""
        self._warn(link, f"link {href}: no heading or anchor of that name{hint}")
        return None

    def _file(self, element: Element, address: str, kind: str, here: Here) -> Target | str | None:
        if kind == "picture" and not address:
            if "src" in dict(element.attributes):  # else it is told what was stripped
                self._warn(element, "picture without an address: name its file in the brackets")
            return None
        if _SCHEME.match(address) or not address:
            return address
        name = re.split("[?#]", address, maxsplit=1)[0]
        path = self._path(unquote(name), here)
        below = address.removeprefix(name)  # for example ?raw=true#part
        fragment = below.partition("#")[2]
        if kind == "link":
            if path in self.notes.files:
                return self._anchor(element, address, unquote(fragment), here, path)
            for known in (path, f"{path}/"):
                if known in self.targets.pages:
                    return self.targets.pages[known]
        if not self.around.exists(path):
            return self._elsewhere(element, address, kind, path, below, here)
        if kind == "link" and self.around.source:
            if len(self.notes.files) > 1 and is_notes(path) and not path.startswith(".."):
                self._tell(element, f"link {address}: {_LEFT_OUT}", Severity.HINT)
            return self._on_github(path, below)
        copy = self._copy(element, path, kind, address)
        if not copy:
            return None
        self.assets[path] = copy.asset
        # GitHub shows such a picture in one theme only, and the style sheet does the same.
        anchor = fragment if fragment in _ONE_THEME else ""
        return Target(quote(copy.asset.path), anchor, copy.size)

    def _path(self, name: str, here: Here) -> str:
        """The path below the notes' folder of the file that an address names."""
        if name.startswith("/"):
            path = posixpath.normpath(name.lstrip("/") or ".")
            below = posixpath.relpath(path, self.around.inside or ".")
            # Where there is no repository, the notes' folder is taken for it.
            return below if self.around.inside else path
        return posixpath.normpath(posixpath.join(posixpath.dirname(here.file), name or "."))

    def _elsewhere(
        self, element: Element, address: str, kind: str, path: str, below: str, here: Here
    ) -> str | None:
        """Where an address leads that is neither a page nor a file to be copied."""
        if self.around.source and (path.startswith("..") or self.around.is_folder(path)):
            return self._on_github(path, below)
        if self.around.is_folder(path):
            self._warn(element, f"{kind} {address}: {_ONLY_A_FOLDER}")
            return None
        where = "is on your machine only; put it" if _HOME.match(address) else "no such file"
        others = [file for file in self.notes.files if file != here.file]
        similar = nearest_file(path, others) if kind == "link" else ""
        meant = posixpath.relpath(similar, posixpath.dirname(here.file) or ".") if similar else ""
        hint = f"; did you mean {meant.replace(' ', '%20')}?" if meant else ""
        self._warn(element, f"{kind} {address}: {where} beside the notes{hint}")
        return None

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
        shown = "tree" if self.around.is_folder(path) else "blob"
        return f"{base}/{shown}/{branch}/{quote(joined)}{below}"

    def _warn(self, element: Element, message: str) -> None:
        self._tell(element, message, Severity.WARNING)

    def _tell(self, element: Element, message: str, severity: Severity) -> None:
        self.problems.append(Problem(element.at, severity, message))


def _below(at: Position, before: Iterable[Node]) -> Position:
    """Where the text is that follows ``before`` in a paragraph at ``at``; its line is known."""
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
