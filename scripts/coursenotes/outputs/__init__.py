"""The files of a planned site besides its pages. Each output is a module here with a function
``files``, which takes the site and yields files; a new one is named in :data:`OUTPUTS`.

The service worker is not one of them, since it lists the finished site (:mod:`.service_worker`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module

from coursenotes.model import File
from coursenotes.site import Site

OUTPUTS = (
    "search_index",
    "markdown_copies",
    "language_models",
)


def files_of(site: Site) -> dict[str, bytes]:
    """The files of all outputs for ``site``, and the files beside the notes, by their paths."""
    made = {asset.path: asset.data for asset in site.assets}
    for name in OUTPUTS:
        files: Callable[[Site], Iterable[File]] = import_module(f".{name}", __name__).files
        made |= {file.path: file.data for file in files(site)}
    return made
