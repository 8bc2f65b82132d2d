"""Check that all words, pictures and formulas of the notes are on the pages.

It reads the notes as GitHub does, without knowing pages, questions or links. A page may lack what
the site leaves out on purpose: lists of links into the notes with the heading above them, links to
the top, and summaries such as "Answer".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from coursenotes.elements import HEADINGS, text_of
from coursenotes.gfm.front_matter import tidy
from coursenotes.gfm.parser import to_html
from coursenotes.gfm.tree import to_tree
from coursenotes.model import Element, with_children
from coursenotes.outline import labels
from coursenotes.verify.markdown import Block, blocks_of
from coursenotes.verify.site import Expected, Site
from coursenotes.verify.words import tokens

_MOST_REPORTED = 10
_WIKI_LINK = re.compile(r"(?P<picture>!?)\[\[(?P<name>[^\[\]|\n]+)(?:\|(?P<shown>[^\[\]\n]*))?\]\]")
_NO_WIKI_LINKS = frozenset({"a", "pre", "code", "tex-inline", "tex-display"})


def missing(site: Site, expected: Expected) -> Iterator[str]:
    """Yield what the notes contain and no page shows, with its line."""
    alone = len(expected.notes) == 1
    blocks = {path: _blocks(text, alone) for path, text in expected.notes.items()}
    pages = [page for page in site.planned.values() if not page.topics]
    there: Counter[str] = Counter()
    for page in pages:
        there.update(page.own)
    every = (block for of_file in blocks.values() for block in of_file)
    lost = Counter(token for block in every for token in block.tokens) - there
    yield from _reported(blocks, lost, [page.own for page in pages])
    wanted = sum(e.tag == "img" for text in expected.notes.values() for e in _tree(text).walk())
    shown = sum(page.pictures for page in pages)
    if shown < wanted:
        yield f"{', '.join(blocks)}: {wanted} pictures, and only {shown} are on the pages"


def pictures_elsewhere(expected: Expected) -> frozenset[str]:
    """Return the addresses of pictures on other hosts in the notes."""
    found = set()
    for element in (e for text in expected.notes.values() for e in _tree(text).walk()):
        if element.tag == "img":
            found.add(element.get("src"))
        elif element.tag == "source":
            found |= {
                entry.split()[0] for entry in element.get("srcset").split(",") if entry.strip()
            }
    return frozenset(found)


@cache
def _tree(notes: str) -> Element:
    return to_tree(to_html(tidy(notes)))


@cache
def _blocks(notes: str, alone: bool) -> list[Block]:
    tree = _tree(notes)
    return blocks_of(tree if alone else _without_wiki_links(tree), _may_go, _without_contents)


def _without_wiki_links(element: Element) -> Element:
    """``element`` with each wiki link replaced by its words, as on sites of several files."""
    if element.tag in _NO_WIKI_LINKS:
        return element
    children = [
        _without_wiki_links(child) if isinstance(child, Element) else _WIKI_LINK.sub(_shown, child)
        for child in element.children
    ]
    return with_children(element, children)


def _shown(link: re.Match[str]) -> str:
    if link["picture"]:
        return ""
    return link["shown"] or link["name"].replace("#", " ")


def _reported(
    blocks: Mapping[str, Sequence[Block]], lost: Counter[str], pages: Sequence[Sequence[str]]
) -> Iterator[str]:
    if not lost:
        return
    shown = "\n".join(f" {' '.join(words)} " for words in pages)
    found = [
        (path, block)
        for path, of_file in blocks.items()
        for block in of_file
        if lost.keys() & set(block.tokens) and f" {' '.join(block.tokens)} " not in shown
    ]
    for path, block in found[:_MOST_REPORTED]:
        text = " ".join(block.tokens)
        yield f"{path}:{block.line}: on no page: {text[:80]}"
    if not found or len(found) > _MOST_REPORTED:
        listed = ", ".join(f"{word} ×{times}" for word, times in lost.most_common(_MOST_REPORTED))
        yield f"{', '.join(blocks)}: words are missing from the pages: {listed}"


def _without_contents(node: Element) -> list[Element | str]:
    """The children of ``node`` without tables of contents and the headings above them."""
    kept: list[Element | str] = []
    for child in node.children:
        if isinstance(child, Element) and _leads_inward(child, 2):
            while kept and isinstance(kept[-1], str) and not kept[-1].strip():
                kept.pop()
            above = kept[-1] if kept else None
            if isinstance(above, Element) and above.tag in HEADINGS | {"p"}:
                kept.pop()
        else:
            kept.append(child)
    return kept


def _leads_inward(block: Element, least: int) -> bool:
    """True if a block consists of links into the notes only, at least ``least``."""
    if block.tag not in ("ul", "ol", "p", "div", "h6"):
        return False
    if least > 1 and block.tag not in ("ul", "ol"):
        return False
    links = [e for e in block.walk() if e.tag == "a" and e.get("href")]
    inward = all(link.get("href").startswith("#") for link in links)
    same = [t for link in links for t in tokens(text_of(link)) if t.isalnum()] == [
        t for t in tokens(text_of(block)) if t.isalnum()
    ]
    return len(links) >= least and inward and same


def _may_go(node: Element) -> bool:
    """True for links to the top, and for summaries and titles that only announce an answer."""
    if node.tag == "summary":
        return labels.says_open_me(" ".join(text_of(node).split()))
    if node.tag in HEADINGS | {"p"} and labels.answer_title(" ".join(text_of(node).split())):
        return True
    return _leads_inward(node, 1) and node.tag in ("p", "div", "h6")
