"""Addresses: slugs of pages, anchors of questions, and GitHub's own anchors.

They come from the text alone, never from a position in the file, so a link that someone keeps
stays right when the notes grow above it.
"""

from __future__ import annotations

import re
import unicodedata

from coursenotes.model import Anchor, Slug

_NOT_IN_GITHUB_SLUG = re.compile(r"[^\w\- ]")
_NUMBERED_PART = re.compile(r"\s*([^\W\d_]{1,20})[ _-]*(\d{1,4})\s*(?:[:.：–—|)-]|$)")
_CHINESE_PART = re.compile(r"\s*(第[0-9一二三四五六七八九十百零]{1,6}[^\W\d_])(?=\W|$)")
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "assets", "search", "index", "site", "topics", "404", "sitemap"]
    + [f"{port}{n}" for port in ("com", "lpt") for n in range(10)]
)
MAX_SLUG = 60
"""Longer addresses are cut at a word's end."""


def github_slug(text: str) -> str:
    """The anchor GitHub gives a heading: lower case, punctuation gone, each space a hyphen."""
    return _NOT_IN_GITHUB_SLUG.sub("", text.strip().lower()).replace(" ", "-")


def readable_slug(text: str) -> Slug:
    """A short address for a title or question; ``part`` where the text has no letter or digit.

    Letters of any script stay; what is left can be neither empty nor a reserved file name.
    """
    text = unicodedata.normalize("NFKC", text).lower()
    words = re.findall(r"[\w]+", text.replace("'", "").replace("’", "").replace("_", " "))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer.encode()) > MAX_SLUG * 2 or len(longer) > MAX_SLUG:
            slug = slug or word[: MAX_SLUG // 2]
            break
        slug = longer
    if not slug or slug in _RESERVED:
        slug = f"part-{slug}" if slug else "part"
    return Slug(slug)


def part_slug(title: str) -> Slug:
    """A page's address: ``week-2`` for "Week 2: Select and Train a Model", else from the title."""
    for pattern in (_NUMBERED_PART, _CHINESE_PART):
        if found := pattern.match(title):
            return readable_slug(" ".join(found.groups()))
    return readable_slug(title)


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


def distinct(slug: str, heading: str, numbered: Numbered, taken: set[str]) -> Anchor:
    """An anchor that is ``slug`` where that is free, else told apart by the heading above it.

    ``taken`` is the page's anchors so far and is added to; only equal texts under one heading are
    numbered (``numbered``), so only they may move.
    """
    for candidate in (slug, f"{heading}-{slug}" if heading else slug):
        if candidate not in taken:
            break
    else:
        candidate = numbered(candidate)
        while candidate in taken:
            candidate = numbered(candidate)
    taken.add(candidate)
    return Anchor(candidate)
