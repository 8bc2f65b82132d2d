"""Write the search index: words with their places, and texts for excerpts.

Everything is in scripts, because a page opened as a file can load a script but cannot use
``fetch``. The site loads them when a reader uses the search. Each adds pieces to
``notesSearchPieces`` by their names. A small site has two scripts; on a larger one the words and
the texts are in more, so that a query loads only those that it needs (:mod:`.search_pieces`):

- ``index``: one sign for each place (page, heading or question, in the order of the notes) in
  ``kinds`` (0 for a page, 1 for a heading, 2 for a question), in ``depths`` (how many others it is
  below: the last ones before it that are less deep) and in ``lengths`` (how many words its title
  has). ``words``, ``endings`` and ``texts`` tell what each piece begins with.
- ``words/…``: a line for each word, with the places that have it and what is spelled out. A place
  is the distance from the one before in base 36, a capital for each position of the word in the
  title (``A`` is the first), and how much the text is about it: ``.``, ``:`` or ``!``. The line
  of ``hlp`` ends with ``human_level_performance``, which it stands for, and that of ``human`` with
  ``hlp=human_level_performance``.
- ``endings/…``: the words again, a line each, sorted by their last letters, to find words with a
  typing error at the beginning. There are none if all words are in one piece.
- ``texts/…``: what is shown of places: ``[title, address, text]``. The address is a page's folder,
  or a ``#`` on the page above. The text has a line for each block. A page's part ("Week 2") or a
  question's number follows, if it has one. ``above`` has the number, name (a page's part, if it has
  one) and address of each place that the first of them is below.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from sys import intern

from coursenotes.model import File
from coursenotes.outputs.search_pieces import divide, script
from coursenotes.outputs.search_places import SearchPlace, places_of
from coursenotes.outputs.search_tokens import MAX_LENGTH, acronyms, counted, positioned
from coursenotes.site import Site

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_POSITIONS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WHOLE_WORDS = 200_000
"""Words of up to this many letters are in one piece, loaded with the first query."""
_WHOLE_TEXTS = 200_000
_WORDS, _TEXTS = 24_000, 16_000
"""Approximate letters in a piece of words, and of texts."""
_SPELLINGS = 3
"""The number of meanings of an acronym to keep, the most frequent: some words look like one."""
_SHOWN = 20_000
"""Results can show this many letters of a place's text. Words after them are found too."""


def files(site: Site) -> Iterator[File]:
    """Yield the scripts with the index and the texts of all pages, hand-written ones included."""
    places = list(places_of(site))
    lines = _lines(places)
    words = list(divide(lines, _WHOLE_WORDS, _WORDS))
    backwards = sorted((line.partition(" ")[0][::-1] for line in lines), key=_order)
    endings = list(divide(backwards, 0, _WORDS)) if len(words) > 1 else []
    texts = list(_texts(places))
    depths: list[int] = []
    for place in places:
        depths.append(depths[place.above] + 1 if place.above >= 0 else 0)
    index = {
        "kinds": "".join(str(int(place.kind)) for place in places),
        "depths": "".join(_DIGITS[min(depth, 35)] for depth in depths),
        "lengths": "".join(_DIGITS[min(_length(place.title), 35)] for place in places),
        "words": [piece[0].partition(" ")[0] if piece else "" for piece in words],
        "endings": [piece[0] for piece in endings],
        "texts": [first for first, _ in texts],
    }
    parts: dict[str, Sequence[object]] = {
        "words": ["\n".join(piece) for piece in words],
        "endings": ["\n".join(word[::-1] for word in piece) for piece in endings],
        "texts": [value for _, value in texts],
    }
    first: dict[str, object] = {"index": index}
    for kind, values in parts.items():
        pieces = {f"{kind}/{number}": value for number, value in enumerate(values)}
        if kind == "words" and len(pieces) == 1:
            first |= pieces
        elif pieces:
            yield from (script({name: value}) for name, value in pieces.items())
    yield script(first)


# --- words ----------------------------------------------------------------------------------------


def _lines(places: Sequence[SearchPlace]) -> list[str]:
    """A line for each word of the titles and texts, sorted as JavaScript compares strings."""
    texts = [counted("\n".join(place.text)) for place in places]
    usual = sum(length for _, length in texts) / (len(texts) or 1)
    found: defaultdict[str, list[str]] = defaultdict(list)
    last: dict[str, int] = {}
    for number, (place, (words, length)) in enumerate(zip(places, texts, strict=True)):
        positions = _positions(place.title)
        for word in (*words, *(word for word in positions if word not in words)):
            if len(word) > MAX_LENGTH:
                continue
            level = _level(words[word], length, usual) if word in words else ""
            gap = number - last.get(word, 0)
            last[word] = number
            # Most are equal, and separate strings would take most of the memory here.
            found[word].append(intern(_base36(gap) + positions.get(word, "") + level))
    spelled = _spelled(places)
    return [
        " ".join(filter(None, (word, "".join(found[word]), ",".join(sorted(spelled[word])))))
        for word in sorted(found, key=_order)
    ]


def _order(word: str) -> bytes:
    return word.encode("utf-16-be")


def _positions(title: str) -> dict[str, str]:
    """Each term of a title with its positions. A compound has that of its first part."""
    found: defaultdict[str, str] = defaultdict(str)
    for term, at in positioned(title):
        found[term] += _POSITIONS[min(at, 25)]
    return found


def _length(title: str) -> int:
    return 1 + max((at for _, at in positioned(title)), default=-1)


def _level(times: int, length: int, usual: float) -> str:
    """The relevance of a word for a text, by BM25: higher if frequent, lower in long texts."""
    share = times / (times + 1.2 * (0.25 + 0.75 * length / (usual or 1)))
    return "." if share < 0.4 else ":" if share < 0.65 else "!"


def _base36(number: int) -> str:
    digits = _DIGITS[number % 36]
    while number := number // 36:
        digits = _DIGITS[number % 36] + digits
    return digits


def _spelled(places: Sequence[SearchPlace]) -> defaultdict[str, set[str]]:
    """Acronyms that the notes spell out, by the acronym and by the first of its words."""
    often: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for place in places:
        for acronym, words in set(acronyms((place.title, *place.text))):
            often[acronym][words] += 1
    found: defaultdict[str, set[str]] = defaultdict(set)
    for acronym, spellings in often.items():
        usual = sorted(spellings, key=lambda words: (-spellings[words], words))
        for words in usual[:_SPELLINGS]:
            joined = words.replace(" ", "_")
            found[acronym].add(joined)
            found[words.partition(" ")[0]].add(f"{acronym}={joined}")
    return found


# --- texts ----------------------------------------------------------------------------------------


def _texts(places: Sequence[SearchPlace]) -> Iterator[tuple[int, object]]:
    """The texts of places in pieces, each with the number of its first place."""
    shown = [
        [place.title, place.address, "\n".join(_most(place.text)), *filter(None, [place.short])]
        for place in places
    ]
    first = 0
    for piece in divide(
        [f"{url} {title}{text}" for title, url, text, *_ in shown], _WHOLE_TEXTS, _TEXTS
    ):
        above: list[tuple[int, str, str]] = []
        number = places[first].above
        while number >= 0:
            outer = places[number]
            above.append((number, outer.short or outer.title, outer.address))
            number = outer.above
        yield first, {"places": shown[first : first + len(piece)], "above": above}
        first += len(piece)


def _most(lines: Sequence[str]) -> Iterator[str]:
    """The first of ``lines``, up to :data:`_SHOWN` letters."""
    return (
        line
        for line, before in zip(lines, accumulate(map(len, lines), initial=0), strict=False)
        if before < _SHOWN
    )
