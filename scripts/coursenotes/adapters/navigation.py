"""Make MkDocs' navigation from the pages of the notes and the hand-written pages."""

from __future__ import annotations

import html
import os
from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.utils import nest_paths

from coursenotes.adapters.loading import notes_in_nav
from coursenotes.model import NavEntry, Node
from coursenotes.pages.titles import label_and_name, line_of


def whole_navigation(
    entries: Sequence[NavEntry], notes: Path, config: MkDocsConfig, by_hand: Sequence[str]
) -> list[Any]:
    """Return the ``nav`` of the site, by the author's ``nav`` in ``config``.

    ``entries`` are the pages made from the notes at ``notes``, ``by_hand`` the paths of the
    hand-written pages.
    """
    names = {"notes", _relative(notes, config)}
    ordered = notes_in_nav(notes, config).keys() - names
    wanted = without_entries(config.nav, ordered) if ordered else config.nav
    return with_pages_by_hand(navigation(entries), wanted, names, by_hand)


def _relative(path: Path, config: MkDocsConfig) -> str:
    root = Path(config.config_file_path).resolve().parent
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:  # on another disk, on Windows
        return path.as_posix()


def navigation(entries: Sequence[NavEntry]) -> list[Any]:
    """Return the notes' pages as a ``nav`` of ``mkdocs.yml``, with titles as HTML.

    The first page of a section repeats its title: without the plugin MkDocs would find another.
    """
    found: list[Any] = []
    for entry in entries:
        title = shown_title(entry.title)
        page = {title: entry.path}
        found.append({title: [page, *navigation(entry.below)]} if entry.below else page)
    return found


def shown_title(title: str) -> str:
    """Return a title as HTML, with the part's name in an element of its own."""
    return "".join(map(_html, line_of(title))) if label_and_name(title)[0] else html.escape(title)


def _html(node: Node) -> str:
    if isinstance(node, str):
        return html.escape(node)
    name = f' class="{node.get("class")}"' if node.get("class") else ""
    return f"<{node.tag}{name}>{''.join(map(_html, node.children))}</{node.tag}>"


def with_pages_by_hand(
    notes: list[Any], wanted: list[Any] | None, names: Collection[str], by_hand: Sequence[str]
) -> list[Any]:
    """Return the whole ``nav``: that of the ``notes``, and the pages ``by_hand``.

    Without a ``nav`` in ``mkdocs.yml`` (``wanted``), the hand-written pages follow the notes, by
    name. With one, its order counts: an entry in ``names`` is replaced with the notes; without
    such an entry, the notes come first. The home page is always first, where MkDocs expects it.
    """
    if wanted is None:
        return [*notes, *nest_paths(by_hand)]
    if not any(_names_notes(entry, names) for entry in wanted):
        placed, found = _placed(wanted, notes[1:], names)
        return [notes[0], *placed] if found else [*notes, *wanted]
    return [part for entry in wanted for part in (notes if _names_notes(entry, names) else [entry])]


def without_entries(entries: list[Any] | None, paths: Collection[str]) -> list[Any] | None:
    """Return ``entries`` without those in ``paths``; ``None`` if nothing is left."""
    kept = [entry for entry in map(partial(_without, paths), entries or ()) if entry]
    return kept or None


def _without(paths: Collection[str], entry: Any) -> Any:
    if isinstance(entry, dict) and len(entry) == 1:
        [(title, below)] = entry.items()
        inside = without_entries(below if isinstance(below, list) else [below], paths)
        if inside is None:
            return None
        return {title: inside if isinstance(below, list) else inside[0]}
    return None if entry in paths else entry


def facts(nav: Navigation) -> dict[str, Any]:
    """Return facts about the navigation, so that no template walks through it on each page.

    ``pages`` is the number of its pages, ``topics`` true if one of them is the topics page.
    """
    return {"pages": len(nav.pages), "topics": any(page.url == "topics/" for page in nav.pages)}


def _names_notes(entry: Any, names: Collection[str]) -> bool:
    return isinstance(entry, str) and entry in names


def _placed(entries: list[Any], notes: list[Any], names: Collection[str]) -> tuple[list[Any], bool]:
    """``entries`` with ``notes`` in place of the entry for them, and whether there was one."""
    placed: list[Any] = []
    any_found = False
    for entry in entries:
        if _names_notes(entry, names):
            placed += notes
            any_found = True
            continue
        if isinstance(entry, dict) and len(entry) == 1:
            [(title, below)] = entry.items()
            inside = below if isinstance(below, list) else [below]
            changed, found = _placed(inside, notes, names)
            any_found = any_found or found
            if found:
                placed += [{title: changed}] if changed else []
                continue
        placed.append(entry)
    return placed, any_found
