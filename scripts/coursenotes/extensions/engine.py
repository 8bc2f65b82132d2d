"""The site's Markdown engine: Python-Markdown with the extensions that ``mkdocs.yml`` lists.

Kept here too because the pages are proved against it before they are written
(:mod:`coursenotes.proof`) and because :func:`coursenotes.preview` needs it without MkDocs; a test
holds that ``mkdocs.yml`` says the same.
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
    "pymdownx.blocks.html": {},
    "pymdownx.highlight": {"pygments_lang_class": True, "stripnl": False},
    "pymdownx.superfences": {},
    "pymdownx.tasklist": {},
    "mdx_math": {"enable_dollar_delimiter": False},
    "coursenotes.extensions.by_hand": {},
    "coursenotes.boxes": {},
    "coursenotes.extensions.formulas": {},
    "coursenotes.render.mermaid": {},
    "coursenotes.answers": {},
    "coursenotes.extensions.tables_and_tasks": {},
}
"""Names and settings, in the order of ``mkdocs.yml``."""

_PROOF_NEEDS_NO = (
    "toc",
    "coursenotes.extensions.by_hand",
    "coursenotes.extensions.formulas",
    "coursenotes.render.mermaid",
    "coursenotes.answers",
    "coursenotes.extensions.tables_and_tasks",
)


def render(page: str) -> str:
    """The HTML that the site shows for a page's Markdown (without front matter)."""
    return _convert(_engine(drawn=True), page)


def render_plain(page: str) -> str:
    """As :func:`render`, but formulas stay TeX, code is not coloured, no frames: for the proof."""
    return _convert(_engine(drawn=False), page)


def _convert(engine: markdown.Markdown, page: str) -> str:
    engine.reset()
    return engine.convert(page)


@lru_cache(maxsize=2)
def _engine(drawn: bool) -> markdown.Markdown:
    names = [name for name in EXTENSIONS if drawn or name not in _PROOF_NEEDS_NO]
    configs = {name: dict(EXTENSIONS[name]) for name in names}
    if not drawn:
        configs["pymdownx.highlight"]["use_pygments"] = False
    engine = markdown.Markdown(extensions=names, extension_configs=configs)
    return engine
