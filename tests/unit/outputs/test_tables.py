"""The shape of a table decides whether it fits, becomes a list of records, or scrolls."""

import re

import pytest
from test_html import shown

LONG = "a sentence that is long enough to make any narrow column many lines high"


def table(*rows):
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]]) + "\n"


def kind(html):
    return re.search(r'<table(?: class="(\w+)")?', html)[1]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("a", "b"), ("1", LONG)], "pair"),
        ([("a", "b", "c"), ("1", LONG, "")], "records"),
        ([("", "b", "c"), ("1", LONG, "3")], "records"),
        ([("a", "b", ""), ("1", LONG, "3")], None),
        ([("a", "b", "c"), ("1", "2", "3")], None),
        ([("a",), (LONG,)], None),
    ],
)
def test_the_shape_of_a_table_decides(rows, expected):
    found = shown(table(*rows))
    assert kind(found) == expected
    assert ("data-head" in found) == (expected == "records")


def test_each_cell_of_an_entry_has_its_columns_head_as_plain_text():
    found = shown(table(("a", "*b* `<x>`", "[c](d)"), ("1", LONG, "**2**")))
    assert re.findall('<td data-head="([^"]*)">', found) == ["a", "b &lt;x&gt;", "c"]


@pytest.mark.parametrize(
    "html",
    [
        f"<table><tr><th>a<th>b<th>c<tr><td colspan=2>{LONG}<td>1</table>",
        f"<table><tr><th>a<th>b<th>c<tr><td rowspan=2>{LONG}<td>1<td>2<tr><td>3<td>4</table>",
        f"<table><tr><th>a<th>b<th>c<tr><td>{LONG}<td>1</table>",
        f"<table><tr><td>a<td>b<td>c<tr><td>{LONG}<td>1<td>2</table>",
        "<table></table>",
        "<table><caption>a</caption></table>",
        "<table><tr></tr></table>",
    ],
)
def test_what_is_no_plain_grid_with_heads_scrolls(html):
    assert kind(shown(html)) is None


def test_a_head_in_front_of_a_row_takes_its_column():
    found = shown(f"<table><tr><th>a<th>b<th>c<tr><th>1<td>{LONG}<td>2</table>")
    assert re.findall('<t[hd](?: data-head="(.)")?>', found) == ["", "", "", "", "b", "c"]
