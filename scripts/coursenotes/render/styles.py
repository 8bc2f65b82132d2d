"""Pass styles that the converter has no command for through it, as colours that nobody writes."""

from __future__ import annotations

import re

from coursenotes.errors import FormulaError
from coursenotes.render.tex import LENGTH

_MOST = 256
_NAMED = re.compile(r"[A-Za-z]{3,24}\Z")
_DARK = frozenset("black blue brown darkgray gray green maroon navy purple red teal violet".split())
_HEX = re.compile(r"#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})\Z")
EM = {
    "em": 1.0,
    "ex": 0.43,
    "pt": 1 / 10,
    "pc": 1.2,
    "px": 1 / 16,
    "in": 7.2,
    "cm": 7.2 / 2.54,
    "mm": 7.2 / 25.4,
    "mu": 1 / 18,
}
"""Units of length in em, with MathJax's values."""
_SENTINEL = re.compile(r"color:#0FAD([0-9A-F]{2});?")

_LABEL = re.compile(r"(\(?)label(\d{1,3})label(\)?)")


class Styles:
    """The elements of one formula that get another tag, other attributes or a style."""

    def __init__(self) -> None:
        self._made: list[tuple[str, dict[str, str]]] = []
        self._labels: list[str] = []

    def tex(self, tag: str, attributes: dict[str, str], contents: str) -> str:
        """Return TeX that becomes an element ``tag`` with ``attributes`` around ``contents``.

        Raises :class:`FormulaError` for too many of them.
        """
        if len(self._made) == _MOST:
            raise FormulaError(f"more than {_MOST} boxes and rules")
        self._made.append((tag, attributes))
        return rf"{{\color[HTML]{{0FAD{len(self._made) - 1:02X}}}{{{contents}}}}}"

    def tag(self, label: str) -> str:
        r"""Return a placeholder for ``label`` in ``\tag``, which allows few characters."""
        self._labels.append(label)
        return f"label{len(self._labels) - 1}label"

    def label(self, text: str) -> str:
        """Return the label for a placeholder; any other ``text`` unchanged."""
        found = _LABEL.fullmatch(text)
        known = found is not None and int(found[2]) < len(self._labels)
        return f"{found[1]}{self._labels[int(found[2])]}{found[3]}" if found and known else text

    def of(self, style: str) -> tuple[str, dict[str, str]] | None:
        """Return the tag and attributes for an element with this style; None for a real style."""
        found = _SENTINEL.fullmatch(style) if self._made else None
        if not found or int(found[1], 16) >= len(self._made):
            return None
        return self._made[int(found[1], 16)]


def em(length: str, most: float = 40.0) -> str:
    """Return a length in em, at most ``most``. Raises :class:`FormulaError` if it is no length."""
    found = LENGTH.fullmatch(length)
    if not found:
        raise FormulaError(f"expected length with units, found {length.strip()[:40]!r}")
    value = float(found[1].replace(",", ".")) * EM[found[2]]
    return f"{round(min(max(value, -most), most), 4):g}em"


def css_colour(value: str) -> str:
    """Return what :func:`colour` returned as a CSS colour."""
    return f"#{value}" if re.fullmatch(r"[0-9A-F]{6}", value) else value


def ground(value: str) -> str:
    """Return the CSS for a background that :func:`colour` returned, with text readable on it."""
    dark = value.lower() in _DARK
    if re.fullmatch(r"[0-9A-F]{6}", value):
        red, green, blue = (int(value[place : place + 2], 16) for place in (0, 2, 4))
        dark = 0.3 * red + 0.59 * green + 0.11 * blue < 128
    return f"background: {css_colour(value)}; color: {'#fff' if dark else '#000'}"


def colour(value: str, model: str = "") -> str:
    """Return a colour as six hexadecimal digits, or its name. Raises :class:`FormulaError`."""
    value = value.strip()
    parts = [part.strip() for part in value.split(",")]
    try:
        if model in ("rgb", "gray"):
            numbers = [round(float(part) * 255) for part in parts] * (3 if model == "gray" else 1)
        elif model == "RGB":
            numbers = [int(part) for part in parts]
        elif found := _HEX.match(value):
            digits = found[1] if len(found[1]) == 6 else "".join(c * 2 for c in found[1])
            if value.startswith("#") or model == "HTML":
                return digits.upper()
            numbers = []
        else:
            numbers = []
    except ValueError:
        numbers = []
    if len(numbers) == 3 and all(0 <= number <= 255 for number in numbers):
        return "".join(f"{number:02X}" for number in numbers)
    if not model and _NAMED.match(value):
        return value
    raise FormulaError(f"unknown color {value[:40]!r}")
