"""The plugin's settings in ``mkdocs.yml``, which MkDocs checks."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig

from coursenotes.outline.sections import PageLevels, page_levels
from coursenotes.site import Settings
from coursenotes.translations import ENGLISH


class _PageLevels(base.BaseConfigOption[PageLevels | None]):
    """Which headings become pages: ``h2 > h3``, or ``none``."""

    def run_validation(self, value: object) -> PageLevels | None:
        try:
            return page_levels(value)
        except ValueError as cause:
            raise base.ValidationError(str(cause)) from None


class PluginSettings(base.Config):
    """What ``mkdocs.yml`` says of the plugin."""

    notes = c.FilesystemObject()
    """The notes file, from the folder of ``mkdocs.yml`` on."""
    page_levels = c.Optional(_PageLevels())
    """Without it the notes' own shape decides."""
    edit_branch = c.Type(str, default="HEAD")
    """The branch that "Edit this page" opens the notes in."""

    def settings(self, config: MkDocsConfig) -> Settings:
        """What the plan needs of them and of MkDocs' own."""
        language = str(config.theme["language"])
        # English is what Material sets where the author sets nothing; "en-US" is a choice.
        return Settings(
            "" if language == ENGLISH else language,
            self.page_levels,
            config.site_url or "",
            config.repo_url or Path(config.config_file_path).resolve().parent.name,
        )
