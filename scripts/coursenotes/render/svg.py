"""Clean SVG pictures of the notes: parse them as XML and write only the parts that draw.

In a page a picture can do little harm: browsers neither run the scripts of an SVG there nor load
anything for it, so what this module removes is missing on GitHub too. But each picture also has an
address of its own, where browsers show it as a page of the site.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from urllib.parse import unquote_to_bytes
from xml.parsers import expat
from xml.sax.saxutils import escape

from msgspec import Struct

from coursenotes.errors import FileError, one_line
from coursenotes.model import Size
from coursenotes.render.css import is_local, local_declarations, local_rules
from coursenotes.render.svg_names import (
    ANIMATED,
    ANIMATIONS,
    ATTRIBUTES,
    ELEMENTS,
    SVG,
    WORDS,
    XHTML,
    XLINK,
    XML,
    XML_ATTRIBUTES,
)

MAX_SVG = 20_000_000
"""A drawing of more bytes takes minutes to draw."""
_MAX_DEPTH = 1000
"""Nested elements; browsers show no deeper ones."""
_MAX_INSIDE = 3
"""Nested pictures."""
_MAX_ENTITY = 200
"""Characters. Illustrator declares addresses as entities; longer ones only inflate a file."""

_DATA = re.compile(r"data:([^,;]*+)([^,]*+),(.*)\Z", re.IGNORECASE | re.DOTALL)
_RASTERS = {
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "jpeg": re.compile(rb"\xff\xd8\xff"),
    "gif": re.compile(rb"GIF8[79]a"),
    "webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
}
_ENCODING = re.compile(rb"""<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)""", re.ASCII)
_IN_ATTRIBUTE = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_LENGTH = re.compile(r"(\d{1,9}(?:\.\d*)?|\.\d+)(px|in|cm|mm|pt|pc|)")
_UNITS = {"": 1, "px": 1, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "pt": 96 / 72, "pc": 16}
_MAX_SIDE = 100_000

ELSEWHERE = "what it takes from elsewhere (embed it)"


class Picture(Struct, frozen=True):
    """An SVG that is safe to publish."""

    data: bytes
    left_out: tuple[str, ...]
    """What was removed that its author may miss, in words."""
    size: Size | None
    """None if it states no size that browsers use."""


def clean_svg(data: bytes) -> Picture:
    """Return ``data`` with only the elements and attributes that draw.

    Raises :class:`FileError` for a file that is not well-formed, not SVG, too large or too deep, or
    that declares entities other than short text.
    """
    return _clean(data, 0)


def _clean(data: bytes, inside: int) -> Picture:
    if len(data) > MAX_SVG:
        raise FileError(f"has {len(data):,} bytes, an SVG may have {MAX_SVG:,}; save it as PNG")
    writer = _Writer(inside)
    parser = expat.ParserCreate(None, " ")
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    parser.EntityDeclHandler = _entity
    parser.SkippedEntityHandler = _skipped
    try:
        parser.Parse(_decoded(data), True)
    except expat.ExpatError as cause:
        why = f"line {cause.lineno}: {one_line(expat.ErrorString(cause.code))}"
        raise FileError(f"is not well-formed, so no browser shows it ({why})") from None
    return Picture(
        "".join(writer.written).encode(), tuple(writer.left_out), _size(writer.outermost)
    )


def _size(given: Mapping[str, str]) -> Size | None:
    """The size of a picture with these attributes by the rules of SVG 2, 8.12."""
    width, height = (_pixels(given.get(name, "")) for name in ("width", "height"))
    box = [float(side) for side in _NUMBER.findall(given.get("viewBox", ""))]
    ratio = box[2] / box[3] if len(box) == 4 and min(box[2:]) > 0 else 0
    fluid = not (width or height)
    if ratio and not (width and height):
        width = width or (height * ratio if height else box[2])
        height = height or width / ratio
    sides = round(width), round(height)
    return Size(*sides, fluid) if min(sides) > 0 and max(sides) < _MAX_SIDE else None


def _pixels(length: str) -> float:
    """A length in pixels; 0 if it depends on what is around the picture."""
    found = _LENGTH.fullmatch(length.strip())
    return float(found[1]) * _UNITS[found[2]] if found else 0


def _decoded(data: bytes) -> bytes | str:
    """``data`` as text if expat does not know its encoding, else unchanged."""
    declared = _ENCODING.match(data)
    name = declared[1].decode().lower() if declared else "utf-8"
    if name in ("utf-8", "utf-16", "us-ascii"):
        return data
    try:
        return data.decode(name)
    except (UnicodeError, LookupError):
        raise FileError(f"is not in its encoding, {name}; save it as UTF-8") from None


def _entity(name: str, parameter: bool, value: str | None, *_: object) -> None:
    if parameter or value is None or len(value) > _MAX_ENTITY or re.search("[&<%]", value):
        raise FileError(f"declares the entity {name}; save it as plain SVG")


def _skipped(name: str, parameter: bool) -> None:
    if not parameter:
        raise FileError(f"uses the entity &{name};, which it does not declare")


class _Writer:
    """Receives the elements that expat parses, and writes those that are allowed."""

    def __init__(self, inside: int) -> None:
        self.written: list[str] = []
        self.left_out: dict[str, None] = {}
        self.outermost: Mapping[str, str] = {}
        self.inside = inside
        self.open: list[tuple[str, str]] = []
        self.skipped = 0
        self.unfinished = False
        self.style: list[str] | None = None

    def start(self, full: str, listed: list[str]) -> None:
        space, _, name = full.rpartition(" ")
        given = dict(zip(listed[::2], listed[1::2], strict=True))
        if not self.open and not self.skipped and (space, name) != (SVG, "svg"):
            raise FileError(f'begins with <{name}>, not with <svg xmlns="{SVG}">')
        if len(self.open) + self.skipped >= _MAX_DEPTH:
            raise FileError(f"nests more than {_MAX_DEPTH} elements; save it as plain SVG")
        if self.skipped or self.style is not None or not self._is_kept(space, name, given):
            self.skipped += 1
            return
        above = self.open[-1][0] if self.open else ""
        self._finish()
        self.written.append(f"<{name}" + (f' xmlns="{space}"' if space != above else ""))
        kept = self._attributes(space, name, given)
        if not self.open:
            self.outermost = kept
        for key, value in kept.items():
            self.written.append(f' {key}="{escape(value, _IN_ATTRIBUTE)}"')
        self.open.append((space, name))
        self.unfinished = True
        if (space, name) == (SVG, "style"):
            self.style = []

    def end(self, _: str) -> None:
        if self.skipped:
            self.skipped -= 1
            return
        if self.style is not None:
            (rules, whole), self.style = local_rules("".join(self.style)), None
            if not whole:
                self.left_out[ELSEWHERE] = None
            self.text(rules)
        _, name = self.open.pop()
        self.written.append("/>" if self.unfinished else f"</{name}>")
        self.unfinished = False

    def text(self, text: str) -> None:
        if self.style is not None:
            if not self.skipped:
                self.style.append(text)
        elif not self.skipped and self.open and text:
            self._finish()
            self.written.append(escape(text))

    def _finish(self) -> None:
        """End the start tag that is being written."""
        if self.unfinished:
            self.written.append(">")
            self.unfinished = False

    def _is_kept(self, space: str, name: str, given: dict[str, str]) -> bool:
        if name in ELEMENTS.get(space, ()):
            if space == SVG and name in ANIMATIONS:
                return name == "animateMotion" or given.get("attributeName") in ANIMATED
            if (space, name) == (SVG, "style"):
                return given.get("type", "").strip().lower() in ("", "text/css")
            # HTML and MathML draw inside a foreignObject only.
            return space == SVG or (SVG, "foreignObject") in self.open
        if name == "script":
            self.left_out["a script"] = None
        elif space != SVG and (SVG, "foreignObject") in self.open:
            self.left_out[f"<{name}>"] = None
        return False

    def _attributes(self, space: str, name: str, given: dict[str, str]) -> dict[str, str]:
        kept: dict[str, str] = {}
        for full, value in given.items():
            other, _, key = full.rpartition(" ")
            if (key == "href" and other in ("", XLINK)) or (key == "src" and not other):
                # If both are given, the one without a prefix counts.
                if (other or "href" not in kept) and not (other and "href" in given):
                    self._address(space, name, key, value.strip(), kept)
            elif other == XML and key in XML_ATTRIBUTES:
                kept[f"xml:{key}"] = value
            elif not other and (key in ATTRIBUTES[space] or key.startswith(("data-", "aria-"))):
                if key == "style":
                    kept[key], whole = local_declarations(value)
                    if not whole:
                        self.left_out[ELSEWHERE] = None
                elif key in WORDS or key.startswith(("data-", "aria-")) or is_local(value):
                    kept[key] = value
                else:
                    self.left_out[ELSEWHERE] = None
            elif not other and key.lower().startswith("on"):
                self.left_out["what it does when it is clicked or the like"] = None
        return kept

    def _address(self, space: str, name: str, key: str, address: str, kept: dict[str, str]) -> None:
        """Keep an address that is inside the picture, or a data: address of a picture."""
        if key == "src" and (space, name) != (XHTML, "img"):
            return
        if space == SVG and re.match(r"#.", address):
            kept[key] = address
        elif name in ("image", "feImage", "img") and (found := _DATA.match(address)):
            if embedded := self._embedded(found[1].strip().lower(), found[2], found[3]):
                kept[key] = embedded
        elif name != "a":  # links do not work in a picture anyway, nor on GitHub
            self.left_out[ELSEWHERE] = None

    def _embedded(self, kind: str, parameters: str, written: str) -> str:
        """A data: address for a picture inside the picture: a raster, or an SVG, cleaned as well.

        Empty for anything else. Like browsers, it tells the kind of raster by the first bytes.
        """
        try:
            data = unquote_to_bytes(written)
            if parameters.strip().lower().endswith("base64"):
                data = b64decode(data)
            if kind == "image/svg+xml" and self.inside < _MAX_INSIDE:
                cleaned = _clean(data, self.inside + 1)
                self.left_out |= dict.fromkeys(cleaned.left_out)
                data, name = cleaned.data, "svg+xml"
            else:
                name = next((n for n, begins in _RASTERS.items() if begins.match(data)), "")
        except (FileError, ValueError):
            name = ""
        if not name:
            self.left_out["a picture in it that is no SVG, PNG, JPEG, GIF or WebP"] = None
            return ""
        return f"data:image/{name};base64,{b64encode(data).decode()}"
