"""Writes what a new project begins with."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from coursenotes.errors import error
from coursenotes.sources.load import display_path

_FILES = {
    "notes.md": "notes.md",
    "mkdocs.yml": "mkdocs.yml",
    "publish.yml": ".github/workflows/publish.yml",
}
"""The files in ``templates/``, and their places in a project."""


def start(folder: Path) -> None:
    """Write a notes file, ``mkdocs.yml`` and a workflow into ``folder``, which is made if need be.

    Raises :class:`NotesError`, and writes nothing, where one of them is there.
    """
    templates = resources.files("coursenotes").joinpath("templates")
    texts = {folder / place: templates.joinpath(name) for name, place in _FILES.items()}
    for file in texts:
        if file.exists():
            raise error(display_path(file), "is there already; nothing was written")
    for file, text in texts.items():
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.read_bytes())
        except OSError as cause:
            message = f"cannot be written: {cause.strerror}"
            raise error(display_path(file), message) from None
        print(f"Wrote {display_path(file)}")
    print(f"Now: coursenotes serve {_quoted(display_path(folder / 'notes.md'))}")


def _quoted(path: str) -> str:
    """As a shell needs it, on Windows too."""
    return f'"{path}"' if " " in path else path
