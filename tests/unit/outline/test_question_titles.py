"""Names of questions differ in lists, whatever their headings say."""

import json

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.elements import plain
from coursenotes.model import Question
from coursenotes.outline.question_titles import name_of
from coursenotes.outputs import files_of
from coursenotes.outputs.html import render_page
from pages import html_of_site

NOTES = """# T

## Week 1

### Question

What is **drift**?

### Answer

Change.

### Question 2:

```python
x = 1
```

What does "this" print, {braces} and all?

**Answer:** nothing

### Why not?

So.

### Question 4

### Answer

It is only known who asks.
"""


@pytest.fixture(scope="module")
def plan():
    return plan_site(read_notes(NOTES, "n.md", (2,)))


def test_a_bare_label_is_named_after_what_it_asks():
    items = read_notes(NOTES, "n.md", (2,)).root.parts[0].items
    names = [plain(*name_of(item)) for item in items if isinstance(item, Question)]
    assert names == [
        "What is drift?",
        'Question 2: What does "this" print, {braces} and all?',
        "Why not?",
        "Question 4",
    ]


def test_the_page_keeps_the_authors_words_and_the_contents_say_more(plan):
    week = next(p for p in plan.pages if p.path == "week-1.md")
    page = render_page(week.body, week.path)
    assert '<h2 id="question" class="question">Question</h2>' in page.html
    assert '<h2 id="question-2" class="question">Question 2:</h2>' in page.html
    assert [(entry.id, entry.title) for entry in page.contents] == [
        ("question", "What is drift?"),
        ("question-2", 'Question 2: What does "this" print, {braces} and all?'),
        ("why-not", "Why not?"),
        ("question-4", "Question 4"),
    ]


def test_search_topics_and_machines_tell_them_apart(plan):
    topics = html_of_site(plan)["topics.md"]
    assert '<a href="../week-1/#question">Drift</a>' in topics
    assert ">Question</a>" not in topics
    search = [data.decode() for path, data in files_of(plan).items() if "search" in path]
    assert any("Question 2: What does" in text for text in search)
    week = next(p for p in plan.pages if p.path == "week-1.md")
    assert '"name": "What is drift?"' in json.dumps(week.meta["structured"])


@pytest.mark.parametrize(
    ("prompt", "name"),
    [
        (
            "* Train a regression.\n* Fill the gaps.\n\nIf in doubt, take the smallest.",
            "Train a regression.",
        ),
        ("1. Read `x`\n\n   twice\n2. Write it.", "Read x"),
        ("![two curves that cross](p.png)\n\nWhich is steeper?", "Which is steeper?"),
        ("- 0\n- 1\n\nIf in doubt, take the smallest.", ""),
    ],
)
def test_a_bare_label_is_named_after_what_comes_first_below_it(prompt, name):
    notes = f"# T\n\n## Week 1\n\n### Question 1\n\n{prompt}\n\n### Answer\n\nYes.\n"
    items = read_notes(notes, "n.md", (2,)).root.parts[0].items
    [question] = [item for item in items if isinstance(item, Question)]
    assert plain(*name_of(question)) == ("Question 1" + (f": {name}" if name else ""))
