"""The far end: the only module that writes.

The build owns exactly the files that it wrote and lists them in ``docs/.gitignore``, so they are
never committed; a page written by hand is never overwritten nor removed. What did not change is
not written again, or ``mkdocs serve`` would rebuild for ever. All files are written aside before
the first one takes its place: where one cannot be, for a full disk or the like, all stay as they
were, and a build that is interrupted leaves nothing that the next one takes for somebody else's.
"""

from __future__ import annotations

import html
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from coursenotes.copies import COPIES
from coursenotes.errors import NotesError, error
from coursenotes.load import MANIFEST, MANIFEST_BEGINS, owned_files
from coursenotes.model import NavEntry, Problem, Severity, SitePlan
from coursenotes.offline import GONE, NAME, service_worker

_ASIDE = ".new-"


def write_pages(plan: SitePlan, docs: Path) -> int:
    """Bring ``docs`` in line with ``plan``; how many files changed.

    Raises :class:`NotesError`, with every page as it was, if a file of somebody else's stands
    where a page must go, and for a folder or disk that cannot be written.
    """
    files: dict[str, bytes] = {page.path: page.markdown.encode() for page in plan.pages}
    files |= {file.path: file.text.encode() for file in plan.files}
    files |= {asset.path: asset.data for asset in plan.assets}
    try:
        owned = owned_files(docs)
        _refuse_collisions(files, owned, docs)
        changed = {path: data for path, data in files.items() if _differs(docs / path, data)}
        # While old and new pages stand side by side, the build owns both.
        listing = _listing(owned | set(files)) if changed else b""
        _replace(docs, ({MANIFEST: listing} if changed else {}) | changed)
        removed = sum(_remove(docs / path, docs) for path in owned - set(files))
        _replace(docs, {MANIFEST: _listing(files)})
        return len(changed) + removed
    except OSError as cause:
        raise _unwritable(docs, cause) from None


def navigation(entries: Sequence[NavEntry]) -> list[Any]:
    """The ``nav`` of ``mkdocs.yml``. Titles are HTML there: the theme prints them as they are."""
    return [
        {html.escape(entry.title): [entry.path, *navigation(entry.below)]}
        if entry.below
        else {html.escape(entry.title): entry.path}
        for entry in entries
    ]


def write_config(path: Path, inherit: str, settings: Mapping[str, Any]) -> None:
    """Write a MkDocs configuration that inherits from another and changes ``settings``."""
    text = "# Written by the build.\n" + yaml.safe_dump(
        {"INHERIT": inherit, **settings}, allow_unicode=True, sort_keys=False, width=1000
    )
    try:
        _replace(path.parent, {path.name: text.encode()})
    except OSError as cause:
        raise _unwritable(path, cause) from None


def finish_site(docs: Path, theme: Path, site: Path, serving: bool = False) -> None:
    """Add to a built site the pages' copies for machines, and the worker that keeps it offline.

    Kept are pages and what ``docs`` or ``theme`` has; an engine's own leftovers are not.
    ``serving`` says that the site is being written: then nothing is kept.
    """
    copies = docs / COPIES
    try:
        _replace(
            site,
            {
                copy.relative_to(copies).as_posix(): copy.read_bytes()
                for copy in sorted(copies.rglob("*.md"))
            },
        )
        files = {
            file.relative_to(site).as_posix(): file.read_bytes()
            for file in site.rglob("*")
            if file.suffix == ".html"
            or (
                file.is_file() and any((d / file.relative_to(site)).exists() for d in (docs, theme))
            )
        }
        _replace(site, {NAME: (GONE if serving else service_worker(files)).encode()})
    except OSError as cause:
        raise _unwritable(site, cause) from None


def aside(site: Path) -> Path:
    """Where a site is built before it takes the place of the one at ``site``.

    It is below that, and so on the same disk, also where ``site`` is a link or a disk of its own.
    """
    return site / f"{_ASIDE}site"


def publish_aside(site: Path) -> None:
    """Put the site that was built aside in its place; what an earlier one left there goes.

    Nothing is written any more, files only change their folder. Hidden ones at the top, such as
    ``.git``, are not the site's: MkDocs leaves them too. Raises :class:`NotesError` where it fails.
    """
    built = aside(site)
    new = {path.relative_to(built) for path in built.rglob("*") if path.is_file()}
    folders = {parent for path in new for parent in path.parents}
    try:
        for old in sorted((p.relative_to(site) for p in site.rglob("*")), reverse=True):
            folder = (site / old).is_dir() and not (site / old).is_symlink()
            if old.parts[0].startswith(".") or old in (folders if folder else new):
                continue
            (site / old).rmdir() if folder else (site / old).unlink()
        for path in new:
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(built / path, site / path)
        shutil.rmtree(built)
    except OSError as cause:
        raise _unwritable(site, cause) from None


def forget_aside(site: Path) -> None:
    """Remove what was built aside and cannot be published."""
    shutil.rmtree(aside(site), ignore_errors=True)
    if site.is_dir() and not any(site.iterdir()):
        site.rmdir()


def _escaped(path: str) -> str:
    return "".join("\\" + c if c in "*?[]!#\\ " else c for c in path)


def _refuse_collisions(files: Mapping[str, bytes], owned: set[str], docs: Path) -> None:
    root = docs.resolve()
    problems = []
    for path in files:
        target = docs / path
        if not target.resolve().is_relative_to(root) or target.is_symlink():
            message = "is reached by a symbolic link that leads out of the folder; remove the link"
        elif path not in owned and target.exists():
            message = (
                "was written by hand, and a page of the notes must go there; rename one of them"
            )
        elif rival := next((r for r in _rivals(docs, path) if r not in owned), None):
            target = docs / rival
            message = f"was written by hand, and has the address of {path}; rename one of them"
        else:
            continue
        problems.append(Problem(str(target), 0, 1, Severity.ERROR, message))
    if problems:
        raise NotesError(*problems)


def _rivals(docs: Path, path: str) -> Iterator[str]:
    """Files that would be published at the address of the page at ``path``, or in its way."""
    folder, _, name = path.rpartition("/")
    if not name.endswith(".md"):
        return
    page = folder if name == "index.md" else path.removesuffix(".md")
    inside = f"{page}/" if page else ""
    names = [f"{inside}index.md", f"{inside}README.md", f"{inside}index.html"]
    for rival in [*names, *([f"{page}.md", page] if page else [])]:
        if rival != path and (docs / rival).is_file():
            yield rival


def _unwritable(place: Path, cause: OSError) -> NotesError:
    where = Path(cause.filename or place)
    if any(part.startswith(_ASIDE) for part in where.parts):
        where = place
    return error(where, f"cannot be written: {cause.strerror}")


def _listing(paths: Iterable[str]) -> bytes:
    return (MANIFEST_BEGINS + "".join(f"/{_escaped(path)}\n" for path in sorted(paths))).encode()


def _differs(target: Path, data: bytes) -> bool:
    return not target.is_file() or target.read_bytes() != data


def _replace(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files``, those that changed, in their order: first all of them aside."""
    files = {path: data for path, data in files.items() if _differs(folder / path, data)}
    if not files:
        return
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=_ASIDE) as aside:
        for number, data in enumerate(files.values()):
            Path(aside, str(number)).write_bytes(data)
        for path in files:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
        for number, path in enumerate(files):
            os.replace(Path(aside, str(number)), folder / path)


def _remove(target: Path, docs: Path) -> bool:
    if not target.resolve().is_relative_to(docs.resolve()):
        return False
    target.unlink(missing_ok=True)
    for folder in target.parents:
        if folder == docs or not folder.is_dir() or any(folder.iterdir()):
            break
        folder.rmdir()
    return True
