"""A question's id stays when the notes around it, or its answer, change."""

from dataclasses import dataclass

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.model import Question
from examples import times
from hypothesis import given
from hypothesis import strategies as st


def ids_of(text):
    """Return the ids of all questions, in order."""
    home = plan_site(read_notes(text, "n.md")).home
    items = (item for page in home.walk() for item in page.section.items)
    return [item.id for item in items if isinstance(item, Question)]


@dataclass(frozen=True)
class Asked:
    text: str
    answer: str

    def __str__(self):
        return f"**{self.text}?**\n\n> {self.answer}\n\n"


ANSWERS = st.sampled_from(["Yes.", "Because.\n>\n> - one\n> - two", "$x$", "```\n> code\n> ```"])
ASKED = st.builds(Asked, st.sampled_from(["Why", "What is drift", "How, again"]), ANSWERS)
# Weeks of headings of questions; equal texts and equal headings are likely.
BELOW = st.tuples(st.sampled_from(["Review", "Drift"]), st.lists(ASKED, max_size=3))
WEEKS = st.lists(st.lists(BELOW, min_size=1, max_size=2), min_size=1, max_size=3)
WEEK_NAMES = ["Data", "Models", "Serving"]
NEW = st.one_of(
    st.just("Some text between.\n\n"),
    st.builds(Asked, st.sampled_from(["Is this new", "What else"]), ANSWERS),
    st.just("words " * 5001 + "\n\n"),  # so much that headings become pages
)


def pieces_of(weeks):
    pieces = ["# Notes\n\n"]
    for name, below in zip(WEEK_NAMES, weeks, strict=False):
        pieces.append(f"## Week 1: {name}\n\n")
        for heading, asked in below:
            pieces += [f"### {heading}\n\n", *asked]
    return pieces


def written(pieces):
    return "".join(map(str, pieces))


@times(0.25)
@given(WEEKS)
def test_no_two_questions_of_a_site_have_one_id(weeks):
    pieces = pieces_of(weeks)
    found = ids_of(written(pieces))
    assert len(found) == sum(isinstance(piece, Asked) for piece in pieces)
    assert len(set(found)) == len(found) and "" not in found


@times(0.4)
@given(WEEKS, st.lists(st.tuples(st.integers(1, 30), NEW), max_size=3))
def test_an_id_stays_when_something_is_inserted_above_or_below(weeks, inserted):
    pieces = pieces_of(weeks)
    before = ids_of(written(pieces))
    added = [new for _, new in inserted]
    for place, new in inserted:
        pieces.insert(min(place, len(pieces)), new)
    asked = [piece for piece in pieces if isinstance(piece, Asked)]
    after = ids_of(written(pieces))
    assert len(after) == len(asked)
    old = (not any(piece is new for new in added) for piece in asked)
    assert [name for name, is_old in zip(after, old, strict=True) if is_old] == before


@times(0.25)
@given(WEEKS, st.lists(ANSWERS, min_size=1))
def test_an_id_says_nothing_of_the_answer(weeks, answers):
    pieces = pieces_of(weeks)
    other = [
        Asked(piece.text, answers[place % len(answers)]) if isinstance(piece, Asked) else piece
        for place, piece in enumerate(pieces)
    ]
    assert ids_of(written(other)) == ids_of(written(pieces))


OPTIONS = "**Which is right?**\n\n- [ ] one\n- [x] two\n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("**Why?**\n\n> A\n", "**1. Why?**\n\n> A\n"),
        ("**Why?**\n\n> A\n", "**why?**\n\n> A\n"),
        ("**Why?**\n\n> A\n", "**Q: Why?**\n\n> A\n"),
        ("**Why?**\n\n> A\n", "<details><summary>Why?</summary>\n\nA\n\n</details>\n"),
        ("# N\n\n## Drift\n\n### Why?\n\n> A\n", "# N\n\n## Drift\n\n**Why?**\n\n> A\n"),
        ("**Question 3**\n\nWhy?\n\nAnswer: A\n", "**Question 12**\n\nWhy?\n\nAnswer: A\n"),
        (OPTIONS, OPTIONS.replace("[ ]", "[y]").replace("[x]", "[ ]").replace("[y]", "[x]")),
        ("## 2.1 Drift\n\n**Why?**\n\n> A\n", "## 3.4 Drift\n\n**Why?**\n\n> A\n"),
        ("## Week 2: Drift\n\n**Why?**\n\n> A\n", "## Week 3: Drift\n\n**Why?**\n\n> A\n"),
    ],
)
def test_a_place_a_label_and_the_right_option_identify_nothing(one, other):
    assert len(ids_of(one)) == 1
    assert ids_of(one) == ids_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("**Why?**\n\n> A\n", "**How?**\n\n> A\n"),
        (OPTIONS, OPTIONS.replace("two", "three")),
        ("**Question 3**\n\nWhy?\n\nAnswer: A\n", "**Question 3**\n\nHow?\n\nAnswer: A\n"),
        ("# T\n\n## Drift\n\n**Why?**\n", "# T\n\n## Bias\n\n**Why?**\n"),
    ],
)
def test_what_is_asked_and_the_headings_above_identify_a_question(one, other):
    assert len(ids_of(one)) == len(ids_of(other)) == 1
    assert ids_of(one) != ids_of(other)
