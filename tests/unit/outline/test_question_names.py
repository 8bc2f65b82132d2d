"""A list of questions tells them apart, whatever their headings say."""

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.gfm.tree import plain
from coursenotes.model import Question
from coursenotes.outline.question_titles import name_of

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
    return plan_site(read_notes(NOTES, "n.md"))


def test_a_bare_label_is_told_by_what_it_asks():
    items = read_notes(NOTES, "n.md").root.parts[0].items
    names = [plain(*name_of(item)) for item in items if isinstance(item, Question)]
    assert names == [
        "What is drift?",
        'Question 2: What does "this" print, {braces} and all?',
        "Why not?",
        "Question 4",
    ]


def test_the_page_keeps_the_authors_words_and_the_contents_say_more(plan):
    page = next(p for p in plan.pages if p.path == "week-1.md").markdown
    assert '## Question {#question .question data-toc-label="What is drift?"}' in page
    assert 'data-toc-label="Question 2: What does this print, braces and all?"}' in page
    assert page.count("data-toc-label") == 2


def test_search_topics_and_machines_tell_them_apart(plan):
    topics = next(p for p in plan.pages if p.path == "topics.md").markdown
    assert "[**drift**](week-1.md#question)" in topics and "[Question](" not in topics
    assert any("Question 2: What does" in file.text for file in plan.files if "search" in file.path)
    week = next(p for p in plan.pages if p.path == "week-1.md").markdown
    assert '"name": "What is drift?"' in week
