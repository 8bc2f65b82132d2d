"""Front matter: what other generators read of a notes file, and no part of its text."""

from __future__ import annotations

import re

import yaml

from coursenotes.gfm.parser import normal

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?P<values>(?:[\w-]+[ \t]*:.*\n|[ \t#-].*\n|\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)


def blanked(text: str) -> str:
    """Return ``text`` with its front matter as empty lines, so that lines keep their numbers."""
    found = _FRONT_MATTER.match(text)
    return "\n" * found.group().count("\n") + text[found.end() :] if found else text


def tidy(text: str) -> str:
    """Return ``text`` as it is parsed: with one kind of line end, without its front matter.

    Lines keep their numbers. Half a surrogate pair becomes U+FFFD, as a browser would show it.
    """
    return blanked(normal(text))


def title_in(text: str) -> str:
    """Return the title in the front matter of ``text``, on one line; empty without one."""
    found = _FRONT_MATTER.match(text)
    try:
        values = yaml.safe_load(found["values"]) if found else None
    except (yaml.YAMLError, ValueError, RecursionError):  # ValueError: an impossible date
        return ""
    title = values.get("title") if isinstance(values, dict) else None
    return " ".join(title.split()) if isinstance(title, str) else ""
