"""Loads the notes that ``mkdocs.yml`` names, with what lies beside them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

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


@dataclass(frozen=True, slots=True)
class LoadedNotes:
    """The notes as text, as they were read, and what lies beside them."""

    found: FoundNotes
    notes: Notes
    around: Surroundings
    source: str
    """Where they are on GitHub, as a link to the file or folder; empty where that is not known."""


def load(
    options: PluginSettings, config: MkDocsConfig, memory: ReadingMemory | None = None
) -> LoadedNotes:
    """Load and read the notes. Raises :class:`NotesError` for what stops a build."""
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
    """Load the notes as text. Raises :class:`NotesError` where there are none."""
    path = Path(options.notes)
    order = notes_in_nav(path, config).values()
    return load_notes(path, options.exclude, [*order], _not_notes(path, config))


def _repository_root(notes: Path, config: MkDocsConfig) -> Path | None:
    """The folder of the repository of the project, if the ``notes`` are in it."""
    project = Path(config.config_file_path).resolve().parent
    root = repository_of(notes, project)
    return root if root and project.is_relative_to(root) else None


def branch(options: PluginSettings, config: MkDocsConfig, root: Path | None) -> str:
    """The branch that links to the repository in ``root`` lead to."""
    if options.edit_branch:
        return options.edit_branch
    docs = Path(config.docs_dir).resolve()
    inside = docs.relative_to(root).as_posix() if root and docs.is_relative_to(root) else ""
    return branch_in(str(set_by_author(config).get("edit_uri") or ""), inside) or "HEAD"


def is_below(folder: Path, path: Path) -> bool:
    """Whether ``path`` is ``folder`` or below it, wherever links lead."""
    return path.resolve().is_relative_to(folder.resolve())


def in_notes(path: Path, notes: Path, config: MkDocsConfig) -> bool:
    """Whether ``path`` in ``docs/`` is in the folder of the ``notes``, and not written beside."""
    inside = notes.is_dir() and is_below(Path(config.docs_dir), notes)
    return inside and is_below(notes, path)


def notes_in_nav(notes: Path, config: MkDocsConfig) -> dict[str, str]:
    """The entries of ``nav`` that name files of the ``notes`` → their paths below the folder."""
    entries = _paths(config.nav or ())
    return {entry: path for entry in entries if (path := _note_in_nav(entry, notes, config))}


def _paths(entries: Iterable[Any]) -> Iterator[str]:
    """Every path that a ``nav`` names, in order."""
    for entry in entries:
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, dict):
            for below in entry.values():
                yield from _paths(below if isinstance(below, list) else [below])


def _note_in_nav(entry: str, notes: Path, config: MkDocsConfig) -> str:
    """The path below the folder of the ``notes`` of the file that an entry of ``nav`` names.

    It may be named from there, from ``docs/`` or from the folder of ``mkdocs.yml``. Empty if it is
    no file of the notes.
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
    """The site's own folders, where they are inside that of the notes."""
    own = (config.docs_dir, config.site_dir, config.theme.custom_dir)
    folders = (Path(folder) for folder in own if folder)
    return tuple(folder for folder in folders if not is_below(folder, notes))
