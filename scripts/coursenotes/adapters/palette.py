"""Turn Material's ``palette`` into the pages' colours: an accent for light and dark mode. Pure.

Pages have one colour, for links, buttons and the current place. Material's colours are made to
paint a header; here they are text, so they are darkened or lightened until they can be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from coursenotes.model import Severity

PATH = "assets/stylesheets/colours.css"
"""The path of the style sheet with an author's colours."""

COLOURS = {
    "red": "#ef5552",
    "pink": "#e92063",
    "purple": "#ab47bd",
    "deep-purple": "#7e56c2",
    "indigo": "#4051b5",
    "blue": "#2094f3",
    "light-blue": "#02a6f2",
    "cyan": "#00bdd6",
    "teal": "#009485",
    "green": "#4cae4f",
    "light-green": "#8bc34b",
    "lime": "#cbdc38",
    "yellow": "#ffec3d",
    "amber": "#ffc105",
    "orange": "#ffa724",
    "deep-orange": "#ff6e42",
    "brown": "#795649",
    "grey": "#757575",
    "blue-grey": "#546d78",
}
"""Material's colour names → its values for ``primary``."""

PAPER = {"light": ("#fdfbf6", "#f5f1e8"), "dark": ("#1a1714", "#231f1b")}
"""The backgrounds of text: ``--paper`` and ``--shade`` of notes.css."""
ON_FILL = {"light": "#fffaf2", "dark": "#fdeee2"}
"""The text on the filled button: ``--on-fill``."""

_SCHEMES = {"default": "light", "slate": "dark"}
_OF_HEADER = ("black", "white")
_READABLE, _CALM = 5.0, 7.0
"""Contrasts. WCAG asks for 4.5; in the dark a bright filled button would glare."""


class Palette(Struct, frozen=True):
    """What an author's ``palette`` sets."""

    light: str = ""
    """A name in :data:`COLOURS`; empty to keep the theme's accent."""
    dark: str = ""
    scheme: str = ""
    """``light`` or ``dark`` if it is fixed; empty if system and reader choose."""


def palette_of(setting: object) -> Palette:
    """Read ``theme.palette``, one entry or a list of entries."""
    entries = _entries(setting)
    found = {"light": "", "dark": ""}
    for scheme, name in ((_scheme(entry), _name(entry)) for entry in entries):
        for each in [scheme] if scheme else found:
            found[each] = found[each] or name
    light, dark = found["light"] or found["dark"], found["dark"] or found["light"]
    schemes = {_scheme(entry) for entry in entries}
    return Palette(light, dark, schemes.pop() if len(schemes) == 1 else "")


def style_sheet(palette: Palette) -> str:
    """Return the CSS rules for the colours; empty if there are none."""
    if not palette.light:
        return ""
    light = readable(COLOURS[palette.light], PAPER["light"], "#000000")
    dark = readable(COLOURS[palette.dark], PAPER["dark"], "#ffffff")
    fill = readable(COLOURS[palette.dark], (ON_FILL["dark"],), "#000000", _CALM)
    return (
        f":root {{\n  --accent: light-dark({light}, {dark});\n"
        f"  --fill: light-dark({light}, {fill});\n}}\n"
    )


def colours(setting: object) -> dict[str, bytes]:
    """Return the style sheet for ``theme.palette`` by its path; empty if no colour is set."""
    text = style_sheet(palette_of(setting))
    return {PATH: text.encode()} if text else {}


def palette_problems(setting: object) -> Iterator[tuple[Severity, str]]:
    """Yield what in ``theme.palette`` has no effect."""
    for entry in _entries(setting):
        scheme = str(entry.get("scheme") or "default")
        if scheme not in _SCHEMES:
            yield _problem("scheme", scheme, "name default or slate, and set colours in extra_css")
        primary, accent = _slug(entry.get("primary")), _slug(entry.get("accent"))
        for key, name in (("primary", primary), ("accent", accent)):
            if name not in ("", "custom", *_OF_HEADER, *COLOURS):
                advice = f"name one of {', '.join(COLOURS)}, or set --accent in extra_css"
                yield _problem(key, name, advice)
        if primary in _OF_HEADER and accent not in COLOURS:
            yield _problem("primary", primary, "the header has no colour of its own; set accent")
        elif primary in COLOURS and accent in COLOURS and accent != primary:
            advice = f"links and buttons have one colour, and primary says {primary}"
            yield _problem("accent", accent, advice)


def readable(colour: str, grounds: tuple[str, ...], towards: str, least: float = _READABLE) -> str:
    """Mix ``colour`` with ``towards`` until its contrast on all ``grounds`` is ``least``."""
    for share in range(101):
        mixed = _mixed(colour, towards, share / 100)
        if all(contrast(mixed, ground) >= least for ground in grounds):
            return mixed
    return towards


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (value / 255 for value in _values(colour))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(colour: str, other: str, share: float) -> str:
    pairs = zip(_values(colour), _values(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _values(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _entries(setting: object) -> list[Mapping[str, Any]]:
    listed = setting if isinstance(setting, list) else [setting]
    return [entry for entry in listed if isinstance(entry, Mapping)]


def _scheme(entry: Mapping[str, Any]) -> str:
    return _SCHEMES.get(str(entry.get("scheme")), "")


def _name(entry: Mapping[str, Any]) -> str:
    """The colour of an entry: its ``primary``, or if that paints the header only, ``accent``."""
    primary = _slug(entry.get("primary"))
    if primary == "custom":
        return ""
    return next((name for name in (primary, _slug(entry.get("accent"))) if name in COLOURS), "")


def _slug(name: object) -> str:
    return str(name or "").strip().lower().replace(" ", "-")


def _problem(key: str, name: str, advice: str) -> tuple[Severity, str]:
    return Severity.WARNING, f"theme: palette: {key}: {name}: has no effect: {advice}"
