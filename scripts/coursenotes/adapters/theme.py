"""Finds the theme that the pages of notes are made with among the folders that MkDocs looks in."""

from __future__ import annotations

from pathlib import Path

import material
import mkdocs
from mkdocs.config.defaults import MkDocsConfig

from coursenotes.errors import error
from coursenotes.sources.load import display_path

_OURS = "partials/begin.html"
"""A file that our theme has, and no other."""


def own_theme_only(config: MkDocsConfig) -> list[str]:
    """Let MkDocs look for files in our theme and in ``custom_dir`` only; returns all folders.

    Material has 14,000 files that no page loads, and a list of them takes a tenth of a second.
    Raises :class:`NotesError` where none of the folders has our templates.
    """
    folders = config.theme.dirs
    foreign = [Path(str(material.__file__)).parent, Path(str(mkdocs.__file__)).parent]
    config.theme.dirs = own = [
        folder for folder in folders if not any(map(Path(folder).is_relative_to, foreign))
    ]
    if not any(Path(folder, _OURS).is_file() for folder in own):
        name = config.theme.name or "null"
        message = f"theme: {name}: has no pages for notes; write `theme: coursenotes`"
        if name == "material":
            message += ", which is Material with them"
        raise error(display_path(Path(config.config_file_path)), message)
    return folders
