"""TeX as people write it → TeX that ``math-core`` knows."""

from __future__ import annotations

import re

_SIZES = {
    "tiny": 0.5,
    "scriptsize": 0.7,
    "footnotesize": 0.8,
    "small": 0.9,
    "normalsize": 1.0,
    "large": 1.2,
    "Large": 1.44,
    "LARGE": 1.728,
    "huge": 2.074,
    "Huge": 2.488,
}
SIZE_OF_COLOUR = {f"#0FACE{i}": size for i, size in enumerate(_SIZES.values())}
"""The converter knows no sizes but colours, which reach as far (to the end of the group): each
size travels as a colour that nobody writes."""

PRELUDE = {
    **{name: rf"\color[HTML]{{0FACE{i}}}" for i, name in enumerate(_SIZES)},
    # other names of what the converter knows
    "and": r"\land",
    "centerdot": r"\cdot",
    "cr": r"\\",
    "dotsb": r"\cdots",
    "dotsc": r"\ldots",
    "dotsi": r"\cdots",
    "dotsm": r"\cdots",
    "dotso": r"\ldots",
    "hdots": r"\ldots",
    "hbox": r"\text{#1}",
    "mathbbm": r"\mathbb{#1}",
    "mathds": r"\mathbb{#1}",
    "mbox": r"\text{#1}",
    "nicefrac": r"\tfrac{#1}{#2}",
    "or": r"\lor",
    "pmb": r"\boldsymbol{#1}",
    "substack": r"\begin{subarray}{c}#1\end{subarray}",
    "textnormal": r"\text{#1}",
    # layout that MathML does by itself or cannot do
    "allowbreak": "",
    "ensuremath": "{#1}",
    "hfill": r"\quad",
    "hfil": r"\quad",
    "nobreak": "",
    "smash": "{#1}",
    "strut": "",
}
"""Commands that the converter does not know, in those that it does."""

# Environments that the converter lacks, or would number: numbers would count on through the page.
_ENVIRONMENTS = {
    "align": "align*",
    "alignat": "align*",
    "alignat*": "align*",
    "alignedat": "aligned",
    "equation": "equation*",
    "eqnarray": "darray",
    "eqnarray*": "darray",
    "flalign": "align*",
    "flalign*": "align*",
    "gather": "gather*",
    "multline": "multline*",
    "smallmatrix": "matrix",
    "split": "aligned",
}
_REWRITTEN = re.compile(
    r"(?P<newline>\\\\)"
    r"|\\(?P<side>begin|end)\s*\{(?P<environment>[a-z]+\*?)\}(?P<columns>(?<=at[}])\s*\{\d+\})?"
    r"|\\(?P<bracket>left|right|middle|[bB]igg?[lrm]?)\s*(?P<angle>[<>])"
)
_TAGGED = re.compile(r"\\tag\b")
_OWN_LINES = re.compile(r"\\begin\s*\{(?:align|equation|gather|multline)\*\}")


def prepared(tex: str, display: bool) -> tuple[str, list[tuple[int, int]]]:
    """The TeX for the converter, and how far each rewriting moved what follows it."""
    shifts: list[tuple[int, int]] = []
    pieces: list[str] = []
    end = length = 0
    for found in _REWRITTEN.finditer(tex):
        if found["newline"]:
            continue
        if found["angle"]:
            new = rf"\{found['bracket']}\{'l' if found['angle'] == '<' else 'r'}angle "
        else:
            name = _ENVIRONMENTS.get(found["environment"])
            if name is None:
                continue
            new = rf"\{found['side']}{{{name}}}"
            if name == "darray" and found["side"] == "begin":
                new += "{rcl}"
        pieces += [tex[end : found.start()], new]
        length += found.start() - end + len(new)
        end = found.end()
        shifts.append((length, length - end))
    source = "".join(pieces) + tex[end:]
    if display and _TAGGED.search(source) and not _OWN_LINES.search(source):
        opening = r"\begin{equation*}"
        source = f"{opening}{source}\n\\end{{equation*}}"  # a line's end ends a comment
        shifts = [(0, len(opening)), *((at + len(opening), by + len(opening)) for at, by in shifts)]
    return source, shifts


def offset_in_tex(offset: int | None, shifts: list[tuple[int, int]], length: int) -> int | None:
    """Where in the TeX as it was written a place of the prepared one is."""
    if offset is None:
        return None
    moved = next((by for at, by in reversed(shifts) if at <= offset), 0)
    return min(max(offset - moved, 0), length)
