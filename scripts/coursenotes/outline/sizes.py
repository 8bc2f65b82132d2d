"""Measure text in words, also for scripts without spaces between words."""

from __future__ import annotations

from coursenotes.elements import text_of
from coursenotes.letters import letters_in
from coursenotes.model import Node


def words_in(*nodes: Node) -> int:
    """Return the number of words that a reader sees in ``nodes``."""
    text = text_of(*nodes)
    words = len(text.split())
    if text.isascii():
        return words
    # In scripts without spaces, about two signs of Chinese or five of Thai make a word.
    han = letters_in(text, "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff")
    thai = letters_in(text, "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff")
    return words + han // 2 + thai // 5
