"""Guess what an author meant by a name that does not exist."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

_MOST_COMPARED = 2000


def nearest(name: str, known: Iterable[str], cutoff: float = 0.75) -> str:
    """Return the most similar name in ``known``; empty if none is similar."""
    compared = {each.lower(): each for each in islice(known, _MOST_COMPARED)}
    found = get_close_matches(name.lower(), compared, n=1, cutoff=cutoff)
    return compared[found[0]] if found else ""


def nearest_file(path: str, known: Iterable[str]) -> str:
    """Return the file with that name or a similar one; of several, the one at the nearest path.

    ``path`` and ``known`` are relative to one folder. Endings do not count, since equal ones make
    different names alike. Empty if no name is similar.
    """
    by_name: dict[str, list[str]] = {}
    for file in known:
        by_name.setdefault(_stem(file), []).append(file)
    return nearest(path, by_name.get(nearest(_stem(path), by_name), ()), cutoff=0)


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0].lower()
