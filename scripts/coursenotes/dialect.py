"""The tree → the site's Markdown; HTML where its Markdown cannot say the same.

GitHub's dialect and Python-Markdown's differ, so nothing of the author's source is copied: each
block is written anew, in a form that Python-Markdown reads as it was meant.
:func:`block_markdown` gives that form, or raises :class:`CannotSay`;
:func:`coursenotes.html_form.block_html` always works. Which of the two a page gets is decided, and
proved, by :mod:`coursenotes.proof`.
"""

from __future__ import annotations

import re
from itertools import pairwise

from coursenotes.elements import alert_kind, as_blocks, is_block, is_seen
from coursenotes.gfm.tree import HEADINGS, text_of
from coursenotes.html_form import block_html
from coursenotes.model import Element, Node
from coursenotes.outputs.fences import backticks, prefixed
from coursenotes.running_text import SPECIAL, CannotSay, formula_markdown, inline_markdown

INDENT = "    "
"""Python-Markdown nests by four columns."""

HEAVY = 5_000
"""Elements from which a block is more than Python-Markdown reads in good time."""
_LONG = 100_000_000
"""Letters times signs from which running text is: each sign costs a copy of the paragraph."""
_LANGUAGE = re.compile(r"[A-Za-z][\w+#.-]*\Z")


def block_markdown(block: Element, page: str) -> str:
    """``block`` in the site's Markdown, without a line break at its end.

    ``page`` is the path of the page it will stand on, from which links are made relative. Raises
    :class:`CannotSay` for what Markdown has no form for.
    """
    tag = block.tag
    if _is_heavy(block):
        raise CannotSay("too much for the engine")
    if tag == "p":
        _only(block)
        return inline_markdown(block.children, page)
    if tag in HEADINGS:
        anchor = block.get("id")
        text = inline_markdown(block.children, page).replace("\n", " ")
        marks = [f"#{anchor}"] * bool(anchor) + [f".{name}" for name in block.get("class").split()]
        if label := block.get("data-toc-label"):
            marks.append(f'data-toc-label="{label}"')
        return f"{'#' * int(tag[1])} {text}" + (f" {{{' '.join(marks)}}}" if marks else "")
    if tag in ("ul", "ol"):
        return _list(block, page)
    if tag == "blockquote":
        _only(block)
        return prefixed("> ", _blocks(block.children, page))
    if tag == "pre":
        return _fence(block)
    if tag == "table":
        return _table(block, page)
    if tag == "hr":
        return "---"
    if tag == "tex-display":
        return formula_markdown(block)
    if tag == "details":
        return _details(block, page)
    if (kind := alert_kind(block)) and block.children:
        title, *rest = (c for c in block.children if isinstance(c, Element))
        return boxed(f"{kind} | {text_of(title).strip()}", _blocks(tuple(rest), page))
    raise CannotSay(tag)


def _is_heavy(block: Element) -> bool:
    elements = sum(1 for _ in block.walk())
    text = text_of(block)
    return elements > HEAVY or len(text) * (elements + len(SPECIAL.findall(text))) > _LONG


def boxed(header: str, content: str) -> str:
    """A ``///`` block of pymdownx around ``content``, its fence longer than any inside."""
    longest = max((len(m) for m in re.findall(r"(?m)^/{3,}", content)), default=2)
    fence = "/" * (longest + 1)
    return f"{fence} {header}\n\n{content}\n\n{fence}"


def _only(block: Element, *names: str) -> None:
    if any(name not in names for name, _ in block.attributes):
        raise CannotSay("attributes")


def _blocks(nodes: tuple[Node, ...], page: str) -> str:
    """The contents of a quote, a list item or a box: blocks with loose text between them."""
    return "\n\n".join(block_markdown(block, page) for block in as_blocks(nodes))


def _list(block: Element, page: str) -> str:
    _only(block, *(("start",) if block.get("start") in ("0", "1") else ()))
    if block.get("start") == "0":
        raise CannotSay("start")
    items = [c for c in block.children if isinstance(c, Element)]
    if any(item.tag != "li" for item in items) or not items:
        raise CannotSay("list")
    inside = (c for item in items for c in item.children if isinstance(c, Element))
    loose = any(c.tag == "p" or c.tag in HEADINGS for c in inside)
    lines: list[str] = []
    for number, item in enumerate(items, 1):
        _only(item, "data-task")
        blocks = as_blocks(item.children)
        if not blocks:
            raise CannotSay("empty item")
        text = block_markdown(blocks[0], page)
        for before, after in pairwise(blocks):
            tight = not loose and after.tag in ("ul", "ol") and before.tag == "p"
            text += ("\n" if tight else "\n\n") + block_markdown(after, page)
        if task := item.get("data-task"):
            text = f"[{task}] {text}"
        marker = "-" if block.tag == "ul" else f"{number}."
        indented = prefixed(INDENT, text)[len(INDENT) :]
        lines.append(marker.ljust(len(INDENT) - 1) + " " + indented)
    return ("\n\n" if loose else "\n").join(lines)


def _fence(block: Element) -> str:
    code = block.children[0] if len(block.children) == 1 else None
    if not isinstance(code, Element) or code.tag != "code":
        raise CannotSay("pre without code")
    if any(not isinstance(child, str) for child in code.children):
        raise CannotSay("markup in code")
    text = "".join(c for c in code.children if isinstance(c, str))
    language = code.get("data-lang")
    if "\t" in text or not text.strip() or (language and not _LANGUAGE.match(language)):
        raise CannotSay("code")
    marks = backticks(text, 3)
    return f"{marks}{language}\n{text.removesuffix(chr(10))}\n{marks}"


def _table(block: Element, page: str) -> str:
    _only(block)
    rows = [e for e in block.walk() if e.tag == "tr"]
    if sum(e.tag == "table" for e in block.walk()) > 1 or len(rows) < 2:
        raise CannotSay("table")
    grid = [[c for c in row.children if isinstance(c, Element)] for row in rows]
    if any(cell.tag != "th" for cell in grid[0]) or any(c.tag != "td" for r in grid[1:] for c in r):
        raise CannotSay("head")
    if len({len(row) for row in grid}) != 1:
        raise CannotSay("ragged")
    aligns = [cell.get("align") for cell in grid[0]]
    lines = []
    for row in grid:
        for cell, align in zip(row, aligns, strict=True):
            _only(cell, "align")
            if cell.get("align") != align:
                raise CannotSay("alignment")
        cells = [_cell(cell, page) for cell in row]
        lines.append("| " + " | ".join(cells) + " |")
    rule = {"left": ":---", "center": ":---:", "right": "---:"}
    lines.insert(1, "| " + " | ".join(rule.get(align, "---") for align in aligns) + " |")
    return "\n".join(lines)


def _cell(cell: Element, page: str) -> str:
    if any(is_block(child) for child in cell.children):
        raise CannotSay("block in cell")
    text = inline_markdown(cell.children, page, cell=True).replace("\n", " ")
    if "|" in text:
        raise CannotSay("bar in cell")
    return text


def _details(block: Element, page: str) -> str:
    _only(block, "open", *(("class",) if block.get("class") == "answer" else ()))
    children = list(filter(is_seen, block.children))
    if not children or not isinstance(children[0], Element) or children[0].tag != "summary":
        raise CannotSay("no summary")
    summary = children[0]
    if any(is_block(child) for child in summary.children):
        raise CannotSay("block in summary")
    title = inline_markdown(summary.children, page).replace("\n", " ")
    content = "\n\n".join(body_blocks(tuple(children[1:]), page))
    is_open = any(name == "open" for name, _ in block.attributes)
    kind = f"\n{INDENT}type: answer" if block.get("class") else ""
    opened = f"\n{INDENT}open: true" if is_open else ""
    return boxed(f"details | {title}{kind}{opened}", content)


def body_blocks(nodes: tuple[Node, ...], page: str) -> list[str]:
    """Blocks that stand where raw HTML is possible too: on the page itself or in a box."""
    out = []
    for block in as_blocks(nodes):
        try:
            out.append(block_markdown(block, page))
        except CannotSay:
            out.append(block_html(block, page))
    return out
