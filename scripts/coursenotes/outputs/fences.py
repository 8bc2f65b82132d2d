"""Marks of Markdown that are the same in GitHub's dialect and the site's."""

from __future__ import annotations

import re


def prefixed(prefix: str, text: str) -> str:
    """``text`` with ``prefix`` before each line, none of which ends in white space."""
    return "\n".join((prefix + line).rstrip() for line in text.split("\n"))


def backticks(code: str, least: int) -> str:
    """The backticks around ``code``: more than any run in it, and ``least`` or more."""
    return "`" * max(least, 1 + max(map(len, re.findall(r"`+", code)), default=0))
