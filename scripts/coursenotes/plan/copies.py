"""Make the copies that a site publishes of files beside the notes, and measure pictures."""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from coursenotes.errors import FileError, one_line
from coursenotes.model import Asset, Size

ASSETS = "assets/notes"
"""The folder for the copies, below ``docs/``."""
_PICTURES = frozenset("apng avif bmp gif ico jfif jpeg jpg png svg webp".split())
# A copy of such a file would be a page of the site, with its scripts, or MkDocs would make a page
# of it. On GitHub a link to one shows its source.
_PAGES = frozenset(
    "css htm html js markdown md mdown mht mhtml mjs mkd mkdn shtml svgz wasm xht xhtml xml "
    "xsl xslt".split()
)
_ONLY_GITHUB = "only GitHub shows the source of such a file; mkdocs.yml's repo_url says where"
# The beginning of a file that a browser may show as a page, such as a feed or other XML, or a file
# with a name that it does not know. A mark of the encoding and blanks may come before. The nulls of
# UTF-16 are removed first.
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*+<")
_HIDDEN = re.compile(r"\A_*+\.")

LARGE = 1_000_000
"""A picture of more bytes takes seconds to load on a phone."""
WIDE = 2400
"""In pixels: four times the width of a page. Nobody sees more."""
_WIDE_AND_LARGE = 300_000
"""A wide drawing with few colours has fewer bytes, and loads fast enough."""
_SHARP = 1200
"""In pixels: twice the width of a page, for screens with two pixels for one of CSS."""


class Surroundings(Struct, frozen=True):
    """Access to the files beside the notes. The caller reads them: this module touches no file."""

    exists: Callable[[str], bool] = lambda path: False
    """True for a path, relative to the notes' folder, of a file that may be published."""
    source: str = ""
    """The address of the notes' folder in the repository on GitHub, ending in ``/``, if known."""
    read: Callable[[str], bytes] = lambda path: b""
    """Returns the contents of such a file, safe to publish. Raises :class:`FileError`."""
    is_folder: Callable[[str], bool] = lambda path: False
    """True for such a path of a folder."""
    inside: str = ""
    """The path of the notes' folder in its repository; ``.`` for the repository's own folder. Empty
    where there is no repository."""
    others: frozenset[str] = frozenset()
    """All files below the notes' folder that may be published, except the notes."""


class Copy(Struct, frozen=True):
    """A copy to be published."""

    asset: Asset
    messages: tuple[str, ...] = ()
    """Messages for the author about it."""
    size: Size | None = None
    """The size of a picture, if it has one."""


def copied(path: str, kind: str, around: Surroundings) -> Copy:
    """Return the copy of the file at ``path``, for a ``kind`` of ``link`` or ``picture``.

    Raises :class:`FileError` if the file must not be copied.
    """
    suffix = posixpath.splitext(path)[1].removeprefix(".").lower()
    if kind == "picture" and suffix not in _PICTURES:
        kinds = ", ".join(sorted(_PICTURES))
        raise FileError(f"no kind of picture that browsers show; use {kinds}")
    if kind == "link" and suffix in _PAGES:
        raise FileError(_ONLY_GITHUB)
    data = around.read(path)
    messages: list[str] = []
    size = None
    if suffix == "svg":
        from coursenotes.render.svg import clean_svg  # it loads a parser of CSS

        picture = clean_svg(data)
        data, size = picture.data, picture.size
        if picture.left_out:
            messages.append(one_line(f"left out of the copy: {', '.join(picture.left_out)}"))
    elif kind == "link" and _MARKUP.match(data.replace(b"\0", b"")):
        raise FileError(_ONLY_GITHUB)
    elif kind == "picture":
        size = _size(data)
    if kind == "picture":
        messages += _too_large(len(data), size, suffix)
    # MkDocs publishes no name that begins with a dot, nor does what uploads the site.
    visible = "/".join(_HIDDEN.sub(r"_\g<0>", part) for part in path.split("/"))
    return Copy(Asset(path, f"{ASSETS}/{visible}", data), tuple(messages), size)


def _size(data: bytes) -> Size | None:
    """A picture's size in pixels in a browser, which applies the camera's rotation."""
    import imagesize  # it loads all of HTTP

    width, height = imagesize.get(io.BytesIO(data))
    return Size(width, height) if width > 0 and height > 0 else None


def _too_large(length: int, size: Size | None, suffix: str) -> Iterator[str]:
    """Messages about a picture that takes long to load, with advice."""
    wide = suffix != "svg" and size is not None and size.width > WIDE
    if length <= (_WIDE_AND_LARGE if wide else LARGE):
        return
    about = f"{length / 1e6:.1f} MB"
    if wide and size:
        about += f", {size.width:,} pixels wide; {_SHARP:,} are sharp on every screen"
    elif suffix == "svg":
        about += "; draw it with fewer points, or save it as PNG or WebP"
    elif suffix == "webp":
        about += "; save it smaller, or with more compression"
    else:
        about += "; save it smaller, or as WebP"
    yield f"{about}: readers wait for it"
