"""The notes' text → :class:`~coursenotes.model.Notes`, with all that is wrong in the text."""

from __future__ import annotations

from dataclasses import replace

from coursenotes.gfm import front_matter
from coursenotes.gfm.parser import normal, parse
from coursenotes.lint.check import source_problems
from coursenotes.model import Notes
from coursenotes.outline.reader import outlined
from coursenotes.outline.sections import PageLevels


def read_notes(text: str, path: str, levels: PageLevels | None = None) -> Notes:
    """Read a whole notes file; ``path`` names it in problems. Never raises: problems are data.

    ``levels`` are the heading levels that become pages, where the author has decided.
    """
    text = normal(text)
    parsed = parse(front_matter.blanked(text))
    notes = outlined(parsed, front_matter.title_in(text), path, levels)
    problems = (*notes.problems, *source_problems(path, parsed, notes.root))
    return replace(notes, problems=problems)
