"""Every result of the search, and every topic, leads to the place that has it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote

from coursenotes.outputs.search_index import INDEX, TEXTS
from coursenotes.verify.page import Page, Reference, tokens
from coursenotes.verify.site import Site

_NEAR = 80
"""Words and signs below an anchor in which a result's title must begin."""
_AT = 4
"""How many more than those of a term may stand where it is defined before it is whole."""


def search(site: Site) -> Iterator[str]:
    """The places of the search are pages and anchors that have their titles."""
    try:
        index = _value(site, INDEX)
        texts = _value(site, TEXTS)
        places: list[tuple[str, str, int, int]] = index["places"]
        words: list[str] = index["words"].split("\n")
    except (KeyError, ValueError, TypeError) as cause:
        yield f"{INDEX}: cannot be read: {cause!r}"
        return
    if len(texts) != len(places):
        yield f"{TEXTS}: has {len(texts)} texts for {len(places)} places"
    found: set[str] = set()
    target = None
    for title, address, above, _ in places:
        if not address.startswith("#"):
            target = _file(site, address)
            found |= {target} if target else set()
            if target is None:
                yield f"{INDEX}: {title!r} leads to {address!r}, and there is no such page"
        elif target is not None:
            if problem := _misses(site.pages[target], address[1:], title):
                yield f"{INDEX}: {title!r} leads to {target}{address}, {problem}"
        if not -1 <= above < len(places):
            yield f"{INDEX}: {title!r} is below no place"
    for name in sorted(set(site.planned) - found - _lists_of_topics(site)):
        yield f"{INDEX}: {name} is missing"
    yield from _postings(words, len(places))


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


def _value(site: Site, name: str) -> Any:
    return json.loads(site.text(name).partition("=")[2])


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
    near = {token.casefold() for token in page.shown[start : start + _NEAR]}
    missing = [word for word in wanted if word not in near]
    return "where another text is" if len(missing) * 2 > len(wanted) else ""


def _has(page: Page, anchor: str, term: str) -> bool:
    """Whether the words of ``term`` stand at the anchor, or anywhere on a page that is meant."""
    wanted = [token.casefold() for token in tokens(term) if token.isalnum()]
    start = page.places.get(unquote(anchor), 0)
    near = len(tokens(term)) + _AT if unquote(anchor) in page.terms else _NEAR
    end = start + near if anchor else len(page.shown)
    text = {token.casefold() for token in page.shown[start:end]}
    return sum(word in text for word in wanted) * 4 >= len(wanted) * 3


def _lists_of_topics(site: Site) -> set[str]:
    """The pages of topics, and the one above those of their letters."""
    lists = {name for name, page in site.pages.items() if page.topics}
    above = {f"{name.removesuffix('/index.html').rpartition('/')[0]}/index.html" for name in lists}
    return lists | above - {"/index.html"}


def _postings(words: Sequence[str], places: int) -> Iterator[str]:
    for line in words:
        word, _, postings = line.partition(" ")
        place = 0
        for gap in postings.replace(":", ".").replace("!", ".").split(".")[:-1]:
            place += int(gap, 36)
        if place >= places:
            yield f"{INDEX}: the word {word!r} stands in a place that there is not"
