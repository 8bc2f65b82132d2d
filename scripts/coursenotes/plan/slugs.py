"""Make addresses: slugs of pages, and anchors on them.

They depend on the text only, never on a position in the file. So links to them still work when
text is added above.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from unicodedata import category

from coursenotes.model import Anchor, Slug
from coursenotes.vocabulary import any_of, words_for

MAX_SLUG = 60
"""Addresses of more letters are cut at a word's end. In bytes they may be twice as long."""

_RESERVED_ON_WINDOWS = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
_RESERVED = _RESERVED_ON_WINDOWS | {"index", "readme"}
_RESERVED_AT_TOP = frozenset("assets search templates topics 404 sitemap".split())
"""Files and folders that the site itself has, or that MkDocs treats specially."""
_NAMELESS = "part"
_SPELT_OUT = 4
"""The number of signs in a title without letters that its address names."""

_PART = re.compile(
    r"\s*(?P<word>[^\W\d_]{1,20})\.?[ _-]*(?:(?i:#|№|n[or°]\.?)[ _-]*)?"
    r"(?P<number>\d{1,4}(?:[.-]\d{1,3}){0,3}|[IVX]{1,6})(?![\w'’])\s*(?:[:.：,–—|()（-]|$)"
)
_COUNTED_PART = re.compile(
    rf"\s*(?P<word>(?:{any_of(words_for('ordinal'))})\s*[0-9〇零一二三四五六七八九十百]{{1,6}}\s*"
    rf"[^\W\d_]|\d{{1,4}}\s*(?:{any_of(words_for('counters'))}))(?P<number>)(?=\W|$)"
)
_ASCII_WORD = re.compile("[a-z0-9]+")
_POSITION = re.compile(
    r"\s*(?:\d{1,4}(?:\.\d{1,3})*[.)、](?!\d)|\d{1,4}(?:\.\d{1,3})+(?=\s)|\d{1,4}\s*[–—:-](?=\s))\s*"
)


def readable_slug(text: str) -> Slug:
    """Return a short address for a title or question: words of any script, never empty.

    A text without letters and digits is spelt out: ``rocket`` for 🚀.
    """
    return Slug(_cut(_words(text)) or _cut(_spelt(text)) or _NAMELESS)


def part_slug(title: str) -> Slug:
    """Return a page's address: ``week-2`` for "Week 2: Select a Model", else from the title.

    A number before a title is its position, not part of it: ``intro`` for "1. Intro".
    """
    for pattern in (_PART, _COUNTED_PART):
        if found := pattern.match(title):
            return readable_slug(re.sub(r"\s", "", found["word"]) + " " + found["number"])
    return readable_slug(without_position(title))


def without_position(text: str) -> str:
    """Return ``text`` without the number before it, if words are left: "Drift" for "2.1 Drift"."""
    found = _POSITION.match(text)
    rest = text[found.end() :] if found else ""
    return rest if any(c.isalpha() for c in rest) else text


def split_title(title: str) -> tuple[str, str]:
    """Split a title into part and name: "Week 2", "Select a Model"; ("", title) if it is no part.

    A number alone belongs to neither: "2.1 Drift" is ("", "Drift").
    """
    for pattern in (_PART, _COUNTED_PART):
        if found := pattern.match(title):
            label = title[: found.end("number")].strip()
            return label, title[found.end("number") :].lstrip(" \t:.：,–—|)-")
    return "", without_position(title)


def _words(text: str) -> Iterator[str]:
    """Runs of letters and digits with their marks, without apostrophes and invisible signs."""
    if text.isascii():
        yield from _ASCII_WORD.findall(text.lower().replace("'", ""))
        return
    word = ""
    for c in unicodedata.normalize("NFKC", text).lower() + " ":
        kind = category(c)
        if kind[0] in "LN" or (word and kind in ("Mn", "Mc") and not "\ufe00" <= c <= "\ufe0f"):
            word += c
        elif word and kind != "Cf" and c not in "'’\ufe0e\ufe0f":
            yield unicodedata.normalize("NFC", word)
            word = ""


def _spelt(text: str) -> Iterator[str]:
    """The names of the first signs: ``plus``, ``plus`` for "++"."""
    signs = [c for c in text if category(c)[0] in "PS" or category(c) in ("Co", "Cn")]
    for c in signs[:_SPELT_OUT]:
        name = unicodedata.name(c, f"u{ord(c):x}").lower()
        yield from re.findall(r"\w+", re.sub(r"( sign| mark)\Z", "", name))


def _cut(words: Iterable[str]) -> str:
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > MAX_SLUG or len(longer.encode()) > 2 * MAX_SLUG:
            return slug or word[: MAX_SLUG // 2]
        slug = longer
    return slug


# --- distinguishing equal slugs -------------------------------------------------------------------


def page_slugs(
    titles: Sequence[str], files: Mapping[int, str] | None = None, *, top: bool = False
) -> list[Slug]:
    """Return an address for each part of one section, safe as a file name on every system.

    ``files`` are the paths of those parts that are files or folders (``week-1/``), by their index.
    For these ``titles`` has their names. They choose first, and keep all words and numbers, since
    names are unique in a folder. Folders choose before files, since more addresses depend on them.
    The order of the parts does not matter.

    If several have the same short address, the first gets it. Each other title takes the first free
    slug of: 1. its whole title; 2. plus its signs in words (``c-plus-plus``); 3. plus a checksum.
    Equal titles are numbered after all others (``summary-2``): only they may move when a
    part is inserted. ``top`` says that the site's own files are in the same folder.
    """
    taken = _Taken(_RESERVED | (_RESERVED_AT_TOP if top else frozenset()))
    slugs: dict[int, str] = {}
    seen: set[str] = set()
    files = files or {}

    def turn(place: int) -> tuple[bool, bool, str]:
        path = files.get(place, "")
        return place not in files, not path.endswith("/"), path

    turns = sorted(range(len(titles)), key=turn)
    for place in turns:
        title = titles[place]
        if same_title(title) not in seen:
            seen.add(same_title(title))
            candidates = _candidates(title)
            if place in files:
                next(candidates)
            free = (slug for slug in candidates if taken.take(slug))
            slugs[place] = next(free, "") or taken.numbered(readable_slug(title))
    for place in turns:
        if place not in slugs:
            title = titles[place]
            slug = readable_slug(title) if place in files else part_slug(title)
            slugs[place] = taken.numbered(slug)
    return [Slug(slugs[place]) for place in range(len(titles))]


def _candidates(title: str) -> Iterator[str]:
    whole = readable_slug(title)
    yield part_slug(title)
    yield whole
    if len(title) < MAX_SLUG and (spelt := _cut(_spelt(title))):
        yield f"{whole}-{spelt}"
    if whole in _RESERVED | _RESERVED_AT_TOP:
        yield f"{_NAMELESS}-{whole}"
    yield f"{whole}-{_checksum(title)}"


def anchors(texts: Sequence[tuple[str, str]], ids: Iterable[str] = ()) -> list[tuple[Anchor, ...]]:
    """Return the anchors of each text on a page, given with the slug of the heading above it.

    A text whose slug is unique gets this slug. Texts with the same slug get the slug of the heading
    above before theirs (``drift--why``), and if that is not enough a checksum after it. The first
    of them keeps the plain slug as a second anchor, for links made while it was the only one. Equal
    texts under one heading are numbered after all others: only they may move when something is
    inserted. ``ids`` are in use on the page and are not used again.
    """
    taken = _Taken(ids)
    plain = [readable_slug(without_position(text)) for text, _ in texts]
    below = [
        f"{above}--{slug}" if above else slug for slug, (_, above) in zip(plain, texts, strict=True)
    ]
    exact = [f"{slug}--{_checksum(text)}" for slug, (text, _) in zip(below, texts, strict=True)]
    found: dict[int, str] = {}
    for names in (plain, below, exact):
        waiting = [place for place in range(len(texts)) if place not in found]
        times = Counter(names[place] for place in waiting)
        for place in waiting:
            if times[names[place]] == 1 and taken.take(names[place]):
                found[place] = names[place]
    for place in range(len(texts)):
        if place not in found:
            found[place] = taken.numbered(below[place])
    also = [slug if taken.take(slug) else "" for slug in plain]
    return [
        (Anchor(found[place]), *([Anchor(also[place])] if also[place] else []))
        for place in range(len(texts))
    ]


class _Taken:
    """Names in use. Case does not count, because some file systems ignore it."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {same_title(name) for name in names}
        self._last: Counter[str] = Counter()

    def take(self, name: str) -> bool:
        """Take ``name`` if it is free; return whether it was."""
        if same_title(name) in self._names:
            return False
        self._names.add(same_title(name))
        return True

    def numbered(self, name: str) -> str:
        """Take the first free of ``name``, ``name-2``, ``name-3``, …"""
        candidate = name
        while not self.take(candidate):
            self._last[name] = max(self._last[name], 1) + 1
            candidate = f"{name}-{self._last[name]}"
        return candidate


def same_title(title: str) -> str:
    """Return a form that is equal for titles that differ in case, spaces or Unicode encoding."""
    if title.isascii():
        return " ".join(title.lower().split())
    folded = unicodedata.normalize("NFKC", title).upper().casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def _checksum(text: str) -> str:
    return sha256(same_title(text).encode("utf-8", "replace")).hexdigest()[:6]
