"""Watch the notes while they are served, skipping folders that cannot hold notes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserverVFS

from coursenotes.sources.note_names import is_built_site, is_closed, is_environment

_INTERVAL = 0.5
"""Seconds between two scans, as in MkDocs."""


def watch_notes_only(server: LiveReloadServer) -> None:
    """Let ``server`` skip Git's files, packages, virtual environments and built sites.

    It scans all files below the folders that it watches twice a second, and a repository's tools
    may keep tens of thousands of files beside the notes.
    """
    watched = tuple(server._watched_paths)
    for path in watched:
        server.unwatch(path)
    observer: Any = PollingObserverVFS(os.stat, _entries, polling_interval=_INTERVAL)
    server.observer = observer  # has the methods that MkDocs calls
    for path in watched:
        server.watch(path)


def _entries(folder: str | None) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        entries = [entry for entry in found if not is_closed(entry.name)]
    names = frozenset(entry.name for entry in entries)
    return iter(() if is_environment(names) or is_built_site(names) else entries)
