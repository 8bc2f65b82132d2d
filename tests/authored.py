"""Build a site as an author would, with ``theme: coursenotes`` and own settings."""

import functools
import html
import re
from pathlib import Path

from mkdocs import utils
from mkdocs.commands.build import build
from mkdocs.config import load_config

THEME = Path(__file__).resolve().parents[1] / "overrides"
NOTES = """# The notes

Some words on what is in them, a [link](https://example.org/), and more of it.

## Week 1: Begin

**Why?**

> Because.

## Week 2: End

More words.
"""
GIVEN = {"site_name": "My Docs", "theme": "coursenotes"}


# Finding the installed themes takes long, and the result is the same for all tests.
utils.get_themes = functools.cache(utils.get_themes)


class Author:
    """An author with a folder of notes and a ``mkdocs.yml``."""

    def __init__(self, folder: Path, capsys) -> None:
        self.folder, self.site, self._capsys = folder, folder / "site", capsys
        (folder / "docs").mkdir()
        self.write("notes/n.md", NOTES)

    def write(self, path: str, text: str) -> None:
        """Write a file of the project."""
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, "utf-8")

    def build(self, lines: str = "", **options) -> str:
        """Build with these ``lines`` of ``mkdocs.yml``; what was told."""
        for name, value in GIVEN.items():
            if not re.search(rf"^{name}:", lines, re.MULTILINE):
                lines = f"{name}: {value}\n{lines}"
        if "{notes:" not in lines:
            own = "  - coursenotes: {notes: notes/n.md}\n"
            listed = "plugins:\n"
            lines = lines if listed in lines else f"{lines}\n{listed}"
            lines = lines.replace(listed, listed + own)
        self.write("mkdocs.yml", lines)
        self._capsys.readouterr()
        _build(self.folder / "mkdocs.yml", **options)
        return self.said()

    def said(self) -> str:
        """Return the messages since the last call."""
        return self._capsys.readouterr().err

    def page(self, name: str = "week-1/index.html") -> str:
        """Return the HTML of a page of the site."""
        return (self.site / name).read_text("utf-8")

    def text(self, name: str = "week-1/index.html") -> str:
        """Return the text of a page."""
        return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", self.page(name))).split())


def work_once(project: Path, site: Path) -> None:
    """Build and check the project's notes, so that this process has loaded all that takes."""
    # What the commands import, and these tests need not.
    from coursenotes.adapters import configuration, running, server  # noqa: F401
    from coursenotes.adapters.commands import check_notes

    settings = project / "mkdocs.yml"
    _build(settings, site_dir=str(site))
    config = load_config(str(settings))
    check_notes(config, config.plugins["coursenotes"])


def _build(settings: Path, **options) -> None:
    config = load_config(str(settings), **options)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()


def know_the_theme(monkeypatch, project: Path) -> None:
    """Let MkDocs find the theme of ``project`` by name, like an installed one."""
    names, folder = utils.get_theme_names(), utils.get_theme_dir
    own = str(project / "overrides")
    monkeypatch.setattr(utils, "get_theme_names", lambda: {*names, "coursenotes"})
    monkeypatch.setattr(
        utils, "get_theme_dir", lambda name: own if name == "coursenotes" else folder(name)
    )
