"""An author's words and conventions count from certain limits on."""

import pytest
from coursenotes.elements import as_blocks, plain
from coursenotes.gfm.parser import to_html
from coursenotes.gfm.tree import to_tree
from coursenotes.outline import choices, labels
from coursenotes.outline.habits import conventions_of
from coursenotes.outline.lines import split_answer


def conventions(text):
    return conventions_of(to_tree(to_html(text)))


def block(text):
    return as_blocks(to_tree(to_html(text)).children)[0]


VIEW = "What is it?\n\n<details><summary>My view</summary>x</details>\n\n"
ELSEWHERE = "It is.\n\n<details><summary>My view</summary>x</details>\n\n"


@pytest.mark.parametrize(
    ("text", "announces"),
    [
        (VIEW * 2, False),
        (VIEW * 3, True),
        (VIEW * 3 + ELSEWHERE * 2, True),
        (VIEW * 3 + ELSEWHERE * 3, False),  # half of them: not most
    ],
)
def test_a_summary_often_below_questions_announces_an_answer(text, announces):
    assert ("My view" in conventions(text).answering) == announces


def test_a_summary_that_asks_announces_nothing():
    found = conventions("<details><summary>Is the answer right?</summary>x</details>\n")
    assert "Is the answer right?" not in found.answering | found.generic


@pytest.mark.parametrize(
    ("headings", "usual"),
    [
        (["Why?"], False),
        (["Why?", "How?"], True),
        (["Why?", "How?", "So"], True),
        (["Why?", "How?", "So", "It is"], False),
        (["Question 3"], True),  # a label leaves no doubt
    ],
)
def test_headings_are_questions_where_most_of_their_level_are(headings, usual):
    text = "".join(f"### {heading}\n\nx\n\n" for heading in headings)
    assert (3 in conventions(text).question_levels) == usual


def test_labels_are_a_habit_from_the_second_on():
    assert not conventions("Q: Why?\n\nx\n").labelled
    assert conventions("Q: Why?\n\nx\n\nQ: How?\n").labelled


@pytest.mark.parametrize(
    ("text", "are"),
    [
        ("A. one\nB. two", True),
        ("1: one\\\n2: two", True),
        ("A. one\nC. two", False),
        ("B. one\nC. two", False),
        ("A. one", False),
        ("- [ ] one\n- [ ] two", True),
        ("- [x] one", False),
        ("- [ ] one\n- two", False),
    ],
)
def test_options_are_two_or_more_in_order(text, are):
    assert choices.are_options(block(text)) == are


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("- [x] one\n- [ ] two", ["one"]),
        ("- [x] one\n- [x] two", []),  # done, as in a list of tasks
        ("- [ ] one\n- [ ] two", []),
        ("- [x] one\n- [ ] two\n- three", None),
    ],
)
def test_ticked_options_say_what_is_right_and_what_is_not(text, right):
    options = choices.options_in([block(text)])
    assert (options and [plain(e) for e in options.right]) == right


@pytest.mark.parametrize(
    ("text", "blank"),
    [("__", False), ("___", True), ("…", False), ("……", True), ("....", False), (".....", True)],
)
def test_how_long_a_gap_is(text, blank):
    assert labels.has_blank(f"It is {text} here") == blank


def test_a_longer_summary_is_not_generic():
    assert labels.says_answer("see the answer " + "x " * 5)
    assert not labels.says_answer("see the answer " + "x " * 6)
    assert labels.says_open_me("click " + "x " * 7)
    assert not labels.says_open_me("click " + "x " * 8)


def test_a_label_on_the_first_line_leaves_no_question_above_it():
    assert split_answer(("Answer: x",)) == (("Answer: x",), ())
    assert split_answer(("Why?\nAnswer: x",)) == (("Why?",), ("Answer: x",))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Answer", "Answer"),
        ("💡 Solution 3 👇", "Solution 3"),
        ("Answer:", "Answer"),
        ("(Answer:)", "Answer"),
        ("Solution to Exercise 1.", "Solution to Exercise 1"),
        ("Answer: 😄", ""),  # what a label announces is no part of a title
        ("Answer: &", ""),
        ("Answer: $", ""),
        ("Answer honestly", ""),
    ],
)
def test_a_title_says_that_an_answer_follows_and_no_more(text, title):
    assert labels.answer_title(text) == title
