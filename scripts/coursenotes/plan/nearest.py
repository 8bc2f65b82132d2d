"""What an author most likely meant by a name that there is not."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

_MOST_COMPARED = 2000


def nearest(name: str, known: Iterable[str], cutoff: float = 0.75) -> str:
    """The one of ``known`` that was most likely meant; empty where none is similar."""
    compared = {each.lower(): each for each in islice(known, _MOST_COMPARED)}
    found = get_close_matches(name.lower(), compared, n=1, cutoff=cutoff)
    return compared[found[0]] if found else ""


def nearest_file(path: str, known: Iterable[str]) -> str:
    """The file of that name or a similar one; of several with the name, that at the nearest path.

    ``path`` and ``known`` are paths from one folder. Endings do not count, since they make names
    alike that are not. Empty where no name is similar.
    """
    by_name: dict[str, list[str]] = {}
    for file in known:
        by_name.setdefault(_stem(file), []).append(file)
    return nearest(path, by_name.get(nearest(_stem(path), by_name), ()), cutoff=0)


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0].lower()
