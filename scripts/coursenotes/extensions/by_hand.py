r"""Python-Markdown extension for hand-written pages: formulas and boxes.

``$…$`` is a formula by GitHub's rules, ``!!! note`` a box as in MkDocs, and ``> [!NOTE]`` a box as
on GitHub.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

# As on GitHub: no space inside the dollars, no digit outside ("$5 and $10"), no blank line.
_FORMULA = r"(?<![\\$\d])\$(?![\s$])((?:\\[\s\S]|[^\\$])+?)(?<!\s)\$(?![\d$])"
_ALERT = re.compile(r"\s*\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|\Z)", re.IGNORECASE)


class _Formula(InlineProcessor):
    """``$x$`` → what ``mdx_math`` makes of ``\\(x\\)``; :mod:`.formulas` renders both."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        script = etree.Element("script", {"type": "math/tex"})
        script.text = AtomicString(m[1])
        return script, m.start(), m.end()


class _Alerts(Treeprocessor):
    """Turns a quote that begins with ``[!NOTE]`` into a box, before inline text is parsed."""

    def run(self, root: etree.Element) -> None:
        for quote in root.findall("blockquote"):  # as on GitHub, not inside other elements
            first = quote.find("p")
            kind = _ALERT.match(first.text or "") if first is not None else None
            if first is None or kind is None:
                continue
            name = kind[1].lower()
            quote.tag = "div"
            quote.set("class", f"admonition {name}")
            first.text = (first.text or "")[kind.end() :]
            if not first.text and not len(first):
                quote.remove(first)
            title = etree.Element("p", {"class": "admonition-title"})
            title.text = name.capitalize()
            quote.insert(0, title)


class ByHandExtension(Extension):
    """Registers the processors."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Formulas go before escapes, as in ``mdx_math``; alerts before inline text."""
        name = "coursenotes-by-hand"
        md.ESCAPED_CHARS.append("$")
        md.inlinePatterns.register(_Formula(_FORMULA, md), name, 184)
        md.parser.blockprocessors.register(AdmonitionProcessor(md.parser), name, 105)
        md.treeprocessors.register(_Alerts(md), name, 30)


def makeExtension(**settings: Any) -> ByHandExtension:
    """Entry point that Python-Markdown calls."""
    return ByHandExtension(**settings)
