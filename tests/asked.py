"""Collect the questions in notes in the form that tests compare."""

from coursenotes.elements import plain
from coursenotes.model import Element, Heading, Question, Section
from pages import notes_of

Asked = tuple[str, str, str]


def asked(markdown: str) -> list[Asked]:
    """Return each question with the text shown below it and that of its closed answer."""
    return [
        (plain(*q.text), *(" ".join(plain(b) for b in part) for part in (q.prompt, q.answer)))
        for section in _sections(markdown)
        for q in section.items
        if isinstance(q, Question)
    ]


def titles(markdown: str) -> list[str]:
    """Return the titles of all pages, that of the notes first."""
    return [plain(*section.title) for section in _sections(markdown)]


def in_sight(markdown: str) -> str:
    """Return the visible text outside questions and answers."""
    return " ".join(
        plain(item) if isinstance(item, Element) else plain(*item.text)
        for section in _sections(markdown)
        for item in section.items
        if isinstance(item, Element | Heading)
    )


def _sections(markdown: str) -> list[Section]:
    def of(section: Section) -> list[Section]:
        return [section, *(inner for part in section.parts for inner in of(part))]

    return of(notes_of(markdown).root)
