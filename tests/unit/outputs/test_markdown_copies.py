"""Each page's Markdown copy has all of the page's text."""

import re
from collections import Counter

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.elements import text_of
from coursenotes.gfm.parser import to_html
from coursenotes.gfm.tree import to_tree
from coursenotes.model import PagePath, Question
from coursenotes.outputs.markdown_copies import copy_of, copy_path, file_of, markdown_of
from coursenotes.plan.copies import Surroundings
from test_golden import NOTES


def plan_of(text):
    return plan_site(read_notes(text, "n.md", (2, 3)), Surroundings(lambda path: True))


def copies(text):
    return {page.path: copy_of(page) for page in plan_of(text).pages}


def words(markdown):
    text = text_of(to_tree(to_html(markdown)))
    return Counter(re.findall(r"\w+", text))


@pytest.mark.parametrize("name", NOTES)
def test_every_word_of_the_notes_is_in_the_copies(name):
    text = NOTES[name].read_text("utf-8")
    made = words("\n\n".join(copy_of(page) for page in plan_of(text).pages if page.at.line))
    lost = words(text) - made
    # The site too leaves out tables of contents, "Back to top" and "Click to see the answer".
    assert sum(lost.values()) <= 0.35 * sum(words(text).values()), lost


@pytest.mark.parametrize(
    ("notes", "copy"),
    [
        ("a *b* **c** ~~d~~ `e` $x_1$", "a *b* **c** ~~d~~ `e` $x_1$"),
        ("snake_case \\*no\\* \\[x](y) 2 < 3", "snake_case \\*no\\* \\[x](y) 2 < 3"),
        ("\\# no\n\\- no\n1\\. no", "\\# no\n\\- no\n\\1. no"),
        ("a  \nb\\\nc<br>d<br>\ne", "a<br>\nb<br>\nc<br>\nd<br>\ne"),
        ("- a  \n  b", "- a<br>\n  b"),
        ("- a\n  - b\n    1. c\n- d", "- a\n  - b\n    1. c\n- d"),
        ("- a\n- b\n\n<!-- -->\n\n- c", "- a\n- b\n\n<!-- -->\n\n- c"),
        ("- [x] done\n- [ ] open", "- [x] done\n- [ ] open"),
        ("1. a\n\n   b\n2. c", "1. a\n\n   b\n\n2. c"),
        ("> a\n>\n> b", "> a\n>\n> b"),
        ("> [!TIP]\n> a", "> [!TIP]\n> a"),
        ("```python\nx = `1`\n```", "```python\nx = `1`\n```"),
        ("|a|b|\n|:-:|-|\n|`x\\|y`|z<br>w|", "| a | b |\n| :-: | --- |\n| `x\\|y` | z<br>w |"),
        ("|a|\n|-|\n|<ul><li>c</li><li>d</li></ul>|", "| a |\n| --- |\n| c<br>d |"),
        ("$$\n\\frac a b\n$$", "$$\n\\frac a b\n$$"),
        ("$$\na\n$$\n\n$$\nb\n$$", "$$\na\n$$\n\n$$\nb\n$$"),
        ("<details><summary>More</summary>\n\nb\n\n</details>", "**More**\n\nb"),
        ("[x](https://a.org/b_(c))", "[x](<https://a.org/b_(c)>)"),
        ("![alt](p.png)", "![alt](../../assets/notes/p.png)"),
        ("[up](#other)", "[up](../../other/index.md)"),
        ("H<sub>2</sub>O <kbd>x</kbd>", "H<sub>2</sub>O <kbd>x</kbd>"),
    ],
)  # fmt: skip
def test_a_copy_is_plain_markdown_as_on_github(notes, copy):
    text = copies(f"# T\n\n## Course 1\n\n### Week 1\n\n{notes}\n\n### Week 2\n\ny\n\n## Other\n")
    assert f"# Week 1\n\n{copy}\n" == text["course-1/week-1.md"]


def test_questions_stand_above_their_answers_with_no_box_and_no_anchor():
    text = copies("# T\n\n## A\n\n**Why {#x}?**\n\n> Because - *so*.\n\n**How?**\n\n> x\n")["a.md"]
    assert text == (
        "# A\n\n## Why {#x}?\n\n**Answer**\n\nBecause - *so*.\n\n## How?\n\n**Answer**\n\nx\n"
    )


def test_an_answer_alone_is_markdown_with_its_lists_and_tables_apart():
    answer = "Two:\n\n- open source\n- [older](#b)\n\n| a | b |\n| --- | --- |\n| 1 | 2 |"
    notes = f"# T\n\n## A\n\n#### Q: Which *two*?\n\n{answer}\n\n## B\n\nx\n"
    page = plan_of(notes).home.parts[0]
    (question,) = (item for item in page.section.items if isinstance(item, Question))
    assert markdown_of(question.text, page.path) == "Q: Which *two*?"
    assert markdown_of(question.answer, page.path) == answer.replace("#b", "../b/index.md")


def test_a_page_of_parts_lists_their_copies():
    text = copies("# T\n\nHello.\n\n## Week 1: A\n\nx\n\n## Week 2: B\n\ny\n")["index.md"]
    assert text.endswith("- [Week 1: A](week-1/index.md)\n- [Week 2: B](week-2/index.md)\n")


def test_a_copy_is_at_the_pages_address_and_index_md():
    assert copy_path(PagePath("index.md")) == "index.md"
    assert copy_path(PagePath("a/index.md")) == "a/index.md"
    assert copy_path(PagePath("a/b.md")) == "a/b/index.md"


def test_each_page_has_a_copy_at_its_address():
    site = plan_of("# T\n\n## A\n\nx\n\n## B\n\ny\n")
    found = {file.path: file.data.decode() for file in map(file_of, site.pages)}
    assert list(found) == ["index.md", "a/index.md", "b/index.md"]
    assert list(found.values()) == [copy_of(page) for page in site.pages]
