"""Close what a Markdown document leaves open, so that it does not run into the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from coursenotes.elements import VOID, text_of
from coursenotes.gfm.parser import Parsed, parse, to_html
from coursenotes.gfm.sanitizer import KEPT_TAGS
from coursenotes.gfm.tree import to_tree

APART = "<!-- -->"
"""Markdown treats a line that begins with this as raw HTML, and it ends any list above it."""

_PROBE = "coursenotes-probe"
_ENDS = (
    "$$",
    "-->",
    "?>",
    "]]>",
    ">",
    "'>",
    '">',
    "</pre>",
    "</script>",
    "</style>",
    "</textarea>",
)
_OPENS = re.compile(r"[<$]|```|~~~|\\\[")
"""Without any of these, whatever a text leaves open ends with its last block."""
_LEFT_OPEN = KEPT_TAGS - VOID - {"p"}  # a paragraph ends by itself


def ended(text: str) -> list[str] | None:
    """Return the lines of ``text``, followed by what closes its open blocks, lists and elements.

    Returns ``None`` if nothing closes them.
    """
    own = text.split("\n")
    if not _OPENS.search(text):
        return [*own, "", APART]
    for end in _ends(text):
        lines = [*own, *end, ""]
        if (tags := _open_elements(_probed(lines))) is not None:
            lines.append(APART + "".join(f"</{tag}>" for tag in tags))
            if (not tags and not end) or _open_elements(_probed(lines)) == []:
                return lines
    return None


def _ends(text: str) -> Iterator[list[str]]:
    """Candidates for the lines that close ``text``, the empty list first."""
    yield []
    fences = [token.markup for token in parse(text).tokens if token.type == "fence"]
    yield from ([end] for end in (*fences[-1:], *_ENDS))


def _probed(lines: list[str]) -> Parsed:
    return parse("\n".join([*lines, "", _PROBE, ""]))


def _open_elements(parsed: Parsed) -> list[str] | None:
    """The tags of the elements that no end tag closes, the innermost first.

    ``None`` if the probe at the end is not a paragraph of its own, so that more is open.
    """
    if not any(
        token.type == "inline" and token.content == _PROBE and token.level == 1
        for token in parsed.tokens
    ):
        return None
    raw = any(
        token.type.startswith("html_")
        for block in parsed.tokens
        for token in (block, *(block.children or ()))
    )
    if not raw:
        return []
    html = to_html(parsed)
    if _PROBE not in text_of(to_tree(html)):
        return None
    reader = _Tags(convert_charrefs=False)
    reader.feed(html)
    return reader.open[::-1]


class _Tags(HTMLParser):
    """Collects the open elements. An end tag closes the last one of its name."""

    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _LEFT_OPEN:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.handle_starttag(tag, attrs)  # HTML ignores the slash

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place] == tag:
                del self.open[place]
                return
