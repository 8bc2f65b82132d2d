r"""TeX → MathML Core at build time, so that a reader's browser runs no script for it.

``math-core`` does the work; the prelude below adds what people's notes use and it does not know.
"""

from __future__ import annotations

import re
from functools import lru_cache

from math_core import LatexError, LatexToMathML

MAX_TEX = 20_000
"""A longer formula is an accident (a dollar sign that was never closed)."""
MAX_DEPTH = 200
"""Deeper braces are refused before the converter has to recurse into them."""

_PRELUDE = {
    "dotsc": r"\ldots",
    "dotso": r"\ldots",
    "dotsb": r"\cdots",
    "dotsm": r"\cdots",
    "dotsi": r"\cdots",
    "mbox": r"\text{#1}",
    "hbox": r"\text{#1}",
    "textnormal": r"\text{#1}",
    "textsf": r"\text{#1}",
    "pmb": r"\boldsymbol{#1}",
    "bm": r"\boldsymbol{#1}",
    "bold": r"\mathbf{#1}",
    "Bbb": r"\mathbb{#1}",
    "R": r"\mathbb{R}",
    "N": r"\mathbb{N}",
    "Z": r"\mathbb{Z}",
    "Q": r"\mathbb{Q}",
    "C": r"\mathbb{C}",
    "argmax": r"\operatorname*{arg\,max}",
    "argmin": r"\operatorname*{arg\,min}",
    "lt": "<",
    "gt": ">",
    "and": r"\land",
    "or": r"\lor",
    "infin": r"\infty",
    "isin": r"\in",
    "exist": r"\exists",
    "empty": r"\emptyset",
    "sub": r"\subset",
    "sube": r"\subseteq",
    "thetasym": r"\vartheta",
    "bigtimes": r"\times",
    "thinspace": r"\,",
    "medspace": r"\:",
    "thickspace": r"\;",
    "nobreakspace": "~",
    "hfill": r"\quad",
    "hskip": r"\quad",
    "displaylimits": "",
    "nonumber": "",
    "notag": "",
    "centerdot": r"\cdot",
    "rarr": r"\rightarrow",
    "larr": r"\leftarrow",
    "Rarr": r"\Rightarrow",
    "Larr": r"\Leftarrow",
    "harr": r"\leftrightarrow",
    "hArr": r"\Leftrightarrow",
    "limits": "",
}
# These would number their lines, and a numbered one counts on through the page.
_NUMBERING = re.compile(
    r"\\(begin|end)\s*\{(equation|align|gather|multline|eqnarray|alignat|flalign)\}"
)
_SPLIT = re.compile(r"\\(begin|end)\s*\{split\}")
_TAG = re.compile(r"\\tag(\*?)\s*\{([^{}]*)\}")
_SIZES = {
    "tiny": 0.5,
    "scriptsize": 0.7,
    "footnotesize": 0.8,
    "small": 0.9,
    "normalsize": 1,
    "large": 1.2,
    "Large": 1.44,
    "LARGE": 1.73,
    "huge": 2.07,
    "Huge": 2.49,
}
_SIZE = re.compile(r"\\(" + "|".join(_SIZES) + r")(?![A-Za-z])\s*")
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


class FormulaError(Exception):
    """A formula that cannot be rendered; its text is the cause, in one line."""


@lru_cache(maxsize=10_000)
def render(tex: str, display: bool = False) -> str:
    """The ``<math>`` element for ``tex``, its source kept as an annotation.

    Raises :class:`FormulaError`, and nothing else, for TeX that cannot be rendered.
    """
    _refuse_absurd(tex)
    source, size = _prepared(tex)
    try:
        mathml = _converter().convert_with_local_state(source, displaystyle=display)
    except LatexError as error:
        raise FormulaError(_cause(str(error))) from None
    except (ValueError, RuntimeError, UnicodeError) as error:
        raise FormulaError(_cause(str(error))) from None
    # The arrow of \vec as a character that fonts draw as an accent.
    mathml = mathml.replace("\u20d7", "\u2192")
    annotation = f'<annotation encoding="application/x-tex">{_escaped(tex)}</annotation>'
    opening, content = re.fullmatch(r"(<math[^>]*>)(.*)</math>", mathml, re.DOTALL).groups()  # type: ignore[union-attr]
    style = f' style="font-size: {size}em"' if size != 1 else ""
    opening = opening[:-1] + style + ">"
    # Search reads the TeX, once, and not the letters one by one.
    drawn = f'<mrow data-search-exclude="">{content}</mrow>'
    return f"{opening}<semantics>{drawn}{annotation}</semantics></math>"


@lru_cache(maxsize=1)
def _converter() -> LatexToMathML:
    return LatexToMathML(macros=_PRELUDE, fancy_error=False, allow_unreliable_rendering=True)


def _refuse_absurd(tex: str) -> None:
    if len(tex) > MAX_TEX:
        raise FormulaError(f"longer than {MAX_TEX} characters; is a dollar sign missing?")
    try:
        tex.encode()
    except UnicodeEncodeError:
        raise FormulaError("holds half a character (a lone surrogate)") from None
    if control := re.search(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", tex):
        raise FormulaError(f"holds the control character U+{ord(control.group()):04X}")
    depth = deepest = 0
    for sign in re.findall(r"(?<!\\)[{}]|\\(?:left|begin)\b|\\(?:right|end)\b", tex):
        depth += 1 if sign in ("{", "\\left", "\\begin") else -1
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH:
        raise FormulaError(f"nested deeper than {MAX_DEPTH} levels")


def _prepared(tex: str) -> tuple[str, float]:
    """The TeX that ``math-core`` reads, and the size that a leading ``\\large`` asks for."""
    tex = _SPLIT.sub(r"\\\1{aligned}", _NUMBERING.sub(r"\\\1{\2*}", tex))
    tex = _TAG.sub(lambda m: rf"\qquad\text{{{m[2] if m[1] else f'({m[2]})'}}}", tex)
    sizes = _SIZE.findall(tex)
    return _SIZE.sub("", tex), _SIZES[sizes[0]] if sizes else 1


def _cause(message: str) -> str:
    message = " ".join(_ANSI.sub("", message).split())
    message = re.sub(r"^(?:\d+(?:\.\.\d+)?:\s*|Error:\s*|LaTeX error:\s*)+", "", message)
    message = re.sub(r'"(\\[^" ]*)"', r"\1", message).removesuffix(".")
    return message[:1].lower() + message[1:] if message else "cannot be rendered"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
