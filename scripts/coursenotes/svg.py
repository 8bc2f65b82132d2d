"""SVG pictures of the notes: what may be published of them."""

from __future__ import annotations

import html
import re

# What runs where an SVG is opened by itself: scripts, handlers, such links, foreign pages, and
# what could hide one of these (entities, other encodings).
_SCRIPTED = re.compile(
    r"<(?:\w+:)?(?:script|foreignObject|iframe|embed|object|handler|listener)\b"
    r"|[\s\"'/]on[a-z]+\s*=|(?:java|vb)script:|data:text|<!ENTITY|<\?xml-stylesheet|\x00",
    re.IGNORECASE,
)


def is_scripted(picture: bytes) -> bool:
    """Whether ``picture`` holds scripts: it must not be published."""
    return bool(_SCRIPTED.search(html.unescape(picture.decode("utf-8", "replace"))))
