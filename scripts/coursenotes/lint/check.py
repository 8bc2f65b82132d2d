"""Find problems in the notes other than dead links and formulas. Pure.

:func:`source_problems` reads the parser's tokens, which hold what the tree has lost;
:func:`name_problems` reads the sections. Every plan includes their problems, so every command
reports them; :func:`lint` adds the spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from coursenotes.elements import HEADINGS, plain
from coursenotes.gfm.front_matter import tidy
from coursenotes.gfm.parser import Parsed, parse
from coursenotes.gfm.source_text import Source, SourceMap
from coursenotes.lint.addresses import address_problem
from coursenotes.lint.duplicates import repeated, short
from coursenotes.lint.foreign_syntax import foreign, undefined, visible
from coursenotes.lint.html import Text, pieces, stripped
from coursenotes.lint.spelling import misspelt
from coursenotes.lint.unclosed import (
    OpenDetails,
    merge_conflicts,
    unclosed_fence,
    unclosed_formulas,
)
from coursenotes.model import Notes, NotesFile, Position, Problem, Question, Section, Severity
from coursenotes.outline.language import language_of
from coursenotes.outline.question_titles import name_of
from coursenotes.translations import ENGLISH


def lint(
    files: Iterable[NotesFile], notes: Notes, problems: Iterable[Problem]
) -> tuple[Problem, ...]:
    """Return the ``problems`` of ``notes``, and the misspelt words of ``files`` in English."""
    english = [file for file in files if language_of(notes.files[file.path].root) == ENGLISH]
    spelling = {
        Problem(Position(notes.files[file.path].path, line, column), Severity.HINT, message)
        for file in english
        for line, column, message in misspelt(parse(tidy(file.text)))
    }
    return tuple(sorted(spelling.union(problems)))


def source_problems(path: str, parsed: Parsed, wiki_links: bool = False) -> tuple[Problem, ...]:
    """Return the problems in the source of the file at ``path``, given as ``parsed``.

    ``wiki_links`` is true if the site makes links of ``[[…]]``.
    """
    return tuple(sorted(set(_Reader(path, Source(parsed.text), wiki_links).read(parsed))))


# --- questions ------------------------------------------------------------------------------------


def name_problems(text: str, root: Section) -> tuple[Problem, ...]:
    """Return the questions without an answer and the repeated names in ``root``.

    ``text`` is the source that ``root`` was made from.
    """
    source = Source(text)
    found = {
        Problem(at._replace(column=source.first_column(at.line)), Severity.HINT, message)
        for at, message in (*_unanswered(root), *repeated(root))
    }
    return tuple(sorted(found))


def _unanswered(section: Section) -> Iterator[tuple[Position, str]]:
    for item in section.items:
        if isinstance(item, Question) and not item.answer:
            asked = short(plain(*name_of(item)))
            yield item.at, f"question without an answer: “{asked}”; write it below the question"
    for part in section.parts:
        yield from _unanswered(part)


# --- what only the parser's tokens hold -----------------------------------------------------------


class _Reader:
    """Reads the tokens once, in source order, and collects what is wrong in them."""

    def __init__(self, path: str, source: Source, wiki_links: bool) -> None:
        self.path = path
        self.wiki_links = wiki_links
        self.source = source
        self.problems: list[Problem] = []
        self.details = OpenDetails()
        self.used: set[str] = set()
        self.cells = 0
        self.in_head = False
        self.heading = 0

    def read(self, parsed: Parsed) -> list[Problem]:
        """Return all problems of the file."""
        before = ""
        for token in parsed.tokens:
            if token.type == "inline":
                self._inline(token, before)
            elif token.type == "html_block":
                self._raw_html(token.meta["source_map"], 0, token.content)
            elif token.type == "fence":
                if found := unclosed_fence(token, self.source):
                    self._report(*found)
            elif token.type == "heading_open" and token.level == 0 and token.map:
                line = token.map[0] + 1
                self._heading(int(token.tag[1]), line, self.source.column(line, "#"))
            elif token.type == "thead_open":
                self.cells, self.in_head = 0, True
            elif token.type == "th_open":
                self.cells += 1
            elif token.type == "thead_close":
                self.in_head = False
            elif token.type == "tr_open" and not self.in_head and token.map:
                self._row(token.map[0] + 1)
            if token.type != "paragraph_open":
                before = token.type
        for problem in (*self.details.problems(), *merge_conflicts(self.source, parsed.tokens)):
            self._report(*problem)
        self._footnotes(parsed.defined)
        return self.problems

    def _report(self, line: int, column: int, severity: Severity, message: str) -> None:
        self.problems.append(Problem(Position(self.path, line, column), severity, message))

    def _hint(self, place: tuple[int, int], message: str) -> None:
        self._report(*place, Severity.HINT, message)

    def _heading(self, level: int, line: int, column: int) -> None:
        if self.heading and level > self.heading + 1:
            right = "#" * (self.heading + 1)
            message = f"heading jumps from level {self.heading} to {level}; write it with {right}"
            self._hint((line, column), message)
        self.heading = level

    def _row(self, line: int) -> None:
        """Report cells beyond the head's. Only the marks of quotes come before a body row."""
        whole = self.source.line(line).rstrip()
        row = whole.lstrip(" \t>")
        cells = escapedSplit(row)
        cells = cells[1:] if cells[0] == "" else cells
        cells = cells[:-1] if cells and cells[-1] == "" else cells
        if len(cells) <= self.cells:
            return
        bars = [found.start() for found in re.finditer(r"(?<!\\)\|", row)]
        bar = bars[self.cells if row.startswith("|") else self.cells - 1]
        behind = row[bar + 1 :]
        column = len(whole) - len(behind.lstrip()) + 1
        lost = " | ".join(cell.strip() for cell in cells[self.cells :])
        message = f"table row has {len(cells)} cells, the head {self.cells}: GitHub drops "
        if lost.strip(" |"):
            message += f"“{short(lost)}”; write a | inside a cell as \\|"
        else:
            message += "the empty rest"
        self._hint((line, min(column, len(whole))), message)

    def _inline(self, token: Token, before: str) -> None:
        source_map: SourceMap = token.meta["source_map"]
        for child in token.children or ():
            if child.type == "html_inline":
                self._raw_html(source_map, child.meta["at"], child.content)
            elif child.type in ("link_open", "image"):
                self._address(child, token.content)
            elif child.type == "footnote_ref":
                self.used.add(str(child.meta["label"]).casefold())
        text = visible(token)
        opens_quote = before == "blockquote_open"
        found = foreign(text, opens_quote, self.wiki_links)
        for offset, message in (*found, *undefined(text), *unclosed_formulas(text)):
            self._hint(source_map.place(offset), message)

    def _address(self, token: Token, paragraph: str) -> None:
        if "place" not in token.meta:
            return
        kind, key = ("link", "href") if token.type == "link_open" else ("picture", "src")
        address = str(token.attrGet(key) or "")
        shown = paragraph[token.meta["at"] : token.meta.get("label_end")] if kind == "link" else ""
        # An address shown as its own text tells readers what to type, and so may be local.
        if address.startswith("http") and address in shown:
            return
        if message := address_problem(address):
            self._hint(token.meta["place"], f"{kind} {message}")

    def _raw_html(self, source_map: SourceMap, base: int, html: str) -> None:
        """Check the tags of ``html``, which begins at offset ``base`` of the content."""
        for piece in pieces(html):
            if isinstance(piece, Text):
                continue
            place = source_map.place(base + piece.offset)
            self.details.note(piece, place)
            if not piece.closing:
                for message in stripped(piece):
                    self._hint(place, message)
                if piece.name in HEADINGS:
                    self._heading(int(piece.name[1]), *place)

    def _footnotes(self, defined: list[tuple[str, int]]) -> None:
        first: dict[str, int] = {}
        for label, line in sorted(defined, key=lambda definition: definition[1]):
            place = line, self.source.column(line, "[^")
            if (before := first.setdefault(label.casefold(), line)) != line:
                message = (
                    f"footnote [^{label}] is defined on line {before} too: only that one shows"
                )
                self._hint(place, message)
            elif label.casefold() not in self.used:
                message = (
                    f"footnote [^{label}] is defined, but nothing refers to it: it is not shown"
                )
                self._hint(place, message)
