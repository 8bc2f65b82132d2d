"""Measure how often the search finds what readers look for, with queries made from any notes.

    python tests/search_quality.py notes.md [notes2.md …]

prints a table: kind of query × found first, among the first three, nothing found at all. The
queries are the same for the same notes. For each question they are two of its words, the
beginning of one, one with a typing mistake, one in another form, the whole sentence in other
words, and words of its answer; also acronyms that the notes spell out, names and paths from code
(``Array.isArray``, ``/proc/mounts``) and signs (``===``).
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coursenotes import plan_site, read_notes
from coursenotes.outputs.search_index import files
from coursenotes.outputs.search_places import SearchPlace, places_of
from coursenotes.site import Site

ROOT = Path(__file__).parents[1]
ENGINE = Path(__file__).with_name("search_engine.mjs")
A_KIND = 150
"""The most queries of a kind; of more a part is drawn."""

SMALL = frozenset(
    """
    a an and are as at be but by can could did do does for from had has have how i if in into is it
    its me my no not of on or our should so than that the their them then there these they this to
    was we were what when where which while who whose why will with would you your
    que de la el en es los las un una por para como и в на не что как это для из с к по чем
    """.split()
)
FRAMES = {
    "latin": ("how can i explain {} to somebody", "please tell me about {} and what it is for"),
    "cyrillic": ("расскажи подробно {}", "можно объяснить {} простыми словами"),
    "other": ("请问{}呢", "我想知道{}谢谢"),
}
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CODE = re.compile(r"[A-Za-z_$@][\w$]*(?:(?:\.|/|::|->)[\w$]+)+|\d+(?:[./:]\d+)+|/\w+(?:/\w+)+")
_SIGNS = re.compile(r"(?<!\S)[=!<>&|+*%^~?:/-]{2,3}(?!\S)")
_ACRONYM = re.compile(r"\b[A-Z]{3,6}\b")


@dataclass(frozen=True, slots=True)
class Query:
    """A reader's query, and the numbers of the places that answer it."""

    kind: str
    text: str
    wanted: frozenset[int]


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of the queries of a kind: found first, among three, nothing found."""

    count: int
    first: float
    three: float
    nothing: float


def queries(places: Sequence[SearchPlace], seed: int = 11) -> list[Query]:
    """Return the queries for notes with these places."""
    by_kind: dict[str, list[Query]] = {}
    for query in (
        *_of_questions(places, random.Random(seed)),
        *_literal(places),
        *_acronyms(places),
    ):
        by_kind.setdefault(query.kind, []).append(query)
    choice = random.Random(seed)
    return [
        query
        for some in by_kind.values()
        for query in (choice.sample(some, A_KIND) if len(some) > A_KIND else some)
    ]


def answers(asked: Sequence[tuple[Path, Sequence[str]]]) -> list[list[list[int]]]:
    """For each folder with ``search/``: the places found for each of its texts, best first."""
    done = subprocess.run(
        ["node", ENGINE],
        input=json.dumps([(str(folder), list(texts)) for folder, texts in asked]),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[list[list[int]]] = json.loads(done.stdout)
    return found


def scores(asked: Sequence[Query], found: Sequence[Sequence[int]]) -> dict[str, Score]:
    """Return the scores of the results, by kind of query and of all."""
    ranks: dict[str, list[int | None]] = {}
    for query, results in zip(asked, found, strict=True):
        rank = next((n for n, place in enumerate(results) if place in query.wanted), 99)
        for kind in (query.kind, "all"):
            ranks.setdefault(kind, []).append(rank if results else None)
    return {kind: _score(some) for kind, some in ranks.items()}


def _score(ranks: Sequence[int | None]) -> Score:
    known = [rank for rank in ranks if rank is not None]
    count = len(ranks)
    first, three = (sum(rank < most for rank in known) / count for most in (1, 3))
    return Score(count, first, three, 1 - len(known) / count)


# --- queries for a question -----------------------------------------------------------------------


def _of_questions(places: Sequence[SearchPlace], choice: random.Random) -> Iterator[Query]:
    titles = [_words(place.title) for place in places]
    often = Counter(word.lower() for words in titles for word in set(words))
    in_titles = [{word.lower() for word in words} for words in titles]
    in_texts = [{w.lower() for w in _words("\n".join(place.text))} for place in places]
    having = Counter(word for words in in_texts for word in words)
    for number, place in enumerate(places):
        if place.kind != 2:
            continue
        once = {word.lower(): word for word in reversed(titles[number])}
        telling = [word for low, word in once.items() if low not in SMALL and len(word) > 1]
        telling.sort(key=lambda word: (often[word.lower()], word))
        # A query of two words accepts each title that has both.
        two = {word.lower() for word in telling[:2]}
        wanted = frozenset(n for n, words in enumerate(in_titles) if two <= words)
        if len(wanted) <= 3:
            yield from _by_title(place.title, telling, wanted, choice)
        rare = sorted(
            w
            for w in in_texts[number]
            if having[w] <= 8 and len(w) >= (2 if _UNSPACED.match(w) else 4) and w.isalpha()
        )
        for _ in range(3):
            if len(rare) < 2:
                break
            one, other = choice.sample(rare, 2)
            both = {n for n, words in enumerate(in_texts) if one in words and other in words}
            if len(both) <= 2:
                yield Query("answer words", f"{one} {other}", frozenset(both))
                break


def _by_title(
    title: str, telling: Sequence[str], wanted: frozenset[int], choice: random.Random
) -> Iterator[Query]:
    if len(telling) < 2:
        return
    one, other = telling[:2]
    unspaced = bool(_UNSPACED.search(one + other))
    yield Query("two words", f"{one} {other}", wanted)
    if unspaced:
        run = next((r for r in re.findall(f"{_UNSPACED.pattern}{{4,}}", title) if one in r), "")
        if run:
            at = choice.randrange(len(run))
            wrong = choice.choice("的数了中是在有人")
            yield Query("typos", run[:at] + wrong + run[at + 1 :], wanted)
    elif len(one) > 4:
        yield Query("prefixes", f"{other} {one[: max(3, len(one) * 2 // 3)]}", wanted)
        yield Query("typos", f"{_slip(one, choice)} {other}", wanted)
    for word in (one, other):
        if form := _other_form(word, choice):
            rest = other if word is one else one
            yield Query("inflections", f"{form} {rest}", wanted)
            break
    script = "other" if unspaced else "latin" if title.isascii() else "cyrillic"
    frame = choice.choice(FRAMES[script])
    inner = (
        title.rstrip("?？") if unspaced else " ".join(w.lower() for w in _shuffled(telling, choice))
    )
    yield Query("sentences", frame.format(inner), wanted)
    yield Query("begun titles", title[: max(8, len(title) * 3 // 4)], wanted)


def _shuffled(words: Sequence[str], choice: random.Random) -> list[str]:
    some = list(dict.fromkeys(words))[:5]
    choice.shuffle(some)
    return some


def _slip(word: str, choice: random.Random) -> str:
    """Return ``word`` with a wrong, missing, doubled or swapped letter."""
    at = choice.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    slips = (
        before + choice.choice("etaoin") + after,
        before + after,
        before + letter * 2 + after,
        before + after[0] + letter + after[1:],
    )
    return choice.choice(slips)


def _other_form(word: str, choice: random.Random) -> str:
    """Return another form of an English word, as readers write it; "" if none is certain."""
    if not re.fullmatch("[a-z]{4,}(?<!ly|al|le|er|or|ic|ss)(?<!ion|ive|ous|ity)(?<!ment)", word):
        return ""
    stem = re.sub("(?:ing|ed|es|s|e)$" if len(word) > 5 else "[es]$", "", word)
    if len(stem) < 3 or stem[-1] in "iuyo":
        return ""
    forms = {stem + ending for ending in ("ing", "ed", "s")} - {word}
    return choice.choice(sorted(forms))


def _words(text: str) -> list[str]:
    """Return the words of a text; in scripts without spaces, pairs of letters."""
    found: list[str] = []
    for word in re.findall(r"[^\W_]+", text):
        for run in re.findall(
            f"{_UNSPACED.pattern}+|[^\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+", word
        ):
            if _UNSPACED.match(run):
                found += [run[n : n + 2] for n in range(0, len(run) - 1, 2)]
            else:
                found.append(run)
    return found


# --- queries for literal text ---------------------------------------------------------------------


def _literal(places: Sequence[SearchPlace]) -> Iterator[Query]:
    for kind, pattern in (("code", _CODE), ("signs", _SIGNS)):
        texts = ["\n".join((place.title, *place.text)) for place in places]
        found = {match for text in texts for match in pattern.findall(text) if len(match) <= 30}
        for text in sorted(found):
            folded = text.lower()
            wanted = frozenset(n for n, other in enumerate(texts) if folded in other.lower())
            if len(wanted) <= 5 or kind == "signs":
                yield Query(kind, text, wanted)


def _acronyms(places: Sequence[SearchPlace]) -> Iterator[Query]:
    """Yield acronyms in titles, queried by the words that they stand for, and the reverse."""
    texts = ["\n".join((place.title, *place.text)) for place in places]
    for name in sorted({name for text in texts for name in _ACRONYM.findall(text)}):
        if name.lower() in SMALL:
            continue
        spelled = re.compile(
            r"\b" + r"[- ]".join(f"{letter}[a-z]+" for letter in name) + r"\b", re.I
        )
        found = Counter(
            " ".join(words.lower().split())
            for text in texts
            if re.search(rf"\b{name}s?\b", text)
            for words in spelled.findall(text)
            if not SMALL & set(words.lower().split())
        )
        if not found:
            continue
        words = found.most_common(1)[0][0]
        short = {n for n, p in enumerate(places) if re.search(rf"\b{name}s?\b", p.title)}
        long = {n for n, p in enumerate(places) if words in p.title.lower()}
        if short or long:
            for text in (name.lower(), words):
                yield Query("acronyms", text, frozenset(short | long))


# --- on the command line --------------------------------------------------------------------------


@cache
def _asked(text: str) -> tuple[Site, list[Query]]:
    site = plan_site(read_notes(text, "notes.md"))
    return site, queries(list(places_of(site)))


def measure(texts: Sequence[str]) -> list[tuple[list[Query], list[list[int]]]]:
    """Return the queries for notes with each of these texts, and the results of each."""
    asked = []
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            site, some = _asked(text)
            top = Path(folder, str(number))
            for file in files(site):
                (top / file.path).parent.mkdir(parents=True, exist_ok=True)
                (top / file.path).write_bytes(file.data)
            asked.append((top, some))
        found = answers([(top, [query.text for query in some]) for top, some in asked])
    return [(some, results) for (_, some), results in zip(asked, found, strict=True)]


def table(by_kind: dict[str, Score]) -> str:
    """Return the scores as lines of text."""
    lines = [f"{'':14}{'queries':>8}{'first':>8}{'three':>8}{'none':>8}"]
    for kind, s in by_kind.items():
        if kind != "all":
            lines.append(_row(kind, s))
    return "\n".join([*lines, _row("all", by_kind["all"])])


def _row(kind: str, s: Score) -> str:
    return f"{kind:14}{s.count:8}{s.first:8.1%}{s.three:8.1%}{s.nothing:8.1%}"


def main(names: Sequence[str]) -> None:
    """Print the scores of each file, and of all."""
    every: tuple[list[Query], list[list[int]]] = ([], [])
    measured = measure([Path(name).read_text("utf-8") for name in names])
    for name, (asked, found) in zip(names, measured, strict=True):
        print(f"\n{name}\n{table(scores(asked, found))}")
        every[0].extend(asked)
        every[1].extend(found)
    print(f"\ntogether\n{table(scores(*every))}")


if __name__ == "__main__":
    main(sys.argv[1:])
