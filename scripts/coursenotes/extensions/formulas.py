r"""Python-Markdown extension: formulas as MathML.

``python-markdown-math`` turns ``\(…\)`` and ``\[…\]`` into ``<script type="math/tex">`` elements
for a script to typeset; here they become MathML instead. Listed in ``mkdocs.yml`` after ``toc`` and
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
    """Puts the MathML where ``mdx_math`` left a script."""

    def run(self, root: etree.Element) -> None:
        definitions = ""
        for parent in root.iter():
            for script in [child for child in parent if _is_formula(child)]:
                tex = script.text or ""
                html = shown(tex, "mode=display" in script.get("type", ""), definitions)
                definitions = (definitions + definitions_in(tex))[:MAX_DEFINITIONS]
                # Python-Markdown takes <math> for a block and would drop a <p> around it;
                # with a line's end in the tag it does not know it.
                mark = self.md.htmlStash.store(html.replace("<math", "<math\n", 1))
                _replace(parent, script, mark)


def _is_formula(element: etree.Element) -> bool:
    return element.tag == "script" and element.get("type", "").startswith("math/tex")


class _Labels(Treeprocessor):
    """Gives headings with formulas the name that the table of contents, made later, shows."""

    def run(self, root: etree.Element) -> None:
        for heading in root.iter():
            if not isinstance(heading.tag, str) or not _HEADING.fullmatch(heading.tag):
                continue
            text = escape("".join(heading.itertext()), quote=False)
            label = HTML_PLACEHOLDER_RE.sub(self._spoken, text)
            if label != text and "data-toc-label" not in heading.attrib:
                # The contents' own processor strips tags from it and keeps references.
                heading.set("data-toc-label", " ".join(label.split()))

    def _spoken(self, mark: re.Match[str]) -> str:
        html = self.md.htmlStash.rawHtmlBlocks[int(mark[1])]
        if not isinstance(html, str) or not re.search(r'<math\b|class="formula-error', html):
            return mark.group()
        found = _NAME.search(html)
        return (found[1] or found[2]) if found else ""


def _replace(parent: etree.Element, child: etree.Element, text: str) -> None:
    """Put ``text`` where ``child`` stands."""
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
        """Formulas after running text (20), names of headings after their attributes (8) and
        before the contents (5)."""
        md.treeprocessors.register(_Formulas(md), "coursenotes-formulas", 15)
        md.treeprocessors.register(_Labels(md), "coursenotes-labels", 7)


def makeExtension(**settings: Any) -> FormulasExtension:
    """What Python-Markdown calls to make the extension."""
    return FormulasExtension(**settings)
