"""Parse wiki links as Obsidian writes them: ``[[Lecture 2]]``, ``[[Lecture 2#Drift|drift]]``,
``![[picture.png|300]]``.

GitHub shows them as text. Their author means links, so they are links here if the file that they
name exists once, so that there is nothing to guess.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from coursenotes.gfm.slugs import github_slug
from coursenotes.model import Element, Position
from coursenotes.outline.folders import is_notes, without_ending

VERBATIM = frozenset({"a", "pre", "code", "tex-inline", "tex-display"})
"""Elements whose text has no wiki links."""

_LINK = re.compile(
    r"(?P<embedded>!?)\[\[(?P<name>[^\[\]|#\n]*)(?P<heading>#[^\[\]|\n]*)?(?:\|(?P<shown>[^\[\]\n]*))?\]\]"
)
_WIDTH = re.compile(r"(\d{1,4})(?:x\d{1,4})?\Z")


class WikiLink(Struct, frozen=True):
    """A wiki link as written."""

    written: str
    embedded: bool
    name: str
    """The file's name; empty for a heading in the same file."""
    heading: str = ""
    shown: str = ""
    """The text to show, or a picture's width; empty to show the name."""


class WikiNames(Struct, frozen=True):
    """The files that wiki links may name: the last part of the path in lower case → the paths."""

    paths: Mapping[str, list[str]] = field(default_factory=dict)

    def find(self, link: WikiLink, file: str) -> list[str]:
        """Return all files that ``link`` in ``file`` may mean."""
        if not link.name:
            return [file] if link.heading and file else []
        wanted = link.name.lower().strip("/")
        known = self.paths.get(posixpath.basename(wanted), [])
        return [path for path in known if _ends(path.lower(), wanted)]


def wiki_names(paths: Iterable[str]) -> WikiNames:
    """Return the names of the files at ``paths``; notes also match without their ending."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in paths:
        name = posixpath.basename(path).lower()
        for key in {name, without_ending(name)}:
            found[key].append(path)
    return WikiNames(dict(found))


def _ends(path: str, wanted: str) -> bool:
    return any(f"/{name}".endswith(f"/{wanted}") for name in (path, without_ending(path)))


def pieces(text: str) -> Iterator[str | WikiLink]:
    """Split ``text`` into its wiki links and the text between them."""
    end = 0
    for found in _LINK.finditer(text):
        name, heading = found["name"].strip(), (found["heading"] or "").rpartition("#")[2].strip()
        if not name and not heading:
            continue
        if text[end : found.start()]:
            yield text[end : found.start()]
        shown = (found["shown"] or "").strip().rstrip("\\")
        yield WikiLink(found[0], bool(found["embedded"]), name, heading, shown)
        end = found.end()
    if text[end:]:
        yield text[end:]


def linked(link: WikiLink, address: str, at: Position) -> Element:
    """Return ``link`` as a link to the file at ``address``, or as the picture there."""
    if link.embedded and not is_notes(link.name) and "." in link.name:
        width = _WIDTH.match(link.shown)
        size = (("width", width[1]),) if width else ()
        alt = "" if width else link.shown
        return Element("img", (("src", address), ("alt", alt or link.name), *size), (), at)
    if link.heading and not link.heading.startswith("^"):
        address += f"#{github_slug(link.heading)}"
    shown = link.shown or " > ".join(filter(None, (link.name, link.heading.lstrip("^"))))
    return Element("a", (("href", address),), (shown,), at)
