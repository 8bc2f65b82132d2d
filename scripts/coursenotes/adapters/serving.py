"""What ``mkdocs serve`` does when a build fails: its pages stay, and the author is told why."""

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
    """``build``, which writes into ``site``, so that the last good site outlives a failed build.

    By itself MkDocs answers no request between a failed build and the next good one: the browser
    seems to hang. It may also have emptied ``site``, and it answers a slip in ``mkdocs.yml`` with a
    traceback. Exceptions that are not meant for the author are raised as before.
    """
    kept = site.with_name(f"{site.name}_kept")

    def keeping() -> None:
        # Nothing is served while a build runs, so the folder may be away.
        try:
            site.rename(kept)
            site.mkdir()
        except PermissionError:  # on Windows, while one of its files is sent
            shutil.copytree(site, kept)
        try:
            build()
        except BaseException as stop:
            shutil.rmtree(site)
            kept.rename(site)
            if not isinstance(stop, MkDocsException):
                raise
            if not isinstance(stop, Abort):  # else it has been told
                _LOG.error(stop.format_message())
            _LOG.error("The pages stay as they were until this is mended.")
        else:
            shutil.rmtree(kept, ignore_errors=True)
            progress.tell(f"{datetime.now():%H:%M:%S} The pages are new.")

    return keeping
