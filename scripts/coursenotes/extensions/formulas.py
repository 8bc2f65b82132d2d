r"""Python-Markdown extension: render formulas as MathML.

``python-markdown-math`` turns ``\(…\)`` and ``\[…\]`` into ``<script type="math/tex">`` elements
for MathJax; this replaces them with MathML. List it in ``mkdocs.yml`` after ``toc`` and
``mdx_math``.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from html import escape
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from coursenotes.render.definitions import MAX_DEFINITIONS, definitions_in
from coursenotes.render.formulas import shown

_HEADING = re.compile(r"h[1-6]")
_NAME = re.compile(
    r"<math\b[^>]*?\saria-label=\"([^\"]*)\"|<code class=\"formula-error\b[^>]*>([^<]*)<"
)


class _Formulas(Treeprocessor):
    """Replaces the scripts of ``mdx_math`` with MathML."""

    def run(self, root: etree.Element) -> None:
        definitions = ""
        for parent in root.iter():
            for script in [child for child in parent if _is_formula(child)]:
                tex = script.text or ""
                html = shown(tex, "mode=display" in script.get("type", ""), definitions)
                definitions = (definitions + definitions_in(tex))[:MAX_DEFINITIONS]
                # Python-Markdown takes <math> for a block and would drop a <p> around it;
                # a line break inside the tag hides it.
                mark = self.md.htmlStash.store(html.replace("<math", "<math\n", 1))
                _replace(parent, script, mark)


def _is_formula(element: etree.Element) -> bool:
    return element.tag == "script" and element.get("type", "").startswith("math/tex")


class _Labels(Treeprocessor):
    """Gives headings with formulas a plain-text name for the table of contents, made later."""

    def run(self, root: etree.Element) -> None:
        for heading in root.iter():
            if not isinstance(heading.tag, str) or not _HEADING.fullmatch(heading.tag):
                continue
            text = escape("".join(heading.itertext()), quote=False)
            label = HTML_PLACEHOLDER_RE.sub(self._spoken, text)
            if label != text and "data-toc-label" not in heading.attrib:
                # The contents' own processor strips tags from this, and keeps references.
                heading.set("data-toc-label", " ".join(label.split()))

    def _spoken(self, mark: re.Match[str]) -> str:
        html = self.md.htmlStash.rawHtmlBlocks[int(mark[1])]
        if not isinstance(html, str) or not re.search(r'<math\b|class="formula-error', html):
            return mark.group()
        found = _NAME.search(html)
        return (found[1] or found[2]) if found else ""


def _replace(parent: etree.Element, child: etree.Element, text: str) -> None:
    """Put ``text`` in the place of ``child``."""
    place = list(parent).index(child)
    text += child.tail or ""
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(child)


class FormulasExtension(Extension):
    """Registers the processors."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Formulas go after inline text (20), names of headings after attributes (8) and before
        the contents (5)."""
        md.treeprocessors.register(_Formulas(md), "coursenotes-formulas", 15)
        md.treeprocessors.register(_Labels(md), "coursenotes-labels", 7)


def makeExtension(**settings: Any) -> FormulasExtension:
    """Entry point that Python-Markdown calls."""
    return FormulasExtension(**settings)
