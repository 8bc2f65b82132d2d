"""What an author most likely meant by a name that there is not."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

_MOST_COMPARED = 2000


def nearest(name: str, known: Iterable[str]) -> str:
    """The one of ``known`` that was most likely meant; empty where none is similar."""
    found = get_close_matches(name.lower(), list(islice(known, _MOST_COMPARED)), n=1, cutoff=0.75)
    return found[0] if found else ""


def nearest_file(path: str, known: Iterable[str]) -> str:
    """The file that was most likely meant: one of that name elsewhere, or of a similar name.

    ``path`` and ``known`` are paths from one folder. Empty where no name is similar.
    """
    by_name: dict[str, str] = {}
    for file in known:
        by_name.setdefault(posixpath.basename(file).lower(), file)
    return by_name.get(nearest(posixpath.basename(path), by_name), "")
