"""The cards for the pages below a page, as Markdown and, where they are very many, as HTML."""

import re
import time

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.extensions.engine import render
from coursenotes.outputs.pages import cards

WEEKS = "## Week 1: x\n\n### Why {0}?\n\nb\n\n## Week 2: y\n\ntext\n\n"
COURSES = "".join(f"# Course {n}: a & b *c*\n\n{WEEKS.format(n)}" for n in range(4))


def home(notes):
    plan = plan_site(read_notes(notes, "notes.md"))
    (page,) = (page for page in plan.pages if page.path == "index.md")
    return page.markdown.split("---\n", 2)[2]


def shown(markdown):
    """The page's HTML without what only Markdown's headings get, its links as the site has them."""
    html = re.sub(r'<a class="headerlink".*?</a>|(?<=<h2) id="[^"]*"', "", render(markdown))
    return re.sub(r"\s*\n\s*|(?<=>)\s+(?=<)", "", re.sub(r'(?:index)?\.md"', '/"', html)).replace(
        '//"', '/"'
    )


def test_cards_as_html_show_the_same(monkeypatch):
    as_markdown = home(COURSES)
    monkeypatch.setattr(cards, "_MANY", 3)
    as_html = home(COURSES)
    assert "/// html" in as_markdown
    assert "/// html" not in as_html
    assert shown(as_html) == shown(as_markdown)


@pytest.mark.slow
def test_the_time_for_cards_grows_with_their_number():
    def seconds(count):
        page = home("".join(f"# Course {n}\n\ntext\n\n" for n in range(count)))
        begin = time.process_time()
        render(page)
        return time.process_time() - begin

    seconds(1)
    assert seconds(1200) < 10 * max(seconds(300), 0.05)


def words(count):
    return "word " * count


def divided(length):
    """Notes whose week is divided where its parts are of such ``length``."""
    return (
        "# T\n\n## Week 1\n\nBegin.\n\n"
        f"### Trees\n\n{words(length)}\n\n#### Roots\n\nx\n\n**What is a leaf?**\n\n"
        "Green.\n\n#### Example\n\nx\n\n"
        f"### Forests\n\n{words(length)}\n\n#### Example\n\nx\n\n**What is a clearing?**\n\n"
        "Light.\n\n"
    )


@pytest.mark.parametrize("most", [200, 1])
def test_what_moves_when_a_page_is_divided_keeps_its_address(monkeypatch, most):
    """Each old anchor is on the card of the page where its text is now, exactly once."""
    monkeypatch.setattr(cards, "_MANY", most)

    def pages(length):
        found = plan_site(read_notes(divided(length), "n.md")).pages
        return {page.path: render(page.markdown.split("---\n", 2)[2]) for page in found}

    def ids(html):
        return re.findall(r'\bid="(?!answer\.)([^"]*)"', html)  # scripts need those of answers

    before, after = pages(100)["week-1.md"], pages(3000)
    old = ids(before)
    assert len(old) >= 7 and "what-is-a-leaf" in old
    now = after["week-1/index.md"]
    trees, forests = re.findall(r'<section class="course-card">.*?</section>', now, re.DOTALL)
    assert "Trees" in trees and "Forests" in forests
    place = old.index("forests")
    assert sorted(ids(trees)) == sorted(old[old.index("trees") : place])
    assert sorted(ids(forests)) == sorted(old[place:])
    assert {"roots", "what-is-a-leaf"} < set(ids(after["week-1/trees.md"]))
