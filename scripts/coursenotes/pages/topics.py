"""Make the pages that list the topics from A to Z, grouped by letter.

One page if that is not too large; else a page for each letter, and one that links to these. A
letter that is too large for a page has its ranges on pages below its own.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping, Sequence

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
from coursenotes.outline.numbering import counting
from coursenotes.pages.collation import DIGITS, IDEOGRAPHS, SIGNS
from coursenotes.pages.directions import directed
from coursenotes.pages.metadata import MAX_DESCRIPTION
from coursenotes.pages.topic_groups import MAX_PAGE, Group, Letter, grouped, weight
from coursenotes.plan.relative import link_to
from coursenotes.plan.slugs import readable_slug
from coursenotes.translations import Words

_NAMES = {SIGNS: "signs", DIGITS: "digits", IDEOGRAPHS: "ideographs"}


def topic_pages(topics: Sequence[Topic], words: Words) -> tuple[tuple[Page, ...], NavEntry | None]:
    """Return the pages for ``topics``, and their entry in the navigation.

    No pages and None if all topics are pages, so that the index would only repeat the navigation.
    """
    if all(not place.anchor for topic in topics for place in topic.places):
        return (), None
    letters = grouped(topics, words)
    title = words["topics"]
    if weight(topics) <= MAX_PAGE:
        path = PagePath("topics.md")
        bar = [_link(f"#{_anchor(letter.name)}", letter.name) for letter in letters]
        only = _page(path, title, [_bar(bar), _filter(words)], letters, words)
        return (only,), NavEntry(title, path)
    path = PagePath("topics/index.md")
    paths = [_path(letter) for letter in letters]
    pages = [_page(path, title, [], [], words, [_list(zip(paths, letters, strict=True), words)])]
    bar = [_to_page(own, letter.name) for own, letter in zip(paths, letters, strict=True)]
    entries = []
    for own, letter in zip(paths, letters, strict=True):
        named = f"{title}: {letter.name}"
        ranges = [(_path_of_range(own, n), part) for n, part in enumerate(letter.ranges, 1)]
        if ranges:
            pages.append(_page(own, named, [_bar(bar)], [], words, [_list(ranges, words)]))
            for page, part in ranges:
                head = [_bar(bar), _filter(words)]
                group = Group(letter.name, part.topics)
                pages.append(_page(page, f"{title}: {part.name}", head, [group], words))
        else:
            pages.append(_page(own, named, [_bar(bar), _filter(words)], [letter], words))
        below = tuple(NavEntry(part.name, page) for page, part in ranges)
        entries.append(NavEntry(letter.name, own, below))
    return tuple(pages), NavEntry(title, path, tuple(entries))


def _path(letter: Letter) -> PagePath:
    """The path of a letter's page, the same with and without ranges below it."""
    return PagePath(f"topics/{_anchor(letter.name)}{'/index' * bool(letter.ranges)}.md")


def _path_of_range(letter: PagePath, number: int) -> PagePath:
    return PagePath(letter.replace("index.md", f"{number}.md"))


def _list(entries: Iterable[tuple[PagePath, Group]], words: Words) -> Element:
    """Links to pages of topics, each with their number."""
    rows = (
        (_to_page(page, group.name), f" · {words.counted('topics_count', len(group.topics))}")
        for page, group in entries
    )
    return Element("ul", (), tuple(Element("li", (), row) for row in rows))


def _page(
    path: PagePath,
    title: str,
    controls: Sequence[Element],
    groups: Sequence[Group],
    words: Words,
    links: Sequence[Element] = (),
) -> Page:
    parts: list[Element] = []
    lines: list[Element] = []
    numbers = _numbers([topic for group in groups for topic in group.topics])
    for group in groups:
        heading = Element("h2", (("id", _anchor(group.name)),), (group.name,))
        pairs = (_listed(topic, numbers) for topic in group.topics)
        entries, texts = zip(*pairs, strict=True)
        parts += [heading, Element("ul", (), entries)]
        lines += [heading, Element("ul", (), texts)]
    intro = words["topics_intro"]
    example = [("data-example", f"{number} = {label}") for label, number in numbers.items()][:1]
    names = [topic.text for group in groups for topic in group.topics]
    listed = ", ".join(names)[:MAX_DESCRIPTION].rpartition(",")[0]
    description = f"{title}: {listed}…" if listed else intro
    heading = Element("h1", (), (title,))
    lede = Element("p", (("class", "lede"), *example), (intro,))
    index = (Element("div", (("class", "topics"),), tuple(parts)),) if parts else ()
    meta = {
        "title": html.escape(title),
        "description": html.escape(description),
        "has_copy": True,
        "hide": ["toc"],
    }
    body = directed((heading, lede, *controls, *links, *index), words["direction"])
    text = (heading, Element("p", (), (intro,)), *links, *lines)
    return Page(path, title, NOWHERE, body, text, description, meta)


def _numbers(topics: Sequence[Topic]) -> Mapping[str, str]:
    """Short names such as "2.1" for "Course 2 · Week 1"; none if two would be equal."""
    labels = dict.fromkeys(place.label for topic in topics for place in topic.places)
    numbers = {label: number for label in labels if (number := _number(label))}
    return numbers if len(set(numbers.values())) == len(numbers) else {}


def _number(label: str) -> str:
    parts = label.split(" · ")
    found = [re.fullmatch(r"\D*(\d+)\D*", part) for part in parts if counting(part)]
    digits = [number[1] for number in found if number]
    return ".".join(digits) if len(digits) == len(parts) > 1 else ""


def _listed(topic: Topic, numbers: Mapping[str, str]) -> tuple[Element, Element]:
    """A topic as the page shows it, with links to its places, and as a line of text."""
    link = _to(topic.places[0], topic.name)
    in_entry: Inlines = (" ", Element("span", (), topic.meaning)) if topic.meaning else ()
    in_line: Inlines = (": ", *topic.meaning) if topic.meaning else ()
    style = (("class", "asked"),) if topic.kind is TopicKind.QUESTION else ()
    entry = Element("li", style, (link, *in_entry, *_places(topic, numbers)))
    return entry, Element("li", (), (link, *in_line, *_places(topic, {})))


def _places(topic: Topic, numbers: Mapping[str, str]) -> Inlines:
    """The other places of a topic, and the page of its first place, unless that is its name.

    A label in ``numbers`` shows its number; screen readers and copies have the label.
    """

    def named(label: str) -> Node:
        if label not in numbers:
            return label
        return Element("span", (("data-place", numbers[label]), ("title", label)), (label,))

    first, *others = topic.places
    places: list[Node] = [named(first.label)] if first.label != topic.text else []
    for place in others:
        places += [", "] * bool(places) + [_to(place, (named(place.label),))]
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
    """A box to filter by; a script shows it and makes it work."""
    box = Element("input", (("type", "search"), ("autocomplete", "off")))
    forms = json.dumps(words.forms("topics_count"), ensure_ascii=False)
    label = Element("label", (), (f"{words['topics_filter']} ", box))
    output = Element("output", (("data-forms", forms),))
    return Element("div", (("class", "topic-filter"), ("hidden", "")), (label, " ", output))


def _anchor(letter: str) -> str:
    return _NAMES.get(letter) or readable_slug(letter)
