"""Check a built site, given as files; returns a list of problems.

======================  =======================================================
``html``                parse HTML into elements
``page``                what the checks need to know of one page
``page_reader``         read that from a page's HTML
``site``                the files, and where an address leads
``addresses``           links, pictures, scripts, styles, anchors; reachability
``heads``               language, title, description, address, icon
``policy``              the Content-Security-Policy matches what the page uses
``insertions``          buttons and counts that the template puts into a page
``machines``            ``sitemap.xml``, ``llms.txt``, the service worker
``search``              the places that the search and the topics lead to
``markdown``            parse Markdown as GitHub does into its text
``copies``              the Markdown copies of the pages
``files``               fonts and drawings are whole, nothing is stray
``notes``               nothing of the notes is missing
======================  =======================================================

These modules do not use the code that makes the pages, so a fault in it cannot hide itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from coursenotes.verify.addresses import broken, relative_on_404, unreachable
from coursenotes.verify.copies import copies
from coursenotes.verify.files import drawings, fonts, stray
from coursenotes.verify.heads import heads
from coursenotes.verify.insertions import insertions
from coursenotes.verify.machines import llms_txt, offline, site_map
from coursenotes.verify.notes import missing, pictures_elsewhere
from coursenotes.verify.policy import policies
from coursenotes.verify.search import search, topics
from coursenotes.verify.site import Expected, Site

__all__ = ["Expected", "verify"]


def verify(files: Mapping[str, bytes], expected: Expected) -> list[str]:
    """Return everything that is wrong with a site of ``files`` (path below its root → content).

    Each problem is a line with the file and what is wrong with it; no line comes twice. Pure.
    """
    site = Site(files, expected.by_hand)
    if "index.html" not in site.pages:
        return ["index.html: is missing: no home page"]
    return list(dict.fromkeys(_problems(site, expected)))


def _problems(site: Site, expected: Expected) -> Iterator[str]:
    yield from _inside(site)
    yield from broken(site, pictures_elsewhere(expected))
    yield from unreachable(site)
    yield from relative_on_404(site)
    yield from heads(site, expected)
    yield from policies(site, expected)
    yield from insertions(site)
    yield from site_map(site)
    yield from llms_txt(site)
    yield from offline(site)
    yield from search(site)
    yield from topics(site)
    yield from copies(site)
    yield from fonts(site)
    yield from drawings(site)
    yield from stray(site)
    yield from missing(site, expected)


def _inside(site: Site) -> Iterator[str]:
    """What is wrong within each page, regardless of other files."""
    for name, page in site.pages.items():
        yield from (f"{name}: {problem}" for problem in page.problems)
        repeated = [found for found, times in Counter(page.ids).items() if times > 1]
        yield from (f"{name}: id {found!r} is used more than once" for found in repeated)
        known = set(page.ids)
        for where, wanted in page.id_references:
            if wanted not in known:
                yield f"{name}: {where} names #{wanted}, which is not on the page"
