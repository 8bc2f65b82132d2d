"""Find the titles that may ask, and their wording; :mod:`.asking` decides whether they do.

A heading, a bold line, a paragraph with a label, the summary of a ``<details>`` and the first lines
of a list item are all read in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import cached_property

from msgspec import Struct, field

from coursenotes.elements import HEADINGS, as_blocks, is_block, is_seen, plain, slug_of, text_of
from coursenotes.model import Element, Inlines, Node, Position
from coursenotes.outline import choices, labels
from coursenotes.outline.labels import Label
from coursenotes.outline.lines import joined, lines_of, split_answer


class Style(Enum):
    """The kind of a title."""

    HEADING = 0
    BOLD = 1
    PARAGRAPH = 2
    SUMMARY = 3
    ITEM = 4


class Title(Struct, frozen=True, dict=True):
    """A title that may ask."""

    style: Style
    text: Inlines
    at: Position
    level: int = 0
    """The level of a heading, else 0."""
    slug: str = ""
    """GitHub's anchor of a heading, else empty."""
    own: tuple[Element, ...] = ()
    """The rest of the same block: options, an answer, the contents of a ``<details>``."""
    label: Label = field(default=Label.NONE)

    @cached_property
    def words(self) -> str:
        """Return its text on one line."""
        return plain(*self.text)

    @cached_property
    def asks(self) -> bool:
        """True if it surely asks: by a question mark or a gap."""
        return labels.asks(self.words) or labels.has_blank(self.words)

    @cached_property
    def asks_in_words(self) -> bool:
        """True if it is worded as a question, without a question mark."""
        return labels.begins_as_question(self.words)

    @cached_property
    def instructs(self) -> bool:
        """True if it is worded as a task."""
        return labels.instructs(self.words)

    @property
    def numbered(self) -> bool:
        """True if it begins with a number."""
        return labels.begins_with_number(self.words)

    @property
    def labelled(self) -> bool:
        """True if it says that it is a question or an exercise."""
        return self.label is not Label.NONE


def title_of(block: Element) -> Title | None:
    """Return the title that ``block`` is or begins with; None if it cannot ask."""
    if block.tag in HEADINGS:
        return _made(Style.HEADING, block.children, block.at, int(block.tag[1]), slug_of(block))
    if block.tag == "details":
        text, level, slug = summary_words(block)
        return _made(Style.SUMMARY, text, block.at, level, slug, tuple(inside(block)))
    if block.tag != "p" or choices.are_options(block) or choices.is_picture(block):
        return None
    if bold := bold_line(block):
        return _made(Style.BOLD, bold, block.at)
    return _first_line(block) or _paragraph(block)


def title_of_item(item: Element) -> Title | None:
    """Return the title that a list item begins with; the rest of the item is its ``own``."""
    blocks = as_blocks(item.children)
    if not blocks:
        return None
    title = title_of(blocks[0])
    if title is None and blocks[0].tag == "p":
        title = _cut(blocks[0], Style.ITEM)
    if title is None:
        return None
    own = (*title.own, *blocks[1:]) if title.style is not Style.SUMMARY else title.own
    at = title.at if title.at.line else item.at
    return Title(title.style, title.text, at, title.level, title.slug, own, title.label)


def _made(
    style: Style,
    text: Inlines,
    at: Position,
    level: int = 0,
    slug: str = "",
    own: tuple[Element, ...] = (),
) -> Title:
    label = labels.label_of(plain(*text))
    if label is Label.LETTER and style is not Style.PARAGRAPH:
        label = Label.NONE
    return Title(style, text, at, level, slug, own, label)


def _first_line(block: Element) -> Title | None:
    """A bold first line that asks, with its answer on the lines below."""
    first, *others = lines_of(block.children) or [()]
    bold = _bold_words(first)
    # A centred line is a title, but the text below it is not an answer.
    if not others or not bold or block.get("align"):
        return None
    title = _made(Style.BOLD, bold, block.at, own=tuple(_blocks(others, block.at)))
    return title if title.asks or title.labelled else None


def _paragraph(block: Element) -> Title | None:
    """A plain paragraph that is labelled or asks, with the options and the answer in it."""
    title = _cut(block, Style.PARAGRAPH)
    if title.label is Label.EXERCISE and not is_led_in_bold(title):
        title = Title(title.style, title.text, title.at, own=title.own)
    asks = title.labelled or title.asks or title.numbered
    return title if asks or (title.own and (title.instructs or title.asks_in_words)) else None


def _cut(block: Element, style: Style) -> Title:
    """A paragraph split into its title, the options and the answer in it."""
    text, answer = split_answer(block.children)
    lines = lines_of(text)
    last = range(max(1, len(lines) - 26), len(lines))  # an option for each letter
    starts = (n for n in last if choices.begins_options(text_of(*lines[n])))
    place = next((n for n in starts if _are_options(lines[n:], block.at)), len(lines))
    own = _blocks(lines[place:], block.at) if place < len(lines) else []
    if answer:
        own += [Element("p", (), answer, block.at)]
    text = joined(lines[:place]) if place < len(lines) else text
    return _made(style, text, block.at, own=tuple(own))


def is_led_in_bold(title: Title) -> bool:
    """True if a title begins with a bold or italic word: ``**Exercise 1.** Show …``."""
    first = next(filter(is_seen, title.text), "")
    return isinstance(first, Element) and first.tag in ("strong", "b", "em", "i")


def has_bold_number(title: Title) -> bool:
    """True if a title begins with a bold number: ``**3.** What …?``."""
    first = next(filter(is_seen, title.text), "")
    return is_led_in_bold(title) and labels.is_only_a_number(text_of(first))


# --- pieces ---------------------------------------------------------------------------------------


def bold_line(block: Element) -> Inlines:
    """Return the words of a paragraph that is bold throughout; empty for any other block."""
    return _bold_words(block.children) if block.tag == "p" else ()


def _bold_words(nodes: Inlines) -> Inlines:
    words = list(filter(is_seen, nodes))
    while words and isinstance(words[-1], Element) and words[-1].tag == "br":
        words.pop()
    while len(words) == 1 and isinstance(words[0], Element) and words[0].tag in ("em", "i"):
        words = list(words[0].children)
    if words and isinstance(words[0], Element) and words[0].tag in ("strong", "b"):
        # A star or a smiley may follow.
        rest = nodes[nodes.index(words[0]) + 1 :] if words[0] in nodes else ()
        return (*words[0].children, *rest) if not re.search(r"\w", text_of(*rest)) else ()
    return ()


def summary_words(block: Element) -> tuple[Inlines, int, str]:
    """Return the text of a ``<summary>``, and level and anchor if it holds a heading."""
    summary = summary_element(block)
    nodes = summary.children if summary else ()
    blocks = [node for node in nodes if isinstance(node, Element) and is_block(node)]
    if len(blocks) == 1 and sum(map(is_seen, nodes)) == 1:
        (only,) = blocks
        level = int(only.tag[1]) if only.tag in HEADINGS else 0
        return only.children, level, slug_of(only)
    return _bold_words(nodes) or nodes, 0, ""


def summary_of(block: Element) -> str:
    """Return the text of the ``<summary>`` of a ``<details>``, empty without one."""
    summary = summary_element(block)
    return plain(summary) if summary else ""


def summary_element(block: Element) -> Element | None:
    """Return the ``<summary>`` of a ``<details>``, or None."""
    return next((c for c in block.children if isinstance(c, Element) and c.tag == "summary"), None)


def inside(block: Element) -> list[Element]:
    """Return the contents of a ``<details>`` below its summary, without empty blocks above."""
    summary = summary_element(block)
    nodes = [c for c in block.children if c is not summary]
    while nodes and _is_space(nodes[0]):
        nodes.pop(0)
    return [b for b in as_blocks(tuple(nodes)) if b.tag != "p" or any(map(is_seen, b.children))]


def _is_space(node: Node) -> bool:
    return node.tag == "br" if isinstance(node, Element) else not node.strip()


def _blocks(lines: Sequence[Inlines], at: Position) -> list[Element]:
    return [Element("p", (), joined(list(lines)), at)]


def _are_options(lines: list[Inlines], at: Position) -> bool:
    return len(lines) > 1 and choices.are_options(_blocks(lines, at)[0])
