"""Blocks whose direction differs from their page's are marked."""

import re

import pytest
from coursenotes import Settings, plan_site, read_notes
from pages import html_of

ENGLISH = "It is what happens to the data when the world that they come from changes. " * 5
ARABIC = "الخلية هي أصغر وحدة في الكائن الحي"


def page(text):
    return home(f"# T\n\n{text}\n")


def home(text):
    return html_of(plan_site(read_notes(text, "n.md"), settings=Settings(language="")).pages[0])


def test_a_page_of_one_direction_has_no_byte_more():
    assert "dir=" not in page(ENGLISH)
    arabic = f"# {ARABIC}\n\n**{ARABIC}؟**\n\n> {ARABIC}\n\n- {ARABIC}\n"
    assert "dir=" not in home(arabic)


@pytest.mark.parametrize(
    ("block", "found"),
    [
        (ARABIC, ["p"]),
        (f"## {ARABIC}", ["h2"]),
        (f"- {ARABIC}\n- {ARABIC}", ["ul"]),
        (f"- one\n- {ARABIC}", ["li"]),
        (f"> {ARABIC}", ["blockquote"]),
        (f"| a | {ARABIC} |\n|--|--|\n| b | {ARABIC} |", ["th", "td"]),
        (f"**Why?**\n\n<details><summary>Answer</summary>\n\n{ARABIC}\n\n</details>", ["p"]),
        (f"**{ARABIC}؟**\n\n> {ENGLISH}", ["h2"]),
        (f"12 + 3 {ARABIC}", ["p"]),
        (f"`df` {ARABIC}", ["p"]),
        (f"$x$ {ARABIC}", ["p"]),
        (f"**`df`** *{ARABIC}*", ["p"]),
        ('<p dir="rtl">x</p>', ["p"]),
        # a beginning in the page's direction decides
        (f"A word: {ARABIC}", []),
        (f"```\n{ARABIC}\n```", []),
        (f"`{ARABIC}` x", []),
        ("123", []),
    ],
)
def test_a_block_runs_as_its_first_letter_does(block, found):
    html = page(f"{ENGLISH}\n\n{block}\n\n{ENGLISH}")
    assert re.findall(r'<(\w+)(?: [^>]*)? dir="rtl"', html) == found
    assert 'dir="ltr"' not in html


def test_english_in_notes_from_right_to_left_runs_from_left_to_right():
    html = page(f"{ARABIC} {ARABIC}\n\n{ARABIC}\n\nAn English line.\n\n- {ARABIC}\n- One\n")
    assert re.findall(r'<(\w+)(?: [^>]*)? dir="(\w+)"', html) == [
        ("h1", "ltr"),
        ("p", "ltr"),
        ("li", "ltr"),
    ]
