"""Write a tree as HTML, node after node, and each question together with its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape, unescape

from coursenotes.elements import BLOCKS, HEADINGS
from coursenotes.model import Answering, Asking, Element, Explained, Node
from coursenotes.outputs.contents import Entry
from coursenotes.plan.relative import address

_BARE = frozenset({"open", "reversed", "hidden"})


class Writer:
    """The HTML of one page while it is written."""

    def __init__(
        self, page: str, ids: set[str], handlers: Mapping[str, Callable[[Writer, Element], None]]
    ) -> None:
        """``page`` is the page's path; links are relative to it.

        ``ids`` are those in use on it. ``handlers`` write the elements that are not written
        unchanged, by tag.
        """
        self.ids = ids
        self.out: list[str] = []
        self.entries: list[Entry] = []
        """The table of contents, in page order."""
        self.explained: list[Explained] = []
        """The terms whose meaning the page shows."""
        self._page = page
        self._handlers = handlers
        self._written: set[str | None] = set()
        self.in_control = False
        """True inside a link or a summary, where no other link may be."""

    def flow(self, nodes: Sequence[Node]) -> None:
        """Write blocks; loose text and inline elements become blocks."""
        place = 0
        while place < len(nodes):
            node = nodes[place]
            end = place + 1
            if isinstance(node, Element) and asks(node):
                end = _end_of_question(nodes, place)
                self._question(node, nodes[place + 1 : end])
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
                self._handlers.get(node.tag, Writer.element)(self, node)

    def element(self, node: Element) -> None:
        """Write an element unchanged."""
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
            for name, value in _attributes(node, self._page)
            if name != "id" or self._is_new(value)
        ]
        self.out.append(f"<{node.tag}{more}{''.join(pieces)}>")

    def _is_new(self, own: str | None) -> bool:
        """True for the first use of an id. Authors may repeat one; HTML forbids it."""
        if own in self._written:
            return False
        self._written.add(own)
        return True

    def _question(self, heading: Element, below: Sequence[Node]) -> None:
        """Write a question in its frame. ``below`` are its options and, at the end, its answer.

        The style sheet lays the control over the heading. The heading is not in the ``<summary>``,
        because then the options would have to be there too, and HTML allows no lists and no code in
        a summary.
        """
        anchor = escape(heading.get("id"))
        line = heading.mark.line if isinstance(heading.mark, Asking) else 0
        at_line = f' data-line="{line}"' if line else ""  # for the link to report a mistake
        self.out.append(f'<div class="qa"{at_line}>\n')
        self.nodes((heading,))
        self.out.append("\n")
        self.flow(below[:-1])
        if below and isinstance(below[-1], Element):
            self._answer(below[-1], heading, anchor)
        else:
            self._link_to(heading, anchor)
        self.out.append("</div>")

    def _link_to(self, heading: Element, anchor: str) -> None:
        """Write the link to a question, after everything that belongs to it."""
        if isinstance(heading.mark, Asking) and heading.mark.link:
            words = escape(heading.mark.link, quote=False)
            self.out.append(f'<a class="headerlink question-link" href="#{anchor}">{words}</a>\n')

    def _answer(self, details: Element, heading: Element, anchor: str) -> None:
        """Write an answer and its control, which is named after the question at ``anchor``."""
        summary, *blocks = details.children
        # No slug contains a ".", so this id cannot be a heading's.
        own = f"answer.{anchor}"
        self.ids.add(unescape(own))
        self.start(details)
        self.out.append(f'<summary id="{own}" aria-labelledby="{own} {anchor}">')
        self.nodes(summary.children if isinstance(summary, Element) else (summary,))
        self.out.append("</summary>\n")
        self.flow(blocks)
        self._link_to(heading, anchor)
        self.out.append("</details>\n")


def asks(node: Element) -> bool:
    """True for the heading of a question."""
    return isinstance(node.mark, Asking)


def _end_of_question(nodes: Sequence[Node], start: int) -> int:
    """The index after the answer to the question at ``start``; after its heading without one."""
    for place in range(start + 1, len(nodes)):
        node = nodes[place]
        if isinstance(node, Element) and isinstance(node.mark, Answering):
            return place + 1
        if isinstance(node, Element) and node.tag in HEADINGS:
            break
    return start + 1


def _attributes(node: Element, page: str) -> Iterator[tuple[str, str | None]]:
    """The attributes of ``node`` on the page at ``page``; ``None`` for one without a value."""
    for name, value in node.attributes:
        if name in ("href", "src"):
            yield name, address(node, name, page)
        elif name == "align" and node.tag in ("td", "th"):
            yield "style", f"text-align: {value};"
        else:
            yield name, None if not value and name in _BARE else value
