"""Find the Git repository that holds the notes, and its address on GitHub."""

from __future__ import annotations

import re
from configparser import ConfigParser, Error
from pathlib import Path

from coursenotes.sources.load import folder_of

_GITHUB = re.compile(
    r"(?:https?://(?:[^@/\s]*@)?|ssh://git@|git://|git@)github\.com[:/](?P<name>[\w.-]+/[\w.-]+?)(?:\.git)?/?"
)


def repository_of(path: Path, project: Path | None = None) -> Path | None:
    """Return the root of the Git repository that holds the notes at ``path``; ``None`` without one.

    Notes inside the folder ``project`` count as its part even if Git does not track them.
    """
    folder = folder_of(path)
    for above in (folder, *folder.parents):
        if (above / ".git").exists():
            return above
    project = project.resolve() if project else None
    return project if project and folder.is_relative_to(project) else None


def github_address(repository: Path) -> str:
    """Return a repository's address on GitHub by its remote "origin"; empty if it has none.

    Leaves out any token in that address.
    """
    config = ConfigParser(strict=False, interpolation=None, allow_no_value=True)
    try:
        config.read_string((repository / ".git" / "config").read_text("utf-8", "replace"))
    except (OSError, Error):
        return ""
    return on_github(config.get('remote "origin"', "url", fallback="") or "")


def on_github(url: str) -> str:
    """Return the GitHub address of the repository with the Git URL ``url``; empty for others."""
    found = _GITHUB.fullmatch(url)
    return f"https://github.com/{found['name']}" if found else ""
