"""The cards for the pages below a page, as Markdown and, where they are very many, as HTML."""

import re
import time

import pytest
from coursenotes import cards, plan_site, read_notes
from coursenotes.engine import render

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
