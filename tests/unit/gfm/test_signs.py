"""Rules tried only at the signs they begin with find the same as rules tried everywhere."""

from pathlib import Path

import pytest
from coursenotes.gfm import parser
from coursenotes.gfm.footnotes import environment
from examples import times
from hypothesis import given
from hypothesis import strategies as st

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*.md"))
# Each sign that a rule begins with, alone and with what must follow it.
SIGNS = "\n \\ $ $$ $` `$ ` `` ~ ~~ * ** _ __ [ ] ![ ! < <b> </b> <!-- --> & &amp; &#38; w www. :"
MORE = ":// http://a.b ftp:// [^1] [^1]: ( ) (x) \\( \\) \\[ \\] # % + = @ { } - > ^ a@b.c x é"
TEXTS = st.lists(st.sampled_from([" ", "\n\n", *SIGNS.split(" "), *MORE.split(" ")]), max_size=25)


@pytest.fixture(scope="module", params=[False, True], ids=["", "brackets"])
def parsers(request):
    """Return a parser, and one that tries every rule at every sign."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser, "sign_plugin", lambda md: md.inline.add_terminator_char("w"))
        asking = parser._parser.__wrapped__(request.param)
    return parser._parser.__wrapped__(request.param), asking


def same(parsers, text):
    found = [md.parse(text, environment()) for md in parsers]
    return found[0] == found[1]


@times(5)
@given(TEXTS)
def test_any_text_has_the_same_tokens(parsers, pieces):
    assert same(parsers, "".join(pieces))


@pytest.mark.parametrize("file", FIXTURES, ids=lambda file: file.stem)
def test_notes_have_the_same_tokens(parsers, file):
    assert same(parsers, file.read_text("utf-8"))
