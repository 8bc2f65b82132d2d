"""Questions get numbers only if the author has not numbered them."""

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.outputs.html import render_page


def numbers(notes):
    page = plan_site(read_notes(f"# T\n\n{notes}", "n.md")).pages[0]
    contents = render_page(page.body, page.path).contents
    return [
        entry.number for top in contents for entry in (top, *top.below) if entry.title[-1] == "?"
    ]


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ("**What is A?**\n\nx\n\n**What is B?**\n\ny\n", ["1", "2"]),
        ("**What is A?**\n\nx\n\n***\n\n**What is B?**\n\ny\n", ["1", "2"]),
        ("### 1. What is A?\n\nx\n\n### 2. What is B?\n\ny\n", ["", ""]),
        ("### Q3: What is A?\n\nx\n\n### What is B?\n\ny\n", ["", ""]),
        ("### 3 ways of A: which?\n\nx\n\n### What is 2.5 GB?\n\ny\n", ["1", "2"]),
        ("### What is 1?\n\nx\n\n### 1.5 GB or more?\n\nx\n", ["1", "2"]),
        ("4. What is A?\n\n   x\n5. What is B?\n\n   y\n", ["4", "5"]),
        ("- What is A?\n\n  x\n- What is B?\n\n  y\n", ["1", "2"]),
    ],
)
def test_questions_are_numbered_where_their_author_did_not(notes, expected):
    assert numbers(notes) == expected
