#!/usr/bin/env python3
"""Build the site from the notes: arguments in, exit code out."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's reminder is known

from coursenotes import plan_site, read_notes
from coursenotes.adapters.mkdocs_plugin import CourseNotes, problems_of_settings
from coursenotes.errors import NotesError
from coursenotes.lint.check import lint
from coursenotes.outputs.policy import POLICY
from coursenotes.reporting import report, stopping
from coursenotes.site import language_for
from coursenotes.sources.load import (
    addresses_by_hand,
    display_path,
    load_site,
    load_text,
    surroundings_of,
)
from coursenotes.sources.write import export, finish_exported, refuse_foreign
from coursenotes.translations import words_of
from coursenotes.verify import Expected, verify
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

ROOT = Path(__file__).resolve().parent.parent
CONFIG = ROOT / "mkdocs.yml"
THEME = ROOT / "overrides"
EXTRA = ("words", "language", "source", "nav", "policy", "inline")
"""What the plugin tells the templates, below ``extra``."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when the site was built (or nothing is wrong, with ``--check``)."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:
        return int(bool(stop.code))
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    try:
        if options.finish:
            finish_exported(options.finish, THEME)
            return 0
        if options.verify:
            return _verify(options.verify, options.notes)
        if options.check:
            return _check(options.notes)
        if options.notes and not options.out:
            print("build.py: --notes needs --out, or --check", file=sys.stderr)
            return 1
        return _build(options.notes, options.out, options.strict)
    except NotesError as stop:
        report(stop.problems)
    except MkDocsException as stop:
        if not isinstance(stop, Abort):  # what stopped it has been said
            print(stop, file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="build.py", description=__doc__)
    parser.add_argument(
        "--notes", type=Path, metavar="FILE", help="the notes, if not the project's"
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="build DIR/site, and export what it is built from: DIR/docs, DIR/mkdocs.yml",
    )
    parser.add_argument("--strict", action="store_true", help="warnings stop the build")
    parser.add_argument(
        "--finish",
        type=Path,
        metavar="SITE",
        help="add to a site that another engine built from an export what the plugin adds",
    )
    parser.add_argument(
        "--verify",
        type=Path,
        metavar="SITE",
        help="check a built site, its files against the notes",
    )
    parser.add_argument("--check", action="store_true", help="only list the problems in the notes")
    return parser


def _loaded(
    named: Path | None, out: Path | None = None, strict: bool = False
) -> tuple[MkDocsConfig, CourseNotes]:
    """The project's configuration, which holds for other notes and places too, and our plugin."""
    site = str((out / "site").absolute()) if out else None
    config = load_config(str(CONFIG), site_dir=site, strict=strict or None)
    plugin = config.plugins["coursenotes"]
    assert isinstance(plugin, CourseNotes)
    if named:
        plugin.config.notes = str(named.absolute())
    return config, plugin


def _check(named: Path | None) -> int:
    config, plugin = _loaded(named)
    notes_file, settings = Path(plugin.config.notes), plugin.config.settings(config)
    text = load_text(notes_file)
    notes = read_notes(text, display_path(notes_file), settings.levels)
    site = plan_site(notes, surroundings_of(notes_file), settings)
    problems = (*lint(text, notes, site.problems), *problems_of_settings(config, site))
    report(problems, sys.stdout)
    return int(bool(stopping(problems, strict=True)))


def _verify(site: Path, named: Path | None) -> int:
    config, plugin = _loaded(named)
    notes_file, settings = Path(plugin.config.notes), plugin.config.settings(config)
    direction = config.theme.get("direction")
    text = load_text(notes_file)
    language = settings.language
    if not language:  # the notes decide
        notes = read_notes(text, display_path(notes_file), settings.levels)
        language = language_for(notes, settings)
    expected = Expected(
        notes=text,
        policy=POLICY,
        path=display_path(notes_file),
        language=language,
        direction=str(direction or words_of(language)["direction"]),
        by_hand=addresses_by_hand(Path(config.docs_dir)),
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


def _build(named: Path | None, out: Path | None, strict: bool) -> int:
    config, plugin = _loaded(named, out, strict)
    if out:
        refuse_foreign(out)
    site = config.site_dir
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
    if out:
        settings = {
            "site_name": config.site_name,
            "theme": {"custom_dir": str(THEME)},
            "extra": {name: config.extra[name] for name in EXTRA},
            "nav": config.nav,
        }
        export(out, plugin.exported(config), plugin.copies, CONFIG, settings)
    print(f"Built {display_path(Path(site))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
