"""Looks for what is wrong in ``mkdocs.yml``, by the files that the site has."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files

from coursenotes.adapters.settings import setting_problems
from coursenotes.adapters.theme import own_theme_only
from coursenotes.model import Problem
from coursenotes.site import Site
from coursenotes.sources.load import display_path


def problems_of_settings(config: MkDocsConfig, site: Site) -> tuple[Problem, ...]:
    """What is wrong in ``mkdocs.yml``, found without building ``site``."""
    own_theme_only(config)
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    own = {file.dest_uri for file in files}
    return problems_with_files(config, own.union(asset.path for asset in site.assets))


def problems_with_files(config: MkDocsConfig, files: Container[str]) -> tuple[Problem, ...]:
    """What is wrong in ``mkdocs.yml``, for a site with ``files`` at these paths."""
    loaded = {
        "extra_css": config.extra_css,
        "extra_javascript": [str(script) for script in config.extra_javascript],
    }
    name = display_path(Path(config.config_file_path))
    return setting_problems(
        name, config.theme, loaded, files.__contains__, config.use_directory_urls
    )
