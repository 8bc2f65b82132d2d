"""The built site's files → the service worker that keeps them for reading offline.

All that pages load is kept at the first visit, pictures as long as the whole stays below
:data:`MAX_FIRST`; bigger ones when they have been seen. What only machines read is left out.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from importlib import resources

NAME = "sw.js"
"""At the site's root: a worker serves what lies below it."""
MAX_FIRST = 25_000_000
"""Bytes."""

_FOR_MACHINES = re.compile(r"(?:^|/)(?:sw\.js|llms\.txt|sitemap\.xml(?:\.gz)?|[^/]*\.(?:md|map))$")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|mp4|webm|pdf|zip)$", re.IGNORECASE)

_PLACES = re.compile(r"^const (FIRST|LATER) = \{\};", re.MULTILINE)

GONE = """\
// While the site is being written nothing is kept; a worker of an earlier build is removed.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", () => self.registration.unregister());
"""


def service_worker(files: Iterable[tuple[str, bytes]]) -> str:
    """The script for a site of ``files`` (path below the site, content); pure.

    It changes if, and only if, a file does, and with it browsers notice a new deployment. The files
    are looked at one by one, so they need not all be in memory.
    """
    known = sorted(
        (bool(_PICTURE.search(path)), len(data), path, b64encode(sha256(data).digest()).decode())
        for path, data in files
        if not _FOR_MACHINES.search(path)
    )
    first: dict[str, str] = {}
    later: dict[str, str] = {}
    total = 0
    for is_picture, size, path, checksum in known:
        total += size
        kept = later if is_picture and total > MAX_FIRST else first
        kept[re.sub(r"(?:^|(?<=/))index\.html$", "", path)] = checksum
    script = (resources.files(__package__) / "service_worker.js").read_text("utf-8")
    values = {"FIRST": first, "LATER": later}
    # In one pass: a file's name may look like one of these lines.
    filled, count = _PLACES.subn(lambda m: f"const {m[1]} = {_script(values[m[1]])};", script)
    assert count == len(values), "service_worker.js lacks a place for the files"
    return filled


def _script(value: Mapping[str, str]) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=0)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
