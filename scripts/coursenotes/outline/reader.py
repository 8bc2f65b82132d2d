"""Read the tree of a file into :class:`~coursenotes.model.FileNotes`: courses, weeks, items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from coursenotes.elements import HEADINGS, as_blocks, slug_of, text_of
from coursenotes.model import (
    Element,
    FileNotes,
    FootnoteList,
    FootnoteText,
    Node,
    Position,
    Problem,
    Severity,
    TooDeep,
    with_children,
)
from coursenotes.outline.conventions import Conventions
from coursenotes.outline.sections import PageLevels, Standing, section_tree
from coursenotes.phrases import whole
from coursenotes.vocabulary import words_for

_WRAPPERS = frozenset({"div", "section", "center"})
_TITLES = HEADINGS | {"p"}
_HOLDING_BLOCKS = _WRAPPERS | {"li", "details", "blockquote"}
_UP_LINK = whole(words_for("top"))
_CONTENTS = whole(words_for("contents"))


def file_notes_of(
    tree: Element,
    conventions: Conventions,
    title: str = "",
    levels: PageLevels | None = None,
    standing: Standing = Standing.ALONE,
) -> FileNotes:
    """Return the notes in the ``tree`` of a file with these ``conventions``. Never raises.

    ``title`` is that of the front matter, ``levels`` the heading levels that become
    pages, where the author has decided.
    """
    path = tree.at.file
    blocks, footnotes = _without_footnotes(as_blocks(tree.children))
    kept, dropped = _without_navigation(list(_unwrapped(blocks)))
    start = Position(path, 1)
    root = section_tree(kept, conventions, start, levels, named=bool(title), standing=standing)
    if title and not root.title:
        root = replace(root, title=(title,))
    problems = []
    if standing is Standing.ALONE and not any(e.tag in HEADINGS for e in tree.walk()):
        message = (
            "no headings: the notes become a single page; begin a course with `## Course 1: …`"
        )
        problems.append(Problem(Position(path), Severity.HINT, message))
    if isinstance(deep := tree.mark, TooDeep):
        message = "nested too deep for a page: from here on deeper levels become plain text"
        problems.append(Problem(Position(path, deep.line), Severity.WARNING, message))
    anchors = frozenset(e.get(n) for e in tree.walk() for n in ("id", "name") if e.get(n))
    return FileNotes(path, root, footnotes, anchors, dropped, tuple(problems))


def _without_footnotes(
    blocks: list[Element],
) -> tuple[list[Element], tuple[tuple[str, Element], ...]]:
    if not blocks or not isinstance(blocks[-1].mark, FootnoteList):
        return blocks, ()
    notes = [(e.mark.number, e) for e in blocks[-1].walk() if isinstance(e.mark, FootnoteText)]
    kept = blocks[:-1]
    if kept and kept[-1].tag == "hr":
        kept.pop()
    return kept, tuple(notes)


def _unwrapped(blocks: Sequence[Element]) -> Iterator[Element]:
    """``blocks`` without the wrappers around headings: centred titles, unclosed ``<div>``s."""
    for block in blocks:
        if block.tag in _WRAPPERS and any(e.tag in HEADINGS for e in block.walk()):
            yield from _unwrapped(as_blocks(block.children))
        else:
            yield block


# --- what a page does not need --------------------------------------------------------------------


def _without_navigation(
    blocks: list[Element],
) -> tuple[list[Element], tuple[str, ...]]:
    """Blocks without tables of contents, links to the top, lone ``<br>``, empty table rows."""
    kept: list[Element] = []
    dropped: list[str] = []
    heading: Element | None = None
    after_contents = False
    below = _next_headings(blocks)
    for place, block in enumerate(blocks):
        if _is_list_of_links(block) and _is_contents(block, heading, below[place]):
            if kept and kept[-1].tag in _TITLES and _CONTENTS.match(text_of(kept[-1])):
                title = kept.pop()
                dropped.append(slug_of(title))
            after_contents = True
        elif block.tag == "hr" and after_contents:
            continue
        elif not (_is_up_link(block) or _is_break(block)):
            after_contents = False
            kept.append(_tidied(block))
            # A list of links cannot belong to the title of the notes, which is not a section.
            if block.tag in HEADINGS and (heading or block.tag != "h1"):
                heading = block
    return kept, tuple(filter(None, dropped))


def _next_headings(blocks: Sequence[Element]) -> list[Element | None]:
    """For each block, the next heading below it."""
    out: list[Element | None] = []
    heading: Element | None = None
    for block in reversed(blocks):
        out.append(heading)
        if block.tag in HEADINGS:
            heading = block
    return out[::-1]


def _is_contents(links: Element, above: Element | None, below: Element | None) -> bool:
    """True if a list of links is a table of contents, and not a list of references.

    It is one if no heading but the title comes before it, if the heading above says so, or if its
    first link leads to the next heading, which is deeper: then it is the contents of a section.
    """
    if not above or _CONTENTS.match(text_of(above)):
        return True
    first = next(e for e in links.walk() if e.tag == "a").get("href")
    return bool(below and below.tag > above.tag and first == f"#{slug_of(below)}")


def _is_list_of_links(block: Element) -> bool:
    """True if ``block`` is a list of two or more links into this file, and nothing else."""
    if block.tag not in ("ul", "ol"):
        return False
    links = [e for e in block.walk() if e.tag == "a"]
    if len(links) < 2 or any(not link.get("href").startswith("#") for link in links):
        return False
    words = len(re.sub(r"\W", "", text_of(block)))
    return words == sum(len(re.sub(r"\W", "", text_of(link))) for link in links)


def _is_up_link(block: Element) -> bool:
    if block.tag not in ("p", "h6", "div"):
        return False
    links = [e for e in block.walk() if e.tag == "a" and e.get("href")]
    return (
        len(links) == 1
        and links[0].get("href").startswith("#")
        and text_of(block).strip() == text_of(links[0]).strip()
        and bool(not re.search(r"\w", text := text_of(block)) or _UP_LINK.match(text))
        and not any(e.tag == "img" for e in block.walk())
    )


def _is_break(block: Element) -> bool:
    return block.tag == "p" and all(
        c.tag == "br" if isinstance(c, Element) else not c.strip() for c in block.children
    )


def _tidied(element: Element) -> Element:
    """``element`` without the links to the top and the empty table rows inside it."""
    children: list[Node] = []
    for child in element.children:
        if isinstance(child, Element):
            if (child.tag == "tr" and element.tag == "tbody" and _is_blank(child)) or (
                element.tag in _HOLDING_BLOCKS and _is_up_link(child)
            ):
                continue
            child = _tidied(child)
        children.append(child)
    return with_children(element, children)


def _is_blank(row: Element) -> bool:
    return not text_of(row).strip() and not any(e.tag == "img" for e in row.walk())
