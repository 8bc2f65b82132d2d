"""The questions in some notes, as tests compare them."""

from coursenotes import read_notes
from coursenotes.elements import plain
from coursenotes.model import Element, Heading, Question, Section

Asked = tuple[str, str, str]


def asked(markdown: str) -> list[Asked]:
    """Each question with the text of what is shown below it and of its closed answer."""
    return [
        (plain(*q.text), *(" ".join(plain(b) for b in part) for part in (q.prompt, q.answer)))
        for section in _sections(markdown)
        for q in section.items
        if isinstance(q, Question)
    ]


def titles(markdown: str) -> list[str]:
    """The titles of all pages, the notes' own first."""
    return [plain(*section.title) for section in _sections(markdown)]


def in_sight(markdown: str) -> str:
    """What is shown and is neither a question nor its answer."""
    return " ".join(
        plain(item) if isinstance(item, Element) else plain(*item.text)
        for section in _sections(markdown)
        for item in section.items
        if isinstance(item, Element | Heading)
    )


def _sections(markdown: str) -> list[Section]:
    def of(section: Section) -> list[Section]:
        return [section, *(inner for part in section.parts for inner in of(part))]

    return of(read_notes(markdown, "n.md").root)
