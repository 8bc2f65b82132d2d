r"""Python-Markdown extension: what a page written by hand may use besides.

The pages of the notes are written by the build, which has found formulas and alerts by GitHub's
rules before; there a dollar is a dollar. A page in ``docs/`` is written by a person: ``$…$`` is a
formula by GitHub's rules, ``!!! note`` a box as in MkDocs, and ``> [!NOTE]`` one as on GitHub. Such
a page is known by :data:`MARK` in its first line, which :func:`marked` puts there, so that MkDocs,
Zensical and the search read it alike.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

MARK = "<!-- written by hand -->"

# No space inside the dollars, no digit outside: "$5 and $10" is money. No blank line in between.
_FORMULA = r"(?<![\\$\d])\$(?![\s$])((?:\\[\s\S]|[^\\$])+?)(?<!\s)\$(?![\d$])"
_ALERT = re.compile(r"\s*\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|\Z)", re.IGNORECASE)


def marked(markdown: str) -> str:
    """The Markdown of a page written by hand (no front matter) as the extension knows it."""
    return f"{MARK}\n{markdown}"


class _Formula(InlineProcessor):
    """``$x$`` → what ``mdx_math`` makes of ``\\(x\\)``: :mod:`.formulas` draws both."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        script = etree.Element("script", {"type": "math/tex"})
        script.text = AtomicString(m[1])
        return script, m.start(), m.end()


class _Alerts(Treeprocessor):
    """A quote that begins with ``[!NOTE]`` → a box, before its running text is read."""

    def run(self, root: etree.Element) -> None:
        for quote in root.findall("blockquote"):  # GitHub: in no other element
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


class _Switch(Preprocessor):
    """Turns all of that on for a page with the mark, and off for every other."""

    def run(self, lines: list[str]) -> list[str]:
        md, name = self.md, "coursenotes-by-hand"
        places = (md.inlinePatterns, md.parser.blockprocessors, md.treeprocessors)
        for place in places:
            place.deregister(name, strict=False)
        if "$" in md.ESCAPED_CHARS:
            md.ESCAPED_CHARS.remove("$")
        begins = next((n for n, line in enumerate(lines) if line.strip()), 0)
        if lines[begins : begins + 1] != [MARK]:
            return lines
        md.ESCAPED_CHARS.append("$")
        md.inlinePatterns.register(_Formula(_FORMULA, md), name, 184)  # before escapes, as mdx_math
        md.parser.blockprocessors.register(AdmonitionProcessor(md.parser), name, 105)
        md.treeprocessors.register(_Alerts(md), name, 30)  # before running text is read
        return lines[begins + 1 :]


class ByHandExtension(Extension):
    """Registers the switch before all that reads lines."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.register(_Switch(md), "coursenotes-by-hand", 35)


def makeExtension(**settings: Any) -> ByHandExtension:
    """What Python-Markdown calls to make the extension."""
    return ByHandExtension(**settings)
