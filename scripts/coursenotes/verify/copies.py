"""Check that each page of the notes has a Markdown copy with all of its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from coursenotes.verify.markdown import tokens_of
from coursenotes.verify.site import Site
from coursenotes.verify.words import tokens


def copies(site: Site) -> Iterator[str]:
    """Yield the copies that are missing, or lack words of their page."""
    for name, page in site.planned.items():
        copy = site.copy_of(name)
        if copy not in site.files:
            yield f"{name}: has no copy {copy}"
            continue
        text = site.text(copy)
        wanted = _words(page.own)
        # The quick comparison only fails where Markdown signs are inside a word.
        if not wanted - _words(tokens(text.replace("\\", ""))):
            continue
        lost = wanted - _words(tokens_of(text))
        if lost:
            listed = ", ".join(f"{word} ×{times}" for word, times in lost.most_common(10))
            yield f"{copy}: lacks words of its page: {listed}"


def _words(found: Iterable[str]) -> Counter[str]:
    return Counter(token for token in found if token.isalnum())
