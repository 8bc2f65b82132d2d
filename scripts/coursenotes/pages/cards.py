"""List, on the home page and the courses' pages, the pages below with their questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from msgspec.structs import replace

from coursenotes.model import Anchor, Element, Node, Question, Target
from coursenotes.outline.excerpts import bare, shown_text
from coursenotes.outline.question_titles import name_of
from coursenotes.pages.titles import line_of
from coursenotes.plan.addresses import PlannedPage
from coursenotes.plan.relative import link_to
from coursenotes.translations import Words

MAX_ROWS = 250
"""About 220 bytes each: with header, navigation and footer a page has at most 80,000."""


def cards(placed: PlannedPage, words: Words) -> Element:
    """Return the pages below ``placed``: each course with its weeks, other pages as rows.

    If that would be too much for a page, courses are rows too, and their own pages list the weeks;
    so are runs of questions, whose older addresses are then short checksums (``lead-on.js``).
    """
    blocks: list[Element] = []
    short = _rows_below(placed) > MAX_ROWS

    def is_row(part: PlannedPage) -> bool:
        is_range = bool(part.section.run and part.parts)
        return short or is_range or not (part.parts or part.section.run)

    for alone, group in groupby(placed.parts, is_row):
        parts = tuple(group)
        blocks += (
            [_rows(parts, words, here=True)] if alone else [_part(part, words) for part in parts]
        )
    return Element("div", (("class", "parts"),), tuple(blocks))


def _rows_below(placed: PlannedPage) -> int:
    return sum(
        1 + len(part.former_anchors if part.section.run else part.parts) for part in placed.parts
    )


def _part(part: PlannedPage, words: Words) -> Element:
    """A course, with the anchors that its content had here before it became a page of its own."""
    identity, places = _former_anchors(() if part.section.run else part.former_anchors)
    link = link_to(Target(part.path), line_of(part.title))
    heading = Element("h2", identity, (*places, link))
    count = part.section.questions()
    counted = (Element("p", (), (words.counted("questions", count),)),) if count else ()
    header = Element("header", (), (heading, *counted))
    if not part.section.run:
        return Element("section", (("class", "part"),), (header, _rows(part.parts, words)))
    entries = Element("ul", (("class", "toc"),), tuple(_leading_on(part)))
    return Element("section", (("class", "part run"),), (header, entries))


def _rows(parts: Sequence[PlannedPage], words: Words, here: bool = False) -> Element:
    counted = len(parts) <= MAX_ROWS
    rows = tuple(_row(part, words, here, counted) for part in parts)
    return Element("ul", (("class", "toc"),), rows)


def _row(part: PlannedPage, words: Words, here: bool, counted: bool) -> Element:
    """A page in one line. Only the number of the count is visible; screen readers add its word.

    ``here`` is true on the page right above it, where its anchors were.
    """
    nodes: list[Node] = [*line_of(part.title)]
    if count := part.section.questions() if counted else 0:
        before, number, after = words.counted("questions", count).partition(str(count))
        unseen = [Element("i", (), (text,)) if text else "" for text in (before, after)]
        nodes += [" ", Element("small", (), (unseen[0], number, unseen[1]))]
    identity, places = _former_anchors(part.former_anchors if here and not part.section.run else ())
    if here and part.section.run:
        identity = (("data-once", " ".join(_moved(part))),)
    return Element("li", identity, (*places, link_to(Target(part.path), tuple(nodes))))


def _moved(run: PlannedPage) -> Iterator[str]:
    """The checksum of each old address of a run's questions, and the new address if it differs.

    The parts of a range keep their addresses.
    """
    here: Anchor | None = None
    former = run.former_anchors
    for names, own in zip(former, run.anchors or [()] * len(former), strict=True):
        here = own[0] if own else here
        for name in names:
            yield checksum(name) + (f"={here}" if here and here != name else "")


def checksum(name: str) -> str:
    """Return the FNV-1a hash of a name in hexadecimal, as in ``lead-on.js``."""
    found = 0x811C9DC5
    for letter in name:
        found = (found ^ ord(letter)) * 0x01000193 & 0xFFFFFFFF
    return f"{found:x}"


def _leading_on(part: PlannedPage) -> Sequence[Element]:
    """A row for each question of a run, at the address that it had on the page above."""
    entries: list[Element] = []
    anchors = zip(part.former_anchors, part.anchors, strict=True)
    for item, (former, own) in zip(part.section.items, anchors, strict=True):
        if own and not isinstance(item, Element):
            text = shown_text(bare(name_of(item) if isinstance(item, Question) else item.text))
            link = link_to(Target(part.path, own[0]), (Element("span", (), (text,)),))
            link = replace(link, attributes=(("id", former[0]), *link.attributes))
            entries.append(Element("li", (), (link, *_spans(former[1:]))))
        elif former and entries:
            last = entries[-1]
            entries[-1] = replace(last, children=(*last.children, *_spans(former)))
    return entries


def _former_anchors(
    anchors: Iterable[Iterable[str]],
) -> tuple[tuple[tuple[str, str], ...], tuple[Element, ...]]:
    """The former anchors of a place: the first as its ``id``, the others as empty elements."""
    first, *others = [*map(str, chain.from_iterable(anchors))] or [""]
    return ((("id", first),) if first else ()), _spans(others)


def _spans(anchors: Iterable[str]) -> tuple[Element, ...]:
    return tuple(Element("span", (("id", anchor),)) for anchor in anchors)


def titled_link(part: PlannedPage) -> Element:
    """Return a link to a page, with its title."""
    return link_to(Target(part.path), (part.title,))
