"""Find where a text uses a term that the notes explain.

It looks only for names that hardly mean anything else: of two words, or of one that ordinary text
does not have, with a capital, digit or hyphen inside it (NumPy, L1, k-means) or very long.
A name that is explained twice is ambiguous, and none of its uses counts. Names match as they are
written, with the first letters of words in either case, and with or without a plural s.

In scripts without spaces a name has at least four signs, with particles or punctuation around it:
在线性回归中, but never 非线性回归. A wrong link is worse than none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from coursenotes.letters import is_simple
from coursenotes.model import Element, Topic, TopicKind
from coursenotes.plan.names import singular
from coursenotes.vocabulary import any_of, is_unspaced, words_for

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_GOES_ON = re.compile(r"[\w(]|[-.'’/@+#][^\W_]")
"""After a name: it is a part of a longer one."""
_GOES_BEFORE = "@#$/.\\-_'’"
_FIRST = re.compile(r"(?<![^\W_])[^\W\d_]")
_RARE = re.compile(r"\w*[a-z]\w*[A-Z]\w*|[A-Z0-9]{3,}s?|[^\W\d_]+\d+|\w+(?:[-/+&]\w+)+")
_SHORT_FORM = re.compile(r"(?P<long>[^()（）]+?)\s*[(（](?P<short>[^()（）]+)[)）]")
_LONG_WORD = 15
_FEWEST_SIGNS = 4
_HANGUL = re.compile("[\uac00-\ud7af]")
_HIRAGANA = re.compile("[\u3040-\u309f]")

_Names = Mapping[str, list[tuple[str, Topic | None]]]
"""Beginnings of names → the names, longest first; no topic if a name could mean several."""


class Use(Struct, frozen=True):
    """A place in a text that names a topic."""

    start: int
    end: int
    topic: Topic | None
    """None if the name could mean several."""


class Lexicon(Struct, frozen=True):
    """The names of explained terms; finds them in one pass over a text."""

    spaced: _Names
    """By their first two words, or their only one."""
    unspaced: _Names
    """By their first two signs."""
    seen: frozenset[str]
    """The first words in the forms that texts may have."""

    def uses_in(self, text: str) -> Iterator[Use]:
        """Yield each use in ``text``, in order; the longest name if several begin at one place."""
        if self.spaced and not self.seen.isdisjoint(_WORD.findall(text)):
            yield from self._words(text)
        elif self.unspaced and not is_simple(text):
            yield from self._signs(text)

    def _words(self, text: str) -> Iterator[Use]:
        folded = _folded(text)
        words = [(found[0], *found.span()) for found in _WORD.finditer(text)]
        end = 0
        for (word, start, one), (_, _, two) in pairwise((*words, ("", 0, 0))):
            if word not in self.seen or start < end:
                continue
            if start and text[start - 1] in _GOES_BEFORE:
                continue
            pair = self.spaced.get(folded[start:two], ()) if two else ()
            for name, topic in (*pair, *self.spaced.get(folded[start:one], ())):
                if folded.startswith(name, start) and (behind := _end(folded, start + len(name))):
                    end = behind
                    yield Use(start, end, topic)
                    break

    def _signs(self, text: str) -> Iterator[Use]:
        end = 0
        for start in range(len(text) - 1):
            if start < end:
                continue
            for name, topic in self.unspaced.get(text[start : start + 2], ()):
                if text.startswith(name, start) and _stands_alone(text, start, start + len(name)):
                    end = start + len(name)
                    yield Use(start, end, topic)
                    break


def lexicon_of(topics: Iterable[Topic]) -> Lexicon:
    """Return the lexicon of the ``topics`` that are terms."""
    known: dict[str, Topic | None] = {}
    for topic in topics:
        for name in _names(topic):
            known[name] = topic if topic.sole and known.get(name, topic) is topic else None
    spaced: defaultdict[str, list[tuple[str, Topic | None]]] = defaultdict(list)
    unspaced: defaultdict[str, list[tuple[str, Topic | None]]] = defaultdict(list)
    seen: set[str] = set()
    for name, topic_or_none in known.items():
        if is_unspaced(name) and not _HANGUL.search(name):
            unspaced[name[:2]].append((name, topic_or_none))
            continue
        for form in _forms(name):
            # A text may add an s.
            for start in {_opening(form), _opening(f"{form}s")}:
                spaced[start].append((form, topic_or_none))
                first = _WORD.findall(start)[0]
                seen |= {first, first[0].upper() + first[1:], _FIRST.sub(_large, first)}
    for names in (*spaced.values(), *unspaced.values()):
        names.sort(key=lambda entry: -len(entry[0]))
    return Lexicon(dict(spaced), dict(unspaced), frozenset(seen))


# --- names ----------------------------------------------------------------------------------------


def _names(topic: Topic) -> Iterator[str]:
    """The unmistakable names of a topic."""
    if topic.kind is not TopicKind.TERM or not topic.meaning:
        return
    if any(isinstance(node, Element) and node.tag not in _WORDS for node in topic.name):
        return
    found = _SHORT_FORM.fullmatch(topic.text)
    for name in (found["long"], found["short"]) if found else (topic.text,):
        if is_unspaced(name) and " " not in name:
            if len(name) >= _FEWEST_SIGNS and all(map(is_unspaced, name)):
                yield name
        elif _WORD.match(name) and is_clear(name):
            yield _folded(name)


_WORDS = frozenset({"strong", "b", "em", "i"})


def is_clear(name: str) -> bool:
    """True if a name, in a script with spaces, hardly means anything else."""
    if " " not in name:
        return bool(_RARE.fullmatch(name)) or len(name) >= _LONG_WORD
    words = [word for word in _WORD.findall(name) if word.lower() not in _common()]
    return sum(len(word) > 2 or not word.isascii() for word in words) > 1


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(words_for("common"))


def _forms(name: str) -> set[str]:
    """A name in singular and plural, except for the plain s."""
    forms = {name, singular(name)}
    if name.endswith(("s", "x", "ch", "sh")):
        forms.add(f"{name}es")
    elif name.endswith("y") and name.isascii():
        forms.add(f"{name[:-1]}ies")
    return forms


def _opening(name: str) -> str:
    """The first two words of a name, or its only one; one if suffixes attach to words."""
    words = [found.end() for found in _WORD.finditer(name)]
    return name[: words[0 if _HANGUL.search(name) else min(1, len(words) - 1)]]


def _folded(text: str) -> str:
    """``text`` on one line of the same length, each word's first letter in lower case."""
    return _FIRST.sub(_small, text.replace("\n", " "))


def _small(letter: re.Match[str]) -> str:
    small = letter[0].lower()
    return small if len(small) == 1 else letter[0]


def _large(letter: re.Match[str]) -> str:
    large = letter[0].upper()
    return large if len(large) == 1 else letter[0]


# --- where a name ends ----------------------------------------------------------------------------


def _end(text: str, end: int) -> int:
    """The end of a name found up to ``end``, including a plural s; 0 inside a word."""
    if text[end - 1].isascii() and text.startswith("s", end) and not _GOES_ON.match(text, end + 1):
        return end + 1
    if not _GOES_ON.match(text, end):
        return end
    particle = _particles().match(text, end)
    return end if particle else 0


@lru_cache(maxsize=1)
def _particles() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words_for('particles'))})(?!\w)")


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, behind = text[start - 1 : start], text[end : end + 1]
    return _joins(before, text[start], "before_terms") and _joins(
        behind, text[end - 1], "behind_terms"
    )


def _joins(sign: str, edge: str, name: str) -> bool:
    """True if ``sign``, next to the ``edge`` of a name, does not make it a longer one."""
    if not sign.isalnum():
        return True
    if not is_unspaced(sign):
        return False
    if _HIRAGANA.match(sign):
        return not _HIRAGANA.match(edge)
    return sign in _joints(name)


@lru_cache(maxsize=2)
def _joints(name: str) -> frozenset[str]:
    return frozenset(words_for(name))
