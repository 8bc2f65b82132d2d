"""GitHub's own anchors of headings."""

from __future__ import annotations

import unicodedata

_KEPT = frozenset("Lu Ll Lt Lm Lo Mn Mc Me Nd Nl Pc".split())


def github_slug(text: str) -> str:
    """The anchor GitHub gives a heading: lower case, punctuation gone, each space a hyphen."""
    kept = (c for c in text.strip().lower() if c in "- " or unicodedata.category(c) in _KEPT)
    return "".join(kept).replace(" ", "-")


class Numbered:
    """Tells repeats apart as GitHub does: the second ``x`` is ``x-1``, never one already taken."""

    def __init__(self) -> None:
        self._next: dict[str, int] = {}

    def __call__(self, slug: str) -> str:
        """``slug``, or the first free ``slug-N``."""
        if slug not in self._next:
            self._next[slug] = 1
            return slug
        while True:
            candidate = f"{slug}-{self._next[slug]}"
            self._next[slug] += 1
            if candidate not in self._next:
                self._next[candidate] = 1
                return candidate
