"""Read the parser's HTML into a tree of :class:`~coursenotes.model.Element`, as GitHub shows it.

The sanitizer's output (:mod:`.sanitizer`) is so regular that one pattern reads it.
"""

from __future__ import annotations

import re
from html import unescape

from msgspec.structs import replace

from coursenotes.elements import HEADINGS, VOID, text_of
from coursenotes.gfm.sanitizer import sanitized_pieces
from coursenotes.gfm.slugs import Numbered, github_slug
from coursenotes.model import (
    Alert,
    AlertTitle,
    Code,
    Defined,
    Element,
    FootnoteBacklink,
    FootnoteList,
    FootnoteReference,
    FootnoteText,
    GitHubAnchor,
    Mark,
    Node,
    Position,
    Task,
    TooDeep,
)
from coursenotes.render.definitions import MAX_DEFINITIONS, definitions_in

MAX_DEPTH = 200
"""Deeper elements are dropped, and their contents kept. (The limit of Chromium is 512.)"""

# The sanitizer's output (HTML, 13.3): "<" is escaped in text, and quotes are escaped in values.
_TOKEN = re.compile(
    r'<!--(.*?)-->|<(/?)([a-z][a-z0-9-]*)((?: [^\s="<>]+="[^"]*")*)>|([^<]+|<)', re.DOTALL
)
_ATTRIBUTE = re.compile(r' ([^\s="<>]+)="([^"]*)"')
_LINE_MARK = re.compile(r"([LD]):(\d{1,9})\Z")
_SHORTCODE = re.compile(r":([a-z0-9_+-]+):")
_REFERENCE = re.compile(r"user-content-fnref(\d+(?::\d+)?)")
_BACK = re.compile(r"#fnref\d+(?::\d+)?")
_ALIGN_STYLE = re.compile(r"text-align:\s*(left|center|right)")
# "Alerts cannot be nested within other elements" (GitHub's "Basic writing and formatting syntax").
_NO_ALERTS = frozenset({"blockquote", "li", "dd", "td", "th"})
_ALERT = re.compile(r"\s*\[!(note|tip|important|warning|caution)\][ \t]*(\n|\Z)", re.IGNORECASE)
_FORMULAS = frozenset({"tex-inline", "tex-display"})
_VERBATIM = frozenset({"pre", "code"}) | _FORMULAS


def to_tree(html: str, file: str = "") -> Element:
    """Read the parser's HTML into one ``div`` that holds the blocks of ``file``.

    Comments are left out, a task box becomes the mark of its list item, emoji shortcodes become
    emoji, and the alignment of tables becomes ``align``. Ids and names get GitHub's prefix
    ``user-content-``. The root is marked :class:`TooDeep` if blocks nest deeper than a page can
    show. Never raises.
    """
    builder = _Builder(file)
    for number, piece in enumerate(sanitized_pieces(html)):
        for token in _TOKEN.finditer(piece):
            comment, end, tag, attributes, text = token.groups()
            if text:
                builder.text(unescape(text))
            elif not tag:
                builder.comment(comment, first=not number and not token.start())
            elif end:
                builder.end_tag(tag)
            else:
                found = _ATTRIBUTE.findall(attributes) if attributes else ()
                builder.start_tag(tag, {name: unescape(value) for name, value in found})
    return builder.finish()


class _Open:
    """An element whose end has not been read yet."""

    __slots__ = ("at", "attributes", "children", "mark", "tag")

    def __init__(
        self,
        tag: str,
        attributes: list[tuple[str, str]],
        at: Position,
        mark: Mark | None = None,
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.at = at
        self.children: list[Node] = []
        self.mark = mark


class _Builder:
    """Builds the tree from the tags and texts of the sanitizer's HTML, in their order."""

    def __init__(self, file: str) -> None:
        self.at = Position(file, 1)  # shared by all elements without a line of their own
        self.stack = [_Open("div", [], self.at)]
        self.flattened: list[str] = []
        self.too_deep = 0
        self.in_raw_html = False
        self.verbatim = self.in_heading = 0
        self.numbered = Numbered()
        self.definitions = ""

    def comment(self, data: str, first: bool) -> None:
        """Read a position. ``first``: the HTML begins with the comment, so it is the parser's."""
        mark = _LINE_MARK.match(data)
        if mark and mark[1] == "L":
            self.at, self.in_raw_html = self.at._replace(line=int(mark[2])), True
        elif mark and first:
            self.too_deep = int(mark[2])

    def text(self, data: str) -> None:
        if self.in_raw_html and (lines := data.count("\n")):
            self.at = self.at._replace(line=self.at.line + lines)
        children = self.stack[-1].children
        text = data if self.verbatim or self.in_heading else _SHORTCODE.sub(_emoji, data)
        if children and isinstance(children[-1], str):
            children[-1] += text
        else:
            children.append(text)

    def start_tag(self, tag: str, given: dict[str, str]) -> None:
        line = column = 0
        if given:
            line = _number(given.pop("data-line", ""))
            column = _number(given.pop("data-column", ""))
        if line and not column:
            self.in_raw_html = False
            if line != self.at.line:  # elements on one line share a position
                self.at = Position(self.at.file, line)
        at = Position(self.at.file, line or self.at.line, column) if column else self.at
        if tag == "input":
            self._task(given)
        elif tag in VOID:
            element = Element(tag, _tidy(given), (), at)
            self.stack[-1].children.append(element)
        elif len(self.stack) >= MAX_DEPTH:
            self.flattened.append(tag)
            self.too_deep = self.too_deep or at.line
        else:
            self.verbatim += tag in _VERBATIM
            self.in_heading += tag in HEADINGS
            mark = _mark(given) if given else None
            self.stack.append(_Open(tag, list(_tidy(given)), at, mark))

    def end_tag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.flattened:
            self.flattened.pop()
            return
        self.verbatim -= tag in _VERBATIM
        done = self.stack.pop()
        children = self.stack[-1].children
        if done.tag in _FORMULAS:
            self._formula(done)
        if done.tag == "sup":
            done.mark = _reference(done)
        if done.tag in HEADINGS:
            # GitHub counts every heading of the file, also those inside other blocks. It makes the
            # anchor before it replaces shortcodes: "rocket-launch" for ":rocket: Launch".
            done.mark = GitHubAnchor(self.numbered(github_slug(text_of(*done.children))))
            done.children = [_with_emoji(child) for child in done.children]
            self.in_heading -= 1
        element = Element(
            done.tag, tuple(done.attributes), tuple(done.children), done.at, done.mark
        )
        if done.tag == "blockquote" and not any(e.tag in _NO_ALERTS for e in self.stack):
            element = _alert(element)
        children.append(element)

    def _formula(self, done: _Open) -> None:
        """Mark a formula with the definitions before it, and add its own to them."""
        if self.definitions:
            done.mark = Defined(self.definitions)
        if own := definitions_in(text_of(*done.children)):
            if len(self.definitions) + len(own) <= MAX_DEFINITIONS:
                self.definitions += own

    def _task(self, given: dict[str, str]) -> None:
        item = self.stack[-1]
        if item.tag == "p" and len(self.stack) > 1:
            item = self.stack[-2]
        if item.tag == "li" and not item.mark:
            item.mark = Task("checked" in given)

    def finish(self) -> Element:
        root = self.stack[0]
        mark = TooDeep(self.too_deep) if self.too_deep else None
        return Element("div", (), tuple(root.children), root.at, mark)


def _alert(quote: Element) -> Element:
    """``quote`` as an alert, if its first line is only the mark of one and something follows."""
    first = next((c for c in quote.children if isinstance(c, Element)), quote)
    mark = _ALERT.match(str(first.children[0])) if first.tag == "p" and first.children else None
    if not mark:
        return quote
    text, others = str(first.children[0])[mark.end() :], first.children[1:]
    if not mark[2] and others:
        if not (isinstance(others[0], Element) and others[0].tag == "br"):
            return quote
        others = others[1:]
    below = first.at._replace(line=first.at.line + 1, column=0) if first.at.line else first.at
    rest = (replace(first, children=(text, *others), at=below),) if text or others else ()
    at = quote.children.index(first)
    blocks = (*rest, *quote.children[at + 1 :])
    if not any(isinstance(block, Element) for block in blocks):
        return quote
    kind = mark[1].lower()
    title = Element("p", (), (kind.title(),), quote.at, AlertTitle())
    return Element("div", (), (title, *blocks), quote.at, Alert(kind))


def _mark(given: dict[str, str]) -> Mark | None:
    """The mark for the attributes ``given``, from which ``data-lang`` is removed."""
    if language := given.pop("data-lang", ""):
        return Code(language)
    match given.get("class"):
        case "footnotes":
            return FootnoteList()
        case "footnote-item":
            return FootnoteText(given.get("id", "").removeprefix("fn"))
        case "footnote-backref" if _BACK.fullmatch(given.get("href", "")):
            return FootnoteBacklink()
    return None


def _reference(done: _Open) -> FootnoteReference | None:
    """The mark of a ``<sup>`` that holds a link to a footnote and nothing else."""
    link = done.children[0] if len(done.children) == 1 else ""
    if ("class", "footnote-ref") not in done.attributes or isinstance(link, str):
        return None
    found = _REFERENCE.fullmatch(link.get("id"))
    return FootnoteReference(found[1]) if found else None


def _number(value: str) -> int:
    """A line or column; 0 if an author wrote something else into the attribute."""
    return int(value) if value.isdecimal() and len(value) < 10 else 0


def _tidy(given: dict[str, str]) -> tuple[tuple[str, str], ...]:
    if not given:
        return ()
    if style := given.pop("style", ""):
        if found := _ALIGN_STYLE.search(style):
            given.setdefault("align", found[1])
    if given.get("class") == "task-list-item":
        del given["class"]
    for name in ("id", "name"):
        # GitHub prefixes the author's names, so that they cannot clash with the page's own ids.
        if value := given.get(name):
            given[name] = "user-content-" + value.removeprefix("user-content-")
    return tuple(given.items())


def _with_emoji(node: Node) -> Node:
    """Text, or an element, with emoji for its shortcodes, but not in code and formulas."""
    if isinstance(node, str):
        return _SHORTCODE.sub(_emoji, node)
    if node.tag in _VERBATIM:
        return node
    return replace(node, children=tuple(map(_with_emoji, node.children)))


def _emoji(found: re.Match[str]) -> str:
    from pymdownx.gemoji_db import emoji  # a large file, which few notes need

    known = emoji.get(found.group())
    if not known or "unicode" not in known:
        return found.group()
    return "".join(chr(int(code, 16)) for code in known["unicode"].split("-"))
