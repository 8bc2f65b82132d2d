"""Headings get GitHub's anchors."""

import pytest
from coursenotes.elements import slug_of, text_of
from coursenotes.gfm.parser import to_html
from coursenotes.gfm.tree import to_tree


@pytest.mark.parametrize(
    ("heading", "slug", "text"),
    [
        ("## :rocket: Launch", "rocket-launch", "🚀 Launch"),
        ("## Launch :rocket:", "launch-rocket", "Launch 🚀"),
        ("## *:+1: Good* [:tada:](x.md)", "1-good-tada", "👍 Good 🎉"),
        ("## 🚀 Launch", "-launch", "🚀 Launch"),
        ("## `:rocket:` and $:tada:$", "rocket-and-tada", ":rocket: and :tada:"),
        ("## :no-such-sign: a", "no-such-sign-a", ":no-such-sign: a"),
        ("<h2>:rocket: Launch</h2>", "rocket-launch", "🚀 Launch"),
    ],
)
def test_a_shortcode_in_a_heading_is_an_emoji_and_gives_github_its_name(heading, slug, text):
    tree = to_tree(to_html(f"{heading}\n\n:tada: text\n"))
    title = next(e for e in tree.walk() if e.tag == "h2")
    assert (slug_of(title), text_of(title)) == (slug, text)
    assert "🎉 text" in text_of(tree)
