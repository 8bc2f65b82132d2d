"""Hundreds of parts are listed by ranges, on pages of their own."""

from coursenotes import plan_site, read_notes
from coursenotes.model import NOWHERE, PagePath, Section
from coursenotes.plan.addresses import PlannedPage
from coursenotes.plan.ranges import MAX_PARTS, in_ranges
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pages import html_of_site


def planned(numbers):
    parts = [part(f"Lecture {n}", f"lecture-{n}.md") for n in numbers]
    return in_ranges(replace(part("T", "index.md"), parts=tuple(parts)))


def part(title, path):
    return PlannedPage(Section((title,), NOWHERE, 1), PagePath(path), title, (), {}, ())


def leaves(home):
    return [page.path for page in home.walk() if not page.parts]


def test_so_many_parts_stay_on_one_page():
    assert len(planned(range(MAX_PARTS)).parts) == MAX_PARTS


@given(st.integers(MAX_PARTS + 1, 800), st.integers(0, 800))
def test_ranges_hold_every_part_in_order_at_its_own_address(number, more):
    home = planned(range(number))
    assert leaves(home) == [f"lecture-{n}.md" for n in range(number)]
    assert all(40 <= len(part.parts) <= 240 for part in home.parts)
    first = home.parts[0]
    assert first.title == f"Lecture 0 – {first.parts[-1].title}"
    assert first.path == "from-lecture-0/index.md"


@given(st.integers(MAX_PARTS + 1, 800), st.integers(0, 800))
def test_a_part_that_is_added_changes_the_addresses_of_few_ranges(number, more):
    place = more % number
    before = {part.path for part in planned(range(number)).parts}
    after = {part.path for part in planned([*range(place), 5000, *range(place, number)]).parts}
    assert len(before - after) <= 3


def test_a_page_of_hundreds_of_parts_has_less_than_80_000_bytes_and_knows_old_addresses():
    text = "# T\n\n" + "".join(f"## Part {n}\n\n{'word ' * 160}\n\n" for n in range(500))
    site = plan_site(read_notes(text, "n.md"))
    pages = html_of_site(site)
    assert len(pages["index.md"]) < 60_000
    assert "data-once" in pages["index.md"]
    ranges = [html for path, html in pages.items() if path.startswith("from-")]
    assert sum(html.count('id="part-250"') for html in ranges) == 1
