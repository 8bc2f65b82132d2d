"""Notes in many styles: everything that GitHub shows is on the site, and questions are found.

``tests/fixtures/NAME.md`` is written like such files on GitHub; ``NAME.questions`` lists
the questions in it, ``+`` before one that has an answer and ``-`` before one that has none.
"""

from pathlib import Path

import pytest
from counts import compare, on_site
from coursenotes import read_notes
from coursenotes.elements import plain
from coursenotes.model import Question, Section
from large import large_notes

FIXTURES = Path(__file__).parents[2] / "fixtures"
NAMES = sorted(path.stem for path in FIXTURES.glob("*.md"))


def text_of(name: str) -> str:
    with open(FIXTURES / f"{name}.md", encoding="utf-8", newline="") as file:
        return file.read()


def questions(section: Section) -> list[Question]:
    own = [item for item in section.items if isinstance(item, Question)]
    return own + [question for part in section.parts for question in questions(part)]


def test_there_are_notes_of_many_styles():
    assert len(NAMES) >= 8


@pytest.mark.parametrize("name", NAMES)
def test_what_github_shows_is_on_the_site(name):
    assert compare(text_of(name)).differences() == []


@pytest.mark.parametrize("name", NAMES)
def test_its_questions_are_found_and_nothing_else_is(name):
    found = questions(read_notes(text_of(name), f"{name}.md").root)
    lines = [f"{'+' if question.answer else '-'} {plain(*question.text)}" for question in found]
    assert lines == (FIXTURES / f"{name}.questions").read_text("utf-8").splitlines()


def test_many_questions_of_mixed_styles_are_all_found_and_nothing_is_lost():
    text = large_notes(questions=40, chapters=3)
    found = questions(read_notes(text, "large.md").root)
    assert [len(found), sum(bool(question.answer) for question in found)] == [40, 40]
    assert compare(text).differences() == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("- nulls\n", ""), "list items: 9 on GitHub, 8 on the site"),
        (("   - doubles", "- doubles"), "nested list items: 4 on GitHub, 3 on the site"),
        (("    SELECT *", "SELECT *"), "code blocks: 1 on GitHub, 0 on the site"),
        (("the schema", "the"), "lost: schema×1"),
    ],
)
def test_the_measure_sees_what_is_lost(change, said, monkeypatch):
    text = text_of("flat")
    assert change[0] in text
    monkeypatch.setattr("counts.on_site", lambda _, then=on_site: then(text.replace(*change)))
    assert said in compare(text).differences()
