"""Set what an author need not write into ``mkdocs.yml``, unless they do."""

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
"""What MkDocs warns about in hand-written pages and in ``nav``."""


def set_defaults(config: MkDocsConfig) -> None:
    """Set the extensions that render hand-written pages, and what MkDocs warns about.

    The author's own settings stay; missing settings of their extensions are added.
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
    """Return the same settings as ``mkdocs.yml`` would give them to an engine without plugins."""
    settings = config.mdx_configs
    return {
        "markdown_extensions": [
            {name: settings[name]} if settings.get(name) else name
            for name in config.markdown_extensions
        ],
        "validation": {part: dict.fromkeys(names, "warn") for part, names in VALIDATION.items()},
    }
