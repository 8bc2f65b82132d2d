"""Render hand-written pages for the search, with the same extensions as MkDocs but without it.

MkDocs gets the extensions from :mod:`coursenotes.adapters.defaults`. The pages of the notes come
from :mod:`coursenotes.outputs.html`.
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
"""Extensions and their settings, in loading order."""


def render(page: str) -> str:
    """Return the HTML of a page's Markdown, which has no front matter."""
    engine = _engine()
    engine.reset()
    return engine.convert(page)


@lru_cache(maxsize=1)
def _engine() -> markdown.Markdown:
    configs = {name: dict(settings) for name, settings in EXTENSIONS.items()}
    return markdown.Markdown(extensions=list(EXTENSIONS), extension_configs=configs)
