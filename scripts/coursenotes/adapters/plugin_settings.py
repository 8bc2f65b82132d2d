"""Define the plugin's settings in ``mkdocs.yml``, and let MkDocs check them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar
from weakref import ReferenceType, ref

import yaml
from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import get_yaml_loader, yaml_load
from pathspec import GitIgnoreSpec

from coursenotes.adapters.look import chosen_name
from coursenotes.outline.sections import PageLevels, page_levels
from coursenotes.site import Settings


class _PageLevels(base.BaseConfigOption[PageLevels | None]):
    """The headings that become pages: ``h2 > h3``, or ``none``."""

    def run_validation(self, value: object) -> PageLevels | None:
        try:
            return page_levels(value)
        except ValueError as cause:
            raise base.ValidationError(str(cause)) from None


class _Patterns(base.BaseConfigOption[list[str]]):
    """Patterns as in ``.gitignore``: a list, or a text with one pattern a line."""

    def __init__(self, default: list[str]) -> None:
        super().__init__()
        self.default = default

    def run_validation(self, value: object) -> list[str]:
        lines = value.splitlines() if isinstance(value, str) else value
        if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
            raise base.ValidationError("list files to leave out, such as `drafts/` or `*.tmp.md`")
        try:
            GitIgnoreSpec.from_lines(lines)
        except ValueError as cause:
            raise base.ValidationError(f"not a pattern of .gitignore: {cause}") from None
        return lines


class PluginSettings(base.Config):
    """The plugin's settings."""

    named_language: ClassVar[str] = ""
    """The language named on the command line, which replaces the theme's."""
    notes = c.FilesystemObject()
    """The notes, a file or a folder, relative to ``mkdocs.yml``."""
    exclude = _Patterns(default=[])
    """The files of a folder that are not notes, as patterns of ``.gitignore``."""
    page_levels = c.Optional(_PageLevels())
    """Unset, the shape of the notes decides."""
    edit_branch = c.Type(str, default="")
    """The branch in which "Edit this page" opens the notes; empty to take ``edit_uri``'s."""

    def settings(self, config: MkDocsConfig) -> Settings:
        """Return the settings that the plan needs, of the plugin and of MkDocs."""
        return Settings(
            self.named_language or _language(config),
            self.page_levels,
            config.site_url or "",
            config.repo_url or Path(config.config_file_path).resolve().parent.name,
            chosen_name(config.site_name),
        )


_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)  # MkDocs' own, ten times as fast
_given: tuple[ReferenceType[MkDocsConfig], dict[str, Any]] | None = None
"""The last configuration asked about, and the data of its file."""


def set_by_author(config: MkDocsConfig) -> dict[str, Any]:
    """Return the data of ``mkdocs.yml`` and of files it inherits; empty if there is none.

    ``config`` does not show what the author set: it is filled with the defaults of MkDocs and
    Material. The file is read once for each ``config``; a build has one.
    """
    global _given
    if _given is None or _given[0]() is not config:
        _given = ref(config), _read(config)
    return _given[1]


def _read(config: MkDocsConfig) -> dict[str, Any]:
    try:
        with open(config.config_file_path, "rb") as file:
            found: dict[str, Any] = yaml_load(file, get_yaml_loader(_LOADER, config))
            return found
    except FileNotFoundError:  # a configuration made in memory
        return {}


def _language(config: MkDocsConfig) -> str:
    theme = set_by_author(config).get("theme")
    return str(theme.get("language") or "") if isinstance(theme, dict) else ""
