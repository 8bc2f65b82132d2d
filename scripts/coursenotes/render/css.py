"""Remove from the CSS of SVG pictures whatever could load something from outside the picture.

Only functions (``url()``, ``image-set()`` …) and at-rules (``@import``) can load anything, so the
module lists those that it allows. It drops a declaration with any other, or one it cannot parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

_FUNCTIONS = frozenset(
    # numbers and colours
    "calc min max clamp round mod rem abs sign sin cos tan pow sqrt hypot var env rgb rgba hsl "
    "hsla hwb lab lch oklab oklch color color-mix light-dark device-cmyk "
    # transforms, time
    "matrix matrix3d translate translatex translatey translatez translate3d rotate rotatex rotatey "
    "rotatez rotate3d scale scalex scaley scalez scale3d skew skewx skewy perspective "
    "cubic-bezier steps linear "
    # filters, shapes, gradients, grids, fonts
    "blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia "
    "path polygon circle ellipse inset rect xywh linear-gradient radial-gradient conic-gradient "
    "repeating-linear-gradient repeating-radial-gradient repeating-conic-gradient "
    "counter counters minmax repeat fit-content local format tech".split()
)
_AT_RULES = frozenset("media supports layer font-face keyframes -webkit-keyframes".split())
_LOCAL = re.compile(
    r"#|data:(?:image/(?:png|jpe?g|gif|webp)|font/\w+|application/(?:x-)?font-\w+)[;,]",
    re.IGNORECASE,
)
_LOCAL_URL = re.compile(r"""url\(\s*+(["']?)#[\w.:-]++\1\s*+\)""", re.IGNORECASE)
_CALL = re.compile(r"([-\w]*+)\(")
_UNUSUAL = re.compile(r"[\\@{}]|/\*")


def is_local(value: str) -> bool:
    """True if ``value``, of a property or an attribute, refers to nothing outside the picture."""
    return _is_plain(value) or _is_local(tinycss2.parse_component_value_list(value))


@lru_cache(maxsize=4096)
def local_declarations(text: str) -> tuple[str, bool]:
    """Return the local declarations of a ``style`` attribute, and whether that is all of them."""
    if _is_plain(text):
        return text, True
    listed = tinycss2.parse_blocks_contents(text, skip_comments=True)
    return _block(node for node in listed if isinstance(node, Declaration))


def local_rules(text: str) -> tuple[str, bool]:
    """Return the local rules and declarations of a style sheet, and whether that is all of them."""
    return _block(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def _is_plain(text: str) -> bool:
    """Quick test that ``text`` is local, which spares most values the parser."""
    if _UNUSUAL.search(text):
        return False
    calls = _CALL.findall(_LOCAL_URL.sub("", text)) if "(" in text else ()
    return all(name.lower() in _FUNCTIONS for name in calls)


def _block(nodes: Iterable[Node]) -> tuple[str, bool]:
    kept = []
    whole = True
    for node in nodes:
        if isinstance(node, Declaration):
            if _is_local(node.value):
                kept.append(f"{node.serialize()};")
            else:
                whole = False
        elif isinstance(node, QualifiedRule):
            inside, all_of_it = _block(tinycss2.parse_blocks_contents(node.content))
            kept.append(f"{tinycss2.serialize(node.prelude)}{{{inside}}}")
            whole &= all_of_it
        elif isinstance(node, AtRule):
            name = node.lower_at_keyword
            if name in _AT_RULES and node.content is not None:
                inside, all_of_it = _block(tinycss2.parse_blocks_contents(node.content))
                kept.append(f"@{name}{tinycss2.serialize(node.prelude)}{{{inside}}}")
                whole &= all_of_it
            else:
                whole &= name != "import"
    return "".join(kept), whole


def _is_local(tokens: Sequence[Node]) -> bool:
    waiting = list(tokens)
    while waiting:
        token = waiting.pop()
        if token.type in ("error", "at-keyword"):
            return False
        if token.type == "url" and not _LOCAL.match(token.value):
            return False
        if token.type == "function":
            inside = [a for a in token.arguments if a.type != "whitespace"]
            if token.lower_name == "url":
                # A url() with anything but one string is not an address to every parser: refuse it.
                if [a.type for a in inside] != ["string"] or not _LOCAL.match(inside[0].value):
                    return False
            elif token.lower_name not in _FUNCTIONS:
                return False
            waiting += token.arguments
        elif token.type in ("() block", "[] block", "{} block"):
            waiting += token.content
    return True
