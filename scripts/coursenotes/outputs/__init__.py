"""Write the files of a planned site besides its pages.

Each output is a module with either ``files(site)``, which yields files, or ``file_of(page)``, which
returns one page's file. To add an output, add its module to :data:`OUTPUTS`.

The service worker is not one of them, since it lists the finished site (:mod:`.service_worker`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from importlib import import_module

from coursenotes.memory import Memory
from coursenotes.model import File
from coursenotes.site import Site

OUTPUTS = (
    "search_index",
    "markdown_copies",
    "llms_txt",
)


def files_of(site: Site, memory: Memory[File] | None = None) -> dict[str, bytes]:
    """Return the files of all outputs for ``site``, and copies of files beside the notes, by path.

    With ``memory``, a page's files are only made again if the page has changed.
    """
    memory = memory or Memory()
    memory.begin()
    made = {asset.path: asset.data for asset in site.assets}
    for name in OUTPUTS:
        module = import_module(f".{name}", __name__)
        if hasattr(module, "file_of"):
            files: Iterable[File] = (
                memory(f"{name} {page.path}", page, partial(module.file_of, page))
                for page in site.pages
            )
        else:
            files = module.files(site)
        made |= {file.path: file.data for file in files}
    return made
