"""Read a folder of notes: find the files, read them, put them in order.

It follows symbolic links to files, if the file is in the folder and may itself be published, but
not those to folders, as on GitHub.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from coursenotes.errors import NotesError, error
from coursenotes.model.sources import FoundNotes, NotesFile
from coursenotes.model.tree import Position, Problem, Severity
from coursenotes.outline.folders import is_notes
from coursenotes.sources import note_names
from coursenotes.sources.formats import notes_file
from coursenotes.sources.ignored import Rules, lines_of
from coursenotes.sources.load import display_path, load_text_below
from coursenotes.sources.order import arranged
from coursenotes.sources.repository import repository_of

MAX_FOLDERS = 50
"""The deepest nesting of folders."""

_NONE = (
    "holds no notes: no Markdown (.md) and no notebook (.ipynb) with text that Git does not ignore"
)


def load_folder(
    folder: Path,
    exclude: Sequence[str] = (),
    nav: Sequence[str] = (),
    leave_out: Collection[Path] = (),
) -> FoundNotes:
    """Return the notes below ``folder`` in the order of the site, and what else is there.

    ``exclude`` are patterns in the syntax of ``.gitignore``, relative to ``folder``: matching files
    are not notes, and files that ``!pattern`` matches are, even a LICENSE. ``nav`` are paths of
    notes that come in this order. Folders in ``leave_out`` are skipped. Raises :class:`NotesError`
    for a folder without notes or for an invalid pattern. A file that cannot be read becomes a
    problem, and the others are still read.
    """
    name, top = display_path(folder), folder.resolve()
    if not top.is_dir():
        said = "is not a folder" if top.exists() else "no such folder; put your notes there"
        raise error(name, said)
    left = frozenset(
        path.resolve().relative_to(top).as_posix()
        for path in leave_out
        if path.resolve().is_relative_to(top)
    )
    repository = repository_of(top)
    inside = top.relative_to(repository).as_posix().removeprefix(".") if repository else ""
    walk = _Walk(top, name, inside, _excluded(exclude), left)
    walk.all(_rules_above(repository, inside) if repository else Rules())
    files = [f for path, target in walk.notes.items() if (f := walk.read(path, target))]
    if not files:
        problems = sorted(walk.problems)
        raise NotesError(Problem(Position(name), Severity.ERROR, _NONE), *problems)
    found = arranged(files, nav, inside)
    listed = {file.path for file in found.files()}
    others = frozenset((walk.others | set(walk.notes)) - listed)
    return FoundNotes(found, others, tuple(sorted(walk.problems)))


class _Walk(Struct):
    """Collects what is below a folder."""

    top: Path
    name: str
    """The folder's name in messages."""
    inside: str
    """The folder's path in its repository."""
    excluded: Rules
    left: Collection[str]
    notes: dict[str, str] = field(default_factory=dict)
    """Each note's path → the path of its file, which differs for a symbolic link."""
    others: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def all(self, rules: Rules) -> None:
        """Find everything. ``rules`` are those of the folders above."""
        links: list[tuple[str, bool]] = []
        waiting = [("", rules, True)]
        while waiting:
            waiting += self._folder(*waiting.pop(), links)
        for path, is_note in links:
            target = self._target(path)
            if target and is_note:
                self.notes[path] = target
            elif target:
                self.others.add(path)
            elif is_note:
                self._report(
                    path, "is a symbolic link to no file in this folder; put the file here"
                )

    def read(self, path: str, target: str) -> NotesFile | None:
        """Return the file of notes at ``path``; ``None``, and a problem, if it cannot be read."""
        name = self._named(path)
        try:
            return notes_file(load_text_below(self.top, target, name), path, name)
        except NotesError as cause:
            self.problems += (replace(p, severity=Severity.WARNING) for p in cause.problems)
            return None

    def _folder(
        self, path: str, rules: Rules, may_hold_notes: bool, links: list[tuple[str, bool]]
    ) -> Iterator[tuple[str, Rules, bool]]:
        """Find the files of the folder at ``path``; yield the folders in it."""
        try:
            with os.scandir(self.top / path) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as cause:
            self._report(path, f"cannot be read: {cause.strerror}")
            return
        names = frozenset(entry.name for entry in entries)
        if path and (note_names.is_environment(names) or note_names.is_built_site(names)):
            return
        rules = rules.inside(_joined(self.inside, path), _lines(self.top / path))
        for entry in entries:
            below = _joined(path, entry.name)
            is_folder = entry.is_dir(follow_symlinks=False)
            if below in self.left or rules.verdict(_joined(self.inside, below), is_folder):
                continue
            excluded = self.excluded.verdict(below, is_folder)
            if is_folder and below.count("/") >= MAX_FOLDERS:
                self._report(below, f"is deeper than {MAX_FOLDERS} folders, and left out")
            elif is_folder and not note_names.is_closed(entry.name):
                wanted = note_names.may_hold_notes(entry.name) if excluded is None else not excluded
                yield below, rules, may_hold_notes and wanted
            elif not is_folder:
                wanted = (
                    note_names.is_of_the_course(entry.name) if excluded is None else not excluded
                )
                is_note = may_hold_notes and wanted and is_notes(entry.name)
                self._file(below, entry, is_note, links)

    def _file(
        self, path: str, entry: os.DirEntry[str], is_note: bool, links: list[tuple[str, bool]]
    ) -> None:
        if any("\ud800" <= letter <= "\udfff" for letter in path):
            if is_note:
                self._report(path, "its name is not UTF-8; rename the file")
        elif entry.is_symlink():
            links.append((path, is_note))
        elif is_note:
            self.notes[path] = path
        elif entry.is_file(follow_symlinks=False):
            self.others.add(path)

    def _target(self, path: str) -> str:
        """The file that a symbolic link leads to; empty if it may not be published."""
        try:
            target = (self.top / path).resolve(strict=True).relative_to(self.top).as_posix()
        except (OSError, ValueError, RuntimeError):  # RuntimeError: a circle of links
            return ""
        return target if target in self.notes or target in self.others else ""

    def _named(self, path: str) -> str:
        shown = os.fsencode(path).decode("utf-8", "replace")
        return os.path.normpath(os.path.join(self.name, shown))

    def _report(self, path: str, message: str) -> None:
        self.problems.append(Problem(Position(self._named(path)), Severity.WARNING, message))


def _excluded(patterns: Sequence[str]) -> Rules:
    rules = Rules()
    for pattern in patterns:
        try:
            rules = rules.inside("", [pattern])
        except ValueError:
            raise error("exclude", f"{pattern} is not a pattern of .gitignore") from None
    return rules


def _rules_above(repository: Path, inside: str) -> Rules:
    """Git's rules for the folder ``inside`` of ``repository``, from the folders above it.

    None apply if they ignore the folder itself, since the author named it.
    """
    exclude = repository / ".git" / "info" / "exclude"
    rules = Rules().inside("", lines_of(_bytes(exclude)))
    path = ""
    for part in filter(None, inside.split("/")):
        rules = rules.inside(path, _lines(repository / path))
        path = _joined(path, part)
        if rules.verdict(path, is_folder=True):
            return Rules()
    return rules


def _lines(folder: Path) -> list[str]:
    """The patterns in ``folder``'s ``.gitignore``; none if that is a link, as in Git."""
    file = folder / ".gitignore"
    return [] if file.is_symlink() else lines_of(_bytes(file))


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes() if file.is_file() else b""
    except OSError:
        return b""


def _joined(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder and name else folder or name
