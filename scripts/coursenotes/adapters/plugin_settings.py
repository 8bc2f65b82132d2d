"""The plugin's settings in ``mkdocs.yml``, which MkDocs checks."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar
from weakref import ReferenceType, ref

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import get_yaml_loader, yaml_load
from pathspec import GitIgnoreSpec

from coursenotes.adapters.look import chosen_name
from coursenotes.outline.sections import PageLevels, page_levels
from coursenotes.site import Settings


class _PageLevels(base.BaseConfigOption[PageLevels | None]):
    """Which headings become pages: ``h2 > h3``, or ``none``."""

    def run_validation(self, value: object) -> PageLevels | None:
        try:
            return page_levels(value)
        except ValueError as cause:
            raise base.ValidationError(str(cause)) from None


class _Patterns(base.BaseConfigOption[list[str]]):
    """Patterns in the language of ``.gitignore``: a list of them, or a text with one in a line."""

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
            raise base.ValidationError(f"no pattern of .gitignore: {cause}") from None
        return lines


class PluginSettings(base.Config):
    """What ``mkdocs.yml`` says of the plugin."""

    named_language: ClassVar[str] = ""
    """The language that a command names; it takes the place of the theme's."""
    notes = c.FilesystemObject()
    """The notes, a file or a folder, from the folder of ``mkdocs.yml`` on."""
    exclude = _Patterns(default=[])
    """Which files of a folder are no notes, in the language of ``.gitignore``."""
    page_levels = c.Optional(_PageLevels())
    """If it is not set, the shape of the notes decides."""
    edit_branch = c.Type(str, default="")
    """The branch that "Edit this page" opens the notes in; empty if ``edit_uri`` says."""

    def settings(self, config: MkDocsConfig) -> Settings:
        """What the plan needs of them and of MkDocs' own."""
        return Settings(
            self.named_language or _language(config),
            self.page_levels,
            config.site_url or "",
            config.repo_url or Path(config.config_file_path).resolve().parent.name,
            chosen_name(config.site_name),
        )


_given: tuple[ReferenceType[MkDocsConfig], dict[str, Any]] | None = None
"""The configuration that was asked about last, and what stands in its file."""


def set_by_author(config: MkDocsConfig) -> dict[str, Any]:
    """What stands in ``mkdocs.yml`` and in files that it inherits; empty where there is none.

    ``config`` cannot tell: it has MkDocs' and Material's defaults where the author sets nothing.
    The file is read once for each ``config``, of which a build has one.
    """
    global _given
    if _given is None or _given[0]() is not config:
        _given = ref(config), _read(config)
    return _given[1]


def _read(config: MkDocsConfig) -> dict[str, Any]:
    try:
        with open(config.config_file_path, "rb") as file:
            found: dict[str, Any] = yaml_load(file, get_yaml_loader(config=config))
            return found
    except FileNotFoundError:  # a configuration that was made in memory
        return {}


def _language(config: MkDocsConfig) -> str:
    theme = set_by_author(config).get("theme")
    return str(theme.get("language") or "") if isinstance(theme, dict) else ""
