"""Collect the topics of the notes: the terms they define, their headings, their questions.

A question is listed by its subject (:mod:`coursenotes.plan.subjects`); if it only asks what
something is ("What is drift?"), the first line of its answer is the meaning. Equal names are
one topic with several places; a name that is not a term and has more than :data:`MAX_PLACES`
("Summary") is a pattern of the notes and no topic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coursenotes.elements import plain, text_of
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
from coursenotes.outline import labels
from coursenotes.outline.excerpts import bare, shortened, shown_text
from coursenotes.outline.question_titles import name_of
from coursenotes.plan.addresses import HOME, PlannedPage
from coursenotes.plan.glossary import TERM, Term, mark
from coursenotes.plan.names import introduces, names_something, same_name
from coursenotes.plan.slugs import anchors, split_title
from coursenotes.plan.subjects import asked_in, subject_of, unnumbered
from coursenotes.plan.terms import explains, first_line, opening

MAX_PLACES = 5
MAX_MEANING = 150
"""A meaning of more letters is cut at a word's end."""
MAX_QUESTION = 100
MAX_LABEL = 40
"""The most letters of a page's title in the name of a place."""

_LABEL_END = re.compile(r"[:：.]\s*")


class Indexed(Struct, frozen=True):
    """A page with the terms that it defines."""

    placed: PlannedPage
    label: str
    """The page in few words: ``Course 1 · Week 2``."""
    terms: tuple[Term, ...]


def with_terms(home: PlannedPage) -> tuple[PlannedPage, tuple[Indexed, ...]]:
    """Return the site below ``home`` with anchors at all terms, and its pages with their terms."""
    pages: list[Indexed] = []
    return _with_terms(home, "", pages), tuple(pages)


def _with_terms(page: PlannedPage, above: str, pages: list[Indexed]) -> PlannedPage:
    """A page and those below it, which it adds to ``pages``; ``above`` is the path to it."""
    is_home = not pages
    items, terms = _marked(page)
    label = " · ".join(filter(None, (above, short_title(page.title))))
    done = replace(page, section=replace(page.section, items=items))
    pages.append(Indexed(done, label, terms))
    below = "" if is_home else label
    return replace(done, parts=tuple(_with_terms(part, below, pages) for part in page.parts))


def _marked(page: PlannedPage) -> tuple[tuple[Item, ...], tuple[Term, ...]]:
    """A page's items with an anchor at each term they define, and these terms.

    Anchors come from the terms' texts, distinguished like those of questions; ids that the page
    already has are not used again.
    """
    items = page.section.items
    # An anchor depends on all texts of the page: until they are known, use a number instead.
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
    ids |= {e.get(name) for e in elements_of(items) if e.attributes for name in ("id", "name")}
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


def collect(pages: Sequence[Indexed], articles: frozenset[str] = frozenset()) -> tuple[Topic, ...]:
    """Return every topic of ``pages``, equal names merged, in the order of the notes.

    Names are equal that differ only in case, in one of ``articles`` before them or in a plural's s.
    :func:`~coursenotes.plan.index_size.fitting` drops those for which there is no room.
    """
    found: dict[str, list[Topic]] = {}
    for page in pages:
        for topic in _topics_of(page):
            if topic.text:
                found.setdefault(same_name(topic.text, articles), []).append(topic)
    merged = (_merged(same) for same in found.values())
    return tuple(
        topic for topic in merged if topic.kind is TopicKind.TERM or len(topic.places) <= MAX_PLACES
    )


def _topics_of(page: Indexed) -> Iterator[Topic]:
    def topic(kind: TopicKind, name: Inlines, meaning: Inlines, anchor: str) -> Topic:
        name = bare(name)
        places = (Place(page.placed.path, anchor, page.label),)
        return Topic(kind, name, shown_text(name), shortened(bare(meaning), MAX_MEANING), places)

    def titled(title: Inlines, anchor: str) -> Iterator[Topic]:
        if about := subject_of(title):
            yield topic(TopicKind.HEADING, about.name, (), anchor)
            return
        name = unnumbered(title)
        text = plain(*name)
        if labels.asks(text):
            yield topic(TopicKind.QUESTION, shortened(asked_in(name), MAX_QUESTION), (), anchor)
        elif names_something(text):
            yield topic(TopicKind.HEADING, name, (), anchor)

    section = page.placed.section
    if page.placed.path != HOME and not section.run:
        yield from titled(section.title, "")
    for item, names in zip(section.items, page.placed.anchors, strict=True):
        if isinstance(item, Heading):
            yield from titled(item.text, names[0])
        elif isinstance(item, Question):
            name = name_of(item)
            about = subject_of(name)
            if about and about.meant and (meaning := first_words(item.answer)):
                yield topic(TopicKind.TERM, about.name, meaning, names[0])
            elif about:
                yield topic(TopicKind.HEADING, about.name, (), names[0])
            elif not _says_no_subject(plain(*name)):
                asked = shortened(asked_in(name), MAX_QUESTION)
                yield topic(TopicKind.QUESTION, asked, (), names[0])
    for term in page.terms:
        if not introduces(plain(*term.name)):
            yield topic(TopicKind.TERM, term.name, term.meaning, term.anchor)


def _merged(same: Sequence[Topic]) -> Topic:
    """Merge topics with one name; the place with the best explanation comes first.

    Each page is named once, as in a book.
    """
    best = sorted(same, key=lambda t: (t.kind is not TopicKind.TERM, not t.meaning))
    places: dict[str, Place] = {}
    for topic in best:
        for place in topic.places:
            places.setdefault(place.page, place)
    explained = sum(topic.kind is TopicKind.TERM and bool(topic.meaning) for topic in best)
    return replace(best[0], places=tuple(places.values()), sole=explained < 2)


# --- names ----------------------------------------------------------------------------------------


def short_title(title: str) -> str:
    """Return ``Week 2`` for "Week 2: Select a Model"; else the title, shortened."""
    label, _ = split_title(title)
    if label or len(title) <= MAX_LABEL:
        return label or title
    return title[:MAX_LABEL].rpartition(" ")[0] + "…"


def _says_no_subject(question: str) -> bool:
    """True if a question is a sentence with a gap, or is about the code or picture below it."""
    return labels.has_blank(question) or labels.refers_to_what_follows(question)


def first_words(answer: Sequence[Element]) -> Inlines:
    """Return the first line of an answer that begins with a sentence, else nothing."""
    for block in answer[:1]:
        while block.tag in ("blockquote", "div"):
            inside = [c for c in block.children if isinstance(c, Element)]
            if not inside:
                break
            block = inside[0]
        meaning = _unlabelled(first_line(opening(block.children))) if block.tag == "p" else ()
        return meaning if explains(meaning) else ()
    return ()


def _unlabelled(meaning: Inlines) -> Inlines:
    """A line without "Answer:" before it, in bold or not."""
    if not labels.is_answer(text_of(*meaning), dotted=True):
        return meaning
    for place, node in enumerate(meaning):
        text = text_of(node)
        if label := _LABEL_END.search(text):
            rest = text[label.end() :] if isinstance(node, str) else ""
            return tuple(filter(None, (rest, *meaning[place + 1 :])))
    return meaning
