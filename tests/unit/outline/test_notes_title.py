"""The title of the whole notes is found."""

import pytest
from coursenotes import Settings, plan_site, read_notes
from coursenotes.outline.notes_title import name_of_file
from pages import html_of


def site(text, path="notes.md", repository=""):
    return plan_site(read_notes(text, path), settings=Settings(repository=repository))


PAGE = "word " * 200 + "\n\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# T\n\n## A\n\nx\n\n## B\n\ny\n", "T"),
        # at whatever level
        ("## T\n\n### A\n\nx\n\n### B\n\ny\n", "T"),
        ("#### T\n\nx\n", "T"),
        ("intro\n\n### T\n\n#### A\n\nx\n", "T"),
        ("T\n---\n\n### A\n\nx\n", "T"),
        # alone, but by its words a part
        ("## Week 1\n\n### A\n\nx\n", "Algebra"),
        ("## Introduction\n\n### A\n\nx\n", "Algebra"),
        ("## What is it?\n\nThis.\n", "Algebra"),
        # not alone, or not above all others
        ("## A\n\nx\n\n## B\n\ny\n", "Algebra"),
        ("### A\n\nx\n\n## B\n\ny\n", "Algebra"),
        ("# A\n\nx\n\n# B\n\ny\n", "Algebra"),
        ("# 一、概述\n\nx\n\n# 二、创建型\n\n## A\n\ny\n\n# 三、行为型\n\nz\n", "Algebra"),
        ("# 1. A\n\nx\n\n# 2. B\n\n## C\n\ny\n\n# 3. D\n\nz\n", "Algebra"),
        ("# A\n\nx\n\n# 1. B\n\n## C\n\ny\n\n# 2. D\n\nz\n", "A"),
        # the front matter
        ("---\ntitle: F\n---\n\n## A\n\nx\n\n## B\n\ny\n", "F"),
        ("---\ntitle: F\n---\n\n## Alone\n\nx\n", "F"),
        ("---\ntitle: F\n---\n\n**Bold**\n\nx\n", "F"),
        ("---\ntitle: F\n---\n\n# T\n\nx\n", "T"),
        # a bold first line
        ("**Bold notes**\n\nx\n\n## A\n\ny\n\n## B\n\nz\n", "Bold notes"),
        ("**Bold notes**\n\nx\n", "Bold notes"),
        ("x\n\n**Bold notes**\n\ny\n", "Algebra"),
        ("**Why?**\n\nx\n", "Algebra"),
        ("**Note:**\n\nx\n", "Algebra"),
        ("**Week 1**\n\nx\n\n**Week 2**\n\ny\n", "Algebra"),
        ("**All of it is bold here.**\n\nx\n", "Algebra"),
        ("**Bold** and more\n\nx\n", "Algebra"),
        ("text\n", "Algebra"),
    ],
)
def test_the_notes_are_called_by_the_first_that_names_them(text, title):
    made = site(text, "algebra.md")
    assert made.title == title
    assert html_of(made.pages[0]).count(f">{title}<") == 1


@pytest.mark.parametrize(
    ("path", "repository", "name"),
    [
        ("notes/linear-algebra.md", "", "Linear algebra"),
        ("C:\\notes\\linear_algebra (2).md", "", "Linear algebra"),
        ("Lecture Notes 2024.md", "", "Lecture Notes 2024"),
        ("CS101_notes.markdown", "", "CS101 notes"),
        ("数据库.md", "", "数据库"),
        ("biology/README.md", "", "Biology"),
        ("notes/README.md", "https://github.com/ada/cell-biology", "Cell biology"),
        ("README.md", "https://github.com/ada/cell-biology/", "Cell biology"),
        ("index.md", "https://github.com/ada/notes.git", ""),
        ("notes.md", "", ""),
        ("/n.md", "", ""),
        ("2024-01-02.md", "", ""),
    ],
)
def test_a_file_without_a_title_is_called_by_the_first_name_that_says_something(
    path, repository, name
):
    assert name_of_file(path, repository) == name
    assert site("text\n", path, repository).title == (name or "Notes")
