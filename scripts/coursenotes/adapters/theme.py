"""Find our theme in the folders that MkDocs searches, and what pages take from it."""

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
"""A file that only our theme has."""
_MATERIAL = Path(str(material.__file__)).parent


def own_theme_only(config: MkDocsConfig) -> list[str]:
    """Let MkDocs search our theme and ``custom_dir`` only; return all folders it searched before.

    Material has 14,000 files that no page loads, and listing them takes a tenth of a second.
    Raises :class:`NotesError` if none of the folders has our templates.
    """
    folders = config.theme.dirs
    foreign = [_MATERIAL, Path(str(mkdocs.__file__)).parent]
    config.theme.dirs = own = [
        folder for folder in folders if not any(map(Path(folder).is_relative_to, foreign))
    ]
    if not any(Path(folder, _OURS).is_file() for folder in own):
        name = config.theme.name or "null"
        message = f"theme: {name}: has no templates for notes; write `theme: coursenotes`"
        if name == "material":
            message += ", which is Material with them"
        raise error(display_path(Path(config.config_file_path)), message)
    return folders


def look_of_config(config: MkDocsConfig) -> dict[str, Any]:
    """Return the look that the author's settings and templates give every page (:mod:`.look`)."""
    announces = any(filled.name == "announce" for filled in filled_blocks(folders_of(config)))
    return look_of(set_by_author(config), partial(has_icon, config), announces)


def folders_of(config: MkDocsConfig) -> list[Path]:
    """Return the folders of the author's templates and of our theme, in search order."""
    return [Path(folder) for folder in config.theme.dirs]


def has_icon(config: MkDocsConfig, name: str) -> bool:
    """True if the author or Material has an icon of that name."""
    folders = [*folders_of(config), _MATERIAL / "templates"]
    return any((folder / ".icons" / f"{name}.svg").is_file() for folder in folders)
