"""The tree never has what GitHub strips, however broken the notes' tags and comments are."""

import pytest
from coursenotes import preview
from coursenotes.gfm.parser import to_html
from coursenotes.gfm.sanitizer import KEPT_TAGS
from coursenotes.gfm.tree import to_tree
from examples import times
from hypothesis import given
from hypothesis import strategies as st

ATTRIBUTES = frozenset(
    "id title lang dir align href name src alt width height srcset media start reversed "
    "type value colspan rowspan valign scope style open checked datetime cite class".split()
)
_PIECES = st.sampled_from(
    [
        *"<!-- --> --!> -- - > < ! </ <? ?> <![CDATA[ ]]> title= ' \" = / $ ` a &lt; &#60;".split(),
        *"<script> </script> <style> </style> <title> <textarea> <plaintext> <xmp> <pre>".split(),
        *"<p> </p> <div> </div> <table> <tr> <noscript> </noscript> <template> <select>".split(),
        *"<svg> <math> <mtext> <form> <!X".split(),
        *["<img src=x onerror=x>", "<a href=javascript:x>", "<iframe src=x>", "<svg onload=x>"],
        *[" ", "\n", "\n\n", "\0", "\f", "* ", "<td ", "<b "],
    ]
)


def stripped(html):
    return [
        element
        for element in to_tree(html).walk()
        if element.tag not in KEPT_TAGS
        or not ATTRIBUTES.issuperset(dict(element.attributes))
        or element.get("href").startswith("javascript:")
    ]


@times(5)
@given(st.lists(_PIECES, max_size=12).map("".join))
def test_nothing_is_in_the_tree_that_github_strips(text):
    assert stripped(text) == []
    assert stripped(to_html(text)) == []


@pytest.mark.parametrize("ending", ["-- >", "--\n>", "--\t>", "--!>", "-->", ">", "->"])
def test_a_comment_ends_where_browsers_end_it(ending):
    # Before its releases of 2025, Python's parser also ended it at "-- >".
    for text in (f"<p><!-- {ending}<img src=x onerror=x> -->", f"<div><!--{ending}<script>x"):
        assert stripped(to_html(text)) == []
        assert "onerror" not in preview(text) and "<script" not in preview(text)
