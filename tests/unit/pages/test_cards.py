"""Cards list the pages below a page."""

import re
import time

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.pages import cards
from pages import html_of, html_of_site, ids_in

WEEKS = "## Week 1: x\n\n### Why {0}?\n\nb\n\n## Week 2: y\n\ntext\n\n"
COURSES = "".join(f"# Course {n}: a & b *c*\n\n{WEEKS.format(n)}" for n in range(2))
LAST = f"# Course 4\n\n{WEEKS.format(4)}"
# The first of a series was no series while alone: it may have been on the page above.
ONCE = "".join(f'<span id="{name}"></span>' for name in ("week-1-x", "why-0", "week-2-y"))
LINK = re.compile(r'<a class="headerlink".*?</a>')


def home(notes):
    return plan_site(read_notes(notes, "notes.md")).pages[0]


def parts(html):
    return re.findall(r'<section class="part">.*?</section>', LINK.sub("", html), re.DOTALL)


def rows(html):
    (found,) = re.findall(r'<div class="parts"><ul class="toc">(.*?)</ul></div>\n', html, re.DOTALL)
    return re.findall("<li.*?</li>", found)


def test_a_course_leads_to_its_weeks_and_tells_how_much_they_ask():
    html = html_of(home(COURSES))
    assert parts(html) == [
        f'<section class="part"><header><h2 id="course-{n}-a-b-c">{ONCE if n == 0 else ""}'
        f'<a href="course-{n}/">'
        f'<span class="of">Course {n}<i>: </i></span><span>a &amp; b c</span></a></h2>'
        '<p>1\u00a0question</p></header><ul class="toc">'
        f'<li><a href="course-{n}/week-1/"><span class="of">Week 1<i>: </i></span><span>x</span> '
        "<small>1<i>\u00a0question</i></small></a></li>"
        f'<li><a href="course-{n}/week-2/"><span class="of">Week 2<i>: </i></span><span>y</span>'
        "</a></li></ul></section>"
        for n in range(2)
    ]
    inside = html.partition('<div class="parts">')[2]
    assert inside.startswith("<section") and inside.endswith("</section></div>\n")


def test_what_has_nothing_below_it_is_a_row_and_keeps_its_place_among_courses():
    html = html_of(home(f"{COURSES}# Course 2\n\nx\n\n# Course 3\n\nx\n\n{LAST}"))
    tags = re.findall(r'<(?:div|section|ul) class="(parts|part|toc)">', html)
    assert tags == ["parts", "part", "toc", "part", "toc", "toc", "part", "toc"]


def test_nothing_is_counted_where_nothing_is_asked():
    text = "".join(parts(html_of(home(COURSES.replace("?", "")))))
    assert text.count("<li>") == 4 and "question" not in text
    assert "<small" not in text and "<p" not in text


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        (COURSES, ("course-0/week-1/", "Week 1", "x")),
        ("# T\n\n## Week 1\n\na\n\n## Week 2\n\nb\n", ("week-1/", "", "Week 1")),
        (
            "# T\n\n## Course 1: A &\n\n### Q: What is it?\n\nIt.\n\n### Week 1\n\nx\n\n"
            "## Course 2\n\nx\n",
            ("course-1/", "Course 1", "A &amp;"),
        ),
    ],
)
def test_one_begins_with_the_first_page_that_says_or_asks_something(notes, expected):
    begin = home(notes).meta["begin"]
    assert (begin["url"], begin["label"], begin["name"]) == expected


def test_notes_of_one_page_begin_there():
    assert "begin" not in home("# T\n\n**What is it?**\n\nIt.\n").meta


@pytest.mark.slow
def test_the_time_for_cards_grows_with_their_number():
    def seconds(count):
        page = home("".join(f"# Course {n}\n\ntext\n\n" for n in range(count)))
        begin = time.process_time()
        html_of(page)
        return time.process_time() - begin

    seconds(1)
    assert seconds(1200) < 10 * max(seconds(300), 0.05)


def courses(count, weeks):
    below = "".join(f"## Week {n}: x\n\n**Why?**\n\nb\n\n" for n in range(1, weeks + 1))
    return plan_site(
        read_notes("".join(f"# Course {n}\n\n{below}" for n in range(1, count + 1)), "n.md")
    )


def test_the_home_page_of_many_weeks_lists_the_courses_and_these_their_weeks(monkeypatch):
    monkeypatch.setattr(cards, "MAX_ROWS", 50)
    site = courses(4, 12)
    pages = html_of_site(site)
    assert 'href="course-3/"' in pages["index.md"] and "/week-" not in pages["index.md"]
    assert len(rows(pages["index.md"])) == 4
    assert pages["index.md"].count("<small>12<i>") == 4
    assert pages["course-3/index.md"].count('href="week-') == 12
    assert 'class="part"' in html_of(courses(4, 11).pages[0])


def test_the_home_page_of_hundreds_of_courses_stays_small():
    html = html_of(courses(300, 1).pages[0])
    assert len(rows(html)) == 300 and "<small" not in html
    assert len(html.encode()) < 45_000


def words(count):
    return "word " * count


def divided(length):
    """Return notes whose week is divided if its parts have this ``length``."""
    return (
        "# T\n\n## Week 1\n\nBegin.\n\n"
        f"### Trees\n\n{words(length)}\n\n#### Roots\n\nx\n\n**What is a leaf?**\n\n"
        "Green.\n\n#### Example\n\nx\n\n"
        f"### Forests\n\n{words(length)}\n\n#### Example\n\nx\n\n**What is a clearing?**\n\n"
        "Light.\n\n"
    )


def test_what_moves_when_a_page_is_divided_keeps_its_address():
    """Each old anchor is on the row of the page where its text is now, exactly once."""

    def pages(length):
        return html_of_site(plan_site(read_notes(divided(length), "n.md")))

    before, after = pages(100)["week-1.md"], pages(3000)
    old = ids_in(before)
    assert len(old) >= 7 and "what-is-a-leaf" in old
    trees, forests = rows(after["week-1/index.md"])
    assert "Trees" in trees and "Forests" in forests
    place = old.index("forests")
    assert sorted(ids_in(trees)) == sorted(old[old.index("trees") : place])
    assert sorted(ids_in(forests)) == sorted(old[place:])
    assert {"roots", "what-is-a-leaf"} < set(ids_in(after["week-1/trees.md"]))
