"""A page as a tree → its HTML and its table of contents.

What a page needs beyond the tree is written here too: links to headings, frames around questions
and tables, names of controls, formulas as MathML, highlighted code, drawn diagrams. So nothing is
looked for in finished text, and the page says what the tree says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape

from markdown.extensions.toc import slugify, unique

from coursenotes.elements import BLOCKS, HEADINGS, VOID, alert_kind, as_blocks, is_seen, text_of
from coursenotes.model import Answering, Asking, Code, Element, Explained, Inlines, Node, Task
from coursenotes.outline.excerpts import shown_text
from coursenotes.outputs.pictures import roomy, with_sized_sources
from coursenotes.outputs.tables import shaped
from coursenotes.plan.relative import address, link_to
from coursenotes.plan.terms import opening
from coursenotes.render import mermaid
from coursenotes.render.formulas import definitions_before, shown, tex_of
from coursenotes.render.highlighting import highlighted

TOOLS = "<!-- tools -->"
"""Stands below the title: there the template puts what one can do with the page."""
_LISTED = range(2, 5)
"""The levels of the headings that the table of contents lists: a page has one title."""
_BARE = frozenset({"open", "reversed", "hidden"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading in a page's table of contents."""

    level: int
    id: str
    title: str
    """As HTML, which is text with its signs escaped."""
    below: tuple[Entry, ...] = ()
    number: str = ""
    """Of a question that has one."""


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as the site shows it."""

    html: str
    contents: tuple[Entry, ...]
    ids: frozenset[str]
    """Every place on it that a link can lead to."""


def render_page(blocks: Sequence[Element], page: str) -> RenderedPage:
    """The HTML of ``blocks`` on the page at ``page``, from which links are made relative.

    A heading without an id gets one from its text. Never raises.
    """
    writer = _Writer(page, _ids(blocks))
    writer.page_of(blocks)
    return RenderedPage("".join(writer.out), _nested(writer.entries), frozenset(writer.ids))


def _ids(blocks: Sequence[Element]) -> set[str]:
    return {
        value
        for block in blocks
        for element in block.walk()
        for name, value in element.attributes
        if name in ("id", "name")
    }


def _nested(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """``entries``, each below the last one before it of a higher level."""
    done: list[Entry] = []
    start = 0
    while start < len(entries):
        first = entries[start]
        end = start + 1
        while end < len(entries) and entries[end].level > first.level:
            end += 1
        below = _nested(entries[start + 1 : end])
        done.append(replace(first, below=below))
        start = end
    return tuple(done)


class _Writer:
    """Writes node after node; :data:`_KINDS` names the method for each kind of element."""

    def __init__(self, page: str, ids: set[str]) -> None:
        self.page = page
        self.ids = ids
        self.out: list[str] = []
        self.entries: list[Entry] = []
        self.glosses: list[Explained] = []
        self.in_control = False

    def page_of(self, blocks: Sequence[Element]) -> None:
        """The blocks of a whole page; below its title is the place for its tools."""
        titled = bool(blocks) and blocks[0].tag == "h1"
        if titled:
            self.flow(blocks[:1])
            self.out.append(f"{TOOLS}\n")
        self.flow(blocks[titled:])
        for number, explained in enumerate(self.glosses, 1):
            self.gloss(explained, number)

    def flow(self, nodes: Sequence[Node]) -> None:
        """Blocks among which there may be questions, each of which takes its answer along."""
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
        """Nodes, none of which is a question."""
        for node in nodes:
            if isinstance(node, str):
                self.out.append(escape(node, quote=False))
            else:
                _KINDS.get(node.tag, _Writer.element)(self, node)

    def element(self, node: Element) -> None:
        """An element that HTML has as it is."""
        self.start(node)
        self.nodes(node.children)
        self.out.append(f"</{node.tag}>")

    def start(self, node: Element, more: str = "") -> None:
        """The tag that opens ``node``, with ``more`` attributes before its own."""
        if not node.attributes:
            self.out.append(f"<{node.tag}{more}>")
            return
        pieces = [
            f" {name}" if value is None else f' {name}="{escape(value)}"'
            for name, value in _attributes(node, self.page)
        ]
        self.out.append(f"<{node.tag}{more}{''.join(pieces)}>")

    # --- questions ---

    def question(self, heading: Element, below: Sequence[Node]) -> None:
        """A question in its frame, with what stands ``below`` it: its options, last its answer.

        The style sheet lays the control over the heading. Were the heading in the ``<summary>``,
        what stands below it would have to be there as well, where HTML allows neither lists nor
        code.
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
        """The link to a question, behind all that belongs to it."""
        if isinstance(heading.mark, Asking) and heading.mark.link:
            words = escape(heading.mark.link, quote=False)
            self.out.append(f'<a class="headerlink question-link" href="#{anchor}">{words}</a>\n')

    def answer(self, details: Element, heading: Element, anchor: str) -> None:
        """An answer to open, by a control that is named after the question at ``anchor``."""
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
        """A heading, listed in the contents, and linked but for questions and inside controls."""
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
        """A link; on paper, one that shows another text than its address is followed by that."""
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
        """The inside and end of what is clicked as a whole, in which no link may be added."""
        around, self.in_control = self.in_control, True
        self.nodes(node.children)
        self.in_control = around
        self.out.append(f"</{node.tag}>")

    def container(self, node: Element) -> None:
        """An element with blocks in it: what is loose between them becomes a paragraph."""
        self.start(node)
        self.flow(as_blocks(node.children))
        self.out.append(f"</{node.tag}>")

    def table(self, node: Element) -> None:
        """A table by its shape, in a frame to scroll in."""
        self.out.append('<div class="table-frame">')
        self.element(shaped(node))
        self.out.append("</div>")

    def item(self, node: Element) -> None:
        """An item of a list: also a task, or a question of a list of such."""
        tags = {child.tag for child in node.children if isinstance(child, Element)}
        if isinstance(node.mark, Task):
            self.task(node, node.mark.done)
        elif tags & HEADINGS or {"p", "tex-display"} <= tags:
            self.container(node)
        else:
            self.element(node)

    def task(self, node: Element, done: bool) -> None:
        """A task with its box, which is named after it for whoever hears the page."""
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
        """A block of code, highlighted or drawn where nothing else is in it."""
        code = node.children[0] if len(node.children) == 1 and not node.attributes else ""
        if isinstance(code, str) or not _is_plain_code(code):
            self.start(node)
            # HTML does not count a line's end at the very beginning.
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
        """A picture, with the room that it takes."""
        self.start(roomy(node) if node.get("src") else node)

    def picture(self, node: Element) -> None:
        """A picture with others for some screens."""
        self.element(with_sized_sources(node))

    def teletype(self, node: Element) -> None:
        """A ``<tt>``, which HTML has no more."""
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
"""What writes each kind of element that is more than itself."""


def _attributes(node: Element, page: str) -> Iterator[tuple[str, str | None]]:
    """The attributes of ``node`` as HTML has them, on the page at ``page``; None has no value."""
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
    """The place behind the answer of the question at ``start``; without one, behind its heading."""
    for place in range(start + 1, len(nodes)):
        node = nodes[place]
        if isinstance(node, Element) and isinstance(node.mark, Answering):
            return place + 1
        if isinstance(node, Element) and node.tag in HEADINGS:
            break
    return start + 1


def _first_seen(nodes: Inlines) -> tuple[Node, Inlines]:
    """The first of ``nodes`` that is more than white space, and those behind it."""
    place = next((place for place, node in enumerate(nodes) if is_seen(node)), len(nodes))
    return (nodes[place], nodes[place + 1 :]) if place < len(nodes) else ("", ())


def _is_plain_code(element: Element) -> bool:
    """Whether an element is code, and nothing but text."""
    return (
        element.tag == "code"
        and all(isinstance(child, str) for child in element.children)
        and not element.attributes
    )
