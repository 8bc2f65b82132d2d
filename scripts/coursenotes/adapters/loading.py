"""Load the notes that ``mkdocs.yml`` names, with the files beside them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from msgspec import Struct
from msgspec.structs import replace

from coursenotes.adapters.editing import branch_in
from coursenotes.adapters.plugin_settings import PluginSettings, set_by_author
from coursenotes.model import FoundNotes, Notes
from coursenotes.plan.copies import Surroundings
from coursenotes.reading import ReadingMemory, read_folder
from coursenotes.sources.load import (
    folder_of,
    shown_folder,
    surroundings_of,
)
from coursenotes.sources.notes import load_notes
from coursenotes.sources.repository import github_address, repository_of


class LoadedNotes(Struct, frozen=True):
    """The notes, as text and as read, and the files beside them."""

    found: FoundNotes
    notes: Notes
    around: Surroundings
    source: str
    """The address of the file or folder on GitHub; empty if unknown."""


def load(
    options: PluginSettings, config: MkDocsConfig, memory: ReadingMemory | None = None
) -> LoadedNotes:
    """Load and read the notes. Raises :class:`NotesError` if a build cannot go on."""
    path = Path(options.notes)
    found = load_found(options, config)
    levels = options.settings(config).levels
    notes = read_folder(found.folder, shown_folder(path), levels, memory)
    root = _repository_root(path, config)
    repository = (config.repo_url or github_address(root)) if root else ""
    known = branch(options, config, root)
    around = surroundings_of(path, found, root, repository, known)
    notes = replace(notes, problems=(*found.problems, *notes.problems))
    editable = root and repository and set_by_author(config).get("edit_uri") != ""
    inside = path.resolve().relative_to(root).as_posix() if root and editable else ""
    source = f"{repository.rstrip('/')}/blob/{known}/{inside}".removesuffix("/.") if inside else ""
    return LoadedNotes(found, notes, around, source)


def load_found(options: PluginSettings, config: MkDocsConfig) -> FoundNotes:
    """Load the notes as text. Raises :class:`NotesError` if there are none."""
    path = Path(options.notes)
    order = notes_in_nav(path, config).values()
    return load_notes(path, options.exclude, [*order], _not_notes(path, config))


def _repository_root(notes: Path, config: MkDocsConfig) -> Path | None:
    """The root of the project's repository, if the ``notes`` are in it."""
    project = Path(config.config_file_path).resolve().parent
    root = repository_of(notes, project)
    return root if root and project.is_relative_to(root) else None


def branch(options: PluginSettings, config: MkDocsConfig, root: Path | None) -> str:
    """Return the branch for links into the repository at ``root``."""
    if options.edit_branch:
        return options.edit_branch
    docs = Path(config.docs_dir).resolve()
    inside = docs.relative_to(root).as_posix() if root and docs.is_relative_to(root) else ""
    return branch_in(str(set_by_author(config).get("edit_uri") or ""), inside) or "HEAD"


def is_below(folder: Path, path: Path) -> bool:
    """True if ``path`` is ``folder`` or below it, with symbolic links resolved."""
    return path.resolve().is_relative_to(folder.resolve())


def in_notes(path: Path, notes: Path, config: MkDocsConfig) -> bool:
    """True if ``path`` in ``docs/`` is in the folder of the ``notes``, so not hand-written."""
    inside = notes.is_dir() and is_below(Path(config.docs_dir), notes)
    return inside and is_below(notes, path)


def notes_in_nav(notes: Path, config: MkDocsConfig) -> dict[str, str]:
    """Return the entries of ``nav`` that name files of the ``notes`` → paths in their folder."""
    entries = _paths(config.nav or ())
    return {entry: path for entry in entries if (path := _note_in_nav(entry, notes, config))}


def _paths(entries: Iterable[Any]) -> Iterator[str]:
    """Every path in a ``nav``, in order."""
    for entry in entries:
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, dict):
            for below in entry.values():
                yield from _paths(below if isinstance(below, list) else [below])


def _note_in_nav(entry: str, notes: Path, config: MkDocsConfig) -> str:
    """The path in the folder of the ``notes`` of the file that an entry of ``nav`` names.

    Entries may be relative to that folder, to ``docs/`` or to the folder of ``mkdocs.yml``. Empty
    if the entry names no file of the notes.
    """
    folder = folder_of(notes)
    project = Path(config.config_file_path).parent
    for start in (Path(config.docs_dir), folder, project):
        path = start / PurePosixPath(entry)
        by_hand = is_below(Path(config.docs_dir), path) and not in_notes(path, notes, config)
        if path.is_file() and is_below(notes, path) and not by_hand:
            return Path(os.path.relpath(path, folder)).as_posix()
    return ""


def _not_notes(notes: Path, config: MkDocsConfig) -> tuple[Path, ...]:
    """The site's own folders that are inside the folder of the notes."""
    own = (config.docs_dir, config.site_dir, config.theme.custom_dir)
    folders = (Path(folder) for folder in own if folder)
    return tuple(folder for folder in folders if not is_below(folder, notes))
