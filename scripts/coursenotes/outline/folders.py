"""Combine the files of a folder into notes: a folder is a section, a file a page in it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from msgspec.structs import replace

from coursenotes.model import (
    FileNotes,
    Heading,
    Inlines,
    NotesFile,
    NotesFolder,
    Position,
    Question,
    Section,
)
from coursenotes.model.sources import ENDINGS
from coursenotes.outline.notes_title import says_nothing
from coursenotes.phrases import Beginning
from coursenotes.vocabulary import words_for

_ENDING = re.compile(rf"(?<=[^/])\.(?:{'|'.join(sorted(ENDINGS))})\Z", re.IGNORECASE)
_POSITION = re.compile(r"(?!\d{4}[-_. ]\d)\d{1,4}(?:[-_. ]\d{1,3}){0,3}\s*[-_.)\s]+\s*(?=[^\W\d_])")
"""A number before a name that only orders it, such as 2 or 02-1. A date is part of the name."""
_WORD = re.compile(r"[^\W\d_]+(?=\d)")
_PART = Beginning("", (words_for("part"), r"\Z"))


def folder_section(folder: NotesFolder, files: Mapping[str, FileNotes], path: str) -> Section:
    """Return the notes in ``folder``, which is at ``path``; ``files`` are its read files by path.

    The section has the title of the file that opens the folder. Without one, the name of the folder
    is the title; the folder of all notes has none then.
    """
    source = source_of(folder)
    parts = []
    for entry in folder.entries:
        if isinstance(entry, NotesFolder):
            name = posixpath.basename(entry.path)
            parts.append(folder_section(entry, files, posixpath.join(path, name)))
        else:
            parts.append(_file_section(entry, files[entry.path]))
    if not folder.readme:
        own = Section((), Position(path), 0, source=source)
    else:
        own = replace(files[folder.readme.path].root, source=source)
        if not own.parts:
            own = replace(own, opening=_introduction(own))
    title = own.title or _words(cleaned_name(folder.path))
    return replace(own, title=title, parts=(*own.parts, *parts))


def source_of(folder: NotesFolder) -> str:
    """Return the ``source`` of a folder's section: ``week-2/``, and ``./`` for all notes."""
    return f"{folder.path or '.'}/"


def _file_section(file: NotesFile, notes: FileNotes) -> Section:
    name = cleaned_name(file.path)
    title = notes.root.title
    if not title and says_nothing(name):
        title = _first_heading(notes.root)
    return replace(notes.root, title=title or _words(name), source=file.path)


def _introduction(section: Section) -> int:
    """The number of items before the first heading; the parts are listed after them."""
    for place, item in enumerate(section.items):
        if isinstance(item, Heading) or (isinstance(item, Question) and item.level):
            return place
    return len(section.items)


def _first_heading(section: Section) -> Inlines:
    for item in section.items:
        if isinstance(item, Heading):
            return item.text
    return section.parts[0].title if section.parts else ()


def _words(name: str) -> Inlines:
    return (name,) if name else ()


def is_notes(path: str) -> bool:
    """True if a file has the ending of notes."""
    return bool(_ENDING.search(path))


def without_ending(path: str) -> str:
    """Return ``path`` without the ending of notes; other paths unchanged."""
    return _ENDING.sub("", path)


def _apart(word: re.Match[str]) -> str:
    return f"{word[0]} " if _PART.match(word[0]) else word[0]


def cleaned_name(path: str) -> str:
    """Return a title made from the name of a file or folder: "Feature engineering" for
    ``02-feature_engineering.md``, "Course 1 week 2" for ``course1_week2.md``.

    Folders above do not count. The empty path gives the empty string.
    """
    name = without_ending(posixpath.basename(path))
    words = " ".join(name.replace("_", " ").split())
    if "-" in words and " " not in words and not re.match(r"\d{4}-\d", words):
        words = " ".join(words.replace("-", " ").split())
    bare = _POSITION.sub("", words, count=1) if _POSITION.match(words) else words
    shown = _WORD.sub(_apart, bare) or words or name
    return shown[:1].upper() + shown[1:] if shown.islower() else shown
