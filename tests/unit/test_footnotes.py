"""Footnotes as on GitHub."""

import re
from html import unescape

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from coursenotes import preview


def shape(html: str) -> str:
    """What is compared: text, references with their numbers, entries; not how links are named."""
    html = re.sub(r"<a [^>]*(?:footnote-backref|headerlink).*?</a>", "", html, flags=re.DOTALL)
    html = re.sub(r"<(?!/?(?:li|ol|sup|blockquote|code)\b)[^>]*>", "", html)
    html = re.sub(r"\s*(<[^>]*>)\s*", r"\1", re.sub(r"(<\w+)[^>]*>", r"\1>", html))
    return re.sub(r"\s+", " ", unescape(html)).strip()


@pytest.mark.parametrize(
    "markdown",
    [
        "x[^1] y[^1] z[^b]\n\n[^b]: two\n[^1]: one *em*\n",
        "unknown[^no]\n\n[^unused]: u\n",
        "in[^A] any[^a] case\n\n[^a]: u\n",
        "x[^1]\n\n[^1]: the first counts\n\n[^1]: not this one\n",
        "x[^1]\n\n[^1]: one\n\n    [^2]: inside\n\n    more[^2]\n",
        "x[^1]\n\n> [^1]: in a quote\n\n- [^2]: in a list\n",
        "x[^1]\n\n[^1]:\n    a\n    b\n\n    c\n\nd\n",
        "x[^`c`]\n\n[^`c`]: u\n",
        "x[^1]\n\n[^1]: [^1]: deep\n",
    ],
)
def test_footnotes_come_out_as_on_github(markdown):
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    github = cmarkgfm.github_flavored_markdown_to_html(markdown, options=options)
    assert shape(preview(markdown)) == shape(github)
