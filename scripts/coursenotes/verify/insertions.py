"""Check what the template inserts into a page's text, at places that it finds by their markup."""

from __future__ import annotations

from collections.abc import Iterator

from coursenotes.verify.site import Site


def insertions(site: Site) -> Iterator[str]:
    """Yield the pages whose insertions are missing or repeated."""
    for name, page in site.pages.items():
        bars = page.parts["count"]
        if bars != bool(page.parts["qa"]):
            yield f"{name}: {page.parts['qa']} questions, counted in {bars} places"
    home = site.pages["index.html"].parts
    if home["parts"] and home["begin"] != 1:
        yield f"index.html: {home['begin']} buttons to begin above the courses"
