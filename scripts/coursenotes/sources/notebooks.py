"""Convert Jupyter notebooks to Markdown that shows what GitHub shows of them.

Each cell is a document of its own, so what a cell leaves open ends with it. Where there is room,
each line of Markdown or code has the same line number as in the notebook's file, so that messages
and links to edit a line are right.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote

from coursenotes.errors import error, one_line
from coursenotes.gfm.front_matter import blanked
from coursenotes.gfm.parser import normal
from coursenotes.model.sources import NotesFile
from coursenotes.sources.cell_ends import APART, ended
from coursenotes.sources.notebook_lines import lines_of_sources
from coursenotes.sources.notebook_outputs import (
    PICTURES,
    as_text,
    in_one_line,
    picture,
    preformatted,
    shown,
)

_ATTACHED = re.compile(r"attachment:([^\s)\"'<>]+)")
# Jupyter shows these without dollar signs, at the start of a line and outside other formulas.
_FORMULA = re.compile(
    r"^ {0,3}(\\begin\{((?:equation|align|alignat|flalign|gather|multline|eqnarray)\*?)\}"
    r".*?\\end\{\2\})",
    re.MULTILINE | re.DOTALL,
)
_BACKTICKS = re.compile(r"`{3,}")


@lru_cache(maxsize=1_000)  # while serving, most notebooks stay the same
def notebook(text: str, path: str, name: str) -> NotesFile:
    """Return a notebook as notes; ``text`` is its JSON, and ``name`` is for messages.

    Reads old formats too. Raises :class:`NotesError` if ``text`` is not a notebook or has no
    content.
    """
    page = _Page(path)
    cells, language = _cells(text, name)
    lines = lines_of_sources(text)
    for number, cell in enumerate(cells):
        source = normal(as_text(cell.get("source"))).rstrip("\n")
        page.add(cell, source, lines.get(number, 0), language)
    if not page.has_something:
        raise error(name, "the notebook is empty; begin with a title in a cell: `# My notes`")
    return NotesFile(path, "\n".join(page.lines) + "\n", page.pictures)


def _cells(text: str, name: str) -> tuple[list[dict[str, Any]], str]:
    """The cells of a notebook, and the language of its code."""
    try:
        json.loads(text)
    except json.JSONDecodeError as cause:
        message = f"is not a notebook: its JSON breaks off here: {cause.msg}"
        raise error(name, message, cause.lineno, cause.colno) from None
    except (RecursionError, ValueError):
        raise error(name, "is not a notebook: its JSON cannot be read") from None
    # The import takes a third of a second, and few folders have notebooks.
    from nbformat import convert, reader

    try:
        found = convert(reader.reads(text), 4)
        cells = [cell for cell in found["cells"] if isinstance(cell, dict)]
    except Exception as cause:  # nbformat raises anything for missing or mistyped fields
        said = one_line(f"{type(cause).__name__}: {cause}")
        raise error(
            name, f"is not a notebook that can be read; save it in Jupyter ({said})"
        ) from None
    metadata = found.get("metadata")
    about = metadata if isinstance(metadata, dict) else {}
    for key, field in (("language_info", "name"), ("kernelspec", "language")):
        given = about.get(key)
        if isinstance(given, dict) and (language := as_text(given.get(field))):
            return cells, re.sub(r"\d+\Z|[^\w+#.-]", "", language.lower())
    return cells, ""


class _Page:
    """The Markdown of a notebook, line by line."""

    def __init__(self, path: str) -> None:
        self.lines: list[str] = []
        self.pictures: dict[str, bytes] = {}
        self.has_something = False
        self._path = PurePosixPath(path)

    def add(self, cell: Mapping[str, Any], source: str, line: int, language: str) -> None:
        """Add a cell whose ``source`` begins on ``line`` of the notebook's file, 0 if unknown."""
        kind = cell.get("cell_type")
        if kind == "code":
            if source.strip():
                self._fenced(source, line, language)
            outputs = cell.get("outputs")
            for form, text in shown(outputs if isinstance(outputs, list) else [], self._keep):
                self._put([APART + text] if form == "html" else ["", *_document(normal(text))])
        elif source.strip() and kind == "raw":
            self._raw(source, line, cell.get("metadata"))
        elif source.strip():
            shown_source = self._with_attachments(_with_formulas(source), cell.get("attachments"))
            self._put(_document(shown_source), line)

    def _put(self, lines: list[str], at: int = 0) -> None:
        """Add ``lines``, the first of them at line ``at`` if that is not passed yet."""
        self.lines += [""] * (at - 1 - len(self.lines))
        self.lines += lines
        self.has_something = True

    def _fenced(self, source: str, line: int, language: str) -> None:
        fence = "`" * max([3, *(len(run) + 1 for run in _BACKTICKS.findall(source))])
        self._put([fence + language, *source.split("\n"), fence], line - 1)

    def _raw(self, source: str, line: int, metadata: object) -> None:
        about = metadata if isinstance(metadata, dict) else {}
        kind = about.get("raw_mimetype", about.get("format"))
        if not self.has_something and not blanked(f"{source}\n").strip():
            self.lines = source.split("\n")  # front matter, as Quarto reads it
        elif kind == "text/html":
            self._put([APART + in_one_line(source)], line)
        else:
            self._put([APART + preformatted(source)], line)

    def _with_attachments(self, source: str, attachments: object) -> str:
        """``source`` with addresses for the pictures that the cell itself holds."""

        def address(found: re.Match[str]) -> str:
            forms = held.get(unquote(found[1])) or held.get(found[1])
            for kind, data in forms.items() if isinstance(forms, dict) else ():
                if kind in PICTURES and (seen := picture(as_text(data), kind)):
                    return self._keep(seen, PICTURES[kind])
            return found.group()

        held = attachments if isinstance(attachments, dict) else {}
        return _ATTACHED.sub(address, source) if held else source

    def _keep(self, data: bytes, ending: str) -> str:
        """Save a picture beside the notebook, as nbconvert does, named after its contents."""
        digest = hashlib.sha256(data).hexdigest()[:12]
        name = f"{self._path.stem}_files/{digest}.{ending}"
        self.pictures[(self._path.parent / name).as_posix()] = data
        return quote(name)


def _document(text: str) -> list[str]:
    """The lines of Markdown closed at its end; as plain text if nothing can close it."""
    return ended(text) or [APART + preformatted(text)]


def _with_formulas(source: str) -> str:
    """``source`` with GitHub's signs around formulas that are bare LaTeX environments."""
    if "\\begin" not in source or "```" in source:
        return source
    parts = source.split("$$")
    parts[::2] = [_FORMULA.sub(r"$$\1$$", part) for part in parts[::2]]
    return "$$".join(parts)
