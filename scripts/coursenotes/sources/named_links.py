"""Find which notes a README or a navigation file links, in its order."""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from urllib.parse import unquote

from msgspec import Struct, field

from coursenotes.elements import HEADINGS, text_of
from coursenotes.gfm import front_matter
from coursenotes.gfm.parser import to_html
from coursenotes.gfm.tree import to_tree
from coursenotes.model import Element, Node
from coursenotes.outline.folders import without_ending
from coursenotes.plan.wiki_links import WikiLink, pieces

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_NO_TEXT = frozenset({"code", "pre", "tex-inline", "tex-display"})


class Link(Struct, frozen=True):
    """A link as written."""

    address: str
    """Without what follows ``#`` or ``?``, and with percent signs decoded."""
    by_name: bool = False
    """True for ``[[a name]]``."""


class Named(Struct, frozen=True):
    """The links in a text."""

    links: tuple[Link, ...]
    lists_links: bool
    """True if most of its words outside headings are in links, so that it is a list of them."""


@lru_cache(maxsize=1_000)  # while serving, most READMEs stay the same
def named_in(text: str) -> Named:
    """Return the links in ``text`` as GitHub shows it; code and comments have none."""
    tree = to_tree(to_html(front_matter.tidy(text)))
    links = tuple(link for block in tree.children for link in _links(block))
    around = [block for block in tree.walk() if block.tag in HEADINGS]
    linked = sum(_words(element) for element in tree.walk() if element.tag == "a")
    linked += sum(len(link.address.split()) for link in links if link.by_name)
    others = _words(tree) - sum(map(_words, around))
    return Named(links, bool(links) and 2 * linked >= others)


def _words(element: Element) -> int:
    return len(text_of(element).split())


def _links(node: Node) -> Iterator[Link]:
    if isinstance(node, str):
        for piece in pieces(node):
            if isinstance(piece, WikiLink) and piece.name:
                yield Link(piece.name, by_name=True)
        return
    address = node.get("href") if node.tag == "a" else ""
    if address and not _ELSEWHERE.match(address):
        if path := unquote(re.split("[#?]", address, maxsplit=1)[0]):
            yield Link(path)
    if node.tag not in _NO_TEXT:
        for child in node.children:
            yield from _links(child)


class Order(Struct, frozen=True):
    """An order of notes and folders. A folder's place is that of the first entry below it."""

    place: Mapping[str, int] = field(default_factory=dict)
    """The place of each path that is named."""
    below: Mapping[str, int] = field(default_factory=dict)
    """The number of named paths below each folder."""

    @staticmethod
    def of(paths: Iterable[str]) -> Order:
        """Return the order of ``paths``; the first of equal ones counts."""
        place: dict[str, int] = {}
        below: Counter[str] = Counter()
        for number, path in enumerate(dict.fromkeys(paths)):
            for folder in _folders(path):
                place.setdefault(folder, number)
                below[folder] += 1
            place.setdefault(path, number)
        return Order(place, below)


class Places:
    """The notes and folders that links may name."""

    def __init__(self, paths: Iterable[str], inside: str = "") -> None:
        """``paths`` are those of the notes; ``inside`` is the path of their folder in Git."""
        self._top = f"/{inside}"
        self._known: set[str] = set()
        self._by_name: defaultdict[str, list[str]] = defaultdict(list)
        for path in paths:
            self._known |= {path, *_folders(path)}
            name = without_ending(posixpath.basename(path))
            self._by_name[name.casefold()].append(path)

    def order_of(self, links: Iterable[Link], folder: str, from_top: bool = False) -> Order:
        """Return the order in which ``links`` of a file in ``folder`` name notes and folders.

        With ``from_top``, links may also be relative to the folder of the notes, as in docsify.
        """
        return Order.of(
            path for link in links if (path := self._path(link, folder, from_top)) is not None
        )

    def _path(self, link: Link, folder: str, from_top: bool) -> str | None:
        if link.by_name and "/" not in link.address:
            same = self._by_name[without_ending(link.address).casefold()]
            return same[0] if len(same) == 1 else None
        tried = [posixpath.join(self._top, folder, link.address)]
        if from_top or link.by_name or link.address.startswith("/"):
            tried.append(posixpath.join(self._top, link.address.lstrip("/")))
        paths = [posixpath.relpath(full, self._top) for full in tried]
        candidates = [named for path in paths for named in (path, f"{path}.md")]
        # A link to slides, or to a note since renamed, still names the folder that they are in.
        candidates += [above for path in paths for above in _folders(path)]
        return next((each for each in candidates if each in self._known), None)


def _folders(path: str) -> Iterator[str]:
    """The folders above ``path``, the nearest first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
