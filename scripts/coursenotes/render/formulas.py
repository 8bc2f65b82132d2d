"""Render a formula for a page, as HTML and as plain text."""

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
    """Return the HTML of ``tex``: MathML, or the TeX itself marked as an error. Never raises.

    ``definitions`` is TeX with the definitions of the formulas before it in its file. A displayed
    formula gets a frame that scrolls, since ``<math>`` does not in Firefox and Safari. The HTML is
    phrasing content, so it may go into a paragraph.
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
    """Return ``tex`` as plain text, such as ``N(μ, σ²)``; the TeX itself if it cannot be read."""
    for display in (False, True):  # some are allowed on a line of their own only
        try:
            return etree.fromstring(render(tex, display, definitions)).get("aria-label", "")
        except FormulaError:
            continue
    return tex


def definitions_before(node: Element) -> str:
    """Return, as TeX, the definitions that apply in a formula of the notes."""
    return node.mark.definitions if isinstance(node.mark, Defined) else ""


def tex_of(node: Element) -> str:
    """Return the TeX of a formula, on one line where line breaks have no meaning."""
    tex = re.sub(r"\s*\n\s*", "\n", text_of(node).strip())
    return tex if "%" in tex else re.sub(r"\n(?![\\\w&{(\[])", " ", tex)
