"""Link the first use of a term on a page to its explanation, with the meaning in a popover.

Not in headings, links, code and formulas, nor in the answer that explains the term, nor below an
explanation that is visible.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from coursenotes.elements import HEADINGS
from coursenotes.model import (
    Answering,
    Asking,
    Element,
    Explained,
    Node,
    Page,
    Target,
    Topic,
    with_children,
)
from coursenotes.plan.glossary import TERM
from coursenotes.plan.lexicon import Lexicon

_LEFT_ALONE = HEADINGS | frozenset(
    "a code pre kbd samp summary th tex-inline tex-display sup sub del s strike".split()
)


def with_term_uses(page: Page, lexicon: Lexicon, explained: dict[tuple[str, str], Topic]) -> Page:
    """Return ``page`` with a mark at the first use of each term; its ``text`` stays unchanged.

    ``explained`` maps places, by page and anchor, to the topics that they explain.
    """
    body = _Reader(page.path, lexicon, explained).blocks(page.body)
    return replace(page, body=tuple(body))


def places_of(topics: Iterable[Topic]) -> dict[tuple[str, str], Topic]:
    """Return the places that explain ``topics``, by page and anchor."""
    return {(t.places[0].page, t.places[0].anchor): t for t in topics}


class _Reader:
    """Reads a page once, in order."""

    def __init__(
        self, path: str, lexicon: Lexicon, explained: dict[tuple[str, str], Topic]
    ) -> None:
        self.path = path
        self.lexicon = lexicon
        self.explained = explained
        self.asked = ""
        self.linked: set[str] = set()
        """The texts of the topics that need no further link."""
        self.here: frozenset[str] = frozenset()
        """The topics that the current answer explains."""

    def blocks(self, nodes: Sequence[Node]) -> list[Element]:
        """Return the blocks of a page with the marks."""
        return [self.element(node) for node in nodes if isinstance(node, Element)]

    def element(self, node: Element) -> Element:
        if node.tag in _LEFT_ALONE or node.get("class") == "parts":
            if isinstance(node.mark, Asking):
                self.asked = node.get("id")
            return node
        if node.tag == TERM:
            if (topic := self.at(node.get("id"))) and not self.here:
                self.linked.add(topic.text)
            return node
        if isinstance(node.mark, Answering):
            anchors = [self.asked, *(e.get("id") for e in node.walk() if e.tag == TERM)]
            around, self.here = self.here, frozenset(t.text for a in anchors if (t := self.at(a)))
            node = self.inside(node)
            self.here = around
            return node
        return self.inside(node)

    def inside(self, node: Element) -> Element:
        children: list[Node] = []
        for child in node.children:
            if isinstance(child, Element):
                children.append(self.element(child))
            else:
                children += self.text(child)
        return with_children(node, children)

    def at(self, anchor: str) -> Topic | None:
        return self.explained.get((self.path, anchor)) if anchor else None

    def text(self, text: str) -> list[Node]:
        """``text`` with a mark at each first use."""
        out: list[Node] = []
        end = 0
        for use in self.lexicon.uses_in(text):
            topic = use.topic
            if topic is None or topic.text in self.linked or topic.text in self.here:
                continue
            self.linked.add(topic.text)
            place = topic.places[0]
            mark = Explained(Target(place.page, place.anchor), place.label, topic.meaning)
            out += [
                text[end : use.start],
                Element("a", (), (text[use.start : use.end],), mark=mark),
            ]
            end = use.end
        return [text] if not out else [piece for piece in (*out, text[end:]) if piece]
