"""How long something is to read, in words, as its script counts them."""

from __future__ import annotations

from coursenotes.elements import text_of
from coursenotes.letters import letters_in
from coursenotes.model import Node


def words_in(*nodes: Node) -> int:
    """How many words a reader reads in ``nodes``."""
    text = text_of(*nodes)
    words = len(text.split())
    if text.isascii():
        return words
    # Scripts without spaces between words: two signs of the first, five of the others make a word.
    han = letters_in(text, "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff")
    thai = letters_in(text, "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff")
    return words + han // 2 + thai // 5
