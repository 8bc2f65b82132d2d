"""MathJax commands that the converter lacks, and authors' own, are shown as by MathJax."""

from __future__ import annotations

import xml.etree.ElementTree as etree

import pytest
from coursenotes.errors import FormulaError
from coursenotes.outputs.html import render_page
from coursenotes.reading import read_notes
from coursenotes.render.definitions import MAX_DEFINITIONS, definitions_in
from coursenotes.render.formulas import spoken
from coursenotes.render.mathml import render

# The effect of each by MathJax's documentation, "Supported TeX/LaTeX commands".
SHOWN = {
    # words
    r"\text{if $x<0$}": "if x < 0",
    r"\text{a_b, c^d, 50\% & #}": "a_b, c^d, 50% & #",
    r"\textbf{if $x_1$ and \(y\)}": "if x₁ and y",
    r"\mbox{for $i$}": "for i",
    r"\hbox{a $b$ c}": "a b c",
    r"\fbox{a $x^2$}": "a x²",
    r"\framebox[2cm][c]{a b}": "a b",
    r"\makebox[2cm]{x}": "x",
    r"\parbox[t]{3cm}{a b}": "a b",
    r"\textup{ab}": "ab",
    r"\verb|x_1^2\a|": r"x_1^2\a",
    r"\LaTeX \TeX": "LaTeXTeX",
    # operators
    r"\mathop{\mathrm{argmin}}\limits_x f": "argmin_x f",
    r"\mathop{\rm arg\,max}_x f": "(arg max)_x f",
    r"\mathop{a + b}\limits_{i=1}^n": "((a + b)_(i=1))ⁿ",
    r"\operatorname{\mathrm{arg}x} y": "argx y",
    r"\operatorname*{\mathrm{arg}\max}_x": "(arg max)_x",
    r"\varprojlim A_n": "lim_← A_n",
    r"\varinjlim A_n": "lim_→ A_n",
    r"\varlimsup_n a_n": "(lim)̄_n a_n",
    r"\varliminf a": "lim̲ a",
    r"\overunderset{a}{b}{c}": "(c_b)^a",
    r"\stackbin{a}{+}": "+^a",
    r"\buildrel\rm def\over =": "=^def",
    r"\intop_a^b x": "∫_a^b x",
    r"\Big{(}x\Big{)}": "(x)",
    r"\bigl{[}x\bigr{]}": "[x]",
    # tables
    r"\pmatrix{a & b \cr c & d}": "(a, b; c, d)",
    r"\matrix{a & b \cr c & d \cr}": "a b; c d",
    r"\cases{1 & x \cr 2 & y}": "{1, x; 2, y",
    r"\eqalign{a &= b \cr &= c}": "a = b; = c",
    r"\displaylines{a \cr b}": "a; b",
    r"\begin{pmatrix*}[r] 1 & -2 \\ 3 & 4 \end{pmatrix*}": "(1, −2; 3, 4)",
    r"\begin{array}{*{2}{c}} a & b\end{array}": "a b",
    r"\begin{xalignat}{2} a&=b & c&=d\end{xalignat}": "a = b c = d",
    r"\begin{math}x\end{math}": "x",
    r"\begin{CD} A @>a>b> B \\ @VcVV @| \\ C @= D \end{CD}": "A →_b^a B; c ↓ ‖; C = D",
    r"\begin{align*} a &= b \label{x} \\ c &= d \end{align*}": "a = b; c = d",
    # numbers and labels
    r"x\label{eq:1} = 2": "x = 2",
    r"x \tag{$*$}": "x (*)",
    r"x \tag{1'}": "x (1')",
    r"x \tag*{A.1}": "x A.1",
    r"\ref{x}": "???",
    # colours and boxes
    r"\textcolor{#ff0000}{x}y": "xy",
    r"\textcolor[rgb]{1,0,0.5}{x}": "x",
    r"\color{#0a7}x": "x",
    r"\definecolor{mine}{RGB}{1,2,3}\color{mine}x": "x",
    r"\colorbox{yellow}{a $x$}": "a x",
    r"\fcolorbox{red}{#ff0}{x}": "x",
    r"\bbox[yellow,5px,border:2px solid red]{x}": "x",
    r"\enclose{updiagonalstrike circle}{x}": "x",
    r"\cancelto{0}{x^2}": "(x²)⁰",
    r"a\rule[2pt]{1em}{0.5pt}b": "a b",
    r"\rlap{x}y\llap{z}": "xyz",
    # spaces and places
    r"a\hspace*{1em}b": "a b",
    r"a\kern3mu b\hskip 1em c": "a b c",
    r"\raise 3pt x \lower{2pt}y \moveleft 1em z": "xyz",
    r"\sqrt[\leftroot{-2}\uproot{2}n]{x}": "ⁿ√x",
    r"\skew{3}{\hat}{A}": "Â",
    # signs
    "√2": "√2",
    r"a \smallsetminus b": "a \\ b",
    r"a \thicksim b \thickapprox c": "a ∼ b ≈ c",
    r"a \varpropto b \shortmid c": "a ∝ b | c",
    r"\unicode{x2713}\unicode{65}": "✓A",
    r'\char"41': "A",
    r"\mathbfit{x}\symbb{R}\mathnormal{y}": "xℝy",
    # forms of plain TeX
    r"\root 3 \of x": "∛x",
    r"{a \above 1pt b}": "a/b",
    r"a \overwithdelims [ ] b": "[a/b]",
    r"{n \atopwithdelims<> k} x": "⟨n ¦ k⟩x",
    # effects of scripts only
    r"\href{https://x.org}{x^2}": "x²",
    r"\class{c}{x}\cssId{i}{y}\style{color: red}{z}": "xyz",
    r"\texttip{x}{tip}\toggle{a}{b}\endtoggle": "xa",
    r"\mmlToken{mi}[a=b]{x}": "x",
    r"\require{cancel}\cancel{x}": "x",
    r"\mathchoice{a}{b}{c}{d}": "b",
    # chemistry
    r"\ce{H2O}": "H₂O",
    r"\ce{2H2 + O2 -> 2H2O}": "2 H₂ + O₂ → 2 H₂O",
    r"\ce{SO4^2-}": "SO₄²⁻",
    r"\ce{Na+ + Cl- <=> NaCl(aq)}": "Na⁺ + Cl⁻ ⇌ NaCl(aq)",
    r"\ce{^{227}_{90}Th+}": "₉₀²²⁷ Th⁺",
    r"\ce{A ->[\text{heat}][H2O] B}": "A →_(H₂O)^heat B",
    r"\ce{CuSO4*5H2O}": "CuSO₄ ⋅ 5 H₂O",
    r"\ce{[Cu(NH3)4]^2+}": "[Cu(NH₃)₄]²⁺",
    r"\ce{HC#CH}": "HC ≡ CH",
    r"\ce{1/2 O2}": "1/2 O₂",
    r"\ce{AgCl v}": "AgCl↓",
    r"\pu{1.2e3 m s^-1}": "1.2 × 10³ m s⁻¹",
    # the author's own
    r"\newcommand{\R}{\mathbb{R}} x\in\R": "x ∈ ℝ",
    r"\newcommand\norm[2][2]{\lVert #2\rVert_{#1}}\norm{x}+\norm[1]{y}": "‖x‖₂ + ‖y‖₁",
    r"\renewcommand{\vec}[1]{\mathbf{#1}}\vec x": "x",
    r"\def\a#1{x_{#1}}\a3+\a{12}": "x₃ + x₁₂",
    r"\def\pair(#1,#2){#1/#2}\pair(a,b)": "a/b",
    r"\let\eps\varepsilon\eps": "ε",
    r"\DeclareMathOperator{\foo}{foo}\foo x": "foo x",
    r"\DeclareMathOperator*{\amax}{arg\,max}\amax_x f": "(arg max)_x f",
    r"\newenvironment{m}{\begin{pmatrix}}{\end{pmatrix}}\begin{m}1&2\end{m}": "(1, 2)",
    r"\def\al{\alpha}\al x": "αx",
}


@pytest.mark.parametrize(("tex", "text"), SHOWN.items())
def test_a_command_of_mathjax_is_shown(tex: str, text: str) -> None:
    assert spoken(tex) == text


@pytest.mark.parametrize(
    ("tex", "style"),
    [
        (r"\colorbox{#ff0}{x}", "background: #FFFF00; color: #000; padding: 0.15em"),
        (r"\bbox[#00007f]{x}", "background: #00007F; color: #fff"),
        (r"\bbox[navy]{x}", "background: navy; color: #fff"),
        (r"\bbox[5px,border:2px solid red]{x}", "padding: 0.3125em; border: 0.125em solid red"),
        (r"\rule{1em}{2ex}", "background: currentcolor"),
    ],
)
def test_a_box_has_its_colours_and_lengths(tex: str, style: str) -> None:
    assert style in [element.get("style") for element in etree.fromstring(render(tex)).iter()]


def test_limits_stand_below_only_where_mathjax_puts_them() -> None:
    tex = r"\mathop{a+b}_{x}"
    assert "<munder>" in render(tex, True) and "<msub>" in render(tex)
    assert "<munder>" in render(r"\mathop{a+b}\limits_{x}")
    assert "<munder>" not in render(r"\mathop{a+b}\nolimits_{x}", True)


def test_an_error_in_an_expansion_has_the_place_of_the_command() -> None:
    tex = r"\newcommand{\a}{\frca} x + \a"
    with pytest.raises(FormulaError, match="frca") as refused:
        render(tex)
    assert refused.value.offset == tex.rindex(r"\a")


@pytest.mark.parametrize(
    "tex", [r"\tag{1} \frca", r"\text{a $b$} \frca", r"√ \frca", r"\ce{A} \frca"]
)
def test_an_error_behind_what_was_rewritten_has_its_place(tex: str) -> None:
    with pytest.raises(FormulaError) as refused:
        render(tex, True)
    assert refused.value.offset == tex.index(r"\frca")


# --- definitions apply to the end of the file -------------------------------------------------


def test_only_the_definitions_of_a_formula_are_handed_on() -> None:
    tex = r"x \newcommand{\R}[1]{\mathbb{#1}} y \def\a{b}z \DeclareMathOperator{\c}{c}"
    assert definitions_in(tex) == (
        r"\newcommand{\R}[1]{\mathbb{#1}}\def\a{b}\DeclareMathOperator{\c}{c}"
    )
    assert definitions_in(r"\defx \newcommandx") == ""
    assert definitions_in("x" * MAX_DEFINITIONS + r"\def\a{b}") == ""


def page(notes: str) -> str:
    root = read_notes(notes, "notes.md").root
    return render_page(list(root.items), "week.md").html


def test_a_definition_applies_from_its_place_on() -> None:
    html = page("# T\n\na $\\Q$\n\n$$\\newcommand{\\Q}{\\mathbb{Q}}$$\n\n- b $x \\in \\Q$\n")
    assert html.count("formula-error") == 1
    assert 'aria-label="x ∈ ℚ"' in html
    assert html.index("formula-error") < html.index("newcommand")


def test_a_later_definition_replaces_an_earlier_one() -> None:
    html = page("# T\n\n$\\def\\a{1}\\a$ $\\def\\a{2}\\a$ $\\a$\n")
    assert [part.split('"')[0] for part in html.split('aria-label="')[1:]] == ["1", "2", "2"]


def test_what_cannot_be_defined_spoils_no_later_formula() -> None:
    html = page("# T\n\n$\\newcommand{x}{y}$ $z$\n")
    assert html.count("formula-error") == 1 and 'aria-label="z"' in html
