#!/usr/bin/env python3
"""Build, export, verify or check the site of this repository."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # silences Material's reminder

from coursenotes.adapters.commands import build_site, check_notes, export_pages, verify_site
from coursenotes.adapters.configuration import configured
from coursenotes.adapters.running import run
from coursenotes.sources.write import finish_exported, refuse_foreign

ROOT = Path(__file__).resolve().parent.parent
CONFIG = ROOT / "mkdocs.yml"
THEME = ROOT / "overrides"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0 if the site was built, or nothing is wrong with it."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:
        return int(bool(stop.code))
    return run(lambda: _did(options))


def _did(options: argparse.Namespace) -> int:
    if options.finish:
        finish_exported(options.finish, THEME)
        return 0
    if options.notes and not (options.out or options.verify or options.check):
        print("build.py: --notes needs --out, or --check", file=sys.stderr)
        return 1
    # With --notes the project's configuration applies to other notes.
    with configured(options.notes, CONFIG) as configuration:
        if options.verify:
            return verify_site(*configuration.load(), options.verify)
        if options.check:
            return check_notes(*configuration.load())
        out: Path | None = options.out
        site = str((out / "site").absolute()) if out else None
        config, plugin = configuration.load(site, options.strict or None)
        if out:
            refuse_foreign(out)
        build_site(config, plugin)
        if out:
            export_pages(config, plugin, out, THEME)
        return 0


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


if __name__ == "__main__":
    sys.exit(main())
