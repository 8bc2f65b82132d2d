"""Read a section's blocks into its items: questions, answers, headings, other blocks.

The guide (docs/guide/notes.md) has the same principles in the same order.

1. A question is one thing, however it is written: a title (a heading, a bold line, a label, a
   summary, a list item), then all blocks up to the next question, heading or rule
   (:mod:`.titles` reads titles, :class:`_Reader` finds the ends).
2. These blocks are split into what belongs to the question, its options, and the answer that the
   author marked. What is shown and what is closed follows from that (:mod:`.anatomy`,
   :mod:`.choices`).
3. A title asks if it says so (by a label, ``?``, or an answer marked below), or if most of its
   series ask (:mod:`.asking`, :mod:`.series`).
4. A question that holds only other questions is a heading above them.

A table with a column of questions stays a table, since it compares its cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursenotes.elements import HEADINGS, VOID, plain, slug_of, text_of
from coursenotes.model import Element, Heading, Item, Listed, Question
from coursenotes.outline import labels
from coursenotes.outline.anatomy import Anatomy, anatomy, announces_answer, marked
from coursenotes.outline.asking import is_question
from coursenotes.outline.broken_lists import with_last_items_apart
from coursenotes.outline.conventions import Conventions
from coursenotes.outline.labels import Label
from coursenotes.outline.lines import lines_of
from coursenotes.outline.series import asking_together, leading, numbered_one_by_one
from coursenotes.outline.titles import Style, Title, bold_line, inside, title_of, title_of_item

MAX_LABEL = 80
"""A longer bold paragraph is emphasis, not a label."""
_NEAR = 12
"""Whether a title without a label or number asks is decided by this many blocks below it."""

_HEADING_OR_RULE = HEADINGS | {"hr"}
_DRAWN = frozenset({"li", "pre"})


def read_items(blocks: Sequence[Element], conventions: Conventions, level: int) -> tuple[Item, ...]:
    """Return the items of a section whose own heading is of ``level``, in order."""
    return _Reader(blocks, conventions, level).items()


class _Reader:
    """Reads the blocks from last to first, to know where the next question begins."""

    def __init__(self, blocks: Sequence[Element], conventions: Conventions, level: int) -> None:
        blocks = with_last_items_apart(blocks, lambda block: bool(_listed(block, conventions)))
        self.blocks = blocks
        self.conventions = conventions
        self.level = level
        titles = [title_of(block) for block in blocks]
        self.one_by_one = numbered_one_by_one(blocks, titles)
        own = {place: title for place, (title, _) in self.one_by_one.items()}
        self.titles = [own.get(place, title) for place, title in enumerate(titles)]
        self.series = asking_together(blocks, titles, conventions)
        self.leads = leading(blocks, titles)
        self.levels = list(_levels(blocks, level))
        self.lists = [_listed(block, conventions) for block in blocks]
        self.asks = [False] * len(blocks)
        for place in reversed(range(len(blocks))):
            self.asks[place] = not self.lists[place] and self._asks(place)

    def items(self) -> tuple[Item, ...]:
        """Return the items of the section."""
        items: list[Item] = []
        place = 0
        while place < len(self.blocks):
            block, at = self.blocks[place], place
            place += 1
            if self.asks[at]:
                item, used = self._question(at)
                items.append(item)
                place += used
            elif listed := self.lists[at]:
                items += listed
            elif group := _group(block, self.conventions, self.levels[at]):
                items += group
            elif block.tag in HEADINGS:
                items.append(Heading(block.children, self.levels[at], block.at, slug_of(block)))
            elif _is_bold_heading(block, self.blocks[place : place + 1]):
                items.append(Heading(bold_line(block), self.levels[at] + 1, block.at))
            else:
                items.append(block)
        return tuple(items)

    def _asks(self, place: int) -> bool:
        title = self.titles[place]
        if title is None:
            return False
        if place in self.one_by_one:
            return True
        far = title.labelled or (title.numbered and place in self.series)
        end = self._end(place, title, len(self.blocks) if far else place + 1 + _NEAR)
        below = (*title.own, *self.blocks[place + 1 : end])
        return is_question(title, below, self.conventions, place in self.series)

    def _question(self, place: int) -> tuple[Item, int]:
        """The question at ``place``, and the number of blocks below it that it takes."""
        title = self.titles[place]
        assert title is not None
        listed = self.one_by_one[place][1] if place in self.one_by_one else None
        end = place + 1
        if title.style is not Style.SUMMARY:  # a <details> holds the whole question
            end = self._end(place, title, len(self.blocks))
        below = (*title.own, *self.blocks[place + 1 : end])
        if not below and self._stands_above_questions(place, title):
            level = title.level or self.levels[place] + 1
            return Heading(title.text, level, title.at, title.slug), 0
        done = anatomy(title, below, self.conventions)
        return _made(title, done, listed), max(0, done.used - len(title.own))

    def _stands_above_questions(self, place: int, title: Title) -> bool:
        """True if the next block is a question too, and of a lower kind."""
        after = place + 1
        if after == len(self.blocks) or not (self.asks[after] or self.lists[after]):
            return False
        below = self.titles[after]
        if self.lists[after] or below is None or after in self.one_by_one:
            return place not in self.one_by_one
        if title.style is Style.HEADING:
            return below.style is not Style.HEADING or below.level > title.level
        return title.style is Style.BOLD and below.style is Style.SUMMARY

    def _end(self, place: int, title: Title, limit: int) -> int:
        """The end of the blocks that may belong to a title: the next question, heading or rule."""
        start = at = place + 1
        limit = min(limit, len(self.blocks))
        awaited = title.labelled or (title.numbered and place in self.series)
        while at < limit:
            block = self.blocks[at]
            if at in self.leads:
                break
            if self._answers(block, place, title):
                awaited = False
            elif awaited and (self._is_plain_question(at) or self._lists_options(block, title)):
                pass  # part of the question, even if it is worded as one
            elif self._ends(at, title):
                break
            at += 1
        while at > start and self.blocks[at - 1].tag == "hr":
            at -= 1
        return at

    def _answers(self, block: Element, place: int, title: Title) -> bool:
        """True if ``block`` announces the answer of this question, not a chapter of answers."""
        if not announces_answer(block, self.conventions, title):
            return False
        if block.tag not in HEADINGS:
            return True
        level, least = int(block.tag[1]), title.level or self.levels[place] + 1
        if level < least:
            return False
        return (title.level and level > least) or not self._follows_another(place, title, least)

    def _follows_another(self, place: int, title: Title, least: int) -> bool:
        """True if a similar question before has no answer: a heading below answers both."""
        for before in reversed(range(place)):
            block, above = self.blocks[before], self.titles[before]
            if announces_answer(block, self.conventions, title):
                return False
            if block.tag in HEADINGS and int(block.tag[1]) < least:
                return False
            if above and above.labelled and above.style is title.style:
                return above.level == title.level
        return False

    def _lists_options(self, block: Element, title: Title) -> bool:
        """True if ``block`` is the heading of a question's options."""
        deep = block.tag in HEADINGS and int(block.tag[1]) >= title.level > 0
        return deep and labels.is_options_title(plain(block))

    def _is_plain_question(self, place: int) -> bool:
        title = self.titles[place]
        return (
            title is not None
            and title.style is Style.PARAGRAPH
            and not title.labelled
            and place not in self.one_by_one
        )

    def _ends(self, place: int, title: Title) -> bool:
        block, below = self.blocks[place], self.titles[place]
        if block.tag in HEADINGS and int(block.tag[1]) <= (title.level or 6):
            return True
        if self.asks[place] or self.lists[place]:
            return True
        if below and title.labelled and below.label in (Label.WORD_AND_NUMBER, Label.EXERCISE):
            return True
        # A question that is a heading is also the heading above the parts of its answer.
        after = self.blocks[place + 1 : place + 2]
        return not title.level and (block.tag == "hr" or _is_bold_heading(block, after))


def _levels(blocks: Sequence[Element], level: int) -> Iterator[int]:
    """The level of each block: its own or the last above it, without titles of answers."""
    for block in blocks:
        own = int(block.tag[1]) if block.tag in HEADINGS else level
        yield own
        if not labels.answer_title(plain(block)):
            level = own


def _made(title: Title, done: Anatomy, listed: Listed | None = None) -> Question:
    answers = any(map(_shows, done.closed))
    # An empty list item or code block is not an answer, but GitHub draws it.
    drawn = [b for b in done.closed if not answers and any(e.tag in _DRAWN for e in b.walk())]
    return Question(
        text=title.text,
        at=title.at,
        answer=done.closed if answers else (),
        prompt=(*done.shown, *drawn),
        level=title.level,
        slug=title.slug,
        answer_title=done.answer_title,
        answer_slug=done.answer_slug,
        listed=listed,
    )


# --- lists and groups -----------------------------------------------------------------------------


def _listed(block: Element, conventions: Conventions) -> list[Item]:
    """The questions of a list, if most of its items ask and hold their answer; otherwise none."""
    if block.tag not in ("ul", "ol"):
        return []
    items = [c for c in block.children if isinstance(c, Element)]
    out: list[Item] = []
    sure = answered = 0
    for number, item in enumerate(items, int(block.get("start", "1") or 1)):
        title = title_of_item(item)
        if title is None or not _may_ask(title, conventions):
            return []
        done = anatomy(title, title.own, conventions)
        sure += _is_sure(title, block.tag == "ol", conventions)
        answered += bool(done.closed or done.shown)
        place = Listed(block.at, number if block.tag == "ol" else None)
        rest = title.own[done.used :]
        out.append(_made(title, _and_rest(done, rest), place))
    return out if min(2 * sure, 2 * answered) > len(items) else []


def _and_rest(done: Anatomy, rest: Sequence[Element]) -> Anatomy:
    closed = (*done.closed, *rest)
    return Anatomy(done.shown, closed, done.used, done.answer_title, done.answer_slug)


def _may_ask(title: Title, conventions: Conventions) -> bool:
    if title.style in (Style.HEADING, Style.BOLD):
        return not labels.is_answer(title.words)
    if title.style is Style.SUMMARY:
        return is_question(title, title.own, conventions, False)
    return bool(title.own) or title.asks


def _is_sure(title: Title, numbered: bool, conventions: Conventions) -> bool:
    usual = title.style is Style.HEADING and title.level in conventions.question_levels
    lines = lines_of(title.text)
    return (
        usual
        or title.asks
        or title.label is Label.QUESTION
        or (numbered and title.asks_in_words)
        or any(labels.asks(text_of(*line)) for line in lines[:1])
        or marked(title, title.own, conventions) is not None
    )


def _group(block: Element, conventions: Conventions, level: int) -> list[Item]:
    """The summary of a ``<details>`` as a heading above the questions in it, two or more."""
    if block.tag != "details":
        return []
    title = title_of(block)
    assert title is not None
    items = read_items(inside(block), conventions, title.level or level + 1)
    if sum(isinstance(item, Question) for item in items) < 2 or not plain(*title.text):
        return []
    return [Heading(title.text, title.level or level + 1, block.at, title.slug), *items]


def _shows(block: Element) -> bool:
    return bool(text_of(block).strip()) or any(e.tag in VOID - {"br"} for e in block.walk())


# --- labels ---------------------------------------------------------------------------------------


def _is_bold_heading(block: Element, below: Sequence[Element]) -> bool:
    """True if a short bold paragraph is the heading of the content below it."""
    text = text_of(*bold_line(block)).strip()
    short = 0 < len(text) <= MAX_LABEL and "\n" not in text
    if not short or not below or text.endswith((".", "!", ":", "：")):
        return False
    return below[0].tag not in _HEADING_OR_RULE and not bold_line(below[0])
