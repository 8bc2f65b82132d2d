"""A folder is a section and a file a page: their titles, and the division of long ones."""

import pytest
from coursenotes.elements import plain
from coursenotes.model import NotesFile, Question
from coursenotes.outline.folders import cleaned_name, is_notes, without_ending
from coursenotes.reading import read_folder
from coursenotes.sources.order import arranged


def read(**texts):
    """Read notes from files: ``a__b`` stands for ``a/b.md``."""
    files = [NotesFile(f"{name.replace('__', '/')}.md", text) for name, text in texts.items()]
    return read_folder(arranged(files), "notes").root


def outline(section):
    """Return the titles of a section and of its parts."""
    return [plain(*section.title), *map(outline, section.parts)]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("02-feature_engineering", "Feature engineering"),
        ("x/02-feature_engineering.md", "Feature engineering"),
        ("course1_week2.md", "Course 1 week 2"),
        ("01-1-hello.md", "Hello"),
        ("1.2 Ownership.md", "Ownership"),
        ("03_02_more.md", "More"),
        ("Week 10.md", "Week 10"),
        ("week-10.MD", "Week 10"),
        ("2024-01-05 Trees.md", "2024-01-05 Trees"),
        ("2024-01-05.md", "2024-01-05"),
        ("10.md", "10"),
        ("3d-printing.md", "3d printing"),
        ("iOS_basics.markdown", "iOS basics"),
        ("PCA.ipynb", "PCA"),
        ("第1章.md", "第1章"),
        ("übungen", "Übungen"),
        ("a-b c.md", "A-b c"),
        ("_.md", "_"),
        ("", ""),
    ],
)
def test_a_name_without_its_number_and_its_signs_is_a_title(path, title):
    assert cleaned_name(path) == title


def test_notes_are_recognised_by_their_ending():
    assert [is_notes(path) for path in ("a.md", "a.Rmd", "a.MARKDOWN", "a.ipynb")] == [True] * 4
    assert [is_notes(path) for path in ("a.txt", "md", "a.md.png", "a")] == [False] * 4
    assert without_ending("x/a.b.md") == "x/a.b" and without_ending("a.png") == "a.png"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Drift\n\nx\n", "Drift"),
        ("Drift\n=====\n\nx\n", "Drift"),
        ("## Drift\n\nx\n", "Drift"),
        ("![logo](p.png)\n\n# Drift\n\nx\n", "Drift"),
        ("---\ntitle: Drift\n---\n\n## Causes\n\nx\n", "Drift"),
        ("---\ntitle: Other\n---\n\n# Drift\n\nx\n", "Drift"),
        ("**Drift**\n\nx\n", "Drift"),
        ("Just text.\n", "Week 1"),
        ("Text first.\n\n## Causes\n\nx\n\n## Cures\n\ny\n", "Week 1"),
        ("# One\n\nx\n\n# Two\n\ny\n", "Week 1"),
    ],
)
def test_a_file_has_the_title_that_it_begins_with_or_its_name(text, title):
    root = read(week_1=text, other="# Other\n\nx\n")
    assert title in [plain(*part.title) for part in root.parts]


def test_a_name_that_says_nothing_gives_way_to_the_first_heading():
    root = read(notes="Text first.\n\n## Causes\n\nx\n\n## Cures\n\ny\n", other="# Other\n\nx\n")
    assert outline(root) == ["", ["Causes"], ["Other"]]


def test_a_folder_is_titled_by_the_readme_that_opens_it_or_by_its_name():
    root = read(
        README="# Course\n\nx\n",
        **{"01-intro__a": "# A\n\nx\n", "02-more__README": "# More of it\n\nx\n"},
        **{"02-more__b": "# B\n\nx\n", "03-end__README": "Only text.\n", "03-end__c": "# C\n\nx\n"},
    )
    assert outline(root) == ["Course", ["Intro", ["A"]], ["More of it", ["B"]], ["End", ["C"]]]


LONG = "word " * 3000


def test_a_short_file_is_one_page_whatever_its_headings():
    root = read(
        a="# A\n\n## B\n\n" + "word " * 500 + "\n\n## C\n\n" + "word " * 500, b="# D\n\nx\n"
    )
    assert outline(root) == ["", ["A"], ["D"]]


def test_a_long_file_is_divided_at_its_headings():
    root = read(a=f"# A\n\n## B\n\n{LONG}\n\n## C\n\n{LONG}", b="# D\n\nx\n")
    assert outline(root) == ["", ["A", ["B"], ["C"]], ["D"]]


def test_a_long_file_of_several_top_headings_is_divided_at_these():
    root = read(trees=f"# B\n\n{LONG}\n\n# C\n\n{LONG}", b="# D\n\nx\n")
    assert outline(root) == ["", ["D"], ["Trees", ["B"], ["C"]]]


def test_a_file_that_holds_several_weeks_is_divided_into_them():
    root = read(a="# A\n\n## Week 1\n\nx y\n\n## Week 2\n\ny z\n", b="# D\n\nx\n")
    assert outline(root) == ["", ["A", ["Week 1"], ["Week 2"]], ["D"]]


def test_a_readme_that_only_links_its_weeks_is_not_divided_into_them():
    links = "# C\n\n## Week 1\n\n[one](one.md)\n\n## Week 2\n\n[two](two.md)\n"
    assert outline(read(README=links, one="# One\n\nx\n", two="# Two\n\nx\n")) == [
        "C",
        ["One"],
        ["Two"],
    ]


def test_a_readme_with_the_text_of_its_weeks_is_divided_into_them():
    weeks = "".join(f"## Week {n}\n\n{'word ' * 400}\n\n" for n in (1, 2))
    root = read(README=f"# C\n\n{weeks}", one="# One\n\nx\n")
    assert outline(root) == ["C", ["Week 1"], ["Week 2"], ["One"]]


def questions(section):
    own = [plain(*item.text) for item in section.items if isinstance(item, Question)]
    return own + [name for part in section.parts for name in questions(part)]


def test_a_readme_of_short_weeks_keeps_their_pages_when_a_file_comes_to_it():
    weeks = "".join(f"## Week {n}\n\n[x](#week-1) [y](https://e.org).\n\n" for n in (1, 2))
    assert [plain(*part.title) for part in read(README=f"# C\n\n{weeks}", one="# One").parts] == [
        "Week 1",
        "Week 2",
        "One",
    ]


def test_habits_of_asking_are_those_of_the_folder_where_a_file_asks_too_little():
    """A single heading that asks may be the heading of a text; the other files decide."""
    asks = "".join(f"## What is {word}?\n\nIt is {word}.\n\n" for word in ("a", "b", "c", "d"))
    one = "# Two\n\n## Causes of drift\n\nx\n\n## What is drift?\n\nIt is change.\n"
    assert "What is drift?" in questions(read(first=f"# One\n\n{asks}", second=one))


def test_a_file_keeps_its_own_habits():
    asks = "".join(f"## What is {word}?\n\nIt is {word}.\n\n" for word in ("a", "b", "c", "d"))
    told = "".join(f"**Q{n}: Why {n}?**\n\nA: Because.\n\n" for n in range(1, 5))
    found = questions(read(first=f"# One\n\n{asks}", second=f"# Two\n\n{told}"))
    assert len(found) == 8
