"""Write the files of a new project."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from coursenotes.errors import error
from coursenotes.sources.installed import home_on_github
from coursenotes.sources.load import display_path

_FILES = {
    "notes.md": "notes.md",
    "mkdocs.yml": "mkdocs.yml",
    "publish.yml": ".github/workflows/publish.yml",
}
"""The files in ``templates/`` → their places in a project."""
_HOME = "OWNER/coursenotes"
"""The placeholder for the repository of coursenotes in the templates."""
_UNKNOWN = "    # Replace OWNER with the owner of the repository of coursenotes that you use.\n"


def start(folder: Path) -> None:
    """Write a notes file, ``mkdocs.yml`` and a workflow into ``folder``, created if needed.

    Raises :class:`NotesError`, before writing anything, if one of them exists.
    """
    templates = resources.files("coursenotes").joinpath("templates")
    home = home_on_github()
    texts = {
        folder / place: _named(templates.joinpath(name).read_text("utf-8"), home)
        for name, place in _FILES.items()
    }
    for file in texts:
        if file.exists():
            raise error(display_path(file), "exists already; nothing was written")
    for file, text in texts.items():
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        except OSError as cause:
            message = f"cannot be written: {cause.strerror}"
            raise error(display_path(file), message) from None
        print(f"Wrote {display_path(file)}")
    print(f"Now: coursenotes serve {_quoted(display_path(folder / 'notes.md'))}")


def _named(text: str, home: str) -> str:
    """A template with the repository at ``home`` filled in; unchanged if that is unknown."""
    if not home:
        return text
    return text.replace(_UNKNOWN, "").replace(_HOME, home.removeprefix("https://github.com/"))


def _quoted(path: str) -> str:
    """``path`` quoted for the shell, on Windows too."""
    return f'"{path}"' if " " in path else path
