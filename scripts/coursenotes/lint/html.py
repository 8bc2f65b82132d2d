"""Read raw HTML in the notes: its tags and text, and what GitHub removes from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from msgspec import Struct

from coursenotes.gfm.sanitizer import KEPT_TAGS
from coursenotes.gfm.source_text import WINDOW
from coursenotes.lint.addresses import address_problem

_OPENING = re.compile(r"<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*+)(?=[\s/>])|<!--")
_ATTRIBUTE = re.compile(
    r"[\s/]*+(?P<name>[^\s\"'<>/=]++)(?:\s*+=\s*+(?P<value>\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?"
)
_TAG_END = re.compile(r"[\s/]*+>")
_AS_TEXT = frozenset("title textarea xmp iframe noembed noframes plaintext".split())
_LOST = frozenset(
    "script style form button select option optgroup fieldset legend label output object embed "
    "applet frame frameset base link meta audio video track canvas svg map area dialog template "
    "noscript math param portal".split()
)
_WORDS_STAY = frozenset(
    "html head body main article aside header footer nav address hgroup search menu u big font "
    "data bdi colgroup acronym dir nobr blink marquee slot meter progress noindex basefont "
    "rtc rb".split()
)
_ALIGNMENT = re.compile(r"\s*text-align\s*:[^;]*;?\s*")
_KNOWN = KEPT_TAGS - {"tex-inline", "tex-display"}


class Tag(Struct, frozen=True):
    """An opening or closing tag in the notes."""

    offset: int
    """Its offset in the HTML."""
    name: str
    closing: bool
    attributes: tuple[tuple[str, str], ...]


class Text(Struct, frozen=True):
    """The text between two tags."""

    offset: int
    text: str


def pieces(html: str) -> Iterator[Tag | Text]:
    """Yield the tags of ``html`` and the text between them; no comments, scripts or styles."""
    at = 0
    while opening := _OPENING.search(html, at):
        yield Text(at, html[at : opening.start()])
        if opening["name"] is None:
            end = html.find("-->", opening.end())
            at = len(html) if end < 0 else end + 3
            continue
        tag, at = _tag(html, opening)
        yield tag
        if tag.name in ("script", "style") and not tag.closing:
            over = re.compile(f"</{tag.name}", re.IGNORECASE).search(html, at)
            at = over.start() if over else len(html)
    yield Text(at, html[at:])


def _tag(html: str, opening: re.Match[str]) -> tuple[Tag, int]:
    """The tag at ``opening`` and the offset after it."""
    attributes: list[tuple[str, str]] = []
    at, stop = opening.end(), min(len(html), opening.end() + WINDOW)
    while found := _ATTRIBUTE.match(html, at, stop):
        given = found["value"] or ""
        attributes.append((found["name"].lower(), given.strip("\"'")))
        at = found.end()
    if ended := _TAG_END.match(html, at):
        at = ended.end()
    name, closing = opening["name"].lower(), bool(opening["slash"])
    return Tag(opening.start(), name, closing, tuple(attributes)), at


def stripped(opening: Tag) -> Iterator[str]:
    """Yield messages about what GitHub, and so the site, removes from an opening tag."""
    name, attributes = opening.name, opening.attributes
    tag = f"<{name}>"
    if name in _AS_TEXT:
        yield f"{tag} is shown as text, as on GitHub; leave it out, or link to its page"
        return
    if name in _LOST or (name == "input" and ("type", "checkbox") not in attributes):
        yield f"{tag} is stripped, as on GitHub; leave it out"
        return
    if name in _WORDS_STAY:
        yield f"{tag} is stripped, as on GitHub; its contents stay"
        return
    if name not in _KNOWN:
        yield f"{tag} is not HTML, so it disappears; write `{tag}` in backticks to show it"
        return
    for key, value in attributes:
        if key.startswith("on") and len(key) > 2:
            yield f"{key} of {tag} is stripped, as on GitHub; leave it out"
        elif key == "style" and not (name in ("td", "th") and _ALIGNMENT.fullmatch(value)):
            yield f"style of {tag} is stripped, as on GitHub; use align or width"
        elif key in ("href", "src") and (message := address_problem(unescape(value))):
            yield f"{key} of {tag}: {message}"


class Verbatim:
    """Counts the open raw elements whose text is not prose."""

    __slots__ = ("depth",)
    _NAMES = frozenset("code pre kbd samp var tt script style svg math".split())

    def __init__(self) -> None:
        self.depth = 0

    def note(self, tag: Tag) -> None:
        """Count an opening or closing tag."""
        if tag.name in self._NAMES:
            self.depth = max(0, self.depth + (-1 if tag.closing else 1))
