#!/usr/bin/env python3
"""Make the site's fonts: subsets of STIX Two, from the packages that tests/fonts locks.

``make fonts`` installs the packages and runs this; the fonts are committed, with their licences.
Pages load only the files whose ``unicode-range`` in the style sheets they need.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "tests/fonts/node_modules/@fontsource"
FONTS = ROOT / "overrides/assets/fonts"

# Latin-1, accents and punctuation of all languages, a few signs and arrows.
_TEXT = (
    "20-7E A0-FF 131 152-153 2BC 2C6 2DC 300 301 304 308 2010-2015 2018-201F 2020-2022 2026 2030 "
    "2032 2033 2039 203A 2044 20AC 2122 2191 2193 2212"
)
# The letters of Czech, Polish, Turkish and similar languages.
_TEXT_MORE = "100-130 132-151 154-17F 218-21B 1E9E"
# The characters of formulas: letters, Greek, italics, bold, script and double-struck capitals,
# operators, and all stretchy or large ones, which WebKit draws from the first font only.
_MATH = (
    "20-7E A0 AC AF B0 B1 B7 D7 F7 131 237 2C6 2C7 2D8-2DC 302-304 307 308 30C 332 338 391-3A9 "
    "3B1-3C9 3D1 3D5 3D6 3F0 3F1 3F5 2010-2014 2016 2018-201D 2020-2022 2026 2032-2034 2044 "
    "2061-2064 20D7 2102 210B 210E 210F 2111-2113 2115 2118-211D 2124 2127 2130 2131 2133 2135 "
    "2190-2195 21A0 21A6 21A9 21AA 21BC-21C1 21CB 21CC 21D0-21D5 2200 2202-2209 220B 220F-2213 "
    "2215 2217-221A 221D 221E 2220 2223-2230 2234 2235 223C 2243 2245 2248 2250 2254 225C "
    "2260-2262 2264 2265 226A 226B 227A 227B 2282-2288 228A 228B 2295-2299 22A2 22A4 22A5 22A8 "
    "22C0-22C5 22EE 22EF 22F1 2308-230B 23B0 23B1 23B4 23B5 23DC-23DF 25A1 25E6 27E6-27E9 27EE "
    "27EF 27F5-27FA 2A00-2A02 2A04 2A06 2A0C 2A7D 2A7E 1D400-1D467 1D49C-1D4B5 1D538-1D550 1D6A4 "
    "1D6A5 1D6E2-1D71B 1D7D9"
)
_MATH_BOLD = "1D468-1D49B 1D6A8-1D6E1 1D71C-1D755 1D7CE-1D7D7"  # italics, Greek, digits
_MATH_LETTERS = "2103-214F 1D49C-1D6A3 1D756-1D7FF"  # Fraktur, sans serif, typewriter
_MATH_SIGNS = "AE B4 305-333 2031-205F 20D0-20F0 2190-23FF 25A0-266F 2713 2720 27C0-2AFF"


@dataclass(frozen=True, slots=True)
class Font:
    """A font file to make."""

    name: str
    source: str
    characters: frozenset[int]
    features: tuple[str, ...]


def characters(ranges: str, *without: str) -> frozenset[int]:
    """Return the code points of ``ranges`` such as ``20-7E A0``, minus those in ``without``."""
    found: set[int] = set()
    for part in ranges.split():
        first, _, last = part.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    for other in without:
        found -= characters(other)
    return frozenset(found)


def _fonts() -> Iterator[Font]:
    features = ("kern", "liga", "ccmp", "locl", "mark", "mkmk", "pnum", "frac")
    for cut, name in (
        ("400-normal", "regular"),
        ("400-italic", "italic"),
        ("600-normal", "semibold"),
    ):
        for script, end, ranges in (("latin", "", _TEXT), ("latin-ext", "-ext", _TEXT_MORE)):
            source = f"stix-two-text/files/stix-two-text-{script}-{cut}.woff2"
            yield Font(f"stix-two-text-{name}{end}", source, characters(ranges), features)
    source = "stix-two-math/files/stix-two-math-latin-400-normal.woff2"
    rare = {
        "": characters(_MATH),
        "-bold": characters(_MATH_BOLD, _MATH),
        "-letters": characters(_MATH_LETTERS, _MATH, _MATH_BOLD),
        "-signs": characters(_MATH_SIGNS, _MATH, _MATH_LETTERS),
    }
    for end, wanted in rare.items():
        yield Font(f"stix-two-math{end}", source, wanted, ("kern",))


ALL = tuple(_fonts())


def make(font: Font, folder: Path) -> Path:
    """Write one font into ``folder``; the same packages give the same bytes. Return its path."""
    from fontTools import subset  # slow to load, and only making fonts needs it

    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = list(font.features)
    options.hinting = False
    options.desubroutinize = True
    options.glyph_names = options.bidi_closure = False  # add nothing to the subset
    options.name_IDs = [0, 1, 2, 13, 14]  # copyright, names and licence
    options.drop_tables += ["STAT"]
    made = subset.load_font(str(SOURCES / font.source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=font.characters)
    subsetter.subset(made)
    path = folder / f"{font.name}.woff2"
    subset.save_font(made, str(path), options)
    return path


def unicode_range(path: Path) -> str:
    """Return the characters of a font as a ``unicode-range`` of CSS."""
    return ", ".join(_ranges(TTFont(path).getBestCmap()))


def _ranges(codes: Iterable[int]) -> Iterator[str]:
    first = last = -1
    for code in [*sorted(codes), -1]:
        if code == last + 1 and first >= 0:
            last = code
            continue
        if first >= 0:
            yield f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}"
        first = last = code


def main() -> None:
    """Make all fonts, and print their sizes."""
    if not SOURCES.is_dir():
        sys.exit("The packages are missing: make fonts needs npm and a network.")
    for old in FONTS.glob("*.woff2"):
        old.unlink()
    for font in ALL:
        path = make(font, FONTS)
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.1f} kB")
    for family in ("Text", "Math"):
        licence = SOURCES / f"stix-two-{family.lower()}/LICENSE"
        shutil.copyfile(licence, FONTS / f"OFL-STIX-Two-{family}.txt")


if __name__ == "__main__":
    main()
