"""Addresses of the site as a page has to write them."""

from __future__ import annotations

import posixpath

from coursenotes.model import Element, Inlines, Target


def address(node: Element, name: str, page: str) -> str:
    """A link's or picture's address as the page has to write it."""
    target = node.mark
    if not isinstance(target, Target):
        return node.get(name)
    anchor = f"#{target.anchor}" if target.anchor else ""
    if target.path == page and anchor:
        return anchor
    near = posixpath.relpath(directory(target.path), directory(page))
    return near + _slash(target.path) + anchor


def link_to(target: Target, text: Inlines) -> Element:
    """A link that leads to ``target`` from wherever it stands."""
    return Element("a", (("href", str(target)),), text, mark=target)


def directory(path: str) -> str:
    """The address of a page below the site's own: ``course-1/week-2`` for its ``.md``."""
    stem = path.removesuffix(".md")
    return (posixpath.dirname(stem) if posixpath.basename(stem) == "index" else stem) or "."


def _slash(path: str) -> str:
    return "/" if path.endswith(".md") else ""
