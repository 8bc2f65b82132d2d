"""Check that fonts and drawings are whole, and that no file is published by accident."""

from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as etree
from collections.abc import Iterator

from coursenotes.verify.addresses import targets
from coursenotes.verify.site import Site

_SECRET = re.compile(r"(?:^|/)\.(?:env|git|hg|svn|ssh|aws|npmrc|netrc|pypirc|htpasswd)(?![a-z])")
_WELCOME = re.compile(r"(?:^|/)(?:\.nojekyll$|\.well-known/)")
_STRAY = re.compile(
    r"(?:^|/)(?:\.[^/]+|__pycache__|#[^/]*#|Thumbs\.db|desktop\.ini)(?:/|$)"
    r"|(?:~|\.(?:sw[op]|bak|orig|rej|tmp|pyc))$"
)


def stray(site: Site) -> Iterator[str]:
    """Yield files that no build publishes on purpose: hidden files, backups, sources."""
    known = targets(site) | {site.copy_of(name) for name in site.planned}
    for name in sorted(site.files):
        if _SECRET.search(name):
            yield f"{name}: must not be published"
        elif name in known or _WELCOME.search(name):
            continue
        elif _STRAY.search(name):
            yield f"{name}: is hidden or a backup, and nothing leads to it"
        elif name.endswith(".md"):
            yield f"{name}: is the copy of no page, and nothing leads to it"


def fonts(site: Site) -> Iterator[str]:
    """Yield the fonts whose length is not the one that their header states."""
    for name, data in sorted(site.files.items()):
        if not name.endswith((".woff2", ".woff")):
            continue
        signature, length = struct.unpack_from(">4s4xI", data) if len(data) >= 12 else (b"", 0)
        if signature not in (b"wOF2", b"wOFF"):
            yield f"{name}: is not a font"
        elif length != len(data):
            yield f"{name}: has {len(data)} of its {length} bytes"


def drawings(site: Site) -> Iterator[str]:
    """Yield the SVG pictures that are not well-formed XML."""
    for name, data in sorted(site.files.items()):
        if name.endswith(".svg"):
            try:
                etree.fromstring(data)
            except etree.ParseError as cause:
                yield f"{name}: is not well-formed: {cause}"
