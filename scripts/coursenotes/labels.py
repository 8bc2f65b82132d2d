"""The words by which notes mark questions and answers: ``Q:``, ``Answer 3.``, ``____``.

Spellings are listed here once; :mod:`coursenotes.questions` says what they mean.
"""

from __future__ import annotations

import re

from coursenotes.model import Element, Inlines, Node
from coursenotes.tree import text_of

_QUESTION_WORDS = (
    "Q|Ques|Question|Frage|Pregunta|Pergunta|Domanda|Vraag|Вопрос|问题|問題|问|問|質問|질문|문제"
)
_ANSWER_WORDS = (
    "A|Ans|Answer|Solution|Antwort|Lösung|Réponse|Respuesta|Resposta|Risposta|Antwoord|Ответ|"
    "答案|解答|答|回答|정답|답"
)
_QUESTION = re.compile(rf"\s*(?:{_QUESTION_WORDS})\s*\d*\s*[:：.)]\s*(?=\S)", re.IGNORECASE)
_BARE_QUESTION = re.compile(rf"\s*(?:{_QUESTION_WORDS})\s*#?\s*\d+\s*[:：.)]?\s*\Z", re.IGNORECASE)
_ANSWER = re.compile(rf"\s*(?:{_ANSWER_WORDS})\s*\d*\s*(?:[:：]|(?<=\d)[.)])\s*", re.IGNORECASE)
_BLANK = re.compile(r"_{3,}|…{2,}|\.{5,}")


def asks(text: str) -> bool:
    """Whether ``text`` ends as a question does."""
    return text.rstrip(" *_\t\n").endswith(("?", "？"))


def is_labelled_question(text: str) -> bool:
    """``Q: …``, ``Question 3: …`` and the like, with the question itself after the label."""
    return bool(_QUESTION.match(text))


def is_bare_question(text: str) -> bool:
    """``Question 3`` alone: what is asked stands below."""
    return bool(_BARE_QUESTION.match(text))


def is_answer(text: str) -> bool:
    """``A: …``, ``Answer: …`` and the like."""
    return bool(_ANSWER.match(text))


def has_blank(text: str) -> bool:
    """A gap to fill in: ``____``."""
    return bool(_BLANK.search(text))


def without_answer_label(nodes: Inlines) -> Inlines:
    """Running text without the answer's label before it, be the label bold or not."""
    rest = list(nodes)
    while rest and isinstance(rest[0], str) and not rest[0].strip():
        rest.pop(0)
    if not rest:
        return ()
    first = rest[0]
    text = first if isinstance(first, str) else text_of(first)
    found = _ANSWER.match(text)
    if isinstance(first, str):
        if found:
            rest[0] = text[found.end() :]
    elif found and found.end() == len(text) and first.tag in ("strong", "b", "em", "i"):
        rest.pop(0)
    elif first.tag in ("strong", "b") and is_answer(text + ":") and len(rest) > 1:
        follows = rest[1]
        if isinstance(follows, str) and follows.lstrip().startswith((":", "：")):
            rest[:2] = [follows.lstrip()[1:].lstrip()]
    return tuple(rest)


def split_lines(nodes: Inlines) -> tuple[Inlines, Inlines]:
    """Running text cut before the line that begins with an answer's label, if any."""
    lines: list[list[Node]] = [[]]
    for node in nodes:
        if isinstance(node, str):
            first, *others = node.split("\n")
            lines[-1].append(first)
            lines += [[other] for other in others]
        elif node.tag == "br":
            lines.append([])
        else:
            lines[-1].append(node)
    for place in range(1, len(lines)):
        if is_answer(text_of(*lines[place])):
            return _joined(lines[:place]), _joined(lines[place:])
    return nodes, ()


def _joined(lines: list[list[Node]]) -> Inlines:
    out: list[Node] = []
    for line in lines:
        if out:
            out.append("\n")
        out += line
    return tuple(out)


def is_task_list(block: Element) -> bool:
    """A list of boxes of which at least one is ticked and one is not."""
    tasks = [c.get("data-task") for c in block.children if isinstance(c, Element)]
    return block.tag in ("ul", "ol") and "x" in tasks and " " in tasks and "" not in tasks
