"""Find the branch for "Edit this page" in the author's ``edit_uri``. Pure."""

from __future__ import annotations

import re

_WAY = re.compile(r"(?:^|/)(?:edit|blob|tree|raw)/(.+)")


def branch_in(edit_uri: str, docs: str) -> str:
    """Return the branch in an ``edit_uri`` such as ``edit/main/docs/``; empty if it names none.

    ``docs`` is the folder of hand-written pages, relative to the repository. Everything before it
    is the branch, which may contain slashes.
    """
    found = _WAY.search(edit_uri.strip("/"))
    if not found:
        return ""
    branch = found[1].removesuffix(f"/{docs.strip('/')}")
    return branch if branch != found[1] else branch.partition("/")[0]
