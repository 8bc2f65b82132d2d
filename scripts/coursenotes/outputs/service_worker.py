"""The built site's files → the service worker that keeps them for reading offline.

All that pages load is kept at the first visit, pictures as long as the whole stays below
:data:`MAX_FIRST`; bigger ones when they have been seen. What only machines read is left out.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping
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


def service_worker(files: Mapping[str, bytes]) -> str:
    """The script for a site of ``files`` (path below the site → content); pure.

    It changes if, and only if, a file does, and with it browsers notice a new deployment.
    """
    first: dict[str, str] = {}
    later: dict[str, str] = {}
    total = 0
    for path in sorted(files, key=lambda p: (bool(_PICTURE.search(p)), len(files[p]), p)):
        if _FOR_MACHINES.search(path):
            continue
        total += len(files[path])
        kept = later if _PICTURE.search(path) and total > MAX_FIRST else first
        name = re.sub(r"(?:^|(?<=/))index\.html$", "", path)
        kept[name] = b64encode(sha256(files[path]).digest()).decode()
    script = (resources.files(__package__) / "service_worker.js").read_text("utf-8")
    values = {"FIRST": first, "LATER": later}
    # In one pass: a file's name may look like one of these lines.
    filled, count = _PLACES.subn(lambda m: f"const {m[1]} = {_script(values[m[1]])};", script)
    assert count == len(values), "service_worker.js lacks a place for the files"
    return filled


def _script(value: Mapping[str, str]) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=0)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
