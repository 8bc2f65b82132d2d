"""Check each page's language, title, description, address, icon and JSON-LD."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from coursenotes.verify.page import Page, Reference
from coursenotes.verify.site import NOT_FOUND, Expected, Site
from coursenotes.verify.words import tokens


def heads(site: Site, expected: Expected) -> Iterator[str]:
    """Yield what is wrong in the heads of the pages."""
    for name, page in site.pages.items():
        if name in site.by_hand and not page.heading:
            continue  # an HTML file of the author's, copied unchanged
        for problem in _head(page, expected):
            yield f"{name}: {problem}"
        yield from (f"{name}: {problem}" for problem in _icon(site, name, page))
        if name == NOT_FOUND:
            continue
        if any(
            key in ("robots", "googlebot") and "noindex" in value.lower()
            for key, value in page.meta
        ):
            yield f"{name}: noindex keeps it out of every search engine"
        if name not in site.by_hand:
            own = expected.description
            yield from (f"{name}: {problem}" for problem in _planned(site, name, page, own))


def _head(page: Page, expected: Expected) -> Iterator[str]:
    if page.language != expected.language:
        yield f"language is {page.language!r}, and should be {expected.language!r}"
    if page.direction != expected.direction:
        yield f"direction is {page.direction!r}; {expected.language} is {expected.direction}"
    if page.charset.lower() != "utf-8":
        yield "no <meta charset> of utf-8 among its first 1024 bytes"
    if "width=device-width" not in (page.named("viewport") or ""):
        yield "no viewport: phones would show it as wide as a monitor"
    if not page.title:
        yield "no title"


def _icon(site: Site, name: str, page: Page) -> Iterator[str]:
    icon = page.linked("icon")
    if icon is None:
        yield "no icon"
        return
    target, _ = site.resolve(name, Reference("icon", icon, True))
    if target and not site.files[target]:
        yield f"its icon {target} is empty"


def _planned(site: Site, name: str, page: Page, own: str) -> Iterator[str]:
    if not _begins_with(page.title, page.heading):
        yield f"title {page.title!r} is not its heading {page.heading!r}"
    description = page.named("description")
    if not description:
        yield "no description"
    elif description != own and not _of_page(description, page):
        yield f"description {description!r} belongs to another page"
    for key in ("og:description", "twitter:description"):
        if page.named(key) not in (None, description):
            yield f"{key} is not its description"
    if not site.url:
        return
    address = site.address(name)
    for what, found in (("canonical", page.linked("canonical")), ("og:url", page.named("og:url"))):
        if found != address:
            yield f"{what} is {found!r}, not {address}"
    for data in page.data:
        yield from _structured(site, name, page, data)


def _begins_with(title: str, heading: str) -> bool:
    """True if ``title`` begins with ``heading``; a long title is cut, with "…"."""
    words, found = tokens(heading), tokens(title)
    cut = tokens(title.partition("…")[0]) if "…" in title else []
    return found[: len(words)] == words or (bool(cut) and words[: len(cut)] == cut)


def _of_page(description: str, page: Page) -> bool:
    """True if most of a description's words are on the page, as often as in the description.

    A description holds formulas as plain text, so in other words than the page.
    """
    said = Counter(token.casefold() for token in tokens(description) if token.isalnum())
    lost = said - Counter(token.casefold() for token in page.shown)
    allowed = 0.4 if page.formulas else 0.25
    return lost.total() <= allowed * said.total()


def _structured(site: Site, name: str, page: Page, data: str) -> Iterator[str]:
    try:
        graph = json.loads(data)["@graph"]
    except (ValueError, KeyError, TypeError) as cause:
        yield f"its JSON-LD cannot be read: {cause}"
        return
    shown = {token.casefold() for token in page.shown}
    for node in graph:
        for step in node.get("itemListElement", []):
            _, problem = site.resolve(name, Reference("item", step.get("item", ""), True))
            if problem:
                yield f"JSON-LD item {step.get('item')!r}: {problem}"
        for question in node.get("mainEntity", []):
            yield from _question(question, shown)


def _question(question: Any, shown: set[str]) -> Iterator[str]:
    asked = question.get("name", "")
    words = [token.casefold() for token in tokens(asked) if token.isalnum()]
    if sum(word in shown for word in words) * 2 < len(words):
        yield f"JSON-LD question {asked!r} is not on the page"
    if not question.get("acceptedAnswer", {}).get("text", "").strip():
        yield f"JSON-LD question {asked!r} has no answer"
