"""Runs a command: what goes wrong is told in a line, and never ends in a traceback."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Callable

from coursenotes.errors import NotesError
from coursenotes.reporting import CLEARED, coloured, is_terminal, report

INTERRUPTED = 130
"""The exit code of a command that Ctrl-C ended, as shells have it."""


def run(command: Callable[[], int]) -> int:
    """What ``command`` returns; 1 when something stopped it that has been told."""
    # A pipe or a terminal of another encoding shows a letter that it lacks by its number.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if sys.platform == "win32":
        os.system("")  # has its console understand colours
    handler = logging.StreamHandler()
    handler.setFormatter(_Formatter("%(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    try:
        code = command()
        sys.stdout.flush()
        return code
    except NotesError as stop:
        report(stop.problems)
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # whoever read has read enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as cause:
        place = f"{cause.filename}: " if cause.filename else ""
        print(f"{place}{cause.strerror or cause}", file=sys.stderr)
    except Exception as stop:
        # Loaded by now if it was MkDocs' own; `new` needs no MkDocs.
        exceptions = sys.modules.get("mkdocs.exceptions")
        if not exceptions or not isinstance(stop, exceptions.MkDocsException):
            raise
        if not isinstance(stop, exceptions.Abort):  # what stopped it has been told
            print(stop, file=sys.stderr)
    return 1


class _Formatter(logging.Formatter):
    """What MkDocs tells: on a terminal in colour, and in the place of the state of the build."""

    def format(self, record: logging.LogRecord) -> str:
        level = "error" if record.levelno >= logging.ERROR else "warning"
        line = coloured(super().format(record), level, sys.stderr)
        return CLEARED + line if is_terminal(sys.stderr) else line
