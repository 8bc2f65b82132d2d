"""Make a page's metadata: its description, and its questions as JSON-LD.

Rules: schema.org and Google's "FAQ" and "Breadcrumb". A page of questions that its own author
answers is a ``FAQPage``; ``QAPage`` is for one question that many people answer. Addresses must be
absolute there, so there are none if ``site_url`` is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from coursenotes.elements import as_blocks
from coursenotes.model import Element, PagePath, Question
from coursenotes.outline.excerpts import bare, shown_text
from coursenotes.outline.question_titles import name_of
from coursenotes.plan.addresses import PlannedPage
from coursenotes.plan.relative import directory

MAX_DESCRIPTION = 155
"""Letters that search engines show."""


def description_of(page: PlannedPage) -> str:
    """Return a page's description: its paragraphs, headings and questions on one line."""
    text = ""
    for piece in _pieces(page):
        text = f"{text} · {piece}" if text else piece
        if len(text) > MAX_DESCRIPTION:
            return text[:MAX_DESCRIPTION].rpartition(" ")[0].rstrip(" ·,;:.–—-") + "…"
    return text or page.title


def _pieces(page: PlannedPage) -> Iterator[str]:
    for item in page.section.items:
        if not isinstance(item, Element) or item.tag == "p":
            if isinstance(item, Question):
                nodes = name_of(item)
            else:
                nodes = item.children if isinstance(item, Element) else item.text
            if text := shown_text(bare(nodes)):
                yield text
    yield from (part.title for part in page.parts)


def structured(
    page: PlannedPage, trail: Sequence[PlannedPage], site_url: str
) -> Mapping[str, Any] | None:
    """Return a page as schema.org data: breadcrumbs, and its questions with their answers.

    ``trail`` leads from the home page to the page itself. Returns None without any data.
    """
    graph: list[dict[str, Any]] = []
    if site_url and len(trail) > 1:
        steps = [
            {
                "@type": "ListItem",
                "position": number,
                "name": step.title,
                "item": address_of(step.path, site_url),
            }
            for number, step in enumerate(trail, 1)
        ]
        graph.append({"@type": "BreadcrumbList", "itemListElement": steps})
    asked = [i for i in page.section.items if isinstance(i, Question) and i.answer]
    if asked:
        entries = [
            {
                "@type": "Question",
                "name": shown_text(bare(name_of(question))),
                "acceptedAnswer": {"@type": "Answer", "text": _said(question.answer)},
            }
            for question in asked
        ]
        graph.append({"@type": "FAQPage", "mainEntity": entries})
    return {"@context": "https://schema.org", "@graph": graph} if graph else None


def _said(blocks: Sequence[Element]) -> str:
    """An answer as plain text, one line for each item, row and paragraph."""
    lines: list[str] = []
    for block in as_blocks(tuple(blocks)):
        for element in block.walk():
            if element.tag == "tr":
                cells = [c for c in element.children if isinstance(c, Element)]
                lines.append(" | ".join(shown_text(cell.children) for cell in cells))
            elif element.tag in ("p", "pre", "tex-display", "dt", "dd"):
                lines.append(shown_text((element,)))
            elif element.tag == "li" and not any(
                isinstance(c, Element) and c.tag == "p" for c in element.children
            ):
                own = [c for c in element.children if isinstance(c, str) or c.tag not in _LISTS]
                lines.append(shown_text(own))
    return "\n".join(filter(None, lines)) or shown_text(blocks)


_LISTS = ("ul", "ol", "pre", "table", "blockquote", "details")


def address_of(page: PagePath, site_url: str) -> str:
    """Return a page's full address."""
    folder = directory(page)
    return site_url + ("" if folder == "." else quote(folder) + "/")
