"""The words by which notes mark questions and answers: ``Q:``, ``Answer 3.``, ``____``.

The files of ``languages/`` hold the words; :mod:`.questions` says what they mean.
"""

from __future__ import annotations

import re

from coursenotes.elements import text_of
from coursenotes.model import Element, Inlines, Node
from coursenotes.vocabulary import any_of, any_word_of, spaced, unspaced, words_for

_QUESTION_WORDS = any_of(words_for("question"))
_ANSWER_WORDS = any_of(words_for("answer"))
_QUESTION = re.compile(rf"\W*(?:{_QUESTION_WORDS})\s*\d*\s*[:：.)]\s*(?=\S)", re.IGNORECASE)
_QUESTION_TITLE = re.compile(rf"\W*(?:{_QUESTION_WORDS})\W*\Z", re.IGNORECASE)
_BARE_QUESTION = re.compile(rf"\W*(?:{_QUESTION_WORDS})\s*#?\s*\d+\s*[:：.)]?\s*\Z", re.IGNORECASE)
_ANSWER = re.compile(rf"[^\w(]*(?:{_ANSWER_WORDS})\s*\d*\s*(?:[:：]|(?<=\d)[.)])", re.IGNORECASE)
_A = re.compile(r"[^\w(]*A\s*\d*\s*(?:[:：]|(?<=\d)[.)])", re.IGNORECASE)
_A_DOT = re.compile(r"[^\w(]*(?:A|Ans|Answer)\.\s", re.IGNORECASE)
_ANSWER_TITLE = re.compile(rf"\W*((?:{_ANSWER_WORDS})\s*\d*)\W*\Z", re.IGNORECASE)
_SAYS_ANSWER = re.compile(
    any_word_of((*words_for("answer"), *words_for("reveal"))) + r"|\banswe?r?w\w*\b",  # slips
    re.IGNORECASE,
)
_SAYS_OPEN = re.compile(any_word_of(words_for("open")), re.IGNORECASE)
_ASKS = re.compile(r"[?？؟](?:[(（][^()（）]*[)）]|\[[^\[\]]*\]|[^\w()（）\[])*\Z")
_BLANK = re.compile(r"_{3,}|…{2,}|\.{5,}")
_BEGINS = re.compile(
    rf"\W*(?:\d+[.)]\s*)?(?:{any_of(spaced(words_for('asking')))})\b"
    rf"|\W*(?:\d+\W*)?(?:{any_of(unspaced(words_for('asking')))})",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\W*(?:Q\w*\s*)?\d+\s*[.:)）、]?\s*\Z", re.IGNORECASE)
_SHORT = 8
"""A summary of more words says something of its own."""


def asks(text: str) -> bool:
    """Whether ``text`` ends as a question does, be it with ``(choose two)`` or a sign after it."""
    return bool(_ASKS.search(text.rstrip(" *_\t\n")[-200:]))


def begins_as_question(text: str) -> bool:
    """Whether ``text`` begins as questions do: many lists of them have no question marks."""
    return bool(_BEGINS.match(text))


def is_labelled_question(text: str) -> bool:
    """``Q: …``, ``Question 3: …`` and the like, with the question itself after the label."""
    return bool(_QUESTION.match(text))


def is_bare_question(text: str) -> bool:
    """``Question 3`` alone: what is asked stands below."""
    return bool(_BARE_QUESTION.match(text))


def is_question_title(text: str) -> bool:
    """``Question`` alone, without a number."""
    return bool(_QUESTION_TITLE.match(text))


def without_label(text: str) -> str:
    """``text`` without ``Q:`` or ``Question 3.`` before it; nothing where it says no more."""
    if is_bare_question(text) or is_question_title(text):
        return ""
    found = _QUESTION.match(text)
    return text[found.end() :] if found else text


def is_number(text: str) -> bool:
    """``3.``, ``Q3)``: what stands before a question."""
    return bool(_NUMBER.match(text))


def is_answer(text: str, letter: bool = True) -> bool:
    """``Answer: …`` and the like; with ``letter`` also ``A: …``."""
    return bool(_ANSWER.match(text) or (letter and _A.match(text)))


def answer_title(text: str) -> str:
    """``Answer``, ``Solution 3`` where that is all that ``text`` says, else the empty string."""
    found = _ANSWER_TITLE.match(text)
    return found[1] if found else ""


def says_answer(summary: str) -> bool:
    """Whether a summary only announces an answer: ``Show answer``, ``Solution``, or signs alone."""
    if not re.search(r"\w", summary):
        return bool(summary)
    return len(summary.split()) <= _SHORT and bool(_SAYS_ANSWER.search(summary))


def says_open_me(summary: str) -> bool:
    """Whether a summary only asks to be opened: ``Click to expand``, ``Details``."""
    return says_answer(summary) or (
        len(summary.split()) <= _SHORT and bool(_SAYS_OPEN.search(summary))
    )


def has_blank(text: str) -> bool:
    """A gap to fill in: ``____``."""
    return bool(_BLANK.search(text))


def lines_of(nodes: Inlines) -> list[Inlines]:
    """Running text line by line, as the author broke it."""
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
    return [tuple(line) for line in lines if text_of(*line).strip() or _elements(line)]


def joined(lines: list[Inlines]) -> Inlines:
    """The opposite of :func:`lines_of`."""
    out: list[Node] = []
    for line in lines:
        if out:
            out.append("\n")
        out += line
    return tuple(out)


def split_answer(nodes: Inlines) -> tuple[Inlines, Inlines]:
    """Running text cut before the line, or the bold word, that labels an answer, if any."""
    lines = lines_of(nodes)
    labelled = is_labelled_question(text_of(*nodes))
    for place, line in enumerate(lines):
        text = text_of(*line)
        if place and (is_answer(text) or (labelled and _A_DOT.match(text))):
            return joined(lines[:place]), joined(lines[place:])
        for n, node in enumerate(line):
            bold = isinstance(node, Element) and node.tag in ("strong", "b")
            # The label, and what may be left of it behind the bold word.
            if n and bold and is_answer(text_of(*line[n : n + 3])):
                return joined([*lines[:place], line[:n]]), joined([line[n:], *lines[place + 1 :]])
    return nodes, ()


def _elements(nodes: list[Node]) -> bool:
    return any(isinstance(node, Element) for node in nodes)
