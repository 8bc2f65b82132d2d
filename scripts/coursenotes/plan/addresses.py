"""Give each section a page, and each of its items an anchor."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, islice

from msgspec import Struct

from coursenotes.elements import HEADINGS, footnote_reference, plain, slug_of
from coursenotes.model import (
    Anchor,
    Element,
    Heading,
    Inlines,
    Item,
    Node,
    Notes,
    PagePath,
    Question,
    Section,
    Target,
    elements_of,
    nodes_of,
)
from coursenotes.outline.excerpts import shown_text
from coursenotes.outline.sizes import words_in
from coursenotes.plan.question_ids import with_ids
from coursenotes.plan.runs import in_runs
from coursenotes.plan.slugs import anchors, page_slugs, readable_slug, without_position
from coursenotes.translations import Words

HOME = PagePath("index.md")
MAX_TITLE = 100
"""Longer titles are cut in the navigation and on cards. The page itself shows the whole title."""


class PlannedPage(Struct, frozen=True):
    """A section with its page's path and the anchors of its items, in their order."""

    section: Section
    path: PagePath
    title: str
    """Plain text, never empty."""
    anchors: tuple[tuple[Anchor, ...], ...]
    """The anchor of each item. Older links may use another anchor for it, which comes second."""
    inside: Mapping[str, Anchor]
    """GitHub's anchors of headings inside its blocks (a list, an answer) → the site's."""
    parts: tuple[PlannedPage, ...]
    former_anchors: tuple[tuple[Anchor, ...], ...] = ()
    """The anchors that its heading and items had when they were still on the parent page. A run of
    questions has no heading."""
    footnotes: Element | None = None
    """The block of the footnotes that it refers to; added when the links are resolved."""

    def walk(self) -> Iterator[PlannedPage]:
        """Yield it and every page below it, in the order of the notes."""
        yield self
        for part in self.parts:
            yield from part.walk()


def placed_notes(root: Section, words: Words, name: str = "", divide: bool = True) -> PlannedPage:
    """Return the notes as a home page, with a page for every part and an id for each question.

    ``name`` is the name of notes without a title; empty if none is known. ``divide`` says whether
    pages that are too long are divided into runs of questions.
    """
    root = with_ids(root)
    if divide:
        root = in_runs(root, words)
    nameless = words["notes"]
    return _placed(root, HOME, _title(root, name or nameless, shown_text), (), nameless)


def _placed(
    section: Section,
    path: PagePath,
    title: str,
    former: tuple[tuple[Anchor, ...], ...],
    nameless: str,
) -> PlannedPage:
    moved = [_once_on_parent(part) for part in section.parts]
    found, within, inside = _anchored([*section.items, *chain.from_iterable(moved)])
    known = iter([(*names, *more) for names, more in zip(found, within, strict=True)])
    own = len(section.items)
    _ = list(islice(known, own))
    titles = [_title(part, nameless, shown_text) for part in section.parts]
    names = [_name(part, nameless) for part in section.parts]
    files = {place: part.source for place, part in enumerate(section.parts) if part.source}
    folder = posixpath.dirname(path)
    parts = []
    slugs = page_slugs(names, files, top=not folder)
    for part, name, slug, its in zip(section.parts, titles, slugs, moved, strict=True):
        file = f"{slug}/index.md" if part.parts else f"{slug}.md"
        above = tuple(islice(known, len(its)))
        parts.append(_placed(part, PagePath(posixpath.join(folder, file)), name, above, nameless))
    return PlannedPage(section, path, title, tuple(found[:own]), inside, tuple(parts), former)


def _name(part: Section, nameless: str) -> str:
    """The text from which the address of a page is made."""
    if part.source:
        folder, name = posixpath.split(part.source)
        return posixpath.splitext(name)[0] if name else posixpath.basename(folder)
    return part.run or _title(part, nameless, lambda title: plain(*title))


def _title(section: Section, nameless: str, text: Callable[[Inlines], str]) -> str:
    title = text(section.title)
    if not title:
        pictures = (e for node in section.title if isinstance(node, Element) for e in node.walk())
        files = [posixpath.basename(e.get("src")) for e in pictures if e.tag == "img"]
        title = posixpath.splitext(files[0])[0] if files else ""
    if len(title) > MAX_TITLE:
        title = title[:MAX_TITLE].rpartition(" ")[0] or title[:MAX_TITLE]
        title = title.rstrip(" ,;:.-–—") + "…"
    return title or nameless


# --- anchors --------------------------------------------------------------------------------------


class Named(Struct, frozen=True):
    """Something on a page that has an anchor."""

    place: int
    """The index of its item, or of the item that it is in."""
    text: str
    above: str
    """The slug of the heading above it; inside an answer that of the question."""
    slug: str = ""
    """GitHub's anchor for it; only headings inside blocks have one here."""


def named(items: Sequence[Item]) -> Iterator[Named]:
    """Yield what has an anchor in ``items``: headings, questions, headings inside blocks."""
    open_headings: list[tuple[int, str]] = []
    for place, item in enumerate(items):
        if isinstance(item, Element):
            yield from _inside(place, (item,), open_headings[-1][1] if open_headings else "")
            continue
        while item.level and open_headings and open_headings[-1][0] >= item.level:
            open_headings.pop()
        text = plain(*item.text)
        yield Named(place, text, open_headings[-1][1] if open_headings else "")
        slug = readable_slug(without_position(text))
        if item.level:
            open_headings.append((item.level, slug))
        if isinstance(item, Question):
            yield from _inside(place, (*item.prompt, *item.answer), slug)


def _inside(place: int, blocks: Sequence[Element], above: str) -> Iterator[Named]:
    for block in blocks:
        for e in block.walk():
            if e.tag in HEADINGS:
                yield Named(place, plain(*e.children), above, slug_of(e))


def _anchored(
    items: Sequence[Item],
) -> tuple[list[tuple[Anchor, ...]], list[list[Anchor]], dict[str, Anchor]]:
    """The anchors of each item, all inside it, and those of headings there by GitHub's."""
    names = list(named(items))
    ids = [
        [e.get(n) for e in elements_of([item]) if e.attributes for n in ("id", "name")]
        for item in items
    ]
    found: list[tuple[Anchor, ...]] = [()] * len(items)
    within = [[Anchor(name) for name in dict.fromkeys(own) if name] for own in ids]
    given = set(chain.from_iterable(within))
    inside: dict[str, Anchor] = {}
    for name, anchor in zip(names, anchors([(n.text, n.above) for n in names], given), strict=True):
        if name.slug:
            inside[name.slug] = anchor[0]
            within[name.place].append(anchor[0])
        else:
            found[name.place] = anchor
    return found, within, inside


def _once_on_parent(part: Section) -> list[Item]:
    """The items of a part that may have been on the parent page before the part became a page."""
    items: list[Item] = []
    left = part.words_once_on_parent
    for item in _whole(part) if left else []:
        if left <= 0:
            break
        items.append(item)
        left -= words_in(*nodes_of(item))
    return items


def _whole(section: Section) -> list[Item]:
    """The section and its parts as items of the parent page."""
    items = list(section.items)
    if not section.run:
        items.insert(0, Heading(section.title, section.level, section.at, section.slug))
    for part in section.parts:
        items += _whole(part)
    return items


class Targets(Struct, frozen=True):
    """The places on the site of the files of the notes, and of the anchors in them."""

    pages: Mapping[str, Target]
    """Files and folders, by their path below the notes' folder (``week-2/``) → their first page."""
    anchors: Mapping[str, Mapping[str, Target]]
    """For each file: GitHub's anchors and the author's own → their places."""


def targets(home: PlannedPage, notes: Notes) -> Targets:
    """Return the places of the files of ``notes`` and of their anchors."""
    names = {file.path: name for name, file in notes.files.items()}
    pages: dict[str, Target] = {}
    anchors: dict[str, dict[str, Target]] = {name: {} for name in notes.files}
    for page in home.walk():
        target = Target(page.path)
        if page.section.source:
            pages[page.section.source] = target
        if (name := names.get(page.section.at.file)) is None:
            continue
        found = anchors[name]
        if name not in pages:
            pages[name] = target
            found.update(dict.fromkeys(notes.files[name].dropped, target))
        if page.section.slug:
            found[page.section.slug] = target
        _own_anchors(found, page.section.title, page)
        for item, anchor in zip(page.section.items, page.anchors, strict=True):
            if not isinstance(item, Element) and item.slug:
                found[item.slug] = Target(page.path, anchor[0])
            if isinstance(item, Question) and item.answer_slug:
                found[item.answer_slug] = Target(page.path, anchor[0])
            _own_anchors(found, nodes_of(item), page)
    for path, folder in notes.navigation.items():
        pages[path] = pages.get(folder, Target(home.path))
    return Targets(pages, anchors)


def _own_anchors(found: dict[str, Target], nodes: Sequence[Node], page: PlannedPage) -> None:
    for node in nodes:
        if not isinstance(node, Element):
            continue
        # The site gives references to footnotes other ids, so no link in the notes leads there.
        references = {id(e.children[0]) for e in node.walk() if footnote_reference(e)}
        for e in node.walk():
            for name in (e.get("id"), e.get("name")):
                if name and id(e) not in references:
                    found.setdefault(name, Target(page.path, name))
            if anchor := page.inside.get(slug_of(e)):
                found.setdefault(slug_of(e), Target(page.path, anchor))
