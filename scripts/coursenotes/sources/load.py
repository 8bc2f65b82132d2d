"""Read the notes and the files beside them from disk. No other module reads them."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from errno import EISDIR
from pathlib import Path

from coursenotes.errors import FileError, error
from coursenotes.model import FoundNotes, NotesFolder
from coursenotes.model.sources import ENDINGS
from coursenotes.plan.copies import Surroundings
from coursenotes.sources.note_names import stem_and_ending

MAX_NOTES = 20_000_000
"""The largest notes file in bytes: some three million words."""
MAX_FILE = 100_000_000
"""The largest other file in bytes; GitHub accepts no larger ones."""

_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
# O_NONBLOCK: do not wait for the writer of a pipe.
_FILE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def load_text(path: Path) -> str:
    """Return the text of a notes file. Raises :class:`NotesError` if it cannot be published."""
    return _text(lambda: os.open(path, _FILE), display_path(path), lambda: _meant(path))


def load_text_below(folder: Path, path: str, name: str) -> str:
    """Like :func:`load_text`, for the file at ``path`` below ``folder``; ``name`` is for messages.

    No part of ``path`` may be a symbolic link.
    """
    return _text(lambda: _opened(folder, path.split("/")), name, lambda: "it was there before")


def _text(opened: Callable[[], int], name: str, lost: Callable[[], str]) -> str:
    """The text of a file; ``lost`` returns what to add to the message if there is none."""
    try:
        data = _contents(opened(), MAX_NOTES)
    except FileNotFoundError:
        raise error(name, f"no such file; {lost()}") from None
    except IsADirectoryError:
        raise error(name, "is a folder; name a file in it") from None
    except FileError as cause:
        raise error(name, str(cause)) from None
    except (OSError, ValueError) as cause:  # ValueError: a NUL in the name
        raise error(name, f"cannot be read: {getattr(cause, 'strerror', cause)}") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        line = data.count(b"\n", 0, cause.start) + 1
        message = f"byte 0x{data[cause.start]:02x} is not UTF-8; save the file as UTF-8"
        begin = data.rfind(b"\n", 0, cause.start) + 1
        column = len(data[begin : cause.start].decode("utf-8", "replace")) + 1
        raise error(name, message, line, column) from None
    if not text.strip():
        raise error(name, "the file is empty; begin with a title: `# My notes`")
    return text


def _meant(path: Path) -> str:
    """A hint where the notes may be instead."""
    try:
        names = [file.name for file in path.parent.iterdir() if not file.name.startswith(".")]
    except OSError:
        return f"{display_path(path.parent)} is not a folder that can be read"
    if alike := get_close_matches(path.name, names, 1, 0.5):
        return f"is {display_path(path.with_name(alike[0]))} meant?"
    notes = sorted(name for name in names if stem_and_ending(name)[1] in ENDINGS)
    return f"there is {', '.join(notes[:5])}" if notes else "no notes are there"


def folder_of(path: Path) -> Path:
    """Return the folder of the notes at ``path``, with symbolic links resolved."""
    real = path.resolve()
    return real if real.is_dir() else real.parent


def shown_folder(path: Path) -> str:
    """Return :func:`folder_of` as messages name it; empty for the working folder."""
    shown = display_path(path) if path.is_dir() else os.path.dirname(display_path(path))
    return "" if shown == "." else shown


def surroundings_of(
    path: Path,
    found: FoundNotes | None = None,
    root: Path | None = None,
    repository: str = "",
    branch: str = "",
) -> Surroundings:
    """Return access to the files beside the notes at ``path``.

    ``found`` are the notes found there, with the pictures that notebooks hold. ``root`` is the
    folder of the repository that holds the notes, and ``repository`` its address on GitHub, if
    known. Only files inside ``root``, or else inside the notes' folder, with symbolic links
    resolved, count: nothing else on the machine gets published.
    """
    folder = folder_of(path)
    inside = folder.relative_to(root).as_posix() if root else ""
    root = root or folder
    found = found or FoundNotes(NotesFolder(""))
    pictures = {name: data for file in found.folder.files() for name, data in file.pictures.items()}

    def place(name: str) -> Path | None:
        """The real place of the file ``name``, if that is below the repository's folder."""
        try:
            real = (folder / name).resolve(strict=True)
            below = real.relative_to(root)
        except (OSError, ValueError, RuntimeError):
            return None
        # Git's own files may hold passwords, and GitHub does not show them. Outside the notes'
        # folder the same applies to all hidden files.
        hidden = any(part.startswith(".") for part in below.parts)
        if ".git" in map(str.lower, below.parts) or (hidden and not real.is_relative_to(folder)):
            return None
        return below

    def exists(name: str) -> bool:
        below = place(name)
        return name in pictures or (below is not None and not (root / below).is_dir())

    def is_folder(name: str) -> bool:
        below = place(name)
        return below is not None and (root / below).is_dir()

    def read(name: str) -> bytes:
        if name in pictures:
            return pictures[name]
        below = place(name)
        if below is None:
            raise FileError("no such file beside the notes")
        try:
            return _contents(_opened(root, below.parts), MAX_FILE)
        except OSError as cause:
            raise FileError(f"cannot be read: {cause.strerror}") from None

    source = f"{repository.rstrip('/')}/blob/{branch or 'HEAD'}/{inside}/" if repository else ""
    return Surroundings(exists, source, read, is_folder, inside, found.others)


def _opened(folder: Path, parts: Sequence[str]) -> int:
    """Open the file at ``parts`` below ``folder``; no part may have become a link since."""
    if os.open not in os.supports_dir_fd:  # Windows
        return os.open(folder.joinpath(*parts), _FILE)
    inside = os.open(folder, _FOLDER)
    try:
        for part in parts[:-1]:
            above, inside = inside, os.open(part, _FOLDER, dir_fd=inside)
            os.close(above)
        return os.open(parts[-1], _FILE | os.O_NOFOLLOW, dir_fd=inside)
    finally:
        os.close(inside)


def _contents(descriptor: int, most: int) -> bytes:
    """All of an open file, which is then closed. Raises :class:`FileError` if it is not regular."""
    try:
        found = os.fstat(descriptor)
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
        if not stat.S_ISREG(found.st_mode):
            raise FileError("is not a regular file but a pipe, a device or the like")
        if found.st_size > most:
            raise FileError(f"has {found.st_size:,} bytes, and at most {most:,} are published")
        # Files that the system makes on the fly, such as /proc/self/environ, state no size.
        with open(descriptor, "rb", closefd=False) as file:
            return file.read(found.st_size)
    finally:
        os.close(descriptor)


def addresses_by_hand(docs: Path) -> frozenset[str]:
    """Return the paths in a site that hand-written pages in ``docs`` may get."""
    # MkDocs follows links to folders too.
    walked = os.walk(docs, followlinks=True)
    files = [Path(folder, name).relative_to(docs) for folder, _, names in walked for name in names]
    found = {file.as_posix() for file in files if file.suffix == ".html"}
    for page in (file for file in files if file.suffix == ".md"):
        path = page.with_suffix("").as_posix()
        stem = re.sub(r"(^|/)(?:index|README)$", r"\1", path)
        folder = f"{stem}/" if stem and not stem.endswith("/") else stem
        found |= {f"{folder}index.html", f"{stem}.html"}
    return frozenset(found - {".html"})


def load_site(folder: Path) -> dict[str, bytes]:
    """Return the files of a built site by their path below ``folder``; files in ``.git`` empty.

    Raises :class:`NotesError` if there is no site, or one that cannot be read.
    """
    if not folder.is_dir():
        raise error(display_path(folder), "no such folder; build the site first: make site")
    found = {}
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        try:
            if file.is_file():
                found[path.as_posix()] = b"" if path.parts[0] == ".git" else file.read_bytes()
        except OSError as cause:
            raise error(display_path(file), f"cannot be read: {cause.strerror}") from None
    return found


def display_path(path: Path) -> str:
    """Return ``path`` as the author would type it: relative to the working folder if below it."""
    try:
        return os.path.relpath(path) if path.resolve().is_relative_to(Path.cwd()) else str(path)
    except (OSError, RuntimeError):  # RuntimeError: a circle of links, before Python 3.13
        return str(path)
