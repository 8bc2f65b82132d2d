"""Write addresses of the site relative to a page."""

from __future__ import annotations

import posixpath

from coursenotes.model import Element, Inlines, Target


def address(node: Element, name: str, page: str) -> str:
    """Return the address of a link or picture, relative to ``page``."""
    target = node.mark
    if not isinstance(target, Target):
        return node.get(name)
    anchor = f"#{target.anchor}" if target.anchor else ""
    if target.path == page and anchor:
        return anchor
    near = posixpath.relpath(directory(target.path), directory(page))
    return near + _slash(target.path) + anchor


def link_to(target: Target, text: Inlines) -> Element:
    """Return a link that leads to ``target`` from any page."""
    return Element("a", (("href", str(target)),), text, mark=target)


def directory(path: str) -> str:
    """Return a page's address relative to the site's: ``course-1/week-2`` for its ``.md``."""
    stem = path.removesuffix(".md")
    return (posixpath.dirname(stem) if posixpath.basename(stem) == "index" else stem) or "."


def _slash(path: str) -> str:
    return "/" if path.endswith(".md") else ""
