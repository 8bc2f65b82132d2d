"""Decide by name alone which files and folders are notes."""

from __future__ import annotations

import re

from coursenotes.model.sources import MARKDOWN

# These are about the repository, not the course. "Security" in other case is a subject.
_OF_THE_REPOSITORY = re.compile(
    r"(?:(?i:licen[sc]e|contributing|code[-_ ]of[-_ ]conduct|change-?log"
    r"|(?:pull_request|issue)_template)|SECURITY)(?:[-_.].*)?|_navbar"
)
_MADE_BY_TOOLS = frozenset(
    "node_modules bower_components __pycache__ site-packages venv virtualenv "
    "_site _book _build".split()
)
_TEMPLATES = frozenset({"issue_template", "pull_request_template"})
_CLOSED = frozenset({".git", ".trash", ".obsidian", ".ipynb_checkpoints"})
_MARKS_OF_ENVIRONMENTS = frozenset({"pyvenv.cfg", "conda-meta"})
_MARKS_OF_SITES = frozenset({"404.html", "llms.txt", "sw.js"})


def stem_and_ending(name: str) -> tuple[str, str]:
    """Split a file's name, and lower the case of its ending: ``("README", "md")``."""
    stem, _, ending = name.rpartition(".")
    return (stem, ending.lower()) if stem else (name, "")


def is_markdown(name: str) -> bool:
    """True for the name of a Markdown file."""
    return stem_and_ending(name)[1] in MARKDOWN


def is_of_the_course(name: str) -> bool:
    """True for the name of a file about the course, unless the author says otherwise."""
    return not name.startswith(".") and not _OF_THE_REPOSITORY.fullmatch(stem_and_ending(name)[0])


def may_hold_notes(folder: str) -> bool:
    """True for the name of a folder that may hold notes."""
    return not folder.startswith(".") and folder.lower() not in _TEMPLATES


def is_closed(folder: str) -> bool:
    """True for the name of a folder that is never published: made by tools, or a trash folder."""
    return folder in _MADE_BY_TOOLS or folder.lower() in _CLOSED


def is_environment(names: frozenset[str]) -> bool:
    """True if a folder with these entries is a virtual environment."""
    return not names.isdisjoint(_MARKS_OF_ENVIRONMENTS)


def is_built_site(names: frozenset[str]) -> bool:
    """True if a folder with these entries is a built site: its Markdown copies are no notes."""
    return names >= _MARKS_OF_SITES
