"""Write what a build adds to MkDocs' pages, and an export for other engines."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from coursenotes.errors import NotesError, error
from coursenotes.outputs.service_worker import GONE, NAME, is_list, is_worker, service_worker
from coursenotes.outputs.style_sheets import FOLDER, packed
from coursenotes.sources.load import display_path
from coursenotes.sources.staging import Staging

COPIES = ".copies"
"""The folder in exported ``docs/`` for the pages' copies, which engines ignore."""
_CONFIG = "mkdocs.yml"
_OURS = "# Written by the build"
_HEADER = f"{_OURS}, like docs/ beside it: both are made anew each time.\n"


def finish_site(
    site: Path, copies: Mapping[str, bytes], is_ours: Callable[[str], bool], serving: bool = False
) -> None:
    """Add the pages' Markdown ``copies`` and the service worker to a built ``site``.

    Also removes the comments from its style sheets. The worker keeps the pages and files whose
    paths ``is_ours`` accepts, so not what an engine left behind. With ``serving`` it keeps nothing,
    since the notes are being edited. Raises :class:`NotesError` for a folder or disk that cannot be
    written.
    """
    try:
        _write(site, copies)
        if serving:
            _write(site, {NAME: GONE.encode()})
            return
        names = {file.relative_to(site).as_posix(): file for file in site.rglob("*")}
        for name in filter(is_list, list(names)):
            names.pop(name).unlink()  # of an earlier build
        for name, file in names.items():
            if name.startswith(FOLDER) and file.suffix == ".css":
                file.write_bytes(packed(file.read_text("utf-8")).encode())
        kept = (
            (name, file.read_bytes())
            for name, file in names.items()
            if file.suffix == ".html" or (is_ours(name) and file.is_file())
        )
        _write(site, service_worker(kept))
    except OSError as cause:
        raise _unwritable(site, cause) from None


def finish_exported(site: Path, theme: Path) -> None:
    """Finish a site that another engine built from an export, with ``docs/`` beside it.

    See :func:`finish_site`.
    """
    docs = site.parent / "docs"
    if not site.is_dir() or not docs.is_dir():
        raise error(display_path(site), "is not a site that was built from what --out exports")
    copies = docs / COPIES
    texts = {
        copy.relative_to(copies).as_posix(): copy.read_bytes()
        for copy in sorted(copies.rglob("*.md"))
    }
    finish_site(site, texts, lambda name: (docs / name).exists() or (theme / name).exists())


def refuse_foreign(out: Path) -> None:
    """Raise :class:`NotesError` if an export to ``out`` would overwrite other files."""
    config, docs = out / _CONFIG, out / "docs"
    try:
        ours = config.is_file() and config.read_bytes().startswith(_OURS.encode())
    except OSError as cause:
        raise error(display_path(config), f"cannot be read: {cause.strerror}") from None
    for place in (config, docs):
        if os.path.lexists(place) and not ours:
            raise error(display_path(place), "was not written by the build; name another folder")


def refuse_foreign_site(site: Path) -> None:
    """Raise :class:`NotesError` if a build would remove a folder that is not a site of ours.

    Hidden entries, such as ``.git``, stay in any case.
    """
    try:
        found = site.is_dir() and any(not file.name.startswith(".") for file in site.iterdir())
        ours = not found or is_worker((site / NAME).read_bytes())
    except FileNotFoundError:
        ours = False
    except OSError as cause:
        raise error(display_path(site), f"cannot be read: {cause.strerror}") from None
    if not ours:
        message = "is not a site of coursenotes; name another folder with --out"
        raise error(display_path(site), message)


def export(
    out: Path,
    files: Mapping[str, bytes],
    copies: Mapping[str, bytes],
    inherit: Path,
    settings: Mapping[str, Any],
) -> None:
    """Write a build's sources as plain files: ``docs/``, and a ``mkdocs.yml`` for it.

    MkDocs and Zensical build the same pages from it without plugins. It inherits from the
    configuration at ``inherit`` and changes ``settings``. Raises :class:`NotesError` for a folder
    or disk that cannot be written.
    """
    changed = {"INHERIT": str(inherit), "docs_dir": "docs", "site_dir": "site", "plugins": []}
    # Extensions may have functions as settings, which safe_dump refuses.
    text = yaml.dump({**changed, **settings}, allow_unicode=True, sort_keys=False, width=1000)
    config = out / _CONFIG
    staging = Staging(out / "docs")
    try:
        _write(staging.path, files)
        _write(staging.path, {f"{COPIES}/{path}": data for path, data in copies.items()})
        aside = staging.path / f".{_CONFIG}"
        aside.write_bytes((_HEADER + text).encode())
        os.replace(aside, config)
        staging.publish()
    except OSError as cause:
        raise staging.unwritable(cause) from None
    finally:
        staging.discard()


def _unwritable(place: Path, cause: OSError) -> NotesError:
    return error(
        display_path(Path(cause.filename or place)), f"cannot be written: {cause.strerror}"
    )


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
