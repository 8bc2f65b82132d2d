"""What is found word by word is what a pattern with all the words would find."""

from __future__ import annotations

import re

import pytest
from coursenotes.phrases import Anywhere, Beginning
from coursenotes.vocabulary import any_of, is_unspaced, vocabulary
from hypothesis import given
from hypothesis import strategies as st

PURPOSES = ("question", "exercise", "answer", "part", "asking", "asking_ends", "refers", "open")
WORDS = sorted({word for name in PURPOSES for word in vocabulary()[name]})
BEHIND = r"\s*\d*\s*[:：.]"


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Words of the vocabulary, in any letter case, with signs and numbers between them."""
    words = st.sampled_from(WORDS).flatmap(
        lambda word: st.sampled_from((word, word.upper(), word.title(), word.replace(" ", " \n")))
    )
    signs = st.text("  :：.3(*_’'sı-对吗\n", max_size=3)
    return "".join(draw(st.lists(st.one_of(words, signs), max_size=5)))


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40), texts())
def test_a_beginning_is_found_as_by_a_pattern_with_all_the_words(
    words: list[str], text: str
) -> None:
    pattern = re.compile(rf"\W*(?P<word>{any_of(words)}){BEHIND}", re.IGNORECASE)
    expected, found = pattern.match(text), Beginning(r"\W*", (words, BEHIND)).match(text)
    assert (found and (found.span("word"), found.end())) == (
        expected and (expected.span("word"), expected.end())
    )


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40), texts())
def test_words_anywhere_are_found_as_by_a_pattern_with_all_the_words(
    words: list[str], text: str
) -> None:
    inside = [word for word in words if is_unspaced(word) and len(word) > 1]
    alone = any_of(word for word in words if word not in inside) or "(?!)"
    pattern = re.compile(rf"(?<!\w)(?:{alone})(?!\w)|{any_of(inside) or '(?!)'}", re.IGNORECASE)
    assert Anywhere(words).is_in(text) == bool(pattern.search(text))


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40), texts())
def test_words_at_the_end_are_found_as_by_a_pattern_with_all_the_words(
    words: list[str], text: str
) -> None:
    spaced = any_of(word for word in words if not is_unspaced(word)) or "(?!)"
    unspaced = any_of(word for word in words if is_unspaced(word)) or "(?!)"
    pattern = re.compile(rf"(?:(?<!\w)(?:{spaced})|(?:{unspaced}))\W*\Z", re.IGNORECASE)
    assert Anywhere(words, at_end=True).is_in(text) == bool(pattern.search(text))


def test_the_first_alternative_that_matches_counts() -> None:
    beginning = Beginning("", (("week",), r"\s(?P<number>\d)"), (("week", "w"), r"\s?(?P<sign>.)"))
    found = beginning.match("Week 3"), beginning.match("week three"), beginning.match("w3")
    assert [match and match.groupdict() for match in found] == [
        {"word": "Week", "number": "3"},
        {"word": "week", "sign": "t"},
        {"word": "w", "sign": "3"},
    ]


@pytest.mark.parametrize("text", ["Long descriptions", "HOW\u00a0 TO do it", "meaning"])
def test_what_counts_within_words_is_found_within_them(text: str) -> None:
    words = Anywhere(("idea",), within=("descri", "how to", "meaning"))
    assert words.is_in(text)
    assert not words.is_in("An ideal of something")


def test_a_sign_between_words_is_found_with_or_without_spaces():
    joins = Anywhere(("and", "和", "、"))
    assert all(map(joins.is_in, ("精度、召回率", "A 、 B", "a and b")))
    assert not any(map(joins.is_in, ("和平", "sand")))


def test_words_begin_with_a_letter_so_that_signs_before_them_end_in_one_place() -> None:
    others = {"definition_questions", "subject_questions", "several", "means"}  # at no beginning
    words = [word for name, own in vocabulary().items() if name not in others for word in own]
    assert [word for word in words if not re.match(r"\w", word) or word != word.strip()] == []
