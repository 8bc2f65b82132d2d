"""What an author need not write into ``mkdocs.yml``: the plugin sets it, where they do not."""

from __future__ import annotations

import logging
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import reduce_list

from coursenotes.adapters.plugin_settings import set_by_author
from coursenotes.extensions.engine import EXTENSIONS

VALIDATION = {
    "nav": ("omitted_files", "not_found", "absolute_links"),
    "links": ("not_found", "anchors", "absolute_links", "unrecognized_links"),
}
"""What MkDocs warns of, in pages written by hand and in ``nav``."""


def set_defaults(config: MkDocsConfig) -> None:
    """Set the extensions that pages written by hand are rendered with, and what is warned of.

    What the author has set stays: an extension's other settings are added to theirs.
    """
    config.markdown_extensions = reduce_list([*config.markdown_extensions, *EXTENSIONS])
    for name, settings in EXTENSIONS.items():
        if merged := {**settings, **config.mdx_configs.get(name, {})}:
            config.mdx_configs[name] = merged
    given = set_by_author(config).get("validation") or {}
    for part, names in VALIDATION.items():
        chosen = {**given, **(given.get(part) or {})}
        for name in names:
            if name not in chosen:
                config.validation[part][name] = logging.WARNING


def defaults_as_settings(config: MkDocsConfig) -> dict[str, Any]:
    """The same, as ``mkdocs.yml`` says it to an engine that runs no plugins."""
    settings = config.mdx_configs
    return {
        "markdown_extensions": [
            {name: settings[name]} if settings.get(name) else name
            for name in config.markdown_extensions
        ],
        "validation": {part: dict.fromkeys(names, "warn") for part, names in VALIDATION.items()},
    }
