"""Notes → the plan of the site: pages with their Markdown, navigation, copies, problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coursenotes.model import NavEntry, Notes, SitePlan, TextFile
from coursenotes.outline.sections import PageLevels
from coursenotes.outputs.markdown_copies import copy_path
from coursenotes.outputs.metadata import llms_txt
from coursenotes.outputs.pages.page import page_of
from coursenotes.outputs.search.index import search_files
from coursenotes.outputs.topics.pages import topic_pages
from coursenotes.outputs.topics.topics import collect, with_terms
from coursenotes.plan.addresses import Placed, placed_notes, targets
from coursenotes.plan.footnotes import place_footnotes
from coursenotes.plan.links import Linker, Surroundings
from coursenotes.render.problems import drawing_problems
from coursenotes.translations import ENGLISH, words_of


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``mkdocs.yml`` says that the plan needs."""

    language: str = ENGLISH
    """The ``language`` of its theme."""
    levels: PageLevels | None = None
    """The heading levels that become pages; ``None`` where the notes' shape decides."""
    site_url: str = ""
    """The site's address with a slash at its end; empty where it is not known."""


def plan_site(
    notes: Notes,
    around: Surroundings | None = None,
    settings: Settings | None = None,
    by_hand: Sequence[TextFile] = (),
) -> SitePlan:
    """Plan every page of the site that ``notes`` make. Pure: ``around`` answers for the disk.

    The pages written ``by_hand`` in ``docs/`` are none of the plan's, but the search finds them.
    """
    settings = settings or Settings()
    words = words_of(settings.language)
    home = placed_notes(notes.root, words["notes"])
    footnotes = place_footnotes(home, notes)
    linker = Linker(notes.path, targets(home, notes), around or Surroundings(), footnotes)
    home, indexed = with_terms(home)
    trails = _trails(home, ())
    pages = tuple(page_of(trail, linker, words, settings.site_url) for trail in trails)
    topics = collect(indexed)
    index, index_entry = topic_pages(topics, words)
    pages += index
    problems = [
        *notes.problems,
        *footnotes.problems,
        *linker.problems,
        *drawing_problems(notes),
    ]
    return SitePlan(
        title=home.title,
        pages=pages,
        navigation=(
            *(_entry(part) for part in (replace(home, parts=()), *home.parts)),
            *((index_entry,) if index_entry else ()),
        ),
        topics=topics,
        assets=tuple(linker.assets.values()),
        files=(
            *search_files(home, footnotes, by_hand),
            TextFile("llms.txt", llms_txt(home, pages, settings.site_url, words)),
        ),
        copies=tuple(TextFile(copy_path(page.path), page.copy) for page in pages),
        problems=tuple(sorted(set(problems))),
    )


def _trails(placed: Placed, above: tuple[Placed, ...]) -> Iterator[tuple[Placed, ...]]:
    """For each page the way to it, from the home page on."""
    trail = (*above, placed)
    yield trail
    for part in placed.parts:
        yield from _trails(part, trail)


def _entry(placed: Placed) -> NavEntry:
    return NavEntry(placed.title, placed.path, tuple(_entry(part) for part in placed.parts))
