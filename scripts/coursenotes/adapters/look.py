"""Collect the settings that change the look of every page, for the templates. Pure.

Only what the author has set appears, so that all other sites' pages stay as they are.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from coursenotes.adapters.palette import palette_of, palette_problems
from coursenotes.model import Severity

EXTRAS = "assets/stylesheets/extras.css"
"""Styles that most sites do without: for a logo, an announcement, a copyright …"""

_SIGN = "assets/images/logo.svg"
"""The theme's own logo, which is not shown since it says nothing about a site."""


_PLACEHOLDERS = ("course notes", "my docs", "notes")
"""Names that are in ``mkdocs.yml`` only because MkDocs requires one."""


def site_name(given: str, title: str) -> tuple[str, bool]:
    """Return the site's name as HTML, and whether it differs from the notes' ``title``.

    ``site_name`` in ``mkdocs.yml``, here ``given``, wins unless it is a placeholder.
    """
    name = chosen_name(given) or title
    return html.escape(name), name != title


def chosen_name(given: str) -> str:
    """Return the ``site_name`` that is ``given``; empty if it is a placeholder."""
    return "" if given.strip().casefold() in _PLACEHOLDERS else given


def look_of(
    given: Mapping[str, Any], has_icon: Callable[[str], bool], announces: bool = False
) -> dict[str, Any]:
    """Return the look of the pages by ``given``, the data of a ``mkdocs.yml``.

    ``has_icon`` tells whether Material has an icon of that name; ``announces`` is true if a
    template of the author fills the block ``announce``.
    """
    theme, extra = _mapping(given.get("theme")), _mapping(given.get("extra"))
    icons = {name: icon for name, icon in _icons(theme) if has_icon(icon)}
    palette = palette_of(theme.get("palette"))
    logo = theme.get("logo") if theme.get("logo") != _SIGN else None
    social = [
        {**link, "icon": link["icon"] if has_icon(link["icon"]) else ""}
        for link in _links(extra.get("social"), "link", "icon")
    ]
    found = {
        "logo": logo,
        "logo_icon": icons.get("logo") if not logo else None,
        "repo_icon": icons.get("repo"),
        "repo_name": given.get("repo_name"),
        "colours": bool(palette.light),
        "scheme": palette.scheme,
        "edit_by_hand": bool(given.get("edit_uri")),
        "social": social,
        "alternate": _links(extra.get("alternate"), "link", "lang"),
    }
    styled = ("logo", "logo_icon", "repo_icon", "social", "alternate")
    found["extras"] = announces or bool(given.get("copyright")) or any(map(found.get, styled))
    return {name: value for name, value in found.items() if value}


def look_problems(
    given: Mapping[str, Any], has_icon: Callable[[str], bool]
) -> Iterator[tuple[Severity, str]]:
    """Yield what in ``given`` cannot be shown as it is."""
    theme, extra = _mapping(given.get("theme")), _mapping(given.get("extra"))
    yield from palette_problems(theme.get("palette"))
    named = [(f"theme: icon: {name}", icon) for name, icon in _icons(theme)]
    named += [("extra: social", link["icon"]) for link in _links(extra.get("social"), "icon")]
    for place, icon in named:
        if not has_icon(icon):
            yield (
                Severity.WARNING,
                f"{place}: {icon}: Material has no such icon; its names are like "
                "fontawesome/brands/github, without .svg",
            )
    for name, needed in (("social", ("link", "icon")), ("alternate", ("link", "lang"))):
        listed = extra.get(name)
        whole = _links(listed, *needed)
        if listed and (not isinstance(listed, list) or len(whole) < len(listed)):
            yield (
                Severity.WARNING,
                f"extra: {name}: write a list, each entry with {' and '.join(needed)}",
            )


def _icons(theme: Mapping[str, Any]) -> list[tuple[str, str]]:
    icons = _mapping(theme.get("icon"))
    return [(name, str(icons[name])) for name in ("logo", "repo") if icons.get(name)]


def _links(listed: object, *needed: str) -> list[dict[str, str]]:
    """The entries of a list that have everything in ``needed``."""
    return [
        {str(name): str(value) for name, value in each.items()}
        for each in (listed if isinstance(listed, list) else ())
        if isinstance(each, Mapping) and all(each.get(name) for name in needed)
    ]


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
