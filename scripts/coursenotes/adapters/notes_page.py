"""A page of the notes as MkDocs takes it: ready HTML and a table of contents, no Markdown."""

from __future__ import annotations

import html
from collections.abc import Iterable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from coursenotes.model import Page
from coursenotes.outputs.html import Entry, RenderedPage, render_page


class Rendered:
    """Remembers what pages were rendered to, so that an edit renders those that it changes."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Page, RenderedPage]] = {}

    def __call__(self, page: Page) -> RenderedPage:
        """The HTML of ``page``, from before where its body is the same."""
        before = self._known.get(page.path)
        if before and before[0].body == page.body:
            return before[1]
        rendered = render_page(page.body, page.path)
        self._known[page.path] = page, rendered
        return rendered


class NotesPage(MkDocsPage):
    """A page that MkDocs neither reads nor renders."""

    def __init__(self, page: Page, rendered: Rendered, config: MkDocsConfig) -> None:
        file = File.generated(config, page.path, content="", inclusion=InclusionLevel.INCLUDED)
        super().__init__(html.escape(page.title), file, config)
        self.page = page
        self._rendered = rendered

    def read_source(self, config: MkDocsConfig) -> None:
        """Take over what the templates read of the page."""
        self.markdown, self.meta = "", dict(self.page.meta)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take over the HTML, whose links are right already."""
        rendered = self._rendered(self.page)
        # Python-Markdown ends no page in a line's end: an exported one is the same to the byte.
        self.content = rendered.html.removesuffix("\n")
        self.toc = TableOfContents(_links(rendered.contents))
        self.present_anchor_ids = set(rendered.ids)
        self.links_to_anchors = {}


def _links(entries: Iterable[Entry]) -> list[AnchorLink]:
    links = []
    for entry in entries:
        link = AnchorLink(entry.title, entry.id, level=entry.level)
        link.children = _links(entry.below)
        links.append(link)
    return links
