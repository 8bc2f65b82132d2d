"""TeX is rendered as MathML, or refused with the reason; nothing else gets out."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

import pytest
from coursenotes.errors import FormulaError
from coursenotes.render.mathml import MAX_TEX, render
from coursenotes.render.mathml_core import MAX_DEPTH
from hypothesis import example, given
from hypothesis import strategies as st

VALID = [
    "x",
    r"\frac{TP}{TP + FP}",
    r"\sqrt[3]{1 + \sqrt{x}}",
    r"P(A \mid B) = \frac{P(B \mid A)\,P(A)}{P(B)}",
    r"\hat{y} = \sigma\left(\sum_{i=1}^{n} w_i x_i + b\right)",
    r"\operatorname*{argmin}_{\theta} \mathcal{L}(\theta)",
    r"\underset{x \in \mathbb{R}^n}{\text{minimize}} \; \lVert Ax - b \rVert_2^2",
    r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}",
    r"f(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}",
    r"\begin{align} a &= b \\ &= c \end{align}",
    r"\begin{split} a &= b \\ &= c \end{split}",
    r"\begin{eqnarray} a &=& b \\ &=& c \end{eqnarray}",
    r"\begin{alignat}{2} a &= b &\quad c &= d \end{alignat}",
    r"\begin{equation} E = mc^2 \tag{1} \end{equation}",
    r"E = mc^2 \tag{1}",
    r"\sum_{\substack{i < n \\ i \ne j}} a_{ij}",
    r"\mbox{if } a_1, \dotsc, a_n \pmb{\theta} \mathds{1}",
    r"\left< u, v \right> \bigl< w \bigr>",
    r"\Large{W} \small w \mathfrak{g} \mathscr{F} \mathbf{A}",
    r"\xrightarrow{f} \overline{AB} \vec{v} \underbrace{a + b}_{c}",
    r"\boxed{x} \cancel{y} \textbf{bold \textit{both}}",
    "距离 = \\sum_i x_i % a comment",
]

INVALID = {
    r"\frca{1}{2}": (r"unknown command \frca", 0),
    r"\begin{equation} a \frca \end{equation}": (r"unknown command \frca", 19),
    r"\left< \frca \right>": (r"unknown command \frca", 7),
    "é中\U0001d400\\frca": (r"unknown command \frca", 3),
    r"\begin{nowhere} x \end{nowhere}": ('unknown environment "nowhere"', 6),
    r"\frac{1}{2": ("end of input", None),
    r"\sqrt[3": ("end of input", None),
    r"\left( x": (r"\right", None),
    r"\begin{matrix} a \end{pmatrix}": ("pmatrix", None),
    "x}": ("unmatched", 1),
    "x_a_b": ("duplicate", 3),
    "x & y": ("table-like", 2),
    "a $ b": ('unexpected "$"', 2),
    "x^": ("expected argument", None),
    "": ("empty", 0),
    " \n": ("empty", 0),
    r"\def\a{\a\a}\a": (r"\a expands without end", 12),
    r"\def\a#1{#1#1}" + r"\a{" * 40 + "x" + "}" * 40: ("expands", None),
    r"\def\a{" + "x" * 900 + "}" + r"\a" * 100: ("expand to too much", None),
    r"\newcommand{a}{b}": ("expected the name of a command", None),
    r"\newcommand{\a}[x]{b}": ("the number of parameters is a digit", None),
    r"\text{\foo}": (r"unknown command \foo", 0),
    r"\enclose{phasor}{x}": (r"\enclose{phasor} is not supported", 0),
    r"\colorbox{url(x)}{x}": ("unknown color", None),
    r"\bbox[padding: 0]{x}": ("unknown color", None),
    r"\rule{1em}{b}": ("expected length with units", None),
    r"\unicode{x1}": ("unusable character", 0),
    r"\unicode{xD800}": ("unusable character", 0),
    r"\unicode{x999999999}": ("the number of a character", 0),
    "a\x00": ("control character", 1),
    "\x1b[31m": ("control character", 0),
    "\ud800": ("surrogate", 0),
    "\ufffe": ("unusable character", 0),
    "x" * (MAX_TEX + 1): ("longer than", None),
    "x" * 1_000_000: ("longer than", None),
    "{" * 5000: ("nested deeper", MAX_DEPTH),
    r"\hat" * 2000 + " x": ("nested deeper", None),
    r"\left(" * 600 + r"\right)" * 600: ("nested deeper", None),
    r"\color{red}" * 800 + "x": ("nested deeper", None),
}

HOSTILE = [
    r"\text{<script>alert(1)</script>}",
    r"\text{</mtext></math><img src=x onerror=alert(1)>}",
    r"\href{javascript:alert(1)}{x}",
    r"\url{javascript:alert(1)}",
    r"\class{md-button}{x}",
    r"\cssId{id}{x}",
    r"\style{position: fixed}{x}",
    r"\includegraphics{x}",
    r"\unicode{60}script",
    r"\textcolor{red;background:url(//evil)}{x}",
    r'\color{"><script>}x',
    r"\begin{align}a\label{x}\end{align}\eqref{x}",
    r"x</annotation></semantics></math><script>alert(1)</script>",
    r"]]><!-- <!DOCTYPE x [<!ENTITY a 'b'>]> &a;",
]

NAMES = set(
    "math semantics annotation mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts "
    "mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover "
    "merror ms".split()
)


def assert_only_mathml(html: str) -> None:
    for element in etree.fromstring(html).iter():
        assert element.tag in NAMES
        for name, value in element.items():
            assert not name.startswith("on")
            assert name not in ("href", "src", "id", "xmlns")
            assert name != "class" or value == "high"
            assert not re.search("url|expression|script:|position", value, re.IGNORECASE)


def _may_be_inline(tex: str) -> bool:
    """False for TeX with a number (``\\tag``), which needs a line of its own."""
    return r"\tag" not in tex or r"\begin" in tex


@pytest.mark.parametrize(
    ("tex", "display"),
    [(tex, True) for tex in VALID] + [(tex, False) for tex in VALID if _may_be_inline(tex)],
)
def test_a_formula_is_rendered_and_keeps_its_source(tex: str, display: bool) -> None:
    html = render(tex, display)
    assert_only_mathml(html)
    math = etree.fromstring(html)
    assert math.tag == "math"
    assert math.get("display") == ("block" if display else None)
    assert math.get("aria-label")
    semantics = math.find("semantics")
    assert semantics is not None and len(semantics) == 2
    assert semantics[1].get("encoding") == "application/x-tex"
    assert semantics[1].text == tex


@pytest.mark.parametrize("tex", INVALID, ids=lambda tex: ascii(tex[:30]))
def test_a_wrong_formula_is_refused_with_cause_and_place(tex: str) -> None:
    with pytest.raises(FormulaError) as refused:
        render(tex, True)
    cause, offset = INVALID[tex]
    message = str(refused.value)
    assert cause in message
    assert message[0] not in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert "\n" not in message and "\x1b" not in message and len(message) <= 250
    if offset is not None:
        assert refused.value.offset == offset


@pytest.mark.parametrize("tex", HOSTILE)
def test_no_html_comes_out_of_tex(tex: str) -> None:
    try:
        html = render(tex, False)
    except FormulaError:
        return
    assert_only_mathml(html)


def test_a_size_reaches_to_the_end_of_its_group() -> None:
    math = etree.fromstring(render(r"a {\Large b \small c} d"))
    large = math.find(".//mstyle")
    assert large is not None
    assert large.get("mathsize") == "1.44em"
    small = large.find("mstyle")
    assert small is not None and small.get("mathsize") == "0.625em"  # of the larger one
    assert "".join(large.itertext()) == "bc"


def test_numbered_environments_are_not_numbered() -> None:
    assert "(1)" not in render(r"\begin{equation} a \end{equation}", True)
    assert "(7)" in render(r"\begin{equation} a \tag{7} \end{equation}", True)


def test_limits_stay_under_their_sum() -> None:
    assert "<munderover>" in render(r"\sum\limits_a^b x")


def test_a_vector_has_an_arrow_that_fonts_draw() -> None:
    assert ">→</mo>" in render(r"\vec x")


# A stack overflow ends the whole process, so these run in a separate one, with the small
# stack that threads have on some systems.
@pytest.mark.parametrize(
    "tex",
    [
        '"{" * 9999',
        'r"\\sqrt" * 1990 + " x"',
        '"x^" * 4999 + "x"',
        'r"\\frac1" * 1600 + "1"',
        'r"\\left(" * 1600',
        'r"\\begin{matrix}" * 700',
        'r"\\pmb" * 2400 + " x"',
        'r"\\large" * 1400 + " x"',
        'r"\\bf" * 3000 + " x"',
        'r"\\text{" * 1600',
    ],
)
def test_deep_nesting_does_not_end_the_process(tex: str, run_python) -> None:
    code = f"""
import threading
from coursenotes.errors import FormulaError
from coursenotes.render.mathml import render
def go():
    try: render({tex}, True)
    except FormulaError: pass
    print("alive")
threading.stack_size(512 * 1024)
thread = threading.Thread(target=go)
thread.start()
thread.join()
"""
    done = run_python("-c", code)
    assert done.stdout == "alive\n", done.stderr


_PIECES = st.sampled_from(
    [
        *VALID,
        *HOSTILE,
        *r"\frac \sqrt \left( \right) \begin{align} \end{align} \text \large \color \bf".split(),
        *r"\limits \tag \label \eqref \vec \overline \middle| \substack \hspace \, \\ ".split(),
        *r"\operatorname \not \Huge \mathrm \def\a \newcommand{\b}[1] \b \a #1 \let".split(),
        *r"\mathop \limits \ce{ \pu{ \above \root \of \buildrel \over \begin{CD} @> @V".split(),
        *r"\cases{ \cr \rule \bbox[ \colorbox{ \verb| \unicode{ \tag{ \enclose \big{".split(),
        *"{ } [ ] ( ) & # $ % ^ _ ~ < > \" ' 1 x é \n".split(" "),
    ]
)


@given(st.text() | st.lists(_PIECES | st.text(max_size=3), max_size=12).map("".join), st.booleans())
@example(r"\sin x", False)
@example(r"\operatorname<", False)
@example(r"\left.\middle/\right.", True)
def test_any_text_gives_safe_xml_or_a_formula_error(tex: str, display: bool) -> None:
    try:
        html = render(tex, display)
    except FormulaError as refused:
        message = str(refused)
        assert message and "\n" not in message
        assert refused.offset is None or 0 <= refused.offset <= len(tex)
        return
    assert_only_mathml(html)
    semantics = etree.fromstring(html).find("semantics")
    assert semantics is not None
    assert (semantics[1].text or "") == tex.replace("\r\n", "\n").replace("\r", "\n")


# --- brackets that are not shown --------------------------------------------------------------


def rows(tex: str) -> list[tuple[str, str]]:
    """Return the rows of the tables in ``tex``: their text, and the space below them."""
    math = etree.fromstring(render(tex, True))
    found = []
    for row in math.iter("mtr"):
        spaces = {
            re.sub(r".*padding-bottom: ([\d.]+em)\Z|.*", r"\1", c.get("style", "")) for c in row
        }
        assert len(spaces) == 1
        found.append(("".join(row.itertext()), spaces.pop()))
    return found


@pytest.mark.parametrize(
    ("length", "space"),
    [
        ("2ex", "1.075em"),
        ("4pt", "0.615em"),
        ("1em", "1.215em"),
        ("18mu", "1.215em"),
        ("1pc", "1.415em"),
        ("8px", "0.715em"),
        ("1cm", "3.05em"),
        ("10mm", "3.05em"),
        ("1in", "7.415em"),
        ("+.5em", "0.715em"),
        (" 0,5 em ", "0.715em"),
        ("-1ex", "0em"),
        ("-2pt", "0.015em"),
        ("99999cm", "20em"),
    ],
)
def test_a_length_behind_a_new_row_is_the_space_below_it(length: str, space: str) -> None:
    for star in ("", "*"):
        table = rf"\begin{{matrix}} a & b \\{star}[{length}] c & d \\ e \end{{matrix}}"
        assert rows(table) == [("ab", space), ("cd", ""), ("e", "")]


@pytest.mark.parametrize(
    "name",
    "matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix cases rcases aligned align align* "
    "gather gathered split eqnarray multline flalign array alignedat alignat alignat*".split(),
)
def test_each_environment_has_its_rows_apart(name: str) -> None:
    columns = {"array": "{c}", "alignedat": "{1}", "alignat": "{1}", "alignat*": "{1}"}.get(
        name, ""
    )
    for inside in (r"a \\[2ex] b", r"a \\* b"):
        tex = rf"\begin{{{name}}}{columns} {inside} \end{{{name}}}"
        html = re.sub("<annotation.*?</annotation>", "", render(tex, True))
        text = "".join(etree.fromstring(html).itertext())
        assert re.sub(r"[\u2061-\u2064()\[\]{}|‖]", "", text) == "ab"
        assert ("padding-bottom: 1.075em" in html) == ("ex" in inside)


@pytest.mark.parametrize(
    ("tex", "texts"),
    [
        # MathJax, which GitHub uses, accepts a bracket only right after the row.
        (r"\begin{matrix} a \\ [2ex] b \end{matrix}", ["a", "[2ex]b"]),
        (r"\begin{matrix} a \\ [a,b] \end{matrix}", ["a", "[a,b]"]),
        (r"\begin{matrix} a \\[a,b] \end{matrix}", ["a", "[a,b]"]),
        (r"\begin{matrix} a \\[2] \end{matrix}", ["a", "[2]"]),
        (r"\begin{matrix} a \\{}[2ex] \end{matrix}", ["a", "[2ex]"]),
        (r"\begin{matrix} a \\ * b \end{matrix}", ["a", "∗b"]),
        (r"\begin{matrix} a \cr[2ex] b \end{matrix}", ["a", "[2ex]b"]),
        (r"\begin{matrix}[t] a \end{matrix}", ["[t]a"]),
        (r"\begin{aligned}[a] b \end{aligned}", ["[a]b"]),
        # No row follows, and no space.
        (r"\begin{matrix} a \\ \end{matrix}", ["a"]),
        (r"\begin{cases} a \\ b \\ % last" + "\n" + r"\end{cases}", ["a", "b"]),
        (r"\begin{matrix} a \\ \\ b \end{matrix}", ["a", "", "b"]),
        (r"\begin{matrix} a \\[2ex] \end{matrix}", ["a"]),
        (r"\begin{aligned}[t] a \end{aligned}", ["a"]),
        (r"\begin{gathered} [ b ] a \end{gathered}", ["a"]),
        (r"\begin{alignedat}[c]{2} a \end{alignedat}", ["a"]),
        (r"\begin{array}[t]{cc} a & b \end{array}", ["ab"]),
        (r"\begin{array}{@{}l@{\,}r@{}} a & b \end{array}", ["ab"]),
        (r"\begin{array}{*{20}{c}} a & b \end{array}", ["ab"]),
        (r"\begin{array}{*{2}c|l} a & b \\[1ex] \hline c & d \end{array}", ["ab", "cd"]),
        (r"\begin{array}{c} \hline a \\[-.5ex] \hline\hline b \end{array}", ["a", "b"]),
        (r"\begin{array}{c} \hdashline a \\ \hdashline b \end{array}", ["a", "b"]),
        (r"\substack{a \\[2pt] b}", ["a", "b"]),
    ],
)
def test_only_what_github_shows_is_shown(tex: str, texts: list[str]) -> None:
    assert [text for text, _ in rows(tex)] == texts


def test_the_spaces_of_a_table_in_a_table_are_its_own() -> None:
    inner = r"\begin{matrix} a \\[1em] b \end{matrix}"
    found = rows(rf"\begin{{aligned}} x &= {inner} \\[2em] y &= c \end{{aligned}}")
    assert found == [("x=ab", "2.215em"), ("a", "1.215em"), ("b", ""), ("y=c", "")]


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"a \\[2ex] b", "ab"),
        (r"\smash[b]{x}", "x"),
        (r"\cfrac[l]{a}{b}", "ab"),
        (r"\sqrt[3]{x}", "x3"),
        (r"\xrightarrow[b]{a}", "→ba"),
        (r"\xleftarrow[b]{}", "←b"),
        (r"\text{a [2ex] b}", "a\xa0[2ex]\xa0b"),
        ("\\text{\ue0002em}", "\ue0002em"),
    ],
)
def test_arguments_in_brackets_are_no_text(tex: str, text: str) -> None:
    html = re.sub("<annotation.*?</annotation>", "", render(tex, True))
    assert "".join(etree.fromstring(html).itertext()) == text


def test_an_error_behind_a_space_has_its_place() -> None:
    tex = r"\begin{array}[t]{@{}c@{}} a \\*[2ex] \frca \end{array}"
    with pytest.raises(FormulaError) as refused:
        render(tex, True)
    assert refused.value.offset == tex.index(r"\frca")


@pytest.mark.parametrize(
    "tex", [r"\hat y", r"\bar{x}", r"\tilde\theta", r"\dot q", r"\ddot x", r"\acute a"]
)
def test_an_accent_at_full_height_is_marked(tex):
    assert '<mo class="high"' in render(tex).replace('<mo stretchy="false" class', "<mo class")


@pytest.mark.parametrize(
    "tex", [r"\vec v", r"\widehat{xy}", r"\overline{x}", r"\overset{ˆ}{x} + y^ˆ"]
)
def test_no_other_is(tex):
    assert "class=" not in render(tex)
