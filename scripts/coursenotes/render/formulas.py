"""A formula as a page shows it, and as plain text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from functools import lru_cache
from html import escape

from coursenotes.elements import text_of, xml_text
from coursenotes.errors import FormulaError
from coursenotes.model import Defined, Element
from coursenotes.render.mathml import render


def shown(tex: str, display: bool, definitions: str = "") -> str:
    """The HTML for ``tex``: MathML, or the TeX itself, marked, where it cannot be rendered.

    ``definitions`` are those of the formulas before it in its file. One on a line of its own stands
    in a frame, which scrolls: in Firefox and Safari ``<math>`` does not. All of it is phrasing
    content, so that it may stand in a paragraph. Never raises.
    """
    try:
        math = render(tex, display, definitions)
        return f'<span class="formula">{math}</span>' if display else math
    except FormulaError as error:
        name = "formula-error formula-error--display" if display else "formula-error"
        text = escape(xml_text(tex), quote=False)
        return f'<code class="{name}" title="{escape(str(error))}">{text}</code>'


@lru_cache(maxsize=4096)
def spoken(tex: str, definitions: str = "") -> str:
    """``tex`` as plain text that needs no TeX to be read, ``N(μ, σ²)``; else the TeX itself."""
    for display in (False, True):  # some formulas need a line of their own
        try:
            return etree.fromstring(render(tex, display, definitions)).get("aria-label", "")
        except FormulaError:
            continue
    return tex


def definitions_before(node: Element) -> str:
    """The definitions that hold in a formula of the notes."""
    return node.mark.definitions if isinstance(node.mark, Defined) else ""


def tex_of(node: Element) -> str:
    """The TeX of a formula, in one line where that means the same."""
    tex = re.sub(r"\s*\n\s*", "\n", text_of(node).strip())
    return tex if "%" in tex else re.sub(r"\n(?![\\\w&{(\[])", " ", tex)
