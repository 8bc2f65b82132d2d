"""Headings in raw HTML, listed in the page's contents and linked as Markdown's own are.

Python-Markdown's ``toc`` sees the headings that Markdown made; those of a block that had to be
written as HTML wait in a stash, and the page holds a mark in their place.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator, Sequence
from html import escape, unescape
from typing import Any

from markdown import Markdown
from markdown.extensions.toc import TocTreeprocessor, nest_toc_tokens, strip_tags
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

_HEADING = re.compile(
    r'<h(?P<level>[1-6])(?: [^>]*)? id="(?P<id>[^">]+)"[^>]*>(?P<html>.*?)</h(?P=level)>', re.DOTALL
)
_FORMULA = re.compile(r'<span class="tex">\\[(\[](?P<tex>[^<]*)\\[)\]]</span>')
_FOOTNOTE = re.compile(r'<sup class="footnote-ref">.*?</sup>', re.DOTALL)


class Contents(Treeprocessor):
    """Adds to ``md.toc_tokens``, and a link to each heading, as ``toc`` does for the others."""

    def __init__(self, md: Markdown, spoken: Callable[[str], str]) -> None:
        """``spoken`` gives a formula's TeX as plain text."""
        super().__init__(md)
        self.spoken = spoken

    def run(self, root: etree.Element) -> None:
        """Do so; nothing without ``toc``, nor where raw HTML holds no heading with an id."""
        stash: list[Any] = self.md.htmlStash.rawHtmlBlocks
        here = {n for n, raw in enumerate(stash) if isinstance(raw, str) and _HEADING.search(raw)}
        toc = self.md.treeprocessors["toc"] if "toc" in self.md.treeprocessors else None
        if not here or not isinstance(toc, TocTreeprocessor):
            return
        md: Any = self.md  # whose type does not know toc_tokens
        known = {token["id"]: token for token in _flat(md.toc_tokens)}
        tokens: list[dict[str, Any]] = []
        for piece in _in_order(root):
            if isinstance(piece, str):
                for place in {int(mark[1]): 0 for mark in HTML_PLACEHOLDER_RE.finditer(piece)}:
                    if place in here:
                        tokens += self._tokens(stash[place])
                        stash[place] = _linked(stash[place], toc)
            elif token := known.get(piece.get("id", "")):
                tokens.append(token)
        listed = [token for token in tokens if toc.toc_top <= token["level"] <= toc.toc_bottom]
        md.toc_tokens = nest_toc_tokens(listed)  # type: ignore[arg-type]

    def _tokens(self, raw: str) -> Iterator[dict[str, Any]]:
        """What ``toc`` would keep of each heading in ``raw``."""

        def plain(found: re.Match[str]) -> str:
            return escape(self.spoken(unescape(found["tex"])), quote=False)

        for found in _HEADING.finditer(raw):
            html = _FORMULA.sub(plain, _FOOTNOTE.sub("", found["html"])).strip()
            yield {
                "level": int(found["level"]),
                "id": unescape(found["id"]),
                "name": strip_tags(html),
                "html": html,
                "data-toc-label": "",
                "children": [],
            }


def _linked(raw: str, toc: TocTreeprocessor) -> str:
    """``raw`` with the link that ``toc`` puts at the end of a heading, where it puts one."""
    if toc.use_permalinks in (False, None):
        return raw
    text = "&para;" if toc.use_permalinks is True else str(toc.use_permalinks)

    def linked(found: re.Match[str]) -> str:
        heading, end = found.group(), len(f"</h{found['level']}>")
        link = (
            f'<a class="{toc.permalink_class}" href="#{found["id"]}" '
            f'title="{escape(toc.permalink_title)}">{text}</a>'
        )
        return heading[:-end] + link + heading[-end:]

    return _HEADING.sub(linked, raw)


def _flat(tokens: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for token in tokens:
        yield token
        yield from _flat(token["children"])


def _in_order(root: etree.Element) -> Iterator[etree.Element | str]:
    """Elements and texts as they follow each other on the page."""
    waiting: list[etree.Element | str] = [root]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, str):
            for child in reversed(node):
                waiting += [child.tail or "", child]
            waiting.append(node.text or "")
