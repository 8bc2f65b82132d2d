"""The cards for the pages below a page."""

import re
import time

import pytest
from coursenotes import plan_site, read_notes
from pages import html_of, html_of_site, ids_in

WEEKS = "## Week 1: x\n\n### Why {0}?\n\nb\n\n## Week 2: y\n\ntext\n\n"
COURSES = "".join(f"# Course {n}: a & b *c*\n\n{WEEKS.format(n)}" for n in range(2))
# The first of a series was none while it stood alone: it may have been on the page above.
ONCE = "".join(f'<span id="{name}"></span>' for name in ("week-1-x", "why-0", "week-2-y"))
ONCE = f"<div>{ONCE}</div>"
LINK = re.compile(r'<a class="headerlink".*?</a>')


def home(notes):
    return plan_site(read_notes(notes, "notes.md")).pages[0]


def cards(html):
    return re.findall(r'<section class="course-card">.*?</section>', LINK.sub("", html), re.DOTALL)


def test_a_card_links_to_its_course_and_weeks_and_counts_their_questions():
    html = html_of(home(COURSES))
    assert cards(html) == [
        f'<section class="course-card">{ONCE if n == 0 else ""}<h2 id="course-{n}-a-b-c">'
        f'<a href="course-{n}/">Course {n}: a &amp; b c</a></h2><p>1\u00a0question</p><ul>'
        f'<li><a href="course-{n}/week-1/">Week 1: x</a> ·\u00a01\u00a0question</li>'
        f'<li><a href="course-{n}/week-2/">Week 2: y</a> ·\u00a0no questions</li></ul></section>'
        for n in range(2)
    ]
    inside = html.partition('<div class="course-cards">')[2]
    assert inside.startswith("<section") and inside.endswith("</section></div>\n")


def test_nothing_is_counted_where_nothing_is_asked():
    text = "".join(cards(html_of(home(COURSES.replace("?", "")))))
    assert text.count("<li>") == 4 and "question" not in text


@pytest.mark.slow
def test_the_time_for_cards_grows_with_their_number():
    def seconds(count):
        page = home("".join(f"# Course {n}\n\ntext\n\n" for n in range(count)))
        begin = time.process_time()
        html_of(page)
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


def test_what_moves_when_a_page_is_divided_keeps_its_address():
    """Each old anchor is on the card of the page where its text is now, exactly once."""

    def pages(length):
        return html_of_site(plan_site(read_notes(divided(length), "n.md")))

    before, after = pages(100)["week-1.md"], pages(3000)
    old = ids_in(before)
    assert len(old) >= 7 and "what-is-a-leaf" in old
    trees, forests = cards(after["week-1/index.md"])
    assert "Trees" in trees and "Forests" in forests
    place = old.index("forests")
    assert sorted(ids_in(trees)) == sorted(old[old.index("trees") : place])
    assert sorted(ids_in(forests)) == sorted(old[place:])
    assert {"roots", "what-is-a-leaf"} < set(ids_in(after["week-1/trees.md"]))
