"""Reduce the output of ``math-core`` to MathML Core, and add its text and its TeX source."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from coursenotes.errors import FormulaError, one_line
from coursenotes.render.formula_text import text_of_math
from coursenotes.render.macros import SIZE_OF_COLOUR, SPACE_BELOW
from coursenotes.render.styles import Styles

MAX_DEPTH = 150
"""Nesting limit: browsers give up at 512 elements, those of the page around it included."""

_ELEMENTS = frozenset(
    "math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms "
    "mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover".split()
)
_ATTRIBUTES = frozenset(
    "accent accentunder columnspan depth display displaystyle form height largeop linethickness "
    "lspace mathsize mathvariant maxsize minsize movablelimits rowspan rspace scriptlevel "
    "separator stretchy symmetric voffset width".split()
)
_HIGH = frozenset("ˆ˜˙¨ˇ˘˚¯´`")
"""Accents that are drawn at the height of a letter's top: WebKit would set them higher."""
# No parentheses, so no url() and no expression().
_STYLE = re.compile(r"(?:[a-z-]+:\s*[-#%.\w ]+(?:;\s*|$))+", re.ASCII)
_STYLE_OF_TEXT = {
    "a": "",  # \eqref: formulas have no numbers to link to
    "b": "font-weight: bold",
    "code": "font-family: monospace",
    "em": "font-style: italic",
    "i": "font-style: italic",
    "s": "text-decoration: line-through",
    "span": "",
    "u": "text-decoration: underline",
}
# <menclose> is not in MathML Core; backgrounds work in every browser.
_STRIKE = "linear-gradient(to {} right, #0000 48%, currentcolor 48%, currentcolor 52%, #0000 52%)"
_UP, _DOWN = _STRIKE.format("bottom"), _STRIKE.format("top")
_STYLE_OF_NOTATION = {
    "box": "border: 0.06em solid; padding: 0.2em",
    "updiagonalstrike": f"background: {_UP}",
    "downdiagonalstrike": f"background: {_DOWN}",
    "updiagonalstrike downdiagonalstrike": f"background: {_UP}, {_DOWN}",
}
_NOT_YET_XML = {
    "&ApplyFunction;": "\u2061",
    "&InvisibleTimes;": "\u2062",
    "><</mi>": ">&lt;</mi>",  # \operatorname<
}


def cleaned(converted: str, tex: str, styles: Styles) -> str:
    """Return the ``<math>`` that was ``converted`` from ``tex``, as XML annotated with ``tex``.

    ``styles`` tells what its marker colours mean. Raises :class:`FormulaError` for anything that
    MathML Core cannot express.
    """
    try:
        for wrong, right in _NOT_YET_XML.items():
            converted = converted.replace(wrong, right)
        math = etree.fromstring(converted)
    except etree.ParseError as error:
        raise FormulaError(f"the converter made no XML of it: {error}") from None
    if SPACE_BELOW.search(converted):
        _space_rows(math)
    _purify(math, styles)
    # Without a label browsers leave a formula out of the name of its heading or link. With one,
    # screen readers can still walk through the formula's parts.
    if text := text_of_math(math):
        math.set("aria-label", text)
    return _annotated(math, tex)


def _space_rows(math: etree.Element) -> None:
    """Replace the texts that ask for space below a row with that space."""
    for table in math.iter("mtable"):
        rows = table.findall("mtr")
        for place, row in enumerate(rows, 1):
            asked = [(cell, text) for cell in row for text in cell.findall("mtext") if _space(text)]
            for cell, text in asked:
                cell.remove(text)
                for each in row if place < len(rows) else ():
                    style = each.get("style", "").rstrip("; ")
                    each.set(
                        "style", f"{style + '; ' if style else ''}padding-bottom: {_space(text)}"
                    )
    for text in list(math.iter("mtext")):  # outside a table, such as in a formula of one line
        if _space(text):
            text.tag, text.text = "mrow", None


def _space(text: etree.Element) -> str:
    found = SPACE_BELOW.fullmatch(text.text or "") if not len(text) else None
    return found[1] if found else ""


def _purify(math: etree.Element, styles: Styles) -> None:
    """Turn the converter's output into MathML Core in place; raise if that is impossible."""
    waiting = [(math, 1, 1.0)]
    high: list[etree.Element] = []
    while waiting:
        element, depth, size = waiting.pop()
        if depth > MAX_DEPTH:
            raise FormulaError(f"nested deeper than {MAX_DEPTH} levels")
        style = element.get("style", "")
        if (wanted := SIZE_OF_COLOUR.get(style[6:13])) is not None:
            element.tag, style = "mstyle", ""
            element.set("mathsize", f"{wanted / size:.4g}em")
            size = wanted
        elif meant := styles.of(style):
            element.tag, attributes = meant
            element.attrib.clear()
            element.attrib.update(attributes)
            style = element.get("style", "")
        if element.tag == "menclose":
            style = _without_menclose(element)
        elif style and not _STYLE.fullmatch(style):
            raise FormulaError(f"asks for a style that is not allowed: {one_line(style)}")
        elif element.tag == "mtext" and len(element):
            _split_text(element)
            style = element.get("style", "")
        elif element.tag == "mtext":
            element.text = styles.label(element.text or "")
        elif element.tag == "mo" and element.text == "\u20d7":
            element.text = "\u2192"  # \vec: few fonts place the combining arrow well
        if element.tag not in _ELEMENTS:
            raise FormulaError(f"needs <{element.tag}>, which is not in MathML Core")
        for name in set(element.attrib) - _ATTRIBUTES:
            del element.attrib[name]
        if style:
            element.set("style", style)
        if element.get("accent") == "true":
            high += [sign for sign in element[1:] if _is_high(sign)]
        for name, value in element.items():
            if "rem" in value:  # \hspace: relative to the formula, not to the page
                element.set(name, re.sub(r"(?<=\d)rem\b", "em", value))
        waiting += [(child, depth + 1, size) for child in element]
    for accent in high:  # last: attributes were filtered above
        accent.set("class", "high")


def _is_high(accent: etree.Element) -> bool:
    return accent.text in _HIGH and accent.get("stretchy") != "true"


def _without_menclose(element: etree.Element) -> str:
    """Turn a ``<menclose>`` into a row, and return the style that draws its notation."""
    style = _STYLE_OF_NOTATION.get(element.get("notation", ""))
    if style is None:
        raise FormulaError(f"the notation {element.get('notation')} is not supported")
    element.tag = "mrow"
    for child in element.findall("mrow[@class]"):  # they rely on math-core's own style sheet
        element.remove(child)
    return style


def _split_text(mtext: etree.Element) -> None:
    """Turn a ``<mtext>`` that holds HTML into a row of styled ``<mtext>``."""
    runs: list[tuple[str, str]] = []
    # Pairs of text still to be read and its style; an element's tail is outside its style.
    waiting: list[tuple[etree.Element | str, str]] = [(mtext, "")]
    while waiting:
        node, style = waiting.pop()
        if isinstance(node, str):
            if node:
                runs.append((node, style))
            continue
        inside = style
        if node is not mtext:
            if node.tag not in _STYLE_OF_TEXT:
                raise FormulaError(f"needs <{node.tag}> in text, which is not allowed")
            own = node.get("style") or _STYLE_OF_TEXT[node.tag]
            if node.get("class") == "math-core-sans-serif-font":
                own = "font-family: sans-serif"
            inside = "; ".join(filter(None, (style, own)))
            waiting.append((node.tail or "", style))
        waiting += [(child, inside) for child in reversed(node)]
        waiting.append((node.text or "", inside))
    mtext.clear()
    if len(runs) == 1:
        mtext.text, style = runs[0]
        if style:
            mtext.set("style", style)
        return
    mtext.tag = "mrow"
    for text, style in runs:
        etree.SubElement(mtext, "mtext", {"style": style} if style else {}).text = text


def _annotated(math: etree.Element, tex: str) -> str:
    semantics = etree.Element("semantics")
    content = math[0] if len(math) == 1 else etree.Element("mrow")
    if len(math) != 1:
        content.extend(list(math))
    semantics.append(content)
    etree.SubElement(semantics, "annotation", encoding="application/x-tex").text = tex
    math[:] = [semantics]
    return etree.tostring(math, encoding="unicode")
