"""Find the subject of a question or heading: "Drift" for "Q1. What is drift?".

An index lists what a question is about, not how it is worded. So this drops numbers and labels, and
any wording of a question that is listed in ``languages/``, with the article before the subject. A
question that cannot be analysed in this way keeps its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from heapq import merge

from msgspec import Struct

from coursenotes.model import Element, Inlines
from coursenotes.outline import labels
from coursenotes.outline.excerpts import bare
from coursenotes.phrases import Anywhere
from coursenotes.plan.slugs import split_title
from coursenotes.plan.terms import is_term
from coursenotes.vocabulary import any_of, by_language

_QUESTION = re.compile("([^?？؟]*)[?？؟]")
_ENDS = " \t\n.:：。!！"
# (1) Ⅱ. 一、 ② a) IV. [3]; what split_title() strips is not here.
_COUNT = re.compile(
    r"\s*(?:[(（\[【](?:\d{1,3}|[〇零一二三四五六七八九十]{1,3}|[a-zA-Z]|[ivx]{1,4})[)）\]】]"
    r"|[一二三四五六七八九十]{1,3}[、．.]|[①-⓿]|[Ⅰ-Ⅻ][.、)]?|(?:[IVX]{1,5}|[a-z])[.)](?=\s)"
    r"|#?\d{1,4}(?:[.-]\d{1,3})*\s*(?:[)、．:：]|[.](?!\d)))\s*(?=\S)"
)
_ENOUGH = 0.4
"""The share of a text that must precede its question mark to drop the rest."""
_KEPT = frozenset("code sub sup kbd tex-inline tex-display".split())
_NODES = range(0xE000, 0xF8FF)
"""Private characters, each a placeholder for an element while a text is analysed."""


class Subject(Struct, frozen=True):
    """The subject of a question."""

    name: Inlines
    meant: bool
    """True if the question only asks what that is."""


@lru_cache(maxsize=16384)  # called for the index and for repeated terms, at each edit
def subject_of(question: Inlines) -> Subject | None:
    """Return the subject of a question by its wording, or None."""
    text, nodes = _flat(question)
    text = _unnumbered(text)
    asked = _QUESTION.match(text)
    text = (asked[1] if asked else text).strip(_ENDS).lstrip("¿").strip()
    plainly = _folded(text)
    if len(plainly) != len(text):
        return None
    for form in _forms_for(plainly):
        if plainly.startswith(form.before) and plainly.endswith(form.behind):
            start, end = len(form.before), len(text) - len(form.behind)
            if start < end:
                return _subject(text[start:end].strip(), form, nodes)
    return None


def unnumbered(title: Inlines) -> Inlines:
    """Return a title without ``Week 2:``, ``1.3``, ``Q1.`` before it; empty if that is all."""
    text, nodes = _flat(title)
    return _nodes_of(_unnumbered(text), nodes)


def asked_in(question: Inlines) -> Inlines:
    """Return a question without the number before it and the text after it."""
    text, nodes = _flat(question)
    text = _unnumbered(text)
    asked = re.match(r"[^?？؟]*\w[^?？؟]*[?？؟]", text)
    # In "True or false? …" the question follows.
    enough = asked and len(asked[0]) >= _ENOUGH * len(text)
    return _nodes_of(asked[0] if asked and enough else text, nodes)


def _unnumbered(text: str) -> str:
    for _ in range(3):  # "Week 2: Q1. (a) …"
        before, text = text, split_title(text)[1]
        label = labels.label_of(text)
        if label in (labels.Label.QUESTION, labels.Label.EXERCISE):
            text = labels.subject_of(text)
        elif label is not labels.Label.NONE:
            return ""
        if found := _COUNT.match(text):
            text = text[found.end() :]
        if text == before:
            break
    return text.strip()


# --- wording --------------------------------------------------------------------------------------


class _Language(Struct, frozen=True):
    """The words of a language around a subject."""

    article: re.Pattern[str]
    several: Anywhere
    """Words that join two subjects: "and"."""
    never: Anywhere
    """Words that no subject has: "this", "you"."""
    within: re.Pattern[str]
    """Words that name the language or tool of the notes: "in Python"."""


class _Form(Struct, frozen=True):
    """A wording of questions: the folded text before the subject and after it."""

    before: str
    behind: str
    meant: bool
    language: str
    """Its code, for :func:`_language`."""


@lru_cache(maxsize=1)
def _forms() -> tuple[_Form, ...]:
    """All wordings, the longest first: "what is the purpose of" before "what is"."""
    found: list[_Form] = []
    for language, own in by_language().items():
        for name in ("definition_questions", "subject_questions"):
            for question in own.get(name, ()):
                before, _, behind = _folded(question.removesuffix("?")).partition("{term}")
                found.append(_Form(before, behind, name == "definition_questions", language))
    return tuple(sorted(found, key=lambda form: -len(form.before + form.behind)))


@lru_cache(maxsize=1)
def _forms_by_edges() -> tuple[Mapping[str, list[_Form]], Mapping[str, list[_Form]]]:
    """The wordings by their beginning, and those without one by their end."""
    begun: dict[str, list[_Form]] = {}
    ended: dict[str, list[_Form]] = {}
    for form in _forms():
        by = begun.setdefault(form.before[:1], []) if form.before else None
        (ended.setdefault(form.behind[-1], []) if by is None else by).append(form)
    return begun, ended


def _forms_for(text: str) -> Iterator[_Form]:
    """The wordings that ``text`` may have, the longest first."""
    begun, ended = _forms_by_edges()
    own = begun.get(text[:1], ()), ended.get(text[-1:], ())
    return merge(*own, key=lambda form: -len(form.before + form.behind))


@cache
def _language(code: str) -> _Language:
    own = by_language()[code]
    articles = own.get("articles", [])
    apart = (any_of([word]) + ("" if word.endswith("'") else r"\s+") for word in articles)
    article = re.compile("|".join(apart) or "(?!)", re.IGNORECASE)
    several, never = (Anywhere(own.get(name, ())) for name in ("several", "no_subjects"))
    places = any_of(own.get("within", ()))
    within = re.compile(rf"\s+(?:{places})\s+[A-Z][\w.+#]*\Z" if places else "(?!)")
    return _Language(article, several, never, within)


def _gap(quotes: re.Match[str]) -> str:
    return " " if len(quotes[0]) > 1 else ""


def _folded(text: str) -> str:
    """``text`` folded for comparison, at the same length except for rare letters."""
    return re.sub(r"[-\s]", " ", text.lower()).replace("’", "'")


def _subject(name: str, form: _Form, nodes: list[Element]) -> Subject | None:
    language = _language(form.language)
    if article := language.article.match(name):
        name = name[article.end() :]
    name = re.sub(r"\s+[\"“”„«»]|[\"“”„«»]\s+|[\"“”„«»]", _gap, name).strip(" ‘’'")
    if (place := language.within.search(name)) and name[: place.start()].strip():
        name = name[: place.start()]
    if not name or language.never.is_in(name):
        return None
    # NumPy and iOS keep their capitals.
    if not re.search(r"[^\W\d_]*[A-Z]", name.partition(" ")[0]):
        name = name[0].upper() + name[1:]
    inlines = _nodes_of(name, nodes)
    meant = form.meant and not language.several.is_in(name)
    return Subject(inlines, meant) if is_term(inlines) else None


# --- running text as a line -----------------------------------------------------------------------


def _flat(nodes: Inlines) -> tuple[str, list[Element]]:
    """``nodes`` as a text with a placeholder for each formula and piece of code.

    Other elements, bold words and links, become text only.
    """
    elements: list[Element] = []
    pieces: list[str] = []

    def read(nodes: Inlines) -> None:
        for node in nodes:
            if isinstance(node, str):
                pieces.append(node)
            elif node.tag not in _KEPT:
                read(node.children)
            elif len(elements) < len(_NODES):
                pieces.append(chr(_NODES[len(elements)]))
                elements.append(node)

    read(bare(nodes))
    return "".join(pieces).strip(), elements


def _nodes_of(text: str, elements: list[Element]) -> Inlines:
    return tuple(_pieces(text, elements))


def _pieces(text: str, elements: list[Element]) -> Iterator[Element | str]:
    for piece in re.split(r"([\ue000-\uf8ff])", text):
        place = ord(piece) - _NODES[0] if len(piece) == 1 else -1
        if 0 <= place < len(elements):
            yield elements[place]
        elif piece:
            yield piece
