"""A formula as a page shows it, and as plain text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from functools import lru_cache
from html import escape

from coursenotes.errors import FormulaError
from coursenotes.render.mathml import render

_IN_A_ROW = frozenset("math semantics mrow mi mn mo mspace mstyle mtext annotation".split())
_CONTROL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def shown(tex: str, display: bool) -> str:
    """The HTML for ``tex``: MathML, or the TeX itself, marked, where it cannot be rendered.

    All of it is phrasing content, so that it may stand in a paragraph. Never raises.
    """
    try:
        return render(tex, display)
    except FormulaError as error:
        name = "formula-error formula-error--display" if display else "formula-error"
        text = escape(_CONTROL.sub("\ufffd", tex), quote=False)
        return f'<code class="{name}" title="{escape(str(error))}">{text}</code>'


@lru_cache(maxsize=4096)
def spoken(tex: str) -> str:
    """``tex`` as plain text: its signs if they stand in one row (``α = 5``), else the TeX."""
    try:
        math = etree.fromstring(render(tex))
    except FormulaError:
        return tex
    if any(element.tag not in _IN_A_ROW for element in math.iter()):
        return tex
    return "".join(e.text or "" for e in math.iter() if e.tag != "annotation")
