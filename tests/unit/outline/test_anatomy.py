"""What is shown with a question and what is closed, in groups of similar cases."""

import pytest
from asked import asked, in_sight, titles
from counts import compare
from coursenotes import read_notes
from coursenotes.model import Question, Task
from coursenotes.translations import language_files

VOCABULARY = {code: texts["vocabulary"] for code, texts in language_files().items()}


def words(name):
    """Return the words of all languages for one purpose."""
    return dict.fromkeys(word for own in VOCABULARY.values() for word in own.get(name, ()))


def check(markdown, found):
    assert asked(f"# T\n\n{markdown}\n") == found
    assert compare(f"# T\n\n{markdown}\n").differences() == []


# --- between a question and its options -----------------------------------------------------------

BOXES = "- [ ] 0\n- [x] 1"


@pytest.mark.parametrize(
    ("between", "text"),
    [
        ("```python\nprint(1)\n```", "print(1)"),
        ("![p](p.png)", "p"),
        ("| a |\n|--|\n| 1 |", "a 1"),
        ("Look at it closely.", "Look at it closely."),
        ("> From a book.", "From a book."),
        ("$$x$$", "x"),
        ("- one\n- two\n\nand", "one two and"),
        ("```python\nprint(1)\n```\n\nIn Python 3:", "print(1) In Python 3:"),
    ],
)
@pytest.mark.parametrize("title", ["#### Q1. What is it?", "**What is it?**", "Q: What is it?"])
def test_blocks_between_a_question_and_its_options_are_shown(between, text, title):
    (question,) = asked(f"# T\n\n{title}\n\n{between}\n\n{BOXES}\n\nSince.\n\nQ: Why?\n\nA: So.\n")[
        :1
    ]
    assert question[1:] == (f"{text} 0 1", "1 Since.")


def test_in_a_list_item_too():
    check(
        "1. What is it?\n\n   ```\n   code\n   ```\n\n   - [ ] 0\n   - [x] 1\n"
        "2. Why?\n\n   Because.",
        [("What is it?", "code 0 1", "1"), ("Why?", "", "Because.")],
    )


def test_in_a_summary_too():
    check(
        "<details><summary>What is it?</summary>\n\n```\ncode\n```\n\n- [ ] 0\n- [x] 1\n\n"
        "</details>",
        [("What is it?", "code 0 1", "1")],
    )


def test_options_may_come_one_by_one_each_with_its_own_code():
    text = "".join(
        f"- [{tick}] {name}\n\n```\n{name * 3}\n```\n\n" for tick, name in (" a", "xb", " c")
    )
    found = [("Q1. Which?", "a aaa b bbb c ccc", "b bbb Because.")]
    assert asked(f"# T\n\n#### Q1. Which?\n\n{text}Because.\n") == found


def test_an_option_may_have_paragraphs():
    check("#### Q1. Which?\n\n- [ ] a\n- [x] b\n\n  more", [("Q1. Which?", "a b more", "b more")])


def test_several_lists_of_boxes_are_all_options():
    check(
        f"#### Q1. Which?\n\n{BOXES}\n\nand\n\n- [x] 2\n- [ ] 3",
        [("Q1. Which?", "0 1 and 2 3", "1 2")],
    )


@pytest.mark.parametrize(
    "text",
    [
        "## Plan\n\nWhat is left?\n\nThis and that, and more of it.\n\n- [ ] write\n- [ ] read",
        "## To do\n\n- [ ] write\n- [x] read",
        "Before you go on:\n\n```\nmake\n```\n\n- [x] write\n- [ ] read",
        "## Done\n\nAll of it.\n\n- [x] write\n- [x] read",
    ],
)
def test_a_list_of_boxes_that_answers_no_question_keeps_its_ticks(text):
    check(text, [])
    parts = read_notes(f"# T\n\n{text}\n", "n.md").root.parts
    items = parts[0].items if parts else read_notes(f"# T\n\n{text}\n", "n.md").root.items
    ticks = [
        e.mark.done for i in items if hasattr(i, "walk") for e in i.walk() if e.mark == Task(True)
    ]
    assert len(ticks) == text.count("[x]")


# --- options never show which one is right --------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "shown", "right"),
    [
        ("- A. one\n- **B. two**\n- C. three", "A. one B. two C. three", "B. two"),
        ("A. one\nB. **two**", "A. one B. two", "B. two"),
        ("a) one\n\nb) two ✅\n\nc) three", "a) one b) two c) three", "b) two ✅"),
        ("- one ❌\n- two ✅", "one two", "two ✅"),
        ("- A) one\n- B) two (correct)", "A) one B) two", "B) two (correct)"),
        ("- A) one\n- B) two (richtig)", "A) one B) two", "B) two (richtig)"),
        ("- one\n- ✔️ two\n- three", "one two three", "✔️ two"),
    ],
)
def test_options_tell_nothing_and_the_right_one_is_the_answer(options, shown, right):
    (question,) = asked(f"# T\n\n**Which of them?**\n\n{options}\n")
    squeezed = tuple(part.replace(" ", "") for part in question[1:])
    assert squeezed == (shown.replace(" ", ""), right.replace(" ", ""))


def test_right_is_said_in_every_language():
    text = "".join(f"**Which?**\n\n- A) one\n- B) two ({word})\n\n" for word in words("correct"))
    for word, question in zip(words("correct"), asked(f"# T\n\n{text}"), strict=True):
        assert (word in question[1], word in question[2]) == (False, True), word


@pytest.mark.parametrize(
    "text",
    [
        "**What are they?**\n\n- **One**: a\n- **Two**: b",
        "**How is it done?**\n\n1\\. Install it\n\n2\\. Run it",
        "**What does it say?**\n\nTwo things.\n\nMore of them.\n\n- [ ] a\n- [x] b",
        "**What do we know?**\n\nA. is a letter, which stands here alone.",
    ],
)
def test_a_list_in_an_answer_is_no_option(text):
    (question,) = asked(f"# T\n\n{text}\n")
    assert question[1] == ""
    assert compare(f"# T\n\n{text}\n").differences() == []


@pytest.mark.parametrize(
    "options",
    [
        "a) one\nb) two",
        "A) one\nB) two",
        "(a) one\n(b) two",
        "1) one\n2) two",
        "a) one\n\nb) two",
        "а) один\nб) два",
        "ア. 一\nイ. 二",
        "أ. واحد\nب. اثنان",
        "① 一\n② 二",
    ],
)
def test_options_on_lines_of_their_own(options):
    right = "2" if options.startswith(("1", "①")) else "B"
    (question,) = asked(f"# T\n\n**Which?**\n\n{options}\n\nAnswer: {right}\n")
    assert (len(question[1].split()) in (2, 4), question[2]) == (True, f"Answer: {right}")


# --- an exercise without an answer ----------------------------------------------------------------


@pytest.mark.parametrize("look", ["### {} 1: Counting", "**{} 1: Counting**"])
def test_an_exercise_without_an_answer_is_in_sight(look):
    below = "Given this file:\n\n```yaml\na: 1\n```\n\nHow many rows are there?\n\n- 1\n- 2\n"
    text = "".join(f"{look.format(word)}\n\n{below}\n" for word in words("question"))
    shown = "Given this file: a: 1 How many rows are there? 1 2"
    found = [(f"{word} 1: Counting", shown, "") for word in words("question")]
    assert asked(f"# T\n\n{text}") == found


@pytest.mark.parametrize(
    ("below", "shown"),
    [
        ("Compute the sum.", "Compute the sum."),
        ("In the file above, select the right rows.", "In the file above, select the right rows."),
        ("Zeigen Sie, dass es stimmt.", "Zeigen Sie, dass es stimmt."),
        ("请计算总和。", "请计算总和。"),
        ("和を求めよ。", "和を求めよ。"),
        ("A) one\nB) two", "A) one B) two"),
        ("Which one is it?\n\n- [ ] a\n- [ ] b", "Which one is it? a b"),
    ],
)
def test_what_asks_or_instructs_below_a_subject_is_shown(below, shown):
    check(f"### Question 1: Sums\n\n{below}", [("Question 1: Sums", shown, "")])


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("### Question 1: What is a source?\n\nA table.", "A table."),
        ("### Question 1: What is a source?\n\nA table. Why? Find it out.", None),
        ("### Question 1: Explain sources\n\nThey are tables.", "They are tables."),
        ("### Question 1: Sources\n\nThey are tables.", "They are tables."),
        ("### Question 1: Sources\n\nWhich are they?\n\n**Answer:** tables", "Answer: tables"),
        ("**What is it?**\n\nA thing.\n\nWhich one?", "A thing. Which one?"),
    ],
)
def test_an_answer_stays_closed(text, closed):
    (question,) = asked(f"# T\n\n{text}\n")
    assert question[2] == (closed or "A table. Why? Find it out.")


def test_most_of_a_series_decide_for_one_that_does_not_say():
    tasks = "".join(f"## Question {n}: Part {n}\n\nCompute {n}.\n\n" for n in (1, 2))
    text = f"{tasks}## Question 3: Truth\n\nIt is always so:\n\n- true\n- false\n"
    assert [closed for *_, closed in asked(f"# T\n\n{text}")] == ["", "", ""]


def test_an_empty_answer_is_reported_as_none():
    text = "# T\n\n<details><summary>What is it?</summary><b></b></details>\n\n**Why?**\n\nSo.\n"
    assert asked(text) == [("What is it?", "", ""), ("Why?", "", "So.")]
    messages = [str(problem) for problem in read_notes(text, "n.md").problems]
    assert "question without an answer: “What is it?”" in messages[0]


@pytest.mark.parametrize("empty", ["1)", "-", "```\n```", "**Answer:**\n\n- "])
def test_what_is_drawn_but_empty_is_no_answer_and_stays_in_sight(empty):
    text = f"# T\n\n## Q1: What?\n\n{empty}\n\n## Q2: Why?\n\nSo.\n"
    [first, second] = asked(text)
    assert (first[2], second[2]) == ("", "So.")
    [question, _] = read_notes(text, "n.md").root.items
    assert isinstance(question, Question) and question.prompt


def test_code_that_a_question_is_about_is_shown():
    text = "".join(f"**So, {word} what?**\n\n```\n1\n```\n\nOne.\n\n" for word in words("refers"))
    assert asked(f"# T\n\n{text}") == [
        (f"So, {word} what?", "1", "One.") for word in words("refers")
    ]


def test_code_that_answers_stays_closed():
    check("**How do I list them?**\n\n```\nls\n```", [("How do I list them?", "", "ls")])


# --- exercise and solution ------------------------------------------------------------------------

SOLUTIONS = [
    ("**Solution.** Trivial.", "Solution. Trivial."),
    ("**Solution:** Trivial.", "Solution: Trivial."),
    ("*Solution.* Trivial.", "Solution. Trivial."),
    ("**Solution step by step:**\n\nTrivial.", "Solution step by step: Trivial."),
    ("#### Solution\n\nTrivial.", "Trivial."),
    ("**Solution**\n\nTrivial.", "Trivial."),
    ("<details><summary>Solution</summary>\n\nTrivial.\n\n</details>", "Trivial."),
]


@pytest.mark.parametrize(("solution", "closed"), SOLUTIONS)
@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("## Problem {}\n\nShow that $x=1$.", ("Problem {}", "Show that x=1.")),
        ("**Exercise {}.** Show that $x=1$.", ("Exercise {}. Show that x=1.", "")),
        ("### Task {}: One\n\nShow that $x=1$.", ("Task {}: One", "Show that x=1.")),
        ("**Problem {}**\n\nShow that $x=1$.\n\n$$x$$", ("Problem {}", "Show that x=1. x")),
    ],
)
def test_an_exercise_with_its_solution_is_a_question(solution, closed, title, text):
    notes = "\n\n".join(f"{title.format(n)}\n\n{solution}" for n in (1, 2))
    found = asked(f"# Algebra\n\n{notes}\n")
    assert found == [(text[0].format(n), text[1], closed) for n in (1, 2)]
    assert titles(f"# Algebra\n\n{notes}\n") == ["Algebra"]


def test_an_exercise_has_its_name_in_every_language():
    solution = (
        "## {0} 1\n\nx = 1.\n\n**Solution.** Yes.\n\n## {0} 2\n\nx = 2.\n\n#### Answer\n\nNo.\n\n"
    )
    text = "# T\n\n" + "".join(map(solution.format, words("exercise")))
    found = [
        question
        for word in words("exercise")
        for question in ((f"{word} 1", "x = 1.", "Solution. Yes."), (f"{word} 2", "x = 2.", "No."))
    ]
    assert asked(text) == found
    assert in_sight(text) == ""


@pytest.mark.sampled(5)
@pytest.mark.parametrize("title", ["### Question {}\n\nIs it?", "### Exercise {}\n\nIs it?"])
@pytest.mark.parametrize(
    "answer",
    [
        "**{}:** yes",
        "**{}.** yes",
        "{}: yes",
        "#### {}\n\nyes",
        "<details><summary>{}</summary>\n\nyes\n\n</details>",
        "<details><summary><b>{}</b></summary>yes</details>",
    ],
)
def test_an_answer_has_its_name_in_every_language(title, answer):
    text = "".join(
        f"{title.format(n)}\n\n{answer.format(word)}\n\n" for n, word in enumerate(words("answer"))
    )
    for word, (_, shown, closed) in zip(words("answer"), asked(f"# T\n\n{text}"), strict=True):
        assert (shown, closed.split()[-1]) == ("Is it?", "yes"), word


@pytest.mark.parametrize(
    ("code", "question", "letter"),
    [
        (code, own["question"][-1], letter)
        for code, own in VOCABULARY.items()
        for letter in own.get("answer_letter", ())
    ],
)
def test_one_pair_of_letters_is_enough(code, question, letter):
    del code
    assert asked(f"# T\n\n{question}: x\n\n{letter}: y\n") == [
        (f"{question}: x", "", f"{letter}: y")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## Exercise 1\n\nShow that it is so.\n\n## Exercise 2\n\nAnd this.",
        "## Tasks\n\nThey are long.\n\n## Solutions\n\nThey are short.",
        "## Problem\n\nUsers wait.\n\n## Solution\n\nWe made it faster.",
        "Q: is a letter of the alphabet.\n\nSo are others.",
        "Task 3 took long. The problem 1 of us had was time.\n\n**Solution.** We waited.",
        "A: the first letter\n\ntext",
        "## Exercises\n\n1. Show this.\n2. Show that.\n\n## Solutions\n\n1. So.\n2. Thus.",
        "**Model**\n\nA model.\n\n**Solution.** Another.",
        "**Servers**\n\n**Answer engines:** they answer.",
    ],
)
def test_what_is_no_exercise_stays_in_sight(text):
    check(text, [])


def test_a_chapter_of_solutions_belongs_to_no_exercise():
    text = "## Tasks\n\n### Exercise 1\n\nx\n\n### Exercise 2\n\ny\n\n## Solutions\n\nz\n"
    assert asked(f"# T\n\n{text}") == []


def test_an_exercise_ends_at_the_next_one():
    text = "**Exercise 1.** One.\n\n**Exercise 2.** Two.\n\n**Solution.** Yes.\n"
    check(text, [("Exercise 2. Two.", "", "Solution. Yes.")])


# --- questions in a question ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "inner",
    [
        "**What is B?**\n\nb\n\n**What is C?**\n\nc",
        "#### What is B?\n\nb\n\n#### What is C?\n\nc",
        "1. What is B?\n\n   b\n2. What is C?\n\n   c",
        "<details><summary>What is B?</summary>b</details>\n"
        "<details><summary>What is C?</summary>c</details>",
    ],
)
def test_a_question_with_questions_alone_is_a_heading_above_them(inner):
    text = f"# T\n\n### What is A? Why?\n\n{inner}\n\n### What is D?\n\nd\n"
    assert [q[0] for q in asked(text)] == ["What is B?", "What is C?", "What is D?"]
    assert all(closed for *_, closed in asked(text))
    assert in_sight(text) == "What is A? Why?"


def test_one_with_an_answer_of_its_own_stays_a_question():
    text = "### What is A?\n\na\n\n**What is B?**\n\nb\n\n### What is C?\n\nc"
    check(text, [("What is A?", "", "a"), ("What is B?", "", "b"), ("What is C?", "", "c")])


def test_questions_one_after_the_other_are_all_questions():
    text = "**What is A?**\n\n**What is B?**\n\n**What is C?**\n\nc"
    check(text, [("What is A?", "", ""), ("What is B?", "", ""), ("What is C?", "", "c")])


def test_a_bare_label_keeps_what_is_asked_below_it():
    text = "### Question 1\n\nWhich one is it?\n\n- [ ] a\n- [x] b\n\n### Question 2\n\nWhy?\n"
    found = [("Question 1", "Which one is it? a b", "b"), ("Question 2", "Why?", "")]
    assert asked(f"# T\n\n{text}") == found


@pytest.mark.parametrize(
    "title", ["### Q1. What is true?", "### Question 1: Truth", "### Question 1"]
)
def test_a_labelled_question_keeps_a_question_that_is_worded_again(title):
    again = f"{title}\n\n**Note:** which one is it?\n\n- [ ] a\n- [x] b\n\nSince."
    check(again, [(title[4:], "Note: which one is it? a b", "b Since.")])


def test_the_questions_of_a_list_know_their_line():
    notes = read_notes("# T\n\n1. What is A?\n   - a\n2. What is B?\n   - b\n", "n.md")
    lines = [item.at.line for item in notes.root.items if isinstance(item, Question)]
    assert lines == [3, 5]


# --- lookalikes of labels -------------------------------------------------------------------------


def test_a_picture_that_is_called_as_a_question_is_none():
    found = [("Q1. What is it?", "Q1 cat dog", "cat"), ("Q2. Why?", "", "So.")]
    text = "#### Q1. What is it?\n\n![Q1](p.png)\n\n- [x] cat\n- [ ] dog\n\n#### Q2. Why?\n\nSo."
    check(text, found)


@pytest.mark.parametrize("letter", words("question_letter"))
def test_a_letter_asks_where_another_one_answers(letter):
    answer = {"P": "R", "D": "R", "س": "ج"}.get(letter, "A")
    text = (
        f"# T\n\n{letter}: Name it.\n\n{answer}: x\n\nMore.\n\n{letter}: And this.\n\n{answer}: y\n"
    )
    assert [question[2] for question in asked(text)] == [f"{answer}: x More.", f"{answer}: y"]


@pytest.mark.parametrize(
    "text", ["F: force\n\nP: power", "P: pressure\n\nText.\n\nF: force", "D: a drive", "P.: page"]
)
def test_a_letter_alone_names_something(text):
    check(text, [])


@pytest.mark.parametrize("word", words("options"))
def test_a_heading_above_the_options_belongs_to_the_question(word):
    text = (
        "# Case\n\n## Question\n\nA man has pain. What is it?\n\n"
        f"## {word}\n\n- this\n- that\n\n## Answer\n\nthis\n\n## References\n\nA book.\n"
    )
    shown = f"A man has pain. What is it? {word} this that"
    assert asked(text) == [("Question", shown, "this")]
    assert in_sight(text) == "References A book."


@pytest.mark.parametrize(
    "text", ["## Options\n\n- this\n- that", "## Question\n\nx\n\n## Options\n\ny"]
)
def test_a_chapter_of_options_stays_one(text):
    check(text, [])
    notes = f"# T\n\n{text}\n\n## End\n\nx\n"
    assert "Options" in in_sight(notes).split() + titles(notes)


# --- where a question begins and an answer ends ---------------------------------------------------


def test_a_question_above_the_title_of_the_notes_ends_there():
    """The title itself moves to the head of the page."""
    text = "Q: one?\n\nA: 1\n\n# T\n\n- What now\n\nThat."
    assert asked(text) == [("Q: one?", "", "A: 1")]
    assert in_sight(text) == "What now That."


CODE_ABOVE = (
    "```js\none\n```\n{0}: What is one?\n**Answer: 1**\n\n"
    "```js\ntwo\n```\n{0}: What is two?\n**Answer: 2**"
)


@pytest.mark.parametrize("label", ["Question", "Pytanie", "Q", "Frage"])
def test_code_above_each_question_of_a_series_stays_above_it(label):
    text = "# T\n\n" + CODE_ABOVE.format(label)
    assert [(closed, "two" in shown) for _, shown, closed in asked(text)] == [
        ("Answer: 1", False),
        ("Answer: 2", False),
    ]
    assert compare(text).differences() == []


@pytest.mark.parametrize(
    ("answer", "closed"),
    [
        ("**Solution.** 😄", "Solution. 😄"),
        ("**Solution.** 😄\n\nmore", "Solution. 😄 more"),
        ("**Solution 😄**", "Solution 😄"),
        ("**Solution**\n\nmore", "more"),
    ],
)
def test_a_picture_sign_may_be_the_answer(answer, closed):
    check(f"Q: what?\n\n{answer}", [("Q: what?", "", closed)])


def test_a_sign_in_the_title_of_an_answer_is_kept_there():
    [item] = read_notes("# T\n\n### Q: what?\n\n#### Answer 😄\n\nmore\n", "n.md").root.items
    assert isinstance(item, Question) and item.answer_title == "Answer 😄"
    assert asked("# T\n\nQ: what?\n\n**Answer** 👇\n\n<details>more</details>")[0][2] == "more"


@pytest.mark.parametrize(
    "text",
    [
        "Q: What is one?\n\nA: 1\n\n```js\nmine\n```\n\nQ: What is two?\n\nA: 2",
        "```js\none\n```\n\nQ: What is one?\n\nA: 1\n\n```js\nmine\n```\n\nQ: What is two?\n\nA: 2"
        "\n\n```js\nhers\n```",
        "```js\none\n```\n\n### Q: What is one?\n\nA: 1\n\n```js\nmine\n```\n\n### Q: What is two?"
        "\n\nA: 2",
    ],
)
def test_code_at_the_end_of_an_answer_stays_in_it(text):
    assert "mine" in asked(f"# T\n\n{text}")[0][2]


@pytest.mark.parametrize("first", ["**Exercise 1.** Show A.", "## Exercise 1\n\nShow A."])
@pytest.mark.parametrize("level", ["##", "###"])
def test_solutions_below_several_exercises_are_a_chapter_of_them_all(first, level):
    both = f"{first}\n\n{first.replace('1', '2').replace('A', 'B')}"
    if "##" in first:
        level = "##"
    check(f"{both}\n\n{level} Solutions\n\nOf A and of B.", [])


@pytest.mark.parametrize(
    "text",
    [
        "**Exercise 1.** Show A.\n\n### Solution\n\nsa"
        "\n\n**Exercise 2.** Show B.\n\n### Solution\n\nsb",
        "## Exercise 1\n\nShow A.\n\n## Solution\n\nsa"
        "\n\n## Exercise 2\n\nShow B.\n\n## Solution\n\nsb",
        "## Exercise 1\n\nShow A.\n\n**Solution.** sa"
        "\n\n## Exercise 2\n\nShow B.\n\n## Solution\n\nsb",
        "## Exercise 0\n\nNone.\n\n## Exercise 2\n\nShow B.\n\n### Solution\n\nsb",
    ],
)
def test_a_heading_is_the_answer_to_one_exercise(text):
    assert asked(f"# T\n\n{text}")[-1][2].endswith("sb")


STEPS = (
    "### Exercise 1: Equations\n\nFind all solutions of:\n\n```\ny = 1\n```\n\n**{0} 1:** Begin"
    "\n\nso\n\n**Solution so far:**\n\nC\n\n**{0} 2:** Go on\n\n**Solution:** all"
)


@pytest.mark.parametrize("word", ["Step", "Paso", "Schritt", "Étape", "Шаг"])
def test_an_answer_begins_with_the_first_of_the_steps_that_it_is_marked_in(word):
    [(_, shown, closed)] = asked("# T\n\n" + STEPS.format(word))
    assert shown == "Find all solutions of: y = 1"
    assert closed.startswith(f"{word} 1: Begin so")


@pytest.mark.parametrize(
    "steps",
    [
        "**Step 1:** Begin\n\n**Step 2:** Go on\n\n**Solution:** all",
        "**Step 1:** Begin\n\n**Solution:** all\n\n**Part 2:** else",
        "**Hint:** Begin\n\n**Solution:** all\n\n**Step 2:** else",
    ],
)
def test_steps_above_an_answer_are_what_is_asked(steps):
    [(_, shown, closed)] = asked(f"# T\n\n### Exercise 1: Equations\n\nFind it.\n\n{steps}")
    assert "Begin" in shown
    assert closed.startswith("Solution: all")
