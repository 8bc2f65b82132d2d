"""The formulas of the notes that cannot be rendered."""

from __future__ import annotations

from collections.abc import Iterator

from coursenotes.errors import FormulaError
from coursenotes.mathml import render
from coursenotes.model import Element, Heading, Notes, Problem, Severity, elements_of
from coursenotes.tree import text_of


def formula_problems(notes: Notes) -> Iterator[Problem]:
    """A problem for each formula that cannot be rendered, while its line is known."""
    for element in _elements_of_notes(notes):
        if element.tag not in ("tex-inline", "tex-display"):
            continue
        tex = text_of(element)
        try:
            render(tex, display=element.tag == "tex-display")
        except FormulaError as error:
            message = f"formula {' '.join(tex.split())[:200]}: {error}"
            yield Problem(notes.path, element.line, 1, Severity.WARNING, message)


def _elements_of_notes(notes: Notes) -> Iterator[Element]:
    """Every element of the notes, footnotes included."""
    waiting = [notes.root]
    while waiting:
        section = waiting.pop(0)
        yield from elements_of((Heading(section.title, 1, section.line), *section.items))
        waiting.extend(section.parts)
    for _, note in notes.footnotes:
        yield from note.walk()
