"""Decide what can be the name of a term, and measure how much a line says about it.

Not every text before a colon is a term: it may be a label (Note, Example, Pros), a numbered part
(Step 2) or a sentence. The files in ``languages/`` list the words by which these are recognised.
"""

from __future__ import annotations

import re

from coursenotes.elements import is_block, is_seen, plain, text_of
from coursenotes.letters import letters_in
from coursenotes.model import Element, Inlines, Node
from coursenotes.outline import labels
from coursenotes.outline.excerpts import shown_text
from coursenotes.phrases import Beginning
from coursenotes.vocabulary import words_for

MAX_TERM = 60
"""A text of more letters is a sentence."""
BOLD = ("strong", "b")

_LABEL = Beginning("", (words_for("no_terms"), r"\W*\Z"))
_NUMBERED = re.compile(r"(?![A-Z]{2,} )(?:[^\W\d_]+\.?\s+)?#?\d[\d.\s]*")
_SENTENCE = Beginning("", (words_for("sentences"), r"\b"))
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_ONE_LETTER = re.compile(r"[\W\d_]*[^\W\d_][\W_]*")
_NAMES_OF_ONE = re.compile(r"[A-Z](?:\+\+|#)|<[a-z]>|[^\x00-\u2fff]")
"""C++, <b>, 熵."""
_ADDRESS = re.compile(
    r"\S*(?:://|@)\S*|(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|edu|gov)(?:/\S*)?"
)
_OPTION = re.compile(r"--?\w[\w=-]*")
_ARGUMENTS = re.compile(r"[A-Za-z_][\w.]*\((?:\w{1,2}|[^()]*[,=*][^()]*)\)", re.ASCII)
_STATEMENT = re.compile(r"[;{}=,\"']|\s[|<>]|[|<>]\s")
_MAX_CODE = 4
"""The most words of code that can be a name: ``git commit --amend``."""


def is_term(nodes: Inlines) -> bool:
    """True if running text can be a term's name: short, no single letter, label or sentence.

    Addresses, options, calls with arguments and statements of a programming language are not names.
    """
    nodes = unwrapped(nodes)
    text = plain(*nodes)
    return (
        0 < len(text) <= MAX_TERM
        and len(text.split()) <= 7
        and any(c.isalpha() for c in text)
        and not text.endswith((".", "!", "?", ",", ";", "？", "。", "！"))
        and "://" not in text
        and not _is_letter(text, nodes)
        and not _ADDRESS.fullmatch(text)
        and not _OPTION.fullmatch(text)
        and not _ARGUMENTS.fullmatch(text)
        and not (is_wholly(nodes, ("code",)) and _is_statement(text))
        and not _NUMBERED.fullmatch(text)
        and not _LABEL.match(text)
        and not (_SENTENCE.match(text) and " " in text)
        and not labels.is_answer(text + ":")
        and labels.label_of(text + ": x") is not labels.Label.QUESTION
    )


def _is_letter(text: str, nodes: Inlines) -> bool:
    """True if a name is a single letter; formulas count as they are read."""
    if is_wholly(nodes, ("tex-inline", "tex-display")):
        text = shown_text(nodes)
    return bool(_ONE_LETTER.fullmatch(text)) and not _NAMES_OF_ONE.fullmatch(text)


def _is_statement(code: str) -> bool:
    return bool(_STATEMENT.search(code)) or len(code.split()) > _MAX_CODE


def unwrapped(nodes: Inlines) -> Inlines:
    """Return a term's words without the marks of a term: bold, italics, a colon at the end."""
    seen = [place for place, node in enumerate(nodes) if is_seen(node)]
    nodes = tuple(nodes[seen[0] : seen[-1] + 1]) if seen else ()
    if len(nodes) == 1 and isinstance(nodes[0], Element) and nodes[0].tag in (*BOLD, "em", "i"):
        return unwrapped(nodes[0].children)
    if nodes and isinstance(nodes[-1], str):
        last = re.sub(r"[\s:：]+\Z", "", nodes[-1])
        nodes = (*nodes[:-1], *((last,) if last else ()))
    return nodes


def first_line(nodes: Inlines) -> Inlines:
    """Return ``nodes`` up to the first line break or block."""
    for place, node in enumerate(nodes):
        if isinstance(node, Element) and (node.tag == "br" or is_block(node)):
            return nodes[:place]
    return nodes


def weight(nodes: Inlines) -> float:
    """Return the approximate number of words; in scripts without spaces, two letters are one."""
    text = text_of(*nodes)
    formulas = sum(isinstance(n, Element) and n.tag.startswith("tex-") for n in nodes)
    return len(re.findall(r"[^\W\d_]\w*", text)) + letters_in(text, _IDEOGRAPHS) / 2 + 2 * formulas


def explains(nodes: Inlines) -> bool:
    """True if running text says more than the letter of an option, or "ToDo"."""
    text = plain(*nodes)
    return sum(c.isalpha() for c in text) > 1 and not _LABEL.match(text)


def is_wholly(nodes: Inlines, tags: tuple[str, ...]) -> bool:
    """True if ``nodes`` are one element with one of ``tags``."""
    nodes = tuple(filter(is_seen, nodes))
    return len(nodes) == 1 and isinstance(nodes[0], Element) and nodes[0].tag in tags


def opening(children: Inlines) -> Inlines:
    """Return the running text at the beginning of ``children``, or in their first paragraph."""
    run: list[Node] = []
    for child in children:
        if isinstance(child, Element) and is_block(child):
            if child.tag == "p" and not any(map(is_seen, run)):
                return child.children
            break
        run.append(child)
    return tuple(run)
