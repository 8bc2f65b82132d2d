r"""Define MathJax commands as macros: synonyms, fonts, and commands that a static page ignores."""

from __future__ import annotations

from coursenotes.render.definitions import Macro, Macros

_SAME = {
    r"\arrowvert": r"\vert",
    r"\Arrowvert": r"\Vert",
    r"\bracevert": r"\vert",
    r"\intop": r"\int",
    r"\LaTeX": r"\text{LaTeX}",
    r"\nshortmid": r"\nmid",
    r"\nshortparallel": r"\nparallel",
    r"\ointop": r"\oint",
    r"\shortmid": r"\mid",
    r"\shortparallel": r"\parallel",
    r"\smallfrown": r"\frown",
    r"\smallint": r"{\small\int}",
    r"\smallsetminus": r"\setminus",
    r"\smallsmile": r"\smile",
    r"\TeX": r"\text{TeX}",
    r"\thickapprox": r"\approx",
    r"\thicksim": r"\sim",
    r"\Tiny": r"\tiny",
    r"\tripledash": r"\text{---}",
    r"\varinjlim": r"\mathop{\underrightarrow{\lim}}",
    r"\varliminf": r"\mathop{\underline{\lim}}",
    r"\varlimsup": r"\mathop{\overline{\lim}}",
    r"\varprojlim": r"\mathop{\underleftarrow{\lim}}",
    r"\varpropto": r"\propto",
}
_FONTS = {
    "mathbfcal": r"\boldsymbol{\mathcal{#1}}",
    "mathbffrak": r"\boldsymbol{\mathfrak{#1}}",
    "mathbfit": r"\boldsymbol{#1}",
    "mathbfscr": r"\boldsymbol{\mathscr{#1}}",
    "mathbfsf": r"\mathsf{#1}",
    "mathbfsfit": r"\mathsf{#1}",
    "mathbfsfup": r"\mathsf{#1}",
    "mathbfup": r"\mathbf{#1}",
    "mathnormal": "{#1}",
    "mathsfit": r"\mathsf{#1}",
    "mathsfup": r"\mathsf{#1}",
    "mathup": r"\mathrm{#1}",
    "mit": "{#1}",
    "oldstyle": "{#1}",
    "symbb": r"\mathbb{#1}",
    "symbf": r"\mathbf{#1}",
    "symcal": r"\mathcal{#1}",
    "symfrak": r"\mathfrak{#1}",
    "symit": r"\mathit{#1}",
    "symnormal": "{#1}",
    "symrm": r"\mathrm{#1}",
    "symscr": r"\mathscr{#1}",
    "symsf": r"\mathsf{#1}",
    "symtt": r"\mathtt{#1}",
    "symup": r"\mathrm{#1}",
}
_LEFT_OUT = {  # name → number of arguments to drop
    "badbreak": 0,
    "breakAlign": 1,
    "goodbreak": 0,
    "hfilll": 0,
    "hsize": 0,
    "label": 1,
    "leftroot": 1,
    "minCDarrowheight": 1,
    "minCDarrowwidth": 1,
    "nonscript": 0,
    "require": 1,
    "uproot": 1,
}

BUILT_IN: Macros = {
    **{name: Macro(body) for name, body in _SAME.items()},
    **{rf"\{name}": Macro(body, 1) for name, body in _FONTS.items()},
    **{
        rf"\{name.replace('math', 'sym')}": Macro(body, 1)
        for name, body in _FONTS.items()
        if name.startswith("mathb") or name.startswith("maths")
    },
    **{rf"\{name}": Macro("", count) for name, count in _LEFT_OUT.items()},
    # These need a script or a style sheet, so a static page shows their contents only.
    **{rf"\{name}": Macro("{#2}", 2) for name in ("class", "cssId", "data", "href", "style")},
    r"\mathtip": Macro("{#1}", 2),
    r"\texttip": Macro("{#1}", 2),
    r"\ref": Macro(r"\text{???}", 1),
    r"\cancelto": Macro(r"{\cancel{#2}}^{#1}", 2),
    r"\ketbra": Macro(r"|#1\rangle\langle #2|", 2),
    r"\Ketbra": Macro(r"\left|#1\right\rangle\left\langle #2\right|", 2),
    r"\overunderset": Macro(r"\overset{#1}{\underset{#2}{#3}}", 3),
    r"\skew": Macro("#2{#3}", 3),
    r"\stackbin": Macro(r"\overset{#1}{#2}", 2),
    r"\vbox": Macro(r"\text{#1}", 1),
    r"\vcenter": Macro("{#1}", 1),
    r"\vtop": Macro(r"\text{#1}", 1),
}
