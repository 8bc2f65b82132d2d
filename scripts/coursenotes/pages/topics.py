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

from coursenotes.model import (
    NOWHERE,
    Element,
    Inlines,
    NavEntry,
    Node,
    Page,
    PagePath,
    Place,
    Target,
    Topic,
    TopicKind,
)
from coursenotes.pages.collation import DIGITS, IDEOGRAPHS, SIGNS, Collation
from coursenotes.pages.directions import directed
from coursenotes.pages.metadata import MAX_DESCRIPTION
from coursenotes.plan.relative import link_to
from coursenotes.plan.slugs import readable_slug
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
        bar = [_link(f"#{_anchor(name)}", name) for name, _ in groups]
        return (_page(path, title, [_bar(bar), _filter(words)], groups, words),), NavEntry(
            title, path
        )
    path = PagePath("topics/index.md")
    letters = [(PagePath(f"topics/{_anchor(letter)}.md"), letter, of) for letter, of in groups]
    entries = [
        Element("li", (), (_to_page(page, name), f" · {words.counted('topics_count', len(of))}"))
        for page, name, of in letters
    ]
    pages = [_page(path, title, [], [], words, [Element("ul", (), tuple(entries))])]
    bar = [_to_page(page, name) for page, name, _ in letters]
    for own, letter, of in letters:
        head = [_bar(bar), _filter(words)]
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
    controls: Sequence[Element],
    groups: _Groups,
    words: Words,
    links: Sequence[Element] = (),
) -> Page:
    parts: list[Element] = []
    lines: list[Element] = []
    for letter, topics in groups:
        heading = Element("h2", (("id", _anchor(letter)),), (letter,))
        entries, texts = zip(*map(_listed, topics), strict=True)
        parts += [heading, Element("ul", (), entries)]
        lines += [heading, Element("ul", (), texts)]
    intro = words["topics_intro"]
    names = [topic.text for _, topics in groups for topic in topics]
    listed = ", ".join(names)[:MAX_DESCRIPTION].rpartition(",")[0]
    description = f"{title}: {listed}…" if listed else intro
    top = (Element("h1", (), (title,)), Element("p", (), (intro,)), *links)
    index = (Element("div", (("class", "topics"),), tuple(parts)),) if parts else ()
    meta = {
        "title": html.escape(title),
        "description": html.escape(description),
        "has_copy": True,
        "hide": ["toc"],
    }
    body = directed((*top, *controls, *index), words["direction"])
    return Page(path, title, NOWHERE, body, (*top, *lines), description, meta)


def _listed(topic: Topic) -> tuple[Element, Element]:
    """A topic as the page shows it, each of its parts with its own place, and as a line of text."""
    link, places = _to(topic.places[0], topic.name), _places(topic)
    beside: Inlines = (" ", Element("span", (), topic.meaning)) if topic.meaning else ()
    behind: Inlines = (": ", *topic.meaning) if topic.meaning else ()
    style = (("class", "asked"),) if topic.kind is TopicKind.QUESTION else ()
    entry = Element("li", style, (link, *beside, *places))
    return entry, Element("li", (), (link, *behind, *places))


def _places(topic: Topic) -> Inlines:
    """Where else a topic is, and on which page its first place, unless that is its name."""
    first, *others = topic.places
    places: list[Node] = [first.label] if first.label != topic.text else []
    for place in others:
        places += [", "] * bool(places) + [_to(place, (place.label,))]
    return (" ", Element("small", (), tuple(places))) if places else ()


def _to(place: Place, name: Inlines) -> Element:
    return link_to(Target(place.page, place.anchor), name)


def _to_page(target: PagePath, name: str) -> Element:
    return link_to(Target(target), (name,))


def _link(address: str, name: str) -> Element:
    return Element("a", (("href", address),), (name,))


def _bar(links: Sequence[Element]) -> Element:
    """Links to the letters, in a row."""
    nodes = [node for link in links for node in (link, " ")]
    row = Element("p", (), tuple(nodes[:-1]))
    return Element("div", (("class", "topic-letters"),), (row,))


def _filter(words: Words) -> Element:
    """A box to type in; a script shows it and makes it work."""
    box = Element("input", (("type", "search"), ("autocomplete", "off")))
    forms = json.dumps(words.forms("topics_count"), ensure_ascii=False)
    label = Element("label", (), (f"{words['topics_filter']} ", box))
    output = Element("output", (("data-forms", forms),))
    return Element("div", (("class", "topic-filter"), ("hidden", "")), (label, " ", output))


def _anchor(letter: str) -> str:
    return _NAMES.get(letter) or readable_slug(letter)
