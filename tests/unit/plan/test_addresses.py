"""Addresses stay when notes grow: after inserting a part, every old link works as before."""

import re
from collections import Counter

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.elements import plain
from coursenotes.model import Element
from coursenotes.plan.addresses import placed_notes
from coursenotes.translations import words_of
from hypothesis import given
from hypothesis import strategies as st
from pages import html_of, ids_in

# A course is a list of weeks, a week of items; an item is its source.
TEXTS = ["Why?", "How?", "Why not?", "Drift", "Data drift", "第一", "C++", "C#", "x" * 70, "🚀"]
ITEM = st.builds(
    lambda text, form: form.format(text),
    st.sampled_from(TEXTS),
    st.sampled_from(["**{}?**\n\nBecause.", "#### {}\n\nText.", "##### {}\n\nText.", "Text: {}."]),
)
WEEK = st.lists(ITEM, max_size=5)
COURSES = st.lists(st.lists(WEEK, min_size=1, max_size=3), min_size=1, max_size=3)


def source(courses):
    """Return the notes' text; ``courses`` and weeks are ``(title, content)``."""
    lines = ["# Notes"]
    for course, weeks in courses:
        lines += [f"## {course}", "About it."]
        for week, items in weeks:
            lines += [f"### {week}", *items]
    return "\n\n".join(lines) + "\n"


def titled(courses):
    return [
        (f"Course {n}: c", [(f"Week {m}: w", items) for m, items in enumerate(weeks, 1)])
        for n, weeks in enumerate(courses, 1)
    ]


def addresses(text):
    """Return every address of the site → its target, and the address of each item, in order."""
    leads_to, own = {}, []
    for page in placed_notes(read_notes(text, "n.md").root, words_of("en")).walk():
        url = re.sub(r"(/?index)?\.md$", "/", page.path)
        leads_to[url] = plain(*page.section.title)
        own.append(url)
        for item, names in zip(page.section.items, page.anchors, strict=True):
            if not isinstance(item, Element):
                leads_to |= {f"{url}#{name}": plain(*item.text) for name in names}
                own.append(f"{url}#{names[0]}")
        for part in page.parts:
            for text, names in zip(texts(part.section), part.former_anchors, strict=False):
                leads_to |= {f"{url}#{name}": text for name in names}
    return leads_to, own


def texts(section):
    """Return the text of each heading and item of a section, including its parts."""
    own = ("" if isinstance(item, Element) else plain(*item.text) for item in section.items)
    below = (text for part in section.parts for text in texts(part))
    return [plain(*section.title), *own, *below]


@given(COURSES, st.data())
def test_inserting_a_course_a_week_or_an_item_leaves_every_address_where_it_led(courses, data):
    courses = titled(courses)
    before, own = addresses(source(courses))
    weeks = data.draw(st.sampled_from([weeks for _, weeks in courses]))
    kind = data.draw(st.sampled_from(["course", "week", "item"]))
    if kind == "course":
        new = ("Course new", [("Week 1: w", data.draw(WEEK))])
        courses.insert(data.draw(st.integers(0, len(courses))), new)
    elif kind == "week":
        weeks.insert(data.draw(st.integers(0, len(weeks))), ("Week new", data.draw(WEEK)))
    else:
        _, items = data.draw(st.sampled_from(weeks))
        items.insert(data.draw(st.integers(0, len(items))), data.draw(ITEM))
    after, _ = addresses(source(courses))
    for address in own:
        assert after.get(address) == before[address] or is_numbered(address), address


def is_numbered(address):
    """True for addresses with numbers: those of equal texts under one heading, which may move."""
    return re.search(r"-\d+$", address)


@given(st.lists(st.sampled_from(TEXTS) | st.text(max_size=30), max_size=12))
def test_every_page_has_a_file_of_its_own_and_every_anchor_a_place_of_its_own(titles):
    text = "# T\n\n" + "".join(f"## {' '.join(t.split())}\n\nx\n\n" for t in titles)
    plan = plan_site(read_notes(text, "n.md", (2,)))
    files = Counter(page.path.upper().casefold() for page in plan.pages)
    assert set(files.values()) == {1}
    for page in plan.pages:
        ids = ids_in(html_of(page))
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    "title", ["assets", "Search", "index", "CON", "../../etc/passwd", "...", "🚀"]
)
def test_a_title_can_neither_leave_the_folder_nor_take_the_sites_own_place(title):
    plan = plan_site(
        read_notes(f"# T\n\n## {title}\n\n### Week 1\n\nx\n\n## B\n\ny\n", "n.md", (2, 3))
    )
    home, section, week, _ = plan.pages
    assert home.path == "index.md"
    assert re.fullmatch(r"[\w-]+/index\.md", section.path)
    assert section.path.split("/")[0] not in ("assets", "search", "index", "con")
    assert week.path.split("/")[0] == section.path.split("/")[0]


def test_long_titles_are_whole_on_their_page_and_cut_in_navigation():
    title = "An introduction to everything " * 40
    plan = plan_site(read_notes(f"# T\n\n## {title}\n\nx\n\n## B\n\ny\n", "n.md", (2,)))
    assert len(plan.navigation[1].title) <= 101
    assert plan.navigation[1].title.endswith("…")
    assert title.strip() in html_of(plan.pages[1])


def test_a_picture_as_title_is_named_by_its_description_or_its_file():
    text = "# T\n\n## ![The logo](a.png)\n\nx\n\n## ![](img/big-picture.png)\n\ny\n"
    plan = plan_site(read_notes(text, "n.md", (2,)))
    assert [page.path for page in plan.pages] == ["index.md", "the-logo.md", "big-picture.md"]


def test_headings_inside_blocks_have_ids_that_no_other_has():
    text = "# T\n\n### Example\n\nx\n\n- # Example\n\n> ## Example\n\n**Example?**\n\ny\n"
    page = plan_site(read_notes(text, "n.md", ())).pages[0]
    ids = ids_in(html_of(page))
    assert len(ids) == len(set(ids)) == 5  # and the page's title


def test_links_lead_to_headings_in_what_is_asked_and_above_an_answer():
    text = (
        "# T\n\n## Week 1\n\n[a](#hint) [b](#answer)\n\n### Which one?\n\n- #### Hint\n\n"
        "#### Answer\n\nThis.\n\n### Why?\n\nSo.\n"
    )
    plan = plan_site(read_notes(text, "n.md", (2,)))
    assert not plan.problems
    page = html_of(plan.pages[1])
    assert '<a href="#hint">a</a> <a href="#which-one">b</a>' in page
    assert '<h4 id="hint">Hint<' in page
    assert '<h2 data-number="1" id="which-one" class="question">Which one?</h2>' in page


def test_an_authors_own_anchor_is_no_headings():
    text = '# T\n\n### User content drift\n\nx <a id="drift"></a>\n'
    page = plan_site(read_notes(text, "n.md", ())).pages[0]
    ids = ids_in(html_of(page))
    assert len(ids) == len(set(ids)) == 3  # and the page's title
