"""Parse the arguments of the command ``coursenotes`` and run it."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

_EXAMPLES = """\
to begin:
  coursenotes serve notes.md     look at your notes in the browser while you write
  coursenotes build notes.md     write the site into ./site
  coursenotes new my-course      make a project: notes, settings, publishing on GitHub Pages

Settings are in mkdocs.yml, next to the notes or in this folder; without one all are the usual ones.
`coursenotes COMMAND --help` says more.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0 if it succeeded and found nothing that stops a site."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    if not options.command:
        _parser().print_help()
        return 2
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # silences Material's reminder
    # Imported here so that --help is fast.
    from coursenotes.adapters.running import run

    return run(lambda: _did(options))


def _did(options: argparse.Namespace) -> int:
    if options.command == "new":
        from coursenotes.sources.starting import start

        start(options.folder)
        return 0
    from coursenotes.adapters.configuration import configured

    with configured(options.notes, language=options.language) as configuration:
        if options.command == "serve":
            from coursenotes.adapters.server import serve_site

            serve_site(configuration)
            return 0
        from coursenotes.adapters import commands
        from coursenotes.sources.write import refuse_foreign_site

        if options.command == "check":
            return commands.check_notes(*configuration.load())
        out = options.out and options.out.absolute()
        config, plugin = configuration.load(
            site_dir=str(out) if out else None, strict=options.strict or None
        )
        if out or configuration.in_memory:
            refuse_foreign_site(Path(config.site_dir))
        commands.build_site(config, plugin)
        if not options.verify:
            return 0
        # Load it again, since a build changes its configuration.
        return commands.verify_site(*configuration.load(), Path(config.site_dir))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="coursenotes",
        description="Makes a website to study from out of your notes in Markdown.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, help: str, more: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=help, description=f"{help}. {more}")

    build = command(
        "build",
        "Write the site into a folder",
        "Open index.html in it, or put the folder on any web server.",
    )
    serve = command(
        "serve",
        "Show the site in the browser while you write",
        "Every edit of the notes shows at once. Ctrl-C ends it. No file is written.",
    )
    check = command(
        "check",
        "List what is wrong in the notes",
        "Each line says the file, the line and what would be right. Nothing is built.",
    )
    for each in (build, serve, check):
        each.add_argument(
            "notes",
            type=Path,
            nargs="?",
            metavar="NOTES",
            help="your notes: a Markdown file, a notebook or a folder "
            "(not needed where mkdocs.yml names them)",
        )
        each.add_argument(
            "--language",
            metavar="CODE",
            help="the language of the site, such as de (else that of mkdocs.yml, or of the notes)",
        )
    build.add_argument(
        "--out", type=Path, metavar="DIR", help="the folder to write the site into (else ./site)"
    )
    build.add_argument(
        "--strict", action="store_true", help="stop at warnings too, such as a dead link"
    )
    build.add_argument(
        "--verify", action="store_true", help="then compare every file of the site with the notes"
    )
    new = command(
        "new",
        "Make a project of your own",
        "It has a file for notes, mkdocs.yml and the workflow that publishes on GitHub Pages.",
    )
    new.add_argument("folder", type=Path, metavar="DIR", help="the folder; it is made if need be")
    return parser
