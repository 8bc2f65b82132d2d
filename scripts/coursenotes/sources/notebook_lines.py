"""Find the lines in a notebook's file where its cells begin."""

from __future__ import annotations

import re

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\],]', re.DOTALL)
_SOURCES = ("source", "input")  # "input" in format 3


def lines_of_sources(text: str) -> dict[int, int]:
    """Return each cell's number, from 0 → the line, from 1, where its source begins.

    ``text`` is JSON. Cells without source are left out; for other text the result is empty.
    """
    found: dict[int, int] = {}
    around: list[list[str | int | None]] = []  # the key or index at each open bracket
    line, counted = 1, 0
    for token in _TOKEN.finditer(text):
        sign = token.group()[0]
        if sign in "{[":
            around.append([None if sign == "{" else 0])
        elif not around:
            continue
        elif sign in "}]":
            around.pop()
        elif sign == ",":
            here = around[-1][0]
            around[-1][0] = here + 1 if isinstance(here, int) else None
        elif around[-1][0] is None:
            around[-1][0] = token.group()[1:-1]
        elif (cell := _cell([each[0] for each in around])) is not None and cell not in found:
            line += text.count("\n", counted, token.start())
            counted = token.start()
            found[cell] = line
    return found


def _cell(path: list[str | int | None]) -> int | None:
    """The number of the cell whose source has a line at ``path``, or None."""
    if path[:2] == ["worksheets", 0]:
        path = path[2:]
    if len(path) not in (3, 4) or path[0] != "cells" or path[2] not in _SOURCES:
        return None
    return path[1] if isinstance(path[1], int) else None
