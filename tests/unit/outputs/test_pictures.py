"""Pictures reserve their place before they load, by the sizes that GitHub gives them."""

import re

import pytest
from coursenotes.model import Element, Size, Target
from coursenotes.outputs.html import render_page

SIZES = {"a": Size(800, 600), "icon": Size(24, 12, fluid=True), "?": None}


def shown(name="a", **given):
    img = Element("img", (("src", name), *given.items()), mark=Target(name, size=SIZES[name]))
    [html] = re.findall("<img[^>]*>", render_page([Element("p", (), (img,))], "index.md").html)
    when = ' loading="lazy" decoding="async">'
    assert html.startswith(f'<img src="{name}"') and html.endswith(when)
    return html.removeprefix(f'<img src="{name}"').removesuffix(when).strip()


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ({}, 'width="800" height="600"'),
        ({"alt": "x"}, 'alt="x" width="800" height="600"'),
        ({"width": "400"}, 'width="400" height="300"'),
        ({"width": "400px"}, 'width="400" height="300"'),
        ({"height": "60"}, 'width="80" height="60"'),
        ({"width": "400", "height": "300"}, 'width="400" height="300"'),
        ({"width": "401", "height": "300"}, 'width="401" height="300"'),
        (
            {"width": "400", "height": "50"},
            'width="400" height="50" style="aspect-ratio: 400 / 50;"',
        ),
        ({"width": "50%"}, 'width="50%" style="aspect-ratio: auto 800 / 600;"'),
        ({"width": "wide"}, 'width="800" height="600"'),
        ({"width": "0", "height": "0"}, 'width="0" height="0"'),
    ],
)
def test_the_authors_sides_hold_and_the_other_follows(given, written):
    assert shown(**given) == written


def test_a_drawing_of_any_size_fills_the_line():
    assert shown("icon") == 'width="24" height="12" class="fluid"'
    assert shown("icon", width="100") == 'width="100" height="50"'


def test_a_picture_of_unknown_size_is_left_as_it_is():
    assert shown("?") == ""
    assert shown("?", width="40") == 'width="40"'


def test_a_missing_picture_is_not_loaded_later():
    html = render_page([Element("p", (), (Element("img", (("alt", "x"),)),))], "index.md").html
    assert '<img alt="x">' in html


@pytest.mark.parametrize(
    ("given", "sides"),
    [
        ((), ' width="300" height="900"'),
        ((("width", "100"),), ' width="100" height="300"'),
        ((("width", "50%"),), ""),
    ],
)
def test_a_source_of_another_shape_has_its_own_sides(given, sides):
    tall = Target("b", size=Size(300, 900))
    source = Element("source", (("srcset", "b"), ("media", "print")), mark=tall)
    unknown = Element("source", (("srcset", "c"),))
    img = Element("img", (("src", "a"), *given), mark=Target("a", size=SIZES["a"]))
    picture = Element("picture", (), (source, "\n", unknown, img))
    html = render_page([Element("p", (), (picture,))], "index.md").html
    assert f'<source srcset="b" media="print"{sides}>\n<source srcset="c"><img' in html
