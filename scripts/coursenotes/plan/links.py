"""Links and pictures of the notes → where they lead on the site.

GitHub's rules: ``#week-2`` names a heading of the file by GitHub's anchor for it, or an ``id`` or
``name`` that the author gave; so does ``notes.md#week-2`` in a file of that name. Other addresses
without a scheme are files beside the notes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from urllib.parse import quote, unquote

from coursenotes.elements import HEADINGS, footnote_reference, slug_of
from coursenotes.errors import FileError, one_line
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
from coursenotes.plan.addresses import HOME, Placed
from coursenotes.plan.footnotes import Footnotes, footnotes_of
from coursenotes.plan.relative import directory
from coursenotes.render.svg import clean_svg

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_HOME = re.compile("/(?:Users|home)/")
ASSETS = "assets/notes"
"""Where copies of files beside the notes go, below ``docs/``."""
_ONE_THEME = ("gh-dark-mode-only", "gh-light-mode-only")
_PICTURES = frozenset("apng avif bmp gif ico jfif jpeg jpg png svg webp".split())
# A copy would be a page of the site's own, scripts and all, or MkDocs would make one of it; on
# GitHub a link to one shows its source.
_PAGES = frozenset(
    "css htm html js markdown md mdown mht mhtml mjs mkd mkdn shtml svgz wasm xht xhtml xml "
    "xsl xslt".split()
)
_ONLY_GITHUB = "only GitHub shows the source of such a file; mkdocs.yml's repo_url says where"
# So begins whatever a browser may take for a page, by a name that it knows (feeds, maps, other XML)
# or for want of one; nulls apart, which UTF-16 has. Marks of the encoding and blanks may precede.
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*+<")
_HIDDEN = re.compile(r"\A_*+\.")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lies around the notes file: looked up by the caller, for this module touches no file."""

    exists: Callable[[str], bool] = lambda path: False
    """Whether a path relative to the notes' folder is a file that may be published."""
    source: str = ""
    """The address of the notes' folder in the repository on GitHub, ending in ``/``, if known."""
    read: Callable[[str], bytes] = lambda path: b""
    """The contents of such a file, safe to be published. Raises :class:`FileError`."""


@dataclass(slots=True)
class Linker:
    """Rewrites the links of one plan; collects the copies to make and what leads nowhere."""

    path: str
    """The notes file."""
    targets: Mapping[str, Target]
    """GitHub's anchors and the author's own → where they are on the site."""
    around: Surroundings
    footnotes: Footnotes = field(default_factory=Footnotes)
    assets: dict[str, Asset] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _known: dict[tuple[str, str], tuple[Asset | None, str]] = field(default_factory=dict)

    def relink_pages(self, placed: Placed) -> Placed:
        """``placed`` and the pages below it with every link right, and their footnotes."""
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

    def _block(self, block: Element, placed: Placed) -> Element:
        return _with_ids(self.relink(block, placed.path), placed.inside)

    def relink(self, node: Element, page: str) -> Element:
        """``node`` with every link and picture leading where it does on GitHub.

        A link that leads nowhere leaves its text behind. A missing picture keeps its place and its
        description, which browsers show where there is no address (HTML, 15.4.2).
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
        """A ``<source>`` of a ``<picture>``; none where a file is missing: the ``<img>`` stays."""
        found = []
        for candidate in filter(None, map(str.strip, source.get("srcset").split(","))):
            address, _, size = candidate.partition(" ")
            target = self._file(source, address, "picture", page)
            if target is None:
                return ()
            if isinstance(target, Target):
                target = posixpath.relpath(str(target), directory(page))
            found.append(f"{target} {size}".strip())
        return (_with(source, "srcset", ", ".join(found)),)

    def _target(self, link: Element, href: str, page: str) -> Target | str | None:
        if href.startswith("#"):
            return self._anchor(link, unquote(href[1:]), page)
        return self._file(link, href, "link", page)

    def footnote(self, number: str, page: str) -> Element:
        """:meth:`relink` for what a footnote says; its problems are told once, not on each page."""
        told = len(self.problems)
        note = self.relink(self.footnotes.texts[number], page)
        if page != self.footnotes.home_of[number]:
            del self.problems[told:]
        return note

    def _reference(self, sup: Element, name: str, page: str) -> Element:
        """A reference to a footnote: it leads to the end of its own page, if the footnote is there.

        No heading's anchor and no name that the author gives has a colon in front of its number.
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
        below = address.removeprefix(name)  # such as ?raw=true#part
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
        asset, told = self._asset(path, kind)
        if told:
            severity = Severity.HINT if asset else Severity.WARNING
            self._tell(element, f"{kind} {address}: {told}", severity)
        if not asset:
            return None
        self.assets[path] = asset
        # GitHub shows such a picture in one theme only; so does the style sheet.
        return Target(quote(asset.path), fragment if fragment in _ONE_THEME else "")

    def _asset(self, path: str, kind: str) -> tuple[Asset | None, str]:
        """The copy of a file beside the notes, if one may be made, and what its author must know.

        A file is read and cleaned once, and what is left out of it is told once.
        """
        if (kind, path) in self._known:
            return self._known[kind, path]
        try:
            asset, told = _copied(path, kind, self.around)
        except FileError as cause:
            self._known[kind, path] = None, str(cause)
            return None, str(cause)
        self._known[kind, path] = asset, ""
        return asset, told

    def _on_github(self, path: str, below: str) -> str:
        base, _, inside = self.around.source.partition("/blob/")
        branch, _, folder = inside.partition("/")
        joined = posixpath.normpath(posixpath.join(folder, path))
        return f"{base}/blob/{branch}/{quote(joined)}{below}"

    def _warn(self, element: Element, message: str) -> None:
        self._tell(element, message, Severity.WARNING)

    def _tell(self, element: Element, message: str, severity: Severity) -> None:
        self.problems.append(Problem(element.at, severity, message))


def _copied(path: str, kind: str, around: Surroundings) -> tuple[Asset, str]:
    """The copy of a file beside the notes, and what was left out of it, in words.

    Raises :class:`FileError` where none may be made.
    """
    suffix = posixpath.splitext(path)[1].removeprefix(".").lower()
    if kind == "picture" and suffix not in _PICTURES:
        kinds = ", ".join(sorted(_PICTURES))
        raise FileError(f"no kind of picture that browsers show; use {kinds}")
    if kind == "link" and suffix in _PAGES:
        raise FileError(_ONLY_GITHUB)
    data = around.read(path)
    left_out: tuple[str, ...] = ()
    if suffix == "svg":
        picture = clean_svg(data)
        data, left_out = picture.data, picture.left_out
    elif kind == "link" and _MARKUP.match(data.replace(b"\0", b"")):
        raise FileError(_ONLY_GITHUB)
    # MkDocs publishes no name that begins with a dot, nor does what uploads the site.
    visible = "/".join(_HIDDEN.sub(r"_\g<0>", part) for part in path.split("/"))
    told = one_line(f"left out of the copy: {', '.join(left_out)}") if left_out else ""
    return Asset(path, f"{ASSETS}/{visible}", data), told


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
