"""The notes → what their author should know of, for ``make check``. Pure: nothing is changed.

What stops a strict build (dead links, formulas, missing pictures) is found while the site is
planned; :func:`lint` adds what only the source can tell and gives every problem its column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from coursenotes import gfm
from coursenotes.lint_html import Text, Verbatim, pieces, stripped
from coursenotes.model import Notes, Problem, Question, Section, Severity, SitePlan
from coursenotes.outline import tidy
from coursenotes.places import WINDOW, Source, Spread
from coursenotes.question_names import name_of
from coursenotes.repeats import repeated, short
from coursenotes.spelling import Spelling
from coursenotes.tree import HEADINGS, plain


def lint(text: str, notes: Notes, plan: SitePlan) -> tuple[Problem, ...]:
    """Every problem of the notes in ``text``, sorted, none twice; never raises.

    ``notes`` and ``plan`` are what was made of that text. The plan's own problems are among them,
    with the column, and the line within a paragraph, where these can be told.
    """
    source = Source(tidy(text))
    found = [*_placed(plan.problems, source), *_name_problems(notes, source)]
    found += _Reader(notes.path, source).read()
    return tuple(sorted(set(found)))


def formatted(problem: Problem, *, github: bool = False) -> str:
    """``file:line:column: level: message``, or the workflow command that annotates that place."""
    line, message = max(problem.line, 1), problem.message
    if not github:
        message = " ".join(message.split())
        return f"{problem.path}:{line}:{problem.column}: {problem.severity}: {message}"
    level = "notice" if problem.severity is Severity.HINT else str(problem.severity)
    place = f"file={_escaped(problem.path, ':,')},line={line},col={problem.column}"
    return f"::{level} {place}::{_escaped(message)}"


def _escaped(value: str, more: str = "") -> str:
    for sign in "%\r\n" + more:
        value = value.replace(sign, f"%{ord(sign):02X}")
    return value


# --- places ---------------------------------------------------------------------------------------

_ADDRESS = re.compile(r"(?:link|picture) (\S+): ")


def _placed(problems: Sequence[Problem], source: Source) -> Iterator[Problem]:
    """The plan's problems, found again in the source: the n-th of equal ones at its n-th place."""
    begin: dict[tuple[int, str], tuple[int, int]] = {}
    for problem in problems:
        if found := _ADDRESS.match(problem.message):
            words = found[1]
        elif problem.message.startswith("formula "):
            words = problem.message.removeprefix("formula ").partition(": ")[0]
        else:
            yield problem
            continue
        key = (problem.line, words)
        line, start = begin.get(key, (problem.line, 0))
        while (text := source.line(line)) and not text.isspace() and line < problem.line + 1000:
            column = _found(text, words, start)
            if column >= 0:
                problem = replace(problem, line=line, column=column + 1)
                start = column + len(words)
                break
            line, start = line + 1, 0
        begin[key] = (line, start)
        yield problem


def _found(line: str, words: str, start: int) -> int:
    """Where an address or formula stands, rather behind its opening mark than inside a word."""
    for mark in ("(", '"', "$", "<"):
        if (column := line.find(mark + words, start)) >= 0:
            return column + 1
    return line.find(words, start)


# --- questions ------------------------------------------------------------------------------------


def _name_problems(notes: Notes, source: Source) -> Iterator[Problem]:
    for line, severity, message in (*_unanswered(notes.root), *repeated(notes.root)):
        yield Problem(notes.path, line, source.first_column(line), severity, message)


def _unanswered(section: Section) -> Iterator[tuple[int, Severity, str]]:
    for item in section.items:
        if isinstance(item, Question) and not item.answer:
            asked = short(plain(*name_of(item)))
            message = f"question without an answer: “{asked}”; write it below the question"
            yield item.line, Severity.HINT, message
    for part in section.parts:
        yield from _unanswered(part)


# --- what only the parser's tokens tell -----------------------------------------------------------


class _Reader:
    """Reads the tokens once, in the order of the notes, and collects what is wrong in them."""

    def __init__(self, path: str, source: Source) -> None:
        self.path = path
        self.source = source
        self.problems: list[Problem] = []
        self.spelling = Spelling()
        self.cells = 0
        self.in_head = False
        self.heading = 0

    def read(self) -> list[Problem]:
        """All problems."""
        for token in gfm.tokens(self.source.text):
            if token.type == "inline":
                self._inline(token)
            elif token.type == "html_block":
                spread = self.source.spread(token)
                self._raw_html(spread, 0, token.content, Verbatim())
            elif token.type == "heading_open" and token.level == 0 and token.map:
                self._heading(int(token.tag[1]), token.map[0] + 1, 0)
            elif token.type == "thead_open":
                self.cells, self.in_head = 0, True
            elif token.type == "th_open":
                self.cells += 1
            elif token.type == "thead_close":
                self.in_head = False
            elif token.type == "tr_open" and not self.in_head and token.map:
                self._row(token.map[0] + 1)
        for line, column, message in self.spelling.problems():
            self._tell(line, column, Severity.HINT, message)
        return self.problems

    def _tell(self, line: int, column: int, severity: Severity, message: str) -> None:
        self.problems.append(Problem(self.path, line, column, severity, message))

    def _heading(self, level: int, line: int, column: int) -> None:
        if self.heading and level > self.heading + 1:
            message = (
                f"heading jumps from level {self.heading} to {level}; "
                f"write it with {'#' * (self.heading + 1)}"
            )
            column = column or self.source.column(line, "#")
            self._tell(line, column, Severity.HINT, message)
        self.heading = level

    def _row(self, line: int) -> None:
        """A row with more cells than the head; a body row has no marks before it but quotes'."""
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
            self._tell(line, column, Severity.WARNING, message)
        else:
            message += "the empty rest"
            self._tell(line, min(column, len(whole)), Severity.HINT, message)

    def _inline(self, token: Token) -> None:
        spread = self.source.spread(token)
        content, at = token.content, 0
        verbatim = Verbatim()
        address = False
        for child in token.children or ():
            if child.type == "softbreak" or child.type == "hardbreak":
                at = content.find("\n", at) + 1 or at
                continue
            if child.type == "link_open":
                address = child.markup in ("autolink", "linkify") or child.info == "auto"
            elif child.type == "link_close":
                address = False
            if not child.content:
                continue
            begin = content.find(child.content, at, at + len(child.content) + WINDOW)
            if child.type == "html_inline":
                self._raw_html(spread, max(begin, at), child.content, verbatim)
            elif child.type in ("text", "image") and not address and not verbatim.depth:
                self.spelling.look(spread, max(begin, at), child.content, begin >= 0)
            if begin >= 0:
                at = begin + len(child.content)

    def _raw_html(self, spread: Spread, base: int, html: str, verbatim: Verbatim) -> None:
        """Look at the tags and the text of ``html``, which begins at ``base`` of the content."""
        for piece in pieces(html):
            if isinstance(piece, Text):
                if not verbatim.depth:
                    self.spelling.look(spread, base + piece.offset, piece.text, True)
                continue
            if not piece.closing:
                line, column = spread.place(base + piece.offset, piece.source)
                for severity, message in stripped(piece):
                    self._tell(line, column, severity, message)
                if piece.name in HEADINGS:
                    self._heading(int(piece.name[1]), line, column)
            verbatim.note(piece)
