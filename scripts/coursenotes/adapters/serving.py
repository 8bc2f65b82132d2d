"""Keep serving the last good site when a build fails under ``mkdocs serve``."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from mkdocs.exceptions import Abort, MkDocsException

from coursenotes.adapters.progress import Progress

_LOG = logging.getLogger("mkdocs.plugins.coursenotes")


def keeping_the_last(
    build: Callable[[], None], site: Path, progress: Progress
) -> Callable[[], None]:
    """Return ``build``, which writes into ``site``, so that the last good site survives failures.

    MkDocs alone answers no request between a failed build and the next good one, so the browser
    seems to hang. It may also have emptied ``site``, and a mistake in ``mkdocs.yml`` ends it with a
    traceback. Exceptions that are not meant for the author are still raised.
    """
    kept = site.with_name(f"{site.name}_kept")

    def keeping() -> None:
        # Nothing is served during a build, so the folder may be moved away.
        try:
            site.rename(kept)
            site.mkdir()
        except PermissionError:  # on Windows, while one of its files is being sent
            shutil.copytree(site, kept)
        try:
            build()
        except BaseException as stop:
            shutil.rmtree(site)
            kept.rename(site)
            if not isinstance(stop, MkDocsException):
                raise
            if not isinstance(stop, Abort):  # an Abort has already been reported
                _LOG.error(stop.format_message())
            _LOG.error("The pages stay as they were until this is fixed.")
        else:
            shutil.rmtree(kept, ignore_errors=True)
            progress.print(f"{datetime.now():%H:%M:%S} The pages are up to date.")

    return keeping
