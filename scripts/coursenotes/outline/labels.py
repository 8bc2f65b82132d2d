"""The words by which notes mark questions and answers: ``Q:``, ``Answer 3.``, ``____``.

The files of ``languages/`` hold the words; :mod:`.questions` says what they mean.
"""

from __future__ import annotations

import re
from enum import Enum

from coursenotes.elements import text_of
from coursenotes.model import Element, Inlines, Node
from coursenotes.vocabulary import any_of, any_word_of, spaced, unspaced, words_for


class Label(Enum):
    """What a title says of itself before it says what it is about."""

    NONE = 0
    QUESTION = 1
    """``Q: …``, ``Question 3: …``, with the question itself after the label."""
    BARE = 2
    """``Question 3`` alone: what is asked follows."""
    TITLE = 3
    """``Question`` alone, without a number."""
    LETTER = 5
    """``F: …``, ``P: …``: a question if the letter of an answer follows."""
    EXERCISE = 4
    """``Exercise 3``, ``Problem 1.2: …``: a task; a question if there is a solution."""


_QUESTION_WORDS = any_of(words_for("question"))
_EXERCISE_WORDS = any_of(words_for("exercise"))
_ANSWER_WORDS = any_of(words_for("answer"))
_NUMERAL = r"\d+(?:\.\d+)*[a-z]?"
_NO = r"\s*(?:#|№|n[or°º]\.?\s)?\s*"
_ORDINAL = rf"(?:{any_of(words_for('ordinal'))})\s*[\d〇零一二三四五六七八九十百]+\s*"
_MARKS = r"(?:\s*[(（][^()（）]*[)）])?"  # (5 points)
_QUESTION = re.compile(
    rf"\W*(?:(?:{_QUESTION_WORDS})(?:{_NO}{_NUMERAL}{_MARKS}(?:\s*[:：.)]|\s[–—-]\s)|\s*[:：.)])"
    rf"|{_ORDINAL}(?:{_QUESTION_WORDS})\s*[:：.)])\s*(?=\S)",
    re.IGNORECASE,
)
_TITLE = re.compile(rf"\W*(?:{_QUESTION_WORDS})\W*\Z", re.IGNORECASE)
_BARE = re.compile(
    rf"\W*(?:(?:{_QUESTION_WORDS}){_NO}{_NUMERAL}|{_ORDINAL}(?:{_QUESTION_WORDS}))"
    rf"{_MARKS}\s*[:：.)]?\s*\Z",
    re.IGNORECASE,
)
_EXERCISE = re.compile(
    rf"\W*(?:(?:{_EXERCISE_WORDS})(?:{_NO}{_NUMERAL}(?!\w)|\s*[:：]\s*(?=\S))"
    rf"|{_ORDINAL}(?:{_EXERCISE_WORDS}))\W*",
    re.IGNORECASE,
)
_LETTERED = re.compile(
    rf"\W*(?:{any_of(words_for('question_letter'))})\s*\d*\s*[:：]\s*(?=\S)", re.IGNORECASE
)
_OPTIONS = re.compile(rf"\W*(?:{any_of(words_for('options'))})\W*\Z", re.IGNORECASE)
_ANSWER = re.compile(
    rf"[^\w(]*(?:{_ANSWER_WORDS})\s*\d*{_MARKS}\s*(?:[:：]|(?<=\d)[.)])", re.IGNORECASE
)
_A = re.compile(rf"[^\w(]*(?:{any_of(words_for('answer_letter'))})\s*\d*\s*(?:[:：]|(?<=\d)[.)])")
_DOTTED = re.compile(rf"[^\w(]*(?:A|{_ANSWER_WORDS})\.\s", re.IGNORECASE)
_ANSWER_TITLE = re.compile(
    rf"\W*((?:{_ANSWER_WORDS})"
    rf"(?:\s*{_NUMERAL}|(?:\s+\w+)?(?:\s+\w['’])?\s*(?:{_QUESTION_WORDS}|{_EXERCISE_WORDS})"
    rf"(?:{_NO}{_NUMERAL})?)?)(?:[^\w:：&%#@§$€£¥+=<>~^|/\\]*|[\s*_]*[:：][\s*_)\]】）]*)\Z",
    re.IGNORECASE,
)
_TITLE_OF_ANSWER = re.compile(
    rf"\W*(?:{_ANSWER_WORDS})(?:\s+[\w'’]+){{,4}}\W*[:：.]\s*\Z", re.IGNORECASE
)
_OPTION = re.compile(r"[^:：]*[:：]\W*(?:[A-Z]|\d)(?:\W*(?:,|and|&)\W*(?:[A-Z]|\d))*\W*\Z")
_LETTER_BEHIND = re.compile(rf"\W*(?:{_ANSWER_WORDS})\s*[A-H]\W*\Z", re.IGNORECASE)
_SAYS_ANSWER = re.compile(
    any_word_of((*words_for("answer"), *words_for("reveal"))) + r"|\banswe?r?w\w*\b",  # slips
    re.IGNORECASE,
)
_REFERS = re.compile(any_word_of(words_for("refers")), re.IGNORECASE)
_SAYS_OPEN = re.compile(any_word_of(words_for("open")), re.IGNORECASE)
_ASKS = re.compile(r"[?？؟](?:[(（][^()（）]*[)）]|\[[^\[\]]*\]|[^\w()（）\[])*\Z")
_BLANK = re.compile(r"_{3,}|…{2,}|\.{5,}")
_NUMBER = re.compile(r"\W*(?:Q\w*\s*)?\d+\s*[.:)）、]?\s*\Z", re.IGNORECASE)
_NUMBERED = re.compile(r"[^\w?？]*\d+(?:\.\d+)*\s*(?:[.:)）、．-]|\s)\s*(?=\S)")
_COUNTED = re.compile(r"\W?\d{1,3}\s*[.:)）、．]\s*(?=\S)")
_CLAUSE = re.compile(r"(?<=[.!?;:,])\s+|(?<=[。！？；：，、])|\n")
_OWN_NUMBER = re.compile(
    rf"\W*(?:(?:{_QUESTION_WORDS})\s*#?\s*\d+\s*(?:[.:：)）、]|\Z)|\d+\s*(?:[.:)）](?=\s|\Z)|[：、]))",
    re.IGNORECASE,
)
_STEP = re.compile(r"\W*([^\W\d_]+)\s*(\d{1,3})\s*[.:：)）、]?(?:\s|\Z)")
_SHORT = 8
"""Words: a longer summary says something of its own."""


def _beginning(name: str) -> re.Pattern[str]:
    """A pattern for text that begins with one of the words for ``name``, as a whole word."""
    words, signs = any_of(spaced(words_for(name))), any_of(unspaced(words_for(name)))
    return re.compile(rf"\W*(?:(?:{words})(?![\w-])|(?:{signs}))", re.IGNORECASE)


def _ending(name: str) -> re.Pattern[str]:
    words, signs = any_of(spaced(words_for(name))), any_of(unspaced(words_for(name)))
    return re.compile(rf"(?:(?<!\w)(?:{words})|(?:{signs}))\W*\Z", re.IGNORECASE)


_BEGINS = _beginning("asking")
_ENDS = _ending("asking_ends")
_INSTRUCTS = _beginning("instructing")
_INSTRUCTS_AT_END = _ending("instructing_ends")


# --- what asks ------------------------------------------------------------------------------------


def asks(text: str) -> bool:
    """Whether ``text`` ends with a question mark; ``(choose two)`` or a sign may follow."""
    return bool(_ASKS.search(text.rstrip(" *_\t\n")[-200:]))


def begins_as_question(text: str) -> bool:
    """Whether ``text`` is worded as a question, even without a mark: ``Explain …``, ``…的区别``."""
    text = subject_of(text)
    return bool(_BEGINS.match(text) or _ENDS.search(text[-40:]))


def instructs(text: str) -> bool:
    """Whether ``text`` begins as a task does: ``Compute …``, ``Zeige …``."""
    text = subject_of(text)
    return bool(_INSTRUCTS.match(text) or _INSTRUCTS_AT_END.search(text[-40:]))


def sets_a_task(text: str) -> bool:
    """Whether a part of a sentence in ``text`` asks or instructs."""
    return any(
        asks(part) or _INSTRUCTS.match(part) or _INSTRUCTS_AT_END.search(part[-40:])
        for part in map(str.strip, _CLAUSE.split(text))
        if part
    )


def refers_to_what_follows(text: str) -> bool:
    """Whether a question is about the code or picture below it: ``What does this code print?``."""
    return bool(_REFERS.search(text))


def label_of(text: str) -> Label:
    """How a title is labelled."""
    if _BARE.match(text):
        return Label.BARE
    if _TITLE.match(text):
        return Label.TITLE
    if _QUESTION.match(text):
        return Label.QUESTION
    if _EXERCISE.match(text):
        return Label.EXERCISE
    return Label.LETTER if _LETTERED.match(text) else Label.NONE


def without_label(text: str) -> str:
    """``text`` without ``Q:`` or ``Question 3.`` before it; empty if nothing else is there."""
    if label_of(text) in (Label.BARE, Label.TITLE):
        return ""
    found = _QUESTION.match(text)
    return text[found.end() :] if found else text


def subject_of(text: str) -> str:
    """``text`` without any label or number before it."""
    found = _EXERCISE.match(text) if label_of(text) is Label.EXERCISE else None
    text = text[found.end() :] if found else without_label(text)
    found = _NUMBERED.match(text)
    return text[found.end() :] if found else text


def is_numbered(text: str) -> bool:
    """Whether ``text`` begins with a number: ``3. …``, ``(3) …``."""
    return bool(_NUMBERED.match(text))


def is_counted(text: str) -> bool:
    """Whether ``text`` begins with a number and a sign, unlike a year: ``3、…``, ``3) …``."""
    return bool(_COUNTED.match(text))


def is_number(text: str) -> bool:
    """Whether ``text`` is only the number before a question: ``3.``, ``Q3)``."""
    return bool(_NUMBER.match(text))


def has_number(text: str) -> bool:
    """Whether a question begins with its number: ``3. …``, ``Q3: …``, ``Question 3``."""
    return bool(_OWN_NUMBER.match(text))


def has_blank(text: str) -> bool:
    """Whether ``text`` has a gap to fill in: ``____``."""
    return bool(_BLANK.search(text))


# --- what answers ---------------------------------------------------------------------------------


def is_answer(text: str, letter: bool = True, dotted: bool = False) -> bool:
    """``Answer: …`` and the like; with ``letter`` also ``A: …``, with ``dotted`` ``Answer. …``."""
    return bool(
        _ANSWER.match(text)
        or (letter and _A.match(text))
        or (dotted and _DOTTED.match(text.replace("\n", " ")))
    )


def names_an_option(text: str) -> bool:
    """Whether ``text`` names an option, so options must be above it: ``Answer: B``, ``答案：2``."""
    return bool(_OPTION.match(text))


def is_options_title(text: str) -> bool:
    """``Options`` alone, above the options of the question before it."""
    return bool(_OPTIONS.match(text))


def opens_answer(nodes: Inlines, awaited: bool = False) -> bool:
    """Whether running text begins with a bold or slanting ``Solution.``, ``Answer B``.

    If an answer is ``awaited``, some words may follow: ``Solution, step by step:``.
    """
    first = next((n for n in nodes if not isinstance(n, str) or n.strip()), "")
    if isinstance(first, str) or first.tag not in ("strong", "b", "em", "i"):
        return False
    text = text_of(first).strip()
    if awaited and _TITLE_OF_ANSWER.match(text):
        return True
    return bool(answer_title(text) or _LETTER_BEHIND.match(text))


def step_of(block: Element) -> tuple[str, int] | None:
    """The word and the number of ``**Step 3:** …`` at the beginning of a block."""
    first = next((n for n in block.children if not isinstance(n, str) or n.strip()), "")
    if block.tag != "p" or isinstance(first, str) or first.tag not in ("strong", "b"):
        return None
    found = _STEP.match(text_of(first))
    return (found[1].casefold(), int(found[2])) if found else None


def answer_title(text: str) -> str:
    """``Answer``, ``Solution 3`` if ``text`` says nothing else, otherwise the empty string."""
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


# --- lines ----------------------------------------------------------------------------------------


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
    return [tuple(line) for line in lines if any(map(_is_something, line))]


def joined(lines: list[Inlines]) -> Inlines:
    """The opposite of :func:`lines_of`."""
    out: list[Node] = []
    for line in lines:
        if out:
            out.append("\n")
        out += line
    return tuple(out)


def split_answer(nodes: Inlines) -> tuple[Inlines, Inlines]:
    """Running text, divided before the line or bold word that labels an answer."""
    lines = lines_of(nodes)
    labelled = label_of(text_of(*nodes)) is not Label.NONE
    for place, line in enumerate(lines):
        if place and (is_answer(text_of(*line), dotted=labelled) or opens_answer(line)):
            return joined(lines[:place]), joined(lines[place:])
        for n, node in enumerate(line):
            bold = isinstance(node, Element) and node.tag in ("strong", "b")
            # The rest of the label may follow the bold word.
            if n and bold and is_answer(text_of(*line[n : n + 3]), dotted=labelled):
                return joined([*lines[:place], line[:n]]), joined([line[n:], *lines[place + 1 :]])
    return nodes, ()


def _is_something(node: Node) -> bool:
    return isinstance(node, Element) or bool(node.strip())
