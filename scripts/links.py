#!/usr/bin/env python3
"""Write, from lychee's report, the text of the issue that lists dead links.

It writes nothing if there are none. The workflow links.yml runs it without installing this project.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

GONE = (404, 410)
"""Statuses that mean a page is gone. Others may mean robots, passwords or a temporary failure."""
SHOWN = 200
"""The most links to list, since an issue holds 65,536 characters."""
_LONG = 250


def issue(report: Mapping[str, Any]) -> str:
    """Return the text of the issue for a ``report`` of ``lychee --format json``; empty without any.

    Text of the notes goes into a code block, so that it mentions nobody and renders nothing.
    """
    lines = sorted(_lines(report))
    if not lines:
        return ""
    more = len(lines) - SHOWN
    listed = "\n".join([*lines[:SHOWN], *([f"and {more} more"] if more > 0 else [])])
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", listed)), default=0))
    return (
        "These links in the notes led nowhere when they were followed. Mend or remove them.\n"
        "The list is renewed each week, and the issue closed when nothing is left.\n\n"
        f"{fence}text\n{listed}\n{fence}\n"
    )


def _lines(report: Mapping[str, Any]) -> Iterator[str]:
    for file, links in report["error_map"].items():
        for link in links:
            status = link["status"]
            code = status.get("code")
            if code is None or code in GONE:
                line = link.get("span", {}).get("line", 1)
                why = str(code or status.get("details") or status["text"])
                yield ": ".join(
                    _plain(part) for part in (f"{Path(file).as_posix()}:{line}", link["url"], why)
                )


def _plain(text: str) -> str:
    """``text`` on one line, shortened."""
    line = "".join(sign if sign.isprintable() else " " for sign in text)
    return line if len(line) <= _LONG else f"{line[:_LONG]}…"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(issue(json.loads(Path(sys.argv[1]).read_text("utf-8"))))
