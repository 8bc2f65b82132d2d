"""The outline of the notes is found."""

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.elements import plain
from coursenotes.model import Element, Heading, Question, Section
from coursenotes.outline.sections import PageLevels
from pages import html_of_site


def read(text: str, levels: PageLevels | None = None) -> Section:
    return read_notes(text, "notes.md", levels).root


def titles(section: Section) -> list[str]:
    return [plain(*part.title) for part in section.parts]


def questions(section: Section) -> list[str]:
    return [plain(*item.text) for item in section.items if isinstance(item, Question)]


def test_level_two_and_three_headings_become_courses_and_weeks():
    root = read("# T\n\nhello\n\n## Course 1: A\n\n### Week 1: x\n\ntext\n\n### Week 2\n\ntext\n")
    assert plain(*root.title) == "T"
    assert titles(root) == ["Course 1: A"]
    assert titles(root.parts[0]) == ["Week 1: x", "Week 2"]


def test_chapters_of_one_level_become_pages_and_their_small_headings_stay_on_them():
    root = read("# T\n\n## One\n\n### a\n\nshort\n\n### b\n\nshort\n\n## Two\n\ntext\n", (2,))
    assert titles(root) == ["One", "Two"]
    assert root.parts[0].parts == ()
    assert [type(i) for i in root.parts[0].items] == [Heading, Element, Heading, Element]


def test_two_headings_of_level_one_where_the_first_is_the_title():
    root = read("# My notes\n\nintro\n\n# Chapter 1\n\ntext\n\n# Chapter 2\n\ntext\n")
    assert plain(*root.title) == "My notes"
    assert titles(root) == ["Chapter 1", "Chapter 2"]


def test_notes_without_headings_are_one_page_and_say_so():
    notes = read_notes("just text\n", "notes.md")
    assert notes.root.parts == ()
    assert "no headings" in notes.problems[0].message


def test_a_hash_inside_a_code_fence_is_no_heading():
    root = read("# T\n\n## A\n\n```sh\n# comment\n## more\n```\n\n## B\n", (2,))
    assert titles(root) == ["A", "B"]


def test_contents_list_back_links_breaks_and_empty_rows_are_left_out():
    notes = read_notes(
        "# T\n\n## Contents\n- [A](#a)\n  - [B](#b)\n\n## A\n\n[Back to top](#t)\n\n<br />\n\n"
        "| x |\n|--|\n| 1 |\n|  |\n\n## B\n",
        "notes.md",
        (2,),
    )
    assert titles(notes.root) == ["A", "B"]
    assert notes.files["notes.md"].dropped == ("contents",)
    (table,) = notes.root.parts[0].items
    assert isinstance(table, Element)
    assert sum(e.tag == "tr" for e in table.walk()) == 2


@pytest.mark.parametrize("above", ["## See also", "## One"])
def test_a_list_of_references_is_no_contents_list(above):
    links = "- [One](#one)\n- [Two](#two)"
    text = f"# T\n\n## One\n\nx\n\n{above}\n\n{links}\n\ny\n\n## Three\n\n## Two\n"
    blocks = [e for part in read_notes(text, "n.md", (2,)).root.parts for e in part.items]
    assert any(getattr(block, "tag", "") == "ul" for block in blocks)


@pytest.mark.parametrize("above", ["", "## Inhalt", "## 目录", "**Contents**"])
def test_a_list_that_opens_what_it_lists_is_a_contents_list(above):
    text = f"# T\n\n{above}\n\n- [One](#one)\n- [Two](#two)\n\n## One\n\nx\n\n## Two\n\ny\n"
    root = read_notes(text, "n.md").root
    items = [*root.items, *(e for part in root.parts for e in part.items)]
    assert not any(getattr(item, "tag", "") == "ul" for item in items)


def test_a_sections_own_contents_go_and_its_heading_stays():
    links = "- [One](#one)\n- [Two](#two)"
    text = f"# T\n\nx\n\n## Part\n\n{links}\n\n### One\n\nx\n\n### Two\n\ny\n"
    (part,) = read(text, (2,)).parts
    kinds = [getattr(item, "tag", "heading") for item in part.items]
    assert (plain(*part.title), kinds) == ("Part", ["heading", "p", "heading", "p"])


def test_the_title_of_the_notes_is_no_heading_of_their_contents():
    root = read("# Issues\n\n- [One](#one)\n- [Two](#two)\n\n## One\n\nx\n\n## Two\n\ny\n")
    assert plain(*root.title) == "Issues"


def test_a_heading_whose_only_content_is_a_list_of_links_keeps_it():
    root = read("# T\n\n## Tags\n\n- [A](#a)\n- [B](#b)\n\n## A\n\nx\n\n## B\n\ny\n", (2,))
    assert titles(root) == ["Tags", "A", "B"]


def test_a_list_that_also_says_something_is_no_contents_list():
    root = read("# T\n\n- see [A](#a)\n- and [B](#b)\n\n## A\n\n## B\n")
    assert [i.tag for i in root.items if isinstance(i, Element)] == ["ul"]


def test_bold_question_with_details_quote_or_what_follows_as_answer():
    root = read(
        "# T\n\n**One?**\n\n<details><summary>Show answer</summary>\n\ntext\n\n</details>\n\n"
        "seen\n\n**Two?**\n\n> - quoted\n\nseen too\n\n**Three？**\n| a |\n|--|\n| b |\n\nmore\n"
    )
    kinds = [type(item).__name__ for item in root.items]
    assert kinds == ["Question", "Element", "Question", "Element", "Question"]
    answers = [[e.tag for e in i.answer] for i in root.items if isinstance(i, Question)]
    assert answers == [["p"], ["ul"], ["table", "p"]]


def test_any_bold_paragraph_with_a_generic_summary_right_below_is_a_question():
    root = read("# T\n\n**Define recall.**\n\n<details><summary>Answer</summary>x</details>\n")
    assert questions(root) == ["Define recall."]


def test_a_short_bold_label_becomes_a_heading_and_ends_an_open_answer():
    root = read(
        "# T\n\n**Why?**\n\nbecause\n\n**Model monitoring**\n\ntext\n\n**Note this.**\n\nx\n"
    )
    kinds = [type(item).__name__ for item in root.items]
    assert kinds == ["Question", "Heading", "Element", "Element", "Element"]


def test_a_bold_word_above_a_quote_hides_nothing():
    root = read("# T\n\n**Definition**\n\n> A model is a model.\n")
    assert [type(item).__name__ for item in root.items] == ["Heading", "Element"]


def test_bold_inside_an_answer_stays_bold():
    root = read(
        "# T\n\n**Why?**\n\n<details><summary>Answer</summary>\n\n**Label**\n\nx\n\n</details>\n"
    )
    (item,) = root.items
    assert isinstance(item, Question)
    assert item.answer[0].children[0].tag == "strong"


def test_heading_questions_need_a_pattern_or_an_answer():
    prose = read("# T\n\n## A\n\n### Why not?\n\nprose\n\n### Other\n\nx\n\n### More\n\nx\n", (2,))
    assert questions(prose.parts[0]) == []
    asked = read("# T\n\n## A\n\n### Why?\n\nx\n\n### How?\n\ny\n\n## B\n\n### When?\n\nz\n", (2,))
    assert [questions(part) for part in asked.parts] == [["Why?", "How?"], ["When?"]]


def test_a_summary_that_asks_is_the_question():
    root = read("# T\n\n<details><summary>What is it?</summary>\n\nThis.\n\n</details>\n")
    assert questions(root) == ["What is it?"]


def test_lines_of_raw_html_and_markdown_are_the_files():
    root = read("---\ntitle: x\n---\n# T\n\n<div>\n\n## A\n\n</div>\n\n## B\n", (2,))
    assert [part.at.line for part in root.parts] == [8, 12]


@pytest.mark.parametrize(
    ("text", "page", "link"),
    [
        # one link is no list of them
        ("# T\n\n- [Here](#a)\n\n## A\n\nx\n", "index.md", "a/"),
        # what is next, not below
        ("# T\n\n## B\n\n- [Here](#a)\n- [There](#b)\n\n## A\n\nx\n", "b.md", "../a/"),
    ],
)
def test_a_list_of_links_to_what_is_not_below_stays(text, page, link):
    pages = html_of_site(plan_site(read_notes(text, "n.md", (2,))))
    assert f'<li><a href="{link}">Here</a></li>' in pages[page]
