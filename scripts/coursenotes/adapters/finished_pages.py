"""Cache finished pages while serving, so that templates run for changed pages only.

A page of the notes depends on its own content and on what all pages share: settings, templates and
the navigation, which gives its neighbours and its path from the home page. If something shared
changes, all pages are made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation
from mkdocs.utils.templates import TemplateContext

from coursenotes.adapters.notes_page import NotesPage
from coursenotes.memory import Memory


class FinishedPages:
    """The finished pages of the last build."""

    def __init__(self) -> None:
        self._shared: object = None
        self._memory = Memory[str]()

    def begin(self, env: Environment, config: MkDocsConfig, nav: Navigation) -> None:
        """Let the templates of ``env``, which serves one build, reuse pages that did not change."""
        shared = _settings(config), _entries(nav.items), _files(config.theme.custom_dir)
        self._memory.begin(keep=shared == self._shared)
        self._shared = shared
        memory = self._memory

        class Remembering(Template):
            def render(self, *args: Any, **kwargs: Any) -> str:
                context = dict(*args, **kwargs)
                page = context["page"]
                make = super().render
                if not isinstance(page, NotesPage):
                    return make(context)
                return memory(page.file.src_uri, _own(page, context), lambda: make(context))

        env.template_class = Remembering


def _own(page: NotesPage, context: Mapping[str, object]) -> object:
    """What only this page depends on, including what other plugins added to its ``context``."""
    usual = TemplateContext.__annotations__
    added = {name: value for name, value in context.items() if name not in usual}
    return page.content, page.title, page.meta, page.rendered.contents, added


def _settings(config: MkDocsConfig) -> object:
    """The settings that templates read, without code and navigation."""
    left_out = ("nav", "plugins", "hooks", "theme")
    values = {name: value for name, value in config.items() if name not in left_out}
    return values, dict(config.theme)


def _entries(items: Iterable[StructureItem]) -> object:
    """The titles and addresses in a navigation."""
    return [
        (item.title, getattr(item, "url", None), _entries(getattr(item, "children", None) or ()))
        for item in items
    ]


def _files(folder: str | None) -> object:
    """The files in a theme's folder, each with the time of its last change."""
    places = sorted(Path(folder).rglob("*")) if folder else ()
    return [(str(place), place.lstat().st_mtime_ns) for place in places]
