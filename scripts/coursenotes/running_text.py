"""Running text → the site's Markdown, each sign that it would misread escaped."""

from __future__ import annotations

import re

from coursenotes.elements import is_block
from coursenotes.gfm.tree import VOID, text_of
from coursenotes.html_form import delimited, start_tag
from coursenotes.model import Element, Node
from coursenotes.plan.relative import address

# At a bare "&#" Python-Markdown loses count of the lines, and so the end of later raw HTML.
_SIMPLE_ADDRESS = re.compile(r"(?!.*&#)(?:[A-Za-z0-9/#.:_?=&%~+,@!$-]|[^\x00-\xa0\s])+\Z")
_ENTITY_LIKE = re.compile(r"&(?=#|\w+;)")
SPECIAL = re.compile(r"[\\`*_\[\]{}<|\x02\x03]")
"""Signs of the text itself that the engine would read as its own; each is escaped."""
# What would open a block if a line of text began with it, the theme's extensions included.
# (A picture's "![" may: a "[" of the text itself has been escaped before.)
_LINE_START = re.compile(r"(?m)^(?:(\d+)(?=[.)])|(?=[#>+\-=~:/?%]|!(?!\[)))([^\s])")

_SPACES = (" ", "\t", "\n")  # that HTML makes one of; others are the author's, such as &nbsp;


class CannotSay(Exception):
    """The site's Markdown has no form for this block: it is written as HTML."""


def inline_markdown(nodes: tuple[Node, ...], page: str, cell: bool = False) -> str:
    """Running text in the site's Markdown; a tag where its Markdown has no sign of its own.

    ``cell`` says that it stands in a table, where a bar would end the cell.
    """
    pieces: list[str] = []
    for place, node in enumerate(nodes):
        if isinstance(node, str):
            pieces.append(_text(node))
            continue
        before = pieces[-1][-1:] if pieces else ""
        after = nodes[place + 1] if place + 1 < len(nodes) else ""
        glued = before == "*" or (isinstance(after, Element) and after.tag in ("em", "strong"))
        pieces.append(_inline(node, page, cell, glued))
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(pieces).strip(" \t\n"))
    return text if cell else _LINE_START.sub(_escape_line_start, text)


def _escape_line_start(found: re.Match[str]) -> str:
    digits, sign = found[1] or "", found[2]
    return f"{digits}\\{sign}" if sign in "#>+-.!)" else f"{digits}&#{ord(sign)};"


def _text(text: str) -> str:
    return SPECIAL.sub(_escape, _ENTITY_LIKE.sub("&amp;", text))


def _escape(found: re.Match[str]) -> str:
    sign = found.group()
    if sign == "<":
        return "&lt;"
    # A backslash, also one before a bracket, would open a formula, a bar would end a table's cell.
    return f"&#{ord(sign)};" if sign in "\\[|`\x02\x03" else "\\" + sign


def _inline(node: Element, page: str, cell: bool, glued: bool) -> str:
    tag = node.tag
    if is_block(node):
        raise CannotSay("block in text")
    if tag in ("tex-inline", "tex-display"):
        return formula_markdown(node)
    if tag == "br":
        return "<br>" if cell else "<br>\n"
    if tag == "code" and not node.attributes:
        return _code(node, page, cell)
    names = {name for name, _ in node.attributes} - {"data-internal"}
    if tag == "img" and "src" in names <= {"src", "alt"}:
        source = address(node, "src", page, raw=False)
        if _SIMPLE_ADDRESS.match(source):
            return f"![{_text(node.get('alt'))}]({source})"
    if tag in VOID:
        return start_tag(node, page)
    inner = inline_markdown(node.children, page, cell=True)
    inner = _restore_spaces(node, inner)
    if tag in ("em", "strong") and not node.attributes and not glued:
        sign = "*" if tag == "em" else "**"
        if inner and inner == inner.strip() and "*" not in (inner[0], inner[-1]):
            return sign + inner + sign
    if tag == "a" and names == {"href"}:
        target = address(node, "href", page, raw=False)
        plain = not any(isinstance(c, Element) and c.tag == "a" for c in node.walk() if c != node)
        if _SIMPLE_ADDRESS.match(target) and inner.strip() and plain:
            if text_of(node) == target and target.startswith(("http://", "https://")):
                return f"<{target}>"
            return f"[{inner}]({target})"
    return f"{start_tag(node, page)}{inner}</{tag}>"


def _restore_spaces(node: Element, inner: str) -> str:
    text = text_of(node)
    lead = " " if text.startswith(_SPACES) and inner else ""
    trail = " " if text.endswith(_SPACES) and inner else ""
    return lead + inner + trail


def _code(node: Element, page: str, cell: bool) -> str:
    if all(isinstance(child, str) for child in node.children):
        code = "".join(c for c in node.children if isinstance(c, str)).replace("\n", " ")
        awkward = (
            "`" in code or "&#" in code or code != code.strip() or (cell and set(code) & set("|\\"))
        )
        if code and not awkward and not code.endswith("\\"):
            return f"`{code}`"
        return f"<code>{_verbatim(code)}</code>"
    return f"<code>{inline_markdown(node.children, page, cell=True)}</code>"


def _verbatim(text: str) -> str:
    """Text in which neither Markdown nor HTML finds anything to read."""
    return re.sub(r"[^\w ,.;]", lambda m: f"&#{ord(m.group())};", text)


def formula_markdown(node: Element) -> str:
    """A formula in the site's Markdown; raises :class:`CannotSay` where it would end too early."""
    tex = text_of(node)
    if "</" in tex or "&#" in tex:
        raise CannotSay("end of the <script> that holds a formula at first, or of a line's count")
    return delimited(node)
