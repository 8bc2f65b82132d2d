"""The tree → the site's Markdown; HTML where its Markdown cannot say the same.

GitHub's dialect and Python-Markdown's differ, so nothing of the author's source is copied: each
block is written anew, in a form that Python-Markdown reads as it was meant.
:func:`block_markdown` gives that form, or raises :class:`CannotSay`; :func:`block_html` always
works. Which of the two a page gets is decided, and proved, by :mod:`coursenotes.proof`.
"""

from __future__ import annotations

import posixpath
import re
from html import escape
from itertools import pairwise

from coursenotes.model import Element, Node
from coursenotes.tree import HEADINGS, VOID, text_of

INDENT = "    "
"""Python-Markdown nests by four columns."""

HEAVY = 5_000
"""Elements from which a block is more than Python-Markdown reads in good time."""
_LONG = 100_000_000
"""Letters times signs from which running text is: each sign costs a copy of the paragraph."""

BLOCKS = frozenset(
    "address blockquote center dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p "
    "pre section summary table tbody td tfoot th thead tr ul caption".split()
)
_ALERTS = ("note", "tip", "important", "warning", "caution")
_SIMPLE_ADDRESS = re.compile(r"(?:[A-Za-z0-9/#.:_?=&%~+,@!$-]|[^\x00-\xa0\s])+\Z")
_ENTITY_LIKE = re.compile(r"&(?=#?\w+;)")
_SPECIAL = re.compile(r"[\\`*_\[\]{}<|\x02\x03]")
# What would open a block if a line of text began with it, the theme's extensions included.
# (A picture's "![" may: a "[" of the text itself has been escaped before.)
_LINE_START = re.compile(r"(?m)^(?:(\d+)(?=[.)])|(?=[#>+\-=~:/?%]|!(?!\[)))([^\s])")
_LANGUAGE = re.compile(r"[A-Za-z][\w+#.-]*\Z")


class CannotSay(Exception):
    """The site's Markdown has no form for this block: it is written as HTML."""


def is_block(node: Node) -> bool:
    """Whether a node stands by itself, or holds what does, rather than in a line of text."""
    return isinstance(node, Element) and any(e.tag in BLOCKS for e in node.walk())


# --- Markdown -------------------------------------------------------------------------------------


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
        return f"{'#' * int(tag[1])} {text}" + (f" {{{' '.join(marks)}}}" if marks else "")
    if tag in ("ul", "ol"):
        return _list(block, page)
    if tag == "blockquote":
        _only(block)
        return _prefixed("> ", _blocks(block.children, page))
    if tag == "pre":
        return _fence(block)
    if tag == "table":
        return _table(block, page)
    if tag == "hr":
        return "---"
    if tag == "tex-display":
        return _formula_markdown(block)
    if tag == "details":
        return _details(block, page)
    if (kind := alert_kind(block)) and block.children:
        title, *rest = (c for c in block.children if isinstance(c, Element))
        return boxed(f"{kind} | {text_of(title).strip()}", _blocks(tuple(rest), page))
    raise CannotSay(tag)


def _is_heavy(block: Element) -> bool:
    elements = sum(1 for _ in block.walk())
    text = text_of(block)
    return elements > HEAVY or len(text) * (elements + len(_SPECIAL.findall(text))) > _LONG


def boxed(header: str, content: str) -> str:
    """A ``///`` block of pymdownx around ``content``, its fence longer than any inside."""
    longest = max((len(m) for m in re.findall(r"(?m)^/{3,}", content)), default=2)
    fence = "/" * (longest + 1)
    return f"{fence} {header}\n\n{content}\n\n{fence}"


def alert_kind(block: Element) -> str:
    """``note``, ``tip`` … for one of GitHub's alerts, else the empty string."""
    return next((k for k in _ALERTS if block.get("class") == f"markdown-alert-{k}"), "")


def _only(block: Element, *names: str) -> None:
    if any(name not in names for name, _ in block.attributes):
        raise CannotSay("attributes")


def _blocks(nodes: tuple[Node, ...], page: str) -> str:
    """The contents of a quote, a list item or a box: blocks with loose text between them."""
    return "\n\n".join(block_markdown(block, page) for block in as_blocks(nodes))


def as_blocks(nodes: tuple[Node, ...]) -> list[Element]:
    """``nodes`` with each run of loose text wrapped into a paragraph."""
    out: list[Element] = []
    run: list[Node] = []

    def end_run() -> None:
        if any(not isinstance(node, str) or node.strip() for node in run):
            line = next((n.line for n in run if isinstance(n, Element)), 0)
            if len(run) == 1 and isinstance(run[0], Element) and run[0].tag == "tex-display":
                out.append(run[0])
            else:
                out.append(Element("p", (), tuple(run), line))
        run.clear()

    for node in nodes:
        if isinstance(node, Element) and is_block(node):
            end_run()
            out.append(node)
        else:
            run.append(node)
    end_run()
    return out


def _prefixed(prefix: str, text: str) -> str:
    return "\n".join((prefix + line).rstrip() for line in text.split("\n"))


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
        indented = _prefixed(INDENT, text)[len(INDENT) :]
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
    marks = "`" * max(3, 1 + max((len(m) for m in re.findall(r"`+", text)), default=0))
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
    children = [c for c in block.children if not isinstance(c, str) or c.strip()]
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


# --- running text ---------------------------------------------------------------------------------


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
    return _SPECIAL.sub(_escape, _ENTITY_LIKE.sub("&amp;", text))


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
        return _formula_markdown(node)
    if tag == "br":
        return "<br>" if cell else "<br>\n"
    if tag == "code" and not node.attributes:
        return _code(node, page, cell)
    names = {name for name, _ in node.attributes} - {"data-internal"}
    if tag == "img" and names <= {"src", "alt"}:
        source = address(node, "src", page, raw=False)
        if _SIMPLE_ADDRESS.match(source):
            return f"![{_text(node.get('alt'))}]({source})"
    if tag in VOID:
        return _start_tag(node, page)
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
    return f"{_start_tag(node, page)}{inner}</{tag}>"


def _restore_spaces(node: Element, inner: str) -> str:
    text = text_of(node)
    lead = " " if text[:1].isspace() and inner else ""
    trail = " " if text[-1:].isspace() and inner else ""
    return lead + inner + trail


def _code(node: Element, page: str, cell: bool) -> str:
    if all(isinstance(child, str) for child in node.children):
        code = "".join(c for c in node.children if isinstance(c, str)).replace("\n", " ")
        awkward = "`" in code or code != code.strip() or (cell and set(code) & set("|\\"))
        if code and not awkward and not code.endswith("\\"):
            return f"`{code}`"
        return f"<code>{_verbatim(code)}</code>"
    return f"<code>{inline_markdown(node.children, page, cell=True)}</code>"


def _verbatim(text: str) -> str:
    """Text in which neither Markdown nor HTML finds anything to read."""
    return re.sub(r"[^\w ,.;]", lambda m: f"&#{ord(m.group())};", text)


def _formula_markdown(node: Element) -> str:
    if "</" in text_of(node):
        raise CannotSay("end of the <script> that holds a formula at first")
    return _formula(node)


def _formula(node: Element) -> str:
    tex = re.sub(r"\s*\n\s*", "\n", text_of(node).strip())
    if "%" not in tex:
        tex = re.sub(r"\n(?![\\\w&{(\[])", " ", tex)
    opening, closing = ("\\(", "\\)") if node.tag == "tex-inline" else ("\\[", "\\]")
    return f"{opening}{tex}{closing}"


# --- HTML -----------------------------------------------------------------------------------------


def block_html(block: Element, page: str) -> str:
    """``block`` as HTML that Python-Markdown passes through untouched."""
    html = _html(block, page, False).strip()
    return html if block.tag in BLOCKS else f"<div>{html}</div>"


def _html(node: Node, page: str, verbatim: bool) -> str:
    if isinstance(node, str):
        # A line of backticks or tildes would open a fence even inside raw HTML.
        text = escape(node, quote=False).replace("`", "&#96;").replace("~", "&#126;")
        return _code_text(text) if verbatim else re.sub(r"[ \t]*\n\s*", "\n", text)
    tag = node.tag
    if tag in ("tex-inline", "tex-display"):
        return f'<span class="tex">{escape(_formula(node))}</span>'
    if kind := alert_kind(node):
        return _alert_html(node, kind, page)
    if tag == "tt":
        tag = "code"
    inner = "".join(
        _html(child, page, verbatim or tag in ("pre", "code")) for child in node.children
    )
    if tag == "li" and node.get("data-task"):
        checked = " checked" if node.get("data-task") == "x" else ""
        box = (
            '<label class="task-list-control"><input type="checkbox" disabled'
            f'{checked}><span class="task-list-indicator"></span></label>'
        )
        return f'<li class="task-list-item">{box}{inner}</li>\n'
    if tag in VOID:
        return _start_tag(node, page)
    if tag == "li" and any(isinstance(c, Element) and _asks(c) for c in node.children):
        inner = f'<div class="qa">{inner}</div>'  # as frames.py does in Markdown
    end = "\n" if tag in BLOCKS else ""
    return f"{_start_tag(node, page)}{inner}</{tag}>{end}"


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


def _start_tag(node: Element, page: str) -> str:
    tag = "code" if node.tag == "tt" else node.tag
    pieces = [tag]
    for name, value in node.attributes:
        if name in ("data-task", "data-internal", "data-slug"):
            continue
        if name == "data-lang":
            name, value = "class", f"language-{value}"
        elif name in ("href", "src"):
            value = address(node, name, page, raw=True)
        elif name == "align" and tag in ("td", "th"):
            name, value = "style", f"text-align: {value};"
        bare = not value and name in ("open", "reversed")
        pieces.append(name if bare else f'{name}="{_attribute(value)}"')
    return f"<{' '.join(pieces)}>"


def _attribute(value: str) -> str:
    # Python-Markdown looks for its own signs inside the tags of running text, too.
    return re.sub(r"[`*_\[\]\\\n]", lambda m: f"&#{ord(m.group())};", escape(value))


def address(node: Element, name: str, page: str, raw: bool) -> str:
    """A link's or picture's address as the page has to write it.

    Addresses inside the site are marked ``data-internal`` and count from ``docs/``; ``raw`` asks
    for what a browser needs (MkDocs rewrites ``week-2.md`` in Markdown, never in raw HTML).
    """
    value = node.get(name)
    if not any(key == "data-internal" for key, _ in node.attributes):
        return value
    path, hash_sign, anchor = value.partition("#")
    if path == page and anchor:
        return f"#{anchor}"
    if not raw:
        return posixpath.relpath(path, posixpath.dirname(page) or ".") + hash_sign + anchor
    return posixpath.relpath(directory(path), directory(page)) + _slash(path) + hash_sign + anchor


def directory(path: str) -> str:
    """The address of a page below the site's own: ``course-1/week-2`` for its ``.md``."""
    stem = path.removesuffix(".md")
    return (posixpath.dirname(stem) if posixpath.basename(stem) == "index" else stem) or "."


def _slash(path: str) -> str:
    return "/" if path.endswith(".md") else ""
