r"""Python-Markdown extension: formulas as MathML, and raw HTML that looks like Markdown's.

``python-markdown-math`` turns ``\(…\)`` and ``\[…\]`` into ``<script type="math/tex">`` elements
for a script to typeset; here they become MathML instead. Raw HTML, which Markdown leaves alone,
is drawn likewise by :mod:`coursenotes.raw_html`. Listed in ``mkdocs.yml`` after ``mdx_math``.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from html import escape
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from coursenotes.mathml import FormulaError, render
from coursenotes.raw_html import draw

_HEADING = re.compile(r"h[1-6]")
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


def spoken(tex: str) -> str:
    """``tex`` as plain text: its signs if they stand in one row (``α = 5``), else the TeX."""
    try:
        math = etree.fromstring(render(tex))
    except FormulaError:
        return tex
    if any(element.tag not in _IN_A_ROW for element in math.iter()):
        return tex
    return "".join(e.text or "" for e in math.iter() if e.tag != "annotation")


class _Formulas(Treeprocessor):
    """Puts the MathML where ``mdx_math`` left a script."""

    def run(self, root: etree.Element) -> None:
        for parent in root.iter():
            if isinstance(parent.tag, str) and _HEADING.fullmatch(parent.tag):
                _label(parent)
            for script in [child for child in parent if _is_formula(child)]:
                html = shown(script.text or "", _is_display(script))
                # Python-Markdown takes <math> for a block and would drop a <p> around it;
                # with a line's end in the tag it does not know it.
                html = html.replace("<math", "<math\n", 1)
                _replace(parent, script, self.md.htmlStash.store(html))


def _is_formula(element: etree.Element) -> bool:
    return element.tag == "script" and element.get("type", "").startswith("math/tex")


def _is_display(script: etree.Element) -> bool:
    return "mode=display" in script.get("type", "")


def _label(heading: etree.Element) -> None:
    """Give a heading with formulas the name that the table of contents, made later, shows."""
    if "data-toc-label" in heading.attrib or not any(map(_is_formula, heading.iter())):
        return
    pieces = []
    waiting: list[etree.Element | str] = [heading]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            pieces.append(node)
        elif _is_formula(node):
            pieces.append(spoken(node.text or ""))
        else:
            for child in reversed(node):
                waiting += [child.tail or "", child]
            waiting.append(node.text or "")
    # The contents' own processor strips tags from it and keeps references.
    heading.set("data-toc-label", escape(" ".join("".join(pieces).split()), quote=False))


def _replace(parent: etree.Element, child: etree.Element, text: str) -> None:
    """Put ``text`` where ``child`` stands."""
    place = list(parent).index(child)
    text += child.tail or ""
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(child)


class _RawHtml(Postprocessor):
    """Draws what raw HTML holds while it still waits apart from the page's text."""

    def run(self, text: str) -> str:
        blocks: list[Any] = self.md.htmlStash.rawHtmlBlocks
        for place, block in enumerate(blocks):
            if isinstance(block, str):
                blocks[place] = draw(block, self.md, shown)
        return text


class FormulasExtension(Extension):
    """Registers both processors."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Formulas after running text (20) and before the contents (5); raw HTML before it is
        put back into the page (30)."""
        md.treeprocessors.register(_Formulas(md), "coursenotes-formulas", 15)
        md.postprocessors.register(_RawHtml(md), "coursenotes-raw-html", 35)


def makeExtension(**settings: Any) -> FormulasExtension:
    """What Python-Markdown calls to make the extension."""
    return FormulasExtension(**settings)
