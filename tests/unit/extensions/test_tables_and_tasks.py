"""On hand-written pages every table has a frame to scroll in, and a task's box a name."""

import re
from html import unescape

import pytest
from coursenotes.extensions.engine import render

TABLE = "| a |\n| --- |\n| b |"


@pytest.mark.parametrize(
    "markdown",
    [
        TABLE,
        f"- x\n\n    {TABLE.replace(chr(10), chr(10) + '    ')}",
        "<table>\n<tr><td>a</table >",
    ],
)
def test_a_table_has_a_frame(markdown):
    html = render(markdown)
    assert html.count('<div class="table-frame"><table>') == 1
    assert re.search(r"</table\s*></div>", html)


def test_a_table_that_has_a_frame_gets_no_other():
    """So it is on an exported page of the notes, whose inner tables have no frame yet."""
    html = '<div class="table-frame"><table><tr><td>\n<table></table></td></tr></table></div>'
    inner = '<div class="table-frame"><table></table></div>'
    assert render(html) == html.replace("<table></table>", inner)


@pytest.mark.parametrize("markdown", ["`<table>`", "```\n<table></table>\n```", "&lt;table>"])
def test_what_only_names_a_table_has_none(markdown):
    assert "table-frame" not in render(markdown)


@pytest.mark.parametrize(
    ("markdown", "names"),
    [
        ("- [ ] a *b* `<c>`\n- [x] d &\n\n    - [ ] e", ["a b <c>", "d &", "e"]),
        ("2. [ ] f\n3. [x] g\n\n    h", ["f", "g"]),
        ("- [x] $x^2$ i\n\n- [ ] <i>j</i>", ["x2 i", "j"]),
    ],
)
def test_a_tasks_box_is_named_after_it(markdown, names):
    found = re.findall(r'<input type="checkbox"[^>]*? aria-label="([^"]*)"', render(markdown))
    assert [unescape(name) for name in found] == names
