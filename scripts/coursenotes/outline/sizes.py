"""How long something is to read, in words, as its script counts them."""

from __future__ import annotations

import re

from coursenotes.elements import text_of
from coursenotes.model import Node

# Scripts without spaces between words: two signs of the first, five of the others make a word.
_HAN_AND_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_THAI_AND_ITS_LIKE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


def words_in(*nodes: Node) -> int:
    """How many words a reader reads in ``nodes``."""
    text = text_of(*nodes)
    words = len(text.split())
    if text.isascii():
        return words
    han, thai = len(_HAN_AND_KANA.findall(text)), len(_THAI_AND_ITS_LIKE.findall(text))
    return words + han // 2 + thai // 5
