"""Find the title of the whole notes.

In this order: the first heading, if it alone is above all others; the title in the front matter; a
bold first line; the name of the file or, if that says nothing, of its folder or repository.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from coursenotes.elements import HEADINGS, is_seen, text_of
from coursenotes.model import Element
from coursenotes.outline import labels
from coursenotes.outline.numbering import counting
from coursenotes.phrases import whole
from coursenotes.vocabulary import words_for

MAX_BOLD = 80
"""A longer bold line is emphasis, not a title."""

_OPENING = whole(words_for("introduction"))
_COUNTED = re.compile(r"\s*(?:\d{1,2}|[〇零一二三四五六七八九十]{1,3}|[IVX]{1,5}|[A-Z])[.)、．]")
_SAYS_NOTHING = re.compile(
    r"(?:readme|index|main|notes?|docs?|documents?|all|full|contents?|src|te?mp|home|data|files?|text|"
    r"master|repo|untitled|new|draft|tests?|trial|out|input|[a-z]{1,2}|[\d\W_]*)\Z",
    re.IGNORECASE,
)
"""Names of files and folders that say nothing about the notes."""


def titled(blocks: list[Element], named: bool) -> tuple[Element | None, list[Element]]:
    """Return the element with the title of the whole notes, or None, and the other blocks.

    ``named`` is true if the front matter has a title: then a heading below the first level, or a
    bold line, does not count.
    """
    places = [n for n, block in enumerate(blocks) if block.tag in HEADINGS]
    if places and (place := _heading(blocks, places, named)) is not None:
        return blocks[place], blocks[:place] + blocks[place + 1 :]
    if not named and (bold := _bold_line(blocks)):
        return bold, blocks[1:]
    return None, blocks


def _heading(blocks: Sequence[Element], places: Sequence[int], named: bool) -> int | None:
    """The first heading, if it alone is above all others.

    If there are several of level 1, it still names the notes if it is not a part itself: if nothing
    is below it, if it is not numbered and the next one is, or if only the others have headings
    below them.
    """
    first = places[0]
    tag, text = blocks[first].tag, text_of(blocks[first])
    if any(blocks[n].tag < tag for n in places):
        return None
    others = [n for n in places[1:] if blocks[n].tag == tag]
    if not others:
        part = bool(counting(text)) or bool(_OPENING.match(text)) or _is_of_a_question(text)
        return first if tag == "h1" or not (named or part) else None
    if tag != "h1":
        return None
    if _COUNTED.match(text) and _COUNTED.match(text_of(blocks[others[0]])):
        return None
    numbered = not counting(text) and bool(counting(text_of(blocks[others[0]])))
    bare = others[0] == places[1] and others != places[1:] and not _OPENING.match(text)
    return first if numbered or others[0] == first + 1 or bare else None


def _bold_line(blocks: Sequence[Element]) -> Element | None:
    """The first block as a heading, if it is a short bold line, not a question, part or label."""
    seen = [c for c in blocks[0].children if is_seen(c)] if blocks[:1] else []
    bold = seen[0] if len(seen) == 1 and blocks[0].tag == "p" else ""
    if not isinstance(bold, Element) or bold.tag not in ("strong", "b") or len(blocks) == 1:
        return None
    text = text_of(bold).strip()
    fits = 0 < len(text) <= MAX_BOLD and "\n" not in text and not text.endswith((":", "：", "."))
    if not fits or _is_of_a_question(text) or counting(text):
        return None
    return Element("h1", (), bold.children, blocks[0].at)


def _is_of_a_question(text: str) -> bool:
    labelled = labels.label_of(text) is not labels.Label.NONE
    return labelled or labels.asks(text) or labels.is_answer(text)


def name_of_file(path: str, repository: str = "") -> str:
    """Return a title made from the file's name: "Linear algebra" for ``linear-algebra.md``.

    The name ``notes`` or ``README`` says nothing. Then the folder gives the name, or the
    ``repository`` (its address or name). The empty string if these say nothing either.
    """
    file = PurePosixPath(path.replace("\\", "/"))
    folders = [part for part in reversed(file.parts[:-1]) if part not in ("/", "..", ".")]
    stem = file.name.rsplit(".", 1)[0]
    for name in (stem, *folders[:1], repository.rstrip("/").rpartition("/")[2]):
        words = " ".join(re.sub(r"\(\d+\)\Z|\.git\Z", "", name).replace("_", " ").split())
        if "-" in words and " " not in words:
            words = re.sub(r"-+", " ", words).strip()
        if not says_nothing(words):
            return words[:1].upper() + words[1:] if words.islower() else words
    return ""


def says_nothing(name: str) -> bool:
    """True if the name of a file or folder says nothing about the notes in it: ``notes``."""
    return bool(_SAYS_NOTHING.match(name))
