"""The notes and the hand-written pages have their places in the navigation."""

from types import SimpleNamespace

import pytest
from coursenotes.adapters.navigation import facts, with_pages_by_hand

HOME, WEEK = {"T": "index.md"}, {"W": "week.md"}
NAMES = {"notes", "notes/n.md"}


@pytest.mark.parametrize(
    ("wanted", "nav"),
    [
        (None, [HOME, WEEK, "about.md", {"Guide": ["guide/a.md", "guide/b.md"]}]),
        ([], [HOME, WEEK]),
        (["about.md"], [HOME, WEEK, "about.md"]),
        (["about.md", "notes/n.md"], ["about.md", HOME, WEEK]),
        (["notes", {"About": "about.md"}], [HOME, WEEK, {"About": "about.md"}]),
        (["about.md", {"The notes": "notes"}], [HOME, "about.md", {"The notes": [WEEK]}]),
        ([{"All": ["about.md", "notes"]}], [HOME, {"All": ["about.md", WEEK]}]),
    ],
)
def test_pages_by_hand_follow_or_stand_where_the_author_says(wanted, nav):
    by_hand = ["about.md", "guide/a.md", "guide/b.md"]
    assert with_pages_by_hand([HOME, WEEK], wanted, NAMES, by_hand) == nav


def test_notes_of_one_page_leave_no_empty_section():
    assert with_pages_by_hand([HOME], [{"The notes": "notes"}], NAMES, []) == [HOME]


@pytest.mark.parametrize(("url", "topics"), [("topics/", True), ("week/", False)])
def test_templates_learn_the_number_of_pages_and_whether_one_is_the_index_of_topics(url, topics):
    pages = [SimpleNamespace(url=""), SimpleNamespace(url=url)]
    assert facts(SimpleNamespace(pages=pages)) == {"pages": 2, "topics": topics}
