"""Plan the site as data: every page with its address, links resolved and terms marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursenotes.memory import Memory
from coursenotes.model import Asset, NavEntry, Notes, Page, PagePath, Problem, TextFile, Topic
from coursenotes.outline.language import language_of
from coursenotes.outline.notes_title import name_of_file
from coursenotes.outline.sections import PageLevels
from coursenotes.pages.page import page_of
from coursenotes.pages.term_uses import places_of, with_term_uses
from coursenotes.pages.topics import topic_pages
from coursenotes.plan.addresses import PlannedPage, placed_notes, targets
from coursenotes.plan.copies import Surroundings
from coursenotes.plan.destinations import Destinations
from coursenotes.plan.footnotes import Footnotes, footnotes_by_page
from coursenotes.plan.index_size import fitting
from coursenotes.plan.lexicon import lexicon_of
from coursenotes.plan.links import Linker
from coursenotes.plan.ranges import in_ranges
from coursenotes.plan.repeated_terms import explained_twice
from coursenotes.plan.topics import collect, with_terms
from coursenotes.render.problems import drawing_problems
from coursenotes.translations import ENGLISH, Words, words_of
from coursenotes.vocabulary import articles_of


class Settings(Struct, frozen=True):
    """The settings in ``mkdocs.yml`` that the plan needs."""

    language: str = ENGLISH
    """The theme's ``language``; empty to take that of the notes."""
    levels: PageLevels | None = None
    """The heading levels that become pages; ``None`` to take them from the notes' shape."""
    site_url: str = ""
    """The site's address, ending in a slash; empty if unknown."""
    repository: str = ""
    """The address of the notes' repository, or its folder's name; empty if both are unknown."""
    name: str = ""
    """The author's name for the site: the title of notes that have none."""


class PlanMemory:
    """The pages of the last plan. Only those that an edit may have changed are made again."""

    def __init__(self) -> None:
        self.pages = Memory[Page]()
        self._everywhere: object = None

    def begin(self, everywhere: object) -> None:
        """Begin a plan. If ``everywhere``, which all pages depend on, has changed, forget all."""
        self.pages.begin(keep=everywhere == self._everywhere)
        self._everywhere = everywhere


class Site(Struct, frozen=True):
    """A site as data, from which all outputs are made. Nothing is rendered yet."""

    title: str
    home: PlannedPage
    """The pages of the notes by section, with anchors, links and terms."""
    pages: tuple[Page, ...]
    """All pages as trees: first those of the notes, then those that the site adds."""
    navigation: tuple[NavEntry, ...]
    topics: tuple[Topic, ...]
    footnotes: Mapping[PagePath, Footnotes]
    """Each page → the footnotes of its file."""
    by_hand: tuple[TextFile, ...]
    assets: tuple[Asset, ...]
    words: Words
    """The site's own words, in its language."""
    site_url: str
    problems: tuple[Problem, ...]


def plan_site(
    notes: Notes,
    around: Surroundings | None = None,
    settings: Settings | None = None,
    by_hand: Sequence[TextFile] = (),
    memory: PlanMemory | None = None,
) -> Site:
    """Plan every page of the site for ``notes``. Pure: ``around`` stands for the disk.

    ``memory`` makes it faster, with the same result. The hand-written pages ``by_hand`` are not
    planned; only the search includes them.
    """
    settings = settings or Settings()
    words = words_of(language_for(notes, settings))
    name = settings.name or name_of_file(notes.path, settings.repository)
    names = {file.path: name for name, file in notes.files.items()} if len(notes.files) > 1 else {}
    home = in_ranges(placed_notes(notes.root, words, name, divide=settings.levels is None))
    footnotes = footnotes_by_page(home, notes)
    destinations = Destinations(notes, targets(home, notes), around or Surroundings())
    home, indexed = with_terms(home)
    known = collect(indexed, articles_of(words.language))
    topics = fitting(known, [page.section for page in home.walk()])
    home = Linker(destinations, footnotes).relink_pages(home)
    lexicon, places = lexicon_of(known), places_of(known)
    memory = memory or PlanMemory()
    memory.begin((words, settings.site_url, lexicon, places))

    def page(trail: tuple[PlannedPage, ...]) -> Page:
        file = names.get(trail[-1].section.at.file, "")

        def make() -> Page:
            return with_term_uses(page_of(trail, words, settings.site_url, file), lexicon, places)

        above = [(placed.title, placed.path) for placed in trail[:-1]]
        return memory.pages(trail[-1].path, (above, trail[-1], file), make)

    pages = tuple(map(page, _trails(home, ())))
    index, index_entry = topic_pages(topics, words)
    problems = {
        *notes.problems,
        *(problem for placed in footnotes.values() for problem in placed.problems),
        *destinations.problems,
        *explained_twice(indexed, articles_of(words.language)),
        *drawing_problems(notes),
    }
    return Site(
        title=home.title,
        home=home,
        pages=(*pages, *index),
        navigation=(
            *(_entry(part) for part in (replace(home, parts=()), *home.parts)),
            *((index_entry,) if index_entry else ()),
        ),
        topics=topics,
        footnotes=footnotes,
        by_hand=tuple(by_hand),
        assets=tuple(destinations.assets.values()),
        words=words,
        site_url=settings.site_url,
        problems=tuple(sorted(problems)),
    )


def language_for(notes: Notes, settings: Settings) -> str:
    """Return the language that the author set, else the one that the notes are written in."""
    return settings.language or language_of(notes.root)


def _trails(
    placed: PlannedPage, above: tuple[PlannedPage, ...]
) -> Iterator[tuple[PlannedPage, ...]]:
    """Yield, for each page, the pages on the path from the home page to it."""
    trail = (*above, placed)
    yield trail
    for part in placed.parts:
        yield from _trails(part, trail)


def _entry(placed: PlannedPage) -> NavEntry:
    return NavEntry(placed.title, placed.path, tuple(_entry(part) for part in placed.parts))
