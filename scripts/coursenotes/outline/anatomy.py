"""Split the blocks below the title of a question into what is shown and what is closed.

The parts are the same for every style. First comes what belongs to the question (text, code,
pictures, tables, a hint) and its options. Then comes the answer that the author marked: by a
``<details>`` or a label that announces it, or by marks on the right options.
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import category

from msgspec import Struct

from coursenotes.elements import HEADINGS, as_blocks, plain, slug_of, text_of
from coursenotes.model import Element
from coursenotes.outline import choices, labels
from coursenotes.outline.conventions import Conventions
from coursenotes.outline.labels import Label
from coursenotes.outline.titles import Style, Title, inside, summary_of

_MATERIAL = frozenset({"pre", "tex-display", "table", "img", "figure", "picture"})


class Anatomy(Struct, frozen=True):
    """The blocks of a question: those shown below its title and those closed at first."""

    shown: tuple[Element, ...]
    closed: tuple[Element, ...]
    used: int
    """The number of blocks that belong to it."""
    answer_title: str = ""
    """The author's title of the answer, such as ``Solution``, if it has one."""
    answer_slug: str = ""
    """GitHub's anchor for that title."""


def anatomy(title: Title, blocks: Sequence[Element], conventions: Conventions) -> Anatomy:
    """Split the ``blocks`` below ``title``, which is a question."""
    mark = _first_step(blocks, marked(title, blocks, conventions))
    above = blocks if mark is None else blocks[:mark]
    options = choices.options_in(above)
    if options and not _belong(title, options, above, mark is not None):
        options = None
    if mark is not None:
        shown, right = _with_options(above, options)
        right = () if options and options.bold else right
        return _with_answer(shown, right, blocks, mark, conventions)
    if options:
        shown, right = _with_options(blocks[: options.end], options)
        return Anatomy(shown, (*right, *blocks[options.end :]), len(blocks))
    says_nothing = title.label in (Label.WORD_AND_NUMBER, Label.WORD_ALONE)
    if says_nothing or is_exercise(title, blocks, conventions):
        return Anatomy(tuple(blocks), (), len(blocks))
    if is_whole_answer(blocks[:1], conventions):
        return _with_answer((), (), blocks, 0, conventions)
    place = _asked_about(title, blocks)
    return Anatomy(tuple(blocks[:place]), tuple(blocks[place:]), len(blocks))


def _asked_about(title: Title, blocks: Sequence[Element]) -> int:
    """The number of blocks that a question such as ``What does this code print?`` is about."""
    if not labels.refers_to_what_follows(title.words):
        return 0
    return next((n for n, block in enumerate(blocks) if not is_shown_only(block)), len(blocks))


def is_exercise(title: Title, blocks: Sequence[Element], conventions: Conventions) -> bool:
    """True if there is no answer: the title only names a subject, and the text below asks."""
    if not title.labelled or title.asks or title.asks_in_words:
        return False
    return conventions.exercises or any(_sets_a_task(block) for block in blocks)


def _sets_a_task(block: Element) -> bool:
    if block.tag in ("ul", "ol"):
        items = [c for c in block.children if isinstance(c, Element)]
        return choices.are_options(block) or any(labels.asks(plain(item)) for item in items)
    return block.tag == "p" and (
        labels.sets_a_task(text_of(block)) or labels.begins_as_question(plain(block))
    )


def _belong(
    title: Title, options: choices.Options, blocks: Sequence[Element], is_marked: bool
) -> bool:
    """True if ``options`` are the question's own, and not a list in its answer."""
    if is_marked:
        return True
    prose = [b for b in blocks[: options.first] if b.tag == "p" and not is_material(b)]
    if not options.right:
        return options.sure and not prose
    return len(prose) <= 1 or title.labelled or title.numbered


def _with_options(
    blocks: Sequence[Element], options: choices.Options | None
) -> tuple[tuple[Element, ...], tuple[Element, ...]]:
    """The blocks to show, with no option marked, and the right options."""
    if not options:
        return tuple(blocks), ()
    rest = blocks[options.end :]
    return (*blocks[: options.first], *options.shown, *rest), options.right


def _with_answer(
    shown: tuple[Element, ...],
    right: tuple[Element, ...],
    blocks: Sequence[Element],
    mark: int,
    conventions: Conventions,
) -> Anatomy:
    """A question with its answer at ``mark``: one block, or everything from there on."""
    rest, used = list(blocks[mark:]), len(blocks)
    answer_title, answer_slug = _answer_title(rest), ""
    if answer_title:
        answer_slug, rest = slug_of(rest[0]), rest[1:]
    if is_whole_answer(rest[:1], conventions) and (rest[0].tag == "details" or not answer_title):
        used = len(blocks) - len(rest) + 1
        rest = inside(rest[0]) if rest[0].tag == "details" else as_blocks(rest[0].children)
    return Anatomy(shown, (*right, *rest), used, answer_title, answer_slug)


def _answer_title(blocks: Sequence[Element]) -> str:
    """The text of the first of ``blocks`` if it is only a title of the answer below it.

    One followed by an emoji (``**Solution.** 😄``) is not, unless the emoji points to a box.
    """
    first, *others = blocks
    title = labels.answer_title(text := plain(first)) if first.tag in (*HEADINGS, "p") else ""
    signs = "".join(c for c in text if category(c) == "So") if title else ""
    if signs and first.tag in HEADINGS:
        return f"{title} {signs}"
    return "" if signs and not (others and others[0].tag == "details") else title


# --- the mark of an answer ------------------------------------------------------------------------


def marked(title: Title, blocks: Sequence[Element], conventions: Conventions) -> int | None:
    """Return the index of the block that the author marked as the answer; ``None`` without one.

    After running text, only a ``<details>`` counts as the mark. A label there may be part of an
    answer (``Solution: …``), unless the title has a label too, or options come between.
    """
    sure = title.labelled
    for place, block in enumerate(blocks):
        if announces_answer(block, conventions, title):
            if block.tag == "details" or sure:
                return place
            named = labels.names_an_option(plain(block))
            return place if named or _asks_up_to(blocks[:place]) else None
        if place and _opens(block, conventions) and title.asks and _asks_up_to(blocks[:place]):
            return place
    return None


def _first_step(blocks: Sequence[Element], mark: int | None) -> int | None:
    """The first step of an answer that is marked at ``mark``, among its numbered steps.

    ``**Step 1:** …``, ``**Solution so far:** …``, ``**Step 2:** …``: in any words.
    """
    steps = [(n, step) for n, b in enumerate(blocks) if (step := labels.step_of(b)) is not None]
    before = [(n, step) for n, step in steps if mark and 0 < n < mark]
    after = {step for n, step in steps if mark and n > mark}
    for (first, (word, number)), (_, (_, last)) in zip(before[:1], before[-1:], strict=True):
        if number == 1 and (word, last + 1) in after:
            return first
    return mark


def _asks_up_to(blocks: Sequence[Element]) -> bool:
    """True if ``blocks`` belong to a question: they hold options, or all their text asks."""
    if choices.options_in(blocks):
        return True
    return all(block.tag != "p" or is_material(block) for block in blocks)


def is_material(block: Element) -> bool:
    """True if a block is shown with a question, and does not answer it by itself."""
    asks = block.tag == "p" and labels.asks(plain(block))
    return asks or block.tag in ("details", "hr") or is_shown_only(block)


def is_shown_only(block: Element) -> bool:
    """True if a block is code, a formula, a table or a picture: something to ask about."""
    return block.tag in _MATERIAL or choices.is_picture(block)


def announces_answer(block: Element, conventions: Conventions, title: Title | None = None) -> bool:
    """True if a block says by itself that it is an answer.

    ``A:`` may also be the first of several things. It is an answer below ``Q:``, or in a file that
    uses ``Q:``.
    """
    if block.tag == "details":
        return summary_of(block) in conventions.answering
    if block.tag not in HEADINGS and block.tag != "p":
        return False
    text = plain(block)
    if labels.answer_title(text):
        return True
    if choices.are_options(block):
        return False
    labelled = title is not None and title.labelled
    letter = conventions.labelled or (
        title is not None and title.label in (Label.QUESTION, Label.LETTER)
    )
    return labels.is_answer(text, letter, dotted=labelled) or (
        block.tag == "p" and labels.begins_as_answer(block.children, labelled)
    )


def _opens(block: Element, conventions: Conventions) -> bool:
    return block.tag == "details" and summary_of(block) in conventions.generic


def is_whole_answer(blocks: Sequence[Element], conventions: Conventions) -> bool:
    """True if the first block is the whole answer, provided that the title above is a question."""
    return bool(blocks) and (_opens(blocks[0], conventions) or blocks[0].tag == "blockquote")


def opens_at_once(blocks: Sequence[Element], conventions: Conventions) -> bool:
    """True if the first block is a ``<details>`` whose summary only asks to be opened."""
    return bool(blocks) and _opens(blocks[0], conventions)


def is_answered(title: Title, blocks: Sequence[Element], conventions: Conventions) -> bool:
    """True if the answer below is marked so clearly that any title above it is a question.

    The answer is right below, or only options, code or text that asks come between.
    """
    mark = marked(title, blocks, conventions)
    if mark is None:
        return False
    above = blocks[:mark]
    if not above or (title.style is Style.BOLD and title.asks):
        return True
    options = choices.options_in(above)
    between = [
        b for n, b in enumerate(above) if not options or not options.first <= n < options.end
    ]
    return blocks[mark].tag == "details" and all(b.tag == "pre" for b in between)
