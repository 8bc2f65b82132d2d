"""The notes → what their author should know of, for ``make check``. Pure: nothing is changed.

What stops a strict build (dead links, formulas, missing pictures) is found while the site is
planned; :func:`lint` adds what only the source can tell and gives every problem its column.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from coursenotes import gfm
from coursenotes.links import plain
from coursenotes.model import (
    Notes,
    Problem,
    Question,
    Section,
    Severity,
    SitePlan,
)
from coursenotes.outline import tidy
from coursenotes.repeats import repeated, short
from coursenotes.tree import HEADINGS, KEPT_TAGS

WINDOW = 4000
"""How far ahead a piece of text is looked for in its paragraph; bounds the time for long ones."""


def lint(text: str, notes: Notes, plan: SitePlan) -> tuple[Problem, ...]:
    """Every problem of the notes in ``text``, sorted, none twice; never raises.

    ``notes`` and ``plan`` are what was made of that text. The plan's own problems are among them,
    with the column, and the line within a paragraph, where these can be told.
    """
    source = _Source(tidy(text))
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


class _Source:
    """The lines of the notes, and where in them a piece of parsed text came from."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self._used: dict[int, int] = {}

    def line(self, number: int) -> str:
        """A line by its number from 1; empty where there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def column(self, number: int, words: str) -> int:
        """Where ``words`` stand on a line, from 1; 1 where they do not."""
        return max(self.line(number).find(words), 0) + 1 if words else 1

    def first_column(self, number: int) -> int:
        """Where a line's own text begins, behind its indent, quote, list and heading marks."""
        found = re.match(r"(?:[ \t>*#+-]|\d{1,9}[.)] |</?\w{1,10}>)*+", self.line(number))
        column = found.end() + 1 if found else 1
        return column if column <= len(self.line(number)) else 1

    def spread(self, token: Token) -> _Spread:
        """The place of a token's content, which the parser took out of its quotes and lists."""
        starts, columns, offset = [], [], 0
        first = token.map[0] + 1 if token.map else 1
        for number, piece in enumerate(token.content.split("\n"), first):
            starts.append(offset)
            offset += len(piece) + 1
            # A row's cells come one by one, so each is looked for behind the one before.
            column = self.line(number).find(piece, self._used.get(number, 0))
            if column >= 0:
                self._used[number] = column + len(piece)
            columns.append(column)
        return _Spread(self, first, token.content, starts, columns)


@dataclass(frozen=True, slots=True)
class _Spread:
    """A token's content with the source line and column of each of its lines."""

    source: _Source
    first: int
    content: str
    starts: list[int]
    columns: list[int]

    def place(self, offset: int, words: str) -> tuple[int, int]:
        """Line and column of the ``words`` at ``offset`` of the content."""
        at = bisect_right(self.starts, offset) - 1
        line, column = self.first + at, self.columns[at]
        if column >= 0:
            return line, column + offset - self.starts[at] + 1
        return line, self.source.column(line, words)


_ADDRESS = re.compile(r"(?:link|picture) (\S+): ")


def _placed(problems: Sequence[Problem], source: _Source) -> Iterator[Problem]:
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


# --- questions and addresses ----------------------------------------------------------------------


def _name_problems(notes: Notes, source: _Source) -> Iterator[Problem]:
    for line, severity, message in (*_unanswered(notes.root), *repeated(notes.root)):
        yield Problem(notes.path, line, source.first_column(line), severity, message)


def _unanswered(section: Section) -> Iterator[tuple[int, Severity, str]]:
    for item in section.items:
        if isinstance(item, Question) and not item.answer:
            asked = short(plain(item.text))
            message = f"question without an answer: “{asked}”; write it below the question"
            yield item.line, Severity.HINT, message
    for part in section.parts:
        yield from _unanswered(part)


# --- what only the parser's tokens tell -----------------------------------------------------------


class _Reader:
    """Reads the tokens once, in the order of the notes, and collects what is wrong in them."""

    def __init__(self, path: str, source: _Source) -> None:
        self.path = path
        self.source = source
        self.problems: list[Problem] = []
        self.words: list[tuple[int, int, str]] = []
        """Misspelt words with their places, until it is known whether the notes are English."""
        self.language = _Language()
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
                self._raw_html(spread, 0, token.content, _Verbatim())
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
        if self.language.is_english():
            for line, column, word in self.words:
                message = f'spelling: "{word}" → {_correction(word)}'
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
        verbatim = _Verbatim()
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
                self._spelling(spread, max(begin, at), child.content, begin >= 0)
            if begin >= 0:
                at = begin + len(child.content)

    # --- raw HTML -----------------------------------------------------------------------------

    def _raw_html(self, spread: _Spread, base: int, html: str, verbatim: _Verbatim) -> None:
        """Look at the tags and the text of ``html``, which begins at ``base`` of the content."""
        at = 0
        while opening := _OPENING.search(html, at):
            if not verbatim.depth:
                self._spelling(spread, base + at, html[at : opening.start()], True)
            at = self._tag(spread, base, html, opening, verbatim)
        if not verbatim.depth:
            self._spelling(spread, base + at, html[at:], True)

    def _tag(
        self, spread: _Spread, base: int, html: str, opening: re.Match[str], verbatim: _Verbatim
    ) -> int:
        """Judge the tag or comment at ``opening``; the offset behind it."""
        if opening["name"] is None:
            end = html.find("-->", opening.end())
            return len(html) if end < 0 else end + 3
        name, closing = opening["name"].lower(), bool(opening["slash"])
        attributes: list[tuple[str, str]] = []
        at, stop = opening.end(), min(len(html), opening.end() + WINDOW)
        while found := _ATTRIBUTE.match(html, at, stop):
            given = found["value"] or ""
            attributes.append((found["name"].lower(), given.strip("\"'")))
            at = found.end()
        if ended := _TAG_END.match(html, at):
            at = ended.end()
        line, column = spread.place(base + opening.start(), opening.group())
        if not closing:
            for severity, message in _stripped(name, attributes):
                self._tell(line, column, severity, message)
            if name in HEADINGS:
                self._heading(int(name[1]), line, column)
        verbatim.note(name, closing)
        if name in ("script", "style") and not closing:
            over = re.compile(f"</{name}", re.IGNORECASE).search(html, at)
            return over.start() if over else len(html)
        return at

    # --- spelling -----------------------------------------------------------------------------

    def _spelling(self, spread: _Spread, base: int, text: str, exact: bool) -> None:
        """Note the misspelt words of ``text``; ``exact`` where it stands so at ``base``."""
        known = _dictionary()
        for found in _WORD.finditer(text):
            word = found.group().rstrip("-'’_")
            self.language.count(word)
            if word.lower() not in known or not _is_prose(text, found.start(), word):
                continue
            offset = base + found.start()
            if not exact:
                offset = spread.content.find(word, base, base + len(text) + WINDOW)
            self.words.append((*spread.place(max(offset, base), word), word))


# --- raw HTML -------------------------------------------------------------------------------------

_OPENING = re.compile(r"<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*+)(?=[\s/>])|<!--")
_ATTRIBUTE = re.compile(
    r"[\s/]*+(?P<name>[^\s\"'<>/=]++)(?:\s*+=\s*+(?P<value>\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?"
)
_TAG_END = re.compile(r"[\s/]*+>")
_AS_TEXT = frozenset("title textarea xmp iframe noembed noframes plaintext".split())
_LOST = frozenset(
    "script style form button select option optgroup fieldset legend label output object embed "
    "applet frame frameset base link meta audio video track canvas svg map area dialog template "
    "noscript math param portal".split()
)
_WORDS_STAY = frozenset(
    "html head body main article aside header footer nav address hgroup search menu u big font "
    "data bdi colgroup acronym dir nobr blink marquee slot meter progress noindex basefont "
    "rtc rb".split()
)
_UNSAFE = re.compile(r"\s*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
_ALIGNMENT = re.compile(r"\s*text-align\s*:[^;]*;?\s*")
_KNOWN = KEPT_TAGS - {"tex-inline", "tex-display"}


def _stripped(name: str, attributes: list[tuple[str, str]]) -> Iterator[tuple[Severity, str]]:
    """What GitHub, and so the site, takes away of an opening tag."""
    tag = f"<{name}>"
    if name in _AS_TEXT:
        yield Severity.WARNING, f"{tag} is shown as text, not obeyed; leave it out, or link there"
        return
    if name in _LOST or (name == "input" and ("type", "checkbox") not in attributes):
        yield Severity.WARNING, f"{tag} is stripped, as on GitHub; leave it out"
        return
    if name in _WORDS_STAY:
        yield Severity.HINT, f"{tag} is stripped, as on GitHub; what it holds stays"
        return
    if name not in _KNOWN:
        message = f"{tag} is no HTML and vanishes; write `{tag}` in backticks to show it"
        yield Severity.WARNING, message
        return
    for key, value in attributes:
        if key.startswith("on") and len(key) > 2:
            yield Severity.WARNING, f"{key} of {tag} is stripped, as on GitHub; leave it out"
        elif key == "style" and not (name in ("td", "th") and _ALIGNMENT.fullmatch(value)):
            yield Severity.HINT, f"style of {tag} is stripped, as on GitHub; use align or width"
        elif key in ("href", "src") and _UNSAFE.match(value):
            scheme = value.strip().partition(":")[0].lower()
            yield Severity.WARNING, f"{key} of {tag} with {scheme}: is stripped, as on GitHub"


class _Verbatim:
    """How deep in raw elements whose text is no prose a paragraph or block is."""

    __slots__ = ("depth",)
    _NAMES = frozenset("code pre kbd samp var tt script style svg math".split())

    def __init__(self) -> None:
        self.depth = 0

    def note(self, name: str, closing: bool) -> None:
        """Count a tag."""
        if name in self._NAMES:
            self.depth = max(0, self.depth + (-1 if closing else 1))


# --- spelling -------------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W_][\w'’-]*+")
_ACRONYM = 5
"""Words in capitals up to this length are taken for abbreviations."""


@lru_cache(maxsize=1)
def _dictionary() -> dict[str, str]:
    """codespell's usual dictionaries: misspelling → corrections, joined by ``, ``."""
    folder = resources.files("codespell_lib") / "data"
    known: dict[str, str] = {}
    for name in ("dictionary.txt", "dictionary_rare.txt"):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            word, arrow, right = line.partition("->")
            # Behind the last comma is a remark, or nothing.
            right = right.rpartition(",")[0] or right
            if arrow and right.strip():
                known[word.lower()] = right.strip()
    return known


def _correction(word: str) -> str:
    choices = _dictionary()[word.lower()].split(",")
    cased = [_in_case_of(word, choice.strip()) for choice in choices]
    return " or ".join(f'"{choice}"' for choice in cased)


def _in_case_of(word: str, right: str) -> str:
    if word.isupper():
        return right.upper()
    return right[:1].upper() + right[1:] if word[:1].isupper() else right


def _is_prose(text: str, start: int, word: str) -> bool:
    """Whether ``word`` is neither an abbreviation or a name in code nor part of an address."""
    if word.isupper():
        if len(word) <= _ACRONYM:
            return False
    elif word[1:] != word[1:].lower():
        return False
    before, after = text[max(0, start - 1) : start], text[start + len(word) :][:2]
    if before in ("@", "#", "/", "\\", "=", "_") or after[:1] in ("@", "/", "\\", "=", "_", "("):
        return False
    return not (before == "." or (after[:1] in (".", ":") and after[1:].isalnum()))


class _Language:
    """Tells English, the language of the dictionary, from others by its commonest words."""

    _COMMON = frozenset("the of and to is a in that for are with on as be by an it or from".split())
    _ENOUGH = 200
    _SHARE = 0.08

    def __init__(self) -> None:
        self.words = 0
        self.common = 0

    def count(self, word: str) -> None:
        """Take a word into account."""
        self.words += word.isalpha()
        self.common += word.lower() in self._COMMON

    def is_english(self) -> bool:
        """Short notes are taken to be."""
        return self.words < self._ENOUGH or self.common >= self._SHARE * self.words
