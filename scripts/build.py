#!/usr/bin/env python3
"""Build the site from the notes: arguments in, exit code out."""

from __future__ import annotations

import argparse
import html
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from coursenotes import Settings, plan_site, read_notes
from coursenotes.errors import NotesError
from coursenotes.lint import lint
from coursenotes.load import addresses_by_hand, around, load_site, load_text, pages_by_hand, shown
from coursenotes.reporting import report, stopping
from coursenotes.shape import page_levels
from coursenotes.verify import Expected, verify
from coursenotes.words import words_of
from coursenotes.write import finish_site, navigation, write_config, write_pages
from mkdocs.config import load_config

ROOT = Path(__file__).resolve().parent.parent
CONFIG = ROOT / "mkdocs.yml"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when the site was built (or nothing is wrong, with ``--check``)."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:
        return int(bool(stop.code))
    try:
        if options.out:
            return _build_elsewhere(options.notes, options.out, options.strict)
        if options.finish:
            finish_site(ROOT / "docs", ROOT / "overrides", options.finish)
            return 0
        if options.verify:
            return _verify(options.verify, options.notes)
        if options.check:
            return _check(options.notes)
        if options.notes:
            print("build.py: --notes needs --out, or --check", file=sys.stderr)
            return 1
        return _mkdocs(CONFIG, options.strict)
    except NotesError as stop:
        report(stop.problems)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="build.py", description=__doc__)
    parser.add_argument(
        "--notes", type=Path, metavar="FILE", help="the notes, if not the project's"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="build there: pages, and DIR/site")
    parser.add_argument("--strict", action="store_true", help="warnings stop the build")
    parser.add_argument(
        "--finish",
        type=Path,
        metavar="SITE",
        help="add to a site that another engine built what the hooks add in MkDocs",
    )
    parser.add_argument(
        "--verify",
        type=Path,
        metavar="SITE",
        help="check a built site, its files against the notes",
    )
    parser.add_argument("--check", action="store_true", help="only list the problems in the notes")
    return parser


def _settings(named: Path | None) -> tuple[Path, Settings]:
    """The notes file, and what the project's ``mkdocs.yml`` says: it holds for other notes too."""
    config = load_config(str(CONFIG))
    settings = Settings(
        language=str(config.theme["language"]),
        levels=page_levels(config.extra.get("page_levels"), shown(CONFIG)),
        site_url=config.site_url or "",
    )
    return named or ROOT / str(config.extra.get("notes", "notes/mlops.md")), settings


def _check(named: Path | None) -> int:
    notes_file, settings = _settings(named)
    text = load_text(notes_file)
    notes = read_notes(text, shown(notes_file), settings.levels)
    problems = lint(text, notes, plan_site(notes, around(notes_file), settings))
    report(problems, sys.stdout)
    return int(bool(stopping(problems, strict=True)))


def _verify(site: Path, named: Path | None) -> int:
    notes_file, settings = _settings(named)
    docs = site.resolve().parent / "docs"
    direction = load_config(str(CONFIG)).theme.get("direction")
    expected = Expected(
        notes=load_text(notes_file),
        path=shown(notes_file),
        language=settings.language,
        direction=str(direction or words_of(settings.language)["direction"]),
        by_hand=addresses_by_hand(docs if docs.is_dir() else ROOT / "docs"),
    )
    files = load_site(site)
    problems = verify(files, expected)
    for problem in problems:
        print(problem)
    if problems:
        print(f"{shown(site)}: {len(problems)} problem(s).", file=sys.stderr)
        return 1
    print(f"{shown(site)}: {len(files)} files, nothing is wrong.")
    return 0


def _build_elsewhere(named: Path | None, out: Path, strict: bool) -> int:
    notes_file, chosen = _settings(named)
    print(f"Reading {shown(notes_file)} ...", flush=True)
    docs = out / "docs"
    notes = read_notes(load_text(notes_file), shown(notes_file), chosen.levels)
    plan = plan_site(notes, around(notes_file), chosen, pages_by_hand(docs))
    report(plan.problems)
    if stop := stopping(plan.problems, strict):
        print(stop, file=sys.stderr)
        return 1
    write_pages(plan, docs)
    settings = {
        "site_name": html.escape(plan.title),
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {"custom_dir": str(ROOT / "overrides")},
        "hooks": [str(ROOT / "scripts" / "site_hook.py")],
        "extra": {"words": dict(words_of(chosen.language).texts)},
        "nav": navigation(plan.navigation),
    }
    write_config(out / "mkdocs.yml", str(CONFIG), settings)
    print(f"Building {len(plan.pages)} pages ...", flush=True)
    return _mkdocs(out / "mkdocs.yml", strict)


def _mkdocs(config: Path, strict: bool) -> int:
    command = [sys.executable, "-m", "mkdocs", "--quiet", "build", "--config-file", str(config)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    ended = subprocess.run([*command, *["--strict"] * strict], env=environment, check=False)
    if ended.returncode:
        return 1
    print(f"Built {shown(config.parent / 'site')}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
