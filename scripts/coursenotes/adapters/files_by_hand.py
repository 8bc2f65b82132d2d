"""Read the author's own files in ``docs/``, and keep them apart from those of the notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, get_files

from coursenotes.adapters.loading import in_notes
from coursenotes.adapters.notes_page import NotesPage
from coursenotes.errors import NotesError, error
from coursenotes.model import NOWHERE, Position, Problem, Severity, TextFile
from coursenotes.sources.load import display_path


def is_note(file: File, notes: Path, config: MkDocsConfig) -> bool:
    """True if ``file`` belongs to the ``notes``, when these are a folder in ``docs/``."""
    return bool(file.abs_src_path) and in_notes(Path(file.abs_src_path or ""), notes, config)


def pages_by_hand(config: MkDocsConfig, notes: Path) -> Iterator[tuple[File, TextFile]]:
    """Yield the pages in ``docs/`` outside the ``notes``, in MkDocs' order, with their text.

    Raises :class:`NotesError` for a page that cannot be read.
    """
    for file in get_files(config):
        if is_note(file, notes, config):
            continue
        if not file.is_documentation_page() or not file.inclusion.is_included():
            continue
        place = file.src_uri.removesuffix(file.src_uri.rpartition("/")[2]) + f"{file.name}.md"
        try:
            yield file, TextFile(place, file.content_string)
        except (OSError, UnicodeDecodeError) as cause:
            reason = getattr(cause, "strerror", None) or cause
            raise error(
                as_written(Path(file.abs_src_path or "")), f"cannot be read: {reason}"
            ) from None


_HOME_IS_THE_NOTES = (
    "the home page is that of the notes: move this text to the top of their file, or into their "
    "folder's README.md, and remove this one; or rename it"
)


def refuse_collisions(
    files: Iterable[File], added: Sequence[File], others: Iterable[str], docs: str
) -> None:
    """Raise :class:`NotesError` if a file of the author has the address of a file of the notes.

    ``added`` are the pages and files that the notes add, ``others`` the paths of files that the
    build adds later.
    """
    taken = {file.dest_uri: file.src_uri for file in added}
    for file in added:
        if isinstance(file.page, NotesPage):
            at = file.page.page.at
            page = f"the page of {at.file}:{at.line}" if at.line else f"the page of {at.file}"
            if at == NOWHERE:
                page = f"{file.src_uri}, which the build makes"
            taken[file.dest_uri] = page
    taken |= {path: f"{path}, which the build makes" for path in others}
    above: dict[str, str] = {}
    for place, what in taken.items():
        for folder in PurePosixPath(place).parents:
            above.setdefault(str(folder), what)
    problems = []
    for file in files:
        if file.src_dir != docs or not file.inclusion.is_included():
            continue
        path = PurePosixPath(file.dest_uri)
        places = [path, *path.parents]
        found = [above.get(str(path)), *(taken.get(str(place)) for place in places)]
        if rival := next(filter(None, found), None):
            written = display_path(Path(docs, file.src_uri))
            cure = _HOME_IS_THE_NOTES if file.dest_uri == "index.html" else "rename one of them"
            message = f"was written by hand, and has the address of {rival}; {cure}"
            problems.append(Problem(Position(written), Severity.ERROR, message))
    if problems:
        raise NotesError(*problems)


def refuse_links_out(files: Iterable[File], config: MkDocsConfig) -> None:
    """Raise :class:`NotesError` if a symbolic link in ``docs/`` leads out of the project."""
    docs = Path(config.docs_dir)
    ours = [Path(config.config_file_path).resolve().parent, docs.resolve()]
    problems = []
    for file in files:
        if file.src_dir != str(docs) or not file.inclusion.is_included():
            continue
        place = Path(docs, file.src_uri)
        real = place.resolve()
        below = [real.relative_to(folder) for folder in ours if real.is_relative_to(folder)]
        if not below or any(".git" in path.parts for path in below):
            message = f"leads out of the project, to {real}; put the file itself there"
            problems.append(Problem(Position(as_written(place)), Severity.ERROR, message))
    if problems:
        raise NotesError(*problems)


def as_written(place: Path) -> str:
    """Return a file's path as its author would type it, without resolving symbolic links."""
    return str(Path(display_path(place.parent), place.name))
