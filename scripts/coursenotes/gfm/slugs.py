"""Make GitHub's own anchors of headings."""

from __future__ import annotations

import unicodedata

_KEPT = frozenset("Lu Ll Lt Lm Lo Mn Mc Me Nd Nl Pc".split())


def github_slug(text: str) -> str:
    """Return GitHub's anchor for a heading: lower case, no punctuation, hyphens for spaces."""
    kept = (c for c in text.strip().lower() if c in "- " or unicodedata.category(c) in _KEPT)
    return "".join(kept).replace(" ", "-")


class Numbered:
    """Tells repeats apart as GitHub does: the second ``x`` is ``x-1``, never one already taken."""

    def __init__(self) -> None:
        self._next: dict[str, int] = {}

    def __call__(self, slug: str) -> str:
        """Return ``slug``, or the first free ``slug-N``."""
        if slug not in self._next:
            self._next[slug] = 1
            return slug
        while True:
            candidate = f"{slug}-{self._next[slug]}"
            self._next[slug] += 1
            if candidate not in self._next:
                self._next[candidate] = 1
                return candidate
