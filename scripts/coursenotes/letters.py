"""Letters of scripts that put no spaces between words, found without long preparations.

A pattern with the ten thousands of letters of these scripts takes milliseconds to compile, which
notes without such letters need not pay.
"""

from __future__ import annotations

import re
from functools import cache

# Neither such letters nor marks that stand above others: Latin, Greek and Cyrillic letters,
# punctuation, arrows and the like, emoji.
_SIMPLE = "\0-\u02ff\u0370-\u0482\u048a-\u052f\u2000-\u20cf\u2100-\u2bff\U0001f000-\U0001faff"
_NOT_SIMPLE = re.compile(f"[^{_SIMPLE}]")


def is_simple(text: str) -> bool:
    """Whether ``text`` surely has no letter of such a script, and no combining mark."""
    return text.isascii() or not _NOT_SIMPLE.search(text)


def letters_in(text: str, ranges: str) -> int:
    """How many letters of ``text`` are in ``ranges``, such as ``\\u3040-\\u30ff\\u3400-\\u9fff``.

    The ranges must be of scripts that put no spaces between words.
    """
    return 0 if is_simple(text) else len(_any_of(ranges).findall(text))


def is_among(letter: str, ranges: str) -> bool:
    """Whether ``letter`` is in one of ``ranges``."""
    return any(map(lambda a, b: a <= letter <= b, ranges[::3], ranges[2::3]))


@cache
def _any_of(ranges: str) -> re.Pattern[str]:
    return re.compile(f"[{ranges}]")
