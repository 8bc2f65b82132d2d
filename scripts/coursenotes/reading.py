"""The notes' text → :class:`~coursenotes.model.Notes`, with all that is wrong in the text."""

from __future__ import annotations

from dataclasses import replace

from coursenotes.gfm import front_matter
from coursenotes.gfm.parser import normal, parse, to_html
from coursenotes.lint.check import name_problems, source_problems
from coursenotes.model import Notes, Problem
from coursenotes.outline.reader import notes_of
from coursenotes.outline.sections import PageLevels


def read_notes(text: str, path: str, levels: PageLevels | None = None) -> Notes:
    """Read a whole notes file; ``path`` names it in problems. Never raises: problems are data.

    ``levels`` are the heading levels that become pages, where the author has decided.
    """
    text = normal(text)
    title, text = front_matter.title_in(text), front_matter.blanked(text)
    html, problems = _parsed(text, path)
    notes = notes_of(html, title, path, levels)
    return replace(notes, problems=(*notes.problems, *problems, *name_problems(text, notes.root)))


def _parsed(text: str, path: str) -> tuple[str, tuple[Problem, ...]]:
    """The HTML of ``text``, and what is wrong in it, without keeping the parser's tokens.

    The tokens need more memory than everything that is made of them, so they must go first.
    """
    parsed = parse(text)
    return to_html(parsed), source_problems(path, parsed)
