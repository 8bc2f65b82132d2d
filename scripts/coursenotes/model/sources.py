"""Define files and folders of notes as text, before anything is parsed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from coursenotes.model.tree import Problem

MARKDOWN = frozenset("md markdown mdown mdwn mkd mkdn mkdown rmd qmd".split())
"""The endings of files that GitHub renders as Markdown, in lower case."""
NOTEBOOK = "ipynb"
ENDINGS = MARKDOWN | {NOTEBOOK}
"""The endings of notes. :data:`coursenotes.sources.formats.FORMATS` has what reads each."""


class NotesFile(Struct, frozen=True):
    """A file of notes."""

    path: str
    """Below the folder of the notes, with forward slashes: ``week-2/lecture.md``."""
    text: str
    """Markdown. A notebook's lines have the numbers that they have in its file, where possible."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures that the file itself holds, such as the outputs of a notebook, by the path below the
    folder of the notes that its text gives them."""


class NotesFolder(Struct, frozen=True):
    """A folder of notes with what is in it, in the order of the site."""

    path: str
    """Below the folder of the notes, with forward slashes; empty for that folder itself."""
    readme: NotesFile | None = None
    """The file that opens it. It is not among the entries."""
    entries: tuple[NotesFile | NotesFolder, ...] = ()
    """Never a folder without a file."""
    navigation: tuple[str, ...] = ()
    """The paths of its navigation files, which only list other files: ``SUMMARY.md``."""

    def folders(self) -> Iterator[NotesFolder]:
        """Yield it and every folder below it, in order."""
        yield self
        for entry in self.entries:
            if isinstance(entry, NotesFolder):
                yield from entry.folders()

    def files(self) -> Iterator[NotesFile]:
        """Yield every file in it and below it, in order."""
        if self.readme:
            yield self.readme
        for entry in self.entries:
            if isinstance(entry, NotesFile):
                yield entry
            else:
                yield from entry.files()


class FoundNotes(Struct, frozen=True):
    """The contents of a folder: its notes, and other files that links may lead to."""

    folder: NotesFolder
    others: frozenset[str] = frozenset()
    """The paths of the other files below it that may be published (pictures, code), and of the
    notes that are left out. Nothing that Git ignores."""
    problems: tuple[Problem, ...] = ()
    """A problem for each file that cannot be read; the build goes on without it."""
