"""The plan → what the reader's search needs: an index of words, and texts to show a piece of.

Both files are scripts that set one global each, for a script loads where the site is opened as
files and ``fetch`` does not; the site asks for them when a reader turns to the search.

``search/index.js`` sets ``notesSearchIndex``:

- ``places``: every page, heading and question in the order of the notes, as ``[title, address,
  place above, kind]``; the address is a page's folder or a ``#`` on the page above, the place above
  -1 for none, the kind 0 for a page, 1 for a heading, 2 for a question.
- ``words``: a line for each word of the texts, titles left aside: the word, a space, and each place
  that has it as the distance from the place before in base 36 and a sign for how much its text is
  about it: ``.``, ``:`` or ``!``.
- ``acronyms``: pairs ``[acronym, what it stands for in these notes]``. Not an object: every
  object of JavaScript has names, such as ``constructor``, that an acronym may have too.

``search/texts.js`` sets ``notesSearchTexts``: the text of each place, a block a line.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from mkdocs.utils.meta import get_data

from coursenotes.elements import BLOCKS, HEADINGS, text_of
from coursenotes.extensions.engine import render
from coursenotes.gfm.tree import to_tree
from coursenotes.model import Element, File, Heading, Node, Question, TextFile
from coursenotes.outline.excerpts import shown_text
from coursenotes.outline.question_titles import name_of
from coursenotes.outputs.search_tokens import MAX_LENGTH, acronyms, terms
from coursenotes.plan.addresses import Placed
from coursenotes.plan.footnotes import Footnotes, references
from coursenotes.plan.relative import directory
from coursenotes.site import Site

INDEX = "search/index.js"
TEXTS = "search/texts.js"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

_MATHML = re.compile(r"<math\b[^>]*? aria-label=\"([^\"]*)\".*?</math>", re.DOTALL)
_BACK_TO_TEXT = re.compile(r"(?:\s*↩\ufe0e?\d*)+\Z")  # at the end of a footnote
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>')


class Kind(IntEnum):
    """What a place is; the search puts questions first."""

    PAGE = 0
    HEADING = 1
    QUESTION = 2


@dataclass(frozen=True, slots=True)
class Destination:
    """A place that a result of the search leads to."""

    title: str
    address: str
    above: int
    kind: Kind
    text: tuple[str, ...]
    """Its blocks as plain text: a paragraph, a list item, a table's row."""


def search_files(site: Site) -> Iterator[File]:
    """The index and the texts of the notes' pages and of those written by hand."""
    destinations = list(_destinations(site.home, site.footnotes))
    for page in site.by_hand:
        destinations += _destinations_by_hand(page, len(destinations))
    postings = _postings(destinations)
    index = {
        "places": [[d.title, d.address, d.above, d.kind] for d in destinations],
        "words": "\n".join(f"{word} {places}" for word, places in sorted(postings.items())),
        "acronyms": _acronyms(destinations),
    }
    yield _script(INDEX, "notesSearchIndex", index)
    yield _script(TEXTS, "notesSearchTexts", ["\n".join(d.text) for d in destinations])


def _script(path: str, name: str, value: object) -> File:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return File(path, f"globalThis.{name}={text}\n".encode())


# --- places ---------------------------------------------------------------------------------------


def _destinations(home: Placed, footnotes: Footnotes) -> Iterator[Destination]:
    count = 0
    waiting: list[tuple[Placed, int]] = [(home, -1)]
    while waiting:
        placed, above = waiting.pop()
        found = list(_destinations_of(placed, above, count, footnotes))
        yield from found
        # The home page is above every other: to say so would tell nothing.
        below = -1 if placed is home else count
        waiting += [(part, below) for part in reversed(placed.parts)]
        count += len(found)


def _destinations_of(
    placed: Placed, above: int, first: int, footnotes: Footnotes
) -> Iterator[Destination]:
    """A page and what is on it, the page itself being the ``first``."""
    address = _address(placed.path)
    title, name = placed.title, placed.section.title
    kind, blocks = Kind.PAGE, list[Node]()
    open_headings: list[tuple[int, int]] = []  # level and number of the headings we are below
    number = first
    waiting = set(footnotes.on_page.get(placed.path, {}))

    def destination() -> Destination:
        notes = _notes(name, blocks, footnotes, waiting)
        return Destination(title, address, above, kind, tuple(_lines([*blocks, *notes])))

    for item, anchors in zip(placed.section.items, placed.anchors, strict=True):
        if isinstance(item, Element):
            blocks.append(item)
            continue
        yield destination()
        number += 1
        level = item.level or 7  # a question that is no heading stands below any
        open_headings = [heading for heading in open_headings if heading[0] < level]
        above = open_headings[-1][1] if open_headings else first
        name = name_of(item) if isinstance(item, Question) else item.text
        title, address = shown_text(name), f"#{anchors[0]}"
        if isinstance(item, Heading):
            kind, blocks = Kind.HEADING, []
        else:
            kind, blocks = Kind.QUESTION, [*item.prompt, *item.answer]
        if isinstance(item, Heading) or item.level:
            open_headings.append((level, number))
    yield destination()


def _destinations_by_hand(page: TextFile, first: int) -> Iterator[Destination]:
    """The places of a page written by hand, read from the HTML that the site shows."""
    text, front_matter = get_data(page.text)
    html = render(text)
    tree = to_tree(_PERMALINK.sub("", _MATHML.sub(r"\1", html)))
    name = directory(page.path).rpartition("/")[2]
    title = str(front_matter.get("title") or "")
    address, kind, above, blocks = _address(page.path), Kind.PAGE, -1, list[Node]()
    for block in tree.children:
        if not (isinstance(block, Element) and block.tag in HEADINGS):
            blocks.append(block)
        elif not title and kind is Kind.PAGE and block.tag == "h1":
            title = shown_text(block.children)
        elif anchor := block.get("id").removeprefix("user-content-"):
            yield Destination(title or name, address, above, kind, tuple(_lines(blocks)))
            title, address, above = shown_text(block.children), f"#{anchor}", first
            kind, blocks = Kind.HEADING, []
    yield Destination(title or name, address, above, kind, tuple(_lines(blocks)))


def _address(path: str) -> str:
    folder = directory(path)
    return "" if folder == "." else f"{folder}/"


# --- texts ----------------------------------------------------------------------------------------


def _notes(
    name: Sequence[Node], blocks: Sequence[Node], footnotes: Footnotes, waiting: set[str]
) -> Iterator[Element]:
    """The texts of footnotes that a place refers to, or these do: each once on a page.

    Those that were found are taken out of ``waiting``.
    """
    found: deque[Element] = deque(e for e in (*name, *blocks) if isinstance(e, Element))
    while found:
        for reference in references(found.popleft().walk()):
            number = reference.partition(":")[0]
            if number in waiting:
                waiting.remove(number)
                yield footnotes.texts[number]
                found.append(footnotes.texts[number])


def _lines(nodes: Sequence[Node]) -> Iterator[str]:
    """The text that a reader sees in ``nodes``, a line for each block or row of a table."""
    running: list[Node] = []
    for node in nodes:
        if isinstance(node, str) or not any(e.tag in BLOCKS for e in node.walk()):
            running.append(node)
            continue
        yield from _line(shown_text(running))
        running = []
        if node.tag == "tr":
            cells = [shown_text(c.children) for c in node.children if isinstance(c, Element)]
            yield from _line(" · ".join(filter(None, cells)))
        elif node.tag == "pre":
            yield from (line for text in text_of(node).split("\n") for line in _line(text))
        else:
            yield from _lines(node.children)
    yield from _line(shown_text(running))


def _line(text: str) -> Iterator[str]:
    text = " ".join(_BACK_TO_TEXT.sub("", text).split())
    if text:
        yield text


# --- words ----------------------------------------------------------------------------------------


def _postings(destinations: Sequence[Destination]) -> dict[str, str]:
    """Each word of the texts with the places that have it, written as the index wants it."""
    counted = [Counter(t for line in d.text for t in terms(line)) for d in destinations]
    usual = sum(map(Counter.total, counted)) / (len(destinations) or 1)
    found: defaultdict[str, list[str]] = defaultdict(list)
    last: dict[str, int] = {}
    for place, words in enumerate(counted):
        length = words.total()
        for word, times in words.items():
            if len(word) > MAX_LENGTH:
                continue
            gap = place - last.get(word, 0)
            last[word] = place
            found[word].append(_base36(gap) + _level(times, length, usual))
    return {word: "".join(places) for word, places in found.items()}


def _level(times: int, length: int, usual: float) -> str:
    """How much a text is about a word, by BM25: often is more, in a long text less."""
    share = times / (times + 1.2 * (0.25 + 0.75 * length / usual))
    return "." if share < 0.4 else ":" if share < 0.65 else "!"


def _base36(number: int) -> str:
    digits = _DIGITS[number % 36]
    while number := number // 36:
        digits = _DIGITS[number % 36] + digits
    return digits


def _acronyms(destinations: Sequence[Destination]) -> list[tuple[str, list[str]]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for destination in destinations:
        for name, spelled in acronyms((destination.title, *destination.text)):
            found[name].add(spelled)
    return [(name, sorted(spelled)) for name, spelled in sorted(found.items())]
