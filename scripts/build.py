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

from coursenotes.adapters.commands import build_site, check_notes, export_pages, verify_site
from coursenotes.adapters.mkdocs_plugin import CourseNotes
from coursenotes.errors import NotesError
from coursenotes.reporting import report
from coursenotes.sources.write import finish_exported, refuse_foreign
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

ROOT = Path(__file__).resolve().parent.parent
CONFIG = ROOT / "mkdocs.yml"
THEME = ROOT / "overrides"


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
            return verify_site(*_loaded(options.notes), options.verify)
        if options.check:
            return check_notes(*_loaded(options.notes))
        if options.notes and not options.out:
            print("build.py: --notes needs --out, or --check", file=sys.stderr)
            return 1
        _build(options.notes, options.out, options.strict)
        return 0
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


def _build(named: Path | None, out: Path | None, strict: bool) -> None:
    config, plugin = _loaded(named, out, strict)
    if out:
        refuse_foreign(out)
    build_site(config)
    if out:
        export_pages(config, plugin, out, THEME)


if __name__ == "__main__":
    sys.exit(main())
