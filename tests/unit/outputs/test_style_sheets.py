"""Packed style sheets mean the same to browsers."""

from pathlib import Path

import pytest
import tinycss2
from coursenotes.outputs.style_sheets import packed

SHEETS = sorted((Path(__file__).parents[3] / "overrides/assets/stylesheets").glob("*.css"))


@pytest.mark.parametrize(
    ("written", "loaded"),
    [
        ("/* Why. */\n\na {\n  color: red; /* so */\n}\n", "a {\ncolor: red; \n}\n"),
        ("a { b: c }  /* to the end", "a { b: c }  "),
        ('q::before { content: "/* no */ \\" /*"; }', 'q::before { content: "/* no */ \\" /*"; }'),
        ("a { b: url(x/*y*/z.png) }", "a { b: url(x/*y*/z.png) }"),
        ("/*! Theirs. */ a {}", "/*! Theirs. */ a {}"),
        ("a/* */b a /* */.b{}", "a/**/b a .b{}"),
    ],
)
def test_comments_are_left_out_and_nothing_else(written, loaded):
    assert packed(written) == loaded


def tokens(nodes):
    """Return a parser's tokens, in order, without comments and white space."""
    for node in nodes:
        if node.type in ("comment", "whitespace"):
            continue
        yield node.type, getattr(node, "value", getattr(node, "name", ""))
        yield from tokens(getattr(node, "content", None) or getattr(node, "arguments", None) or ())


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_our_sheets_have_the_same_rules_without_their_comments(sheet):
    written = sheet.read_text("utf-8")
    loaded = packed(written)
    assert "/*" in written and "/*" not in loaded
    assert len(loaded) < len(written)
    read, had = (tokens(tinycss2.parse_component_value_list(css)) for css in (loaded, written))
    assert list(read) == list(had)
    assert packed(loaded) == loaded
