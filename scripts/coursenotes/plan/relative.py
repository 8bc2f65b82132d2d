"""Addresses of the site as a page has to write them."""

from __future__ import annotations

import posixpath

from coursenotes.model import Element


def address(node: Element, name: str, page: str) -> str:
    """A link's or picture's address as the page has to write it.

    Addresses inside the site are marked ``data-internal`` and count from ``docs/``.
    """
    value = node.get(name)
    if not any(key == "data-internal" for key, _ in node.attributes):
        return value
    path, hash_sign, anchor = value.partition("#")
    if path == page and anchor:
        return f"#{anchor}"
    return posixpath.relpath(directory(path), directory(page)) + _slash(path) + hash_sign + anchor


def directory(path: str) -> str:
    """The address of a page below the site's own: ``course-1/week-2`` for its ``.md``."""
    stem = path.removesuffix(".md")
    return (posixpath.dirname(stem) if posixpath.basename(stem) == "index" else stem) or "."


def _slash(path: str) -> str:
    return "/" if path.endswith(".md") else ""
