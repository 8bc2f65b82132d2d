"""Looks for what is wrong in ``mkdocs.yml``, by the files that the site has."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files

from coursenotes.adapters.plugin_settings import set_by_author
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
    return problems_with_files(config, files, {asset.path for asset in site.assets})


def problems_with_files(
    config: MkDocsConfig, files: Files, others: Collection[str] = ()
) -> tuple[Problem, ...]:
    """What is wrong in ``mkdocs.yml``, for a site with ``files``, and ``others`` at these paths."""
    paths = {file.dest_uri for file in files}.union(others)
    docs = str(config.docs_dir)
    by_hand = any(file.src_dir == docs for file in files.documentation_pages())
    loaded = {
        "extra_css": config.extra_css,
        "extra_javascript": [str(script) for script in config.extra_javascript],
    }
    return setting_problems(
        display_path(Path(config.config_file_path)),
        config.theme,
        loaded,
        paths.__contains__,
        config.use_directory_urls,
        set_by_author(config),
        by_hand,
    )
