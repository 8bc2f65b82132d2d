"""One page's HTML → what the checks need to know of it. Nothing is resolved or judged here.

A page is read once and its tree dropped again: large sites have thousands of them.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from coursenotes.verify.html import Tag, read_html

SOURCES = frozenset({"src", "poster", "data", "srcset", "imagesrcset", "xlink:href"})
SOURCE_TAGS = frozenset(
    "script img iframe embed object video audio source track input image use link".split()
)
LINKING_RELS = frozenset("canonical prev next alternate edit author license help".split())
ID_REFERENCES = frozenset("for popovertarget aria-labelledby".split())
ID_REFERENCES |= {"aria-describedby", "aria-controls", "aria-owns", "aria-details"}

ADDED = frozenset("headerlink parts begin kicker tools topic-letters topic-filter gloss".split())
"""Classes of what the site adds to the notes' own text."""
_RESTATED = frozenset({"footnote-ref", "footnote-backref", "admonition-title"})
"""Classes of what it writes in its own way."""
_UNSEEN = frozenset({"script", "style", "template", "svg"})
INLINE = frozenset(
    "a abbr annotation b bdi bdo big cite code del dfn em font i img ins kbd label mark math q rp "
    "rt ruby s samp semantics small span strike strong sub sup time tt u var wbr".split()
)
_CSS_URL = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"')]*))\s*\)|@import\s*(?:"([^"]*)"|'([^']*)')"""
)
_DRAWING = re.compile(r"<(svg|math)\b[^>]*>.*?</\1\s*>", re.DOTALL)
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_TOKEN = re.compile(rf"[{_IDEOGRAPHS}]|(?:(?![{_IDEOGRAPHS}])[^\W_])+|[^\w\s:：]")


@dataclass(frozen=True, slots=True)
class Reference:
    """An address somewhere; ``loaded`` if a reader's browser fetches it without being asked."""

    where: str
    url: str
    loaded: bool
    navigation: bool = False


@dataclass(slots=True)
class Topic:
    """An entry of the index: its term, and where its first link leads."""

    term: str
    url: str


@dataclass(slots=True)
class Page:
    """What one page of the site says."""

    language: str = ""
    direction: str = ""
    title: str = ""
    heading: str = ""
    """Its ``<h1>``; empty where that holds a formula, a picture, code or a footnote."""
    charset: str = ""
    meta: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    """``rel`` and ``href`` of each ``<link>``."""
    ids: list[str] = field(default_factory=list)
    id_references: list[tuple[str, str]] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    """The JSON-LD."""
    policies: list[str] = field(default_factory=list)
    """Its Content-Security-Policies."""
    policy_comes_first: bool = False
    """Whether one is in the head right behind the charset, before all that it is to hold for."""
    scripts: list[str] = field(default_factory=list)
    """The text of each script that it holds itself."""
    styles: int = 0
    """How many ``<style>`` it has outside its drawings."""
    styled: bool = False
    """Whether anything has a ``style`` attribute."""
    topics: list[Topic] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    """The words and signs of the page's text, in order."""
    own: list[str] = field(default_factory=list)
    """Those without what the site adds to the notes: cards, links to headings, buttons."""
    places: dict[str, int] = field(default_factory=dict)
    """Each id of the text → how many words and signs stand before it."""
    terms: set[str] = field(default_factory=set)
    """The ids of the terms that the page defines."""
    pictures: int = 0
    formulas: int = 0
    parts: Counter[str] = field(default_factory=Counter)
    """How often each of the site's own classes is on it."""
    problems: list[str] = field(default_factory=list)
    """What is wrong within the page itself."""

    def named(self, name: str) -> str | None:
        """The content of the first ``<meta>`` of that name or property."""
        return next((content for key, content in self.meta if key == name), None)

    def linked(self, rel: str) -> str | None:
        """The address of the first ``<link>`` of that kind."""
        return next((href for rels, href in self.links if rel in rels.split()), None)


def _text(tag: Tag) -> str:
    """All text below ``tag`` that is the notes' own and seen, formulas as TeX."""
    return "".join(_pieces(tag))


def _pieces(tag: Tag) -> Iterator[str]:
    for child in tag.children:
        if isinstance(child, str):
            yield child
        elif child.name == "math":
            yield from (a.raw() for a in child.walk() if a.name == "annotation")
        elif child.name not in _UNSEEN and not ADDED & set(child.classes()):
            yield from _pieces(child)


def tokens(text: str) -> list[str]:
    """The words, ideographs and signs of ``text``; colons, which labels lose, do not count."""
    return _TOKEN.findall(text)


def css_references(text: str, where: str) -> list[Reference]:
    """What a style sheet, or a piece of one, loads."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    found = ["".join(groups) for groups in _CSS_URL.findall(text)]
    return [Reference(f"{where} url", url, loaded=True) for url in found]


@lru_cache(maxsize=256)
def read_page(html: bytes) -> Page:
    """Read a page. Never raises: what cannot be read is one of its problems."""
    page = Page()
    try:
        text = html.decode("utf-8")
    except UnicodeDecodeError as cause:
        page.problems.append(f"byte 0x{html[cause.start]:02x} is not UTF-8")
        text = html.decode("utf-8", "replace")
    root = read_html(text)
    page.policy_comes_first = _policy_comes_first(root)
    article: Tag | None = None
    for tag in root.walk():
        _see(page, tag)
        if tag.name == "article" and article is None:
            article = tag
    if article is not None:
        _Words(page).read(article)
        page.problems += _answers(article)
        page.topics += _topics(article)
        heading = next((t for t in article.walk() if t.name == "h1"), None)
        if heading is None:
            page.problems.append("has no <h1>")
        elif not any(t.name in ("math", "img", "code", "sup") for t in heading.walk()):
            page.heading = _text(heading)
    for drawing in _DRAWING.finditer(text):
        try:
            etree.fromstring(drawing[0])
        except etree.ParseError as cause:
            page.problems.append(f"<{drawing[1]}> is not well-formed: {cause}")
    if b"charset" not in html[:1024]:
        page.charset = ""
    return page


def _policy_comes_first(root: Tag) -> bool:
    head = next((tag for tag in root.walk() if tag.name == "head"), root)
    first = [child for child in head.children if isinstance(child, Tag)][:2]
    return len(first) == 2 and "charset" in first[0].attributes and _is_policy(first[1])


def _is_policy(tag: Tag) -> bool:
    named = tag.attributes.get("http-equiv", "").lower()
    return tag.name == "meta" and named == "content-security-policy"


def _is_script(values: dict[str, str]) -> bool:
    """Whether a browser asks the policy before it takes the text of a ``<script>``."""
    kind = values.get("type", "").strip().lower()
    return "src" not in values and (
        kind in ("", "module", "importmap", "speculationrules") or kind.endswith("script")
    )


def _see(page: Page, tag: Tag) -> None:
    values = tag.attributes
    page.styled = page.styled or "style" in values
    if "class" in values:
        page.parts.update(tag.classes())
    if "id" in values:
        page.ids.append(values["id"])
    for name, value in values.items():
        if name.startswith("on"):
            page.problems.append(f"<{tag.name}> has {name}, a script")
        if name in ID_REFERENCES:
            page.id_references += [(f"{tag.name} {name}", ref) for ref in value.split()]
    match tag.name:
        case "html":
            page.language, page.direction = values.get("lang", ""), values.get("dir", "")
        case "title" if tag.above and tag.above.name == "head":
            page.title = " ".join(tag.raw().split())
        case "meta":
            page.charset = page.charset or values.get("charset", "")
            if _is_policy(tag):
                page.policies.append(values.get("content", ""))
            if kind := values.get("name") or values.get("property"):
                page.meta.append((kind.lower(), values.get("content", "")))
        case "link":
            page.links.append((values.get("rel", "").lower(), values.get("href", "")))
        case "base":
            page.problems.append("<base> changes what every address means")
        case "script" if values.get("type") == "application/ld+json":
            page.data.append(tag.raw())
        case "script" if _is_script(values):
            page.scripts.append(tag.raw())
        case "style":
            page.styles += not _within(tag, "svg")
            page.references += css_references(tag.raw(), "style")
    for name, url in _addresses(tag):
        loaded = name in SOURCES or (tag.name in SOURCE_TAGS and not _only_links(tag))
        inside = tag.name == "a" and _within(tag, "nav")
        page.references.append(Reference(f"{tag.name} {name}", url, loaded, inside))
    page.references += css_references(values.get("style", ""), f"{tag.name} style")


def _within(tag: Tag, name: str) -> bool:
    above = tag.above
    while above and above.name != name:
        above = above.above
    return above is not None


def _only_links(tag: Tag) -> bool:
    return tag.name == "link" and bool(LINKING_RELS & set(tag.attributes.get("rel", "").split()))


def _addresses(tag: Tag) -> Iterator[tuple[str, str]]:
    values = tag.attributes
    for name, value in values.items():
        if name in ("srcset", "imagesrcset"):
            yield from ((name, entry.split()[0]) for entry in value.split(",") if entry.strip())
        elif name in ("href", "action", "formaction") or (
            name in SOURCES and tag.name in SOURCE_TAGS
        ):
            yield name, value.strip()
    if tag.name == "meta" and values.get("http-equiv", "").lower() == "refresh":
        yield "refresh", values.get("content", "").partition("=")[2].strip("'\" ")


class _Words:
    """Fills in a page's words, places and headings."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.waiting: list[tuple[str, bool]] = []

    def read(self, article: Tag) -> None:
        self._read(article, added=False)
        self._flush()

    def _read(self, tag: Tag, added: bool) -> None:
        added = added or bool((ADDED | _RESTATED) & set(tag.classes())) or _of_diagram(tag)
        if block := tag.name not in INLINE:
            self._flush()
        self._place(tag)
        if tag.name == "dfn":
            self.page.terms.add(tag.attributes.get("id", ""))
        if tag.name == "img":
            self.page.pictures += 1
            self.waiting.append((f" {tag.attributes.get('alt', '')} ", True))
        apart = (_RESTATED | {"formula-error"}) & set(tag.classes())
        if apart:
            self.waiting.append((" ", added))
        for child in tag.children:
            if isinstance(child, str):
                self.waiting.append((child, added))
            elif child.name == "math":
                self.page.formulas += 1
                self._place(child)
                self.waiting.append((f" {child.attributes.get('aria-label', '')} ", True))
                for inner in child.walk():
                    if inner.name == "annotation":
                        self.waiting.append((f" {inner.raw()} ", added))
            elif child.name not in _UNSEEN:
                self._read(child, added)
        if apart:
            self.waiting.append((" ", added))
        if block:
            self._flush()

    def _place(self, tag: Tag) -> None:
        names = [tag.attributes.get("id", "")]
        if tag.name == "a":
            names.append(tag.attributes.get("name", ""))
        for name in names:
            if name:
                before = tokens("".join(text for text, _ in self.waiting))
                self.page.places.setdefault(name, len(self.page.shown) + len(before))

    def _flush(self) -> None:
        self.page.shown += tokens("".join(text for text, _ in self.waiting))
        self.page.own += tokens("".join("" if added else text for text, added in self.waiting))
        self.waiting = []


def _of_diagram(tag: Tag) -> bool:
    """Whether an element is what opens the source of a diagram."""
    figure = tag.above and tag.above.above
    return tag.name == "summary" and bool(figure and "diagram" in figure.classes())


def _answers(article: Tag) -> Iterator[str]:
    for tag in article.walk():
        if tag.name != "details" or "answer" not in tag.classes():
            continue
        name = next((t.attributes.get("id", "") for t in tag.walk() if t.name == "summary"), "")
        name = name.removeprefix("answer.")
        if "open" in tag.attributes:
            yield f"the answer to #{name} is open"
        inside = [
            c
            for c in tag.children
            if isinstance(c, str) or not (c.name == "summary" or ADDED & set(c.classes()))
        ]
        drawn = any(
            t.name in ("img", "math", "svg", "hr", "input")
            for c in inside
            if isinstance(c, Tag)
            for t in c.walk()
        )
        if not drawn and not "".join(c if isinstance(c, str) else _text(c) for c in inside).strip():
            yield f"the answer to #{name} is empty"


def _topics(article: Tag) -> Iterator[Topic]:
    for box in article.walk():
        if "topics" not in box.classes():
            continue
        for entry in box.walk():
            link = next((t for t in entry.walk() if t.name == "a"), None)
            if entry.name == "li" and link is not None:
                yield Topic(_text(link), link.attributes.get("href", ""))
