"""Build the notes' pages as a plugin of MkDocs: ``plugins: [coursenotes]``.

MkDocs gets the pages as generated files, so ``docs/`` stays the author's. The plugin reports the
problems in the notes first: errors, and with ``--strict`` also warnings, stop the build before it
writes anything. It builds the site in a separate folder (:mod:`coursenotes.sources.staging`).
"""

from __future__ import annotations

import gc
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Literal

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel, file_sort_key
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from coursenotes.adapters.compiled_templates import CompiledTemplates
from coursenotes.adapters.defaults import set_defaults
from coursenotes.adapters.files_by_hand import (
    is_note,
    pages_by_hand,
    refuse_collisions,
    refuse_links_out,
)
from coursenotes.adapters.finished_pages import FinishedPages
from coursenotes.adapters.loading import load
from coursenotes.adapters.look import EXTRAS, site_name
from coursenotes.adapters.navigation import facts, whole_navigation
from coursenotes.adapters.notes_page import NotesPage
from coursenotes.adapters.other_plugins import disable_incompatible
from coursenotes.adapters.palette import colours
from coursenotes.adapters.plugin_settings import PluginSettings
from coursenotes.adapters.progress import Progress
from coursenotes.adapters.serving import keeping_the_last
from coursenotes.adapters.settings_check import problems_with_files
from coursenotes.adapters.signals import exit_on_signals
from coursenotes.adapters.stopping import has_warned, report_or_stop, stopped_by
from coursenotes.adapters.theme import look_of_config, own_theme_only
from coursenotes.errors import NotesError
from coursenotes.memory import Memory
from coursenotes.model import File as OutputFile
from coursenotes.model import TextFile
from coursenotes.outputs import files_of
from coursenotes.outputs.html import RenderedPage
from coursenotes.outputs.policy import policy_values
from coursenotes.outputs.service_worker import NAME
from coursenotes.reading import ReadingMemory
from coursenotes.site import PlanMemory, Site, plan_site
from coursenotes.sources.load import display_path, folder_of
from coursenotes.sources.staging import Staging
from coursenotes.sources.write import finish_site


class CourseNotes(BasePlugin[PluginSettings]):
    """Plans the notes' pages before each build, adds them, and finishes the site after it."""

    named: ClassVar[Path | None] = None
    """The notes named on the command line, which replace those of the setting ``notes``."""
    progress = Progress()
    """Where a build shows its progress; commands that show it set this."""
    _serving = False
    _staging: Staging | None = None
    _site: Site
    _numbers: dict[str, int]
    _theme: list[str]
    _site_dir = ""
    _nav: Navigation
    _read = ReadingMemory()
    _plan = PlanMemory()
    _outputs = Memory[OutputFile]()
    _rendered = Memory[RenderedPage]()
    _finished = FinishedPages()
    _compiled = CompiledTemplates()
    files: Files
    """During and after a build: all files of the site that MkDocs writes."""
    copies: Mapping[str, bytes] = {}
    """After a build: the Markdown copies of the pages, by path in the site."""

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Load the settings; notes named on the command line win."""
        if self.named:
            options = {**options, "notes": str(self.named)}
        return super().load_config(options, config_file_path)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether the site is served, and clean up if a signal ends the process."""
        self._serving = command == "serve"
        exit_on_signals()

    @event_priority(100)
    def _first_on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Disable the plugins that break pages, before any of them acts."""
        disable_incompatible(config.plugins)
        return config

    def _on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Plan the site; give MkDocs its title, its navigation and a folder to build in."""
        # A site is large, and its trees have no cycles: the garbage collector would find almost
        # nothing, in a tenth of the build's time.
        gc.disable()
        self.progress.show("Reading the notes …")
        set_defaults(config)
        try:
            pages = list(pages_by_hand(config, Path(self.config.notes)))
            self._theme = own_theme_only(config)
            self._site = self._planned(config, [page for _, page in pages])
            if not self._serving:
                self._staging = Staging(Path(config.site_dir))
                self._site_dir = config.site_dir
                config.site_dir = str(self._staging.path)
        except NotesError as stop:
            raise stopped_by(stop) from None
        in_nav = [file.src_uri for file, _ in pages if file.inclusion.is_in_nav()]
        config.site_name, named = site_name(config.site_name, self._site.title)
        notes = Path(self.config.notes)
        config.nav = whole_navigation(self._site.navigation, notes, config, in_nav)
        config.extra["words"] = dict(self._site.words.texts)
        config.extra["language"] = self._site.words.language
        config.extra["look"] = {**look_of_config(config), **({"named": True} if named else {})}
        scheme = config.extra["look"].get("scheme", "")
        config.extra.update(policy_values(self._serving, scheme))
        return config

    on_config = CombinedEvent(_first_on_config, _on_config)

    @event_priority(50)  # before other plugins look for pages
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages and pictures of the notes."""
        try:
            made = files_of(self._site, self._outputs if self._serving else None)
            # MkDocs would make pages of the copies, so they are added to the finished site.
            self.copies = {path: data for path, data in made.items() if path.endswith(".md")}
            for file in list(files.documentation_pages(inclusion=lambda _: True)):
                if is_note(file, Path(self.config.notes), config):
                    files.remove(file)
            made |= colours(config.theme.get("palette"))
            self._rendered.begin()
            rendered = self._rendered if self._serving else None
            added = [NotesPage(page, rendered, config).file for page in self._site.pages]
            del self._site  # frees each tree once its page is rendered
            added += [
                File.generated(config, path, content=data, inclusion=InclusionLevel.INCLUDED)
                for path, data in made.items()
                if path not in self.copies
            ]
            if not config.extra["look"].get("extras") and (spare := files.src_uris.get(EXTRAS)):
                files.remove(spare)
            refuse_links_out(files, config)
            refuse_collisions(files, added, (*self.copies, NAME), str(config.docs_dir))
        except NotesError as stop:
            raise stopped_by(stop) from None
        self.files = Files(sorted([*files, *added], key=file_sort_key))
        self._check_settings(config)
        return self.files

    def on_nav(
        self, nav: Navigation, *, config: MkDocsConfig, files: Files, **_: Any
    ) -> Navigation:
        """Give the templates facts about the whole navigation."""
        self.files = files  # including those of other plugins
        shown = files.documentation_pages()
        self._numbers = {file.src_uri: number for number, file in enumerate(shown, 1)}
        config.extra["nav"] = facts(nav)
        self._nav = nav
        return nav

    def on_page_content(self, html: str, *, page: MkDocsPage, **_: Any) -> None:
        """Show which page is being made."""
        self._count("Making", page)

    def on_post_page(self, output: str, *, page: MkDocsPage, **_: Any) -> None:
        """Show which page is being written."""
        self._count("Writing", page)

    def _count(self, doing: str, page: MkDocsPage) -> None:
        number, pages = self._numbers[page.file.src_uri], len(self._numbers)
        self.progress.show(f"{doing} page {number} of {pages} …")

    def on_env(self, env: Environment, *, config: MkDocsConfig, **_: Any) -> Environment:
        """Let templates include the theme's icons; while serving, cache finished pages."""
        env.loader = FileSystemLoader(self._theme)
        env.bytecode_cache = self._compiled
        if self._serving:
            self._finished.begin(env, config, self._nav)
        return env

    @event_priority(-100)  # after other plugins have written their files
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Add the service worker and the Markdown copies, and publish the site."""
        gc.enable()
        self.progress.clear()
        site = Path(config.site_dir)
        own = {file.dest_uri for file in self.files}
        own |= {*config.extra_css, *map(str, config.extra_javascript)}  # renamed by a plugin
        try:
            finish_site(site, self.copies, own.__contains__, serving=self._serving)
            if self._staging:
                config.site_dir = self._site_dir
                if has_warned():  # then MkDocs stops the build
                    return
                self._staging.publish()
                self._staging.discard()
        except NotesError as stop:
            raise stopped_by(stop) from None

    def on_build_error(self, *, error: Exception) -> None:
        """Report a full disk or a read-only folder in one line instead of MkDocs' traceback."""
        gc.enable()
        staging = self._staging
        self.on_shutdown()
        if isinstance(error, OSError):
            if staging:
                raise stopped_by(staging.unwritable(error)) from None
            raise PluginError(f"{error.filename or 'the site'}: {error.strerror}") from None

    def on_shutdown(self) -> None:
        """Remove unfinished files, however the build ended."""
        if self._staging:
            self._staging.discard()
            self._staging = None

    def on_serve(self, server: Any, *, config: MkDocsConfig, **_: Any) -> Any:
        """Rebuild when the notes, files beside them, or the author's templates change.

        Serving goes on after a failed build.
        """
        server.watch(str(folder_of(Path(self.config.notes))))
        if config.theme.custom_dir:
            server.watch(config.theme.custom_dir)
        server.builder = keeping_the_last(server.builder, Path(server.root), self.progress)
        if not Path(config.config_file_path).exists():  # made in memory
            server.unwatch(config.config_file_path)
        # Imported here, since only watching needs its modules.
        from coursenotes.adapters.watching import watch_notes_only

        watch_notes_only(server)
        self.progress.print(f"{server.url} serves the site and shows each edit. Ctrl-C ends it.")
        return server

    def _planned(self, config: MkDocsConfig, by_hand: list[TextFile]) -> Site:
        """Read the notes, plan the site and report problems. Raises ``PluginError`` to stop."""
        self._read.begin()
        loaded = load(self.config, config, self._read if self._serving else None)
        settings = self.config.settings(config)
        planned = self._plan if self._serving else None
        config.extra["source"] = loaded.source
        plan = plan_site(loaded.notes, loaded.around, settings, by_hand, planned)
        self.progress.clear()
        report_or_stop(plan.problems, config.strict)
        return plan

    def _check_settings(self, config: MkDocsConfig) -> None:
        """Report problems in ``mkdocs.yml``, once the files of the site are known."""
        problems = problems_with_files(config, self.files)
        self.progress.clear()
        report_or_stop(problems, config.strict, display_path(Path(config.config_file_path)))
