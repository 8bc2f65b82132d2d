"""Titles in two: the part that they number, and its name."""

import pytest
from coursenotes.adapters.navigation import shown_title
from coursenotes.model import Element
from coursenotes.pages.titles import in_two, label_and_name


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Week 1: Drift", ("Week 1", "Drift")),
        ("Module 2 : A: B", ("Module 2", "A: B")),
        ("Chapter II: Roots", ("Chapter II", "Roots")),
        ("Woche 3: Größen", ("Woche 3", "Größen")),
        ("Неделя 1: Данные", ("Неделя 1", "Данные")),
        ("第1周：生命周期", ("第1周", "生命周期")),
        ("Week 1", ("", "Week 1")),
        ("Week 1:", ("", "Week 1:")),
        ("Drift: what it is", ("", "Drift: what it is")),
        ("Python 3: the good parts", ("", "Python 3: the good parts")),
        ("Week 1 was about many things, among them: drift", None),
        ("12:30", ("", "12:30")),
        ("", ("", "")),
    ],
)
def test_a_title_is_split_where_its_part_is_named_before_the_first_colon(title, expected):
    assert label_and_name(title) == (expected or ("", title))


def test_both_parts_are_one_text_with_the_authors_colon():
    em = Element("em", (), ("Drift",))
    label = Element("span", (("class", "of"),), ("Week 1", Element("i", (), (": ",))))
    assert in_two(("Week 1: ", em, "!")) == (label, em, "!")
    assert in_two(("Week 1: the ", em)) == (label, "the ", em)
    assert in_two((em, ": x")) == (em, ": x")


def test_a_title_in_the_navigation_is_html():
    assert shown_title("Week 1: a < b") == (
        '<span class="of">Week 1<i>: </i></span><span>a &lt; b</span>'
    )
    assert shown_title("a < b") == "a &lt; b"
