"""Render the pages of a planned site as HTML."""

from __future__ import annotations

import re
from functools import lru_cache

from coursenotes import read_notes
from coursenotes.model import Notes, Page
from coursenotes.outputs.html import render_page
from coursenotes.site import Site


@lru_cache(maxsize=50)
def notes_of(text: str) -> Notes:
    """Return the notes with this text: the same object each time, as nothing can change it."""
    return read_notes(text, "n.md")


def html_of(page: Page) -> str:
    """Return the HTML of a page without header, navigation and the like."""
    return render_page(page.body, page.path).html


def html_of_site(site: Site) -> dict[str, str]:
    """Return each page's path below ``docs/`` → its HTML."""
    return {page.path: html_of(page) for page in site.pages}


def ids_in(html: str) -> list[str]:
    """Return every ``id``, in order, except those of the site's own controls."""
    return [name for name in re.findall(r'\bid="([^"]*)"', html) if not name.startswith("answer.")]
