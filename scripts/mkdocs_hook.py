"""The adapter for MkDocs: plans the notes' pages before each build, so that ``mkdocs`` just works.

Problems in the notes are told before; errors stop the build, under ``--strict`` warnings as well.
"""

from __future__ import annotations

import html
import os
from pathlib import Path
from typing import Any

from coursenotes import Settings, plan_site, read_notes
from coursenotes.errors import NotesError
from coursenotes.load import around, load_text, pages_by_hand, shown
from coursenotes.reporting import report, stopping
from coursenotes.shape import page_levels
from coursenotes.words import words_of
from coursenotes.write import navigation, write_config, write_pages
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Write the pages of the notes, and give MkDocs their title and navigation."""
    root = Path(config.config_file_path).parent
    notes_file = _notes_file(config)
    try:
        text = load_text(notes_file)
        inside = os.path.relpath(notes_file.resolve().parent, root.resolve()).replace(os.sep, "/")
        repository, branch = config.repo_url or "", config.extra.get("edit_branch", "")
        settings = Settings(
            language=str(config.theme["language"]),
            levels=page_levels(config.extra.get("page_levels"), shown(root / "mkdocs.yml")),
            site_url=config.site_url or "",
        )
        notes = read_notes(text, shown(notes_file), settings.levels)
        beside = around(notes_file, repository, branch, inside)
        plan = plan_site(notes, beside, settings, pages_by_hand(Path(config.docs_dir)))
        report(plan.problems)
        if stop := stopping(plan.problems, config.strict):
            raise PluginError(stop)
        write_pages(plan, Path(config.docs_dir))
        nav = navigation(plan.navigation)
        # Zensical runs no hooks; with this file it builds the same site.
        words = dict(words_of(settings.language).texts)
        changed = {"site_name": html.escape(plan.title), "nav": nav, "hooks": []}
        write_config(
            root / "mkdocs.zensical.yml", "mkdocs.yml", {**changed, "extra": {"words": words}}
        )
    except NotesError as unfit:
        report(unfit.problems)
        raise PluginError(stopping(unfit.problems, config.strict)) from None
    config.site_name = html.escape(plan.title)
    config.nav = nav
    config.extra["words"] = words
    return config


def on_serve(server: Any, config: MkDocsConfig, **_: Any) -> Any:
    """Build again when the notes, or anything beside them, change."""
    server.watch(str(_notes_file(config).parent))
    return server


def _notes_file(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent / str(config.extra.get("notes", "notes/mlops.md"))
