"""Prepare TeX for ``math-core``: map commands, environments and row ends to those that it knows."""

from __future__ import annotations

import re

from coursenotes.render.styles import EM

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
"""The converter has no sizes, but colours with the same scope (to the end of the group), so each
size is passed through as a colour that nobody writes."""

PRELUDE = {
    **{name: rf"\color[HTML]{{0FACE{i}}}" for i, name in enumerate(_SIZES)},
    # synonyms
    "and": r"\land",
    "centerdot": r"\cdot",
    "cr": r"\\",
    "dotsb": r"\cdots",
    "dotsc": r"\ldots",
    "dotsi": r"\cdots",
    "dotsm": r"\cdots",
    "dotso": r"\ldots",
    "hdots": r"\ldots",
    "mathbbm": r"\mathbb{#1}",
    "mathds": r"\mathbb{#1}",
    "nicefrac": r"\tfrac{#1}{#2}",
    "or": r"\lor",
    "pmb": r"\boldsymbol{#1}",
    "substack": r"\begin{subarray}{c}#1\end{subarray}",
    # layout that MathML does itself, or cannot do
    "allowbreak": "",
    "ensuremath": "{#1}",
    "hfill": r"\quad",
    "hfil": r"\quad",
    "nobreak": "",
    "smash": "{#1}",
    "strut": "",
}
"""Commands that the converter lacks → the same in commands that it has."""

# Environments that the converter lacks, or would number: its numbers run on through the page.
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
    # MathJax, which GitHub uses, allows no space before the bracket.
    r"(?P<row>\\\\)(?P<star>\*?)(?:\[\s*(?P<length>[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+))"
    r"\s*(?P<unit>em|ex|pt|pc|px|in|cm|mm|mu)\s*\])?"
    r"(?P<last>(?:\s|%[^\n]*\n)*(?=\\end\s*\{))?"
    r"|\\hline(?P<again>(?:\s*\\hline(?![A-Za-z]))+)"
    r"|\\(?P<side>begin|end)\s*\{(?P<environment>[a-z]+\*?)\}"
    r"|\\(?P<optional>smash|cfrac)\s*\[\s*[tblrc]?\s*\]"
    r"|\\(?P<bracket>left|right|middle|[bB]igg?[lrm]?)\s*(?P<angle>[<>])"
)
_BETWEEN_ROWS = 0.215  # em, half of what browsers put between two rows of a table
_MOST_BETWEEN_ROWS = 20.0
SPACE_BELOW = re.compile("\ue000\ue001([\\d.]+em)")
"""Text that passes through the converter at the end of a row and asks for space below it."""

# The vertical position of an environment in its line, which MathML cannot express.
_PLACE = re.compile(r"\s*\[\s*[tbc]\s*\]")
_PLACED = frozenset({"aligned", "alignedat", "array", "gathered"})
_COUNT = re.compile(r"\s*\{\s*\d+\s*\}")
_COUNTED = frozenset({"alignat", "alignat*", "alignedat"})
_COLUMNS = re.compile(r"\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_REPEATED = re.compile(r"\*\s*\{\s*(\d{1,2})\s*\}\s*(?:\{([^{}]*)\}|([clr]))")
_BETWEEN_COLUMNS = re.compile(r"[@!]\s*\{\s*(?:\\(?:[,:;! ]|q?quad)\s*)*\}")
_TAGGED = re.compile(r"\\tag\b")
_OWN_LINES = re.compile(r"\\begin\s*\{(?:align|equation|gather|multline)\*\}")


def prepared(tex: str, display: bool) -> tuple[str, list[tuple[int, int]]]:
    """Return TeX for the converter; for each rewriting, its end and how far it shifts the rest."""
    shifts: list[tuple[int, int]] = []
    pieces: list[str] = []
    end = length = 0
    for found in _REWRITTEN.finditer(tex):
        after = found.end()
        if found["last"] is not None:
            new = "\n"  # no row follows
        elif found["again"]:
            new = r"\hline "
        elif found["row"]:
            new = _row_end(found)
        elif found["optional"]:
            new = rf"\{found['optional']} "
        elif found["angle"]:
            new = rf"\{found['bracket']}\{'l' if found['angle'] == '<' else 'r'}angle "
        else:
            new, after = _environment(tex, found)
        if new == tex[found.start() : after]:
            continue
        pieces += [tex[end : found.start()], new]
        length += found.start() - end + len(new)
        end = after
        shifts.append((length, length - end))
    source = "".join(pieces) + tex[end:]
    if display and _TAGGED.search(source) and not _OWN_LINES.search(source):
        opening = r"\begin{equation*}"
        source = f"{opening}{source}\n\\end{{equation*}}"  # a line's end ends a comment
        shifts = [(0, len(opening)), *((at + len(opening), by + len(opening)) for at, by in shifts)]
    return source, shifts


def _row_end(found: re.Match[str]) -> str:
    """The end of a row without its star, preceded by a text that asks for the space below it."""
    if not found["length"]:
        return found["row"]
    length = float(found["length"].replace(",", ".")) * EM[found["unit"]]
    space = min(max(_BETWEEN_ROWS + length, 0.0), _MOST_BETWEEN_ROWS)
    return f"\\text{{\ue000\ue001{round(space, 3):g}em}}\\\\"


def _environment(tex: str, found: re.Match[str]) -> tuple[str, int]:
    """``\\begin`` or ``\\end`` of an environment that the converter has, and its end's offset."""
    name = found["environment"]
    known = _ENVIRONMENTS.get(name, name)
    new, after = rf"\{found['side']}{{{known}}}", found.end()
    if found["side"] == "end":
        return new, after
    if name in _PLACED and (place := _PLACE.match(tex, after)):
        after = place.end()
    if name in _COUNTED and (count := _COUNT.match(tex, after)):
        after = count.end()
    if name == "array" and (columns := _COLUMNS.match(tex, after)):
        after = columns.end()
        plain = _BETWEEN_COLUMNS.sub("", _REPEATED.sub(_repeated, columns[1]))
        new += f"{{{plain}}}"
    return new + ("{rcl}" if known == "darray" else ""), after


def _repeated(found: re.Match[str]) -> str:
    return (found[2] or found[3] or "") * int(found[1])


def offset_in_tex(offset: int | None, shifts: list[tuple[int, int]], length: int) -> int | None:
    """Map an ``offset`` in the prepared TeX to the author's, which has ``length`` characters."""
    if offset is None:
        return None
    moved = next((by for at, by in reversed(shifts) if at <= offset), 0)
    return min(max(offset - moved, 0), length)
