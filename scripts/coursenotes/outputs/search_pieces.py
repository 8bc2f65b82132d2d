"""Divide the search index into pieces that are loaded one by one, and write their scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

from coursenotes.model import File

FOLDER = "search/"
INDEX = f"{FOLDER}index.js"
NAME = "notesSearchPieces"


def divide(lines: Sequence[str], whole: int, size: int) -> Iterator[Sequence[str]]:
    """Yield ``lines`` in pieces of about ``size`` letters; as one if they have up to ``whole``.

    The end of a piece depends on the words there, not on the number of lines before it. So a new
    word changes only its own piece, and readers need not load the others again.
    """
    if sum(map(len, lines)) <= whole:
        yield lines
        return
    first = length = 0
    for number, line in enumerate(lines):
        ends = length > size * 3 // 2 or (length > size // 2 and _may_end(line, size))
        if ends or (length and length + len(line) > size * 2):
            yield lines[first:number]
            first, length = number, 0
        length += len(line)
    yield lines[first:]


def _may_end(line: str, size: int) -> bool:
    some = size // (4 * len(line)) or 1
    return crc32(line.partition(" ")[0].encode()) % some == 0


def script(pieces: Mapping[str, object]) -> File:
    """Return a script that adds ``pieces`` to those loaded; the first one gives its name."""
    text = json.dumps(pieces, ensure_ascii=False, separators=(",", ":"))
    path = f"{FOLDER}{next(iter(pieces))}.js"
    return File(path, f"Object.assign(globalThis.{NAME}??={{}},{text})\n".encode())
