"""Tokens share an empty dictionary, and nothing else."""

import pytest
from coursenotes.gfm.parser import parse

TEXT = "# A *b*\n\n- [x] `c` [d](e)\n\n| f |\n|--:|\n| $g$ |\n\n```h\ni\n```\n\n<p>j</p>\n"


def all_tokens():
    for token in parse(TEXT).tokens:
        yield token
        yield from token.children or ()


def test_what_is_empty_is_shared_and_cannot_be_written_to():
    empty = [d for t in all_tokens() if t.nesting for d in (t.attrs, t.meta) if not d]
    assert len(empty) > 20 and len({id(d) for d in empty}) == 1
    with pytest.raises(TypeError):
        empty[0]["x"] = "y"


def test_what_a_token_says_is_its_own():
    said = [d for t in all_tokens() for d in (t.attrs, t.meta) if d]
    assert len(said) > 8 and len({id(d) for d in said}) == len(said)
