"""The fonts are what scripts/fonts.py makes of STIX Two, and the style sheets use all of it."""

import re
import subprocess
from pathlib import Path

import fonts
import pytest
from fontTools.ttLib import TTFont

STYLES = fonts.ROOT / "overrides/assets/stylesheets"
NAMES = [font.name for font in fonts.ALL]


def test_no_other_font_is_published():
    assert sorted(NAMES) == sorted(path.stem for path in fonts.FONTS.glob("*.woff*"))


@pytest.mark.parametrize("font", fonts.ALL, ids=NAMES)
def test_a_font_holds_only_what_was_asked_for_and_its_licence(font):
    made = TTFont(fonts.FONTS / f"{font.name}.woff2")
    held = set(made.getBestCmap())
    assert held <= font.characters
    assert len(held) > len(font.characters) / 2
    assert "OFL" in made["name"].getDebugName(14)
    assert ("MATH" in made) == ("math" in font.name)


def test_each_character_of_formulas_is_in_one_file_only():
    held = [fonts.characters(_points(name)) for name in ("bold", "letters", "signs")]
    core = frozenset(TTFont(fonts.FONTS / "stix-two-math.woff2").getBestCmap())
    assert len(core.union(*held)) == len(core) + sum(map(len, held))


def _points(name: str) -> str:
    found = fonts.unicode_range(fonts.FONTS / f"stix-two-math-{name}.woff2")
    return found.replace("U+", "").replace(",", "")


@pytest.mark.parametrize("name", ["bold", "letters", "signs"])
def test_the_style_sheet_asks_for_a_rare_font_only_where_it_has_the_sign(name):
    css = (STYLES / "math.css").read_text("utf-8")
    faces = dict(
        re.findall(r'src: url\("\.\./fonts/([\w-]+)\.woff2"\)[^}]*unicode-range: ([^;]*);', css)
    )
    assert faces[f"stix-two-math-{name}"] == fonts.unicode_range(
        fonts.FONTS / f"stix-two-math-{name}.woff2"
    )


@pytest.mark.parametrize("family", ["Text", "Math"])
def test_the_licence_is_beside_the_fonts(family):
    text = (fonts.FONTS / f"OFL-STIX-Two-{family}.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text


@pytest.mark.slow
def test_the_fonts_are_what_the_locked_packages_make(tmp_path, without):
    if not fonts.SOURCES.is_dir():
        subprocess.run([fonts.ROOT / ".ci/fonts"], check=True)
    if not fonts.SOURCES.is_dir():
        without("npm did not get the packages of tests/fonts")
    for font in fonts.ALL:
        made = fonts.make(font, tmp_path)
        assert made.read_bytes() == (fonts.FONTS / Path(made).name).read_bytes(), font.name
