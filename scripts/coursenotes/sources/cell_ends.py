"""Keeps Markdown that is a document of its own from running into what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from coursenotes.elements import VOID, text_of
from coursenotes.gfm.parser import Parsed, parse, to_html
from coursenotes.gfm.sanitizer import KEPT_TAGS
from coursenotes.gfm.tree import to_tree

APART = "<!-- -->"
"""A line of Markdown that begins with this is raw HTML to its end, and ends any list above it."""

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
"""What text without this leaves open, the next block ends."""
_LEFT_OPEN = KEPT_TAGS - VOID - {"p"}  # the next block ends a paragraph


def ended(text: str) -> list[str] | None:
    """The lines of ``text`` and, below them, what ends its open blocks, lists and elements.

    ``None`` if nothing ends them.
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
    """The lines that may end what ``text`` leaves open: first none."""
    yield []
    fences = [token.markup for token in parse(text).tokens if token.type == "fence"]
    yield from ([end] for end in (*fences[-1:], *_ENDS))


def _probed(lines: list[str]) -> Parsed:
    return parse("\n".join([*lines, "", _PROBE, ""]))


def _open_elements(parsed: Parsed) -> list[str] | None:
    """The tags of the elements that no end tag closes, the last one first.

    ``None`` if the probe at the end is no paragraph of its own, so that more than they is open.
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
    """Collects the elements that are open. An end tag ends the last of its name."""

    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _LEFT_OPEN:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.handle_starttag(tag, attrs)  # HTML has no such thing

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place] == tag:
                del self.open[place]
                return
