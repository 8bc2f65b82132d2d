"""The pages of a planned site as the HTML that it shows."""

from __future__ import annotations

import re

from coursenotes.model import Page
from coursenotes.outputs.html import render_page
from coursenotes.site import Site


def html_of(page: Page) -> str:
    """What the site shows of a page, without its header, navigation and the like."""
    return render_page(page.body, page.path).html


def html_of_site(site: Site) -> dict[str, str]:
    """Each page's path below ``docs/`` → its HTML."""
    return {page.path: html_of(page) for page in site.pages}


def ids_in(html: str) -> list[str]:
    """Every ``id``, in order, but those that the site gives its own controls."""
    return [name for name in re.findall(r'\bid="([^"]*)"', html) if not name.startswith("answer.")]
