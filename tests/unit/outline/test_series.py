"""A series decides which titles ask, for headings, bold lines, summaries and lists alike."""

import pytest
from asked import asked, titles
from counts import compare
from coursenotes import plan_site, read_notes
from coursenotes.translations import language_files
from pages import html_of

VOCABULARY = {code: texts["vocabulary"] for code, texts in language_files().items()}


def words(name):
    """Return the languages that have words for one purpose, with all of these words."""
    return [pytest.param(own[name], id=code) for code, own in VOCABULARY.items() if own.get(name)]


def begun(word):
    return f"{word} X" if word[-1].isascii() or word[-1].isalpha() else f"{word}X"


def series(*titles_, look="### {n}. {title}\n\ntext {n}\n\n"):
    return "# T\n\n" + "".join(look.format(n=n, title=t) for n, t in enumerate(titles_, 1))


# --- headings -------------------------------------------------------------------------------------


@pytest.mark.sampled(3)
@pytest.mark.parametrize("words", words("asking"))
def test_numbered_headings_that_begin_as_questions_do_ask(words):
    for word in words:
        text = series(f"{word} X", f"{word} Y")
        assert asked(text) == [(f"1. {word} X", "", "text 1"), (f"2. {word} Y", "", "text 2")]
        assert titles(text) == ["T"], word


@pytest.mark.sampled(3)
@pytest.mark.parametrize("words", words("asking_ends"))
def test_numbered_headings_that_end_as_questions_do_ask(words):
    for word in words:
        space = "" if VOCABULARY["zh"]["asking"][0][0] < word[0] else " "
        found = asked(series(f"X{space}{word}", f"Y{space}{word}"))
        assert [answer for *_, answer in found] == ["text 1", "text 2"], word


@pytest.mark.parametrize(
    ("asking", "found"),
    [
        (("What is A?", "Explain B", "Compare C and D"), 3),
        (("Difference between A and B", "Why C?"), 2),
        (("什么是索引", "如何优化", "A和B的区别", "总结"), 3),
        (("What is A?", "Why B?", "Name three", "Summary"), 3),  # the last one does not ask
        (("What is A?", "Create B", "Why C?"), 3),  # a task, where the others ask
    ],
)
def test_the_rest_of_a_series_asks_where_it_is_worded_so(asking, found):
    assert len(asked(series(*asking))) == found


@pytest.mark.parametrize(
    "headings",
    [
        ("Introduction", "How to install", "Usage"),
        ("Clone it", "Install it", "Run it"),
        ("Create a project", "Write a test", "Run it"),
        ("Was", "Von", "Bis", "Zu"),
        ("Setup", "Why it works?", "Outlook", "Summary"),
        ("Agenda", "What is new?", "Decisions", "Next steps"),
    ],
)
def test_numbered_chapters_and_steps_stay_what_they_are(headings):
    assert asked(series(*headings)) == []
    assert compare(series(*headings)).differences() == []


@pytest.mark.parametrize(
    "headings",
    [("What is it", "How it works"), ("Why", "How", "What"), ("What next?", "Summary", "Links")],
)
def test_headings_without_numbers_need_their_question_marks(headings):
    assert asked(series(*headings, look="### {title}\n\ntext {n}\n\n")) == []


def test_a_rhetorical_heading_in_prose_stays_a_heading():
    prose = "".join(f"### Part {n}\n\nProse.\n\n" for n in range(3))
    text = f"# T\n\n## One\n\n### Why read?\n\nBecause.\n\n{prose}## Two\n\n### So what?\n\nx\n"
    assert asked(text) == []


def test_headings_between_two_others_are_a_series_of_their_own():
    faq = "".join(f"### {q}?\n\na\n\n" for q in ("Is it free", "Who made it", "Why"))
    prose = "".join(f"### Part {n}\n\nProse.\n\n" for n in range(6))
    text = f"# T\n\n## One\n\n{prose}## Questions\n\n{faq}"
    assert [question for question, *_ in asked(text)] == ["Is it free?", "Who made it?", "Why?"]
    assert asked(text.replace("a\n", "long " * 900 + "\n")) == []  # these are chapters


def test_chapters_that_ask_and_are_long_stay_pages():
    long = "word " * 501
    look = "## {n}. {title}\n\n" + long + "\n\n"
    assert len(titles(series("What is A", "Explain B", "Why C", look=look))) == 4


def test_numbered_headings_with_an_answer_each_are_questions():
    case = (
        "### {n}. {title}\n\nA man of 60 has pain.\n\n**Findings:**\n- fever\n\n"
        "What is it?\n\nA) one\nB) two\n\n**Answer: B**\nSince.\n\n"
    )
    shown = "A man of 60 has pain. Findings: fever What is it? A) one B) two"
    found = [(f"{n}. Case {n}", shown, "Answer: B Since.") for n in (1, 2)]
    assert asked(series("Case 1", "Case 2", look=case)) == found


def test_a_chapter_with_several_answers_is_no_question():
    chapter = (
        "## {n}. {title}\n\nText.\n\n" + "Which?\n\nA) one\nB) two\n\nAnswer: B\n\n---\n\n" * 3
    )
    found = asked(series("Basics", "More", look=chapter))
    assert found == [("Which?", "A) one B) two", "Answer: B")] * 6


@pytest.mark.parametrize("words", words("instructing"))
def test_tasks_whose_answer_is_opened_by_a_click_are_questions(words):
    look = "### {title}\n\n<details><summary>show</summary>a {n}</details>\n\n"
    for word in words[::3]:
        text = series(f"{word} X", f"{word} Y", f"{word} Z", look=look)
        assert [answer for *_, answer in asked(text)] == ["a 1", "a 2", "a 3"], word


@pytest.mark.parametrize("titles_", [("Setup", "Usage", "Credits"), ("Linux", "macOS", "Windows")])
def test_sections_that_are_opened_by_a_click_are_none(titles_):
    look = "### {title}\n\n<details><summary>show</summary>a {n}</details>\n\n"
    assert asked(series(*titles_, look=look)) == []


# --- bold lines -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("1. What is A?", "2. Explain C"), 2),
        (("What is A?", "Why B?", "Explain C"), 3),
        (("What is A?", "Explain C", "Model monitoring", "Degree"), 1),
        (("Why it matters", "How it works", "What next?"), 1),
        (("1. Clone it", "2. Install it", "3. Run it"), 0),
        (("Explain C", "Overview"), 0),
        (("什么是索引？", "如何优化？", "A和B的区别"), 3),
        (("Was ist A?", "Wozu B?", "Erkläre C", "Merksatz"), 3),
    ],
)
def test_bold_lines(lines, found):
    text = series(*lines, look="**{title}**\n\ntext {n}\n\n")
    assert len(asked(text)) == found
    assert compare(text).differences() == []


# --- summaries ------------------------------------------------------------------------------------

DETAILS = "<details>\n<summary>{title}</summary>\n\ntext {n}\n</details>\n\n"


@pytest.mark.parametrize(
    ("summaries", "found"),
    [
        (("What is A?", "What is B?", "What is C?", "Explain OSPF"), 4),
        (("What is A?", "Define BGP", "Explain OSPF", "More"), 3),
        (("什么是A？", "解释 OSPF", "如何优化", "更多"), 3),
        (("Was ist A?", "Erkläre B", "Wozu C?", "Mehr"), 3),
        (("What is A?", "What is B?", "Why C?", "More", "Full listing", "Show the log"), 3),
        (("More", "Full listing", "Linux"), 0),
        (("Installation on Linux", "Installation on macOS", "Explain it"), 0),
        (("What is A?", "Notes on the text", "The full log", "Some more of it"), 1),
    ],
)
def test_summaries(summaries, found):
    text = series(*summaries, look=DETAILS)
    assert len(asked(text)) == found
    assert compare(text).differences() == []


# --- lists ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", words("asking"))
def test_a_numbered_list_with_its_answers_in_it(words):
    for word in words[::2]:
        text = f"# T\n\n1. {word} X\n\n   one\n\n2. {word} Y\n\n   two\n"
        assert [answer for *_, answer in asked(text)] == ["one", "two"], word


@pytest.mark.parametrize(
    "text",
    [
        "1. Install it\n\n   Like so.\n\n2. Run it\n\n   Like that.",
        "- What it is\n\n  a\n- How it works\n\n  b",
        "- Is it new?\n- Is it clear?",
        "1. What is new?\n2. What was decided?\n3. Next steps",
        "1. Why so?\n\n   a\n2. Costs\n\n   b\n3. Staff\n\n   c",
    ],
)
def test_lists_that_ask_nothing_or_answer_nothing_stay(text):
    assert asked(f"# T\n\n{text}\n") == []


@pytest.mark.parametrize(
    ("marks", "starts"),
    [
        (("1.", "2.", "3."), ["<ol>"]),
        (("1)", "2)", "3)"), ["<ol>"]),
        (("7.", "8.", "9."), ['<ol start="7">']),
        (("1.", "2.", "5."), ["<ol>", '<ol start="5">']),
        (("1.", "1.", "1."), ["<ol>"] * 3),
    ],
)
def test_a_list_that_github_breaks_is_one_series(marks, starts):
    a, b, c = marks
    text = (
        f"# T\n\n{a} What is A?\n\nIt is B.\n\n- so\n\n{b} **Explain C**\n\nIt is D.\n\n"
        f"{c} What is E?\n\n```py\nx\n```\n"
    )
    found = [
        ("What is A?", "", "It is B. so"),
        ("Explain C", "", "It is D."),
        ("What is E?", "", "x"),
    ]
    assert asked(text) == found
    html = html_of(plan_site(read_notes(text, "n.md")).pages[0])
    assert [
        tag for tag in ("<ol" + part.split(">")[0] + ">" for part in html.split("<ol")[1:])
    ] == starts
    assert compare(text).differences() == []


@pytest.mark.parametrize(
    "text",
    [
        "1. Install it\n\nLike so.\n\n2. Run it\n\nLike that.\n\n3. What now?\n\nNothing.",
        "1. What is A?\n\nAn answer, and no other number.",
        "Steps:\n\n1. What you need\n2. How you do it\n\nText.\n\n1. Then?\n\nText.",
        "## Meeting\n\n1. Budget\n\nSmall.\n\n2. Why so late?\n\nWho knows.\n\n3. Next\n\nMay.",
    ],
)
def test_steps_and_agendas_that_github_breaks_stay_in_sight(text):
    assert asked(f"# T\n\n{text}\n") == []
    assert compare(f"# T\n\n{text}\n").differences() == []


def test_an_answer_that_is_indented_too_little_from_10_on_is_closed():
    # Three spaces are enough below "9.", GitHub wants four below "10.".
    text = "# T\n\n" + "".join(f"{n}. What is {n}?\n\n   It is {n}.\n\n" for n in range(1, 14))
    assert asked(text) == [(f"What is {n}?", "", f"It is {n}.") for n in range(1, 14)]
    html = html_of(plan_site(read_notes(text, "n.md")).pages[0])
    assert html.count("<ol") == 1
    assert compare(text).differences() == []


@pytest.mark.parametrize(
    ("behind", "answer"),
    [
        ("b\n\n4. What is C?\n\nc", "b"),
        ("b\n\n6. What is C?\n\nc", ""),
        ("## Next\n\n4. What is C?\n\nc", ""),
        ("b", ""),
    ],
)
def test_a_list_goes_on_behind_an_answer_with_the_next_number_only(behind, answer):
    text = f"# T\n\n1. What is A?\n\n   a\n\n2. Why?\n\n   So.\n\n3. What is B?\n\n{behind}\n"
    assert ("What is B?", "", answer) in asked(text)
    assert compare(text).differences() == []


def test_a_list_of_steps_that_goes_on_is_not_taken_apart():
    text = "# T\n\n1. Open it\n\n   So.\n\n2. Close it\n\nSo.\n\n3. What now?\n\nNothing.\n"
    html = html_of(plan_site(read_notes(text, "n.md")).pages[0])
    assert asked(text) == [] and html.count("<ol") == 2


def test_a_heading_ends_a_broken_list():
    text = "# T\n\n## A\n\n1. What is A?\n\na\n\n2. Why?\n\nb\n\n## B\n\nText.\n"
    assert asked(text) == [("What is A?", "", "a"), ("Why?", "", "b")]


def test_the_steps_of_an_answer_belong_to_it():
    text = "1. How is it done?\n\nIn steps:\n\n1) first\n2) second\n\n2. Why?\n\nSo.\n"
    assert asked(f"# T\n\n{text}") == [
        ("How is it done?", "", "In steps: first second"),
        ("Why?", "", "So."),
    ]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("1、什么是索引？", "2、如何优化", "3、A和B的区别"), 3),
        (("1、总则", "2、分则", "3、附则"), 0),
        (("1、什么是索引？", "2、总则", "3、附则"), 0),
        (("（1）什么是A？", "（2）为什么B？", "（3）如何C？"), 3),
    ],
)
def test_numbered_paragraphs(lines, found):
    text = series(*lines, look="{title}\n\n文{n}。\n\n")
    assert len(asked(text)) == found
    assert compare(text).differences() == []
