"""Finds the branch that "Edit this page" opens, in what an author says of it. Pure."""

from __future__ import annotations

import re

_WAY = re.compile(r"(?:^|/)(?:edit|blob|tree|raw)/(.+)")


def branch_in(edit_uri: str, docs: str) -> str:
    """The branch in an ``edit_uri`` such as ``edit/main/docs/``; empty where it names none.

    ``docs`` is the folder of pages by hand, from the repository's on. What stands before its name
    is the branch, which may have slashes of its own.
    """
    found = _WAY.search(edit_uri.strip("/"))
    if not found:
        return ""
    branch = found[1].removesuffix(f"/{docs.strip('/')}")
    return branch if branch != found[1] else branch.partition("/")[0]
