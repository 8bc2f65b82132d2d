"""Check ``mkdocs.yml`` against the files of the site and the theme."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files

from coursenotes.adapters.look import look_problems
from coursenotes.adapters.own_templates import BASE, blocks_in, filled_blocks
from coursenotes.adapters.plugin_settings import set_by_author
from coursenotes.adapters.settings import setting_problems
from coursenotes.adapters.theme import folders_of, has_icon, own_theme_only
from coursenotes.model import Position, Problem, Severity
from coursenotes.site import Site
from coursenotes.sources.load import display_path


def problems_of_settings(config: MkDocsConfig, site: Site) -> tuple[Problem, ...]:
    """Return what is wrong in ``mkdocs.yml``, without building ``site``."""
    own_theme_only(config)
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    return problems_with_files(config, files, {asset.path for asset in site.assets})


def problems_with_files(
    config: MkDocsConfig, files: Files, others: Collection[str] = ()
) -> tuple[Problem, ...]:
    """Return what is wrong in ``mkdocs.yml`` for a site with ``files``.

    ``others`` are the paths of further files.
    """
    paths = {file.dest_uri for file in files}.union(others)
    docs = str(config.docs_dir)
    by_hand = any(file.src_dir == docs for file in files.documentation_pages())
    loaded = {
        "extra_css": config.extra_css,
        "extra_javascript": [str(script) for script in config.extra_javascript],
    }
    name, given = display_path(Path(config.config_file_path)), set_by_author(config)
    found = setting_problems(
        name,
        config.theme,
        loaded,
        paths.__contains__,
        config.use_directory_urls,
        given,
        by_hand,
    )
    shown = look_problems(given, partial(has_icon, config))
    found += tuple(Problem(Position(name), *problem) for problem in shown)
    return (*found, *_strange_blocks(config))


def _strange_blocks(config: MkDocsConfig) -> Iterator[Problem]:
    """A problem for each block that the author's templates fill but no page has."""
    folders = folders_of(config)
    base = next(file for folder in folders if (file := folder / BASE).is_file())
    known = {name for name, _ in blocks_in(base.read_text("utf-8"))}
    for filled in filled_blocks(folders):
        if filled.name not in known:
            others = ", ".join(sorted(known))
            message = f"block {filled.name}: pages have no such block, but {others}"
            place = Position(display_path(filled.file), filled.line)
            yield Problem(place, Severity.WARNING, message)
