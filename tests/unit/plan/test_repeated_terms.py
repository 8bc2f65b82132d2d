"""Terms that the notes explain twice are reported."""

from pathlib import Path

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.model import Severity

TESTS = Path(__file__).parents[2]


def told(text):
    problems = plan_site(read_notes(text, "n.md", (2,))).problems
    return [p for p in problems if "is explained on line" in p.message]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("**Data drift**: it changes over time", "- **Data drifts**: all that may change\n- x"),
        ("**Data drift**: it changes over time", "**What is the data drift?**\n\n> It may change."),
        (
            "**Data drift**: it changes over time",
            "<dl><dt>data drift</dt><dd>a change of it</dd></dl>",
        ),
        (
            "| Term | Meaning |\n|--|--|\n| Data drift | it changes over time |",
            "**Data drift**: all that may change",
        ),
    ],
)
def test_a_term_that_is_explained_twice_is_reported_with_both_lines(one, other):
    text = f"# T\n\n## A\n\n{one}\n\n## B\n\n{other}\n"
    (problem,) = told(text)
    second = 1 + text[: text.index("## B")].count("\n") + 2
    first = 7 if one.startswith("|") else 5
    assert problem.severity is Severity.HINT
    assert problem.at.line == second
    assert f"is explained on line {first} too" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "**Data drift**: it changes over time\n\n## B\n\nOf data drift.",
        "**Filter**: it takes some out\n\n## B\n\n**Filter**: it lets some in",
        "**Time complexity**: O(n)\n\n## B\n\n**Time complexity**: O(1)",
        "**What is data drift?**\n\n> **Data drift** is a change over time.",
        "**Use of it**: it is here\n\n## B\n\n**Use of it**: it is there",
        "\n\n## B\n\n".join(["**Time needed**: it is as long as that"] * 3),
    ],
)
def test_what_is_no_second_explanation_is_not_reported(text):
    assert told(f"# T\n\n## A\n\n{text}\n") == []


@pytest.mark.parametrize(
    "path",
    [TESTS / "project" / "notes" / "mlops.md", *sorted((TESTS / "fixtures").glob("*.md"))],
    ids=lambda path: path.stem,
)
def test_no_fixture_explains_a_term_twice(path):
    assert told(path.read_text("utf-8")) == []
