"""Titles are split into the part that they number and its name."""

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.adapters.navigation import shown_title
from coursenotes.model import Element
from coursenotes.pages.titles import in_two, label_and_name
from pages import html_of


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


@pytest.mark.parametrize(("words", "smaller"), [(10, False), (40, True)])
def test_a_long_title_is_set_smaller(words, smaller):
    page = plan_site(read_notes(f"# T\n\n## {'word ' * words}\n\nx\n", "n.md", (2,))).pages[1]
    assert ('<h1 id="word' in html_of(page)) and ('class="long"' in html_of(page)) is smaller


def test_a_sentence_below_the_title_of_a_single_page_is_set_as_a_line():
    home = plan_site(read_notes("# T\n\nThis ends.\n\n- a list\n", "n.md")).pages[0]
    assert '<p class="lede">This ends.</p>' in html_of(home)


@pytest.mark.parametrize(
    ("below", "is_line"),
    [
        ("", True),
        ("## Part 1\n\nx\n\n## Part 2\n\ny", True),
        ("More.\n\n## Part 1\n\nx\n\n## Part 2\n\ny", True),
        ("- and goes on", False),
        ("$$\nx\n$$", False),
    ],
)
def test_a_short_line_below_the_title_is_set_as_one_unless_it_goes_on(below, is_line):
    home = plan_site(read_notes(f"# T\n\nThis begins\n\n{below}\n", "n.md")).pages[0]
    assert ('<p class="lede">This begins</p>' in html_of(home)) is is_line
    assert "This begins" in html_of(home)
