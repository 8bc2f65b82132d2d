"""Python-Markdown extension: add the markup that the style sheets need for tables and tasks.

Each table gets a ``<div class="table-frame">`` to scroll in; a link that shows its own address gets
the class ``address`` (in print, the others are followed by theirs); a task's checkbox gets the task
as its accessible name. List it in ``mkdocs.yml``.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

_FRAME = '<div class="table-frame">'
_TABLE = re.compile(rf"({_FRAME})?<table(?=[\s>])|</table\s*>", re.IGNORECASE)
_ADDRESS = re.compile(r'<a (?=href="(https?://[^"]+)">\1</a>)')
_TASK = re.compile(r'<input type="checkbox" disabled(?: checked)?(?=/?>)')
_TASK_TEXT = re.compile(
    r"/?>\s*(?:<p>)?(.*?)(?=</?(?:p|li|ul|ol|pre|div|table|blockquote|details|h[1-6])[\s>]|\Z)",
    re.DOTALL,
)
_LONG = 500
_NO_TEXT = re.compile(r"<annotation\b.*?</annotation>|<[^>]*>", re.DOTALL)


class _TablesAndTasks(Postprocessor):
    """Works on the finished HTML, raw HTML included; in text and attributes ``<`` is escaped."""

    def run(self, text: str) -> str:
        text = _TASK.sub(_named, _ADDRESS.sub('<a class="address" ', text))
        framed: list[bool] = []  # for each open table: did we frame it?

        def frame(tag: re.Match[str]) -> str:
            if tag[0].startswith("</"):
                return f"{tag[0]}</div>" if framed and framed.pop() else tag[0]
            framed.append(not tag[1])
            return tag[0] if tag[1] else _FRAME + tag[0]

        return _TABLE.sub(frame, text)


def _named(box: re.Match[str]) -> str:
    """A task's checkbox with the task as its name."""
    task = _TASK_TEXT.match(box.string, box.end(), box.end() + _LONG)
    name = " ".join(unescape(_NO_TEXT.sub("", task[1] if task else "")).split())
    return f'{box[0]} aria-label="{escape(name or "…")}"'


class TablesAndTasksExtension(Extension):
    """Registers the processor."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register for the whole page."""
        md.postprocessors.register(_TablesAndTasks(md), "coursenotes-frames", 3)


def makeExtension(**settings: Any) -> TablesAndTasksExtension:
    """Entry point that Python-Markdown calls."""
    return TablesAndTasksExtension(**settings)
