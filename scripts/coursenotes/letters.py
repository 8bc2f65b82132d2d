"""Find letters of scripts that put no spaces between words.

A pattern with the tens of thousands of letters of these scripts takes milliseconds to compile, so
it is compiled only for notes that have such letters.
"""

from __future__ import annotations

import re
from functools import cache

# Latin, Greek and Cyrillic letters, punctuation, arrows, emoji and the like: none of these
# scripts, and no combining marks.
_SIMPLE = "\0-\u02ff\u0370-\u0482\u048a-\u052f\u2000-\u20cf\u2100-\u2bff\U0001f000-\U0001faff"
_NOT_SIMPLE = re.compile(f"[^{_SIMPLE}]")


def is_simple(text: str) -> bool:
    """True if ``text`` surely has no letter of such a script and no combining mark."""
    return text.isascii() or not _NOT_SIMPLE.search(text)


def letters_in(text: str, ranges: str) -> int:
    """Count the letters of ``text`` in ``ranges``, such as ``\\u3040-\\u30ff\\u3400-\\u9fff``.

    The ranges must be of scripts that put no spaces between words.
    """
    return 0 if is_simple(text) else len(_any_of(ranges).findall(text))


def is_among(letter: str, ranges: str) -> bool:
    """True if ``letter`` is in one of ``ranges``."""
    return any(map(lambda a, b: a <= letter <= b, ranges[::3], ranges[2::3]))


@cache
def _any_of(ranges: str) -> re.Pattern[str]:
    return re.compile(f"[{ranges}]")
