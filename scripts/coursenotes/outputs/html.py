"""Render a page's tree as HTML with a table of contents.

It adds everything that a page has besides the tree: links to headings, frames around questions and
tables, names of controls, formulas as MathML, highlighted code, drawn diagrams. So no later step
has to search in finished HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape, unescape

from markdown.extensions.toc import slugify, unique
from msgspec import Struct
from msgspec.structs import replace

from coursenotes.elements import HEADINGS, VOID, alert_kind, as_blocks, is_seen, text_of
from coursenotes.model import Asking, Code, Element, Explained, Inlines, Node, Task
from coursenotes.outline.excerpts import shown_text
from coursenotes.outputs.contents import Entry, nested
from coursenotes.outputs.html_writer import Writer, asks
from coursenotes.outputs.pictures import roomy, with_sized_sources
from coursenotes.outputs.tables import shaped
from coursenotes.plan.relative import link_to
from coursenotes.plan.terms import opening
from coursenotes.render import mermaid
from coursenotes.render.formulas import definitions_before, shown, tex_of
from coursenotes.render.highlighting import highlighted

TOOLS = "<!-- tools -->"
"""Marks the place below the title where the template puts the page's controls."""
_LISTED = range(2, 5)
"""The levels of the headings in the table of contents. Level 1 is the page's title."""


class RenderedPage(Struct, frozen=True):
    """A page as the site shows it."""

    html: str
    contents: tuple[Entry, ...]
    ids: frozenset[str]
    """All ids on the page, to which links can lead."""


def render_page(blocks: Sequence[Element], page: str) -> RenderedPage:
    """Return the HTML of ``blocks`` on the page at ``page``, with links relative to it.

    A heading without an id gets one from its text. Never raises.
    """
    writer = Writer(page, _ids(blocks), _HANDLERS)
    titled = bool(blocks) and blocks[0].tag == "h1"
    if titled:
        writer.flow(blocks[:1])
        writer.out.append(f"{TOOLS}\n")
    writer.flow(blocks[titled:])
    for number, explained in enumerate(writer.explained, 1):
        _gloss(writer, explained, number)
    return RenderedPage("".join(writer.out), nested(writer.entries), frozenset(writer.ids))


def _ids(blocks: Sequence[Element]) -> set[str]:
    return {
        value
        for block in blocks
        for element in block.walk()
        for name, value in element.attributes
        if name in ("id", "name")
    }


def _heading(writer: Writer, node: Element) -> None:
    """Write a heading and list it in the contents; outside questions and controls add a link."""
    level, anchor, more = int(node.tag[1]), node.get("id"), ""
    own = node.mark.label if isinstance(node.mark, Asking) else ""
    label = escape(own or shown_text(node.children), quote=False)
    if not anchor:
        anchor = unique(slugify(unescape(label), "-"), writer.ids)
        more = f' id="{escape(anchor)}"'
    number = node.mark.number if isinstance(node.mark, Asking) else ""
    if number:
        more += f' data-number="{escape(number)}"'
    if level in _LISTED:
        writer.entries.append(Entry(level, anchor, label, number=number))
    writer.start(node, more)
    writer.nodes(node.children)
    if not asks(node) and not writer.in_control:
        link = f'class="headerlink" href="#{escape(anchor)}" title="Permanent link"'
        writer.out.append(f"<a {link}>&para;</a>")
    writer.out.append(f"</{node.tag}>")


def _link(writer: Writer, node: Element) -> None:
    """Write a link. In print its address follows, unless the link shows the address itself."""
    if isinstance(node.mark, Explained):
        _term(writer, node, node.mark)
        return
    href = node.get("href")
    own = node.children == (href,) and href.startswith(("http://", "https://"))
    writer.start(node, ' class="address"' if own else "")
    _control(writer, node)


def _term(writer: Writer, node: Element, explained: Explained) -> None:
    """Write a term in running text; its meaning follows at the end of the page."""
    writer.explained.append(explained)
    link = link_to(explained.target, node.children)
    # No slug contains a ".", so this id cannot be a heading's.
    writer.start(link, f' class="term" aria-describedby="term.{len(writer.explained)}"')
    _control(writer, link)


def _gloss(writer: Writer, explained: Explained, number: int) -> None:
    """Write the meaning of a term, hidden until a script shows it next to the term."""
    writer.out.append(f'<div class="gloss" id="term.{number}" popover>')
    writer.element(Element("p", (), explained.meaning))
    writer.element(link_to(explained.target, (explained.place,)))
    writer.out.append("</div>\n")


def _summary(writer: Writer, node: Element) -> None:
    """Write the ``<summary>`` of a ``<details>``."""
    writer.start(node)
    _control(writer, node)


def _control(writer: Writer, node: Element) -> None:
    """Write the inside and end of a link or summary, without links in it."""
    around, writer.in_control = writer.in_control, True
    writer.nodes(node.children)
    writer.in_control = around
    writer.out.append(f"</{node.tag}>")


def _container(writer: Writer, node: Element) -> None:
    """Write an element with blocks in it. Loose text between them becomes a paragraph."""
    writer.start(node)
    writer.flow(as_blocks(node.children))
    writer.out.append(f"</{node.tag}>")


def _table(writer: Writer, node: Element) -> None:
    """Write a table in a frame that scrolls, prepared for narrow screens by its shape."""
    writer.out.append('<div class="table-frame">')
    writer.element(shaped(node))
    writer.out.append("</div>")


def _item(writer: Writer, node: Element) -> None:
    """Write an item of a list, which may be a task or hold blocks."""
    tags = {child.tag for child in node.children if isinstance(child, Element)}
    if isinstance(node.mark, Task):
        _task(writer, node, node.mark.done)
    elif tags & HEADINGS or {"p", "tex-display"} <= tags:
        _container(writer, node)
    else:
        writer.element(node)


def _task(writer: Writer, node: Element, done: bool) -> None:
    """Write a task with its checkbox, whose accessible name is the task's text."""
    name = escape(shown_text(opening(node.children)) or "…")
    checked = " checked" if done else ""
    writer.start(node, ' class="task-list-item"')
    box = f'<input type="checkbox" disabled{checked} aria-label="{name}"> '
    first, rest = _first_seen(node.children)
    if isinstance(first, Element) and first.tag == "p":
        writer.start(first)
        writer.out.append(box)
        writer.nodes(first.children)
        writer.out.append("</p>")
        writer.nodes(rest)
    else:
        writer.out.append(box)
        writer.nodes((first, *rest))
    writer.out.append("</li>")


def _division(writer: Writer, node: Element) -> None:
    """Write a ``<div>``, which may be one of GitHub's alerts."""
    kind = alert_kind(node)
    if not kind:
        writer.element(node)
        return
    title, rest = _first_seen(node.children)
    name = escape(text_of(title), quote=False)
    writer.out.append(f'<div class="admonition {kind}"><p class="admonition-title">{name}</p>\n')
    writer.flow(as_blocks(rest))
    writer.out.append("</div>")


def _preformatted(writer: Writer, node: Element) -> None:
    """Write a ``<pre>``. If it holds only code, highlight it or draw it as a diagram."""
    code = node.children[0] if len(node.children) == 1 and not node.attributes else ""
    if isinstance(code, str) or not _is_plain_code(code):
        writer.start(node)
        # HTML ignores a line break at the very beginning.
        writer.out.append("\n" * text_of(node).startswith("\n"))
        writer.nodes(node.children)
        writer.out.append("</pre>")
        return
    text, language = text_of(code), code.mark.language if isinstance(code.mark, Code) else ""
    if language == mermaid.LANGUAGE:
        plain = f"<pre><code>{escape(text, quote=False)}</code></pre>"
        writer.out.append(mermaid.figure(text.removesuffix("\n"), plain))
    else:
        writer.out.append(highlighted(text, language))


def _formula(writer: Writer, node: Element) -> None:
    """Write a formula as MathML."""
    writer.out.append(shown(tex_of(node), node.tag == "tex-display", definitions_before(node)))


def _image(writer: Writer, node: Element) -> None:
    """Write an ``<img>`` with its size, so that the browser can reserve its place."""
    writer.start(roomy(node) if node.get("src") else node)


def _picture(writer: Writer, node: Element) -> None:
    """Write a ``<picture>``, which has other versions for some screens."""
    writer.element(with_sized_sources(node))


def _teletype(writer: Writer, node: Element) -> None:
    """Write a ``<tt>``, which HTML no longer has, as ``<code>``."""
    writer.element(replace(node, tag="code"))


_HANDLERS: Mapping[str, Callable[[Writer, Element], None]] = {
    **dict.fromkeys(HEADINGS, _heading),
    **dict.fromkeys(VOID, Writer.start),
    **dict.fromkeys(("tex-inline", "tex-display"), _formula),
    "a": _link,
    "summary": _summary,
    **dict.fromkeys(("blockquote", "details"), _container),
    "table": _table,
    "li": _item,
    "div": _division,
    "pre": _preformatted,
    "tt": _teletype,
    "img": _image,
    "picture": _picture,
}
"""Tags → functions that write the elements; others are written unchanged."""


def _first_seen(nodes: Inlines) -> tuple[Node, Inlines]:
    """The first of ``nodes`` that is more than white space, and all nodes after it."""
    place = next((place for place, node in enumerate(nodes) if is_seen(node)), len(nodes))
    return (nodes[place], nodes[place + 1 :]) if place < len(nodes) else ("", ())


def _is_plain_code(element: Element) -> bool:
    """True for a ``<code>`` that holds only text."""
    return (
        element.tag == "code"
        and all(isinstance(child, str) for child in element.children)
        and not element.attributes
    )
