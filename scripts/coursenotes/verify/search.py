"""Check that every search result and every topic leads to the place that has it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from coursenotes.outputs.search_pieces import FOLDER, INDEX, NAME
from coursenotes.verify.page import Page, Reference
from coursenotes.verify.site import Site
from coursenotes.verify.words import tokens

_POSTING = re.compile(r"([0-9a-z]+)([A-Z]*)([.:!]?)")
_SCRIPT = re.compile(rf"Object\.assign\(globalThis\.{NAME}\?\?=\{{\}},(\{{.*\}})\)\s*", re.DOTALL)
"""A script of the search index: it only adds data."""
_NEAR = 80
"""Words and signs after an anchor within which a result's title must begin."""
_AT = 4
"""How many words and signs more than the term itself a definition may need to name it."""


def search(site: Site) -> Iterator[str]:
    """Yield faults of the search index: places without page or title, words out of order."""
    try:
        pieces = _pieces(site)
        index = pieces["index"]
        count = len(index["kinds"])
        words = [pieces[f"words/{n}"].split("\n") for n in range(len(index["words"]))]
        endings = [pieces[f"endings/{n}"].split("\n") for n in range(len(index["endings"]))]
        texts = [pieces[f"texts/{n}"] for n in range(len(index["texts"]))]
        places: list[list[str]] = [place for text in texts for place in text["places"]]
        starts = list(accumulate((len(text["places"]) for text in texts), initial=0))
    except (KeyError, ValueError, TypeError) as cause:
        yield f"{INDEX}: cannot be read: {cause!r}"
        return
    if not count == len(index["depths"]) == len(index["lengths"]) == len(places):
        yield f"{INDEX}: has {len(places)} texts for {count} places"
    if index["texts"] != starts[:-1]:
        yield f"{INDEX}: texts do not begin where it says"
    yield from _leads(site, places)
    yield from _sorted(index["words"], [[line.partition(" ")[0] for line in p] for p in words])
    yield from _sorted(index["endings"], [[word[::-1] for word in piece] for piece in endings])
    known = {line.partition(" ")[0] for piece in words for line in piece}
    if endings and known != {word for piece in endings for word in piece}:
        yield f"{INDEX}: words and their endings are not the same words"
    yield from _postings([line for piece in words for line in piece], len(places))


def _pieces(site: Site) -> dict[str, Any]:
    """All pieces of the index by name. Raises ``ValueError`` if one is in the wrong script."""
    found: dict[str, Any] = {}
    for name in sorted(site.files):
        if name.startswith(FOLDER) and name.endswith(".js"):
            script = _SCRIPT.fullmatch(site.text(name))
            if script is None:
                raise ValueError(f"{name} has more than pieces")
            pieces = json.loads(script[1])
            if name.removeprefix(FOLDER).removesuffix(".js") not in pieces:
                raise ValueError(f"{name} does not have the piece of its name")
            found |= pieces
    return found


def _leads(site: Site, places: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield places that are on no page, and pages without a place."""
    found: set[str] = set()
    target = None
    for title, address, *_ in places:
        if not address.startswith("#"):
            target = _file(site, address)
            found |= {target} if target else set()
            if target is None:
                yield f"{INDEX}: {title!r} leads to {address!r}, and there is no such page"
        elif target is not None:
            if problem := _misses(site.pages[target], address[1:], title):
                yield f"{INDEX}: {title!r} leads to {target}{address}, {problem}"
    for name in sorted(set(site.planned) - found - _lists_of_topics(site)):
        yield f"{INDEX}: {name} is missing"


def _sorted(firsts: Sequence[str], pieces: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a fault if the words are not in the order that the binary search needs."""
    if list(firsts) != [piece[0] for piece in pieces]:
        yield f"{INDEX}: pieces do not begin with the words that it says"
    words = [word.encode("utf-16-be") for piece in pieces for word in piece]
    if words != sorted(words):
        yield f"{INDEX}: words are not in order"


def topics(site: Site) -> Iterator[str]:
    """Yield the topics whose link leads to a place without their term."""
    for name, page in site.pages.items():
        for topic in page.topics:
            target, problem = site.resolve(name, Reference("topic", topic.url, False))
            if problem or target is None:
                continue  # :func:`.addresses.broken` reports these
            anchor = topic.url.partition("#")[2]
            where = site.pages.get(target)
            if where and not _has(where, anchor, topic.term):
                yield f"{name}: topic {topic.term!r} leads to {topic.url}, which does not have it"


def _file(site: Site, address: str) -> str | None:
    for name in (f"{address}index.html", f"{address.rstrip('/')}.html"):
        if name in site.pages:
            return name
    return None


def _misses(page: Page, anchor: str, title: str) -> str:
    if anchor not in page.places:
        return "which is not on the page"
    wanted = [token.casefold() for token in tokens(title) if token.isalnum()][:5]
    start = page.places[anchor]
    near = {token.casefold() for token in page.shown[start : _end(page, start)]}
    missing = [word for word in wanted if word not in near]
    return "where another text is" if len(missing) * 2 > len(wanted) else ""


def _end(page: Page, start: int) -> int:
    """Where the text that begins at ``start`` ends: at the next anchor, but not too near.

    A question may be named by the text below its code.
    """
    return max(start + _NEAR, min((at for at in page.places.values() if at > start), default=0))


def _has(page: Page, anchor: str, term: str) -> bool:
    """True if most words of ``term`` follow the anchor, or are on the page if there is none."""
    wanted = [token.casefold() for token in tokens(term) if token.isalnum()]
    start = page.places.get(unquote(anchor), 0)
    is_term = unquote(anchor) in page.terms
    end = start + len(tokens(term)) + _AT if is_term else _end(page, start)
    end = end if anchor else len(page.shown)
    text = {token.casefold() for token in page.shown[start:end]}
    return sum(word in text for word in wanted) * 4 >= len(wanted) * 3


def _lists_of_topics(site: Site) -> set[str]:
    """The topics pages and the pages above them: a letter with ranges, all letters."""
    lists = {name for name, page in site.pages.items() if page.topics}
    folders = (folder for name in lists for folder in PurePosixPath(name).parent.parents)
    return lists | {f"{folder}/index.html" for folder in folders if folder.name}


def _postings(words: Sequence[str], places: int) -> Iterator[str]:
    for line in words:
        word, _, postings = line.partition(" ")
        place = sum(int(gap, 36) for gap, _, _ in _POSTING.findall(postings.partition(" ")[0]))
        if place >= places:
            yield f"{INDEX}: the word {word!r} has a place that does not exist"
