"""Addresses that lead nowhere for others: stripped by GitHub, or on the author's machine only."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*+)[\x00-\x20]*:")
_KEPT = frozenset({"http", "https", "mailto", "ftp", "xmpp", "tel"})
_LOCAL = re.compile(
    r"https?://(?:[^/@]*@)?(?:localhost|[\w-]+\.local|127(?:\.\d+){3}|0\.0\.0\.0|\[::1\])"
    r"(?=[:/?#]|\Z)",
    re.IGNORECASE,
)
_DRIVE = re.compile(r"[A-Za-z]:(?:[\\/]|%5C)", re.IGNORECASE)


def address_problem(address: str) -> str:
    """What is wrong with a link's or picture's address; empty where nothing is.

    A file beside the notes is looked for elsewhere: :mod:`coursenotes.plan.links`.
    """
    shown = address if len(address) <= 60 else address[:59] + "…"
    if _LOCAL.match(address):
        return f"{shown} is on the reader's own machine; write it as code, `{shown}`"
    scheme = _SCHEME.match(address)
    name = scheme[1].lower() if scheme else ""
    if _DRIVE.match(address) or name == "file":
        return f"{shown} is on your machine only; put the file beside the notes"
    if name == "data":
        return "data: is stripped, as on GitHub; put the picture in a file beside the notes"
    if name and name not in _KEPT:
        return f"{name}: is stripped from links and pictures, as on GitHub; use https:"
    return ""
