"""Arrange files of notes in folders, in the order that a reader expects.

The entries of a folder follow the first of these that names any of them; entries that it does not
name come after:

1. ``nav:`` of ``mkdocs.yml``;
2. a navigation file, ``SUMMARY.md`` or ``_sidebar.md``: the folder's own, else the nearest above;
3. the README of the folder, by its links;
4. the nearest README above that names several notes in the folder (one link is no order).

The rest is in natural order, files and folders mixed. A folder's place is that of the first entry
named in it.
"""

from __future__ import annotations

import posixpath
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from coursenotes.model.sources import NotesFile, NotesFolder
from coursenotes.sources.named_links import Order, Places, named_in
from coursenotes.sources.natural import natural_keys
from coursenotes.sources.note_names import is_markdown, stem_and_ending

_OPENING = ("readme", "index", "_index")
"""Names of the files that open a folder; the first that exists does."""


def arranged(files: Iterable[NotesFile], nav: Sequence[str] = (), inside: str = "") -> NotesFolder:
    """Return the folder of ``files``, without navigation files. Their given order does not matter.

    ``nav`` are paths in the order of ``mkdocs.yml``; ``inside`` is the path of the notes' folder in
    its repository. Folders must not nest deeper than Python can recurse.
    """
    files = sorted(files, key=lambda file: file.path)
    top, folders = _tree(files)
    places = Places((file.path for file in files), inside)
    _find_navigation(folders, places)
    for found in reversed(folders):  # inner folders come after outer ones
        for name in [name for name, below in found.folders.items() if below.is_empty()]:
            del found.folders[name]
    return _finished(top, Order.of(map(posixpath.normpath, nav)), places)


class _Folder(Struct):
    path: str
    above: _Folder | None = None
    files: dict[str, NotesFile] = field(default_factory=dict)
    folders: dict[str, _Folder] = field(default_factory=dict)
    readme: NotesFile | None = None
    navigation: Order = field(default_factory=Order)
    """The order that its navigation file gives."""
    navigation_files: list[str] = field(default_factory=list)
    named: Order | None = None
    """The order that its README gives; ``None`` until needed."""

    def is_empty(self) -> bool:
        return not (self.files or self.folders or self.readme)

    def upwards(self) -> Iterator[_Folder]:
        """Yield this folder and those above it."""
        folder: _Folder | None = self
        while folder:
            yield folder
            folder = folder.above

    def named_by_readme(self, places: Places) -> Order:
        if self.named is None:
            links = named_in(self.readme.text).links if self.readme else ()
            self.named = places.order_of(links, self.path)
        return self.named


def _tree(files: Iterable[NotesFile]) -> tuple[_Folder, list[_Folder]]:
    """The folder of all ``files``, and a list of all folders, outer before inner."""
    top = _Folder("")
    found = {"": top}
    for file in files:
        folder, name = posixpath.split(file.path)
        into = top
        for part in filter(None, folder.split("/")):
            path = posixpath.join(into.path, part)
            if path not in found:
                found[path] = into.folders[part] = _Folder(path, into)
            into = found[path]
        into.files[name] = file
    folders = list(found.values())
    for each in folders:
        each.readme = _opening(each)
    return top, folders


def _opening(folder: _Folder) -> NotesFile | None:
    """Remove the file that opens ``folder`` from its files, and return it."""
    ranked = [
        (_OPENING.index(stem.lower()), ending != "md", name)
        for name in folder.files
        for stem, ending in [stem_and_ending(name)]
        if stem.lower() in _OPENING and is_markdown(name)
    ]
    return folder.files.pop(min(ranked)[2]) if ranked else None


def _find_navigation(folders: Iterable[_Folder], places: Places) -> None:
    """Take the navigation files out of ``folders``. A summary that lists no notes is a page."""
    for folder in folders:
        names = [name for name in folder.files if is_markdown(name)]
        for name in (n for n in names if stem_and_ending(n)[0].lower() == "_sidebar"):
            file = folder.files.pop(name)
            folder.navigation_files.append(file.path)
            links = named_in(file.text).links
            folder.navigation = places.order_of(links, folder.path, from_top=True)
        for name in (n for n in names if stem_and_ending(n)[0] == "SUMMARY"):
            named = named_in(folder.files[name].text)
            found = places.order_of(named.links, folder.path)
            if named.lists_links and found.place:
                folder.navigation_files.append(folder.files.pop(name).path)
                folder.navigation = found


def _finished(folder: _Folder, nav: Order, places: Places) -> NotesFolder:
    entries: list[tuple[str, bool, NotesFile | _Folder]] = [
        *((stem_and_ending(name)[0], False, file) for name, file in folder.files.items()),
        *((name, True, below) for name, below in folder.folders.items()),
    ]
    keys = natural_keys({stem for stem, _, _ in entries})
    order = _order(folder, {entry.path for _, _, entry in entries}, nav, places)
    entries.sort(
        key=lambda each: (
            order.get(each[2].path, sys.maxsize),
            keys[each[0]],
            each[1],
            each[2].path,
        )
    )
    return NotesFolder(
        folder.path,
        folder.readme,
        tuple(
            entry if isinstance(entry, NotesFile) else _finished(entry, nav, places)
            for _, _, entry in entries
        ),
        tuple(folder.navigation_files),
    )


def _order(folder: _Folder, entries: set[str], nav: Order, places: Places) -> Mapping[str, int]:
    """The places of those ``entries`` that something names."""
    if len(entries) < 2:
        return {}
    for order in (nav, *(above.navigation for above in folder.upwards())):
        if any(path in order.place for path in entries):
            return order.place
    for above in folder.upwards():
        order = above.named_by_readme(places)
        several = above is folder or order.below.get(folder.path, 0) > 1
        if several and any(path in order.place for path in entries):
            return order.place
    return {}
