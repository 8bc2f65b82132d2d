"""Formulas become a line of plain text, without TeX."""

from __future__ import annotations

import time
import xml.etree.ElementTree as etree

import pytest
from coursenotes.render.formulas import spoken
from coursenotes.render.mathml import render

READ = {
    # letters
    r"\mathcal{N}(\mu, \sigma^2)": "N(μ, σ²)",
    r"\mathbf{x} \in \mathbb{R}^d": "x ∈ ℝ^d",
    r"\mathfrak{g} \oplus \mathbb{E}": "g ⊕ E",
    r"\mathcal{F}, \mathscr{L}, \ell": "F, L, ℓ",
    # fractions and roots
    r"\frac{1}{2}": "1/2",
    r"\frac{a+b}{2c}": "(a + b)/2c",
    r"\frac{1}{2} e^2": "1/2 e²",
    r"\frac{f(x)}{x_1}": "f(x)/x₁",
    r"P(A \mid B) = \frac{P(B \mid A)\,P(A)}{P(B)}": "P(A | B) = (P(B | A) P(A))/P(B)",
    r"\sqrt{x}": "√x",
    r"\sqrt{x+1}": "√(x + 1)",
    r"\sqrt[3]{x}": "∛x",
    r"\sqrt[n]{x}": "ⁿ√x",
    r"\binom{n}{k}": "C(n, k)",
    # scripts
    "x_1": "x₁",
    "x_{i+1}": "x_(i+1)",
    "x_i y": "x_i y",
    "x_1y": "x₁y",
    "x^{n+1}": "x^(n+1)",
    "(a+b)^2": "(a + b)²",
    "10^{-3}": "10⁻³",
    r"25^\circ": "25°",
    "f'(x)": "f′(x)",
    r"A^\top A": "AᵀA",
    r"e^{-\frac{1}{2}x}": "e^(−1/2 x)",
    r"\sum_{i=1}^n x_i": "∑_(i=1)ⁿ x_i",
    r"\lim_{x\to 0} \frac{\sin x}{x}": "lim_(x→0) (sin x)/x",
    r"\frac{1}{n}\sum_k a_k": "1/n ∑_k a_k",
    r"\underbrace{a+b}_{c}": "(a + b)_c",
    # marks above
    r"\hat{\theta}_n": "θ̂_n",
    r"\bar x": "x̄",
    r"\vec v": "v⃗",
    r"\overline{AB}": "(AB)̄",
    # operators and words
    "a=b+c": "a = b + c",
    "-x + -y": "−x + −y",
    r"\{1, \dots, n\}": "{1, ..., n}",
    r"s \in \{\vee, \wedge\}": "s ∈ {∨, ∧}",
    r"2\cos\theta": "2 cos θ",
    r"\log_2 n": "log₂ n",
    r"O(n \log n)": "O(n log n)",
    r"\operatorname*{argmin}_{\theta} \mathcal{L}": "argmin_θ L",
    "reachdist": "reachdist",
    r"\lVert x \rVert_2": "‖x‖₂",
    r"\neg p \lor q": "¬p ∨ q",
    r"A \setminus B": "A \\ B",
    r"f\colon X \to Y": "f: X → Y",
    r"a \bmod n": "a mod n",
    r"\text{if } x<0": "if x < 0",
    # tables
    r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}": "(1, 2; 3, 4)",
    r"\begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}": "{1, x > 0; 0, otherwise",
    r"\begin{aligned} a &= b \\ &= c \end{aligned}": "a = b; = c",
    r"E = mc^2 \tag{1}": "E = mc² (1)",
    # invisible elements
    r"a\phantom{b}c": "ac",
    r"\cancel{x}": "x",
}


@pytest.mark.parametrize(("tex", "text"), READ.items())
def test_a_formula_is_read_in_its_own_signs(tex: str, text: str) -> None:
    assert spoken(tex) == text


def test_the_name_of_a_formula_is_its_text() -> None:
    assert etree.fromstring(render(r"\frac12", True)).get("aria-label") == "1/2"


@pytest.mark.parametrize("tex", [r"-\sqrt{" * 70 + "x" + "}" * 70, "x^{-" * 70 + "x" + "}" * 70])
def test_a_formula_in_a_formula_takes_no_longer(tex: str) -> None:
    start = time.perf_counter()
    assert spoken(tex).endswith(")")
    assert time.perf_counter() - start < 5
