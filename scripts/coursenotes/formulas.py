r"""Python-Markdown extension: the formulas and the raw HTML of a page, as the reader sees them.

``python-markdown-math`` turns ``\(…\)`` and ``\[…\]`` into ``<script type="math/tex">`` elements
for a script to typeset; here they become MathML instead. Raw HTML, which Markdown leaves alone,
gets the same treatment: ``<span class="tex">\(…\)</span>`` and code blocks with a language look
as they do in Markdown.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from html import escape, unescape
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from coursenotes.mathml import FormulaError, render

_RAW_TEX = re.compile(r'<span class="tex">(\\\(.*?\\\)|\\\[.*?\\\])</span>', re.DOTALL)
_RAW_CODE = re.compile(r'<pre><code(?: class="language-([^"]*)")?>(.*?)</code></pre>', re.DOTALL)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def shown(tex: str, display: bool) -> str:
    """MathML for ``tex``; for a formula that cannot be rendered its TeX, marked as such."""
    try:
        return render(tex, display)
    except FormulaError as error:
        return f'<code class="formula-error" title="{escape(str(error))}">{escape(tex)}</code>'


class _Formulas(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        for parent in root.iter():
            scripts = [child for child in parent if _is_formula(child)]
            if scripts and parent.tag in _HEADINGS and "data-toc-label" not in parent.attrib:
                # The contents list is made later, from the label if there is one.
                parent.set("data-toc-label", " ".join("".join(parent.itertext()).split()))
            for script in scripts:
                _replace(parent, script, self.md.htmlStash.store(_of(script)))


def _is_formula(element: etree.Element) -> bool:
    return element.tag == "script" and element.get("type", "").startswith("math/tex")


def _of(script: etree.Element) -> str:
    return shown(script.text or "", "mode=display" in script.get("type", ""))


def _replace(parent: etree.Element, child: etree.Element, text: str) -> None:
    """Put ``text`` where ``child`` stands."""
    place = list(parent).index(child)
    text += child.tail or ""
    if place:
        before = parent[place - 1]
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(child)


class _RawHtml(Postprocessor):
    def run(self, text: str) -> str:
        # Code first: a formula inside it has its signs escaped and stays what it is.
        text = _RAW_CODE.sub(self._code, text)
        return _RAW_TEX.sub(_raw_formula, text)

    def _code(self, found: re.Match[str]) -> str:
        language, code = unescape(found[1] or ""), found[2]
        highlighter = _highlighter(self.md)
        if "<" in code or highlighter is None:
            return found.group()
        return str(highlighter.highlight(unescape(code), language))


def _raw_formula(found: re.Match[str]) -> str:
    tex = unescape(found[1])
    return shown(tex[2:-2], tex.startswith("\\["))


def _highlighter(md: Markdown) -> Any:
    """The highlighter of ``pymdownx.highlight``, set up as it is for fences."""
    for extension in md.registeredExtensions:
        settings = getattr(extension, "get_pymdownx_highlight_settings", None)
        if settings is not None:
            options = {k: v for k, v in settings().items() if k in _SETTINGS}
            return extension.get_pymdownx_highlighter()(md, **options)  # type: ignore[attr-defined]
    return None


_SETTINGS = ("pygments_lang_class", "stripnl", "use_pygments", "language_prefix", "pygments_style")


class FormulasExtension(Extension):
    """Registers both processors; listed in ``mkdocs.yml`` after ``mdx_math``."""

    def extendMarkdown(self, md: Markdown) -> None:
        """After running text is read (20), before the contents list is made (5)."""
        md.treeprocessors.register(_Formulas(md), "coursenotes-formulas", 15)
        md.postprocessors.register(_RawHtml(md), "coursenotes-raw-html", 5)


def makeExtension(**settings: Any) -> FormulasExtension:
    """What Python-Markdown calls to make the extension."""
    return FormulasExtension(**settings)
