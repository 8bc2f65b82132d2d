"""Read from a page's HTML what the checks need to know. It neither resolves nor judges anything.

It drops a page's tree once it has read it: large sites have thousands of pages.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from functools import lru_cache

from coursenotes.verify.html import Tag, read_html
from coursenotes.verify.page import Page, Reference, Topic
from coursenotes.verify.words import INLINE, tokens

SOURCES = frozenset({"src", "poster", "data", "srcset", "imagesrcset", "xlink:href"})
SOURCE_TAGS = frozenset(
    "script img iframe embed object video audio source track input image use link".split()
)
LINKING_RELS = frozenset("canonical prev next alternate edit author license help".split())
ID_REFERENCES = frozenset("for popovertarget aria-labelledby".split())
ID_REFERENCES |= {"aria-describedby", "aria-controls", "aria-owns", "aria-details"}

ADDED = frozenset("headerlink parts begin kicker tools topic-letters topic-filter gloss".split())
"""Classes of elements that the site adds to the notes' own text."""
_RESTATED = frozenset({"footnote-ref", "footnote-backref", "admonition-title"})
"""Classes of elements of the notes that the site writes in its own way."""
_UNSEEN = frozenset({"script", "style", "template", "svg"})
_CSS_URL = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"')]*))\s*\)|@import\s*(?:"([^"]*)"|'([^']*)')"""
)
_START = re.compile(r"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_VALUE = re.compile(r"""=("[^"]*"|'[^']*')|=([^\s"'=<>`]+?)(?=\s|/?>)""")
_DRAWING = re.compile(r"<(svg|math)\b[^>]*>.*?</\1\s*>", re.DOTALL)


def _text(tag: Tag) -> str:
    """All visible text of the notes below ``tag``, with formulas as TeX."""
    return "".join(_pieces(tag))


def _pieces(tag: Tag) -> Iterator[str]:
    for child in tag.children:
        if isinstance(child, str):
            yield child
        elif child.name == "math":
            yield from (a.raw() for a in child.walk() if a.name == "annotation")
        elif child.name not in _UNSEEN and not ADDED & set(child.classes()):
            yield from _pieces(child)


def css_references(text: str, where: str) -> list[Reference]:
    """Return what a style sheet, or a part of one, loads."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    found = ["".join(groups) for groups in _CSS_URL.findall(text)]
    return [Reference(f"{where} url", url, loaded=True) for url in found]


@lru_cache(maxsize=256)
def read_page(html: bytes) -> Page:
    """Read a page. Never raises: what cannot be read becomes one of its problems."""
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
            etree.fromstring(_START.sub(_quoted, drawing[0]))
        except etree.ParseError as cause:
            page.problems.append(f"<{drawing[1]}> is not well-formed: {cause}")
    if b"charset" not in html[:1024]:
        page.charset = ""
    return page


def _quoted(tag: re.Match[str]) -> str:
    """A start tag with every value quoted, which HTML does not require and XML does."""
    return _VALUE.sub(lambda found: found[0] if found[1] else f'="{found[2]}"', tag[0])


def _policy_comes_first(root: Tag) -> bool:
    head = next((tag for tag in root.walk() if tag.name == "head"), root)
    first = [child for child in head.children if isinstance(child, Tag)][:2]
    return len(first) == 2 and "charset" in first[0].attributes and _is_policy(first[1])


def _is_policy(tag: Tag) -> bool:
    named = tag.attributes.get("http-equiv", "").lower()
    return tag.name == "meta" and named == "content-security-policy"


def _is_script(values: dict[str, str]) -> bool:
    """True if a browser runs a ``<script>`` with these attributes, and so asks the policy."""
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
    if "hreflang" in values:
        return  # a site in another language, built separately
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
    """Collects a page's words, places and headings."""

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
    """True for the element that opens the source of a diagram."""
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
