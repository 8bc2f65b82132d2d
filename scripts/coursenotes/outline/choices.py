"""Find the options of a multiple choice among some blocks, and which of them are right.

Options are a list of boxes, or lines that begin with A, B … in order. The lines are in one block,
or each is a block, followed by what belongs to it (code, a picture). The page shows them without
the marks of the right ones: ticks, signs and bold. A plain list holds options only if it marks
some of its items and not others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from coursenotes.elements import as_blocks, is_seen, plain, text_of
from coursenotes.model import Element, Inlines, Node, Task
from coursenotes.outline.lines import lines_of
from coursenotes.vocabulary import any_of, words_for

_DIGITS = "123456789"
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    _DIGITS,
    "абвгдежзик",
    "アイウエオカキク",
    "أبجدهو",
    "①②③④⑤⑥⑦⑧⑨",
)
_SIGNS = "".join(_ALPHABETS)
_LETTER = re.compile(rf"\W*?(?:([{_SIGNS}])\s*[.):：）、．]|([①-⑨]))\s*\S", re.IGNORECASE)
_LEFT = re.compile(rf"\W*(?:[{_SIGNS}]\W*)?\Z", re.IGNORECASE)
_TOLD = re.compile(
    rf"[✅✔☑✓]\ufe0f?|[(（\[【*]\s*(?:{any_of(words_for('correct'))})\s*[)）\]】*]"
    r"|(?:👈|⬅\ufe0f?|←|<-+)[^\S\n]*(?:\w+[^\S\n]*){,2}(?=\n|\Z)",
    re.IGNORECASE,
)
_TELLING = re.compile(rf"[^\S\n]*(?:{_TOLD.pattern}|[❌✗✘✖❎]\ufe0f?)[^\S\n]*", re.IGNORECASE)
_BOLD = ("strong", "b")
_OWN = frozenset({"pre", "table", "tex-display", "img"})


class Options(Struct, frozen=True):
    """The options among some blocks."""

    first: int
    """The first block with options."""
    end: int
    """The index after the last one. All blocks between belong to the options."""
    shown: tuple[Element, ...]
    """These blocks without the marks of the right ones."""
    right: tuple[Element, ...]
    """The right options, if some are marked and some are not."""
    sure: bool
    """True if they have boxes or letters, so that they are options below any title."""
    bold: bool
    """True if only bold marks them. If the answer is marked too, bold is mere emphasis."""


def options_in(blocks: Sequence[Element]) -> Options | None:
    """Return the options among ``blocks``, from the first to the last; ``None`` without any."""
    sure = True
    pieces = _pieces(blocks)
    if not pieces:
        sure = False
        pieces = [
            _Piece(n, n + 1, None) for n, block in enumerate(blocks) if _marks_right_items(block)
        ]
    if not pieces:
        return None
    first, end = pieces[0].first, pieces[-1].end
    marks = [mark for piece in pieces for mark in piece.marks(blocks)]
    tells = True in marks and False in marks
    shown = list(blocks[first:end])
    right: list[Element] = []
    for piece in pieces if tells else ():
        shown[piece.first - first] = without_marks(blocks[piece.first])
        right += piece.right(blocks)
    shown = [_unticked(block) for block in shown]
    bold = not any(
        _is_marked_right(part, bold=False) for p in pieces for part in _parts(blocks[p.first])
    )
    return Options(first, end, tuple(shown), tuple(right), sure, bold)


def are_options(block: Element) -> bool:
    """True if ``block`` is two boxes or more, or lines that begin with A, B … or 1:, 2: …"""
    if block.tag in ("ul", "ol"):
        tasks = _tasks(block)
        if len(tasks) > 1 and None not in tasks:
            return True
        texts = [text_of(item) for item in _items(block)]
    elif block.tag == "p" and begins_options(text_of(block)):
        texts = [text_of(*line) for line in lines_of(block.children)]
    else:
        return False
    places = [_letter(text) for text in texts]
    in_order = all(b and b == (a[0], a[1] + 1) for a, b in pairwise(places) if a)
    return len(places) > 1 and places[0] is not None and places[0][1] == 0 and in_order


def begins_options(text: str) -> bool:
    """True if ``text`` begins as a first option does: ``A. …``, ``1: …``."""
    place = _letter(text)
    return place is not None and place[1] == 0


def is_one_option(block: Element) -> bool:
    """True if ``block`` may be one of several options: a single box, or a lettered line."""
    return (len(tasks := _tasks(block)) == 1 and None not in tasks) or _lettered(block) is not None


# --- pieces ---------------------------------------------------------------------------------------


class _Piece(Struct, frozen=True):
    """The options in one block, or a single option with the blocks that belong to it."""

    first: int
    end: int
    alone: bool | None
    """True if the block is a single option; None for a plain list."""

    def marks(self, blocks: Sequence[Element]) -> Iterator[bool]:
        block = blocks[self.first]
        for part in _parts(block):
            yield _is_marked_right(part, bold=True)

    def right(self, blocks: Sequence[Element]) -> Iterator[Element]:
        for part in _parts(blocks[self.first]):
            if _is_marked_right(part, bold=True):
                yield from as_blocks(part.children)
                yield from blocks[self.first + 1 : self.end] if self.alone else ()


def _pieces(blocks: Sequence[Element]) -> list[_Piece]:
    """The blocks with options. Blocks with a single option count only if there are several."""
    whole = [_Piece(n, n + 1, False) for n, block in enumerate(blocks) if are_options(block)]
    if whole:
        return whole
    singles: list[int] = []
    for n, block in enumerate(blocks):
        if not is_one_option(block):
            continue
        if singles and (n - singles[-1] > 3 or not _follows(blocks[singles[-1]], block)):
            break
        if not singles and (place := _lettered(block)) and place[1]:
            continue
        if singles and not all(map(_is_own, blocks[singles[-1] + 1 : n])):
            break
        singles.append(n)
    if len(singles) < 2:
        return []
    ends = [*singles[1:], _end_of_last(blocks, singles)]
    return [_Piece(n, end, True) for n, end in zip(singles, ends, strict=True)]


def _end_of_last(blocks: Sequence[Element], singles: Sequence[int]) -> int:
    """The end of the last option: it takes blocks like those below the option before it."""
    before, last = singles[-2], singles[-1]
    end = last + 1
    for own in blocks[before + 1 : last]:
        if end < len(blocks) and blocks[end].tag == own.tag and _is_own(blocks[end]):
            end += 1
    return end


def _is_own(block: Element) -> bool:
    """True if a block may belong to the option above it."""
    return block.tag in _OWN or is_picture(block)


def is_picture(block: Element) -> bool:
    """True if a paragraph consists of pictures only."""
    seen = [node for node in block.children if is_seen(node)]
    while len(seen) == 1 and isinstance(seen[0], Element) and seen[0].tag == "a":
        seen = list(filter(is_seen, seen[0].children))
    return (
        block.tag == "p"
        and bool(seen)
        and all(isinstance(node, Element) and node.tag in ("img", "picture", "br") for node in seen)
    )


def _follows(before: Element, block: Element) -> bool:
    a, b = _lettered(before), _lettered(block)
    return (a is None and b is None) or bool(a and b and b == (a[0], a[1] + 1))


def _lettered(block: Element) -> tuple[int, int] | None:
    """Alphabet and place of a paragraph's letter, or None. A number would be a step."""
    place = _letter(text_of(block)) if block.tag == "p" else None
    return place if place and _ALPHABETS[place[0]] != _DIGITS else None


def _letter(text: str) -> tuple[int, int] | None:
    found = _LETTER.match(text)
    if not found:
        return None
    sign = (found[1] or found[2]).lower()
    return next((n, signs.index(sign)) for n, signs in enumerate(_ALPHABETS) if sign in signs)


# --- marks of right options -----------------------------------------------------------------------


def _marks_right_items(block: Element) -> bool:
    """True if a plain list marks some of its items by a sign, or one of three or more by bold."""
    items = _items(block)
    if block.tag not in ("ul", "ol") or any(_tasks(block)):
        return False
    if {_is_marked_right(item, bold=False) for item in items} == {True, False}:
        return True
    bold = [any(e.tag in _BOLD for e in item.walk()) for item in items]
    return len(items) > 2 and bold.count(True) == 1 and _is_bold(items[bold.index(True)])


def _is_marked_right(part: Element, bold: bool) -> bool:
    if isinstance(part.mark, Task):
        return part.mark.done
    text = plain(part)
    return bool(_TOLD.search(text)) or (bold and _is_bold(part))


def _is_bold(part: Element) -> bool:
    """True if all words of an option are bold, except for its letter."""
    nodes = part.children
    while len(seen := list(filter(is_seen, nodes))) == 1:
        only = seen[0]
        if not isinstance(only, Element) or only.tag not in ("p", *_BOLD):
            break
        if only.tag in _BOLD:
            return True
        nodes = only.children
    strong = [n for n in nodes if isinstance(n, Element) and n.tag in _BOLD]
    others = [n for n in nodes if n not in strong]
    return bool(strong) and bool(_LEFT.match(text_of(*others)))


def without_marks(block: Element) -> Element:
    """Return ``block`` without the marks of its right options."""
    if block.tag == "p":
        return replace(block, children=_without_marks(block.children))
    items = [replace(item, children=_without_marks(item.children)) for item in _items(block)]
    return _unticked(replace(block, children=tuple(items)))


def _without_marks(nodes: Inlines) -> Inlines:
    out: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            out.append(_TELLING.sub(" ", node) if _TELLING.search(node) else node)
        elif node.tag in _BOLD:
            out += _without_marks(node.children)
        elif node.tag in ("p", "em", "i"):
            inside = _without_marks(node.children)
            out += [replace(node, children=inside)] if any(map(is_seen, inside)) else []
        else:
            out.append(node)
    return tuple(out)


def _unticked(block: Element) -> Element:
    if not (items := _items(block)) or block.tag not in ("ul", "ol"):
        return block
    open_ = [replace(i, mark=Task(False)) if isinstance(i.mark, Task) else i for i in items]
    return replace(block, children=tuple(open_))


def _parts(block: Element) -> list[Element]:
    """The options in a block: the items of a list, the lines of a paragraph."""
    if block.tag == "p":
        return [Element("p", (), line, block.at) for line in lines_of(block.children)]
    return list(_items(block))


def _items(block: Element) -> Sequence[Element]:
    return [c for c in block.children if isinstance(c, Element) and c.tag == "li"]


def _tasks(block: Element) -> list[Task | None]:
    items = _items(block) if block.tag in ("ul", "ol") else ()
    return [item.mark if isinstance(item.mark, Task) else None for item in items]
