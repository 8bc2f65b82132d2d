"""Topics → the pages that list them from A to Z, grouped by letter.

One page for up to :data:`MAX_TOPICS`; above that a page for each letter, and one that leads to
these. Articles and question words at the beginning do not count in the alphabet ("What is drift?"
stands under D); the language's file lists them.
"""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from itertools import groupby

from coursenotes.dialect import boxed
from coursenotes.model import Element, Inlines, NavEntry, Node, Page, PagePath, Place, Topic
from coursenotes.outputs.markdown_copies import copy_of
from coursenotes.outputs.metadata import MAX_DESCRIPTION, front_matter
from coursenotes.outputs.topics.collation import DIGITS, IDEOGRAPHS, SIGNS, Collation
from coursenotes.plan.slugs import readable_slug
from coursenotes.proof import compose
from coursenotes.running_text import inline_markdown
from coursenotes.translations import Words

MAX_TOPICS = 600
_NAMES = {SIGNS: "signs", DIGITS: "digits", IDEOGRAPHS: "ideographs"}
_Groups = list[tuple[str, list[Topic]]]


def topic_pages(topics: Sequence[Topic], words: Words) -> tuple[tuple[Page, ...], NavEntry | None]:
    """The pages for ``topics``, and their place in the navigation.

    None where the index would say no more than the navigation: where all topics are pages.
    """
    if all(not place.anchor for topic in topics for place in topic.places):
        return (), None
    groups = _grouped(topics, words)
    title = words["topics"]
    if len(topics) <= MAX_TOPICS:
        path = PagePath("topics.md")
        page = _page(path, title, [_bar(groups), _filter(words)], groups, words)
        return (page,), NavEntry(title, path)
    path = PagePath("topics/index.md")
    letters = [(PagePath(f"topics/{_anchor(letter)}.md"), letter, of) for letter, of in groups]
    entries = [
        Element("li", (), (_letter(page, name), f" · {words.counted('topics_count', len(of))}"))
        for page, name, of in letters
    ]
    listed = Element("ul", (), tuple(entries))
    pages = [_page(path, title, [compose([listed], path)], [], words, (listed,))]
    for own, letter, of in letters:
        bar = " ".join(
            inline_markdown((_letter(other, name),), own, cell=True) for other, name, _ in letters
        )
        head = [_boxed_bar(bar), _filter(words)]
        pages.append(_page(own, f"{title}: {letter}", head, [(letter, of)], words))
    below = tuple(NavEntry(letter, own) for own, letter, _ in letters)
    return tuple(pages), NavEntry(title, path, below)


def _grouped(topics: Sequence[Topic], words: Words) -> _Groups:
    collation = Collation(words["alphabet"], words.language.startswith("zh"))
    small = frozenset(words["small_words"].split())
    order = [(_significant(topic.text, small), topic) for topic in topics]
    order.sort(key=lambda entry: collation.key(entry[0]))
    return [
        (letter, [topic for _, topic in of])
        for letter, of in groupby(order, key=lambda entry: collation.group(entry[0]))
    ]


def _significant(text: str, small: frozenset[str]) -> str:
    """``text`` from its first word on that counts in the alphabet."""
    rest = text.lstrip("¿¡«\"'“„‚‘(")
    while True:
        word, space, after = rest.partition(" ")
        if not space or word.casefold().replace("’", "'") not in small:
            return rest
        rest = after


def _page(
    path: PagePath,
    title: str,
    head: Sequence[str],
    groups: _Groups,
    words: Words,
    links: Sequence[Element] = (),
) -> Page:
    parts: list[Element] = []
    for letter, topics in groups:
        parts.append(Element("h2", (("id", _anchor(letter)),), (letter,)))
        parts.append(Element("ul", (), tuple(_entry(topic) for topic in topics)))
    shown, intro = html.escape(title), words["topics_intro"]
    names = [topic.text for _, topics in groups for topic in topics]
    listed = ", ".join(names)[:MAX_DESCRIPTION].rpartition(",")[0]
    description = f"{title}: {listed}…" if listed else intro
    front = front_matter({"title": shown, "description": html.escape(description), "hide": ["toc"]})
    pieces = [f"{front}\n# {shown}", intro, *head]
    if parts:
        pieces.append(boxed("html | div.topics", compose(parts, path)))
    heading, below = Element("h1", (), (title,)), Element("p", (), (intro,))
    copy = copy_of([heading, below, *links, *parts], path)
    return Page(path, title, 0, "\n\n".join(pieces) + "\n", description, copy)


def _entry(topic: Topic) -> Element:
    first, *others = topic.places
    nodes: list[Node] = [_to(first, topic.name)]
    if topic.meaning:
        nodes += [": ", *topic.meaning]
    places: list[Node] = [first.label] if first.label != topic.text else []
    for place in others:
        places += [", "] * bool(places) + [_to(place, (place.label,))]
    if places:
        nodes += [" ", Element("small", (), tuple(places))]
    return Element("li", (), tuple(nodes))


def _to(place: Place, name: Inlines) -> Element:
    address = f"{place.page}#{place.anchor}" if place.anchor else place.page
    return Element("a", (("href", address), ("data-internal", "")), name)


def _letter(target: PagePath, letter: str) -> Element:
    return Element("a", (("href", target), ("data-internal", "")), (letter,))


def _bar(groups: _Groups) -> str:
    """Links to the letters of this page."""
    return _boxed_bar(" ".join(f"[{html.escape(name)}](#{_anchor(name)})" for name, _ in groups))


def _boxed_bar(links: str) -> str:
    return boxed("html | div.topic-letters", links)


def _filter(words: Words) -> str:
    """A box to type in; a script shows it and makes it work."""
    forms = html.escape(json.dumps(words.forms("topics_count"), ensure_ascii=False))
    label = html.escape(words["topics_filter"])
    return (
        f'<div class="topic-filter" hidden><label>{label} <input type="search" '
        f'autocomplete="off"></label> <output data-forms="{forms}"></output></div>'
    )


def _anchor(letter: str) -> str:
    return _NAMES.get(letter) or readable_slug(letter)
