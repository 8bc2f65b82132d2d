"""Find settings that cannot be what the author meant. Pure.

MkDocs checks some settings itself; this module leaves those out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from coursenotes.adapters.ignored_settings import ignored_extensions, ignored_settings
from coursenotes.model import Position, Problem, Severity
from coursenotes.translations import languages

_ELSEWHERE = re.compile(r"(?:[a-z][a-z\d+.-]*:)?//", re.IGNORECASE)
_ONLY_OWN = "pages load the site's own files only; put the file into docs/ and name it here"
_FLAT = (
    "use_directory_urls: false: every page has a folder for its address and its Markdown copy; "
    "remove the line, the site opens from a folder as well (site/index.html)"
)


def setting_problems(
    path: str,
    theme: Mapping[str, object],
    loaded: Mapping[str, Sequence[str]],
    exists: Callable[[str], bool],
    directory_urls: bool = True,
    given: Mapping[str, Any] | None = None,
    by_hand: bool = True,
) -> tuple[Problem, ...]:
    """Return what is wrong in the configuration file at ``path``, a name for the messages.

    ``theme`` is its ``theme``. ``loaded`` are the files that pages load, by setting
    (``extra_css``). ``exists`` tells whether the site has a file at a path. ``directory_urls`` is
    its ``use_directory_urls``. ``given`` is the data of the file. ``by_hand`` is true if ``docs/``
    has pages. With an error among the problems, the site cannot be built.
    """
    given = given or {}
    found = [*_pictures(theme, exists), *_elsewhere(loaded), *_language(str(theme["language"]))]
    found += [(Severity.WARNING, message) for message in ignored_settings(given)]
    found += [(Severity.HINT, message) for message in ignored_extensions(given, by_hand)]
    if not directory_urls:
        found.insert(0, (Severity.ERROR, _FLAT))
    return tuple(Problem(Position(path), severity, message) for severity, message in found)


def _pictures(
    theme: Mapping[str, object], exists: Callable[[str], bool]
) -> Iterator[tuple[Severity, str]]:
    for name in ("logo", "favicon"):
        picture = str(theme.get(name) or "")
        if _ELSEWHERE.match(picture):
            yield Severity.WARNING, f"theme: {name}: {picture}: {_ONLY_OWN}"
        elif picture and not exists(picture):
            message = "no such file in docs/; put it there, or name another"
            yield Severity.WARNING, f"theme: {name}: {picture}: {message}"


def _elsewhere(loaded: Mapping[str, Sequence[str]]) -> Iterator[tuple[Severity, str]]:
    for name, paths in loaded.items():
        for path in filter(_ELSEWHERE.match, paths):
            yield Severity.WARNING, f"{name}: {path}: {_ONLY_OWN}"


def _language(language: str) -> Iterator[tuple[Severity, str]]:
    """Only a hint: a site may be published in a language that has no translation."""
    known = languages()
    if not {language, language.partition("-")[0]} & set(known):
        yield (
            Severity.HINT,
            f"theme: language: {language}: the site has its own words in {', '.join(known)}; "
            "these pages use the English ones. Translate them: copy "
            f"scripts/coursenotes/languages/en.yml to {language}.yml beside it",
        )
