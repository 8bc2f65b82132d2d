r"""TeX → MathML Core at build time, so that a reader's browser runs no script for it.

``math-core`` converts; this module adds the commands that people's notes use and it does not
know, and lets nothing through but MathML: no HTML, no links, no classes, only harmless styles.
"""

from __future__ import annotations

import re
import threading
import xml.etree.ElementTree as etree
from functools import lru_cache

from math_core import LatexError, LatexToMathML

MAX_TEX = 10_000
"""A longer formula is an accident: a dollar sign that was never closed."""
MAX_DEPTH = 150
"""MathML nested deeper is refused; a browser gives up at 512 elements, the page's own included."""

# The converter calls itself for each level of nesting, up to 3 kB of stack each time, and at the
# end of the stack the whole process dies. So a formula in which more than _SHALLOW signs might
# nest gets a stack of its own, in which MAX_TEX levels fit.
_SHALLOW = 100
_NESTING_SIGNS = "\\{[^_"
_STACK = 64 * 2**20

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
# The converter knows no sizes but colours, which reach as far (to the end of the group): each
# size travels as a colour that nobody writes.
_SIZE_OF_COLOUR = {f"#0FACE{i}": size for i, size in enumerate(_SIZES.values())}

_PRELUDE = {
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
# A definition could make a short formula nest, or grow, without end.
_DEFINITION = re.compile(r"\\(?:[gex]?def|let|(?:re)?newcommand|providecommand)(?![A-Za-z])")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_ELEMENTS = frozenset(
    "math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms "
    "mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover".split()
)
_ATTRIBUTES = frozenset(
    "accent accentunder columnspan depth display displaystyle form height largeop linethickness "
    "lspace mathsize mathvariant maxsize minsize movablelimits rowspan rspace scriptlevel "
    "separator stretchy symmetric voffset width".split()
)
# No brackets, so no url() and no expression.
_STYLE = re.compile(r"(?:[a-z-]+:\s*[-#%.\w ]+(?:;\s*|$))+", re.ASCII)
_STYLE_OF_TEXT = {
    "a": "",  # \eqref: there are no numbers to refer to
    "b": "font-weight: bold",
    "code": "font-family: monospace",
    "em": "font-style: italic",
    "i": "font-style: italic",
    "s": "text-decoration: line-through",
    "span": "",
    "u": "text-decoration: underline",
}
# <menclose> is not in MathML Core; these reach every browser.
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


class FormulaError(Exception):
    """A formula that cannot be rendered.

    Its text is the cause, in one line that starts with a small letter; ``offset`` is the place
    in the TeX, counted in characters, where that is known.
    """

    def __init__(self, cause: str, offset: int | None = None) -> None:
        super().__init__(cause)
        self.offset = offset


@lru_cache(maxsize=4096)
def render(tex: str, display: bool = False) -> str:
    """The ``<math>`` element for ``tex``, as well-formed XML with its source as an annotation.

    ``display`` asks for a formula on a line of its own. Raises :class:`FormulaError`, and nothing
    else whatever the string, for TeX that cannot be rendered.
    """
    if len(tex) > MAX_TEX:
        raise FormulaError(f"longer than {MAX_TEX:,} characters; was its end forgotten?")
    if found := _NOT_XML.search(tex):
        raise FormulaError(f"holds {_named(found.group())}", found.start())
    if found := _DEFINITION.search(tex):
        raise FormulaError(f"{found.group()} is not supported in formulas", found.start())
    if not tex.strip():
        raise FormulaError("the formula is empty", 0)
    if (place := _too_deep(tex)) is not None:
        raise FormulaError(f"nested deeper than {MAX_DEPTH} levels", place)
    source, shifts = _prepared(tex, display)
    try:
        converted = _convert(source, display)
    except LatexError as error:
        cause, offset = _cause_and_offset(str(error))
        raise FormulaError(cause, _offset_in_tex(offset, shifts, len(tex))) from None
    try:
        for wrong, right in _NOT_YET_XML.items():
            converted = converted.replace(wrong, right)
        math = etree.fromstring(converted)
    except etree.ParseError as error:
        raise FormulaError(f"the converter made no XML of it: {error}") from None
    _purify(math)
    return _annotated(math, tex)


# --- Before the converter ---------------------------------------------------------------------


def _named(character: str) -> str:
    code = ord(character)
    kind = "half a character (a lone surrogate)" if code >= 0xD800 else "a control character"
    return f"{'an unusable character' if code >= 0xFFFE else kind}, U+{code:04X}"


def _too_deep(tex: str) -> int | None:
    """Where the braces of ``tex`` nest too deep; MathML shows it only for those that are rows."""
    depth = 0
    for found in re.finditer(r"\\.|[{}]", tex, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(found.group(), 0)
        if depth > MAX_DEPTH:
            return found.start()
    return None


def _prepared(tex: str, display: bool) -> tuple[str, list[tuple[int, int]]]:
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


def _offset_in_tex(offset: int | None, shifts: list[tuple[int, int]], length: int) -> int | None:
    if offset is None:
        return None
    moved = next((by for at, by in reversed(shifts) if at <= offset), 0)
    return min(max(offset - moved, 0), length)


# --- The converter ----------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _converter() -> LatexToMathML:
    return LatexToMathML(macros=_PRELUDE, fancy_error=False, allow_unreliable_rendering=True)


def _convert(source: str, display: bool) -> str:
    """What ``math-core`` makes of ``source``. Raises ``LatexError`` or :class:`FormulaError`."""
    if sum(map(source.count, _NESTING_SIGNS)) <= _SHALLOW:
        return _convert_here(source, display)
    outcome: list[str | Exception] = []

    def convert() -> None:
        try:
            outcome.append(_convert_here(source, display))
        except Exception as error:
            outcome.append(error)

    before = threading.stack_size(_STACK)
    try:
        thread = threading.Thread(target=convert)
        thread.start()
    except RuntimeError:
        raise FormulaError("no memory to convert it") from None
    finally:
        threading.stack_size(before)
    thread.join()
    if isinstance(outcome[0], Exception):
        raise outcome[0]
    return outcome[0]


def _convert_here(source: str, display: bool) -> str:
    try:
        return _converter().convert_with_local_state(source, displaystyle=display)
    except (LatexError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic in Rust is no Exception, and may spoil the converter
        _converter.cache_clear()
        raise FormulaError(f"the converter failed: {_one_line(str(error))}") from None


def _cause_and_offset(message: str) -> tuple[str, int | None]:
    found = re.match(r"(\d+)(?:\.\.\d+)?:\s*", message)
    cause = re.sub(r'command "(.*)"', r"command \1", message[found.end() :] if found else message)
    return _one_line(cause), int(found[1]) if found else None


def _one_line(message: str) -> str:
    message = re.sub(r"\x1b\[[0-9;]*m", "", message)
    message = " ".join(message.split()).rstrip(".")
    if len(message) > 200:
        message = message[:199] + "…"
    return message[:1].lower() + message[1:] or "cannot be rendered"


# --- After the converter ----------------------------------------------------------------------


def _purify(math: etree.Element) -> None:
    """Make MathML Core of what the converter wrote, in place; raise for what cannot be that."""
    waiting = [(math, 1, 1.0)]
    while waiting:
        element, depth, size = waiting.pop()
        if depth > MAX_DEPTH:
            raise FormulaError(f"nested deeper than {MAX_DEPTH} levels")
        style = element.get("style", "")
        if (wanted := _SIZE_OF_COLOUR.get(style[6:13])) is not None:
            element.tag, style = "mstyle", ""
            element.set("mathsize", f"{wanted / size:.4g}em")
            size = wanted
        if element.tag == "menclose":
            style = _without_menclose(element)
        elif style and not _STYLE.fullmatch(style):
            raise FormulaError(f"asks for a style that is not allowed: {_one_line(style)}")
        elif element.tag == "mtext" and len(element):
            _split_text(element)
            style = element.get("style", "")
        elif element.tag == "mo" and element.text == "\u20d7":
            element.text = "\u2192"  # \vec: few fonts place a combining arrow well
        if element.tag not in _ELEMENTS:
            raise FormulaError(f"needs <{element.tag}>, which is not in MathML Core")
        for name in set(element.attrib) - _ATTRIBUTES:
            del element.attrib[name]
        if style:
            element.set("style", style)
        for name, value in element.items():
            if "rem" in value:  # \hspace: a length of the formula, not of the page
                element.set(name, re.sub(r"(?<=\d)rem\b", "em", value))
        waiting += [(child, depth + 1, size) for child in element]


def _without_menclose(element: etree.Element) -> str:
    """Turn a ``<menclose>`` into a row, and say the style that draws its notation."""
    style = _STYLE_OF_NOTATION.get(element.get("notation", ""))
    if style is None:
        raise FormulaError(f"the notation {element.get('notation')} is not supported")
    element.tag = "mrow"
    for child in element.findall("mrow[@class]"):  # drawn by math-core's own style sheet
        element.remove(child)
    return style


def _split_text(mtext: etree.Element) -> None:
    """Turn a ``<mtext>`` that holds HTML into a row of ``<mtext>`` with styles instead."""
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
    content.set("data-search-exclude", "")  # the site's search reads the TeX, not letter by letter
    semantics.append(content)
    etree.SubElement(semantics, "annotation", encoding="application/x-tex").text = tex
    math[:] = [semantics]
    return etree.tostring(math, encoding="unicode")
