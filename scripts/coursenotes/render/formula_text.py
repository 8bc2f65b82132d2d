"""Convert MathML to one line of plain text, for screen readers and where no formula can be shown.

It keeps the formula's own signs, so no word needs translating: ``N(μ, σ²)``, ``(a + b)/2``,
``x₁``, ``x_(i+1)``, ``∑_(i=1)ⁿ``, ``√(x + 1)``. Where Unicode has no sign, it follows Unicode
Technical Note 28, "UnicodeMath".
"""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as etree
from collections.abc import Callable, Mapping, Sequence

_SUPERSCRIPTS = str.maketrans("0123456789+-−=()nT⊤", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿᵀᵀ")
_SUBSCRIPTS = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_RAISED = re.compile(r"[-+−]?\d+|\d*[-+−]|n|T|⊤")
_LOWERED = re.compile(r"[-+−]?\d+|[-+−]")
_AS_IT_IS = frozenset("′″‴⁗°*†‡")
"""Signs that follow their base without being raised."""

# Accents over one letter → combining characters.
_ACCENTS = {
    "^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "¯": "\u0304", "‾": "\u0304",
    "_": "\u0304", "˙": "\u0307", "¨": "\u0308", "˚": "\u030a", "ˇ": "\u030c", "˘": "\u0306",
    "´": "\u0301", "`": "\u0300", "→": "\u20d7", "←": "\u20d6", "⃛": "\u20db", "⃜": "\u20dc",
    "\u0332": "\u0304",
}  # fmt: skip
_BRACES = frozenset("⏞⏟⏜⏝⎴⎵︷︸")
_ROOTS = {"2": "√", "3": "∛", "4": "∜"}
_OPENING = frozenset("([{⟨⌈⌊⟦")
_CLOSING = frozenset(")]}⟩⌉⌋⟧")
_TIGHT = frozenset("/!|‖′″‴°.∘…⋯%∂∇∑∏∫∬∭∮⋃⋂√¬∀∃∅∞#&@$") | _OPENING | _CLOSING
"""Operators that need no space around them."""
_LARGE = "√∛∜∑∏∫∬∭∮⋃⋂"

# Letters of the mathematical alphabets, which few fonts have and few voices read. ℕ, ℝ and
# the like stay: they name sets of numbers.
_MATH_LETTERS = re.compile("[\U0001d400-\U0001d7ffℬℰℱℋℐℒℳℛℊℯℴℭℌℑℜℨ]")
_INVISIBLE = re.compile("[\u2061-\u2064\ufe00-\ufe0f]")
_TERM = re.compile(
    r"√?[^\W_]+[\u0300-\u036f\u20d0-\u20f0]*[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿᵀ₀₁₂₃₄₅₆₇₈₉₊₋′″*]*(?:_\w+)?(?:\([^()]*\))?"
    r"|\d+[.,]\d+|\([^()]*\)|\S"
)
_BASE = re.compile(
    r"[^\W_⁰¹²³⁴⁵⁶⁷⁸⁹₀-₉ⁿᵀ]*[\u0300-\u036f\u20d0-\u20f0]?(?:\([^()]*\)[\u0300-\u036f]?)?"
)
_OPEN_END = re.compile(r"[_^](?:[^\W_]+|\([^()]*\))\Z")
"""The end of an index or exponent, which a letter right after it would seem to continue."""
_ALIGN = re.compile(r"(?:.*text-align: (\w+))?.*")
_INFIX = re.compile(r" ([^\w\s]+) ")


def text_of_math(math: etree.Element) -> str:
    """Return a ``<math>`` element as one line of text, without its annotation."""
    return " ".join(_text(math).split())


def _text(element: etree.Element) -> str:
    write = _KINDS.get(element.tag)
    return write(element) if write else _row(element)


def _row(element: etree.Element) -> str:
    """The text of an element's children, side by side."""
    children = [child for child in element if child.tag not in ("annotation", "mprescripts")]
    if (chosen := _binomial(children)) is not None:
        return chosen
    texts = [
        _table(child, fenced=children[place - 1].tag == "mo")
        if place and child.tag == "mtable"
        else _text(child)
        for place, child in enumerate(children)
    ]
    last = max((place for place, text in enumerate(texts) if text.strip()), default=-1)
    out, before = "", None
    for place, (child, text) in enumerate(zip(children, texts, strict=True)):
        if not text:
            continue
        if child.tag == "mo":
            out = _with_operator(out, text, child.get("form", ""), follows=place < last)
        else:
            out += " " * (bool(out) and _apart(out, before, text, child)) + text
        before = child
    return out


def _apart(out: str, before: etree.Element | None, text: str, child: etree.Element) -> bool:
    """True if ``text`` right after ``out`` would be misread without a space (``sin x``)."""
    if before is not None and before.tag in ("mfrac", "munder", "munderover"):
        return True
    starts = text[0].isalnum() or text[0] in _LARGE
    ends = out[-1].isalnum() or out[-1] in _CLOSING
    if child.tag == "mfrac" or text[0] in _LARGE or _is_word(child, 0):
        return ends
    return starts and (_OPEN_END.search(out) is not None or _is_word(before, -1))


def _is_word(element: etree.Element | None, side: int) -> bool:
    """True if an element begins (``side`` 0) or ends (-1) with a name of several letters."""
    while element is not None and element.tag != "mi":
        inside = [child for child in element if child.tag != "mspace"]
        if element.tag in ("mfrac", "msqrt", "mroot", "mtext") or not inside:
            return False
        scripts = element.tag.startswith(("msu", "mund", "mov"))
        element = inside[0 if scripts else side]
    name = _sign(element) if element is not None else ""
    return len(name) > 1 and not name.isupper()


def _binomial(children: Sequence[etree.Element]) -> str | None:
    """A binomial coefficient (a fraction without a line, in brackets) as ``C(n, k)``, or None."""
    if [child.tag for child in children] != ["mo", "mfrac", "mo"]:
        return None
    opening, fraction, closing = children
    if not _has_no_line(fraction) or (_sign(opening), _sign(closing)) != ("(", ")"):
        return None
    return f"C({_text(fraction[0]).strip()}, {_text(fraction[1]).strip()})"


def _with_operator(before: str, sign: str, form: str, follows: bool) -> str:
    """``before`` with an operator appended, spaced as it is printed."""
    if sign in ",;":
        return f"{before.rstrip()}{sign} "
    if (sign in ("∣", "∥", "|") and form == "infix") or sign == "∣":
        return f"{before.rstrip()} {'|' if sign == '∣' else sign} "
    if all(letter in _TIGHT for letter in sign):
        large = sign in _LARGE and (before[-1:].isalnum() or before[-1:] in tuple(_CLOSING))
        return f"{before.rstrip() if sign in _CLOSING else before}{' ' * large}{sign}"
    if sign[0].isalpha():
        return f"{before} {sign}" if before[-1:].isalnum() else before + sign
    last = before.rstrip()[-1:]
    begins = not last or last in _OPENING or last in "=<>≤≥+−-×·,;∈→^_"
    if form in ("prefix", "postfix") or (begins and sign in "+−-±∓") or (not follows and last):
        return before + sign
    return f"{before}{sign} " if last in tuple(_OPENING) else f"{before.rstrip()} {sign} "


def _sign(element: etree.Element) -> str:
    """The text of a leaf, with letters that keyboards have."""
    text = "".join(element.itertext())
    if text.isascii():
        return text
    text = _INVISIBLE.sub("", text)
    text = _MATH_LETTERS.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    return text.replace("\xa0", " ").replace("∗", "*").replace("∖", "\\")


def _letter(element: etree.Element) -> str:
    text = _sign(element)
    return ": " if text == ":" else text  # \colon


def _space(element: etree.Element) -> str:
    width = element.get("width", "")
    return " " if width and not width.startswith(("-", "0e")) and width != "0" else ""


def _grouped(text: str) -> str:
    """``text``, in brackets unless it is a single term."""
    text = text.strip()
    return text if _TERM.fullmatch(text) or not text else f"({text})"


def _has_no_line(fraction: etree.Element) -> bool:
    return re.fullmatch(r"0[a-z%]*", fraction.get("linethickness", "")) is not None


def _fraction(element: etree.Element) -> str:
    above, below = (_grouped(_text(child)) for child in element)
    return f"{above} ¦ {below}" if _has_no_line(element) else f"{above}/{below}"


def _square_root(element: etree.Element) -> str:
    return f"√{_grouped(_row(element))}"


def _root(element: etree.Element) -> str:
    degree = _INFIX.sub(r"\1", _text(element[1]).strip())
    raised = degree.translate(_SUPERSCRIPTS) if _RAISED.fullmatch(degree) else _grouped(degree)
    return f"{_ROOTS.get(degree, f'{raised}√')}{_grouped(_text(element[0]))}"


def _above(text: str) -> str:
    """``text`` as an exponent."""
    text = _INFIX.sub(r"\1", text.strip())
    if not text or all(letter in _AS_IT_IS for letter in text):
        return text
    if text in ("∘", "○"):
        return "°"
    return text.translate(_SUPERSCRIPTS) if _RAISED.fullmatch(text) else f"^{_grouped(text)}"


def _below(text: str) -> str:
    """``text`` as an index."""
    text = _INFIX.sub(r"\1", text.strip())
    if not text:
        return ""
    return text.translate(_SUBSCRIPTS) if _LOWERED.fullmatch(text) else f"_{_grouped(text)}"


def _base(element: etree.Element) -> str:
    """The base of a script, in brackets if the script would seem to belong to its end only."""
    text = _text(element)
    bare = len(text.strip()) < 2 or element.tag in ("mi", "mn") or _BASE.fullmatch(text.strip())
    return text if bare else f"({text.strip()})"


def _sub(element: etree.Element) -> str:
    return _base(element[0]) + _below(_text(element[1]))


def _sup(element: etree.Element) -> str:
    return _base(element[0]) + _above(_text(element[1]))


def _sub_sup(element: etree.Element) -> str:
    return _base(element[0]) + _below(_text(element[1])) + _above(_text(element[2]))


def _over(element: etree.Element) -> str:
    sign = _sign(element[1]) if element[1].tag == "mo" else ""
    if sign in _BRACES and sign:
        return _text(element[0])
    mark = _ACCENTS.get(sign) or (sign if len(sign) == 1 and unicodedata.combining(sign) else "")
    if mark and element.get("accent") == "true":
        text = _text(element[0]).strip()
        base = text if len(text) < 2 else f"({text})"
        return unicodedata.normalize("NFC", base + mark)
    return _sup(element)


def _under(element: etree.Element) -> str:
    sign = _sign(element[1]) if element[1].tag == "mo" else ""
    if sign in _BRACES and sign:
        return _text(element[0])
    if sign in ("_", "\u0332", "‾", "¯"):
        return f"{_grouped(_text(element[0]))}\u0332"
    return _sub(element)


def _scripts_around(element: etree.Element) -> str:
    """A base with scripts on both sides, each a pair of index and exponent."""
    sides: tuple[list[str], list[str]] = ([], [])
    side = 0
    for child in element[1:]:
        if child.tag == "mprescripts":
            side = 1
        else:
            sides[side].append(_text(child))
    after, before = (
        "".join(_below(low) + _above(high) for low, high in zip(s[::2], s[1::2], strict=False))
        for s in sides
    )
    return before + _base(element[0]) + after


def _table(element: etree.Element, fenced: bool = False) -> str:
    """The rows, separated by semicolons; their cells by commas if ``fenced``, else joined."""
    rows = [
        ", ".join(_text(cell).strip() for cell in row) if fenced else _line(row) for row in element
    ]
    return "; ".join(filter(None, (row.strip() for row in rows)))


def _line(row: etree.Element) -> str:
    """A row of an aligned equation, whose cells are split before the relation sign."""
    flat = etree.Element("mrow")
    align = ""
    for cell in row:
        before, align = align, _ALIGN.sub(r"\1", cell.get("style", ""))
        if (before, align) != ("right", "left"):
            etree.SubElement(flat, "mspace", width="1em")
        flat.extend(list(cell))
    return _row(flat)


_KINDS: Mapping[str, Callable[[etree.Element], str]] = {
    "mi": _letter,
    "mn": _sign,
    "mo": _sign,
    "ms": _sign,
    "mtext": _sign,
    "mspace": _space,
    **dict.fromkeys(("mphantom", "annotation"), lambda _: ""),
    "mfrac": _fraction,
    "msqrt": _square_root,
    "mroot": _root,
    "msub": _sub,
    "msup": _sup,
    "msubsup": _sub_sup,
    "mover": _over,
    "munder": _under,
    "munderover": _sub_sup,
    "mmultiscripts": _scripts_around,
    "mtable": _table,
}
