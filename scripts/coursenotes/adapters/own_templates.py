"""Find the blocks that an author's own templates fill."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

BASE = "base.html"
_BLOCK = re.compile(r"\{%[-+]?\s*block\s+(\w+)")
_EXTENDS = re.compile(r"""\{%[-+]?\s*extends\s+["'](?:base|main)\.html["']""")


class Filled(Struct, frozen=True):
    """A block in one of the author's templates."""

    name: str
    file: Path
    line: int


def blocks_in(text: str) -> Iterator[tuple[str, int]]:
    """Yield the name and line of each block in the text of a template."""
    for found in _BLOCK.finditer(text):
        yield found[1], text.count("\n", 0, found.start()) + 1


def filled_blocks(folders: Iterable[Path]) -> list[Filled]:
    """Return the blocks that templates in ``folders`` fill if they extend the theme's page."""
    return [
        Filled(name, file, line)
        for folder in folders
        for file in sorted(folder.glob("*.html"))
        if _EXTENDS.search(text := file.read_text("utf-8", "replace"))
        for name, line in blocks_in(text)
    ]
