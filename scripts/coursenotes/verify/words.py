"""Split text into the words and signs that the checks compare."""

from __future__ import annotations

import re

INLINE = frozenset(
    "a abbr annotation b bdi bdo big cite code del dfn em font i img ins kbd label mark math q rp "
    "rt ruby s samp semantics small span strike strong sub sup time tt u var wbr".split()
)
"""The elements that do not end a word."""
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_TOKEN = re.compile(rf"[{_IDEOGRAPHS}]|(?:(?![{_IDEOGRAPHS}])[^\W_])+|[^\w\s:：]")


def tokens(text: str) -> list[str]:
    """Return the words, ideographs and signs of ``text`` without colons, which labels lose."""
    return _TOKEN.findall(text)
