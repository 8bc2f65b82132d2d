"""Report the formulas and diagrams of the notes that cannot be drawn."""

from __future__ import annotations

from collections.abc import Iterator

from coursenotes.elements import text_of
from coursenotes.errors import DiagramError, FormulaError
from coursenotes.model import Code, Element, Heading, Notes, Problem, Severity, elements_of
from coursenotes.render import mathml, mermaid
from coursenotes.render.formulas import definitions_before


def drawing_problems(notes: Notes) -> Iterator[Problem]:
    """Yield a problem for each formula and diagram that cannot be drawn.

    It works on the notes, not on the pages, since only there the lines are known.
    """
    for element in _elements_of_notes(notes):
        severity, message = Severity.WARNING, ""
        if element.tag in ("tex-inline", "tex-display"):
            tex = text_of(element)
            try:
                mathml.render(tex, element.tag == "tex-display", definitions_before(element))
            except FormulaError as error:
                message = f"formula {' '.join(tex.split())[:200]}: {error}"
        elif element.mark == Code(mermaid.LANGUAGE):
            try:
                mermaid.draw(text_of(element).removesuffix("\n"))
            except DiagramError as error:
                message = f"diagram: {error}; it is shown as code"
                severity = Severity.HINT if error.beyond else Severity.WARNING
        if message:
            yield Problem(element.at, severity, message)


def _elements_of_notes(notes: Notes) -> Iterator[Element]:
    """Every element of the notes, including footnotes."""
    waiting = [notes.root]
    while waiting:
        section = waiting.pop(0)
        yield from elements_of((Heading(section.title, 1, section.at), *section.items))
        waiting.extend(section.parts)
    for file in notes.files.values():
        for _, note in file.footnotes:
            yield from note.walk()
