"""Gives MkDocs a page of the notes as finished HTML with a table of contents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from coursenotes.adapters.navigation import shown_title
from coursenotes.memory import Memory
from coursenotes.model import Page
from coursenotes.outputs.contents import Entry
from coursenotes.outputs.export import exported_page
from coursenotes.outputs.html import RenderedPage, render_page


class NotesPage(MkDocsPage):
    """A page that MkDocs neither reads nor renders."""

    rendered: RenderedPage
    """What it was rendered to, without the HTML, which is its ``content``."""

    def __init__(
        self, page: Page, memory: Memory[RenderedPage] | None, config: MkDocsConfig
    ) -> None:
        file = File.generated(config, page.path, content="", inclusion=InclusionLevel.INCLUDED)
        super().__init__(shown_title(page.title), file, config)
        self.page = page
        """Without its trees once it is rendered, which need most of the memory of a build."""
        self._memory = memory

    def read_source(self, config: MkDocsConfig) -> None:
        """Take over what the templates read: the line only if the notes are on GitHub."""
        self.markdown, self.meta = "", dict(self.page.meta)
        if not config.extra["source"]:
            self.meta.pop("line", None)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take over the HTML, in which links are resolved already."""
        page = self.page
        make = partial(render_page, page.body, page.path)
        rendered = self._memory(page.path, page.body, make) if self._memory else make()
        self.page = replace(page, body=(), text=())
        # As bytes it needs a quarter of the memory, where a page has the letters of formulas.
        self._html, self.rendered = rendered.html.encode(), replace(rendered, html="")
        # As Python-Markdown does: pages built from an export must have the same bytes.
        self.content = rendered.html.removesuffix("\n")
        self.toc = TableOfContents(_links(rendered.contents))
        self.present_anchor_ids = set(rendered.ids)
        self.links_to_anchors = {}

    def exported(self) -> str:
        """The page as a file for other engines, once it is rendered."""
        return exported_page(self.page, replace(self.rendered, html=self._html.decode()))


def _links(entries: Iterable[Entry]) -> list[AnchorLink]:
    links = []
    for entry in entries:
        link = AnchorLink(entry.title, entry.id, level=entry.level)
        link.number = entry.number  # type: ignore[attr-defined]  # for partials/contents.html
        link.children = _links(entry.below)
        links.append(link)
    return links
