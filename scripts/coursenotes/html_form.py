"""A block → HTML that Python-Markdown passes through untouched; it can say every block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from coursenotes.elements import BLOCKS, alert_kind
from coursenotes.gfm.tree import HEADINGS, VOID, text_of
from coursenotes.model import Element, Node
from coursenotes.plan.relative import address

_OWN = frozenset({"data-task", "data-internal", "data-slug", "data-toc-label"})
"""What the tree notes for us and no page shows."""
_BARE = frozenset({"open", "reversed", "hidden"})


def block_html(block: Element, page: str) -> str:
    """``block`` as HTML that Python-Markdown passes through untouched."""
    html = _html(block, page, False).strip(" \t\n")
    return html if block.tag in BLOCKS else f"<div>{html}</div>"


def _html(node: Node, page: str, verbatim: bool) -> str:
    if isinstance(node, str):
        # A line of backticks or tildes would open a fence even inside raw HTML.
        text = escape(node, quote=False).replace("`", "&#96;").replace("~", "&#126;")
        return _code_text(text) if verbatim else re.sub(r"[ \t]*\n[ \t\r\f\n]*", "\n", text)
    tag = node.tag
    if tag in ("tex-inline", "tex-display"):
        return f'<span class="tex">{escape(delimited(node))}</span>'
    if kind := alert_kind(node):
        return _alert_html(node, kind, page)
    if tag == "tt":
        tag = "code"
    inner = "".join(
        _html(child, page, verbatim or tag in ("pre", "code")) for child in node.children
    )
    if tag == "li" and node.get("data-task"):
        checked = " checked" if node.get("data-task") == "x" else ""
        box = f'<input type="checkbox" disabled{checked}> '
        text = f"<p>{box}{inner[3:]}" if inner.startswith("<p>") else box + inner
        return f'<li class="task-list-item">{text}</li>\n'
    if tag in VOID:
        return start_tag(node, page)
    if tag == "li" and any(isinstance(c, Element) and _asks(c) for c in node.children):
        inner = f'<div class="qa">{inner}</div>'  # as frames.py does in Markdown
    end = "\n" if tag in BLOCKS else ""
    return f"{start_tag(node, page)}{inner}</{tag}>{end}"


def _asks(node: Element) -> bool:
    return node.tag in HEADINGS and node.get("class") == "question"


def _code_text(text: str) -> str:
    """Code in raw HTML: blank lines, tabs and edges as references, or they would be tidied away."""
    text = re.sub(r"\A\n|\n(?=\s*\n)|\t", lambda m: f"&#{ord(m.group())};", text)
    return re.sub(r" +(?=\n|&#10;|\Z)", lambda m: "&#32;" * len(m.group()), text)


def _alert_html(node: Element, kind: str, page: str) -> str:
    title, *rest = (c for c in node.children if isinstance(c, Element))
    inner = "".join(_html(child, page, False) for child in rest)
    heading = f'<p class="admonition-title">{escape(text_of(title))}</p>'
    return f'<div class="admonition {kind}">\n{heading}\n{inner}</div>\n'


def start_tag(node: Element, page: str) -> str:
    """The tag that opens ``node``, on the page at ``page``."""
    pieces = ["code" if node.tag == "tt" else node.tag]
    for name, value in attributes(node, page):
        pieces.append(f'{name}="{_attribute(value)}"' if value is not None else name)
    return f"<{' '.join(pieces)}>"


def attributes(node: Element, page: str) -> Iterator[tuple[str, str | None]]:
    """The attributes of ``node`` as HTML has them, on the page at ``page``; None has no value."""
    for name, value in node.attributes:
        if name in _OWN:
            continue
        if name == "data-lang":
            yield "class", f"language-{value}"
        elif name in ("href", "src"):
            yield name, address(node, name, page, raw=True)
        elif name == "align" and node.tag in ("td", "th"):
            yield "style", f"text-align: {value};"
        else:
            yield name, None if not value and name in _BARE else value


def _attribute(value: str) -> str:
    # Python-Markdown looks for its own signs inside the tags of running text, too.
    return re.sub(r"[`*_\[\]\\\n]", lambda m: f"&#{ord(m.group())};", escape(value))


def delimited(node: Element) -> str:
    """The TeX of a formula between the signs by which the engine knows it."""
    opening, closing = ("\\(", "\\)") if node.tag == "tex-inline" else ("\\[", "\\]")
    return f"{opening}{tex_of(node)}{closing}"


def tex_of(node: Element) -> str:
    """The TeX of a formula, in one line where that means the same."""
    tex = re.sub(r"\s*\n\s*", "\n", text_of(node).strip())
    return tex if "%" in tex else re.sub(r"\n(?![\\\w&{(\[])", " ", tex)
