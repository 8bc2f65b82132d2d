"""The near end: the only module that reads the notes and looks at what lies beside them."""

from __future__ import annotations

import html
import os
import re
from pathlib import Path

from coursenotes.errors import error
from coursenotes.links import Surroundings
from coursenotes.model import TextFile

MANIFEST = ".gitignore"
"""The list of what the build wrote into ``docs/``, so that none of it is committed."""
MANIFEST_BEGINS = "# Written by the build, like every file listed here.\n/.gitignore\n"

# What runs where an SVG is opened by itself: scripts, handlers, such links, foreign pages, and
# what could hide one of these (entities, other encodings).
_SCRIPTED = re.compile(
    r"<(?:\w+:)?(?:script|foreignObject|iframe|embed|object|handler|listener)\b"
    r"|[\s\"'/]on[a-z]+\s*=|(?:java|vb)script:|data:text|<!ENTITY|<\?xml-stylesheet|\x00",
    re.IGNORECASE,
)


def load_text(path: Path) -> str:
    """The text of the notes file. Raises :class:`NotesError` for one that cannot be published."""
    name = shown(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise error(name, "no such file; put your notes there, or name them with --notes") from None
    except IsADirectoryError:
        raise error(name, "is a folder; name the Markdown file in it") from None
    except OSError as cause:
        raise error(name, f"cannot be read: {cause.strerror}") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        line = data.count(b"\n", 0, cause.start) + 1
        message = f"byte 0x{data[cause.start]:02x} is not UTF-8; save the file as UTF-8"
        raise error(name, message, line) from None
    if not text.strip():
        raise error(name, "the file is empty; begin with a title: `# My notes`")
    return text


def around(path: Path, repository: str = "", branch: str = "", inside: str = "") -> Surroundings:
    """What lies beside the notes at ``path``.

    ``repository`` is its address on GitHub, if known, and ``inside`` the notes' folder there. A
    file counts only inside the notes' folder, symbolic links followed: nothing else of the machine
    gets published.
    """
    folder = path.resolve().parent

    def exists(name: str) -> bool:
        if "\n" in name or "\r" in name:
            return False  # the list of what was written has a name a line
        try:
            target = (folder / name).resolve(strict=True)
        except (OSError, ValueError, RuntimeError):
            return False
        return target.is_file() and target.is_relative_to(folder)

    def is_scripted(name: str) -> bool:
        try:
            text = (folder / name).read_bytes().decode("utf-8", "replace")
        except OSError:
            return False
        return bool(_SCRIPTED.search(html.unescape(text)))

    source = f"{repository.rstrip('/')}/blob/{branch or 'HEAD'}/{inside}/" if repository else ""
    return Surroundings(exists, source, is_scripted)


def owned_files(docs: Path) -> set[str]:
    """The paths below ``docs`` that an earlier build wrote. Raises for a foreign manifest."""
    manifest = docs / MANIFEST
    if not manifest.is_file():
        return set()
    text = manifest.read_text("utf-8")
    if not text.startswith(MANIFEST_BEGINS):
        raise error(
            manifest, "was not written by the build; move its lines to the .gitignore above"
        )
    lines = text.removeprefix(MANIFEST_BEGINS).split("\n")
    return {line[1:].replace("\\", "") for line in lines if line.startswith("/")}


def pages_by_hand(docs: Path) -> tuple[TextFile, ...]:
    """The pages in ``docs`` that no build wrote. Raises for one that cannot be read."""
    owned = owned_files(docs)
    found = []
    for file in sorted(docs.rglob("*.md")):
        path = file.relative_to(docs).as_posix()
        if path in owned or not file.is_file():
            continue
        try:
            found.append(TextFile(path, file.read_text("utf-8-sig")))
        except (OSError, UnicodeDecodeError) as cause:
            raise error(file, f"cannot be read: {cause}") from None
    return tuple(found)


def shown(path: Path) -> str:
    """``path`` as the author would type it: relative to where they are, if it is below that."""
    try:
        return os.path.relpath(path) if path.resolve().is_relative_to(Path.cwd()) else str(path)
    except (OSError, RuntimeError):  # Python 3.11 and 3.12 raise the latter for a circle of links
        return str(path)
