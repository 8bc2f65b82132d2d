"""Front matter: what other generators read of a notes file, and no part of its text."""

from __future__ import annotations

import re

import yaml

from coursenotes.gfm.parser import normal

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?P<values>(?:[\w-]+[ \t]*:.*\n|[ \t#-].*\n|\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)


def blanked(text: str) -> str:
    """``text`` with its front matter as empty lines, so that lines keep their numbers."""
    found = _FRONT_MATTER.match(text)
    return "\n" * found.group().count("\n") + text[found.end() :] if found else text


def tidy(text: str) -> str:
    """``text`` as it is parsed: with one kind of line end, and without its front matter.

    Lines keep their numbers. Half a surrogate pair becomes U+FFFD, as a browser would show it.
    """
    return blanked(normal(text))


def title_in(text: str) -> str:
    """The title that the front matter of ``text`` gives, in one line; empty without one."""
    found = _FRONT_MATTER.match(text)
    try:
        values = yaml.safe_load(found["values"]) if found else None
    except (yaml.YAMLError, ValueError, RecursionError):  # as of a date that there is not
        return ""
    title = values.get("title") if isinstance(values, dict) else None
    return " ".join(title.split()) if isinstance(title, str) else ""
