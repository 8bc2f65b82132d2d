"""Load folders of notes as found on GitHub, each with what a reader expects of its site.

``tests/fixtures/folders/KIND`` is the folder, and ``KIND.yml`` beside it describes, in a reader's
words, the site: its pages in order with their titles, where links lead, and the messages for the
author. What it leaves out does not exist: without ``questions:`` there is no question.
"""

from __future__ import annotations

import posixpath
import re
import shutil
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml
from coursenotes import plan_site
from coursenotes.model import Notes, Page
from coursenotes.reading import read_folder
from coursenotes.site import Settings, Site
from coursenotes.sources.load import surroundings_of
from coursenotes.sources.notes import load_notes
from pages import html_of

FOLDERS = Path(__file__).parent / "fixtures" / "folders"
KINDS = sorted(path.stem for path in FOLDERS.glob("*.yml"))


def expected_of(kind: str) -> dict[str, Any]:
    """Return what the author of a kind of folder expects."""
    found = yaml.safe_load((FOLDERS / f"{kind}.yml").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def copy_of(kind: str, into: Path) -> Path:
    """Copy a kind of folder into a repository of its own, with the name that it has there."""
    expected = expected_of(kind)
    folder = shutil.copytree(FOLDERS / kind, into / expected["folder"])
    (folder / ".git").mkdir()
    for path, text in expected.get("also", {}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return Path(folder)


def planned(folder: Path, repository: str = "") -> tuple[Notes, Site]:
    """Return the notes in ``folder`` and their planned site, as the command makes it."""
    found = load_notes(folder)
    notes = read_folder(found.folder, folder.name)
    root = folder if repository else None
    around = surroundings_of(folder, found, root, repository)
    return notes, plan_site(notes, around, Settings(language="", repository=repository))


def address_of(path: str) -> str:
    """Return the address of the page at ``path`` in ``docs/``: ``week-1/``, ``./`` for home."""
    stem = path.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{stem}/" if stem else "./"


@dataclass(frozen=True)
class Shown:
    """The visible parts of a page, with full addresses."""

    links: list[tuple[str, str]]
    """What each shows, and where it leads."""
    pictures: list[str]
    headings: list[str]


def shown_on(page: Page) -> Shown:
    """Return what ``page`` shows."""
    reader = _Reader()
    reader.feed(html_of(page))

    def whole(address: str) -> str:
        if re.match("[a-z]+:", address):
            return address
        path, sharp, place = unquote(address).partition("#")
        here = address_of(page.path)
        to = posixpath.normpath(posixpath.join(here, path)) if path else here.rstrip("/")
        slash = "" if posixpath.splitext(to)[1] and to.startswith("assets/") else "/"
        return f"{to}{slash}{sharp}{place}"

    links = [(" ".join(text.split()), whole(address)) for address, text in reader.links]
    headings = [text.removesuffix("¶") for text in reader.headings]
    return Shown(links, list(map(whole, reader.pictures)), headings)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[list[str]] = []
        self.pictures: list[str] = []
        self.headings: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        if tag == "a" and (address := found.get("href")) is not None:
            self.links.append([address, ""])
        if tag == "img":
            self.pictures.append(found.get("src") or "")
        for each in filter(None, (found.get("srcset") or "").split(",")):
            self.pictures.append(each.split()[0])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append("")
        if tag in ("a", "h1", "h2", "h3", "h4", "h5", "h6"):
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            self._inside.remove(tag)

    def handle_data(self, data: str) -> None:
        if "a" in self._inside and self.links:
            self.links[-1][1] += data
        if set(self._inside) - {"a"}:
            self.headings[-1] += data
