"""Limit the topics from A to Z to a quarter of the length of the notes.

If all topics would be more, drop questions without a recognised subject first, then headings, so
that the terms are left; then shorten their meanings, and drop them last. The limit counts letters:
of names and meanings on one side, of all notes on the other. An index of :data:`SHORT` letters,
which takes two minutes to read, is never too long.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from coursenotes.elements import text_of
from coursenotes.model import Section, Topic, TopicKind, nodes_of
from coursenotes.outline.excerpts import shortened, shown_text

SHORT = 4000
"""An index of this many letters is never too long."""
_SHARE = 4
_SHORTER = 70
"""The most letters of a shortened meaning."""
_BARE = frozenset({TopicKind.TERM})
_HEADED = _BARE | {TopicKind.HEADING}


def fitting(topics: Sequence[Topic], sections: Iterable[Section]) -> tuple[Topic, ...]:
    """Return the ``topics`` for which notes of the length of ``sections`` have room."""
    room = SHORT
    if _length(topics) > room:
        room = max(room, sum(map(_letters, sections)) // _SHARE)
    for kinds in (frozenset(TopicKind), _HEADED, _BARE):
        kept = [topic for topic in topics if topic.kind in kinds]
        if _length(kept) <= room:
            return tuple(kept)
    for most in (_SHORTER, 0):
        kept = [replace(t, meaning=shortened(t.meaning, most) if most else ()) for t in kept]
        if _length(kept) <= room:
            break
    return tuple(kept)


def _length(topics: Iterable[Topic]) -> int:
    return sum(len(topic.text) + len(shown_text(topic.meaning)) for topic in topics)


def _letters(section: Section) -> int:
    return len(text_of(*section.title)) + sum(len(text_of(*nodes_of(i))) for i in section.items)
