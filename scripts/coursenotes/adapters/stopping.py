"""Report problems to the author, and stop MkDocs' build where they demand it."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from mkdocs.exceptions import PluginError
from mkdocs.utils import CountHandler

from coursenotes.errors import NotesError
from coursenotes.model import Problem
from coursenotes.reporting import report, stopping


def report_or_stop(problems: Sequence[Problem], strict: bool, where: str = "the notes") -> None:
    """Report ``problems`` in ``where``. Raises ``PluginError`` if they stop the build."""
    report(problems)
    if reason := stopping(problems, strict, where):
        raise PluginError(reason)


def stopped_by(stop: NotesError) -> PluginError:
    """Report the problems in ``stop``; return the error to raise in its place."""
    report(stop.problems)
    return PluginError("Stopped: the site stays as it was.")


def has_warned() -> bool:
    """True if MkDocs has logged a warning, which it counts with ``--strict`` only."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(h.get_counts() for h in handlers if isinstance(h, CountHandler))
