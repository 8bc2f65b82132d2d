"""A page as a tree → its HTML and its table of contents.

All that a page has in addition to the tree is written here: links to headings, frames around
questions and tables, names of controls, formulas as MathML, highlighted code, drawn diagrams. So
no later step has to search in finished HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape

from markdown.extensions.toc import slugify, unique

from coursenotes.elements import BLOCKS, HEADINGS, VOID, alert_kind, as_blocks, is_seen, text_of
from coursenotes.model import Answering, Asking, Code, Element, Explained, Inlines, Node, Task
from coursenotes.outline.excerpts import shown_text
from coursenotes.outputs.contents import Entry, nested
from coursenotes.outputs.pictures import roomy, with_sized_sources
from coursenotes.outputs.tables import shaped
from coursenotes.plan.relative import address, link_to
from coursenotes.plan.terms import opening
from coursenotes.render import mermaid
from coursenotes.render.formulas import definitions_before, shown, tex_of
from coursenotes.render.highlighting import highlighted

TOOLS = "<!-- tools -->"
"""A mark below the title, where the template puts the page's controls."""
_LISTED = range(2, 5)
"""The levels of the headings in the table of contents. Level 1 is the page's title."""
_BARE = frozenset({"open", "reversed", "hidden"})


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as the site shows it."""

    html: str
    contents: tuple[Entry, ...]
    ids: frozenset[str]
    """All ids on it, to which links can lead."""


def render_page(blocks: Sequence[Element], page: str) -> RenderedPage:
    """The HTML of ``blocks`` on the page at ``page``, with links relative to it.

    A heading without an id gets one from its text. Never raises.
    """
    writer = _Writer(page, _ids(blocks))
    writer.page_of(blocks)
    return RenderedPage("".join(writer.out), nested(writer.entries), frozenset(writer.ids))


def _ids(blocks: Sequence[Element]) -> set[str]:
    return {
        value
        for block in blocks
        for element in block.walk()
        for name, value in element.attributes
        if name in ("id", "name")
    }


class _Writer:
    """Writes node after node; :data:`_KINDS` names the method for each kind of element."""

    def __init__(self, page: str, ids: set[str]) -> None:
        self.page = page
        self.ids = ids
        self.written: set[str | None] = set()
        self.out: list[str] = []
        self.entries: list[Entry] = []
        self.glosses: list[Explained] = []
        self.in_control = False

    def page_of(self, blocks: Sequence[Element]) -> None:
        """Write the blocks of a page, with the place for its controls below the title."""
        titled = bool(blocks) and blocks[0].tag == "h1"
        if titled:
            self.flow(blocks[:1])
            self.out.append(f"{TOOLS}\n")
        self.flow(blocks[titled:])
        for number, explained in enumerate(self.glosses, 1):
            self.gloss(explained, number)

    def flow(self, nodes: Sequence[Node]) -> None:
        """Write blocks. A question is written together with its answer."""
        place = 0
        while place < len(nodes):
            node = nodes[place]
            end = place + 1
            if isinstance(node, Element) and _asks(node):
                end = _end_of_question(nodes, place)
                self.question(node, nodes[place + 1 : end])
            elif isinstance(node, str) or node.tag in BLOCKS:
                self.nodes((node,))
            else:
                around = "p" if node.tag == "tex-display" else "div"
                self.element(Element(around, (), (node,)))
            self.out.append("\n")
            place = end

    def nodes(self, nodes: Sequence[Node]) -> None:
        """Write nodes without questions among them."""
        for node in nodes:
            if isinstance(node, str):
                self.out.append(escape(node, quote=False))
            else:
                _KINDS.get(node.tag, _Writer.element)(self, node)

    def element(self, node: Element) -> None:
        """Write an element as it is."""
        self.start(node)
        self.nodes(node.children)
        self.out.append(f"</{node.tag}>")

    def start(self, node: Element, more: str = "") -> None:
        """Write the start tag of ``node``, with ``more`` attributes before its own."""
        if not node.attributes:
            self.out.append(f"<{node.tag}{more}>")
            return
        pieces = [
            f" {name}" if value is None else f' {name}="{escape(value)}"'
            for name, value in _attributes(node, self.page)
            if name != "id" or self.is_new(value)
        ]
        self.out.append(f"<{node.tag}{more}{''.join(pieces)}>")

    def is_new(self, own: str | None) -> bool:
        """Whether no element so far has this id: an author may give it twice, and HTML may not."""
        if own in self.written:
            return False
        self.written.add(own)
        return True

    # --- questions ---

    def question(self, heading: Element, below: Sequence[Node]) -> None:
        """Write a question in its frame. ``below`` are its options and, at the end, its answer.

        The style sheet lays the control over the heading. The heading is not in the ``<summary>``,
        because then the options would have to be there too, and HTML allows no lists and no code in
        a summary.
        """
        anchor = escape(heading.get("id"))
        line = heading.mark.line if isinstance(heading.mark, Asking) else 0
        told = f' data-line="{line}"' if line else ""  # to report a mistake
        self.out.append(f'<div class="qa"{told}>\n')
        self.heading(heading)
        self.out.append("\n")
        self.flow(below[:-1])
        if below and isinstance(below[-1], Element):
            self.answer(below[-1], heading, anchor)
        else:
            self.link_to(heading, anchor)
        self.out.append("</div>")

    def link_to(self, heading: Element, anchor: str) -> None:
        """Write the link to a question, after everything that belongs to it."""
        if isinstance(heading.mark, Asking) and heading.mark.link:
            words = escape(heading.mark.link, quote=False)
            self.out.append(f'<a class="headerlink question-link" href="#{anchor}">{words}</a>\n')

    def answer(self, details: Element, heading: Element, anchor: str) -> None:
        """Write an answer and its control, which is named after the question at ``anchor``."""
        summary, *blocks = details.children
        # No slug holds a ".", so this id cannot be a heading's.
        own = f"answer.{anchor}"
        self.ids.add(unescape(own))
        self.start(details)
        self.out.append(f'<summary id="{own}" aria-labelledby="{own} {anchor}">')
        self.nodes(summary.children if isinstance(summary, Element) else (summary,))
        self.out.append("</summary>\n")
        self.flow(blocks)
        self.link_to(heading, anchor)
        self.out.append("</details>\n")

    # --- kinds of elements ---

    def heading(self, node: Element) -> None:
        """A heading with its entry in the contents and, outside questions and controls, a link."""
        level, anchor, more = int(node.tag[1]), node.get("id"), ""
        own = node.mark.label if isinstance(node.mark, Asking) else ""
        label = escape(own or shown_text(node.children), quote=False)
        if not anchor:
            anchor = unique(slugify(unescape(label), "-"), self.ids)
            more = f' id="{escape(anchor)}"'
        number = node.mark.number if isinstance(node.mark, Asking) else ""
        if number:
            more += f' data-number="{escape(number)}"'
        if level in _LISTED:
            self.entries.append(Entry(level, anchor, label, number=number))
        self.start(node, more)
        self.nodes(node.children)
        if not _asks(node) and not self.in_control:
            link = f'class="headerlink" href="#{escape(anchor)}" title="Permanent link"'
            self.out.append(f"<a {link}>&para;</a>")
        self.out.append(f"</{node.tag}>")

    def link(self, node: Element) -> None:
        """A link. On paper its address follows, unless the link shows the address itself."""
        if isinstance(node.mark, Explained):
            self.term(node, node.mark)
            return
        href = node.get("href")
        own = node.children == (href,) and href.startswith(("http://", "https://"))
        self.start(node, ' class="address"' if own else "")
        self.control(node)

    def term(self, node: Element, explained: Explained) -> None:
        """A term in running text; what it means stands at the end of the page."""
        self.glosses.append(explained)
        link = link_to(explained.target, node.children)
        # No slug holds a ".", so this id cannot be a heading's.
        self.start(link, f' class="term" aria-describedby="term.{len(self.glosses)}"')
        self.control(link)

    def gloss(self, explained: Explained, number: int) -> None:
        """What a term means, hidden until a script shows it beside the term."""
        self.out.append(f'<div class="gloss" id="term.{number}" popover>')
        self.element(Element("p", (), explained.meaning))
        self.element(link_to(explained.target, (explained.place,)))
        self.out.append("</div>\n")

    def summary(self, node: Element) -> None:
        """What opens a ``<details>``."""
        self.start(node)
        self.control(node)

    def control(self, node: Element) -> None:
        """The inside and end of a link or summary, to which no other link may be added."""
        around, self.in_control = self.in_control, True
        self.nodes(node.children)
        self.in_control = around
        self.out.append(f"</{node.tag}>")

    def container(self, node: Element) -> None:
        """An element with blocks in it. Loose text between them becomes a paragraph."""
        self.start(node)
        self.flow(as_blocks(node.children))
        self.out.append(f"</{node.tag}>")

    def table(self, node: Element) -> None:
        """A table in a frame that scrolls, prepared for narrow screens by its shape."""
        self.out.append('<div class="table-frame">')
        self.element(shaped(node))
        self.out.append("</div>")

    def item(self, node: Element) -> None:
        """An item of a list, which may be a task or hold blocks."""
        tags = {child.tag for child in node.children if isinstance(child, Element)}
        if isinstance(node.mark, Task):
            self.task(node, node.mark.done)
        elif tags & HEADINGS or {"p", "tex-display"} <= tags:
            self.container(node)
        else:
            self.element(node)

    def task(self, node: Element, done: bool) -> None:
        """A task with its box. The box has the task's text as its name, for screen readers."""
        name = escape(shown_text(opening(node.children)) or "…")
        checked = " checked" if done else ""
        self.start(node, ' class="task-list-item"')
        box = f'<input type="checkbox" disabled{checked} aria-label="{name}"> '
        first, rest = _first_seen(node.children)
        if isinstance(first, Element) and first.tag == "p":
            self.start(first)
            self.out.append(box)
            self.nodes(first.children)
            self.out.append("</p>")
            self.nodes(rest)
        else:
            self.out.append(box)
            self.nodes((first, *rest))
        self.out.append("</li>")

    def box(self, node: Element) -> None:
        """A ``<div>``: also one of GitHub's alerts."""
        kind = alert_kind(node)
        if not kind:
            self.element(node)
            return
        title, rest = _first_seen(node.children)
        name = escape(text_of(title), quote=False)
        self.out.append(f'<div class="admonition {kind}"><p class="admonition-title">{name}</p>\n')
        self.flow(as_blocks(rest))
        self.out.append("</div>")

    def preformatted(self, node: Element) -> None:
        """A block of code. It is highlighted, or drawn as a diagram, if it holds only code."""
        code = node.children[0] if len(node.children) == 1 and not node.attributes else ""
        if isinstance(code, str) or not _is_plain_code(code):
            self.start(node)
            # HTML ignores a line break at the very beginning.
            self.out.append("\n" * text_of(node).startswith("\n"))
            self.nodes(node.children)
            self.out.append("</pre>")
            return
        text, language = text_of(code), code.mark.language if isinstance(code.mark, Code) else ""
        if language == mermaid.LANGUAGE:
            plain = f"<pre><code>{escape(text, quote=False)}</code></pre>"
            self.out.append(mermaid.figure(text.removesuffix("\n"), plain))
        else:
            self.out.append(highlighted(text, language))

    def formula(self, node: Element) -> None:
        """A formula as MathML."""
        self.out.append(shown(tex_of(node), node.tag == "tex-display", definitions_before(node)))

    def image(self, node: Element) -> None:
        """A picture with its size, so the browser can keep its place."""
        self.start(roomy(node) if node.get("src") else node)

    def picture(self, node: Element) -> None:
        """A picture that has other versions for some screens."""
        self.element(with_sized_sources(node))

    def teletype(self, node: Element) -> None:
        """A ``<tt>``, which no longer exists in HTML."""
        self.element(replace(node, tag="code"))


_Kind = Callable[[_Writer, Element], None]
_KINDS: Mapping[str, _Kind] = {
    **dict.fromkeys(HEADINGS, _Writer.heading),
    **dict.fromkeys(VOID, _Writer.start),
    **dict.fromkeys(("tex-inline", "tex-display"), _Writer.formula),
    "a": _Writer.link,
    "summary": _Writer.summary,
    **dict.fromkeys(("blockquote", "details"), _Writer.container),
    "table": _Writer.table,
    "li": _Writer.item,
    "div": _Writer.box,
    "pre": _Writer.preformatted,
    "tt": _Writer.teletype,
    "img": _Writer.image,
    "picture": _Writer.picture,
}
"""The methods for elements that are not written as they are."""


def _attributes(node: Element, page: str) -> Iterator[tuple[str, str | None]]:
    """The attributes of ``node`` on the page at ``page``; ``None`` for one without a value."""
    for name, value in node.attributes:
        if name in ("href", "src"):
            yield name, address(node, name, page)
        elif name == "align" and node.tag in ("td", "th"):
            yield "style", f"text-align: {value};"
        else:
            yield name, None if not value and name in _BARE else value


def _asks(node: Element) -> bool:
    """Whether a node is the heading of a question."""
    return isinstance(node.mark, Asking)


def _end_of_question(nodes: Sequence[Node], start: int) -> int:
    """The place behind the answer of the question at ``start``; behind its heading without one."""
    for place in range(start + 1, len(nodes)):
        node = nodes[place]
        if isinstance(node, Element) and isinstance(node.mark, Answering):
            return place + 1
        if isinstance(node, Element) and node.tag in HEADINGS:
            break
    return start + 1


def _first_seen(nodes: Inlines) -> tuple[Node, Inlines]:
    """The first of ``nodes`` that is more than white space, and all nodes after it."""
    place = next((place for place, node in enumerate(nodes) if is_seen(node)), len(nodes))
    return (nodes[place], nodes[place + 1 :]) if place < len(nodes) else ("", ())


def _is_plain_code(element: Element) -> bool:
    """Whether an element is ``<code>`` that holds only text."""
    return (
        element.tag == "code"
        and all(isinstance(child, str) for child in element.children)
        and not element.attributes
    )
