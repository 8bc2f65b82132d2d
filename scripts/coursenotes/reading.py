"""Read the text of notes into :class:`~coursenotes.model.Notes`, with its problems."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace

from coursenotes.gfm import front_matter
from coursenotes.gfm.parser import normal, parse, to_html
from coursenotes.gfm.tree import to_tree
from coursenotes.lint.check import name_problems, source_problems
from coursenotes.memory import Memory
from coursenotes.model import (
    Element,
    FileNotes,
    Notes,
    NotesFile,
    NotesFolder,
    Position,
    Problem,
    Severity,
)
from coursenotes.outline.conventions import Conventions
from coursenotes.outline.folders import folder_section, source_of
from coursenotes.outline.habits import Habits, habits_of, judged, together
from coursenotes.outline.reader import file_notes_of
from coursenotes.outline.sections import PageLevels, Standing


class ParsedFile(Struct, frozen=True):
    """A file as a tree, before the author's conventions for questions are known."""

    text: str
    """The text that was parsed: without front matter, with ``\\n`` as line ends."""
    title: str
    """The title in its front matter; empty without one."""
    tree: Element
    habits: Habits
    problems: tuple[Problem, ...]


class ReadingMemory(Struct, frozen=True):
    """What earlier builds read. Only files that changed are read again."""

    parsed: Memory[ParsedFile] = field(default_factory=Memory)
    notes: Memory[FileNotes] = field(default_factory=Memory)

    def begin(self) -> None:
        """Begin a build."""
        self.parsed.begin()
        self.notes.begin()


def read_notes(text: str, path: str, levels: PageLevels | None = None) -> Notes:
    """Read notes in one file; ``path`` names it in problems. Never raises: problems are data.

    ``levels`` are the heading levels that become pages, if the author sets them.
    """
    folder, name = posixpath.split(path.replace("\\", "/"))
    only = NotesFolder("", None, (NotesFile(name, text),))
    return read_folder(only, folder, levels)


def read_folder(
    folder: NotesFolder,
    path: str,
    levels: PageLevels | None = None,
    memory: ReadingMemory | None = None,
) -> Notes:
    """Read all files of ``folder``, which is at ``path``. Never raises: problems are data.

    If there is only one file, it is the whole notes, wherever it is in the folder.
    """
    memory = memory or ReadingMemory()
    files = {file.path: file for file in folder.files()}
    alone = len(files) == 1
    readmes = {each.readme.path for each in folder.folders() if each.readme}
    parsed = {
        name: memory.parsed(name, (file.text, path, alone), partial(_parsed, file, path, alone))
        for name, file in files.items()
    }
    around = together(file.habits for file in parsed.values())
    read: dict[str, FileNotes] = {}
    for name, file in parsed.items():
        standing = Standing.OPENING if name in readmes else Standing.AMONG_OTHERS
        if alone:
            standing = Standing.ALONE
        judgement = judged(file.habits, around)
        source = (file.text, path, judgement, levels, standing)
        make = partial(_file_notes, file, judgement, levels, standing)
        read[name] = memory.notes(name, source, make)
    if alone:
        [(name, only)] = read.items()
        shown, root = only.path, only.root
    else:
        shown, root = path or ".", folder_section(folder, read, path)
    problems = [problem for file in read.values() for problem in file.problems]
    problems += _levels_without_heading(shown, parsed.values(), levels)
    listed = {path: source_of(each) for each in folder.folders() for path in each.navigation}
    return Notes(shown, root, read, listed, tuple(problems))


def _parsed(file: NotesFile, folder: str, alone: bool) -> ParsedFile:
    """A file as a tree; ``alone`` is true for the only file.

    It drops the parser's tokens, which need more memory than everything made from them.
    """
    path = posixpath.join(folder, file.path)
    text = normal(file.text)
    title, text = front_matter.title_in(text), front_matter.blanked(text)
    html, problems = _html(text, path, wiki_links=not alone)
    tree = to_tree(html, path)
    return ParsedFile(text, title, tree, habits_of(tree), problems)


def _html(text: str, path: str, wiki_links: bool) -> tuple[str, tuple[Problem, ...]]:
    parsed = parse(text)
    return to_html(parsed), source_problems(path, parsed, wiki_links)


def _file_notes(
    file: ParsedFile, conventions: Conventions, levels: PageLevels | None, standing: Standing
) -> FileNotes:
    notes = file_notes_of(file.tree, conventions, file.title, levels, standing)
    named = name_problems(file.text, notes.root)
    return replace(notes, problems=(*notes.problems, *file.problems, *named))


def _levels_without_heading(
    path: str, files: Iterable[ParsedFile], levels: PageLevels | None
) -> Iterator[Problem]:
    used = {e.tag for file in files for e in file.tree.walk()} if levels else set()
    for level in levels or ():
        if f"h{level}" not in used:
            message = f"page_levels in mkdocs.yml names h{level}, but no heading here is h{level}"
            yield Problem(Position(path), Severity.WARNING, message)
