"""Write the service worker that keeps a built site for reading offline, and its lists of files.

A first visit keeps the shell: the home page, the page for lost addresses, styles and scripts. A
small site is kept as a whole, with pictures and fonts as long as it stays within :data:`SMALL` and
:data:`SMALL_PACKED`. Other files are kept when they are read, or all at once at a reader's
request. Files that only programs read are left out.

The worker names the files that it keeps at once. All other files are in lists of about :data:`LIST`
names. A reader loads only the lists of the pages that are read, so a first visit or a new
deployment does not cost more on a large site. Checksums of the names decide where a list ends, so a
new page changes only the list that it is in.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Container, Iterable, Iterator, Sequence
from hashlib import sha256
from importlib import resources

from msgspec import Struct

NAME = "sw.js"
"""At the site's root, since a worker serves only what is below it."""
FOLDER = "assets/offline/"
"""The folder of the lists, each named by its checksum."""
SMALL = 1_000_000
"""The most bytes of a site that is kept whole at the first visit."""
SMALL_PACKED = 250_000
"""The same as sent; files that a page has loaded before may come on top."""
LIST = 64

_FOR_MACHINES = re.compile(
    r"(?:^|/)(?:sw\.js|llms\.txt|sitemap\.xml(?:\.gz)?|[^/]*\.(?:md|map))$|^assets/images/card\.png$"
)
_LAST = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|mp4|webm|pdf|zip|woff2?|ttf|otf)$", re.IGNORECASE)
_FONT = re.compile(r"\.(?:woff2?|ttf|otf)$", re.IGNORECASE)
_SHELL = re.compile(r"^(?:index\.html|404\.html|assets/.*\.svg|(?!search/).*\.(?:css|js))$")
_LISTED = re.compile(rf"^{FOLDER}[0-9a-f]{{16}}\.json$")

_MARK = b"Written by the build, for this very site."
"""In the first line of the script. Sites that earlier versions built have it too, so it stays."""
_PLACES = re.compile(r"^const (FIRST|LISTS|SIZE) = (?:\{\}|\[\]|0);", re.MULTILINE)

GONE = """\
// While the site is being written nothing is kept; a worker of an earlier build is removed.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", () => self.registration.unregister());
"""


class Kept(Struct, frozen=True):
    """A file that the worker may keep."""

    path: str
    size: int
    sent: int
    """Its size as sent: texts are compressed."""
    checksum: str

    @property
    def name(self) -> str:
        """Its name for the worker: a page's is its address."""
        return re.sub(r"(?:^|(?<=/))index\.html$", "", self.path)

    @property
    def is_text(self) -> bool:
        return not _LAST.search(self.path)


def service_worker(files: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """Return the script and its lists for ``files``: path below the site, content. Pure.

    The script changes if and only if a file does, which is how browsers notice a new deployment.
    It reads the files one by one, so they need not all be in memory.
    """
    kept = sorted(
        (
            Kept(path, len(data), _sent(path, data), checksum(data))
            for path, data in files
            if not _FOR_MACHINES.search(path) and not is_list(path)
        ),
        key=lambda file: file.path,
    )
    first = _first(kept)
    at_once = {file.path for file in first}
    lists = {names[0].name: _json(_names(names)).encode() for names in _lists(kept, at_once)}
    values = {
        "FIRST": _names(first),
        "LISTS": [[start, checksum(names)] for start, names in lists.items()],
        "SIZE": sum(file.sent for file in kept) if _is_offered(kept, at_once) else 0,
    }
    script = (resources.files(__package__) / "service_worker.js").read_text("utf-8")
    # In one pass: a file's name may look like one of these lines.
    filled, count = _PLACES.subn(lambda m: f"const {m[1]} = {_json(values[m[1]])};", script)
    assert count == len(values), "service_worker.js lacks a place for the files"
    named = {f"{FOLDER}{checksum(names)}.json": names for names in lists.values()}
    return {NAME: filled.encode(), **named}


def is_list(name: str) -> bool:
    """True if a file of a site is one of the lists, perhaps of an earlier build."""
    return bool(_LISTED.search(name))


def is_worker(script: bytes) -> bool:
    """True if a script is the worker of a site that a build made."""
    return _MARK in script.partition(b"\n")[0]


def checksum(data: bytes) -> str:
    """Return the checksum that identifies a file's version."""
    return sha256(data).hexdigest()[:16]


def _sent(path: str, data: bytes) -> int:
    return len(data) if _LAST.search(path) else len(zlib.compress(data, 1))


def _first(files: Sequence[Kept]) -> list[Kept]:
    """The files to keep at the first visit, in order."""
    texts = [file for file in files if file.is_text]
    if not _small(texts):
        return [file for file in texts if _SHELL.search(file.path)]
    rest = sorted((f for f in files if not f.is_text), key=lambda f: (f.size, f.path))
    fit = next((n for n in range(len(rest), 0, -1) if _small([*texts, *rest[:n]])), 0)
    return sorted([*texts, *rest[:fit]], key=lambda file: file.path)


def _is_offered(files: Iterable[Kept], at_once: Container[str]) -> bool:
    """True if readers may request the rest: not for mere fonts, which are kept when used."""
    return any(file.path not in at_once and not _FONT.search(file.path) for file in files)


def _small(files: Iterable[Kept]) -> bool:
    sizes = [(file.size, file.sent) for file in files]
    return sum(size for size, _ in sizes) < SMALL and sum(sent for _, sent in sizes) < SMALL_PACKED


def _lists(files: Iterable[Kept], at_once: Container[str]) -> Iterator[list[Kept]]:
    """All other files in lists, in the order in which JavaScript compares their names."""
    piece: list[Kept] = []
    others = (file for file in files if file.path not in at_once)
    for file in sorted(others, key=lambda file: file.name.encode("utf-16-be")):
        if piece and zlib.crc32(file.name.encode()) % LIST == 0:
            yield piece
            piece = []
        piece.append(file)
    if piece:
        yield piece


def _names(files: Iterable[Kept]) -> dict[str, str]:
    return {file.name: file.checksum for file in files}


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=0)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
