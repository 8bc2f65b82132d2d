"""Python-Markdown renders formulas in hand-written pages with the site's extensions."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import markdown
import pytest
from coursenotes.extensions.engine import EXTENSIONS
from coursenotes.render.formulas import shown, spoken
from hypothesis import given
from hypothesis import strategies as st


def page(text: str) -> markdown.Markdown:
    """Return an engine that has rendered ``text``; its HTML is in ``.lines``."""
    settings = {name: dict(values) for name, values in EXTENSIONS.items()}
    md = markdown.Markdown(extensions=[*EXTENSIONS, "md_in_html"], extension_configs=settings)
    md.lines = [md.convert(text)]
    return md


def html(text: str) -> str:
    return "".join(page(text).lines)


class Nesting(HTMLParser):
    """Records each math element's ancestors, and rejects bad nesting."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[str] = []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not (tag in ("div", "p", "pre", "ul", "table") and "p" in self.open)
        if tag == "math":
            self.found.append(" ".join(self.open))
        if tag not in ("br", "hr", "img", "input"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


PLACES = {
    r"a \(x\) b": "p",
    r"\(x\)": "p",
    r"\[x\]": "p span",
    r"a \[x\] b": "p span",
    r"- \(x\)": "ul li",
    "- a\n\n    \\[x\\]": "ul li p span",
    "| a |\n|---|\n| \\(x\\) |": "div table tbody tr td",
    "| \\[x\\] |\n|---|\n| a |": "div table thead tr th span",
    r"> \(x\)": "blockquote p",
    r"## a \(x\)": "h2",
    r"**a \(x\)**": "p strong",
    r"[a \(x\)](b.md)": "p a",
    "/// details | a\n\n\\(x\\)\n\n///": "details p",
    "/// details | a \\(x\\)\n\nb\n\n///": "details summary",
    '<details markdown="block">\n<summary>a</summary>\n\n\\(x\\)\n\n</details>': "details p",
    '<ul markdown="block"><li markdown="block">\n\n\\[x\\]\n\n</li></ul>': "ul li p span",
}


@pytest.mark.parametrize("text", PLACES)
def test_a_formula_becomes_mathml_everywhere(text: str) -> None:
    out = html(text)
    assert Nesting(out).found == [PLACES[text]]
    assert ('display="block"' in out) == (r"\[" in text)
    assert "<script" not in out and "\\(" not in out and "\\[" not in out


def test_what_follows_a_formula_stays_where_it_was() -> None:
    out = re.sub(r"<math.*?</math>", "M", html(r"the \(n\)*-th* \(m\), \(k\)s"), flags=re.DOTALL)
    assert out == "<p>the M<em>-th</em> M, Ms</p>"


@pytest.mark.parametrize(
    "text",
    [
        r"`\(x\)`",
        "```\n\\(x\\)\n```",
        "    \\[x\\]",
        r"<pre><code>\(x\)</code></pre>",
        r"<div><!-- \(x\) --></div>",
        r"<div title='\(x\)'>a</div>",
        r"it costs $5 and $10",
    ],
)
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert "<math" not in html(text)


@pytest.mark.parametrize("text", [r"a \(\bad{<b>}\) b", r"a \[\bad{<b>}\] b"])
def test_a_wrong_formula_is_shown_as_it_is_written_and_marked(text: str) -> None:
    out = html(text)
    Nesting(out)
    assert out.startswith('<p>a <code class="formula-error')
    assert ('formula-error--display"' in out) == (r"\[" in text)
    assert r'title="unknown command \bad">\bad{&lt;b&gt;}</code> b</p>' in out


def test_the_contents_name_formulas_in_plain_text() -> None:
    md = page("## Rate \\(\\alpha < 5\\) *and \\(x_i\\)* more\n\n## Plain **b**\n")
    first, second = md.toc_tokens  # type: ignore[attr-defined]
    assert first["name"] == "Rate α &lt; 5 and x_i more"
    assert second["name"] == "Plain b"
    assert "<script" not in md.toc and "<math" not in md.toc  # type: ignore[attr-defined]


def test_a_heading_keeps_the_id_and_label_it_was_given() -> None:
    md = page('## Rate \\(x\\) {#rate data-toc-label="Label"}\n')
    assert [(t["id"], t["name"]) for t in md.toc_tokens] == [  # type: ignore[attr-defined]
        ("rate", "Label")
    ]


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\alpha = 5", "α = 5"),
        (r"\frac12", "1/2"),
        (r"a \tag{1}", "a (1)"),
        (r"\bad", r"\bad"),
        (r"\phantom{a}", ""),
    ],
)
def test_a_formula_as_plain_text_is_readable_or_else_its_source(tex: str, text: str) -> None:
    assert spoken(tex) == text


@given(st.text(), st.booleans())
def test_any_formula_is_shown(tex: str, display: bool) -> None:
    out = shown(tex, display)
    Nesting(out)
    frame = '<span class="formula"><math' if display else "<math"
    assert out.startswith((frame, '<code class="formula-error'))
    out.encode()


def listed(text: str) -> list[tuple[int, str, str]]:
    """Return a page's table of contents: level, id and name of each entry, in order."""
    waiting, out = list(page(text).toc_tokens), []
    while waiting:
        token = waiting.pop(0)
        out.append((token["level"], token["id"], token["name"]))
        waiting = token["children"] + waiting
    return out


def test_the_contents_name_a_heading_with_a_formula_without_its_attributes():
    assert listed("## a \\(x_1\\) & b {#one .question}\n") == [(2, "one", "a x₁ &amp; b")]


def test_a_heading_shown_as_code_is_not_in_the_contents():
    assert (
        listed("<pre><code>&lt;h2 id=\"a\">x&lt;/h2></code></pre>\n\n    <h2 id='b'>y</h2>") == []
    )
