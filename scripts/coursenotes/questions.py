"""A section's blocks → its items: which of them are questions, answers, labels.

The rules, in the order in which they are tried (the README has the same table):

==========================================================  =======================================
a heading that ends in ``?`` and is answered at once, or    a question
where most headings of its level end so
a bold paragraph that ends in ``?`` or ``？``                a question
a bold paragraph or heading with a generic ``<details>``    a question
right below
``<summary>`` that ends in ``?``                            a question, the rest is its answer
another short bold paragraph with content below             a heading
``<details>`` or a quote right below a question             its answer, and no more than that
anything else below a question                              its answer, up to the next question,
                                                            heading or label
==========================================================  =======================================
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


def habits_of(root: Element) -> Habits:
    """Count what :func:`read_items` must know of the file as a whole."""
    summaries: Counter[str] = Counter()
    asking: Counter[int] = Counter()
    headings: Counter[int] = Counter()
    for element in root.walk():
        if element.tag == "summary":
            summaries[_plain(element)] += 1
        elif element.tag in HEADINGS:
            headings[int(element.tag[1])] += 1
            asking[int(element.tag[1])] += _asks(_plain(element))
    generic = {
        text
        for text, times in summaries.items()
        if not _asks(text) and (times >= _REPEATED or _says_open_me(text))
    }
    levels = {n for n, times in asking.items() if times >= 2 and 2 * times > headings[n]}
    return Habits(frozenset(generic), frozenset(levels))


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
        self.answer: list[Element] = []

    def read(self, block: Element, following: Element | None) -> None:
        if block.tag in HEADINGS:
            self._heading(block, following)
        elif bold := _bold_line(block):
            self._bold(block, bold, following)
        elif block.tag == "details" and _asks(_summary(block)):
            self._ask(_summary_inlines(block), block.line)
            self.answer = _inside(block)
            self._answered()
        elif self.asked and not self.answer and self._is_whole_answer(block):
            self.answer = as_blocks(block.children) if block.tag == "blockquote" else _inside(block)
            self._answered()
        elif self.asked:
            self.answer.append(block)
        else:
            self.items.append(block)

    def _heading(self, block: Element, following: Element | None) -> None:
        level, slug = int(block.tag[1]), block.get("data-slug")
        by_mark = _asks(_plain(block)) and (
            level in self.habits.question_levels or self._is_whole_answer(following)
        )
        if by_mark or self._is_generic_details(following):
            self._ask(block.children, block.line, level, slug)
        else:
            self._answered()
            self.level = level
            self.items.append(Heading(block.children, level, block.line, slug))

    def _bold(self, block: Element, bold: Inlines, following: Element | None) -> None:
        text = text_of(*bold).strip()
        if _asks(text) or self._is_generic_details(following):
            self._ask(bold, block.line)
        elif _is_label(text) and following is not None and not _opens_a_part(following):
            self._answered()
            self.items.append(Heading(bold, self.level + 1, block.line))
        elif self.asked:
            self.answer.append(block)
        else:
            self.items.append(block)

    def _ask(self, text: Inlines, line: int, level: int = 0, slug: str = "") -> None:
        self._answered()
        self.asked = Question(text, line, (), (), level, slug)

    def _answered(self) -> None:
        if self.asked:
            asked = self.asked
            self.items.append(
                Question(asked.text, asked.line, tuple(self.answer), (), asked.level, asked.slug)
            )
        self.asked, self.answer = None, []

    def finish(self) -> tuple[Item, ...]:
        self._answered()
        return tuple(self.items)

    def _is_generic_details(self, block: Element | None) -> bool:
        return (
            block is not None
            and block.tag == "details"
            and _summary(block) in self.habits.generic_summaries | {""}
        )

    def _is_whole_answer(self, block: Element | None) -> bool:
        return block is not None and (block.tag == "blockquote" or self._is_generic_details(block))


def _asks(text: str) -> bool:
    return text.rstrip(" *_\t\n").endswith(("?", "？"))


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


def count_questions(items: Iterable[Item]) -> int:
    """How many of ``items`` are questions."""
    return sum(isinstance(item, Question) for item in items)
