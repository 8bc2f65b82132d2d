"""Check that every address on the site leads somewhere, in all kinds of files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursenotes.verify.site import NOT_FOUND, Site


def broken(site: Site, pictures: frozenset[str]) -> Iterator[str]:
    """Yield the addresses that lead nowhere, or that load something from another host.

    ``pictures`` are the addresses of pictures on other hosts in the notes; those are allowed, as
    on GitHub.
    """
    for name, found in sorted(site.references.items()):
        by_hand = name in site.by_hand
        for reference, _, problem in found:
            picture = reference.where.startswith(("img ", "source "))
            if problem == "is loaded from another host" and picture:
                if by_hand or reference.url in pictures:
                    continue
            if problem:
                yield f"{name}: {reference.where} {reference.url!r}: {problem}"


def targets(site: Site) -> frozenset[str]:
    """Return the files that some address leads to."""
    every = site.references.values()
    return frozenset(target for found in every for _, target, _ in found if target)


def needed(site: Site) -> frozenset[str]:
    """Return the files that pages load."""
    every = site.references.values()
    return frozenset(
        target for found in every for reference, target, _ in found if reference.loaded and target
    )


def unreachable(site: Site) -> Iterator[str]:
    """Yield the pages that no chain of navigation links reaches from the home page."""
    seen, waiting = {"index.html", NOT_FOUND}, ["index.html"]
    while waiting:
        name = waiting.pop()
        links = {target for r, target, _ in site.references[name] if r.navigation and target}
        waiting += sorted((links & set(site.pages)) - seen)
        seen |= links
    for name in sorted(set(site.pages) - seen - site.by_hand):
        yield f"{name}: no navigation leads to it"


def relative_on_404(site: Site) -> Iterator[str]:
    """Yield the relative addresses on the 404 page, which is shown at addresses of any depth."""
    page = site.pages.get(NOT_FOUND)
    if page is None:
        yield f"{NOT_FOUND}: is missing"
        return
    for reference in page.references:
        if not re.match(r"/|#|[a-z][a-z0-9+.-]*:", reference.url, re.IGNORECASE):
            yield (
                f"{NOT_FOUND}: {reference.where} {reference.url!r}: is relative; "
                "this page is shown at any depth"
            )
