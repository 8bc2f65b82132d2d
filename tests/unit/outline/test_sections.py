"""Which headings of the notes become pages."""

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.outline.sections import ANSWER, LONG, MANY, SHORT, is_part, page_levels
from pages import html_of, html_of_site, ids_in

FEW = "some words\n\n"
PAGE = "word " * SHORT + "\n\n"
CHAPTER = "word " * (LONG // 2) + "\n\n"


def plan(text, levels=None):
    return plan_site(read_notes(text, "notes.md", levels))


def tree(text, levels=None):
    """The navigation as text: ``Home | A (x, y)``."""

    def shown(entries):
        return [e.title + (f" ({', '.join(shown(e.below))})" if e.below else "") for e in entries]

    entries = plan(text, levels).navigation
    return " | ".join(shown(e for e in entries if e.path != "topics.md"))


def chapter(*headings):
    return "".join(f"{heading}\n\n{FEW}" for heading in headings)


# --- levels and words -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headings", "pages"),
    [
        # the two levels that courses use
        (["# T", "## Course 1", "### Week 1", "### Week 2"], "T | Course 1 (Week 1, Week 2)"),
        (["# T", "## A", "### Week 1", "## B", "### Week 1"], "T | A (Week 1) | B (Week 1)"),
        (["# Part I", "## Chapter 1", "# Part II"], "Notes | Part I (Chapter 1) | Part II"),
        (["# T", "## Module 1", "### Day 1", "### Lab"], "T | Module 1 (Day 1, Lab)"),
        (["# T", "## A", "### 第一周", "### 第2周"], "T | A (第一周, 第2周)"),
        # one level, and smaller headings that stay on its pages
        (["# T", "## A", "## B", "## C"], "T | A | B | C"),
        (["# T", "## A", "### x", "### y", "## B"], "T | A | B"),
        (["## A", "## B"], "Notes | A | B"),
        (["# A", "## x", "# B", "## y"], "Notes | A | B"),
        (["# T", "## Week 1", "### Lecture", "#### Day 1"], "T | Week 1"),
        # the title among several headings of level 1
        (["# T", "# Chapter 1", "# Chapter 2"], "T | Chapter 1 | Chapter 2"),
        (["# T", "# A", "## x", "# B"], "T | A | B"),
        (["# Introduction", "# A", "## x", "# B"], "Notes | Introduction | A | B"),
        (["# T", "## About", "# Chapter 1"], "T | About | Chapter 1"),
        (["# A", "# B", "# C"], "Notes | A | B | C"),
        # jumps, and levels that begin too low
        (["# T", "#### A", "#### B"], "T | A | B"),
        (["# T", "#### A", "## B", "### x"], "T | A | B"),
        (["## A", "# B", "## x"], "Notes | A | B"),
        (["T\n===", "A\n---", "B\n---"], "T | A | B"),
    ],
)
def test_the_highest_headings_become_pages_and_numbered_parts_below(headings, pages):
    assert tree(chapter(*headings)) == pages


def test_a_title_right_above_the_first_chapter():
    assert tree("# T\n\n# A\n\ntext\n\n# B\n\ntext\n") == "T | A | B"


@pytest.mark.parametrize(
    "title",
    [
        "Week 1",
        "WEEK 2: x",
        "Wk. 3",
        "W1",
        "Week #1",
        "Week-1",
        "Chapter IV",
        "Part Two",
        "Day 01",
        "Module 1.2",
        "1. Woche",
        "2nd week",
        "第1章 始",
        "第 十 课",
        "제3장",
        "3주차: x",
        "Semana 3",
        "Неделя 1",
        "Hafta 2",
        "Lektion 3",
        "Leçon n° 2",
    ],
)
def test_titles_that_number_a_part_of_a_course(title):
    assert is_part(title)


@pytest.mark.parametrize(
    "title",
    [
        "Weekly plan",
        "Question 1",
        "Step 2",
        "Example 3",
        "1. Intro",
        "Part of it",
        "W2V",
        "Days",
        "Chapter summary",
        "Week ends",
        "Unit tests",
        "Topic in depth",
        "第一",
        "Class 1",
    ],
)
def test_titles_that_number_nothing_of_a_course(title):
    assert not is_part(title)


def test_bold_lines_that_number_parts_divide_notes_without_headings():
    assert tree("Hello.\n\n**Week 1: A**\n\nx\n\n**Key**\n\ny\n\n**Week 2**\n\nz\n") == (
        "Notes | Week 1: A | Week 2"
    )
    assert tree("Hello.\n\n**Key**\n\nx\n\n**More**\n\ny\n") == "Notes"


def test_headings_in_details_lists_and_quotes_stay_where_they_are_and_can_be_linked():
    text = (
        "# T\n\n[a](#in-details) [b](#in-a-list) [c](#in-a-quote)\n\n## A\n\n<details><summary>x"
        "</summary>\n\n## In details\n\nd\n\n</details>\n\n- ## In a list\n\n  e\n\n"
        "> ## In a quote\n>\n> f\n"
    )
    made = plan(text)
    pages = html_of_site(made)
    assert list(pages) == ["index.md", "a.md"]
    for anchor in ("in-details", "in-a-list", "in-a-quote"):
        assert f'href="a/#{anchor}"' in pages["index.md"]
        assert anchor in ids_in(pages["a.md"])
    assert not made.problems


def test_text_before_the_first_heading_opens_the_home_page():
    home = html_of(plan("Hello there.\n\n# T\n\nMore.\n\n## A\n\nx\n").pages[0])
    assert "<p>Hello there.</p>" in home and "<p>More.</p>" in home


def test_headings_on_a_page_have_no_gaps():
    page = plan("# T\n\n## A\n\nx\n\n##### deep\n\nx\n\n###### deeper\n\nx\n").pages[1]
    assert [block.tag for block in page.body if block.tag != "p"] == ["h1", "h2", "h3"]


# --- length ---------------------------------------------------------------------------------------


def test_a_page_that_is_too_long_is_divided_at_its_next_headings():
    text = "# T\n\n## A\n\nintro\n\n" + "".join(f"### {n}\n\n{CHAPTER}" for n in "xyz")
    assert tree(text + "## B\n\n### p\n\nshort\n") == "T | A (x, y, z) | B"
    assert tree(text.replace(CHAPTER, PAGE)) == "T | A"


def test_and_again_where_its_parts_are_too_long():
    text = "# T\n\n## A\n\n### x\n\n" + "".join(f"#### {n}\n\n{CHAPTER}" for n in "pqr")
    assert tree(text) == "T | A (x (p, q, r))"


def test_a_page_whose_parts_would_be_too_short_stays_whole():
    entries = "".join(f"### e{n}\n\n{'word ' * (SHORT // 2)}\n\n" for n in range(150))
    assert tree("# T\n\n## A\n\n" + entries) == "T | A"


def test_a_page_without_headings_stays_whole():
    assert tree("# T\n\n## A\n\n" + CHAPTER * 20) == "T | A"
    assert tree(CHAPTER * 20) == "Notes"


def test_many_short_entries_stay_on_one_page():
    def entries(count, text):
        return tree("# T\n\n" + "".join(f"## e{n}\n\n{text}" for n in range(count)))

    assert entries(MANY + 1, FEW) == "T"
    assert entries(MANY, FEW).count("|") == MANY
    assert entries(MANY + 1, PAGE).count("|") == MANY + 1


def test_a_script_without_spaces_counts_its_signs():
    text = "# 题\n\n## 甲\n\n" + "".join(f"### {n}\n\n{'字' * LONG}\n\n" for n in "子丑寅")
    assert tree(text) == "题 | 甲 (子, 丑, 寅)"


def test_questions_divide_nothing():
    asked = "".join(f"### What is {n}?\n\n{PAGE}" for n in range(LONG // SHORT + 10))
    assert tree("# T\n\n## A\n\n" + asked) == "T | A"


def test_headings_that_ask_above_whole_chapters_divide_the_notes():
    def asked(text):
        return tree("# T\n\n" + "".join(f"## {w} is it?\n\n{text}\n\n" for w in ("What", "Why")))

    assert asked("word " * (ANSWER + 10)) == "T | What is it? | Why is it?"
    assert asked("word " * (ANSWER - 10)) == "T"


def planned(page):
    """The ids that the plan gives: without those that headings on cards get from their text."""
    return {e.get("id") for block in page.body for e in block.walk()} - {""}


def test_every_address_on_a_page_stays_alive_when_it_is_divided():
    short = (
        "# T\n\n## A\n\n### x\n\n**Why?**\n\nbecause\n\n### y\n\n**Why?**\n\nso\n\n#### z\n\nw\n"
    )
    long = short.replace("because\n", f"because\n\n{CHAPTER}").replace("so\n", f"so\n\n{CHAPTER}")
    (_, whole, *_), (_, contents, *_) = plan(short).pages, plan(long).pages
    assert (whole.path, contents.path) == ("a.md", "a/index.md")  # both are at /a/
    kept = {"x", "y", "x--why", "y--why", "why", "z"}
    assert planned(whole) == planned(contents) == kept
    assert kept.issubset(ids_in(html_of(whole))) and kept.issubset(ids_in(html_of(contents)))


def test_a_heading_beside_the_first_numbered_part_keeps_its_old_address_too():
    before = "# T\n\n## A\n\n### Overview\n\n**Why?**\n\nx\n"
    contents = plan(before + "\n### Week 1\n\n**How?**\n\ny\n").pages[1]
    assert contents.path == "a/index.md"
    assert planned(contents) == {"overview", "why"}


# --- the author decides ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "levels"),
    [("h2", (2,)), ("h2 > h3", (2, 3)), (" H1>h2 >h4 ", (1, 2, 4)), ("none", ()), (None, None)],
)
def test_the_line_in_mkdocs_yml_names_levels(line, levels):
    assert page_levels(line) == levels


@pytest.mark.parametrize("line", ["h3 > h2", "h2 > h2", "h7", "h2, h3", "weeks", "", 2, ["h2"], {}])
def test_nonsense_there_is_an_error_that_says_what_would_be_right(line):
    with pytest.raises(ValueError) as stop:
        page_levels(line)
    assert str(stop.value).startswith(f"{line} is no way")
    assert "h2 > h3" in str(stop.value)


def test_the_levels_that_the_author_names_decide_alone():
    text = chapter("# T", "## A", "### x", "#### p", "### What?", "## B", "### y")
    assert tree(text) == "T | A | B"
    assert tree(text, (2, 3)) == "T | A (x, What?) | B (y)"
    assert tree(text, (3,)) == "T | A | x | What? | B | y"
    assert tree(text, (2, 4)) == "T | A (p) | B"
    assert tree(text, ()) == "T"


def test_a_level_that_the_notes_do_not_have_is_told():
    (problem,) = plan(chapter("# T", "## A"), (2, 5)).problems
    assert "names h5" in problem.message


def count_of_pages(text):
    return sum(1 for _ in sections(read_notes(text, "n.md").root))


def sections(section):
    yield section
    for part in section.parts:
        yield from sections(part)


@pytest.mark.parametrize(("words", "pages"), [(5000, 2), (5001, 4)])
def test_how_long_a_page_may_be(words, pages):
    # Its headings are two words.
    half, rest = divmod(words - 2, 2)
    week = f"### A\n\n{'w ' * half}\n\n### B\n\n{'w ' * (half + rest)}\n"
    assert count_of_pages(f"# T\n\n## Week 1\n\n{week}") == pages


@pytest.mark.parametrize(("each", "pages"), [(99, 2), (100, 62)])
def test_how_short_the_parts_of_a_long_page_may_be(each, pages):
    parts = "".join(f"### P{n}\n\n{'w ' * (each - 1)}\n\n" for n in range(60))
    assert count_of_pages(f"# T\n\n## Week 1\n\n{parts}") == pages


@pytest.mark.parametrize(("count", "pages"), [(30, 31), (31, 1)])
def test_how_many_short_parts_the_notes_may_have(count, pages):
    text = "# T\n\n" + "".join(f"## P{n}\n\nw\n\n" for n in range(count))
    assert count_of_pages(text) == pages
