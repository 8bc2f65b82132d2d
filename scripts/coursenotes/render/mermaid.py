"""Mermaid diagrams, drawn while the site is built.

The picture is a file of its own inside an ``<image>``: there browsers run no script and load
nothing, and its styles and ids touch no other part of the page, whatever the notes hold.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from functools import lru_cache
from html import escape
from urllib.parse import quote

import mmdr

from coursenotes.elements import xml_text
from coursenotes.errors import DiagramError, one_line

LANGUAGE = "mermaid"
"""What a fence with a diagram is named."""

_MOST_SOURCE = 50_000  # letters; Mermaid's own limit (maxTextSize)
_MOST_DRAWN = 500_000
_SMALLEST = 0.6  # of a picture's own size: below, its words cannot be read, and it scrolls
_TOO_LARGE = "too large to draw; divide it"
# The look that GitHub shows; the library's own is that of a later Mermaid. A diagram's settings
# come after it, so they win.
_LOOK = '%%{init: {"theme": "default", "look": "classic"}}%%\n'
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n.*?\n[ \t]*---[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"%%\{(?:(?!%%\{).)*?\}%%|^[ \t]*%%[^\n]*", re.DOTALL | re.MULTILINE)
_SPACE = re.compile(r"[^\S\r\n\t ]")  # some, such as U+00A0, make the library panic
# In a picture no link works, and the library puts the words of a linked node elsewhere.
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
    """The picture, as well-formed SVG of a size in pixels, that the Mermaid ``source`` describes.

    For an ``<image>`` only: it may hold styles from the source. Raises :class:`DiagramError`.
    """
    found = _tried(source)
    if isinstance(found, str):
        return found
    raise DiagramError(*found)


@lru_cache(maxsize=128)
def _tried(source: str) -> str | tuple[str, bool]:
    """The picture, or why there is none: a failure, too, is for the report and for the page."""
    try:
        return _drawn(source)
    except DiagramError as error:
        return str(error), error.beyond


def _drawn(source: str) -> str:
    if len(source) > _MOST_SOURCE:
        raise DiagramError(_TOO_LARGE, beyond=True)
    source = _SPACE.sub(" ", source)
    header = _FRONT_MATTER.match(source)
    start = header.end() if header else 0
    try:
        svg = mmdr.render(source[:start] + _LOOK + _LINK.sub("", source[start:])).svg()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the library, which is Rust, is no Exception
        message = str(error)
        if message.startswith("resource limit "):
            raise DiagramError(_TOO_LARGE, beyond=True) from error
        cause = _PREFIX.sub("", message)
        raise DiagramError(one_line(cause), beyond=cause == message) from error
    if len(svg) > _MOST_DRAWN:
        raise DiagramError(_TOO_LARGE, beyond=True)
    return _sized(svg)


def _sized(svg: str) -> str:
    """``svg`` with its own width and height, which a browser asks for inside an ``<image>``.

    Raises :class:`DiagramError` for what is no XML: of it a browser would show nothing.
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
    """The HTML of a diagram: its picture, and its source to open, which is ``code`` as HTML.

    Only ``code`` where the diagram cannot be drawn.
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
    """What a diagram is called: its kind, as the source has it, and its title if it has one."""
    header = _FRONT_MATTER.match(source)
    body = _COMMENT.sub("", source[header.end() if header else 0 :])
    kind = (body.split() or [""])[0].rstrip(";:").removesuffix("-beta").removesuffix("-v2")
    title = _TITLE.search(header[0] if header else "") or _TITLE.search(body)
    name = f"Mermaid, {kind}: {title[1].strip()}" if title else f"Mermaid, {kind}"
    return xml_text(name)
