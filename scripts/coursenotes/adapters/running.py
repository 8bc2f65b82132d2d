"""Run a command so that errors end in a one-line message, never in a traceback."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Callable

from coursenotes.errors import NotesError
from coursenotes.reporting import CLEARED, coloured, is_terminal, report

INTERRUPTED = 130
"""The exit code after Ctrl-C, as in shells."""


def run(command: Callable[[], int]) -> int:
    """Return what ``command`` returns, or 1 if an error, already reported, stopped it."""
    # A terminal or pipe in another encoding shows characters that it lacks by number.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if sys.platform == "win32":
        os.system("")  # makes the Windows console understand colours
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
    except BrokenPipeError:  # the reader, such as `head`, has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as cause:
        place = f"{cause.filename}: " if cause.filename else ""
        print(f"{place}{cause.strerror or cause}", file=sys.stderr)
    except Exception as stop:
        # Imported by now if MkDocs raised it; `new` needs no MkDocs.
        exceptions = sys.modules.get("mkdocs.exceptions")
        if not exceptions or not isinstance(stop, exceptions.MkDocsException):
            raise
        if not isinstance(stop, exceptions.Abort):  # an Abort has already been reported
            print(stop, file=sys.stderr)
    return 1


class _Formatter(logging.Formatter):
    """Formats MkDocs' log: in colour on a terminal, where it replaces the state of the build."""

    def format(self, record: logging.LogRecord) -> str:
        level = "error" if record.levelno >= logging.ERROR else "warning"
        line = coloured(super().format(record), level, sys.stderr)
        return CLEARED + line if is_terminal(sys.stderr) else line
