"""A section's blocks → its items: which of them are questions, answers, labels.

The rules, in the order in which they are tried (the README has the same table):

==========================================================  =======================================
a heading that ends in ``?`` and is answered at once, or    a question
where most headings of its level are questions
a heading or bold paragraph with an announced answer        a question
(``<details>`` "Show answer", ``Answer:``) right below, or
with only code and options between
``Q: …``, ``Question 3: …``; ``Question (3)`` alone         a question (alone: with what is asked
                                                            below it, up to the answer)
a bold paragraph, or bold first line, that ends in ``?``    a question
``**3.** … ?``, a bold number before what asks              a question
``____`` or ``?`` in a paragraph whose answer is marked     a question
(``<details>``, ``Answer:``, ticked options) right below
``<summary>`` that ends in ``?``, or is a sentence where    a question, the rest is its answer
most of the file's summaries end so
a list of which most items ask and have an answer in them   a question for each item, in the list
(headings there also by ``What …``, without ``?``)
a ``<details>`` that holds two questions or more            a heading with these questions
another short bold paragraph with content below             a heading
a task list or lines ``A. …``, ``B. …`` below a question    its options; the ticked ones answer it
between a question and an announced answer                  shown with the question
``<details>`` or a quote right below a question             its answer, and no more than that
``Answer`` alone, as heading or paragraph                   the title of the answer below it
``A: …``, ``Answer: …`` below a question                    its answer, with its label
anything else below a question                              its answer, up to the next question,
                                                            heading (as high or higher), label
==========================================================  =======================================

A table with a column of questions stays a table: hiding cells would break what it compares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coursenotes.elements import HEADINGS, as_blocks, plain, slug_of, text_of
from coursenotes.model import Element, Heading, Item, Listed, Question
from coursenotes.outline import choices, labels
from coursenotes.outline.conventions import Conventions
from coursenotes.outline.question_rules import (
    announces_answer,
    answers,
    bold_line,
    inside,
    question_of,
    summary_words,
)

MAX_LABEL = 80
"""A longer bold paragraph is emphasis, not a label."""


def read_items(blocks: Sequence[Element], conventions: Conventions, level: int) -> tuple[Item, ...]:
    """The items of a section whose own heading is of ``level``, in order."""
    items: list[Item] = []
    place = 0
    while place < len(blocks):
        block, below = blocks[place], blocks[place + 1 : place + 4]
        place += 1
        if question := question_of(block, below, conventions):
            # What a <details> holds is the whole answer to its summary.
            end = place if block.tag == "details" else _end(blocks, place, question, conventions)
            question, used = _answered(question, blocks[place:end], conventions)
            items.append(question)
            place += used
        elif listed := _listed(block, conventions):
            items += listed
        elif group := _group(block, conventions, level):
            items += group
        elif block.tag in HEADINGS:
            level = int(block.tag[1])
            items.append(Heading(block.children, level, block.at, slug_of(block)))
        elif _heads(block, below):
            items.append(Heading(bold_line(block), level + 1, block.at))
        else:
            items.append(block)
    return tuple(items)


# --- the answer -----------------------------------------------------------------------------------


def _end(
    blocks: Sequence[Element], start: int, question: Question, conventions: Conventions
) -> int:
    """Where what may answer ``question`` ends: before the next question, heading or label."""
    text = text_of(*question.text)
    awaited = labels.is_bare_question(text) or labels.is_question_title(text)
    place = start
    for place in range(start, len(blocks)):
        if announces_answer(blocks[place : place + 1], conventions):
            awaited = False
        elif awaited and blocks[place].tag == "p" and not bold_line(blocks[place]):
            pass  # what is asked, were it in the words of a question
        elif _ends_answer(blocks, place, question, conventions):
            break
    else:
        place = len(blocks)
    while place > start and blocks[place - 1].tag == "hr":
        place -= 1
    return place


def _ends_answer(
    blocks: Sequence[Element], place: int, question: Question, conventions: Conventions
) -> bool:
    block, below = blocks[place], blocks[place + 1 : place + 4]
    if block.tag in HEADINGS and int(block.tag[1]) <= (question.level or 6):
        return True
    if question_of(block, below, conventions) or _listed(block, conventions):
        return True
    # A question that is a heading is also the heading of what its answer is divided into.
    return not question.level and (block.tag == "hr" or _heads(block, below))


def _answered(
    question: Question, blocks: Sequence[Element], conventions: Conventions
) -> tuple[Question, int]:
    """``question`` with its prompt and answer out of ``blocks``, and how many of these it took."""
    prompt, answer = list(question.prompt), list(question.answer)
    mark = None if answer else _mark(question, blocks, conventions)
    place = mark or 0
    if mark is None and not answer:
        bare = labels.is_bare_question(text_of(*question.text))
        place = len(blocks) if bare else int(any(map(choices.are_options, blocks[:1])))
    right: list[Element] = []
    for block in blocks[:place]:
        prompt.append(choices.unticked(block) if choices.are_options(block) else block)
        right += choices.right_ones(block)
    rest = blocks[place:]
    title = slug = ""
    if mark is not None and (title := _title(rest[0])):
        slug, rest = slug_of(rest[0]), rest[1:]
    used = len(blocks)
    whole = not answer and answers(rest[:1], conventions)
    if whole and rest[0].tag == "details":
        answer, used = inside(rest[0]), len(blocks) - len(rest) + 1
    elif whole and not title:
        answer, used = as_blocks(rest[0].children), len(blocks) - len(rest) + 1
    else:
        answer += rest
    done = replace(
        question,
        prompt=tuple(prompt),
        answer=(*right, *answer),
        answer_title=title,
        answer_slug=slug,
    )
    return done, used


def _mark(question: Question, blocks: Sequence[Element], conventions: Conventions) -> int | None:
    """Where the answer is announced.

    A label in running prose is none: ``Solution: …`` may well be a part of what answers.
    """
    text = text_of(*question.text)
    labelled = (
        labels.is_labelled_question(text)
        or labels.is_bare_question(text)
        or labels.is_question_title(text)
    )
    prose = False
    for place, block in enumerate(blocks):
        if announces_answer([block], conventions):
            return place if block.tag == "details" or labelled or not prose else None
        prose = prose or (block.tag == "p" and not choices.are_options(block))
    return None


def _title(block: Element) -> str:
    if block.tag in HEADINGS or block.tag == "p":
        return labels.answer_title(plain(block))
    return ""


# --- lists and groups -----------------------------------------------------------------------------


def _listed(block: Element, conventions: Conventions) -> list[Item]:
    """The questions of a list of which most items ask and have their answer in them, else none."""
    if block.tag not in ("ul", "ol"):
        return []
    items = [c for c in block.children if isinstance(c, Element)]
    out: list[Question] = []
    sure = answered = 0
    for number, item in enumerate(items, int(block.get("start", "1") or 1)):
        blocks = as_blocks(item.children)
        question = _item_question(blocks, conventions)
        if not question:
            return []
        question, used = _answered(question, blocks[1:], conventions)
        sure += _asks(blocks[0], conventions)
        answered += bool(question.answer or question.prompt)
        place = Listed(block.at, number if block.tag == "ol" else None)
        rest = tuple(blocks[1 + used :])
        out.append(replace(question, listed=place, answer=(*question.answer, *rest)))
    return [*out] if min(2 * sure, 2 * answered) > len(items) else []


def _item_question(blocks: Sequence[Element], conventions: Conventions) -> Question | None:
    """The question at the head of a list item: a heading, a bold line, what asks or has more below.

    The caller decides whether the items are questions: most of them have to ask.
    """
    if not blocks:
        return None
    head, below = blocks[0], blocks[1:4]
    if question := question_of(head, below, conventions):
        return question
    if head.tag in HEADINGS:
        return Question(head.children, head.at, (), (), int(head.tag[1]), slug_of(head))
    if head.tag == "p" and (bold := bold_line(head)):
        return Question(bold, head.at, ())
    if head.tag == "p" and (below or labels.asks(plain(head)) or labels.has_blank(plain(head))):
        return Question(head.children, head.at, ())
    return None


def _asks(head: Element, conventions: Conventions) -> bool:
    text = plain(head)
    usual = head.tag in HEADINGS and int(head.tag[1]) in conventions.question_levels
    lines = [text_of(*line) for line in labels.lines_of(head.children)]
    return (
        usual
        or labels.has_blank(text)
        or labels.is_labelled_question(text)
        or any(labels.asks(line) for line in lines[:1])
        or labels.asks(text)
    )


def _group(block: Element, conventions: Conventions, level: int) -> list[Item]:
    """The summary of a ``<details>`` as a heading above the questions in it, two or more."""
    if block.tag != "details":
        return []
    title, own_level, slug = summary_words(block)
    items = read_items(inside(block), conventions, own_level or level + 1)
    if sum(isinstance(item, Question) for item in items) < 2 or not text_of(*title).strip():
        return []
    return [Heading(title, own_level or level + 1, block.at, slug), *items]


# --- labels ---------------------------------------------------------------------------------------


def _heads(block: Element, below: Sequence[Element]) -> bool:
    """Whether a short bold paragraph is the heading of the content below it."""
    text = text_of(*bold_line(block)).strip()
    short = 0 < len(text) <= MAX_LABEL and "\n" not in text
    label = short and not text.endswith((".", "!", ":", "："))
    return label and bool(below) and not _opens_a_part(below[0])


def _opens_a_part(block: Element) -> bool:
    return block.tag in HEADINGS or block.tag == "hr" or bool(bold_line(block))
