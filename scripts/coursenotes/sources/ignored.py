"""Decide what Git ignores, by patterns of ``.gitignore`` with Git's precedence.

Check the folders of a file first: everything below an ignored folder is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

_FOLDER_ABOVE = "ps_d"
"""The regex group with which ``pathspec`` marks that a pattern matched a folder of the path."""
_ALL_BELOW = re.compile(r"(?<=/\*\*)(?=/?[ ]*\Z)")
"""Where a pattern ends in ``/**``: it matches what is below a folder, and not the folder itself."""


class Rules(Struct, frozen=True):
    """The patterns that apply in a folder."""

    files: tuple[tuple[str, tuple[GitIgnoreSpecPattern, ...]], ...] = ()
    """For each file of patterns, the nearest last: the folder that it applies to, such as ``a/b/``
    (empty for the topmost), and its patterns."""

    def inside(self, folder: str, lines: Sequence[str]) -> Rules:
        """Return these rules with the patterns in ``lines``, for ``folder``, which win over them.

        Raises :class:`ValueError` for a line that is not a pattern.
        """
        patterns = tuple(p for p in map(_pattern, lines) if p.include is not None)
        prefix = f"{folder}/" if folder else ""
        return Rules((*self.files, (prefix, patterns))) if patterns else self

    def verdict(self, path: str, is_folder: bool) -> bool | None:
        """True if a rule ignores ``path``, False if one keeps it, None if none names it itself."""
        path += "/" * is_folder
        for prefix, patterns in reversed(self.files):
            below = path[len(prefix) :]
            for pattern in reversed(patterns):
                if _names(pattern, below):
                    return pattern.include
        return None


def lines_of(data: bytes) -> list[str]:
    """Return the lines of a ``.gitignore`` as Git reads them, without those it would not accept."""
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    return [line for line in map(_without_return, text.split("\n")) if _is_pattern(line)]


def _without_return(line: str) -> str:
    return line.removesuffix("\r")


def _is_pattern(line: str) -> bool:
    try:
        return _pattern(line).include is not None
    except ValueError:
        return False


def _pattern(line: str) -> GitIgnoreSpecPattern:
    # ``pathspec`` takes "a/**/" for "a/", and lets "a/**" match "a/".
    return GitIgnoreSpecPattern(_ALL_BELOW.sub("/*", line))


def _names(pattern: GitIgnoreSpecPattern, path: str) -> bool:
    """True if ``pattern`` names ``path`` itself, not only a folder above it."""
    found = pattern.match_file(path)
    if not found:
        return False
    groups = found.match.groupdict()
    return groups.get(_FOLDER_ABOVE) is None or found.match.end(_FOLDER_ABOVE) == len(path)
