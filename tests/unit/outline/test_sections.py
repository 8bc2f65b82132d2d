"""Headings of the notes become pages by their level, series and length."""

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.outline.sections import CHAPTER, LONG, SHORT, page_levels
from pages import html_of, html_of_site, ids_in

FEW = "some words\n\n"
PAGE = "word " * SHORT + "\n\n"
LONG_PART = "word " * (LONG // 2) + "\n\n"


def plan(text, levels=None):
    return plan_site(read_notes(text, "notes.md", levels))


def tree(text, levels=None):
    """Return the navigation as text: ``Home | A (x, y)``."""

    def shown(entries):
        return [e.title + (f" ({', '.join(shown(e.below))})" if e.below else "") for e in entries]

    entries = plan(text, levels).navigation
    return " | ".join(shown(e for e in entries if e.path != "topics.md"))


def chapter(*headings, text=FEW):
    return "".join(f"{heading}\n\n{text}" for heading in headings)


# --- levels and words -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headings", "pages"),
    [
        # the two levels that courses use
        (["# T", "## Course 1", "### Week 1", "### Week 2"], "T | Course 1 (Week 1, Week 2)"),
        (["# T", "## A", "### Week 1", "## B", "### Week 1"], "T | A (Week 1) | B (Week 1)"),
        (
            ["# Part I", "## Chapter 1", "## Chapter 2", "# Part II"],
            "Notes | Part I (Chapter 1, Chapter 2) | Part II",
        ),
        (
            ["# T", "## A", "### Day 1", "### Lab", "### Day 2"],
            "T | A (Day 1, Lab, Day 2)",
        ),
        (["# T", "## A", "### 第一周", "### 第2周"], "T | A (第一周, 第2周)"),
        # one level, and smaller headings that stay on its pages
        (["# T", "## A", "## B", "## C"], "T | A | B | C"),
        (["# T", "## A", "### x", "### y", "## B"], "T | A | B"),
        (["## A", "## B"], "Notes | A | B"),
        (["# A", "## x", "# B", "## y"], "Notes | A | B"),
        (["# T", "## Week 1", "### Lecture", "#### Day 1", "#### Day 2"], "T | Week 1"),
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
    assert tree(chapter(*headings, text=PAGE)) == pages


def test_a_title_right_above_the_first_chapter():
    assert tree(f"# T\n\n# A\n\n{PAGE}# B\n\n{PAGE}") == "T | A | B"


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
    made = plan(text, (2,))
    pages = html_of_site(made)
    assert list(pages) == ["index.md", "a.md"]
    for anchor in ("in-details", "in-a-list", "in-a-quote"):
        assert f'href="a/#{anchor}"' in pages["index.md"]
        assert anchor in ids_in(pages["a.md"])
    assert not made.problems


def test_text_before_the_first_heading_opens_the_home_page():
    home = html_of(plan("Hello there.\n\n# T\n\nMore.\n\n## A\n\nx\n").pages[0])
    assert '<p class="lede">Hello there.</p>' in home and "<p>More.</p>" in home


def test_headings_on_a_page_have_no_gaps():
    page = plan("# T\n\n## A\n\nx\n\n##### deep\n\nx\n\n###### deeper\n\nx\n", (2,)).pages[1]
    assert [block.tag for block in page.body if block.tag != "p"] == ["h1", "h2", "h3"]


# --- length ---------------------------------------------------------------------------------------


def test_a_part_of_few_words_is_a_section_of_the_page_above():
    text = f"# T\n\n## A\n\n{PAGE}## Links\n\n{FEW}## B\n\n{PAGE}## Thanks\n\n{FEW}"
    assert tree(text) == "T | A | B"
    home = plan(text).pages[0]
    # What follows the first part in the notes also does on the page.
    assert [block.tag for block in home.body] == ["h1", "div", "h2", "p", "h2", "p"]
    text = f"# T\n\n## Before\n\n{FEW}## A\n\n{PAGE}## B\n\n{PAGE}"
    assert [block.tag for block in plan(text).pages[0].body] == ["h1", "h2", "p", "div"]


@pytest.mark.parametrize("count", [1, 2, 5, 20, 40])
def test_where_most_of_the_text_is_in_short_parts_all_stay_together(count):
    short = "".join(f"## e{n}\n\n{FEW * 9}" for n in range(count))
    assert tree(f"# T\n\n{short}") == "T"


def test_one_longer_part_among_many_short_ones_stays_with_them():
    short = "".join(f"## e{n}\n\n{FEW * 9}" for n in range(40))
    assert tree(f"# T\n\n## A\n\n{PAGE}{short}") == "T"


@pytest.mark.parametrize(("words", "pages"), [(SHORT - 1, 1), (SHORT, 3)])
def test_how_short_a_page_may_be(words, pages):
    assert count_of_pages(f"# T\n\n## A\n\n{'w ' * words}\n\n## B\n\n{'w ' * words}\n") == pages


@pytest.mark.parametrize(
    ("sign", "letters"), [("字", 2), ("か", 2), ("ก", 5), ("ခ", 5), ("ក", 5), ("가 ", 1), ("я ", 1)]
)
def test_words_are_counted_as_the_script_counts_them(sign, letters):
    def pages(signs):
        return count_of_pages("# T\n\n" + "".join(f"## {n}\n\n{sign * signs}\n\n" for n in "AB"))

    assert pages(SHORT * letters) == 3
    assert pages((SHORT - 5) * letters) == 1


@pytest.mark.parametrize("part", ["Week {}", "第{}章", "{}주차", "Lecture {}: x", "{}. Woche"])
def test_the_parts_of_a_series_are_pages_however_short(part):
    assert count_of_pages(chapter("# T", *(f"## {part.format(n)}" for n in (1, 2)))) == 3


def test_a_part_without_a_number_stays_beside_a_series():
    text = chapter("# T", "## Week 1", "## Week 2") + f"## Exam\n\n{PAGE}## Thanks\n\n{FEW}"
    assert tree(text) == "T | Week 1 | Week 2 | Exam"


@pytest.mark.parametrize(
    "headings",
    [
        ["第一次世界大战", "冷战", "鸦片战争"],
        ["정규형", "제 1 정규형", "함수 종속"],
        ["Alkanes", "CH4", "C2H6"],
        ["Planning", "Day 2 operations", "Costs"],
        ["Introduction", "Les 3 formes", "Les 5 règles"],
        ["1. Integration", "2. Unit Testing", "3. Fuzzing"],
        ["Free speech", "Section 230", "Copyright"],
    ],
)
def test_a_number_that_counts_no_parts_makes_no_pages(headings):
    text = chapter("# T", "## A", *(f"### {h}" for h in headings)) + f"## B\n\n{PAGE}"
    assert tree(text).startswith("T") and tree(text).count("|") <= 1
    # Each of them is long enough for a page where it is the highest.
    assert count_of_pages(chapter("# T", *(f"## {h}" for h in headings), text=PAGE)) == 4


def test_a_heading_with_nothing_below_is_no_page():
    text = chapter("# T", "## Week 1", "## Week 2") + "## Week 3\n\n## Week 4\n"
    assert tree(text) == "T | Week 1 | Week 2"
    assert "Week 4" in html_of(plan(text).pages[0])


def test_a_page_that_is_too_long_is_divided_at_its_next_headings():
    text = "# T\n\n## A\n\nintro\n\n" + "".join(f"### {n}\n\n{LONG_PART}" for n in "xyz")
    assert tree(text + f"## B\n\n### p\n\n{PAGE}") == "T | A (x, y, z) | B"
    assert tree(text.replace(LONG_PART, PAGE)) == "T | A"


def test_and_again_where_its_parts_are_too_long():
    text = "# T\n\n## A\n\n### x\n\n" + "".join(f"#### {n}\n\n{LONG_PART}" for n in "pqr")
    assert tree(text) == "T | A (x (p, q, r))"


def test_a_page_without_headings_and_questions_stays_whole():
    assert tree("# T\n\n## A\n\n" + LONG_PART * 5) == "T | A"
    assert tree(LONG_PART * 5) == "Notes"


def test_a_script_without_spaces_counts_its_signs():
    text = "# 题\n\n## 甲\n\n" + "".join(f"### {n}\n\n{'字' * LONG}\n\n" for n in "子丑寅")
    assert tree(text) == "题 | 甲 (子, 丑, 寅)"


def test_headings_that_ask_above_whole_chapters_divide_the_notes():
    def asked(text):
        return tree("# T\n\n" + "".join(f"## {w} is it?\n\n{text}\n\n" for w in ("What", "Why")))

    assert asked("word " * (CHAPTER + 10)) == "T | What is it? | Why is it?"
    assert asked("word " * (CHAPTER - 10)) == "T"


def planned(page):
    """Return the ids from the plan, without those that headings on cards get from their text."""
    return {e.get("id") for block in page.body for e in block.walk()} - {""}


def test_every_address_on_a_page_stays_alive_when_it_is_divided():
    short = (
        f"# T\n\n## A\n\n{PAGE}### x\n\n**Why?**\n\nbecause\n\n### y\n\n**Why?**\n\nso\n\n"
        "#### z\n\nw\n"
    )
    long = short.replace("because\n", f"because\n\n{LONG_PART}")
    long = long.replace("so\n", f"so\n\n{LONG_PART}")
    (_, whole, *_), (_, contents, *_) = plan(short).pages, plan(long).pages
    assert (whole.path, contents.path) == ("a.md", "a/index.md")  # both are at /a/
    kept = {"x", "y", "x--why", "y--why", "why", "z"}
    assert planned(whole) == planned(contents) == kept
    assert kept.issubset(ids_in(html_of(whole))) and kept.issubset(ids_in(html_of(contents)))


def test_a_heading_beside_the_first_of_a_series_keeps_its_old_address_too():
    before = f"# T\n\n## A\n\n### Overview\n\n**Why?**\n\n{PAGE}"
    series = "\n### Week 1\n\n**How?**\n\ny\n\n### Week 2\n\n**When?**\n\nz\n"
    contents = plan(before + series).pages[1]
    assert contents.path == "a/index.md"
    assert planned(contents) == {"overview", "why", "week-1", "how", "week-2"}


def test_a_short_part_that_grows_into_a_page_keeps_its_old_addresses():
    def home(more):
        return plan(f"# T\n\n## A\n\n{PAGE}## B\n\n### x\n\n**Why?**\n\ny\n\n{more}").pages[0]

    assert {"b", "x", "why"} <= planned(home("")) & planned(home(PAGE))


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
    assert str(stop.value).startswith(f"{line} does not divide the notes")
    assert "h2 > h3" in str(stop.value)


def test_the_levels_that_the_author_names_decide_alone():
    text = chapter("# T", "## A", "### x", "#### p", "### What?", "## B", "### y")
    assert tree(text) == "T"
    assert tree(text, (2, 3)) == "T | A (x, What?) | B (y)"
    assert tree(text, (3,)) == "T | A | x | What? | B | y"
    assert tree(text, (2, 4)) == "T | A (p) | B"
    assert tree(text, ()) == "T"


def test_a_level_that_the_notes_do_not_have_is_reported():
    (problem,) = plan(chapter("# T", "## A"), (2, 5)).problems
    assert "names h5" in problem.message


def count_of_pages(text):
    return sum(1 for _ in sections(read_notes(text, "n.md").root))


def sections(section):
    yield section
    for part in section.parts:
        yield from sections(part)


@pytest.mark.parametrize(("words", "pages"), [(5000, 3), (5001, 5)])
def test_how_long_a_page_may_be(words, pages):
    # Its headings are two words.
    half, rest = divmod(words - 2, 2)
    week = f"### A\n\n{'w ' * half}\n\n### B\n\n{'w ' * (half + rest)}\n"
    assert count_of_pages(f"# T\n\n## Week 1\n\n{week}\n## Week 2\n\nx\n") == pages
