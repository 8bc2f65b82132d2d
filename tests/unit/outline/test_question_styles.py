"""Every common way to write questions and answers is recognised; lookalikes are not."""

import re

import pytest
from asked import asked
from coursenotes import plan_site, read_notes
from coursenotes.elements import plain, text_of
from coursenotes.model import Element, Heading, Question, Task
from pages import html_of, html_of_site, ids_in


@pytest.mark.parametrize(
    ("style", "markdown", "found"),
    [
        (
            "labels in paragraphs",
            "Q: What is drift?\n\nA: A change.\n\nQ: What is skew?\n\nA: A gap.\n",
            [("Q: What is drift?", "", "A: A change."), ("Q: What is skew?", "", "A: A gap.")],
        ),
        (
            "bold labels on two lines",
            "**Q1:** Why?\n**A1:** Because.\n\n**Q2:** How?\n**A2:** So.\n",
            [("Q1: Why?", "", "A1: Because."), ("Q2: How?", "", "A2: So.")],
        ),
        (
            "a bare number, the question below, a labelled answer",
            "### Question 3\n\nWhich one?\n\n**Answer:** The second.\n\nMore of it.\n",
            [("Question 3", "Which one?", "Answer: The second. More of it.")],
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
            [("What is A?", "", "The first."), ("What is B?", "", "the second")],
        ),
        (
            "headings in list items",
            "1. ### Why so?\n\n   Because.\n2. ### How so?\n\n   Thus.\n",
            [("Why so?", "", "Because."), ("How so?", "", "Thus.")],
        ),
        (
            "a bold first line, the answer on the next",
            "**What is drift?**\nA change.\nOver time.\n\nMore.\n",
            [("What is drift?", "", "A change. Over time. More.")],
        ),
        (
            "a bold number before the question",
            "**3.** What is drift?\n\nA change.\n",
            [("3. What is drift?", "", "A change.")],
        ),
        (
            "both labels in one line",
            "**Q:** Why? **A:** Because.\n",
            [("Q: Why?", "", "A: Because.")],
        ),
        (
            "letters with full stops, on two lines",
            "Q. Why?\nA. Because.\n\nQ. How?\nA. So.\n",
            [("Q. Why?", "", "A. Because."), ("Q. How?", "", "A. So.")],
        ),
        (
            "an answer below a heading of its own",
            "### Question 1: Why?\n\n#### Solution\n\nBecause.\n\n> It is so.\n",
            [("Question 1: Why?", "", "Because. It is so.")],
        ),
        (
            "an answer that holds deeper headings and labels",
            "### Why?\n\na\n\n#### First\n\nb\n\n**Second**\n\nc\n\n### How?\n\nd\n\n## End\n\ne\n",
            [("Why?", "", "a First b Second c"), ("How?", "", "d")],
        ),
        (
            "lettered options and the right letter",
            "#### Q1. Which?\n\nA. one\nB. two\n\n**Answer: B**\n\nSince.\n",
            [("Q1. Which?", "A. one B. two", "Answer: B Since.")],
        ),
        (
            "everything in one paragraph",
            "Which one is it?\nA) one\nB) two\nAnswer: B\n",
            [("Which one is it?", "A) one B) two", "Answer: B")],
        ),
        (
            "code and options before the answer is announced",
            "###### 1. What's the output?\n\n```js\n1 + 1\n```\n\n- A: `1`\n- B: `2`\n\n"
            "<details><summary><b>Answer</b></summary>\n<p>\n\n#### Answer: B\n\nSum.\n\n</p>\n"
            "</details>\n\n---\n\n###### 2. And now?\n\n- A: `3`\n- B: `4`\n\n"
            "<details><summary><b>Answer</b></summary>\n<p>\n\n#### Answer: A\n\n</p></details>\n",
            [
                ("1. What's the output?", "1 + 1 A: 1B: 2", "Answer: B Sum."),
                ("2. And now?", "A: 3B: 4", "Answer: A"),
            ],
        ),
        (
            "headings in list items, without question marks",
            "1. ### What is it\n\n     This.\n\n2. ### Explain that\n\n     So.\n",
            [("What is it", "", "This."), ("Explain that", "", "So.")],
        ),
        (
            "any heading, code and options, then its answer",
            "#### 1. The output of this code\n\n```js\n1\n```\n\n- 1: a\n- 2: b\n\n"
            "<details><summary>Answer</summary>2</details>\n\n"
            "#### 2. Its type\n\n- 1: c\n- 2: d\n\n<details><summary>Answer</summary>1</details>\n",
            [
                ("1. The output of this code", "1 1: a2: b", "2"),
                ("2. Its type", "1: c2: d", "1"),
            ],
        ),
        (
            "a hint before the answer",
            "**Why?**\n\n<details><summary>Hint</summary>h</details>\n"
            "<details><summary>Answer</summary>a</details>\n",
            [("Why?", "Hinth", "a")],
        ),
        (
            "several questions in one group",
            "<details><summary>Basics</summary>\n\n**Why?**\n\na\n\n**How?**\n\nb\n\n</details>\n",
            [("Why?", "", "a"), ("How?", "", "b")],
        ),
        (
            "a question with something after its mark",
            "**Which? (Choose two)**\n\n- [x] a\n- [x] b\n- [ ] c\n\n**Really? 🤔**\n\nyes\n",
            [("Which? (Choose two)", "a b c", "a b"), ("Really? 🤔", "", "yes")],
        ),
        (
            "a gap in a list, its answer below",
            "1. The sun is a ____.\n\n   Answer: star\n2. The moon is a ____.\n\n   Answer: moon\n",
            [
                ("The sun is a ____.", "", "Answer: star"),
                ("The moon is a ____.", "", "Answer: moon"),
            ],
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
        "### Setup\n\n<details><summary>Click to expand</summary>x</details>\n",
        "### Sorting\n\n<details><summary>Code</summary>x</details>\n" * 3,
        "### Tools\n\nA: a printer. B: a pencil.\n",
        "| Question | Answer |\n|--|--|\n| Why? | Because. |\n",
        "```\n# Why?\n```\n\nx\n",
        "**To do**\n\n- [ ] write\n- [x] read\n",
        "- Is it new?\n- Is it clear?\n",
        "### What is it\n\nThis.\n\n### How it works\n\nSo.\n",
        "### Setup\n\n<details>\n\nx\n\n</details>\n",
        "<p align=center><b>Ready?</b><br>Then read on.</p>\n",
        "#### find(name, options?)\n\nx\n\n#### get(name?)\n\ny\n",
        "### Setup\n\n```sh\nmake\n```\n\n<details><summary>Click to expand</summary>x</details>\n",
        "<details><summary>Details</summary>x</details>\n",
        "## Part\n\n### Why not?\n\nprose\n\n### One\n\nx\n\n### Two\n\nx\n",
    ],
)
def test_ordinary_content_is_not_hidden(markdown):
    assert asked("# T\n\n" + markdown) == []


def test_a_number_before_a_question_is_not_part_of_its_address():
    notes = read_notes("# T\n\n1. What is A?\n\n   x\n2. What is B?\n\n   y\n", "n.md")
    html = html_of(plan_site(notes).pages[0])
    assert '<h2 data-number="2" id="what-is-b" class="question">What is B?</h2>' in html


def test_an_answer_is_titled_as_the_author_did_where_that_is_its_name():
    notes = read_notes("# T\n\n### Frage 1: Was?\n\n#### Lösung\n\nDas. [o](#lösung)\n", "n.md")
    (question,) = notes.root.items
    assert isinstance(question, Question)
    assert question.answer_title == "Lösung"
    page = html_of(plan_site(notes).pages[0])
    assert re.search(r'<details class="answer"><summary [^>]*>Lösung</summary>', page)
    assert '<a href="#frage-1-was">o</a>' in page
    assert "frage-1-was" in ids_in(page)


def test_a_rule_below_an_answer_is_not_part_of_it():
    notes = read_notes("# T\n\n## Q1: Why?\n\na\n\n---\n\n## Q2: How?\n\nb\n\n---\n", "n.md")
    kinds = [getattr(item, "tag", "question") for item in notes.root.items]
    assert kinds == ["question", "hr", "question", "hr"]


def test_questions_that_were_the_items_of_a_list_are_so_again():
    notes = read_notes("# T\n\n3. ### Why?\n\n   - a\n4. ### How?\n\n   b\n", "n.md")
    html = html_of(plan_site(notes).pages[0])
    assert '<ol start="3">' in html
    assert html.count("<li>") == 3
    assert html.count('<details class="answer">') == 2


def test_options_are_shown_without_their_ticks():
    notes = read_notes("# T\n\n**Which?**\n\n- [ ] a\n- [x] b\n", "n.md")
    (question,) = notes.root.items
    assert isinstance(question, Question)
    assert [e.mark for e in question.prompt[0].walk() if e.tag == "li"] == [Task(False)] * 2
    assert text_of(*question.answer).strip() == "b"


def test_a_list_of_headings_that_ask_nothing_stays_a_list():
    notes = read_notes("# T\n\n1. ### One\n\n   x\n2. ### Two\n\n   y\n", "n.md")
    assert [i.tag for i in notes.root.items if isinstance(i, Element)] == ["ol"]


# --- where an answer ends, and which heading a question is below ----------------------------------


def page_of(markdown: str, path: str = "week-1.md") -> str:
    """Return the HTML of a page of the site."""
    return html_of_site(plan_site(read_notes(markdown, "n.md", (2,))))[path]


WEEK = "# T\n\n## Week 1\n\n"


@pytest.mark.parametrize(
    ("below", "answer"),
    [
        ("One.\n\n#### More\n\nTwo.\n\n### Notes\n\nThree.\n", "One. More Two."),
        ("One.\n\n---\n\nTwo.\n\n### Notes\n\nThree.\n", "One.  Two."),
    ],
)
def test_the_answer_to_a_heading_ends_at_the_next_as_high(below, answer):
    text = f"{WEEK}### What is A?\n\n{below}\n### What is B?\n\nFour.\n"
    assert asked(text) == [("What is A?", "", answer), ("What is B?", "", "Four.")]


@pytest.mark.parametrize(
    "below",
    [
        "---\n\nOther.",
        "---\n\n---\n\nOther.",
        "**A label**\n\nOther.",
        "1. **What is C?**\n   Three.\n2. **What is D?**\n   Four.",
        "<details><summary>What is C?</summary>\n\nThree.\n\n</details>",
    ],
)
def test_the_answer_to_a_bold_question_ends_at_what_is_no_answer(below):
    found = asked(f"{WEEK}**What is A?**\n\nOne.\n\nTwo.\n\n{below}\n")
    assert found[0] == ("What is A?", "", "One. Two.")
    assert [answer for _, _, answer in found[1:]] == re.findall(r"Three\.|Four\.", below)


@pytest.mark.parametrize(
    "text",
    [
        "#### What is A?\n\nOne.\n\n#### What is B?\n\nTwo.",
        "<details><summary><h4>What is A?</h4></summary>\n\nOne.\n</details>",
        "**What is A?**\n\nOne.",
        "1. #### What is A?\n   One.\n2. #### What is B?\n   Two.",
    ],
)
def test_a_question_is_one_level_below_the_heading_above_it(text):
    page = page_of(f"{WEEK}### Part\n\n{text}\n")
    assert '<h2 id="part">Part<' in page
    assert '<h3 data-number="1" id="what-is-a" class="question">What is A?</h3>' in page
    after = page_of(f"{WEEK}{text.replace('####', '###').replace('h4', 'h3')}\n\n### End\n\nx\n")
    assert '<h2 id="end">End<' in after


@pytest.mark.parametrize(("letters", "is_label"), [(80, True), (81, False)])
def test_a_longer_bold_line_is_emphasis_and_no_label(letters, is_label):
    text = ("word " * 20)[: letters - 1] + "x"
    page = page_of(f"{WEEK}**{text}**\n\nBelow.\n")
    assert bool(re.search(rf'<h2 id="[^"]+">{text}<', page)) == is_label
    assert (f"<p><strong>{text}</strong></p>" in page) != is_label


@pytest.mark.parametrize(
    ("marks", "signs"),
    [(("-", "-"), ("-", "-")), (("1.", "2."), ("1.", "2.")), (("3.", "4."), None)],
)
def test_a_list_of_questions_keeps_its_marks(marks, signs):
    one, two = marks
    text = f"{WEEK}{one} **What is A?**\n\n   One.\n{two} **What is B?**\n\n   Two.\n"
    html = page_of(text)
    kind = "ul" if one == "-" else "ol"
    assert len(re.findall(rf"<{kind}\b", html)) == 1
    assert not re.search("<ol" if kind == "ul" else "<ul", html)
    assert ('<ol start="3">' in html) == (signs is None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("**What is A?**\n\nOne.\n\n###### Note\n\nTwo.\n", [("What is A?", "", "One.")]),
        ("1. What is A?\n   - one\n2. A statement\n   - two\n", []),  # half of them: not most
        ("<details><summary>More of it</summary>\n\n**What is A?**\n\nOne.\n\n</details>\n", []),
        (
            "**What is drift?**\n\nA change.\n\nSolution: retrain.\n",
            [("What is drift?", "", "A change. Solution: retrain.")],
        ),
        (
            "1. **What is A?**\n\n   > One.\n\n   More.\n2. **What is B?**\n\n   > Two.\n",
            [("What is A?", "", "One. More."), ("What is B?", "", "Two.")],
        ),
    ],
)
def test_what_belongs_to_an_answer_and_what_does_not(text, found):
    assert asked(WEEK + text) == found


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("**注意：**\n\n内容", "注意："),
        ("**Note**\n\n---\n\nText", "Note"),
        ("**Note**\n\n**Next**", "Note"),
    ],
)
def test_bold_words_that_head_nothing_stay_bold(text, bold):
    assert f"<strong>{bold}</strong>" in page_of(f"{WEEK}{text}\n")


def test_a_label_is_one_deeper_than_the_heading_above_it():
    week = read_notes(f"{WEEK}### Part\n\n**Label**\n\nText.\n", "n.md", (2,)).root.parts[0]
    assert [item.level for item in week.items if isinstance(item, Heading)] == [3, 4]


def test_a_heading_that_asks_without_a_mark_in_a_list_keeps_its_level():
    items = "1. #### Describe drift\n\n   One.\n2. #### What is bias?\n\n   Two.\n"
    heading = '<h3 data-number="1" id="describe-drift" class="question">Describe drift</h3>'
    assert heading in page_of(f"{WEEK}### Part\n\n{items}")
    week = read_notes(WEEK + items, "n.md", (2,)).root.parts[0]
    assert [(plain(*q.text), q.level) for q in week.items if isinstance(q, Question)] == [
        ("Describe drift", 4),
        ("What is bias?", 4),
    ]
