"""Check addresses for what works for nobody else: stripped by GitHub, or local to the author."""

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
    """Return what is wrong with the address of a link or picture; empty if nothing is.

    :mod:`coursenotes.plan.links` looks for the files that addresses name.
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
