"""Material's palette gives the pages a readable accent, in light and dark."""

import re
from pathlib import Path

import pytest
from coursenotes.adapters.palette import (
    COLOURS,
    ON_FILL,
    PAPER,
    Palette,
    contrast,
    palette_of,
    palette_problems,
    style_sheet,
)

CSS = Path(__file__).parents[3] / "overrides" / "assets" / "stylesheets" / "notes.css"
LIGHT = "(prefers-color-scheme: light)"
DARK = "(prefers-color-scheme: dark)"


def values(name, css):
    """Return the values of a name for light and dark."""
    return re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", css).groups()


def test_the_grounds_are_those_of_the_theme():
    css = CSS.read_text("utf-8")
    paper, shade, on_fill = (values(name, css) for name in ("paper", "shade", "on-fill"))
    assert dict(zip(PAPER, zip(paper, shade, strict=True), strict=True)) == PAPER
    assert dict(zip(ON_FILL, on_fill, strict=True)) == ON_FILL


@pytest.mark.parametrize("name", COLOURS)
def test_each_colour_can_be_read_on_each_ground(name):
    css = style_sheet(Palette(name, name))
    for scheme, accent, fill in zip(PAPER, values("accent", css), values("fill", css), strict=True):
        assert min(contrast(accent, ground) for ground in PAPER[scheme]) >= 4.5
        assert contrast(fill, ON_FILL[scheme]) >= 4.5


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48)]
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize(
    ("setting", "palette"),
    [
        (None, Palette()),
        ("indigo", Palette()),
        ({}, Palette()),
        ({"primary": "indigo"}, Palette("indigo", "indigo")),
        ({"primary": "Deep Purple"}, Palette("deep-purple", "deep-purple")),
        ({"primary": "white", "accent": "red"}, Palette("red", "red")),
        ({"primary": "custom", "accent": "red"}, Palette()),
        ({"scheme": "slate"}, Palette(scheme="dark")),
        ({"scheme": "default", "primary": "red"}, Palette("red", "red", "light")),
        (
            [
                {"media": LIGHT, "scheme": "default", "primary": "red"},
                {"media": DARK, "scheme": "slate", "primary": "black", "accent": "lime"},
            ],
            Palette("red", "lime"),
        ),
        (
            [{"media": "(prefers-color-scheme)"}, {"scheme": "slate", "primary": "teal"}],
            Palette("teal", "teal"),
        ),
    ],
)
def test_each_form_of_a_palette_is_understood(setting, palette):
    assert palette_of(setting) == palette


def test_an_author_without_colours_has_no_style_sheet():
    assert style_sheet(Palette()) == style_sheet(Palette(scheme="dark")) == ""


def test_colours_that_do_nothing_are_reported():
    setting = [{"primary": "blood", "scheme": "mine"}, {"primary": "red", "accent": "teal"}]
    told = [message for _, message in palette_problems(setting)]
    assert [message.partition(": has no effect")[0] for message in told] == [
        "theme: palette: scheme: mine",
        "theme: palette: primary: blood",
        "theme: palette: accent: teal",
    ]
