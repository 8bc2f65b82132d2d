"""Every result of the search, and every topic, leads to the place that has it."""

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
"""A script of the search: its pieces are data, and it does nothing else."""
_NEAR = 80
"""Words and signs below an anchor in which a result's title must begin."""
_AT = 4
"""How many more than those of a term may stand where it is defined before it is whole."""


def search(site: Site) -> Iterator[str]:
    """The places of the search are pages and anchors that have their titles."""
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
    """All pieces of the search by their names; each is in the script where it is looked for."""
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
    """Each place is on its page; each page has one."""
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
    """The words are in the order in which they are looked for, piece by piece."""
    if list(firsts) != [piece[0] for piece in pieces]:
        yield f"{INDEX}: pieces do not begin with the words that it says"
    words = [word.encode("utf-16-be") for piece in pieces for word in piece]
    if words != sorted(words):
        yield f"{INDEX}: words are not in order"


def topics(site: Site) -> Iterator[str]:
    """Each topic leads to the heading or question that is about it, or whose text has it."""
    for name, page in site.pages.items():
        for topic in page.topics:
            target, problem = site.resolve(name, Reference("topic", topic.url, False))
            if problem or target is None:
                continue  # a broken address is told with the others
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
        return "which the page has not"
    wanted = [token.casefold() for token in tokens(title) if token.isalnum()][:5]
    start = page.places[anchor]
    near = {token.casefold() for token in page.shown[start : _end(page, start)]}
    missing = [word for word in wanted if word not in near]
    return "where another text is" if len(missing) * 2 > len(wanted) else ""


def _end(page: Page, start: int) -> int:
    """How far what begins at ``start`` reaches: to the next anchor, if that is not near.

    A question may be named by what stands below some code.
    """
    return max(start + _NEAR, min((at for at in page.places.values() if at > start), default=0))


def _has(page: Page, anchor: str, term: str) -> bool:
    """Whether the words of ``term`` stand at the anchor, or anywhere on a page that is meant."""
    wanted = [token.casefold() for token in tokens(term) if token.isalnum()]
    start = page.places.get(unquote(anchor), 0)
    is_term = unquote(anchor) in page.terms
    end = start + len(tokens(term)) + _AT if is_term else _end(page, start)
    end = end if anchor else len(page.shown)
    text = {token.casefold() for token in page.shown[start:end]}
    return sum(word in text for word in wanted) * 4 >= len(wanted) * 3


def _lists_of_topics(site: Site) -> set[str]:
    """The pages of topics, and those above them: of a letter with ranges, of all letters."""
    lists = {name for name, page in site.pages.items() if page.topics}
    folders = (folder for name in lists for folder in PurePosixPath(name).parent.parents)
    return lists | {f"{folder}/index.html" for folder in folders if folder.name}


def _postings(words: Sequence[str], places: int) -> Iterator[str]:
    for line in words:
        word, _, postings = line.partition(" ")
        place = sum(int(gap, 36) for gap, _, _ in _POSTING.findall(postings.partition(" ")[0]))
        if place >= places:
            yield f"{INDEX}: the word {word!r} stands in a place that there is not"
