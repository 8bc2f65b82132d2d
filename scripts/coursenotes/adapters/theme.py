"""Finds the theme of a project in the folders that MkDocs looks in, and what pages take from it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import material
import mkdocs
from mkdocs.config.defaults import MkDocsConfig

from coursenotes.adapters.look import look_of
from coursenotes.adapters.own_templates import filled_blocks
from coursenotes.adapters.plugin_settings import set_by_author
from coursenotes.errors import error
from coursenotes.sources.load import display_path

_OURS = "partials/begin.html"
"""A file that our theme has, and no other."""
_MATERIAL = Path(str(material.__file__)).parent


def own_theme_only(config: MkDocsConfig) -> list[str]:
    """Let MkDocs look for files in our theme and in ``custom_dir`` only; returns all folders.

    Material has 14,000 files that no page loads, and a list of them takes a tenth of a second.
    Raises :class:`NotesError` where none of the folders has our templates.
    """
    folders = config.theme.dirs
    foreign = [_MATERIAL, Path(str(mkdocs.__file__)).parent]
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


def look_of_config(config: MkDocsConfig) -> dict[str, Any]:
    """What the author's settings and templates put on every page (:mod:`.look`)."""
    announces = any(filled.name == "announce" for filled in filled_blocks(folders_of(config)))
    return look_of(set_by_author(config), partial(has_icon, config), announces)


def folders_of(config: MkDocsConfig) -> list[Path]:
    """The folders of our theme, and the author's before it."""
    return [Path(folder) for folder in config.theme.dirs]


def has_icon(config: MkDocsConfig, name: str) -> bool:
    """Whether the author or Material has an icon of that name."""
    folders = [*folders_of(config), _MATERIAL / "templates"]
    return any((folder / ".icons" / f"{name}.svg").is_file() for folder in folders)
