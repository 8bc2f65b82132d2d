"""A question and its answer are one element, and every table has a frame to scroll in."""

import re
from html import unescape

import pytest
from coursenotes import preview
from coursenotes.extensions.engine import render

QUESTION = "## Why? {#why .question}"
ANSWER = "/// details | Answer\n    type: answer\n\nSo.\n\n///"


def shape(markdown):
    """The tags of a page, without the link that each heading ends in."""
    html = re.sub(r'<a class="headerlink.*?</a>', "", render(markdown))
    tags = re.findall(r"<(/?\w+)(?: class=\"([\w-]+))?", html)
    return " ".join(f"{tag}.{name}" if name else tag for tag, name in tags)


OPEN = "div.qa h2.question /h2"
CLOSED = "details.answer summary /summary p /p /details /div"


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (f"{QUESTION}\n\n{ANSWER}", f"{OPEN} {CLOSED}"),
        (f"{QUESTION}\n\nMore.\n\n{ANSWER}\n\nx", f"{OPEN} p /p {CLOSED} p /p"),
        (f"{QUESTION}\n\nMore.", f"{OPEN} /div p /p"),
        (f"{QUESTION}\n\n{QUESTION}\n\n{ANSWER}", f"{OPEN} /div {OPEN} {CLOSED}"),
        (f"{QUESTION}\n\n### A heading\n\n{ANSWER}", f"{OPEN} /div h3 /h3 {CLOSED[:-5]}"),
        (
            f"/// html | section\n\n{QUESTION}\n\n{ANSWER}\n\n///",
            f"section {OPEN} {CLOSED} /section",
        ),
    ],
)
def test_a_question_is_one_thing_with_its_answer(markdown, expected):
    assert shape(markdown) == expected


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


@pytest.mark.parametrize("markdown", ["`<table>`", "```\n<table></table>\n```", "&lt;table>"])
def test_what_only_names_a_table_has_none(markdown):
    assert "table-frame" not in render(markdown)


@pytest.mark.parametrize(
    ("markdown", "names"),
    [
        ("- [ ] a *b* `<c>`\n- [x] d &\n\n  - [ ] e", ["a b <c>", "d &", "e"]),
        ("2. [ ] f\n3. [x] g\n\n   h", ["f", "g"]),
        ("- [x] $x^2$ i\n\n- [ ] <i>j</i>", ["x2 i", "j"]),
    ],
)
def test_a_tasks_box_is_named_after_it_in_markdown_and_html(markdown, names):
    found = re.findall(r'<input type="checkbox"[^>]*? aria-label="([^"]*)"', preview(markdown))
    assert [unescape(name) for name in found] == names
