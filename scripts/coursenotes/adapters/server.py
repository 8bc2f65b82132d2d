"""Serve the site while its notes are being written."""

from __future__ import annotations

import os
import socket
import sys
from errno import EADDRINUSE

from mkdocs.commands.serve import serve

from coursenotes.adapters.configuration import Configuration
from coursenotes.adapters.progress import Progress
from coursenotes.errors import error

_TRIED = 20
"""How many ports to try, starting with the configured one."""


def serve_site(configuration: Configuration) -> None:
    """Serve the site at the first free port, rebuild it at each edit, and return at Ctrl-C.

    Raises :class:`NotesError` if it cannot listen, and MkDocs' own exceptions.
    """
    config, plugin = configuration.load()
    plugin.progress = Progress(sys.stderr)  # MkDocs keeps the plugin when it reloads the settings
    host, port = config.dev_addr
    address = f"{host}:{_free(host, port)}"
    options = {name: value for name, value in configuration.options.items() if name != "site_dir"}
    serve(configuration.file, dev_addr=address, **options)  # type: ignore[arg-type]
    print("\nStopped.", file=sys.stderr)


def _free(host: str, port: int) -> int:
    """The first port at which nothing listens. At a taken one MkDocs ends in a traceback."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for tried in range(port, port + _TRIED):
        try:
            socket.create_server((host, tried), family=family).close()
            return tried
        except OSError as cause:
            if cause.errno != EADDRINUSE:
                reason = os.strerror(cause.errno) if cause.errno else cause
                raise error(f"{host}:{tried}", f"cannot listen there: {reason}") from None
    raise error(f"{host}:{port}", f"is taken, and so are the {_TRIED - 1} ports after it")
