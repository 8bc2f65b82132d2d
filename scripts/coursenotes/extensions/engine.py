"""The engine for pages written by hand: Python-Markdown with these extensions.

MkDocs gets the same from :mod:`coursenotes.adapters.defaults`; the search reads these pages without
MkDocs. The pages of the notes come from :mod:`coursenotes.outputs.html`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import markdown

EXTENSIONS: dict[str, dict[str, Any]] = {
    "attr_list": {},
    "tables": {},
    "toc": {"permalink": True, "toc_depth": "2-4"},
    "pymdownx.blocks.admonition": {
        "types": ["note", "tip", "important", "warning", "caution"],
    },
    "pymdownx.blocks.details": {},
    "pymdownx.highlight": {"pygments_lang_class": True, "stripnl": False},
    "pymdownx.superfences": {},
    "pymdownx.tasklist": {},
    "mdx_math": {"enable_dollar_delimiter": False},
    "coursenotes.extensions.by_hand": {},
    "coursenotes.extensions.formulas": {},
    "coursenotes.extensions.mermaid": {},
    "coursenotes.extensions.tables_and_tasks": {},
}
"""Names and settings, in the order in which they are loaded."""


def render(page: str) -> str:
    """The HTML that the site shows for a page's Markdown (without front matter)."""
    engine = _engine()
    engine.reset()
    return engine.convert(page)


@lru_cache(maxsize=1)
def _engine() -> markdown.Markdown:
    configs = {name: dict(settings) for name, settings in EXTENSIONS.items()}
    return markdown.Markdown(extensions=list(EXTENSIONS), extension_configs=configs)
