"""What is made of a planned site besides its pages: each output is a function ``Site → files``.

A new one is a module here and its name in :data:`OUTPUTS`. The service worker is none of them: it
lists the finished site (:mod:`.service_worker`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from coursenotes.model import File
from coursenotes.outputs.language_models import language_models
from coursenotes.outputs.markdown_copies import markdown_copies
from coursenotes.outputs.search_index import search_files
from coursenotes.site import Site

OUTPUTS: tuple[Callable[[Site], Iterable[File]], ...] = (
    search_files,
    markdown_copies,
    language_models,
)


def files_of(site: Site) -> dict[str, bytes]:
    """All that the outputs make of ``site``, and the files beside the notes, by their paths."""
    files = {asset.path: asset.data for asset in site.assets}
    return files | {file.path: file.data for output in OUTPUTS for file in output(site)}
