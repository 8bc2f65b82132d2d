"""Every topic of the notes, from A to Z: the terms they define, their headings, their questions.

A question that only asks what something is ("What is drift?") is the topic "Drift", and the first
line of its answer says what it means. Equal names are one topic with several places; a name with
more places than :data:`MAX_PLACES` ("Summary") is a form of the notes and no topic.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from coursenotes.model import (
    Element,
    Heading,
    Inlines,
    Item,
    Place,
    Question,
    Topic,
    TopicKind,
    elements_of,
    with_children,
)
from coursenotes.outline.excerpts import bare, shortened, shown_text
from coursenotes.outline.question_titles import name_of
from coursenotes.plan.addresses import HOME, PlannedPage
from coursenotes.plan.glossary import TERM, Term, mark
from coursenotes.plan.slugs import anchors, split_title
from coursenotes.plan.terms import first_line, is_term, opening
from coursenotes.vocabulary import any_of, words_for

MAX_PLACES = 5
MAX_MEANING = 150
"""Letters; a longer meaning is cut at a word's end."""
MAX_LABEL = 40
"""Letters of a page's title, where it names a place."""

_ARTICLE = re.compile(
    "|".join(
        any_of([article]) + ("" if article.endswith("'") else r"\s+")
        for article in words_for("articles")
    ),
    re.IGNORECASE,
)
_QUESTION = re.compile("([^?？؟]*)[?？؟]")
_SUBJECT = [
    re.compile(
        r"¿?\s*"
        + any_of([question.removesuffix("?")])
        .replace(r"\-", "[- ]")
        .replace(r"\{term\}", r"(?P<term>.+?)")
        + r"\s*",
        re.IGNORECASE | re.DOTALL,
    )
    for question in words_for("definition_questions")
]
# Where letters have no case, such words stand right at their neighbours: A和B.
_CASELESS = [word for word in words_for("several") if word.upper() == word.lower()]
_SEVERAL = re.compile(
    rf"\b(?:{any_of(set(words_for('several')) - set(_CASELESS))})\b|{any_of(_CASELESS)}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Indexed:
    """A page with the terms that it defines."""

    placed: PlannedPage
    label: str
    """The page in few words: ``Course 1 · Week 2``."""
    terms: tuple[Term, ...]


def with_terms(home: PlannedPage) -> tuple[PlannedPage, tuple[Indexed, ...]]:
    """The site below ``home`` with an anchor at each term, and its pages with their terms."""
    pages: list[Indexed] = []

    def marked(page: PlannedPage, above: str) -> PlannedPage:
        items, terms = _marked(page)
        label = " · ".join(filter(None, (above, short_title(page.title))))
        done = replace(page, section=replace(page.section, items=items))
        pages.append(Indexed(done, label, terms))
        below = label if page is not home else ""
        return replace(done, parts=tuple(marked(part, below) for part in page.parts))

    return marked(home, ""), tuple(pages)


def _marked(page: PlannedPage) -> tuple[tuple[Item, ...], tuple[Term, ...]]:
    """A page's items with an anchor at each term they define, and these terms.

    Anchors come from the terms' texts, told apart as those of questions are; what the page has
    already is not given again.
    """
    items = page.section.items
    # An anchor depends on all texts of the page: until they are known, a number stands for it.
    texts: list[tuple[str, str]] = []
    above = ""

    def numbered(text: str) -> str:
        texts.append((text, above))
        return str(len(texts) - 1)

    marked: list[tuple[Item, tuple[Term, ...]]] = []
    for item, names in zip(items, page.anchors, strict=True):
        above = names[0] if names else above
        marked.append(_mark_item(item, numbered))
    if not texts:
        return items, ()
    ids: set[str] = {anchor for names in page.anchors for anchor in names}
    ids |= set(page.inside.values())
    ids |= {e.get(name) for e in elements_of(items) for name in ("id", "name")}
    found = [names[0] for names in anchors(texts, ids)]
    done = (_with_anchors(item, found) if terms else item for item, terms in marked)
    terms = (term for _, terms in marked for term in terms)
    return tuple(done), tuple(replace(term, anchor=found[int(term.anchor)]) for term in terms)


def _mark_item(item: Item, named: Callable[[str], str]) -> tuple[Item, tuple[Term, ...]]:
    """``item`` with an id from ``named`` at each term it defines, and these terms."""
    if isinstance(item, Heading):
        return item, ()
    if isinstance(item, Element):
        return mark(item, named)
    terms: list[Term] = []

    def all_of(blocks: tuple[Element, ...]) -> tuple[Element, ...]:
        done = [mark(block, named) for block in blocks]
        terms.extend(term for _, found in done for term in found)
        return tuple(block for block, _ in done)

    return replace(item, prompt=all_of(item.prompt), answer=all_of(item.answer)), tuple(terms)


def _with_anchors(item: Item, found: Sequence[str]) -> Item:
    """``item`` with the anchors in place of the numbers that its terms have."""

    def named(element: Element) -> Element:
        children = [named(c) if isinstance(c, Element) else c for c in element.children]
        element = with_children(element, children)
        if element.tag != TERM or not element.get("id").isdecimal():
            return element
        return replace(element, attributes=(("id", found[int(element.get("id"))]),))

    if isinstance(item, Question):
        prompt, answer = (tuple(map(named, blocks)) for blocks in (item.prompt, item.answer))
        return replace(item, prompt=prompt, answer=answer)
    return named(item) if isinstance(item, Element) else item


def collect(pages: Iterable[Indexed]) -> tuple[Topic, ...]:
    """Every topic of ``pages``, equal names merged, in the order of the notes."""
    found: dict[str, list[Topic]] = {}
    for page in pages:
        for topic in _topics_of(page):
            if topic.text:
                found.setdefault(_folded(topic.text), []).append(topic)
    merged = (_merged(same) for same in found.values())
    return tuple(topic for topic in merged if len(topic.places) <= MAX_PLACES)


def _topics_of(page: Indexed) -> Iterator[Topic]:
    def topic(kind: TopicKind, name: Inlines, meaning: Inlines, anchor: str) -> Topic:
        name = bare(name)
        places = (Place(page.placed.path, anchor, page.label),)
        return Topic(kind, name, shown_text(name), shortened(bare(meaning), MAX_MEANING), places)

    section = page.placed.section
    if page.placed.path != HOME:
        yield topic(TopicKind.HEADING, _without_number(section.title), (), "")
    for item, names in zip(section.items, page.placed.anchors, strict=True):
        if isinstance(item, Heading):
            yield topic(TopicKind.HEADING, _without_number(item.text), (), names[0])
        elif isinstance(item, Question):
            name = name_of(item)
            subject = subject_of(name)
            if subject:
                yield topic(TopicKind.TERM, subject, _first_words(item.answer), names[0])
            else:
                yield topic(TopicKind.QUESTION, name, (), names[0])
    for term in page.terms:
        yield topic(TopicKind.TERM, term.name, term.meaning, term.anchor)


def _merged(same: Sequence[Topic]) -> Topic:
    """One topic of several with one name; where it is explained best comes first."""
    best = sorted(same, key=lambda t: (t.kind is not TopicKind.TERM, not t.meaning))
    places = dict.fromkeys(place for topic in best for place in topic.places)
    return replace(best[0], places=tuple(places))


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


# --- names ----------------------------------------------------------------------------------------


def short_title(title: str) -> str:
    """``Week 2`` for "Week 2: Select and Train a Model"; else the title, cut where it is long."""
    label, _ = split_title(title)
    if label or len(title) <= MAX_LABEL:
        return label or title
    return title[:MAX_LABEL].rpartition(" ")[0] + "…"


def subject_of(question: Inlines) -> Inlines:
    """What a question asks the meaning of, if that is all it asks; else nothing."""
    # Elements become single letters while the text is looked at.
    nodes = [node for node in question if isinstance(node, Element)]
    letters = iter(range(0xE000, 0xE000 + len(nodes)))
    text = "".join(n if isinstance(n, str) else chr(next(letters)) for n in question).strip()
    text = re.sub(r"^\d+[.)]\s+", "", text)
    if not (asked := _QUESTION.match(text)):
        return ()
    for pattern in _SUBJECT:
        if not (found := pattern.fullmatch(asked[1])):
            continue
        article = _ARTICLE.match(found["term"])
        term = found["term"][article.end() :] if article else found["term"]
        if term and not _SEVERAL.search(term):
            pieces = re.split(r"([\ue000-\uf8ff])", term[:1].upper() + term[1:])
            if re.search(r"[^\W\d_]*[A-Z]", term.partition(" ")[0]):
                pieces = re.split(r"([\ue000-\uf8ff])", term)
            name = tuple(
                nodes[ord(piece) - 0xE000] if "\ue000" <= piece <= "\uf8ff" else piece
                for piece in pieces
                if piece
            )
            return name if is_term(name) else ()
    return ()


def _first_words(answer: Sequence[Element]) -> Inlines:
    """The first line of an answer that begins with a sentence."""
    for block in answer[:1]:
        while block.tag in ("blockquote", "div"):
            inside = [c for c in block.children if isinstance(c, Element)]
            if not inside:
                break
            block = inside[0]
        return first_line(opening(block.children)) if block.tag == "p" else ()
    return ()


def _without_number(title: Inlines) -> Inlines:
    """A title without "Week 2:" or "1.3" before it; nothing where it says no more."""
    if title and isinstance(title[0], str):
        return tuple(filter(None, (split_title(title[0])[1], *title[1:])))
    return title
