"""What must hold for any site that was built here: files in, problems out.

======================  =======================================================
``html``                HTML → its elements
``page``                one page's HTML → what the checks need of it
``site``                the files, and where an address leads
``addresses``           links, pictures, scripts, styles, anchors; reachability
``heads``               language, title, description, address, icon
``policy``              the Content-Security-Policy, and what the page needs of it
``machines``            ``sitemap.xml``, ``llms.txt``, the service worker
``search``              the search's places, and the topics
``markdown``            Markdown as GitHub reads it → its text
``copies``              the copies in Markdown
``files``               whole fonts and drawings, nothing stray
``notes``               nothing of the notes is missing
======================  =======================================================

Nothing is known here of how pages are made, so a fault in that cannot hide itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from coursenotes.verify.addresses import broken, relative_on_404, unreachable
from coursenotes.verify.copies import copies
from coursenotes.verify.files import drawings, fonts, stray
from coursenotes.verify.heads import heads
from coursenotes.verify.insertions import insertions
from coursenotes.verify.machines import language_models, offline, site_map
from coursenotes.verify.notes import missing, pictures_elsewhere
from coursenotes.verify.policy import policies
from coursenotes.verify.search import search, topics
from coursenotes.verify.site import Expected, Site

__all__ = ["Expected", "verify"]


def verify(files: Mapping[str, bytes], expected: Expected) -> list[str]:
    """Everything that is wrong with a site of ``files`` (path below it → content); pure.

    A line each: the file, and what is wrong with it. The same line comes once.
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
    yield from language_models(site)
    yield from offline(site)
    yield from search(site)
    yield from topics(site)
    yield from copies(site)
    yield from fonts(site)
    yield from drawings(site)
    yield from stray(site)
    yield from missing(site, expected)


def _inside(site: Site) -> Iterator[str]:
    """What is wrong within a page, without regard to others."""
    for name, page in site.pages.items():
        yield from (f"{name}: {problem}" for problem in page.problems)
        repeated = [found for found, times in Counter(page.ids).items() if times > 1]
        yield from (f"{name}: id {found!r} is used more than once" for found in repeated)
        known = set(page.ids)
        for where, wanted in page.id_references:
            if wanted not in known:
                yield f"{name}: {where} names #{wanted}, which the page has not"
