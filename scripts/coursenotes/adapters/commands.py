"""Do what a command asks, once its configuration is loaded: build, export, check, verify."""

from __future__ import annotations

import posixpath
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from coursenotes.adapters.defaults import defaults_as_settings
from coursenotes.adapters.loading import load, load_found
from coursenotes.adapters.mkdocs_plugin import CourseNotes
from coursenotes.adapters.notes_page import NotesPage
from coursenotes.adapters.progress import Progress
from coursenotes.adapters.settings_check import problems_of_settings
from coursenotes.lint.check import lint
from coursenotes.model import Notes, NotesFile, Position, Problem, Severity
from coursenotes.outputs.policy import POLICY
from coursenotes.reading import read_folder
from coursenotes.reporting import report, stopping, summary
from coursenotes.site import language_for, plan_site
from coursenotes.sources.load import (
    addresses_by_hand,
    display_path,
    folder_of,
    load_site,
    shown_folder,
)
from coursenotes.sources.renames import renamed
from coursenotes.sources.write import export
from coursenotes.translations import words_of
from coursenotes.verify import Expected, verify

_EXTRA = ("words", "language", "source", "nav", "policy", "inline", "look")
"""The entries below ``extra`` that the plugin sets for the templates."""


def build_site(config: MkDocsConfig, plugin: CourseNotes) -> None:
    """Build the site. Raises MkDocs' exceptions, after the plugin has reported the problems."""
    site = config.site_dir
    plugin.progress = Progress(sys.stderr)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
    shown = display_path(Path(site))
    print(f"Built {shown}: open {display_path(Path(site, 'index.html'))}")


def export_pages(config: MkDocsConfig, plugin: CourseNotes, out: Path, theme: Path) -> None:
    """Write the sources of the site just built into ``out``, for engines that run no plugins."""
    settings = {
        "site_name": config.site_name,
        "theme": {"custom_dir": str(theme)},
        "extra": {name: config.extra[name] for name in _EXTRA},
        "nav": config.nav,
        **defaults_as_settings(config),
    }
    inherit = Path(config.config_file_path)
    docs = str(config.docs_dir)
    files = {
        file.src_uri: _contents(file)
        for file in plugin.files
        if file.inclusion.is_included() and file.src_dir in (None, docs)
    }
    export(out, files, plugin.copies, inherit, settings)


def _contents(file: File) -> bytes:
    if isinstance(file.page, NotesPage):
        return file.page.exported().encode()
    return file.content_bytes


def check_notes(config: MkDocsConfig, plugin: CourseNotes) -> int:
    """Report the problems in the notes and in ``mkdocs.yml``.

    Returns 1 if one of them would stop a strict build, else 0.
    """
    loaded = load(plugin.config, config)
    site = plan_site(loaded.notes, loaded.around, plugin.config.settings(config))
    files = tuple(loaded.found.folder.files())
    problems = (
        *lint(files, loaded.notes, site.problems),
        *_renamed(Path(plugin.config.notes), files, loaded.notes),
        *problems_of_settings(config, site),
    )
    report(problems, sys.stdout)
    print(summary(problems), file=sys.stderr)  # keeps stdout free for tools
    return int(bool(stopping(problems, strict=True)))


def _renamed(path: Path, files: Sequence[NotesFile], notes: Notes) -> Iterator[Problem]:
    """A hint for each file whose name, and so its address, changed since the last commit."""
    for before, file in renamed(folder_of(path), files) if len(files) > 1 else ():
        message = f"was {before} at the last commit: links from elsewhere to its old page break"
        yield Problem(Position(notes.files[file.path].path), Severity.HINT, message)


def verify_site(config: MkDocsConfig, plugin: CourseNotes, site: Path) -> int:
    """Compare the files of a built ``site`` with the notes; return 1 if something is wrong."""
    path, settings = Path(plugin.config.notes), plugin.config.settings(config)
    direction = config.theme.get("direction")
    found = load_found(plugin.config, config)
    language = settings.language
    if not language:  # then the notes decide
        notes = read_folder(found.folder, shown_folder(path), settings.levels)
        language = language_for(notes, settings)
    folder = shown_folder(path)
    expected = Expected(
        notes={posixpath.join(folder, file.path): file.text for file in found.folder.files()},
        policy=POLICY,
        language=language,
        direction=str(direction or words_of(language)["direction"]),
        by_hand=addresses_by_hand(Path(config.docs_dir)),
        description=config.site_description or "",
    )
    files = load_site(site)
    problems = verify(files, expected)
    for problem in problems:
        print(problem)
    if problems:
        print(f"{display_path(site)}: {len(problems)} problem(s).", file=sys.stderr)
        return 1
    print(f"{display_path(site)}: {len(files)} files, nothing is wrong.")
    return 0
