r"""Translate ``\ce{…}`` (mhchem) to TeX: formulas and reactions.

``2H2 + O2 -> 2H2O``, ``SO4^2-``, ``^{227}_{90}Th+``, ``A ->[\text{heat}] B``, ``CuSO4*5H2O``,
``NaCl(aq)``, ``C#C``. It knows numbers, bonds, hydrates and states, but no structural drawings.
"""

from __future__ import annotations

import re

_ARROWS = {
    "<=>>": r"\xrightleftharpoons",
    "<<=>": r"\xrightleftharpoons",
    "<=>": r"\xrightleftharpoons",
    "<-->": r"\xrightleftharpoons",
    "<->": r"\xleftrightarrow",
    "->": r"\xrightarrow",
    "<-": r"\xleftarrow",
}
_ARROW = re.compile("|".join(map(re.escape, _ARROWS)) + "|⟶|→|⇌")
_PIECE = re.compile(
    r"(?P<math>\$[^$]*\$)"
    r"|(?P<space>\s+)"
    r"|(?P<script>[\^_])(?:\{(?P<braced>[^{}]*)\}|(?P<bare>[0-9]*[+-]|[0-9]+|[A-Za-z.*]))"
    r"|(?P<state>\((?:s|l|g|aq|cr|am|sln)\))"
    r"|(?P<element>[A-Z][a-z]?)"
    r"|(?P<number>\d+(?:[.,]\d+)?(?:/\d+)?)"
    r"|(?P<command>\\[A-Za-z]+)"
    r"|(?P<group>\{[^{}]*\})"
    r"|(?P<letter>[a-z]+)"
    r"|(?P<sign>.)",
    re.DOTALL,
)
_NEIGHBOURS = re.compile(r"(?<=[A-Za-z])\}\\mathrm\{(?=[A-Z])")
_LEFT = re.compile(r"[A-Za-z0-9)\]}]")
_BONDS = {"=": "{=}", "#": "{ \\equiv }", "-": "{-}", "~": "{ \\sim }"}


def chemistry(text: str) -> str:
    """Return TeX for a formula or a reaction. Never raises."""
    out: list[str] = []
    place = 0
    while found := _ARROW.search(text, place):
        out.append(_formulas(text[place : found.start()]))
        labels, place = _labels(text, found.end())
        arrow = {"⟶": "->", "→": "->", "⇌": "<=>"}.get(found.group(), found.group())
        above, below = ([*labels, "", ""])[:2]
        out.append(f"{_ARROWS[arrow]}{f'[{below}]' if below else ''}{{{above or chr(92) + ';'}}}")
    out.append(_formulas(text[place:]))
    return _NEIGHBOURS.sub("", "".join(out))


def _labels(text: str, place: int) -> tuple[list[str], int]:
    """The labels in brackets after an arrow, at most two, and the offset behind them."""
    labels: list[str] = []
    while text.startswith("[", place) and (end := text.find("]", place)) > 0 and len(labels) < 2:
        label = text[place + 1 : end]
        labels.append(label.strip("$") if "\\" in label or "$" in label else _formulas(label))
        place = end + 1
    return labels, place


def _formulas(text: str) -> str:
    """TeX for formulas with signs between them."""
    out: list[str] = []
    before = ""  # the previous piece; empty after a space
    text = text.strip()
    for found in _PIECE.finditer(text):
        kind, piece = found.lastgroup or "", found.group()
        if found["script"]:
            kind, piece = "script", found["braced"] or found["bare"] or ""
        following = text[found.end() : found.end() + 1]
        out.append(_piece(kind, piece, found["script"] or "", before, following))
        before = "" if kind == "space" else found.group()
    return "".join(out)


def _piece(kind: str, piece: str, script: str, before: str, following: str) -> str:
    bound = bool(before and _LEFT.match(before[-1]))
    match kind:
        case "math":
            return f"{{{piece[1:-1]}}}"
        case "space":
            return " "
        case "script":
            base = "" if bound or before in ("+", "-") else "{}"
            upright = re.sub(r"[A-Za-z]+", lambda m: rf"\mathrm{{{m.group()}}}", piece)
            return f"{base}{script}{{{piece if chr(92) in piece else upright}}}"
        case "number" if bound:
            return f"_{{{piece}}}"
        case "number":
            top, _, bottom = piece.partition("/")
            return (rf"\tfrac{{{top}}}{{{bottom}}}" if bottom else piece) + r"\,"
        case "element":
            return rf"\mathrm{{{piece}}}"
        case "letter":
            if not before and not following.strip():
                return {"v": r"\downarrow ", "e": r"\mathrm{e}"}.get(piece, piece)
            return piece if len(piece) == 1 else rf"\mathrm{{{piece}}}"
        case "state":
            return rf"\mathrm{{{piece}}}"
        case "sign" if piece in "+-" and bound and (not following or following in " )]}+-^_"):
            return f"^{{{piece}}}"
        case "sign" if piece in _BONDS and bound:
            return _BONDS[piece]
        case "sign" if piece in "*." and bound:
            return r"\cdot "
        case "sign" if piece == "^":
            return r"\uparrow "
        case "sign" if piece in "#$&%~":
            return rf"\{piece}" if piece != "~" else r"\sim "
        case _:
            return piece


def quantity(text: str) -> str:
    r"""Return TeX for the contents of ``\pu{…}``, a number with its unit: ``1.2e3 J mol^-1``."""
    found = re.match(r"\s*([-+]?[\d.,]+)(?:e([-+]?\d+))?\s*", text)
    number = found[1] if found else ""
    if found and found[2]:
        number += rf"\times 10^{{{found[2]}}}"
    unit = text[found.end() :] if found else text
    unit = re.sub(r"\^(-?\d+)", r"^{\1}", unit.strip())
    unit = re.sub(r"[A-Za-zµ°]+", r"\\mathrm{\g<0>}", unit.replace("%", r"\%"))
    return number + (r"\," if number and unit else "") + re.sub(r"\s+", r"\\,", unit)
