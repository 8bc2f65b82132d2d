"""Find what an author began and did not end, and what a merge left in the notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token
from msgspec import Struct, field

from coursenotes.gfm.source_text import Source
from coursenotes.lint.html import Tag
from coursenotes.model import Severity

Found = tuple[int, int, Severity, str]
"""Line, column, severity and message."""

_DOLLARS = re.compile(r"(?<![$\w])\$\$(?!\$)")
_TEX = re.compile(r"\\[A-Za-z]+|[\^_]\{?\w|=")
_CONFLICT = re.compile(r"(?P<mark><{7}|={7}|>{7})(?P<branch> .*)?\Z")


def unclosed_fence(token: Token, source: Source) -> Found | None:
    """Report a fence without an end, so that everything after it is code; None if it has one.

    In a list or a quote only the rest of that is code, as on GitHub, so this is a hint.
    """
    if not token.map:
        return None
    lines = token.content.count("\n") + bool(token.content and not token.content.endswith("\n"))
    if token.map[1] - token.map[0] >= lines + 2:
        return None
    message = f"code block without an end; write {token.markup} on a line of its own below it"
    if any(line.strip(" \t>") for line in source.lines[token.map[1] :]):
        message = (
            f"code block that ends with its list or quote; indent all of it, and {token.markup}"
        )
        return (*token.meta["place"], Severity.HINT, message)
    return (*token.meta["place"], Severity.WARNING, message)


def unclosed_formulas(text: str) -> Iterator[tuple[int, str]]:
    """Yield offset and message of each ``$$`` without an end.

    ``text`` is a paragraph without its formulas and code. ``$$`` may be money or a shell variable,
    so it counts only with TeX after it, or on a line of its own.
    """
    if "$$" not in text:
        return
    for found in _DOLLARS.finditer(text):
        line_start = text.rfind("\n", 0, found.start()) + 1
        line_end = text.find("\n", found.end())
        line = text[line_start : line_end if line_end >= 0 else len(text)]
        if line.strip() == "$$" or _TEX.search(text, found.end()):
            yield (
                found.start(),
                "$$ without an end in its paragraph: no formula may hold a blank line",
            )


class OpenDetails(Struct):
    """Collects the ``<details>`` that are open, as the notes are read in order."""

    places: list[tuple[int, int]] = field(default_factory=list)

    def note(self, tag: Tag, place: tuple[int, int]) -> None:
        """Count the tag at ``place``."""
        if tag.name == "details" and not tag.closing:
            self.places.append(place)
        elif tag.name == "details" and self.places:
            self.places.pop()

    def problems(self) -> Iterator[Found]:
        """Yield what to report at the end of the notes."""
        for line, column in self.places:
            message = "<details> without an end hides what follows; write </details> below its text"
            yield line, column, Severity.HINT, message


def merge_conflicts(source: Source, tokens: Iterable[Token]) -> Iterator[Found]:
    """Yield the conflict markers that Git left outside code, where they may be meant."""
    if not any(line.startswith(("<<<<<<<", ">>>>>>>")) for line in source.lines):
        return
    code: set[int] = set()
    for token in tokens:
        if token.type in ("fence", "code_block") and token.map:
            code.update(range(token.map[0] + 1, token.map[1] + 1))
    is_open = False
    for number, line in enumerate(source.lines, 1):
        found = _CONFLICT.match(line.rstrip()) if number not in code else None
        if not found or (found["mark"][0] == "=" and (not is_open or found["branch"])):
            continue
        if found["mark"][0] == ">" and not (is_open and found["branch"]):
            continue
        is_open = found["mark"][0] != ">"
        message = f"{found['mark']} is left from a merge; keep one version and delete these lines"
        yield number, 1, Severity.WARNING, message
