"""Render a piece of notes as the HTML that the site shows for it."""

from __future__ import annotations

from coursenotes.elements import as_blocks
from coursenotes.gfm.parser import to_html
from coursenotes.gfm.tree import to_tree
from coursenotes.model import PagePath
from coursenotes.outputs.html import render_page

_PAGE = PagePath("index.md")


def preview(markdown: str) -> str:
    """Return ``markdown`` as the inside of an answer: nothing split, promoted or left out.

    It uses the site's own parser, sanitizer and writer of HTML. Links stay as written.
    Never raises.
    """
    tree = to_tree(to_html(markdown))
    return render_page(as_blocks(tree.children), _PAGE).html
