"""Sanitizing HTML in pieces gives the same result as sanitizing it whole."""

from pathlib import Path

import pytest
from coursenotes.gfm.html_pieces import pieces
from coursenotes.gfm.parser import to_html
from coursenotes.gfm.sanitizer import KEPT_TAGS, sanitize
from examples import times
from hypothesis import given
from hypothesis import strategies as st

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*.md"))
ODD = [
    *"x <p> </p> <!--a--> <!-- <!--> --> <script> </script> <style> </style> <br> </br>".split(),
    *"<a <b a=' <b a=\" <i/> & &lt; &# <table> </table> <td> </td> <li> </li> <!d> \" '".split(),
    *"<br/> <?x?> <h2> <h3> </h3> </h2> <b> </b> <a> </a> <pre> </pre> <div> </div> >".split(),
    *" \n<",
]
_LEAF = st.sampled_from(["x", "", "&amp;", "<br>", "<!--L:1-->", '<i a="b">c</i>'])


def _nested(inner):
    tags = st.sampled_from(sorted(KEPT_TAGS - {"br", "hr", "img", "input", "source", "wbr"}))
    return st.builds(lambda t, parts: f"<{t}>{''.join(parts)}</{t}>", tags, st.lists(inner))


def same(html, size):
    return "".join(map(sanitize, pieces(html, size))) == sanitize(html)


@times(10)
@given(st.lists(st.recursive(_LEAF, _nested, max_leaves=12), max_size=4).map("".join))
def test_whatever_tags_hold_each_other(html):
    assert same(html, 1)


@times(10)
@given(st.lists(st.sampled_from(ODD), max_size=25).map("".join))
def test_whatever_is_wrong_in_it(html):
    assert same(html, 1)


@pytest.mark.parametrize("file", FIXTURES, ids=lambda file: file.stem)
def test_notes(file):
    html = to_html(file.read_text("utf-8"))
    assert same(html, 500)
    if file.stem == "interview":
        assert len(list(pieces(html, 500))) > 5
