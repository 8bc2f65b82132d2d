"""Recognise the words by which notes mark questions and answers: ``Q:``, ``Answer 3.``, ``____``.

The files of ``languages/`` hold the words. :mod:`.asking` decides whether a title with such a label
is a question, :mod:`.anatomy` where its answer begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache

from coursenotes.elements import text_of
from coursenotes.model import Element, Inlines
from coursenotes.phrases import Anywhere, Beginning, whole
from coursenotes.vocabulary import any_of, spaced, unspaced, words_for


class Label(Enum):
    """The kind of label at the beginning of a title."""

    NONE = 0
    QUESTION = 1
    """``Q: …``, ``Question 3: …``, with the question itself after the label."""
    WORD_AND_NUMBER = 2
    """``Question 3`` alone: what is asked follows."""
    WORD_ALONE = 3
    """``Question`` alone, without a number."""
    LETTER = 5
    """``F: …``, ``P: …``: a question if the letter of an answer follows."""
    EXERCISE = 4
    """``Exercise 3``, ``Problem 1.2: …``: a task; a question if there is a solution."""


_NUMERAL = r"\d+(?:\.\d+)*[a-z]?"
_NUMBER_SIGN = r"\s*(?:#|№|n[or°º]\.?\s)?\s*"
_MARKS = r"(?:\s*[(（][^()（）]*[)）])?"  # (5 points)
_DOT = r"(?:[:：]|(?<=\d)[.)])"


def _number_before_word(name: str, behind: str) -> tuple[Iterable[str], str]:
    """Return the alternative for a number before the word for ``name``: 第3题."""
    number = r"\s*[\d〇零一二三四五六七八九十百]+\s*"
    return words_for("ordinal"), rf"{number}(?:{any_of(words_for(name))}){behind}"


_QUESTION = Beginning(
    r"\W*",
    (
        words_for("question"),
        rf"(?:{_NUMBER_SIGN}{_NUMERAL}{_MARKS}(?:\s*[:：.)]|\s[–—-]\s)|\s*[:：.)])\s*(?=\S)",
    ),
    _number_before_word("question", r"\s*[:：.)]\s*(?=\S)"),
)
_WORD_ALONE = whole(words_for("question"))
_WORD_AND_NUMBER = Beginning(
    r"\W*",
    (words_for("question"), rf"{_NUMBER_SIGN}{_NUMERAL}{_MARKS}\s*[:：.)]?\s*\Z"),
    _number_before_word("question", rf"{_MARKS}\s*[:：.)]?\s*\Z"),
)
_EXERCISE = Beginning(
    r"\W*",
    (words_for("exercise"), rf"(?:{_NUMBER_SIGN}{_NUMERAL}(?!\w)|\s*[:：]\s*(?=\S))\W*"),
    _number_before_word("exercise", r"\W*"),
)
_LETTERED = Beginning(r"\W*", (words_for("question_letter"), r"\s*\d*\s*[:：]\s*(?=\S)"))
_OPTIONS = whole(words_for("options"))
_ANSWER_LABEL = Beginning(r"[^\w(]*", (words_for("answer"), rf"\s*\d*{_MARKS}\s*{_DOT}"))
_ANSWER_LETTER = re.compile(rf"[^\w(]*(?:{any_of(words_for('answer_letter'))})\s*\d*\s*{_DOT}")
_ANSWER_AND_DOT = Beginning(r"[^\w(]*", (("A", *words_for("answer")), r"\.\s"))
_NOTHING_MORE = r"(?P<end>[^\w:：&%#@§$€£¥+=<>~^|/\\]*|[\s*_]*[:：][\s*_)\]】）]*)\Z"
_ANSWER_ALONE = Beginning(r"\W*", (words_for("answer"), rf"(?:\s*{_NUMERAL})?{_NOTHING_MORE}"))
# Answer to question 3, Solution de l'exercice
_ANSWER_TO_QUESTION = Beginning(
    r"\W*",
    (
        words_for("answer"),
        rf"(?P<what>[\w\s'’]+?)(?:{_NUMBER_SIGN}{_NUMERAL})?{_NOTHING_MORE}",
    ),
)
_LONGEST_TITLE = 120
"""In letters."""
_PREPOSITION = re.compile(r"(?:\s+\w+)?(?:\s+\w['’])?\s*")
_QUESTION_OR_EXERCISE = Beginning("", ((*words_for("question"), *words_for("exercise")), r"\Z"))
_ANSWER_AND_WORDS = Beginning(r"\W*", (words_for("answer"), r"(?:\s+[\w'’]+){,4}\W*[:：.]\s*\Z"))
_OPTION = re.compile(r"[^:：]*[:：]\W*(?:[A-Z]|\d)(?:\W*(?:,|and|&)\W*(?:[A-Z]|\d))*\W*\Z")
_ANSWER_AND_OPTION = Beginning(r"\W*", (words_for("answer"), r"\s*[A-H]\W*\Z"))
_SAYS_ANSWER = Anywhere((*words_for("answer"), *words_for("reveal")))
_MISSPELT_ANSWER = re.compile(r"\banswe?r?w\w*\b", re.IGNORECASE)
_REFERS = Anywhere(words_for("refers"))
_SAYS_OPEN = Anywhere(words_for("open"))
_ASKS = re.compile(r"[?？؟](?:[(（][^()（）]*[)）]|\[[^\[\]]*\]|[^\w()（）\[])*\Z")
_BLANK = re.compile(r"_{3,}|…{2,}|\.{5,}")
_ONLY_NUMBER = re.compile(r"\W*(?:Q\w*\s*)?\d+\s*[.:)）、]?\s*\Z", re.IGNORECASE)
_NUMBER_FIRST = re.compile(r"[^\w?？]*\d+(?:\.\d+)*\s*(?:[.:)）、．-]|\s)\s*(?=\S)")
_LIST_ITEM = re.compile(r"\W?\d{1,3}\s*[.:)）、．]\s*(?=\S)")
_CLAUSE = re.compile(r"(?<=[.!?;:,])\s+|(?<=[。！？；：，、])|\n")
_OWN_NUMBER = re.compile(r"\W*\d+\s*(?:[.:)）](?=\s|\Z)|[：、])")
_QUESTION_NUMBER = Beginning(r"\W*", (words_for("question"), r"\s*#?\s*\d+\s*(?:[.:：)）、]|\Z)"))
_STEP = re.compile(r"\W*([^\W\d_]+)\s*(\d{1,3})\s*[.:：)）、]?(?:\s|\Z)")
_SHORT = 8
"""The most words of a summary that only announces an answer or asks to be opened."""


def _beginning(name: str) -> Beginning:
    """Return what finds a text that begins with a word for ``name``."""
    words = words_for(name)
    return Beginning(r"\W*", (spaced(words), r"(?![\w-])"), (unspaced(words), ""))


_BEGINS = _beginning("asking")
_ENDS = Anywhere(words_for("asking_ends"), at_end=True)
_INSTRUCTS = _beginning("instructing")
_INSTRUCTS_AT_END = Anywhere(words_for("instructing_ends"), at_end=True)


# --- what asks ------------------------------------------------------------------------------------


def asks(text: str) -> bool:
    """True if ``text`` ends with a question mark; ``(choose two)`` or a sign may follow."""
    return bool(_ASKS.search(text.rstrip(" *_\t\n")[-200:]))


def begins_as_question(text: str) -> bool:
    """True if ``text`` is worded as a question, even without a mark: ``Explain …``, ``…的区别``."""
    text = subject_of(text)
    return bool(_BEGINS.match(text) or _ENDS.is_in(text[-40:]))


def instructs(text: str) -> bool:
    """True if ``text`` begins as a task does: ``Compute …``, ``Zeige …``."""
    text = subject_of(text)
    return bool(_INSTRUCTS.match(text) or _INSTRUCTS_AT_END.is_in(text[-40:]))


def sets_a_task(text: str) -> bool:
    """True if a part of a sentence in ``text`` asks or instructs."""
    return any(
        asks(part) or _INSTRUCTS.match(part) or _INSTRUCTS_AT_END.is_in(part[-40:])
        for part in map(str.strip, _CLAUSE.split(text))
        if part
    )


def refers_to_what_follows(text: str) -> bool:
    """True if a question is about the code or picture below it: ``What does this code print?``."""
    return _REFERS.is_in(text)


@lru_cache(maxsize=4096)  # several questions are asked about each title
def label_of(text: str) -> Label:
    """Return how a title is labelled."""
    if _WORD_AND_NUMBER.match(text):
        return Label.WORD_AND_NUMBER
    if _WORD_ALONE.match(text):
        return Label.WORD_ALONE
    if _QUESTION.match(text):
        return Label.QUESTION
    if _EXERCISE.match(text):
        return Label.EXERCISE
    return Label.LETTER if _LETTERED.match(text) else Label.NONE


def without_label(text: str) -> str:
    """Return ``text`` without ``Q:`` or ``Question 3.`` before it; ``""`` if nothing is left."""
    return _behind(label_of(text), text)


def subject_of(text: str) -> str:
    """Return ``text`` without any label or number before it."""
    label = label_of(text)
    found = _EXERCISE.match(text) if label is Label.EXERCISE else None
    text = text[found.end() :] if found else _behind(label, text)
    found = _NUMBER_FIRST.match(text)
    return text[found.end() :] if found else text


def _behind(label: Label, text: str) -> str:
    if label in (Label.WORD_AND_NUMBER, Label.WORD_ALONE):
        return ""
    found = _QUESTION.match(text) if label is Label.QUESTION else None
    return text[found.end() :] if found else text


def begins_with_number(text: str) -> bool:
    """True if ``text`` begins with a number: ``3. …``, ``(3) …``."""
    return bool(_NUMBER_FIRST.match(text))


def begins_as_list_item(text: str) -> bool:
    """True if ``text`` begins with a number and a sign, unlike a year: ``3、…``, ``3) …``."""
    return bool(_LIST_ITEM.match(text))


def is_only_a_number(text: str) -> bool:
    """True if ``text`` is only the number before a question: ``3.``, ``Q3)``."""
    return bool(_ONLY_NUMBER.match(text))


def is_numbered_by_author(text: str) -> bool:
    """True if a question begins with its number: ``3. …``, ``Q3: …``, ``Question 3``."""
    return bool(_OWN_NUMBER.match(text) or _QUESTION_NUMBER.match(text))


def has_blank(text: str) -> bool:
    """True if ``text`` has a gap to fill in: ``____``."""
    return bool(_BLANK.search(text))


# --- what answers ---------------------------------------------------------------------------------


def is_answer(text: str, letter: bool = True, dotted: bool = False) -> bool:
    """True if ``text`` begins with ``Answer:`` or its like.

    With ``letter`` also with ``A:``, with ``dotted`` also with ``Answer.``.
    """
    return bool(
        _ANSWER_LABEL.match(text)
        or (letter and _ANSWER_LETTER.match(text))
        or (dotted and _ANSWER_AND_DOT.match(text.replace("\n", " ")))
    )


def names_an_option(text: str) -> bool:
    """True if ``text`` names an option, so options must be above it: ``Answer: B``, ``答案：2``."""
    return bool(_OPTION.match(text))


def is_options_title(text: str) -> bool:
    """True if ``text`` is ``Options`` alone, above the options of the question before it."""
    return bool(_OPTIONS.match(text))


def begins_as_answer(nodes: Inlines, awaited: bool = False) -> bool:
    """True if running text begins with a bold or slanting ``Solution.``, ``Answer B``.

    If an answer is ``awaited``, some words may follow: ``Solution, step by step:``.
    """
    first = next((n for n in nodes if not isinstance(n, str) or n.strip()), "")
    if isinstance(first, str) or first.tag not in ("strong", "b", "em", "i"):
        return False
    text = text_of(first).strip()
    if awaited and _ANSWER_AND_WORDS.match(text):
        return True
    return bool(answer_title(text) or _ANSWER_AND_OPTION.match(text))


def step_of(block: Element) -> tuple[str, int] | None:
    """Return word and number of ``**Step 3:** …`` at the beginning of a block, or ``None``."""
    first = next((n for n in block.children if not isinstance(n, str) or n.strip()), "")
    if block.tag != "p" or isinstance(first, str) or first.tag not in ("strong", "b"):
        return None
    found = _STEP.match(text_of(first))
    return (found[1].casefold(), int(found[2])) if found else None


def answer_title(text: str) -> str:
    """Return ``Answer`` or ``Solution 3`` if ``text`` says nothing else, or the empty string."""
    found = _ANSWER_ALONE.match(text) or _answer_to_a_question(text)
    return text[found.start() : found.start("end")] if found else ""


def _answer_to_a_question(text: str) -> re.Match[str] | None:
    found = _ANSWER_TO_QUESTION.match(text) if len(text) <= _LONGEST_TITLE else None
    what = found["what"] if found else ""
    named = (n for n in range(len(what)) if _QUESTION_OR_EXERCISE.match(what, n))
    return found if any(_PREPOSITION.fullmatch(what, 0, n) for n in named) else None


def says_answer(summary: str) -> bool:
    """True if a summary only announces an answer: ``Show answer``, ``Solution``, or signs alone."""
    if not re.search(r"\w", summary):
        return bool(summary)
    return len(summary.split()) <= _SHORT and bool(
        _SAYS_ANSWER.is_in(summary) or _MISSPELT_ANSWER.search(summary)
    )


def says_open_me(summary: str) -> bool:
    """True if a summary only asks to be opened: ``Click to expand``, ``Details``."""
    return says_answer(summary) or (len(summary.split()) <= _SHORT and _SAYS_OPEN.is_in(summary))
