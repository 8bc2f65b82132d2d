"""Draw Mermaid diagrams while the site is built.

Each picture is a document of its own inside an ``<image>``. There browsers run no script and load
nothing, and its styles and ids cannot touch the page, whatever the notes contain.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from functools import lru_cache
from html import escape
from urllib.parse import quote

from coursenotes.elements import xml_text
from coursenotes.errors import DiagramError, one_line

LANGUAGE = "mermaid"
"""The language that marks a fence as a diagram."""

_MOST_SOURCE = 50_000  # characters; Mermaid's own limit (maxTextSize)
_MOST_DRAWN = 500_000
_SMALLEST = 0.6  # of its natural width: smaller text is unreadable, so it scrolls instead
_TOO_LARGE = "too large to draw; divide it"
# GitHub's theme; the library's default is that of a later Mermaid. A diagram's own settings
# come after it, so they win.
_LOOK = '%%{init: {"theme": "default", "look": "classic"}}%%\n'
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n.*?\n[ \t]*---[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"%%\{(?:(?!%%\{).)*?\}%%|^[ \t]*%%[^\n]*", re.DOTALL | re.MULTILINE)
_SPACE = re.compile(r"[^\S\r\n\t ]")  # some of these, such as U+00A0, make the library panic
# Links do not work in a picture, and the library misplaces the label of a linked node.
_LINK = re.compile(r'^[ \t]*(?:click|link)[ \t]+\S+[ \t]+(?:href[ \t]+)?"[^\n]*', re.MULTILINE)
_TITLE = re.compile(
    r"^[ \t]*(?:pie[ \t]+(?:showData[ \t]+)?)?(?:acc)?title[ \t]*:?[ \t]+(\S.*)", re.M
)
_OPENING = re.compile(r"\A<svg\b[^>]*")
_BOX = re.compile(r' viewBox="[-\d.e]+ [-\d.e]+ ([\d.]+) ([\d.]+)"')
_SIDES = re.compile(r' (?:width|height)="[^"]*"')
_SIZED = re.compile(r'<svg width="(\d+)" height="(\d+)"')
_PREFIX = re.compile(r"\ADiagram parse error \([^)]*\): ")


def draw(source: str) -> str:
    """Return the diagram ``source`` as well-formed SVG with a size in pixels.

    Use it in an ``<image>`` only: it may hold styles from the source. Raises :class:`DiagramError`.
    """
    found = _tried(source)
    if isinstance(found, str):
        return found
    raise DiagramError(*found)


@lru_cache(maxsize=128)
def _tried(source: str) -> str | tuple[str, bool]:
    """The picture, or an error's message and ``beyond``: both the report and the page need it."""
    try:
        return _drawn(source)
    except DiagramError as error:
        return str(error), error.beyond


def _drawn(source: str) -> str:
    if len(source) > _MOST_SOURCE:
        raise DiagramError(_TOO_LARGE, beyond=True)
    source = _SPACE.sub(" ", source)
    import mmdr  # few notes have diagrams

    header = _FRONT_MATTER.match(source)
    start = header.end() if header else 0
    try:
        svg = mmdr.render(source[:start] + _LOOK + _LINK.sub("", source[start:])).svg()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic in the library, which is in Rust
        message = str(error)
        if message.startswith("resource limit "):
            raise DiagramError(_TOO_LARGE, beyond=True) from error
        cause = _PREFIX.sub("", message)
        raise DiagramError(one_line(cause), beyond=cause == message) from error
    if len(svg) > _MOST_DRAWN:
        raise DiagramError(_TOO_LARGE, beyond=True)
    return _sized(svg)


def _sized(svg: str) -> str:
    """``svg`` with its own width and height, which browsers need inside an ``<image>``.

    Raises :class:`DiagramError` if it is not XML: browsers would show nothing.
    """
    opening = _OPENING.match(svg)
    tag = opening[0] if opening else ""
    box = _BOX.search(tag)
    width, height = (max(1, round(float(side))) for side in box.groups()) if box else (640, 480)
    sides = f' width="{width}" height="{height}"'
    svg = f"<svg{sides}{_SIDES.sub('', tag).removeprefix('<svg')}{svg.removeprefix(tag)}"
    try:
        etree.fromstring(svg)
    except etree.ParseError as error:
        raise DiagramError(f"drawn, but not as XML ({error})", beyond=True) from error
    return svg


def figure(source: str, code: str) -> str:
    """Return the HTML of a diagram: the picture, and below it ``code``, its source as HTML.

    Returns only ``code`` if the diagram cannot be drawn.
    """
    try:
        svg = draw(source)
    except DiagramError:
        return code
    size = _SIZED.match(svg)
    width, height = map(int, size.groups()) if size else (640, 480)
    address = quote(svg, safe="/:;,=()")
    sides = f'width="{width}" height="{height}"'
    picture = (
        f'<svg role="img" aria-label="{escape(_name(source))}" viewBox="0 0 {width} {height}"'
        f' style="width: {width}px; min-width: {width * _SMALLEST:.0f}px">'
        f'<image {sides} href="data:image/svg+xml,{address}"/></svg>'
    )
    return (
        f'<figure class="diagram"><div class="diagram-frame">{picture}</div>'
        f"<details><summary>Mermaid</summary>{code}</details></figure>"
    )


def _name(source: str) -> str:
    """An accessible name: the diagram's type as in the source, and its title if it has one."""

    header = _FRONT_MATTER.match(source)
    body = _COMMENT.sub("", source[header.end() if header else 0 :])
    kind = (body.split() or [""])[0].rstrip(";:").removesuffix("-beta").removesuffix("-v2")
    title = _TITLE.search(header[0] if header else "") or _TITLE.search(body)
    name = f"Mermaid, {kind}: {title[1].strip()}" if title else f"Mermaid, {kind}"
    return xml_text(name)
