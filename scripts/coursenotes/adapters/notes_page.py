"""A page of the notes as MkDocs takes it: ready HTML and a table of contents, no Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from coursenotes.adapters.memory import Memory
from coursenotes.adapters.navigation import shown_title
from coursenotes.model import Page
from coursenotes.outputs.html import Entry, RenderedPage, render_page


class NotesPage(MkDocsPage):
    """A page that MkDocs neither reads nor renders."""

    rendered: RenderedPage
    """What MkDocs had it rendered to."""

    def __init__(self, page: Page, memory: Memory[RenderedPage], config: MkDocsConfig) -> None:
        file = File.generated(config, page.path, content="", inclusion=InclusionLevel.INCLUDED)
        super().__init__(shown_title(page.title), file, config)
        self.page = page
        self._memory = memory

    def read_source(self, config: MkDocsConfig) -> None:
        """Take over what the templates read of the page: its line where it can be looked up."""
        self.markdown, self.meta = "", dict(self.page.meta)
        if not config.extra["source"]:
            self.meta.pop("line", None)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take over the HTML, whose links are right already."""
        page = self.page
        rendered = self._memory(page.path, page.body, lambda: render_page(page.body, page.path))
        self.rendered = rendered
        # Python-Markdown ends no page in a line's end: an exported one is the same to the byte.
        self.content = rendered.html.removesuffix("\n")
        self.toc = TableOfContents(_links(rendered.contents))
        self.present_anchor_ids = set(rendered.ids)
        self.links_to_anchors = {}


def _links(entries: Iterable[Entry]) -> list[AnchorLink]:
    links = []
    for entry in entries:
        link = AnchorLink(entry.title, entry.id, level=entry.level)
        link.number = entry.number  # type: ignore[attr-defined]  # for partials/contents.html
        link.children = _links(entry.below)
        links.append(link)
    return links
