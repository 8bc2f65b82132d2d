"""Hand-written pages may use formulas and boxes besides Python-Markdown's syntax."""

import pytest
from coursenotes.extensions.engine import render


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("see $x$ and $$y$$", 2),
        ("$a\\$b$", 1),
        ("$a$, $b$ and *$c$*", 3),
        ("$5 and $10", 0),
        ("from 5$ to 7$", 0),
        ("$ x $", 0),
        (r"\$x\$", 0),
        ("`$x$`", 0),
        ("```\n$x$\n```", 0),
        ("$x\n\ny$", 0),
    ],
)
def test_dollars_hold_formulas_as_on_github(text, formulas):
    assert render(text).count("<math") == formulas


def test_an_escaped_dollar_is_a_dollar():
    assert "<p>$x$</p>" in render(r"\$x\$")


def test_boxes_are_written_as_in_mkdocs_or_as_on_github():
    box = (
        '<div class="admonition {0}">\n<p class="admonition-title">{1}</p>\n<p>text {2}</p>\n</div>'
    )
    html = render('!!! note "Mind"\n    text *a*\n')
    assert box.format("note", "Mind", "<em>a</em>") in html
    for text in ("> [!WARNING]\n> text **b**\n", "> [!warning]\n>\n> text **b**\n"):
        assert box.format("warning", "Warning", "<strong>b</strong>") in render(text)
    assert "<blockquote>" in render("> [!note] on a line with text\n")
