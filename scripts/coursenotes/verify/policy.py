"""Check that each page's Content-Security-Policy allows exactly what the page uses.

What a page uses is read from its HTML: scripts, pictures, ``style`` attributes.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256

from coursenotes.verify.page import Page
from coursenotes.verify.site import Expected, Site

_OWN = ("'self'", "file:")
_PICTURES_ELSEWHERE = ("http:", "https:")
_MOVE = "put it into a file in docs/, and name that at {} in mkdocs.yml"


def policies(site: Site, expected: Expected) -> Iterator[str]:
    """Yield policies that are missing, come too late, or allow more or less than is used."""
    for name, page in site.pages.items():
        if name in site.by_hand and not page.heading:
            continue  # an HTML file of the author's, copied unchanged
        problems = _policy(site, name, page, _directives(expected.policy))
        yield from (f"{name}: {problem}" for problem in problems)


def _policy(site: Site, name: str, page: Page, base: Mapping[str, set[str]]) -> Iterator[str]:
    if len(page.policies) != 1:
        yield f"has {len(page.policies)} Content-Security-Policies instead of one"
        return
    if not page.policy_comes_first:
        yield "its Content-Security-Policy does not follow <meta charset> at once"
    found = _directives(page.policies[0])
    needed = {**base, **_used(site, name, page)}
    allowed = {**needed, **_tolerated(site, name, page, needed)}
    for text, source in ((script, _checksum(script)) for script in page.scripts):
        if source not in found.get("script-src", ()):
            short = " ".join(text.split())[:40]
            yield f"its policy blocks <script>{short}: {_MOVE.format('extra_javascript')}"
    for directive in sorted(found | needed):
        has = found.get(directive, set())
        for source in sorted(has - allowed.get(directive, set())):
            yield f"its policy allows {directive} {source}, which the page does not use"
        lacking = needed.get(directive, set()) - has
        for source in sorted(s for s in lacking if not s.startswith("'sha256-")):
            yield f"its policy lacks {directive} {source}"
    if page.styles:
        yield f"its policy blocks <style>: {_MOVE.format('extra_css')}"


def _directives(policy: str) -> dict[str, set[str]]:
    """Each directive with its sources. The first of equal names counts (CSP3, 2.2.1)."""
    found: dict[str, set[str]] = {}
    for part in policy.split(";"):
        name, *sources = part.split() or [""]
        if name:
            found.setdefault(name.lower(), set(sources))
    return found


def _used(site: Site, name: str, page: Page) -> dict[str, set[str]]:
    """The sources that a page needs besides those of all pages."""
    used = {
        "img-src": {*_OWN, "data:"},
        "script-src": {*_OWN, *(_checksum(script) for script in page.scripts)},
    }
    for reference, _, problem in site.references[name]:
        picture = reference.where.startswith(("img ", "source "))
        if picture and problem == "is loaded from another host":
            used["img-src"] |= {*_PICTURES_ELSEWHERE}
    if page.styled:
        used["style-src-attr"] = {"'unsafe-inline'"}
    return used


def _tolerated(
    site: Site, name: str, page: Page, needed: Mapping[str, set[str]]
) -> dict[str, set[str]]:
    """Sources that a page may also allow: the templates find attributes by text, even in code."""
    text = site.text(name).lower()
    tolerated = {"style-src-attr": {"'unsafe-inline'"}} if " style=" in text else {}
    shows_others = any(sign in text for sign in ('src="http', 'srcset="http', '="//', ", http"))
    if page.pictures and (shows_others or name in site.by_hand):
        tolerated["img-src"] = needed["img-src"] | {*_PICTURES_ELSEWHERE}
    return tolerated


def _checksum(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
