#!/usr/bin/env python3
"""Print a version's section of CHANGELOG.md, if tag, pyproject.toml and changelog agree.

The workflow release.yml runs it with the tag, such as v1.2.3.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UNRELEASED = "Unreleased"
_HEADING = re.compile(r"(?m)^## (.*)$")
_RELEASED = re.compile(r"(\d+\.\d+\.\d+) – \d{4}-\d\d-\d\d")


def changes(tag: str, version: str, changelog: str) -> str:
    """Return the section of ``changelog`` on ``version``.

    Raises :class:`ValueError` if ``tag`` is not that version's, or if the section is missing,
    empty or not the newest.
    """
    if tag != f"v{version}":
        raise ValueError(f"the tag is {tag}, but pyproject.toml has version {version}")
    (newest, text), *_ = sections(changelog) or [("", "")]
    if newest != version:
        found = f"begins with {newest or 'nothing'}"
        raise ValueError(f"CHANGELOG.md {found}; write ## {version} – and the day, as 2026-01-31")
    if not text:
        raise ValueError(f"CHANGELOG.md says nothing of {version}")
    return f"{text}\n"


def sections(changelog: str) -> list[tuple[str, str]]:
    """Return the versions in ``changelog`` with their sections; one may be :data:`UNRELEASED`.

    Raises :class:`ValueError` for a heading that is neither that nor a version with its day.
    """
    _, *parts = _HEADING.split(changelog)
    found = []
    for name, text in zip(parts[::2], parts[1::2], strict=True):
        released = _RELEASED.fullmatch(name.strip())
        if not released and name.strip() != UNRELEASED:
            raise ValueError(f"CHANGELOG.md: {name!r} is not a version with its day")
        found.append((released[1] if released else UNRELEASED, text.strip()))
    return found


def version() -> str:
    """Return the version in pyproject.toml."""
    found: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    return found


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        print(changes(sys.argv[1], version(), (ROOT / "CHANGELOG.md").read_text("utf-8")), end="")
    except ValueError as wrong:
        sys.exit(f"{wrong}.")
