"""Every common way to write questions and answers, and what must not be taken for one."""

import pytest
from coursenotes import read_notes
from coursenotes.links import plain
from coursenotes.model import Question, Section
from coursenotes.tree import text_of


def asked(markdown: str) -> list[tuple[str, str, str]]:
    """Each question with the text of its prompt and of its answer."""

    def of(section: Section) -> list[tuple[str, str, str]]:
        found = [
            (plain(i.text), *(" ".join(plain((b,)) for b in part) for part in (i.prompt, i.answer)))
            for i in section.items
            if isinstance(i, Question)
        ]
        return found + [q for part in section.parts for q in of(part)]

    return of(read_notes(markdown, "n.md").root)


@pytest.mark.parametrize(
    ("style", "markdown", "found"),
    [
        (
            "labels in paragraphs",
            "Q: What is drift?\n\nA: A change.\n\nQ: What is skew?\n\nA: A gap.\n",
            [("Q: What is drift?", "", "A change."), ("Q: What is skew?", "", "A gap.")],
        ),
        (
            "bold labels on two lines",
            "**Q1:** Why?\n**A1:** Because.\n\n**Q2:** How?\n**A2:** So.\n",
            [("Q1: Why?", "", "Because."), ("Q2: How?", "", "So.")],
        ),
        (
            "a bare number, the question below, a labelled answer",
            "### Question 3\n\nWhich one?\n\n**Answer:** The second.\n\nMore of it.\n",
            [("Question 3", "Which one?", "The second. More of it.")],
        ),
        (
            "options as a task list",
            "**Which is supervised?**\n\n- [ ] k-means\n- [x] SVM\n\nSVMs need labels.\n",
            [("Which is supervised?", "k-means SVM", "SVM SVMs need labels.")],
        ),
        (
            "a plain paragraph with options",
            "Which is supervised?\n\n- [ ] k-means\n- [x] SVM\n",
            [("Which is supervised?", "k-means SVM", "SVM")],
        ),
        (
            "a gap to fill in",
            "Precision is TP over ____.\n\n<details><summary>Answer</summary>TP + FP</details>\n",
            [("Precision is TP over ____.", "", "TP + FP")],
        ),
        (
            "a numbered list of questions",
            "1. **What is A?**\n\n   The first.\n2. What is B?\n   - the second\n",
            [("1. What is A?", "", "The first."), ("2. What is B?", "", "the second")],
        ),
        (
            "headings in list items",
            "1. ### Why so?\n\n   Because.\n2. ### How so?\n\n   Thus.\n",
            [("1. Why so?", "", "Because."), ("2. How so?", "", "Thus.")],
        ),
        (
            "another language",
            "**Was ist Drift?**\n\n<details><summary>Lösung anzeigen</summary>Wandel</details>\n",
            [("Was ist Drift?", "", "Wandel")],
        ),
        (
            "a summary repeated through the file",
            "".join(
                f"**Term {n}**\n\n<details><summary>§§</summary>{n}</details>\n\n" for n in "abc"
            ),
            [("Term a", "", "a"), ("Term b", "", "b"), ("Term c", "", "c")],
        ),
    ],
)
def test_a_style_of_questions(style, markdown, found):
    got = [tuple(" ".join(t.split()) for t in question) for question in asked("# T\n\n" + markdown)]
    assert got == found


@pytest.mark.parametrize(
    "markdown",
    [
        "**Definition**\n\n> A model.\n",
        "Is this clear? I hope so.\n\ntext\n",
        "Shall we?\n\ntext\n",
        "To do:\n\n- [ ] write\n- [x] read\n",
        "A: the first letter\n\ntext\n",
        "- What is this?\n- A list.\n",
        "## Part\n\n### Why not?\n\nprose\n\n### One\n\nx\n\n### Two\n\nx\n",
    ],
)
def test_ordinary_content_is_not_hidden(markdown):
    assert asked("# T\n\n" + markdown) == []


def test_a_number_before_a_question_is_not_part_of_its_address():
    from coursenotes import plan_site

    notes = read_notes("# T\n\n1. What is A?\n\n   x\n2. What is B?\n\n   y\n", "n.md")
    assert "{#what-is-b .question}" in plan_site(notes).pages[0].markdown


def test_options_are_shown_without_their_ticks():
    notes = read_notes("# T\n\n**Which?**\n\n- [ ] a\n- [x] b\n", "n.md")
    (question,) = notes.root.items
    assert isinstance(question, Question)
    assert [e.get("data-task") for e in question.prompt[0].walk() if e.tag == "li"] == [" ", " "]
    assert text_of(*question.answer).strip() == "b"


def test_headings_in_lists_that_ask_nothing_stay_headings():
    notes = read_notes("# T\n\n1. ### One\n\n   x\n2. ### Two\n\n   y\n", "n.md")
    assert [type(i).__name__ for i in notes.root.items] == [
        "Heading",
        "Element",
        "Heading",
        "Element",
    ]
