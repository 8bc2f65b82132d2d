"""Write a page, or a part of it, as plain GitHub Flavored Markdown: for programs and copying.

On a page, a question is a heading with its answer below it. Links lead to other copies.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import pairwise

from coursenotes.elements import HEADINGS, alert_kind, as_blocks, is_block, is_seen, text_of
from coursenotes.model import (
    Code,
    Element,
    File,
    FootnoteBacklink,
    FootnoteList,
    FootnoteReference,
    FootnoteText,
    Inlines,
    Node,
    Page,
    PagePath,
    Target,
    Task,
)
from coursenotes.plan.relative import directory

_SPECIAL = re.compile(r"[\\`*\[$]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)|(?<=~)~|(?<!\w)_|_(?!\w)")
_LINE_START = re.compile(r"(?m)^(\s*)(#{1,6}(?=\s)|[-+>](?=\s|$)|=+$|-+$|\d{1,9}(?=[.)]\s))")
_BESIDE = frozenset("div section center figure figcaption dd dl tbody caption".split())
_BARE = frozenset({"dfn", "span", "time", "small", "bdo", "picture", "abbr", "cite", "font"})
_SIGNS = {"em": "*", "i": "*", "strong": "**", "b": "**", "del": "~~", "s": "~~", "strike": "~~"}


def copy_path(page: PagePath) -> str:
    """Return the path of a page's copy below the site: its address and ``index.md``."""
    return posixpath.normpath(posixpath.join(directory(page), "index.md"))


def file_of(page: Page) -> File:
    """Return the copy of a page as a file."""
    return File(copy_path(page.path), copy_of(page).encode())


def copy_of(page: Page) -> str:
    """Return a page as one Markdown text. Never raises."""
    return markdown_of(page.text, page.path) + "\n"


def markdown_of(nodes: Inlines, page: PagePath) -> str:
    """Return a question's text, its answer or any other part of a page as Markdown. Never raises.

    Links in it are relative to the copy of the page at ``page``.
    """
    texts: list[str] = []
    blocks = as_blocks(nodes)
    for before, block in pairwise([None, *blocks]):
        # Two lists in a row would be one.
        if before and block and before.tag == block.tag and block.tag in ("ul", "ol"):
            texts.append("<!-- -->")
        texts.append(_block(block, page) if block else "")
    return "\n\n".join(filter(None, texts))


def _block(block: Element, page: PagePath) -> str:
    tag = block.tag
    if tag in HEADINGS:
        return f"{'#' * int(tag[1])} {_line(block.children, page)}"
    if tag == "blockquote":
        return _prefixed("> ", markdown_of(block.children, page))
    if tag in ("ul", "ol"):
        return _list(block, page)
    if tag == "pre":
        return _fence(block)
    if tag == "table":
        return _table(block, page)
    if tag == "hr":
        return "---"
    if tag == "tex-display":
        return f"$$\n{text_of(block).strip()}\n$$"
    if kind := alert_kind(block):
        inside = tuple(c for c in block.children if isinstance(c, Element))[1:]
        return _prefixed("> ", f"[!{kind.upper()}]\n{markdown_of(inside, page)}")
    if tag == "details":
        summary, *rest = as_blocks(block.children) or [Element("p")]
        title = _line(summary.children, page) if summary.tag == "summary" else ""
        shown: Inlines = tuple(rest) if summary.tag == "summary" else block.children
        text = markdown_of(shown, page)
        return f"**{title}**\n\n{text}" if title else text
    if isinstance(block.mark, FootnoteList):
        notes = (e for e in block.walk() if isinstance(e.mark, FootnoteText))
        return "\n\n".join(_footnote(note, page) for note in notes)
    if tag == "dt":
        return f"**{_line(block.children, page)}**"
    if tag in _BESIDE or any(map(is_block, block.children)):
        return markdown_of(block.children, page)
    seen = list(filter(is_seen, block.children))
    formulas = [e for e in seen if isinstance(e, Element) and e.tag == "tex-display"]
    if formulas and len(formulas) == len(seen):
        return "\n\n".join(_block(formula, page) for formula in formulas)
    return _LINE_START.sub(r"\1\\\2", _inline(block.children, page).strip())


def _list(block: Element, page: PagePath) -> str:
    items = [c for c in block.children if isinstance(c, Element)]
    loose = any(isinstance(c, Element) and c.tag == "p" for item in items for c in item.children)
    start = block.get("start", "1")
    first = int(start) if start.isdecimal() and len(start) < 8 else 1
    lines = []
    number = first - 1
    for item in items:
        value = item.get("value")
        number = int(value) if value.isdecimal() and len(value) < 8 else number + 1
        marker = "- " if block.tag == "ul" else f"{number}. "
        if isinstance(item.mark, Task):
            marker += "[x] " if item.mark.done else "[ ] "
        indent = " " * (2 if block.tag == "ul" else len(f"{number}. "))
        inside = as_blocks(item.children)
        text = "\n\n".join(_block(child, page) for child in inside)
        if not loose:
            text = re.sub(r"\n\n(?=[-\d])", "\n", text)
        lines.append((marker + _prefixed(indent, text)[len(indent) :]).rstrip())
    return ("\n\n" if loose else "\n").join(lines)


def _footnote(note: Element, page: PagePath) -> str:
    text = markdown_of(note.children, page)
    return f"[^{note.get('value')}]: {_prefixed(' ' * 4, text).lstrip()}".rstrip()


def _fence(block: Element) -> str:
    language = next((e.mark.language for e in block.walk() if isinstance(e.mark, Code)), "")
    text = text_of(block).removesuffix("\n")
    marks = _backticks(text, 3)
    return f"{marks}{language}\n{text}\n{marks}"


def _table(block: Element, page: PagePath) -> str:
    rows = [
        [c for c in e.children if isinstance(c, Element)] for e in block.walk() if e.tag == "tr"
    ]
    width = max(map(len, rows), default=0)
    if not width:
        return ""
    aligns = {"left": ":--", "center": ":-:", "right": "--:"}
    rule = [aligns.get(cell.get("align"), "---") for cell in rows[0]]
    lines = ["| " + " | ".join(rule + ["---"] * (width - len(rule))) + " |"]
    for row in rows:
        cells = [_cell(cell, page) for cell in row] + [""] * (width - len(row))
        lines.append("| " + " | ".join(cells) + " |")
    lines[:2] = reversed(lines[:2])
    return "\n".join(lines)


def _cell(cell: Element, page: PagePath) -> str:
    if any(map(is_block, cell.children)):
        pieces = [_inline((text,), page) for text in _texts(cell)]
        text = "<br>".join(" ".join(piece.split()) for piece in pieces)
    else:
        text = " ".join(_inline(cell.children, page, br="<br>").split())
    return re.sub(r"(?<!\\)\|", r"\|", text)


def _texts(block: Element) -> Iterator[str]:
    """The text of each paragraph, item and the like in ``block``."""
    if any(map(is_block, block.children)):
        for inner in as_blocks(block.children):
            yield from _texts(inner)
    else:
        yield text_of(block)


def _line(nodes: Inlines, page: PagePath) -> str:
    return " ".join(_inline(nodes, page, br=" ").split())


def _inline(nodes: Inlines, page: PagePath, br: str = "<br>\n") -> str:
    # In HTML a line break follows a <br>; two line breaks would end the paragraph.
    return "".join(_node(node, page, br) for node in nodes).replace("<br>\n\n", "<br>\n")


def _node(node: Node, page: PagePath, br: str) -> str:
    if isinstance(node, str):
        return _text(node)
    tag = node.tag
    if tag == "br":
        return br
    if tag.startswith("tex-"):
        tex = " ".join(text_of(node).split())
        return f"${tex}$" if tag == "tex-inline" else f"$${tex}$$"
    if tag in ("code", "tt"):
        return _code(" ".join(text_of(node).split("\n")))
    if tag == "img" and not node.get("src"):
        return _text(node.get("alt"))
    if tag == "img":
        return f"![{_text(node.get('alt'))}]({_address(node, 'src', page)})"
    inner = _inline(node.children, page, br)
    if isinstance(node.mark, FootnoteBacklink):
        return ""
    if tag == "a" and node.get("href"):
        return f"[{inner}]({_address(node, 'href', page)})"
    if isinstance(node.mark, FootnoteReference):
        return f"[^{text_of(*node.children)}]"
    if tag in _SIGNS and inner.strip():
        edge = re.fullmatch(r"(\s*)(.*?)(\s*)", inner, re.DOTALL)
        sign = _SIGNS[tag]
        return f"{edge[1]}{sign}{edge[2]}{sign}{edge[3]}" if edge else inner
    if tag in ("sub", "sup", "kbd", "ins", "q", "mark"):
        return f"<{tag}>{inner}</{tag}>"
    return inner if tag in _BARE or not is_block(node) else f"{inner} "


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _code(text: str) -> str:
    marks = _backticks(text, 1)
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{marks}{edge}{text}{edge}{marks}"


def _address(node: Element, name: str, page: PagePath) -> str:
    value, target = node.get(name), node.mark
    if isinstance(target, Target):
        anchor = f"#{target.anchor}" if target.anchor else ""
        if target.path == page and anchor:
            return anchor
        is_page = target.path.endswith(".md")
        path = copy_path(PagePath(target.path)) if is_page else target.path
        value = posixpath.relpath(path, directory(page)) + anchor
    return f"<{value}>" if re.search(r"[\s()]", value) else value


def _prefixed(prefix: str, text: str) -> str:
    """``text`` with ``prefix`` before each line, and no white space at the end of lines."""
    return "\n".join((prefix + line).rstrip() for line in text.split("\n"))


def _backticks(code: str, least: int) -> str:
    """The backticks around ``code``: more than any run in it, and ``least`` or more."""
    return "`" * max(least, 1 + max(map(len, re.findall(r"`+", code)), default=0))
