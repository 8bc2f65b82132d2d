"""Turn course notes in GitHub Flavored Markdown into the pages of a website."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coursenotes.piece import preview
    from coursenotes.reading import read_notes
    from coursenotes.site import Settings, plan_site

__all__ = ["Settings", "plan_site", "preview", "read_notes"]

_WHERE = {"Settings": "site", "plan_site": "site", "preview": "piece", "read_notes": "reading"}


def __getattr__(name: str) -> Any:
    """Import public names on first use, so that ``--help`` imports nothing else."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
