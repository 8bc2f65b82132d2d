"""Tell the browser the size of each picture, so that nothing moves when it has loaded.

The author's ``width`` and ``height`` count, as on GitHub. If only one is given, the other follows
from it. A picture that is too wide for the screen keeps its shape (the style sheet's
``height: auto``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from coursenotes.model import Element, Size, Target, with_children

_LENGTH = re.compile(r"\s*(\d{1,5}(?:\.\d+)?)\s*(%?)(?:px)?\s*")
_NO_CHANGE = 0.01
"""Aspect ratios that differ by less are equal, apart from rounding."""


def roomy(picture: Element) -> Element:
    """Return an ``<img>`` with its size, which loads when the reader comes near it."""
    room = _room(picture, _size(picture))
    kept = [pair for pair in picture.attributes if pair[0] not in room]
    when = (("loading", "lazy"), ("decoding", "async"))
    return replace(picture, attributes=(*kept, *room.items(), *when))


def with_sized_sources(picture: Element) -> Element:
    """Return a ``<picture>`` with a size for each source, by the rules of its ``<img>``."""
    shown = next((e for e in picture.walk() if e.tag == "img"), picture)

    def sized(source: Element) -> Element:
        room = _room(shown, _size(source))
        sides = tuple((name, room[name]) for name in ("width", "height") if name in room)
        return (
            replace(source, attributes=(*source.attributes, *sides)) if len(sides) > 1 else source
        )

    children = [
        sized(child) if isinstance(child, Element) and child.tag == "source" else child
        for child in picture.children
    ]
    return with_children(picture, children)


def _size(node: Element) -> Size | None:
    return node.mark.size if isinstance(node.mark, Target) else None


def _room(given: Element, size: Size | None) -> Mapping[str, str]:
    """The attributes that reserve the place of a picture of ``size``, instead of ``given``."""
    width, height = (_LENGTH.fullmatch(given.get(side)) for side in ("width", "height"))
    if width and height and not (width[2] or height[2]):
        wanted = float(width[1]), float(height[1])
        shape = size.width / size.height if size else 0
        if 0 in wanted or abs(wanted[0] / wanted[1] - shape) < _NO_CHANGE * shape:
            return {}
        # GitHub shows it in the given aspect ratio too.
        return {"style": f"aspect-ratio: {width[1]} / {height[1]};"}
    if not size:
        return {}
    if width and width[2]:
        return {"style": f"aspect-ratio: auto {size.width} / {size.height};"}
    if width:
        return _sides(float(width[1]), float(width[1]) * size.height / size.width)
    if height and not height[2]:
        return _sides(float(height[1]) * size.width / size.height, float(height[1]))
    sides = _sides(size.width, size.height)
    return {**sides, "class": "fluid"} if size.fluid else sides


def _sides(width: float, height: float) -> Mapping[str, str]:
    return {"width": str(max(1, round(width))), "height": str(max(1, round(height)))}
