"""A section's blocks → its items: which of them are questions, answers, labels.

The rules, in the order in which they are tried (the README has the same table):

==========================================================  =======================================
a heading that ends in ``?`` and is answered at once, or    a question
where most headings of its level end so
a bold paragraph that ends in ``?`` or ``？``                a question
``Q: …``, ``Question 3: …``; ``Question 3`` alone           a question (alone: with what is asked
                                                            below it, up to the answer)
a bold paragraph or heading with a generic ``<details>``    a question
right below
``____`` or ``?`` in a paragraph whose answer is marked     a question
(``<details>``, ``Answer:``, ticked options) right below
a list of which every item asks and has its answer in it    a question for each item
``<summary>`` that ends in ``?``                            a question, the rest is its answer
another short bold paragraph with content below             a heading
``<details>`` or a quote right below a question             its answer, and no more than that
a task list below a question                                its options; the ticked ones answer it
``A: …``, ``Answer: …`` below a question                    its answer
anything else below a question                              its answer, up to the next question,
                                                            heading or label
==========================================================  =======================================
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coursenotes import labels
from coursenotes.dialect import as_blocks
from coursenotes.model import Element, Heading, Inlines, Item, Question
from coursenotes.tree import HEADINGS, text_of

MAX_LABEL = 80
"""A longer bold paragraph is emphasis, not a label."""

_GENERIC = re.compile(
    r"\b(?:answers?|answewr|solutions?|reveal|show|click|see|view|expand|toggle|details?|spoiler|"
    r"explanation|antwort(?:en)?|lösung(?:en)?|anzeigen|réponses?|voir|afficher|respuestas?|"
    r"solución|mostrar|ver|respostas?|risposta|soluzione|mostra|antwoord|odpowiedź|svar|cevap)\b"
    r"|ответ|решение|показать|答案|解答|解析|回答|查看|点击|정답|답|해설",
    re.IGNORECASE,
)
_REPEATED = 3
"""A summary that stands so often in a file says nothing of its own."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How this file's author writes, counted over the whole of it."""

    generic_summaries: frozenset[str]
    """Summaries that only say "open me"."""
    question_levels: frozenset[int]
    """Heading levels at which most headings end in a question mark."""
    labelled: bool
    """Whether ``Q:`` and the like begin two paragraphs or more."""


def habits_of(root: Element) -> Habits:
    """Count what :func:`read_items` must know of the file as a whole."""
    summaries: Counter[str] = Counter()
    asking: Counter[int] = Counter()
    headings: Counter[int] = Counter()
    labelled = 0
    for element in root.walk():
        if element.tag == "p":
            labelled += labels.is_labelled_question(text_of(element)[:80])
        elif element.tag == "summary":
            summaries[_plain(element)] += 1
        elif element.tag in HEADINGS:
            headings[int(element.tag[1])] += 1
            text = _plain(element)
            asking[int(element.tag[1])] += labels.asks(text)
            # A label leaves no doubt, so that one heading is as good as two.
            named = labels.is_labelled_question(text) or labels.is_bare_question(text)
            asking[int(element.tag[1])] += 2 * named
    generic = {
        text
        for text, times in summaries.items()
        if not labels.asks(text) and (times >= _REPEATED or _says_open_me(text))
    }
    levels = {n for n, times in asking.items() if times >= 2 and 2 * times > headings[n]}
    return Habits(frozenset(generic), frozenset(levels), labelled >= 2)


def read_items(blocks: Sequence[Element], habits: Habits, level: int) -> tuple[Item, ...]:
    """The items of a section whose own heading is of ``level``, in order."""
    reader = _Reader(habits, level)
    for place, block in enumerate(blocks):
        reader.read(block, blocks[place + 1] if place + 1 < len(blocks) else None)
    return reader.finish()


class _Reader:
    """Walks the blocks once; ``asked`` is the question whose answer is still open."""

    def __init__(self, habits: Habits, level: int) -> None:
        self.habits = habits
        self.level = level
        self.items: list[Item] = []
        self.asked: Question | None = None
        self.prompt: list[Element] = []
        self.answer: list[Element] = []
        self.awaits_prompt = False

    def read(self, block: Element, following: Element | None) -> None:
        bold = _bold_line(block)
        if block.tag in HEADINGS:
            self._heading(block, following)
        elif bold:
            self._bold(block, bold, following)
        elif block.tag == "details" and labels.asks(_summary(block)):
            self._ask(_summary_inlines(block), block.line)
            self.answer = _inside(block)
            self._answered()
        elif block.tag == "p" and self._is_asking(block, following):
            self._paragraph(block)
        elif block.tag in ("ul", "ol") and self._is_question_list(block):
            self._list(block)
        elif self.asked:
            self._below(block)
        else:
            self.items.append(block)

    # --- what asks ---

    def _heading(self, block: Element, following: Element | None) -> None:
        level, slug, text = int(block.tag[1]), block.get("data-slug"), _plain(block)
        by_mark = (labels.asks(text) or labels.has_blank(text)) and (
            level in self.habits.question_levels or self._is_whole_answer(following)
        )
        labelled = labels.is_labelled_question(text) or labels.is_bare_question(text)
        if by_mark or labelled or self._is_generic_details(following):
            self._ask(block.children, block.line, level, slug)
            self.awaits_prompt = labels.is_bare_question(text)
        else:
            self._answered()
            self.level = level
            self.items.append(Heading(block.children, level, block.line, slug))

    def _bold(self, block: Element, bold: Inlines, following: Element | None) -> None:
        text = text_of(*bold).strip()
        if labels.is_answer(text + ":") and self.asked:
            return
        bare = labels.is_bare_question(text)
        labelled = bare or labels.is_labelled_question(text)
        if labels.asks(text) or labelled or self._is_generic_details(following):
            self._ask(bold, block.line)
            self.awaits_prompt = bare
        elif labels.has_blank(text) and self._is_whole_answer(following):
            self._ask(bold, block.line)
        elif _is_label(text) and following is not None and not _opens_a_part(following):
            self._answered()
            self.items.append(Heading(bold, self.level + 1, block.line))
        elif self.asked:
            self._below(block)
        else:
            self.items.append(block)

    def _is_asking(self, block: Element, following: Element | None) -> bool:
        """A plain paragraph asks if it is labelled, or ends so and its answer is unmistakable."""
        if self.awaits_prompt:
            return False
        text = _plain(block)
        if labels.is_labelled_question(text):
            _, answer = labels.split_lines(block.children)
            return self.habits.labelled or bool(answer) or self._is_labelled_answer(following)
        if not (labels.asks(text) or labels.has_blank(text)) or following is None:
            return False
        return (
            labels.is_task_list(following)
            or self._is_generic_details(following)
            or self._is_labelled_answer(following)
        )

    def _paragraph(self, block: Element) -> None:
        question, answer = labels.split_lines(block.children)
        self._ask(question, block.line)
        if answer:
            self.answer.append(Element("p", (), labels.without_answer_label(answer), block.line))

    def _is_question_list(self, block: Element) -> bool:
        """Every item asks, or is a heading, and has its answer below it in the same item."""
        items = [as_blocks(c.children) for c in block.children if isinstance(c, Element)]
        return bool(items) and all(
            len(blocks) > 1
            and (blocks[0].tag in HEADINGS or blocks[0].tag == "p")
            and (
                labels.asks(_plain(blocks[0]))
                or blocks[0].tag in HEADINGS
                or labels.is_labelled_question(_plain(blocks[0]))
            )
            for blocks in items
        )

    def _list(self, block: Element) -> None:
        number = int(block.get("start", "1") or 1)
        for item in block.children:
            if not isinstance(item, Element):
                continue
            first, *rest = as_blocks(item.children)
            bold = _bold_line(first)
            text: Inlines = bold or first.children
            if block.tag == "ol":
                text = (f"{number}. ", *text)
                number += 1
            if first.tag in HEADINGS and not (
                labels.asks(_plain(first)) or (rest and self._is_whole_answer(rest[0]))
            ):
                self._answered()
                level = int(first.tag[1])
                self.items.append(Heading(text, level, first.line, first.get("data-slug")))
                self.items += rest
                continue
            level = int(first.tag[1]) if first.tag in HEADINGS else 0
            self._ask(text, first.line, level, first.get("data-slug"))
            for answer in rest:
                if self.asked:
                    self._below(answer)
                else:
                    self.items.append(answer)
            self._answered()

    # --- what answers ---

    def _below(self, block: Element) -> None:
        """A block below the open question."""
        if not self.answer and self._is_whole_answer(block):
            self.answer = as_blocks(block.children) if block.tag == "blockquote" else _inside(block)
            self._answered()
        elif not self.answer and labels.is_task_list(block):
            self.prompt.append(_with_ticks(block, keep=False))
            self.answer.append(_with_ticks(block, keep=True))
            self.awaits_prompt = False
        elif self._is_labelled_answer(block):
            self.awaits_prompt = False
            text = labels.without_answer_label(block.children)
            if text_of(*text).strip() or any(isinstance(n, Element) for n in text):
                self.answer.append(Element("p", block.attributes, text, block.line))
        elif self.awaits_prompt:
            self.prompt.append(block)
        else:
            self.answer.append(block)

    def _ask(self, text: Inlines, line: int, level: int = 0, slug: str = "") -> None:
        self._answered()
        self.asked = Question(text, line, (), (), level, slug)

    def _answered(self) -> None:
        if self.asked:
            answer, prompt = tuple(self.answer), tuple(self.prompt)
            self.items.append(replace(self.asked, answer=answer, prompt=prompt))
        self.asked, self.prompt, self.answer, self.awaits_prompt = None, [], [], False

    def finish(self) -> tuple[Item, ...]:
        self._answered()
        return tuple(self.items)

    def _is_generic_details(self, block: Element | None) -> bool:
        return (
            block is not None
            and block.tag == "details"
            and _summary(block) in self.habits.generic_summaries | {""}
        )

    def _is_labelled_answer(self, block: Element | None) -> bool:
        return block is not None and block.tag == "p" and labels.is_answer(text_of(block))

    def _is_whole_answer(self, block: Element | None) -> bool:
        return block is not None and (block.tag == "blockquote" or self._is_generic_details(block))


def _with_ticks(block: Element, keep: bool) -> Element:
    """A task list with no box ticked, or with its ticked items only."""
    items = tuple(c for c in block.children if isinstance(c, Element))
    if keep:
        return replace(block, children=tuple(i for i in items if i.get("data-task") == "x"))
    blank = tuple(
        replace(
            item,
            attributes=tuple((k, " " if k == "data-task" else v) for k, v in item.attributes),
        )
        for item in items
    )
    return replace(block, children=blank)


def _says_open_me(text: str) -> bool:
    return len(text.split()) <= 8 and bool(_GENERIC.search(text))


def _is_label(text: str) -> bool:
    return (
        0 < len(text) <= MAX_LABEL and "\n" not in text and not text.endswith((".", "!", ":", "："))
    )


def _opens_a_part(block: Element) -> bool:
    return block.tag in HEADINGS or block.tag == "hr" or bool(_bold_line(block))


def _bold_line(block: Element) -> Inlines:
    """The words of a paragraph that is bold from end to end; empty for any other block."""
    if block.tag != "p":
        return ()
    inside = [c for c in block.children if not isinstance(c, str) or c.strip()]
    while inside and isinstance(inside[-1], Element) and inside[-1].tag == "br":
        inside.pop()
    if len(inside) == 1 and isinstance(inside[0], Element) and inside[0].tag in ("strong", "b"):
        return inside[0].children
    return ()


def _plain(element: Element) -> str:
    return " ".join(text_of(element).split())


def _summary_element(block: Element) -> Element | None:
    return next((c for c in block.children if isinstance(c, Element) and c.tag == "summary"), None)


def _summary(block: Element) -> str:
    summary = _summary_element(block)
    return _plain(summary) if summary else ""


def _summary_inlines(block: Element) -> Inlines:
    summary = _summary_element(block)
    return summary.children if summary else ()


def _inside(block: Element) -> list[Element]:
    summary = _summary_element(block)
    return as_blocks(tuple(c for c in block.children if c is not summary))
