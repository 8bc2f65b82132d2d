"""What MkDocs' own build leaves out or has too much of, for every site that is built here."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Literal

from coursenotes.errors import NotesError
from coursenotes.load import shown
from coursenotes.write import aside, finish_site, forget_aside, publish_aside
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.utils import get_theme_dir

log = logging.getLogger("mkdocs.hooks.coursenotes")

_commands: list[str] = []
_sites: list[Path] = []


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember what the site is built for."""
    _commands.append(command)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Have the site built aside: the one that is there stays until the new one is whole."""
    if "serve" not in _commands:
        site = Path(config.site_dir)
        _sites.append(site)
        config.site_dir = str(aside(site))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out the theme's scripts and styles: no page loads one, and they are 4 MB."""
    theme = get_theme_dir(str(config.theme.name))
    return Files([file for file in files if file.src_dir != theme])


def on_build_error(error: Exception) -> None:
    """Say in one line what MkDocs answers with a traceback: a full disk, a closed folder."""
    for site in _sites:
        forget_aside(site)
    if isinstance(error, OSError):
        place = _sites[-1] if _sites else Path(error.filename or "site")
        raise PluginError(f"{shown(place)}: cannot be written: {error.strerror}") from None


def on_post_build(config: MkDocsConfig) -> None:
    """Add the pages' copies for machines, and what keeps the site for reading offline."""
    try:
        theme = Path(config.theme.custom_dir or config.docs_dir)
        site = Path(config.site_dir)
        finish_site(Path(config.docs_dir), theme, site, serving="serve" in _commands)
        if _sites:
            publish_aside(_sites[-1])
            config.site_dir = str(_sites[-1])
            log.info("The site is whole: %s", shown(_sites[-1]))
    except NotesError as stop:
        raise PluginError(str(stop)) from None
