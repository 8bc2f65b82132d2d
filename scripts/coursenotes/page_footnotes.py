"""The footnotes at the end of a page: those that it refers to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coursenotes.links import Linker
from coursenotes.model import Element, Heading, Notes, PagePath, Section, elements_of


def footnotes_of(section: Section, notes: Notes, linker: Linker, path: PagePath) -> Element | None:
    """The footnotes that a page refers to, in its title or in these notes too, as on GitHub."""
    title = Heading(section.title, section.level, section.line)
    ids = _ids(elements_of((title, *section.items)))
    used: dict[str, Element] = {}
    while more := {n: note for n, note in notes.footnotes if f"fnref{n}" in ids and n not in used}:
        used |= more
        ids |= _ids(elements_of(more.values()))
    entries = []
    for number, note in notes.footnotes:
        if number in used:
            note = _without_dead_backlinks(note, ids)
            attributes = (("id", f"user-content-fn{number}"), ("value", number))
            entries.append(replace(linker.relink(note, path), attributes=attributes))
    if not entries:
        return None
    return Element("section", (("class", "footnotes"),), (Element("ol", (), tuple(entries)),))


def _ids(elements: Iterator[Element]) -> set[str]:
    return {e.get("id").removeprefix("user-content-") for e in elements if e.get("id")}


def _without_dead_backlinks(note: Element, ids: set[str]) -> Element:
    children = tuple(
        _without_dead_backlinks(c, ids) if isinstance(c, Element) else c
        for c in note.children
        if isinstance(c, str)
        or c.get("class") != "footnote-backref"
        or c.get("href").removeprefix("#") in ids
    )
    return replace(note, children=children)
