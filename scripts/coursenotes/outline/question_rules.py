"""Which blocks ask: the first half of the README's table, rule by rule."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursenotes.elements import HEADINGS, as_blocks, is_block, is_seen, plain, slug_of, text_of
from coursenotes.model import Element, Inlines, Node, Position, Question
from coursenotes.outline import choices, labels
from coursenotes.outline.conventions import Conventions, summary_element, summary_of

_SENTENCE = 3
"""A summary of fewer words names something rather than asking for it."""


def question_of(
    block: Element, below: Sequence[Element], conventions: Conventions
) -> Question | None:
    """The question that ``block`` asks, if any; ``below`` is what follows it.

    Where the same paragraph holds options or an answer too, they come with it.
    """
    if block.tag in HEADINGS:
        return _heading(block, below, conventions)
    if block.tag == "details":
        return _summary(block, conventions)
    if block.tag == "p":
        return _bold(block, below, conventions) or _paragraph(block, below, conventions)
    return None


def _heading(block: Element, below: Sequence[Element], conventions: Conventions) -> Question | None:
    """A heading: labelled, its answer announced right below, or by the file's conventions."""
    level, text = int(block.tag[1]), plain(block)
    usual = level in conventions.question_levels
    if (
        labels.is_labelled_question(text)
        or is_bare(text, below, conventions)
        or announces_answer(below, conventions)
        or announces_after_material(below, conventions)
        or (
            (labels.asks(text) or labels.has_blank(text)) and (usual or answers(below, conventions))
        )
        or (usual and choices.are_ticked(below[0] if below else block))
    ):
        return Question(block.children, block.at, (), (), level, slug_of(block))
    return None


def _bold(block: Element, below: Sequence[Element], conventions: Conventions) -> Question | None:
    """A bold paragraph that asks, alone or with its answer on the lines below the bold one."""
    if bold := bold_line(block):
        text = text_of(*bold).strip()
        if not labels.is_answer(text) and (
            labels.asks(text)
            or labels.is_labelled_question(text)
            or is_bare(text, below, conventions)
            or announces_answer(below, conventions)
            or announces_after_material(below, conventions)
            or (labels.has_blank(text) and answers(below, conventions))
        ):
            return Question(bold, block.at, ())
        return None
    first, *others = labels.lines_of(block.children) or [()]
    bold = _bold_words(first)
    # What the author centred is no text to be answered.
    if others and bold and not block.get("align") and labels.asks(text_of(*bold)):
        return _with_rest(bold, others, block.at)
    return None


def _paragraph(
    block: Element, below: Sequence[Element], conventions: Conventions
) -> Question | None:
    """A plain paragraph: labelled or numbered in bold, or with its answer marked right below."""
    question = _cut(block)
    text = text_of(*question.text)
    first = next(filter(is_seen, block.children), "")
    asks = labels.asks(text)
    if labels.is_labelled_question(text):
        sure = conventions.labelled or bool(question.answer) or announces_answer(below, conventions)
    elif isinstance(first, Element) and first.tag in ("strong", "b"):
        sure = asks and labels.is_number(text_of(first))
    else:
        sure = False
    if not (sure or asks or labels.has_blank(text)):
        return None
    if not question.prompt and below and choices.are_options(below[0]):
        marked, below = choices.are_ticked(below[0]), below[1:]
    else:
        marked = False
    marked = marked or bool(question.answer) or announces_answer(below, conventions)
    return question if sure or marked or answers_below(below, conventions) else None


def _summary(block: Element, conventions: Conventions) -> Question | None:
    """A ``<summary>`` that asks, or is a sentence where most ask; what it hides is the answer."""
    summary = summary_of(block)
    usual = conventions.summaries_ask and len(summary.split()) >= _SENTENCE
    if not (labels.asks(summary) or usual) or summary in conventions.generic:
        return None
    title, level, slug = summary_words(block)
    return Question(title, block.at, tuple(inside(block)), (), level, slug)


# --- marks of an answer ---------------------------------------------------------------------------


def announces_answer(below: Sequence[Element], conventions: Conventions) -> bool:
    """Whether the first block says by itself that it is an answer."""
    if not below:
        return False
    block = below[0]
    if block.tag == "details":
        return summary_of(block) in conventions.answering
    if block.tag not in HEADINGS and block.tag != "p":
        return False
    # ``A:`` may be the first of several things; in a file with ``Q:`` it is an answer.
    text = plain(block)
    labelled = labels.is_answer(text, letter=conventions.labelled) and not choices.are_options(
        block
    )
    return labelled or bool(labels.answer_title(text))


def announces_after_material(below: Sequence[Element], conventions: Conventions) -> bool:
    """Whether code or options, and nothing else, stand above a ``<details>`` with the answer."""
    for place, block in enumerate(below):
        if block.tag == "details" and place:
            return announces_answer([block], conventions)
        if block.tag != "pre" and not choices.are_options(block):
            return False
    return False


def answers_below(below: Sequence[Element], conventions: Conventions) -> bool:
    """Whether the first block is a ``<details>`` that may be an answer."""
    return bool(below) and below[0].tag == "details" and summary_of(below[0]) in conventions.generic


def answers(below: Sequence[Element], conventions: Conventions) -> bool:
    """Whether the first block, below something that asks, is the whole answer: a quote too."""
    return answers_below(below, conventions) or (bool(below) and below[0].tag == "blockquote")


def is_bare(text: str, below: Sequence[Element], conventions: Conventions) -> bool:
    """``Question 3`` alone, or ``Question`` with its answer announced not far below."""
    return labels.is_bare_question(text) or (
        labels.is_question_title(text) and any(announces_answer([b], conventions) for b in below)
    )


# --- pieces ---------------------------------------------------------------------------------------


def bold_line(block: Element) -> Inlines:
    """The words of a paragraph that is bold from end to end; empty for any other block."""
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
    """The running text of a ``<summary>``; level and anchor where it holds a heading."""
    summary = summary_element(block)
    nodes = summary.children if summary else ()
    blocks = [node for node in nodes if isinstance(node, Element) and is_block(node)]
    if len(blocks) == 1 and sum(map(is_seen, nodes)) == 1:
        (only,) = blocks
        level = int(only.tag[1]) if only.tag in HEADINGS else 0
        return only.children, level, slug_of(only)
    return _bold_words(nodes) or nodes, 0, ""


def inside(block: Element) -> list[Element]:
    """What a ``<details>`` holds below its summary, without empty paragraphs and breaks above."""
    summary = summary_element(block)
    nodes = [c for c in block.children if c is not summary]
    while nodes and _is_space(nodes[0]):
        nodes.pop(0)
    return [b for b in as_blocks(tuple(nodes)) if b.tag != "p" or any(map(is_seen, b.children))]


def _is_space(node: Node) -> bool:
    return node.tag == "br" if isinstance(node, Element) else not node.strip()


def _cut(block: Element) -> Question:
    """A paragraph cut into the question, its options and its answer."""
    text, answer = labels.split_answer(block.children)
    lines = labels.lines_of(text)
    last = range(max(1, len(lines) - 26), len(lines))  # an option for each letter
    place = next((n for n in last if _are_options(lines[n:], block)), len(lines))
    prompt: tuple[Element, ...] = ()
    if place < len(lines):
        text, prompt = labels.joined(lines[:place]), (_part(lines[place:], block.at),)
    return Question(text, block.at, _paragraphs(answer, block.at), prompt)


def _paragraphs(nodes: Inlines, at: Position) -> tuple[Element, ...]:
    return (Element("p", (), nodes, at),) if nodes else ()


def _with_rest(bold: Inlines, rest: list[Inlines], at: Position) -> Question:
    part = _part(rest, at)
    if choices.are_options(part):
        return Question(bold, at, (), (part,))
    return Question(bold, at, (part,))


def _part(lines: list[Inlines], at: Position) -> Element:
    return Element("p", (), labels.joined(lines), at)


def _are_options(lines: list[Inlines], block: Element) -> bool:
    return len(lines) > 1 and choices.are_options(_part(lines, block.at))
