"""Give MkDocs a page of the notes as finished HTML, with its table of contents."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from msgspec.structs import replace

from coursenotes.adapters.navigation import shown_title
from coursenotes.memory import Memory
from coursenotes.model import Page
from coursenotes.outputs.contents import Entry
from coursenotes.outputs.export import exported_page
from coursenotes.outputs.html import RenderedPage, render_page


class NotesPage(MkDocsPage):
    """A page that MkDocs neither reads nor renders itself."""

    rendered: RenderedPage
    """The rendered page without its HTML, which is in ``content``."""

    def __init__(
        self, page: Page, memory: Memory[RenderedPage] | None, config: MkDocsConfig
    ) -> None:
        file = File.generated(config, page.path, content="", inclusion=InclusionLevel.INCLUDED)
        super().__init__(shown_title(page.title), file, config)
        self.page = page
        """The page, without its trees once rendered: they need most of a build's memory."""
        self._memory = memory

    def read_source(self, config: MkDocsConfig) -> None:
        """Set what the templates read; the line in the notes only if they are on GitHub."""
        self.markdown, self.meta = "", dict(self.page.meta)
        if not config.extra["source"]:
            self.meta.pop("line", None)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set the HTML, whose links are already resolved."""
        page = self.page
        make = partial(render_page, page.body, page.path)
        rendered = self._memory(page.path, page.body, make) if self._memory else make()
        self.page = replace(page, body=(), text=())
        # Bytes need a quarter of the memory of a text with mathematical letters.
        self._html, self.rendered = rendered.html.encode(), replace(rendered, html="")
        # Python-Markdown does the same, and pages built from an export must have the same bytes.
        self.content = rendered.html.removesuffix("\n")
        self.toc = TableOfContents(_links(rendered.contents))
        self.present_anchor_ids = set(rendered.ids)
        self.links_to_anchors = {}

    def exported(self) -> str:
        """Return the page as a file for other engines, once it is rendered."""
        return exported_page(self.page, replace(self.rendered, html=self._html.decode()))


def _links(entries: Iterable[Entry]) -> list[AnchorLink]:
    links = []
    for entry in entries:
        link = AnchorLink(entry.title, entry.id, level=entry.level)
        link.number = entry.number  # type: ignore[attr-defined]  # for partials/contents.html
        link.children = _links(entry.below)
        links.append(link)
    return links
