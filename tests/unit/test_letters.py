"""Letters of scripts without spaces between words are recognised."""

import sys
import unicodedata

import pytest
from coursenotes.letters import is_among, is_simple, letters_in
from coursenotes.outputs.search_tokens import UNSPACED

HAN = "\u3400-\u9fff"


def test_no_simple_text_has_a_mark_or_a_letter_of_a_script_without_spaces():
    for letter in map(chr, range(sys.maxunicode + 1)):
        if is_simple(letter):
            assert unicodedata.category(letter)[0] != "M", hex(ord(letter))
            assert not is_among(letter, UNSPACED), hex(ord(letter))


@pytest.mark.parametrize("text", ["plain", "naïve “quotes” – → ½ λ, Ж", "🙂"])
def test_what_most_notes_hold_is_simple(text):
    assert is_simple(text)


@pytest.mark.parametrize(
    ("text", "number"), [("abc", 0), ("λ – ’", 0), ("第1章 – ’", 2), ("한", 0)]
)
def test_the_letters_of_a_range_are_counted(text, number):
    assert letters_in(text, HAN) == number
