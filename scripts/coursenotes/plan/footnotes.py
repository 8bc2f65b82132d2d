"""Place footnotes at the end of each page that refers to them, with links back.

GitHub shows each footnote once, below everything. Here each page shows the footnotes that it refers
to, with their numbers on GitHub, so a reader never leaves the page to read a note.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from coursenotes.elements import footnote_reference
from coursenotes.model import (
    Element,
    FileNotes,
    FootnoteBacklink,
    FootnoteList,
    Heading,
    Node,
    Notes,
    PagePath,
    Problem,
    Severity,
    elements_of,
)
from coursenotes.plan.addresses import PlannedPage

MOST_REPEATED = 1_000_000
"""The most letters of footnotes that are repeated on other pages. Without a limit, a short file
with one long footnote and many pages that refer to it could make a site of any size."""

_ELEMENT = 20  # letters that an element counts for: its HTML has about that many


class Footnotes(Struct, frozen=True):
    """The footnotes of a file, and the pages that show them."""

    texts: Mapping[str, Element] = field(default_factory=dict)
    """Number → the footnote's text without its links back."""
    on_page: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Page → numbers of the footnotes on it → the references to them there (``3``, ``3:1``)."""
    home_of: Mapping[str, str] = field(default_factory=dict)
    """Number → the first page that shows it."""
    problems: tuple[Problem, ...] = ()


def footnotes_by_page(home: PlannedPage, notes: Notes) -> Mapping[PagePath, Footnotes]:
    """Return, for each page, the footnotes of its file, which are numbered as on GitHub."""
    pages: defaultdict[str, list[PlannedPage]] = defaultdict(list)
    for page in home.walk():
        pages[page.section.at.file].append(page)
    found: dict[PagePath, Footnotes] = {}
    for file in notes.files.values():
        if file.footnotes:
            placed = place_footnotes(pages[file.path], file)
            found.update({page.path: placed for page in pages[file.path]})
    return found


def place_footnotes(pages: Iterable[PlannedPage], notes: FileNotes) -> Footnotes:
    """Find the footnotes of each page of a file: those that its title, items or other footnotes
    refer to."""
    texts = {number: _without_links_back(note) for number, note in notes.footnotes}
    inside = {number: tuple(references(text.walk())) for number, text in texts.items()}
    sizes = {number: _size(text) for number, text in texts.items()}
    on_page: dict[str, dict[str, tuple[str, ...]]] = {}
    home_of: dict[str, str] = {}
    problems: list[Problem] = []
    left = MOST_REPEATED
    for page in pages if texts else ():
        title = Heading(page.section.title, page.section.level, page.section.at)
        found: defaultdict[str, list[str]] = defaultdict(list)
        refused = set()
        waiting = deque(references(elements_of((title, *page.section.items))))
        while waiting:
            name = waiting.popleft()
            number = name.partition(":")[0]
            if number not in texts or number in refused:
                continue
            if number not in found:
                if number in home_of:
                    if sizes[number] > left:
                        refused.add(number)
                        continue
                    left -= sizes[number]
                home_of.setdefault(number, page.path)
                waiting.extend(inside[number])
            found[number].append(name)
        in_order = sorted(found, key=int)
        on_page[page.path] = {n: tuple(sorted(found[n], key=_order)) for n in in_order}
        if refused and not problems:
            problems.append(_too_much(page, texts[min(refused, key=int)]))
    return Footnotes(texts, on_page, home_of, tuple(problems))


def footnotes_of(
    path: PagePath, footnotes: Footnotes, text: Callable[[str, str], Element]
) -> Element | None:
    """Return the footnotes of the page at ``path`` as a block; ``None`` without any.

    ``text`` returns the text of a footnote, by its number, with links resolved for a page.
    """
    entries = []
    for number, names in footnotes.on_page.get(path, {}).items():
        note = _with_links_back(text(number, path), names)
        entries.append(replace(note, attributes=(("id", f"fn:{number}"), ("value", number))))
    if not entries:
        return None
    items = Element("ol", (), tuple(entries))
    return Element("section", (("class", "footnotes"),), (items,), mark=FootnoteList())


def references(elements: Iterable[Element]) -> Iterator[str]:
    """Yield the names of the references in ``elements``: ``3`` for the first to footnote 3, ``3:1``
    for the next."""
    return filter(None, map(footnote_reference, elements))


def _order(name: str) -> int:
    return int(name.partition(":")[2] or 0)


def _size(text: Element) -> int:
    return sum(
        _ELEMENT + sum(len(child) for child in element.children if isinstance(child, str))
        for element in text.walk()
    )


def _too_much(page: PlannedPage, note: Element) -> Problem:
    message = (
        f"footnotes: repeated on so many pages that they come to {MOST_REPEATED:,} letters; from "
        f"{page.title} on, references to this one lead to the first page that has it"
    )
    at = next((child.at for child in note.children if isinstance(child, Element)), note.at)
    return Problem(at._replace(column=0), Severity.WARNING, message)


# --- links back -----------------------------------------------------------------------------------
# The parser puts them into the last paragraph, or after the last block.


def _without_links_back(note: Element) -> Element:
    children = list(_without(note.children))
    if children and isinstance(children[-1], Element) and children[-1].tag == "p":
        children[-1] = replace(children[-1], children=_without(children[-1].children))
    return replace(note, children=tuple(children))


def _without(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """``nodes`` without the links back at their end."""
    end = len(nodes)
    for place in range(len(nodes) - 1, -1, -1):
        node = nodes[place]
        if isinstance(node, Element):
            if not isinstance(node.mark, FootnoteBacklink):
                break
            end = place
        elif node.strip():
            break
    kept = nodes[:end]
    if kept and isinstance(kept[-1], str):
        kept = (*kept[:-1], kept[-1].rstrip())
    return tuple(node for node in kept if node != "")


def _with_links_back(note: Element, names: Iterable[str]) -> Element:
    links: list[Node] = []
    for name in names:
        attributes = (("href", f"#fnref:{name}"), ("class", "footnote-backref"))
        links += [" ", Element("a", attributes, ("↩\ufe0e",), mark=FootnoteBacklink())]
    if note.children and isinstance(last := note.children[-1], Element) and last.tag == "p":
        last = replace(last, children=(*last.children, *links))
        return replace(note, children=(*note.children[:-1], last))
    return replace(note, children=(*note.children, *links))
