"""Names are sorted the way people count."""

import random

import pytest
from coursenotes.sources.natural import natural_keys
from hypothesis import given
from hypothesis import strategies as st

ORDERS = {
    "numbers": "1 2 10 11 100",
    "numbers behind words": "week 1|week 2|week 10|week 11",
    "zeros in front": "01|2|003|10",
    "no sign counts": "course1_week1|course1-week2|course1 week10|course2_week1",
    "neither case nor accents": "alpha|Beta|Éclair|fin|Zebra",
    "parts of numbers": "1.1|1.2|1.10|2.1",
    "numbers before words": "1 basics|2 more|appendix",
    "the shorter first": "week|week 1|week 1 homework|week 2",
    "Roman": "I|II|III|IV|V|VI|VIII|IX|X|XI",
    "Roman behind words": "Part I – Zen|Part II – Art|Part IV – C|Part V|Part IX – A",
    "letters": "C|G|H|I|J|V|X",
    "a letter among letters": "Appendix H|Appendix I|Appendix J|Appendix V",
    "a word that is Roman": "editors|vi|vim",
    "number words": "week one|week two|week three|week ten",
    "no number alone": "apples|one|pears",
    "months": "January|February|March|April",
    "months in short, days behind": "Sep 3|Sep 20|Oct 1|Dec 24",
    "dates": "2023-12-31|2024-01-05|2024-01-10|2024-02-01",
    "dates, the day first": "05.01.2024|31.01.2024|01.02.2024",
    "dates, the month first": "01-05-2024|01-31-2024|02-01-2024",
    "Han": "第一章|第二章|第三章|第九章|第十章|第十一章|第二十章|第二十一章|第一百零一章",
    "Han in front": "一、绪论|二、方法|十、结论",
    "other digits": "第１章|第２章|第１０章|第１１章",
    "Arabic digits": "درس ١|درس ٢|درس ١٠",
    "nothing to count": "!|?",
}


def ordered(names):
    keys = natural_keys(set(names))
    return sorted(names, key=lambda name: (keys[name], name))


@pytest.mark.parametrize("names", ORDERS.values(), ids=ORDERS)
def test_the_order(names):
    expected = names.split("|" if "|" in names else " ")
    shuffled = random.Random(1).sample(expected, len(expected))
    assert ordered(shuffled) == expected


NAMES = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.from_regex(
            r"(week|part)? ?(\d{1,3}|[IVX]{1,4}|one|two|may|十二|01\.02\.2024)", fullmatch=True
        ),
    ),
    unique=True,
)


@given(NAMES, st.randoms(use_true_random=False))
def test_how_the_names_were_listed_does_not_matter(names, chance):
    shuffled = names[:]
    chance.shuffle(shuffled)
    assert ordered(shuffled) == ordered(names)


@given(st.lists(st.integers(0, 10**9), unique=True), st.sampled_from(["", "week", "Teil "]))
def test_numbers_stand_by_their_value(numbers, word):
    assert ordered([f"{word}{n}" for n in numbers]) == [f"{word}{n}" for n in sorted(numbers)]
