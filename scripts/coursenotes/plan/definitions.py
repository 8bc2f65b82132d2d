"""Find definitions of terms: in the opening of a line of text, in the columns of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from coursenotes.elements import is_block, plain, text_of
from coursenotes.model import Element, Inlines
from coursenotes.phrases import Anywhere
from coursenotes.plan.terms import BOLD, first_line, is_term, is_wholly, unwrapped, weight
from coursenotes.vocabulary import any_of, spaced, unspaced, words_for

_SEPARATOR = re.compile(r"\s*(?::(?=\s|$)|：)\s*|\s+[–—-]{1,3}\s+|\s*(?:——|—)\s*")
_IS = re.compile(
    rf"\s+(?:{any_of(spaced(words_for('means')))})\s+|\s*(?:{any_of(unspaced(words_for('means')))})\s*"
)
_ACRONYM = re.compile(
    r"(?P<term>(?P<long>[^.:()]{3,80})\s\((?P<short>[A-Z][A-Za-z]{1,7})\))[.:]\s+"
)
_KINDS = Anywhere(words_for("kind_words"), within=words_for("kinds"))
_MEANINGS = Anywhere(words_for("meaning_words"), within=words_for("meanings"))


# --- running text ---------------------------------------------------------------------------------


class Split(Struct, frozen=True):
    """A line of text, split after the term that it opens with."""

    term: Inlines
    rest: Inlines
    """Everything after the term, including the separator."""
    meaning: Inlines


def bold_lead_in(nodes: Inlines) -> Split | None:
    """Split ``**Term**: …``, ``**Term:** …``, ``**Term** — …``, ``**Term** is …``; else None."""
    nodes = _without_edge(nodes)
    if not nodes or not isinstance(nodes[0], Element) or nodes[0].tag not in BOLD:
        return None
    bold, rest = nodes[0], nodes[1:]
    if text_of(bold).rstrip().endswith((":", "：")):
        return _checked((bold,), rest, rest, 2)
    if rest and isinstance(rest[0], str):
        found = _SEPARATOR.match(rest[0]) or _IS.match(rest[0])
        if found:
            return _checked((bold,), rest, (rest[0][found.end() :], *rest[1:]), 2)
    return None


def colon(nodes: Inlines) -> Split | None:
    """Split ``Term: what it is`` or ``Term - what it is`` in plain words; None for other text."""
    nodes = _without_edge(nodes)
    for place, node in enumerate(nodes):
        if isinstance(node, str):
            if found := _SEPARATOR.search(node):
                before, after = node[: found.start()], node[found.end() :]
                term = (*nodes[:place], *((before,) if before else ()))
                follows = nodes[place + 1 :]
                return _checked(term, (node[found.start() :], *follows), (after, *follows), 3)
        elif node.tag == "br":
            return None
    return None


def acronym(nodes: Inlines) -> Split | None:
    """Split ``Human level performance (HLP). …`` if the initials match; None for other text."""
    nodes = _without_edge(nodes)
    found = _ACRONYM.match(nodes[0]) if nodes and isinstance(nodes[0], str) else None
    if not found or not isinstance(nodes[0], str):
        return None
    initials = "".join(word[0] for word in re.findall(r"\w+", found["long"])).lower()
    if found["short"].lower() not in (initials, f"{initials}s"):
        return None
    rest = (nodes[0][found.end("term") :], *nodes[1:])
    return _checked((found["term"],), rest, (nodes[0][found.end() :], *nodes[1:]), 2)


def _checked(term: Inlines, rest: Inlines, meaning: Inlines, least: int) -> Split | None:
    enough = weight(first_line(meaning)) >= least
    return Split(term, rest, meaning) if enough and is_term(unwrapped(term)) else None


def _without_edge(nodes: Inlines) -> Inlines:
    """``nodes`` without white space at their beginning."""
    while nodes and isinstance(nodes[0], str):
        if text := nodes[0].lstrip():
            return (text, *nodes[1:])
        nodes = nodes[1:]
    return nodes


# --- tables ---------------------------------------------------------------------------------------


def defined_in(table: Element) -> Iterator[tuple[Element, Inlines]]:
    """Yield the cells of a table that name the terms it defines, each with the meaning."""
    grid = _grid(table)
    if not grid or not (columns := _term_columns(grid)):
        return
    others = [n for n in range(len(grid[0])) if n not in columns]
    heads = [plain(*cell.children) for cell in grid[0]]
    explains = next((n for n in others if _MEANINGS.is_in(heads[n])), None)
    for row in grid[1:]:
        named = [n for n in columns if is_term(row[n].children)]
        for column in named:
            said = column == named[-1]
            yield row[column], _meaning(row, heads, others, explains) if said else ()


def _grid(table: Element) -> list[list[Element]]:
    """The rows' cells, if the first row is a head and all have one length; else empty."""
    rows = [e for e in table.walk() if e.tag == "tr"]
    grid = [[c for c in row.children if isinstance(c, Element)] for row in rows]
    if len(grid) < 2 or len(grid[0]) < 2 or any(cell.tag != "th" for cell in grid[0]):
        return []
    spans = any(cell.get("colspan") or cell.get("rowspan") for row in grid for cell in row)
    blocks = any(is_block(child) for row in grid for cell in row for child in cell.children)
    return [] if spans or blocks or len({len(row) for row in grid}) > 1 else grid


def _term_columns(grid: list[list[Element]]) -> list[int]:
    """The columns with the terms that a table defines: the first, and finer ones next to it."""
    heads = [plain(*cell.children) for cell in grid[0]]
    if _MEANINGS.is_in(heads[0]):
        return []
    names = [row[0].children for row in grid[1:] if plain(*row[0].children)]
    good = [name for name in names if is_term(name)]
    if 3 * len(good) < 2 * len(names) or not good:
        return []
    columns = [0]
    while columns[-1] + 2 < len(heads) and _KINDS.is_in(heads[columns[-1] + 1]):
        columns.append(columns[-1] + 1)
    said = [row[columns[-1] + 1].children for row in grid[1:]]
    much = _median(weight(cell) for cell in said if plain(*cell))
    if any(_MEANINGS.is_in(head) for head in heads[1:]) or (_KINDS.is_in(heads[0]) and much >= 2):
        return columns
    marked = all(is_wholly(name, (*BOLD, "code")) for name in names)
    short = _median(weight(name) for name in names) <= 3
    return columns if len(heads) == 2 and ((marked and much >= 2) or (short and much >= 5)) else []


def _median(weights: Iterable[float]) -> float:
    """The weight in the middle, 0 if there is none. ``statistics`` takes milliseconds to load."""
    ordered = sorted(weights)
    if not ordered:
        return 0
    return sum(ordered[(len(ordered) - 1) // 2 : len(ordered) // 2 + 1]) / (2 - len(ordered) % 2)


def _meaning(
    row: list[Element], heads: list[str], others: list[int], explains: int | None
) -> Inlines:
    """A row's meaning of its term, after the column's head if that does not mean "meaning"."""
    if explains is not None and plain(*row[explains].children):
        return row[explains].children
    for column in others:
        if plain(*row[column].children):
            label = (f"{heads[column]}: ",) if len(heads) > 2 and heads[column] else ()
            return (*label, *row[column].children)
    return ()
