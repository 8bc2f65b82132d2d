"""Front matter is not text of the notes, but may give their title."""

import pytest
from coursenotes import plan_site, read_notes
from pages import html_of

BODY = "\n## Week 1\n\nSee [gone](#gone).\n\n## Week 2\n\nmore\n"


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ('title: "My *course*: <b>one</b>"\ntags: [a, b]\n', "My *course*: <b>one</b>"),
        ("title: |\n  Two\n  lines\n", "Two lines"),
        ("tags:\n  - a\n# comment\n\ntitle: Last\n", "Last"),
        ("title: 2024\n", "Notes"),
        ("title: [a]\n", "Notes"),
        ("title: a: b\n", "Notes"),
        ("title: !!python/object:os.system x\n", "Notes"),
        ("date: 2024-99-99\ntitle: x\n", "Notes"),
        ("tags: a\n", "Notes"),
        ("", "Notes"),
    ],
)
def test_notes_without_a_heading_of_their_own_have_the_title_of_the_front_matter(front, title):
    for line_end in ("\n", "\r\n"):
        text = f"---\n{front}---\n{BODY}".replace("\n", line_end)
        plan = plan_site(read_notes(text, "n.md"))
        assert plan.title == title
        assert "<b>" not in html_of(plan.pages[0])
        assert [page.path for page in plan.pages][:3] == ["index.md", "week-1.md", "week-2.md"]
        assert plan.problems[0].at.line == text[: text.index("gone")].count("\n") + 1


def test_a_heading_goes_before_it():
    plan = plan_site(read_notes(f"---\ntitle: Front\n---\n\n# Own\n{BODY}", "n.md"))
    assert plan.title == "Own"


@pytest.mark.parametrize("text", ["---\n\nWords.\n\n---\n", "text\n\n---\ntitle: x\n---\n"])
def test_a_line_between_words_is_no_front_matter(text):
    plan = plan_site(read_notes(f"{text}{BODY}", "n.md"))
    assert plan.title == "Notes"
    html = html_of(plan.pages[0])
    assert "Words" in html or "title: x" in html
