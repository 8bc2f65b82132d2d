"""Formulas become MathML, or say why not; nothing else comes out of TeX."""

import xml.etree.ElementTree as etree

import pytest
from coursenotes.engine import render as render_page
from coursenotes.mathml import FormulaError, render
from hypothesis import given
from hypothesis import strategies as st

GOOD = [
    r"\frac{TP}{TP + FP}",
    r"\begin{align} a &= b \\ &= c \end{align}",
    r"\begin {split} a &= b \end {split}",
    r"\begin{equation} E = mc^2 \tag{1} \end{equation}",
    r"\large{f(t)}",
    r"\vec{x} \mbox{if } \pmb{\theta} \dotsc \R",
    r"\sqrt[3]{x} \mathcal{L} \mathbb{E} \mathfrak{g} \mathscr{F}",
    "距离 = \\sum_i x_i",
]
BAD = {
    r"\frca{1}{2}": r"unknown command \frca",
    r"\frac{1}{2": "end of input",
    "a_b_c": "duplicate",
    "x & y": "table-like",
    r"\left( x": r"\right",
    "a $ b": "unexpected",
    "{" * 5000: "nested",
    "x" * 50_000: "longer",
    "\ud800": "surrogate",
}


@pytest.mark.parametrize("tex", GOOD)
def test_formulas_of_notes_are_rendered_with_their_source(tex):
    math = etree.fromstring(render(tex, True))
    assert math.tag == "math" and math.get("display") == "block"
    assert math.find(".//annotation").text == tex


@pytest.mark.parametrize("tex", BAD)
def test_a_formula_that_cannot_be_rendered_says_why_in_one_line(tex):
    with pytest.raises(FormulaError) as stop:
        render(tex)
    assert BAD[tex] in str(stop.value) and "\n" not in str(stop.value)


@given(
    st.text() | st.lists(st.sampled_from([*GOOD, "{", "}", "<b>", "&", r"\text{<i>}"])).map("".join)
)
def test_any_text_is_safe_xml_or_a_formula_error(tex):
    try:
        math = render(tex)
    except FormulaError:
        return
    for element in etree.fromstring(math).iter():
        assert element.tag in ("math", "semantics", "annotation") or element.tag.startswith("m")
        assert not any(name.startswith("on") or "href" in name for name in element.attrib)


def test_formulas_are_drawn_wherever_they_stand():
    page = render_page(
        "## Head \\(x^2\\) {#h}\n\n| a |\n|---|\n| \\(a\\) |\n\n- \\[b\\]\n\n"
        '<table><tr><td><span class="tex">\\(c &lt; d\\)</span></td></tr></table>\n\n'
        "`\\(code\\)`\n\n```\n\\(code\\)\n```\n"
    )
    assert page.count("<math") == 4
    assert "<script" not in page and "\\(code\\)" in page.replace("<span></span>", "")


def test_a_formula_that_cannot_be_drawn_is_shown_and_marked():
    assert '<code class="formula-error" title="unknown command \\bad">\\bad</code>' in render_page(
        "\\(\\bad\\)\n"
    )


def test_code_in_raw_html_looks_like_code_in_a_fence():
    raw = render_page('<pre><code class="language-python">x = 1 &lt; 2\n</code></pre>\n')
    assert raw.strip() == render_page("```python\nx = 1 < 2\n```\n").strip()
