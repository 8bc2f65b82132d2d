"""The proof that a page says what GitHub shows, before it is written.

A page is composed as Markdown, rendered by the site's own engine, read back and compared with the
tree it was made from, block by block. A block that did not come back the same is composed again
as HTML. So a difference between the two dialects, known or not, costs readability of the page's
source and never the reader's text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

from coursenotes.canonical import canonical, read_back
from coursenotes.dialect import block_markdown, boxed
from coursenotes.elements import alert_kind
from coursenotes.extensions.engine import render_plain
from coursenotes.html_form import block_html
from coursenotes.model import Element
from coursenotes.running_text import CannotSay

_ROUNDS = 3
"""How often blocks that differ are composed again before the whole page becomes HTML."""

_ALIGNED = 250_000
"""Longer pages of which a block was read as two or none become HTML whole: aligning takes long."""

_CROWDED = 4_000_000
"""Blocks in boxes times elements of the page from which boxes become HTML as well: for each block
in a box the engine looks at every element that the page has so far."""


@dataclass(frozen=True, slots=True)
class Boxed:
    """An answer's blocks in a ``///`` box: ``header`` opens it, ``summary`` is its title."""

    header: str
    summary: str
    blocks: tuple[Element, ...]


Part = Element | Boxed
"""What a page is composed of."""


def compose(parts: Sequence[Part], page: str) -> str:
    """The Markdown of ``parts`` for the page at ``page``, proved to be read as they are."""
    flat = [block for part in parts for block in _flatten(part)]
    blocks = {place: block for place, block in enumerate(flat) if isinstance(block, Element)}
    wanted = [canonical(block) if isinstance(block, Element) else block for block in flat]
    crowded = _is_crowded(flat)
    forms, as_html = _forms(flat, page, crowded)
    for _ in range(_ROUNDS):
        text = _assemble(parts, forms, crowded)
        differ = _differing(wanted, read_back(render_plain(text)))
        if not differ or as_html >= blocks.keys():
            return text
        # Where only what is HTML already differs, some Markdown before it is to blame.
        again = (differ & blocks.keys()) - as_html or blocks.keys() - as_html
        forms |= {place: block_html(blocks[place], page) for place in again}
        as_html |= again
    forms |= {place: block_html(block, page) for place, block in blocks.items()}
    return _assemble(parts, forms, crowded)


def _is_crowded(flat: Sequence[Element | str]) -> bool:
    elements = inside = 0
    in_box = False
    for block in flat:
        if isinstance(block, str):
            in_box = not in_box
            inside += 1
            continue
        inside += in_box
        for element in block.walk():
            elements += 1
            inside += len(element.children) if _is_box(element) else 0
    return elements * inside > _CROWDED


def _is_box(element: Element) -> bool:
    return element.tag == "details" or bool(alert_kind(element))


def _forms(
    flat: Sequence[Element | str], page: str, crowded: bool
) -> tuple[dict[int, str], set[int]]:
    """Each block as Markdown by its place, and the places of those that had to become HTML."""
    forms: dict[int, str] = {}
    as_html = set()
    in_box = False
    for place, block in enumerate(flat):
        if isinstance(block, str):
            in_box = not in_box
            continue
        try:
            if crowded and (in_box or any(map(_is_box, block.walk()))):
                raise CannotSay("too many boxes")
            forms[place] = block_markdown(block, page)
        except (CannotSay, RecursionError):
            forms[place] = block_html(block, page)
            as_html.add(place)
    return forms, as_html


def _flatten(part: Part) -> list[Element | str]:
    if isinstance(part, Element):
        return [part]
    summary = re.sub(r"\s+", " ", part.summary)
    return [f"<details>{summary}", *part.blocks, "</details>"]


def _assemble(parts: Sequence[Part], forms: Mapping[int, str], crowded: bool) -> str:
    waiting = iter(sorted(forms))
    pieces = []
    for part in parts:
        if isinstance(part, Element):
            pieces.append(forms[next(waiting)])
            continue
        content = "\n\n".join(forms[next(waiting)] for _ in part.blocks)
        if crowded:
            summary = f"<summary>{escape(part.summary)}</summary>"
            pieces.append(f'<details class="answer">\n{summary}\n{content}\n</details>')
        else:
            pieces.append(boxed(part.header, content))
    return "\n\n".join(pieces)


def _differing(wanted: Sequence[str], got: Sequence[str]) -> set[int]:
    if list(wanted) == list(got):
        return set()
    if len(wanted) == len(got):
        return {place for place, block in enumerate(wanted) if block != got[place]}
    if len(wanted) * len(got) > _ALIGNED:
        return set(range(len(wanted)))
    matcher = SequenceMatcher(None, wanted, got, autojunk=False)
    same: set[int] = set()
    for match in matcher.get_matching_blocks():
        same.update(range(match.a, match.a + match.size))
    return set(range(len(wanted))) - same
