"""Notes → the plan of the site: pages with their Markdown, navigation, copies, problems."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from coursenotes.addresses import HOME, Placed, placed_notes, targets
from coursenotes.blocks import alert_kind
from coursenotes.copies import COPIES, copy_of, copy_path
from coursenotes.dialect import boxed
from coursenotes.errors import FormulaError
from coursenotes.links import Linker, Surroundings
from coursenotes.machines import description_of, front_matter, llms_txt, structured
from coursenotes.mathml import render
from coursenotes.model import (
    Anchor,
    Element,
    Heading,
    Item,
    NavEntry,
    Node,
    Notes,
    Page,
    PagePath,
    Problem,
    Question,
    Section,
    Severity,
    SitePlan,
    TextFile,
    elements_of,
)
from coursenotes.proof import Boxed, Part, compose
from coursenotes.running_text import inline_markdown
from coursenotes.search import search_files
from coursenotes.shape import PageLevels
from coursenotes.topic_pages import topic_pages
from coursenotes.topics import collect, with_terms
from coursenotes.tree import HEADINGS, text_of
from coursenotes.words import ENGLISH, Words, words_of


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
    linker = Linker(notes.path, targets(home, notes), around or Surroundings())
    home, indexed = with_terms(home)
    trails = _trails(home, ())
    pages = tuple(_page(trail, notes, linker, words, settings.site_url) for trail in trails)
    topics = collect(indexed)
    index, index_entry = topic_pages(topics, words)
    pages += index
    problems = [*notes.problems, *linker.problems, *_formula_problems(notes)]
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
            *search_files(home, notes, by_hand),
            *(TextFile(f"{COPIES}/{copy_path(page.path)}", page.copy) for page in pages),
            TextFile("llms.txt", llms_txt(home, pages, settings.site_url, words)),
        ),
        problems=tuple(sorted(problems)),
    )


# --- pages ----------------------------------------------------------------------------------------


def _trails(placed: Placed, above: tuple[Placed, ...]) -> Iterator[tuple[Placed, ...]]:
    """For each page the way to it, from the home page on."""
    trail = (*above, placed)
    yield trail
    for part in placed.parts:
        yield from _trails(part, trail)


def _page(
    trail: Sequence[Placed], notes: Notes, linker: Linker, words: Words, site_url: str
) -> Page:
    placed = trail[-1]
    section, path = placed.section, placed.path
    title = linker.relink_all(section.title, path) or (placed.title,)
    parts: list[Part] = [Element("h1", (), title, section.line)]
    of_items = [
        _parts(item, names, depth, placed, linker, words)
        for item, names, depth in zip(
            section.items, placed.anchors, _depths(section.items), strict=True
        )
    ]
    parts += _in_lists(section.items, of_items)
    if footnotes := _footnotes(section, notes, linker, path):
        parts.append(footnotes)
    body = compose(parts, path)
    if placed.parts:
        body += "\n\n" + _cards(placed, words)
    description = description_of(placed)
    header = _front_matter(placed, words, description, structured(placed, trail, site_url))
    copy = copy_of([*parts, *_contents(placed)], path)
    return Page(path, placed.title, section.line, f"{header}\n{body}\n", description, copy)


def _front_matter(
    placed: Placed, words: Words, description: str, data: Mapping[str, object] | None
) -> str:
    values: dict[str, object] = {
        # Templates print these as they are, so they have to be HTML.
        "title": html.escape(placed.title),
        "description": html.escape(description),
        "line": placed.section.line,
    }
    if placed.parts:  # cards need no contents list beside them
        values["hide"] = ["toc"]
    if placed.path == HOME and (count := placed.section.questions()):
        values["questions"] = words.counted("questions", count)
    if data:
        values["structured"] = data
    return front_matter(values)


def _contents(placed: Placed) -> tuple[Element, ...]:
    """A list of the pages below one, for its copy."""
    entries = tuple(
        Element("li", (), (_anchor_to(part), *_contents(part))) for part in placed.parts
    )
    return (Element("ul", (), entries),) if entries else ()


def _depths(items: Sequence[Item]) -> Iterator[int]:
    """The level on the page of each heading and question: one deeper than what it stands below.

    So a page has no gaps, whatever levels the notes use. A label or a question that was no heading
    stands below the last heading, and nothing below it.
    """
    above: list[int] = []
    for item in items:
        if isinstance(item, Element):
            yield 0
            continue
        if item.slug:
            while above and above[-1] >= item.level:
                above.pop()
        yield min(6, len(above) + 2)
        if item.slug:
            above.append(item.level)


def _parts(
    item: Item,
    names: Sequence[Anchor],
    depth: int,
    page: Placed,
    linker: Linker,
    words: Words,
) -> list[Part]:
    """An item as blocks; a heading or question is of level ``depth`` and has ``names`` as ids."""

    def block(element: Element) -> Element:
        linked = linker.relink(_titled(element, words), page.path)
        return _with_ids(linked, page.inside)

    if isinstance(item, Element):
        return [block(item)]
    text = linker.relink_all(item.text, page.path)
    text += tuple(Element("span", (("id", name),)) for name in names[1:])
    kind = (("class", "question"),) if isinstance(item, Question) else ()
    parts: list[Part] = [Element(f"h{depth}", (("id", names[0]), *kind), text, item.line)]
    if isinstance(item, Question):
        parts += [block(element) for element in item.prompt]
        if item.answer:
            answer = item.answer_title or words["answer"]
            blocks = tuple(block(element) for element in item.answer)
            parts.append(Boxed(f"details | {answer}\n    type: answer", answer, blocks))
    return parts


def _in_lists(items: Sequence[Item], parts: Sequence[list[Part]]) -> Iterator[Part]:
    """The parts of all items; questions that were the items of a list are so again."""
    pairs = list(zip(items, parts, strict=True))
    for listed, group in groupby(pairs, lambda pair: _list_line(pair[0])):
        members = list(group)
        if not listed:
            yield from (part for _, own in members for part in own)
            continue
        first = members[0][0]
        number = first.listed.number if isinstance(first, Question) and first.listed else None
        start = (("start", str(number)),) if number not in (None, 1) else ()
        entries = (Element("li", (), tuple(map(_element, own))) for _, own in members)
        yield Element("ul" if number is None else "ol", start, tuple(entries), listed)


def _list_line(item: Item) -> int:
    return item.listed.list_line if isinstance(item, Question) and item.listed else 0


def _element(part: Part) -> Element:
    if isinstance(part, Element):
        return part
    summary = Element("summary", (), (part.summary,))
    return Element("details", (("class", "answer"),), (summary, *part.blocks))


def _titled(block: Element, words: Words) -> Element:
    """``block`` with the titles of its alerts, English on GitHub, in the site's language."""
    if words.language == ENGLISH or not any(map(alert_kind, block.walk())):
        return block
    kind = alert_kind(block)
    children: list[Node] = []
    for child in block.children:
        if isinstance(child, Element):
            title = kind and child.get("class") == "markdown-alert-title"
            own = (words[f"alert_{kind}"],) if title else _titled(child, words).children
            child = replace(child, children=own)
        children.append(child)
    return replace(block, children=tuple(children))


def _with_ids(block: Element, inside: Mapping[str, Anchor]) -> Element:
    """``block`` with the site's anchors as the ids of the headings inside it."""
    if not any(e.tag in HEADINGS for e in block.walk()):
        return block
    children = tuple(_with_ids(c, inside) if isinstance(c, Element) else c for c in block.children)
    attributes = block.attributes
    if anchor := inside.get(block.get("data-slug")):
        attributes = (("id", anchor), *((k, v) for k, v in attributes if k != "id"))
    return replace(block, attributes=attributes, children=children)


def _footnotes(section: Section, notes: Notes, linker: Linker, path: PagePath) -> Element | None:
    """The footnotes that a page refers to, in its title or in these notes too, as on GitHub."""
    title = Heading(section.title, section.level, section.line)
    ids = _ids(elements_of((title, *section.items)))
    used: dict[str, Element] = {}
    while more := {n: note for n, note in notes.footnotes if f"fnref{n}" in ids and n not in used}:
        used |= more
        ids |= _ids(elements_of(more.values()))
    entries = []
    for number, note in notes.footnotes:
        if number in used:
            note = _without_dead_backlinks(note, ids)
            attributes = (("id", f"user-content-fn{number}"), ("value", number))
            entries.append(replace(linker.relink(note, path), attributes=attributes))
    if not entries:
        return None
    return Element("section", (("class", "footnotes"),), (Element("ol", (), tuple(entries)),))


def _ids(elements: Iterator[Element]) -> set[str]:
    return {e.get("id").removeprefix("user-content-") for e in elements if e.get("id")}


def _without_dead_backlinks(note: Element, ids: set[str]) -> Element:
    children = tuple(
        _without_dead_backlinks(c, ids) if isinstance(c, Element) else c
        for c in note.children
        if isinstance(c, str)
        or c.get("class") != "footnote-backref"
        or c.get("href").removeprefix("#") in ids
    )
    return replace(note, children=children)


def _cards(placed: Placed, words: Words) -> str:
    cards = []
    asked = placed.section.questions() > 0
    for part in placed.parts:
        lines = [
            _once_here(part),
            f"## {_link(part, placed.path)}{_id(part)}",
            _questions(part, asked, words),
        ]
        below = part.section.questions() > 0
        weeks = [_week(week, below, placed.path, words) for week in part.parts]
        if weeks:
            lines.append("\n".join(weeks))
        cards.append(boxed("html | section.course-card", "\n\n".join(filter(None, lines))))
    return boxed("html | div.course-cards", "\n\n".join(cards))


def _once_here(part: Placed) -> str:
    """Places for links to what was on this page before it became a page of its own."""
    spans = "".join(f'<span id="{html.escape(anchor)}"></span>' for anchor in part.once[1:])
    return f"<div>{spans}</div>" if spans else ""


def _id(part: Placed) -> str:
    return f" {{#{part.once[0]}}}" if part.once else ""


def _week(week: Placed, asked: bool, page: PagePath, words: Words) -> str:
    count = _questions(week, asked, words)
    return f"- {_link(week, page)}" + (f" ·\u00a0{count}" if count else "")


def _link(part: Placed, page: PagePath) -> str:
    return inline_markdown((_anchor_to(part),), page, cell=True)


def _anchor_to(part: Placed) -> Element:
    return Element("a", (("href", part.path), ("data-internal", "")), (part.title,))


def _questions(part: Placed, asked: bool, words: Words) -> str:
    """How many questions a part has; nothing where its whole course has none (not ``asked``)."""
    if not asked:
        return ""
    count = part.section.questions()
    return words.counted("questions", count) if count else words["no_questions"]


def _entry(placed: Placed) -> NavEntry:
    return NavEntry(placed.title, placed.path, tuple(_entry(part) for part in placed.parts))


# --- formulas -------------------------------------------------------------------------------------


def _formula_problems(notes: Notes) -> Iterator[Problem]:
    """A problem for each formula that cannot be rendered, while its line is known."""
    for element in elements_of_notes(notes):
        if element.tag not in ("tex-inline", "tex-display"):
            continue
        tex = text_of(element)
        try:
            render(tex, display=element.tag == "tex-display")
        except FormulaError as error:
            message = f"formula {' '.join(tex.split())[:200]}: {error}"
            yield Problem(notes.path, element.line, 1, Severity.WARNING, message)


def elements_of_notes(notes: Notes) -> Iterator[Element]:
    """Every element of the notes, footnotes included."""
    waiting = [notes.root]
    while waiting:
        section = waiting.pop(0)
        yield from elements_of((Heading(section.title, 1, section.line), *section.items))
        waiting.extend(section.parts)
    for _, note in notes.footnotes:
        yield from note.walk()
