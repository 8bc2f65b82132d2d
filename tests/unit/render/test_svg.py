"""Only the parts of an SVG that draw are published."""

import time
from base64 import b64encode
from xml.etree import ElementTree

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.errors import FileError
from coursenotes.model import Severity
from coursenotes.plan.copies import Surroundings
from coursenotes.render.svg import MAX_SVG, clean_svg
from coursenotes.render.svg_names import ELEMENTS
from hostile_pictures import INSIDE, KEPT, ROOT, WHOLE, hostile_pictures
from hypothesis import given
from hypothesis import strategies as st


def cleaned(text):
    """Return what is published of ``text``, or why nothing is."""
    try:
        return clean_svg(text.encode() if isinstance(text, str) else text).data.decode()
    except FileError as cause:
        return f"refused: {cause}"


def inside(text):
    """Return what is published of ``text`` inside a picture."""
    whole = cleaned(f"{ROOT}{text}</svg>")
    if whole == KEPT.replace(">", "/>"):
        return ""
    assert whole.startswith(KEPT) and whole.endswith("</svg>")
    return whole.removeprefix(KEPT).removesuffix("</svg>")


@pytest.mark.parametrize("name", INSIDE)
def test_what_is_hostile_in_a_picture_is_left_out(name):
    text, kept = INSIDE[name]
    assert inside(text) == kept


@pytest.mark.parametrize("name", WHOLE)
def test_a_hostile_file_is_cleaned_or_refused(name):
    text, kept = WHOLE[name]
    assert cleaned(text) == kept


def test_many_ways_are_tried():
    assert len(hostile_pictures()) == len(INSIDE) + len(WHOLE) > 150


HTML = 'xmlns="http://www.w3.org/1999/xhtml"'
PNG = "data:image/png;base64," + b64encode(b"\x89PNG\r\n\x1a\n").decode()


@pytest.mark.parametrize(
    "drawing",
    [
        '<g id="a" class="b c" transform="translate(1,2) rotate(3)" style="fill:#fff;stroke:red"/>',
        '<linearGradient id="a" x1="0%" gradientTransform="scale(2)" href="#b"><stop offset="0"'
        ' stop-color="rgb(1,2,3)" style="stop-opacity:.5"/></linearGradient>',
        '<radialGradient id="a" fx="1" spreadMethod="pad"/><rect fill="url(#a) none" rx="2"/>',
        '<pattern id="p" patternUnits="userSpaceOnUse" patternTransform="skewX(9)"/>',
        '<clipPath id="c"><path d="M0 0L1,1z"/></clipPath><g clip-path="url(\'#c\')"/>',
        '<mask id="m" maskUnits="objectBoundingBox"/><g mask="url(#m)"/>',
        '<marker id="m" markerWidth="4" refX="1" orient="auto"/><path marker-end="url( #m )"/>',
        '<filter id="f"><feGaussianBlur in="SourceAlpha" stdDeviation="2" result="b"/><feMerge>'
        '<feMergeNode in="b"/></feMerge></filter><g filter="url(#f) drop-shadow(0 0 2px red)"/>',
        '<text x="1" font-family="A, &quot;B c&quot;" xml:space="preserve"> a  <tspan dy="1em">b'
        '</tspan><textPath href="#p" startOffset="5%">c</textPath></text>',
        '<symbol id="s" viewBox="0 0 9 9"/><use href="#s" x="1"/>',
        '<switch><g systemLanguage="de"/><g requiredFeatures="x"/><text>y</text></switch>',
        f'<image href="{PNG}" preserveAspectRatio="none"/>',
        '<title>A &amp; b</title><desc lang="en">c &lt; d</desc><a href="#a"><path d="M0"/></a>',
        '<rect><animate attributeName="fill" values="red;blue" begin="a.click" dur="1s"'
        ' repeatCount="indefinite"/><animateTransform attributeName="transform" type="rotate"'
        ' from="0" to="9"/><set attributeName="visibility" to="hidden"/></rect>',
        '<circle><animateMotion dur="1s"><mpath href="#p"/></animateMotion></circle>',
        "<style>.a &gt; b:not(.c){fill:url(#g);stroke:var(--x, red);}@media (min-width:9px)"
        '{.a{fill:red!important;}}@keyframes k{from{x:0;}50%{x:calc(1px + 2%);}}[data-x="y"]{}'
        "@font-face{font-family:a;src:url(data:font/woff2;base64,AAAA) format("
        '"woff2");}</style>',
        f'<foreignObject width="9"><div {HTML} style="color:red" align="center">a<br/><b>b</b>'
        f'<img src="{PNG}" alt="c"/><table border="1"><tr><td colspan="2">d</td></tr></table>'
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>x</mi><mn>2</mn></msup></math>'
        '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0"/></svg></div></foreignObject>',
        '<g role="img" aria-label="a" data-id="url(x)" tabindex="0"/>'.replace(' tabindex="0"', ""),
    ],
)
def test_what_draws_stays_as_it_is(drawing):
    assert inside(drawing) == drawing
    assert clean_svg(f"{ROOT}{drawing}</svg>".encode()).left_out == ()


def test_prefixes_comments_and_what_editors_note_go_without_a_word():
    text = (
        '<?xml version="1.0" standalone="no"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"'
        ' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><!-- Made by hand -->'
        '<s:svg xmlns:s="http://www.w3.org/2000/svg" xmlns:i="urn:i" i:version="1"'
        ' xmlns:l="http://www.w3.org/1999/xlink"><i:view/><s:metadata><i:x/></s:metadata>'
        '<s:use l:href="#a"/><s:a l:href="https://e.org"><s:text>x</s:text></s:a></s:svg>'
    )
    picture = clean_svg(text.encode())
    assert picture.left_out == ()
    assert picture.data.decode() == (
        '<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/><a><text>x</text></a></svg>'
    )


def test_entities_of_plain_text_are_read_as_illustrator_writes_them():
    text = (
        '<!DOCTYPE svg [<!ENTITY ns_svg "http://www.w3.org/2000/svg"><!ENTITY st0 "fill:red">]>'
        '<svg xmlns="&ns_svg;"><path style="&st0;;stroke:blue"/></svg>'
    )
    assert cleaned(text).endswith('<path style="fill:red;stroke:blue"/></svg>')


def test_an_svg_in_a_picture_is_cleaned_as_well_and_not_without_end():
    text = f'{ROOT}<script>alert(1)</script><path d="M0"/></svg>'
    for _ in range(4):
        data = b64encode(text.encode()).decode()
        text = f'{ROOT}<image href="data:image/svg+xml;base64,{data}"/></svg>'
    picture = clean_svg(text.encode())
    assert picture.left_out == ("a picture in it that is no SVG, PNG, JPEG, GIF or WebP",)


@pytest.mark.parametrize("name", ["g", "x", "text"])
def test_what_nests_too_deep_is_refused(name):
    assert cleaned(ROOT + f"<{name}>" * 999 + f"</{name}>" * 999 + "</svg>").startswith("<svg")
    assert "more than 1000" in cleaned(ROOT + f"<{name}>" * 1000)


def test_what_is_too_large_is_refused_unread():
    assert "has 20,000,001 bytes, an SVG may have" in cleaned(b" " * (MAX_SVG + 1))


@pytest.mark.parametrize(
    "piece",
    [
        '<g style="fill:url(#a);stroke:u\\72l(x)">',
        "<g/>",
        "<style>a{b:c}",
        "<style>@media x{",
        "<style>a{b:url(",
        '<g style="a:((((((((((">',
        '<image href="data:image/svg+xml,">',
    ],
)
def test_time_grows_with_the_picture(piece):
    def seconds(number):
        name = piece[1:].partition(" ")[0].rstrip(">/").partition(">")[0]
        end = "" if piece.endswith("/>") else f"</{name}>"
        text = f"{ROOT}{(piece + end) * number}</svg>".encode()
        begin = time.process_time()
        clean_svg(text)
        return time.process_time() - begin

    before = max(seconds(250), 0.05)
    assert seconds(1000) < 8 * before or seconds(1000) < 8 * before


PIECES = st.sampled_from(
    "<g>|</g>|<style>|</style>|<script>|</script>|<x>|</x>|<text>|</text>|<![CDATA[|]]>|<!--|-->|"
    '<g style="|<rect fill="|<a href="|<a xlink:href="|">|"/>|url(|#a|)|javascript:|\\|@import|'
    "{|}|;|:|'|/*|*/|&amp;|&lt;|&#10;|data:image/svg+xml,|<foreignObject>|</foreignObject>|a| |<?x|"
    '?>|<set attributeName="|<div xmlns="http://www.w3.org/1999/xhtml">|</div>|on="'.split("|")
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_soup_is_refused_or_cleaned_for_good(soup):
    once = cleaned(f"{ROOT}{soup}</svg>")
    if not once.startswith("refused: "):
        assert cleaned(once) == once
        for element in ElementTree.fromstring(once).iter():
            space, _, name = element.tag[1:].rpartition("}")
            assert name in ELEMENTS[space]
            for key, value in element.attrib.items():
                assert not key.startswith("on")
                assert key != "href" or value.startswith(("#", "data:image/"))


def told(picture, text="![x](a.svg)", suffix="svg"):
    around = Surroundings(lambda path: True, read=lambda path: picture)
    return plan_site(read_notes(f"# T\n\n{text}\n", "n.md"), around)


def test_the_author_is_told_what_was_left_out_once():
    plan = told(f"{ROOT}<script/><image href='b.png'/></svg>".encode(), "![x](a.svg)\n" * 3)
    assert [(p.at.line, p.severity) for p in plan.problems] == [(3, Severity.HINT)]
    assert plan.problems[0].message == (
        "picture a.svg: left out of the copy: a script, what it takes from elsewhere (embed it)"
    )
    assert b"script" not in plan.assets[0].data


def test_a_picture_that_is_refused_is_reported_everywhere():
    plan = told(b"<svg/>", "![x](a.svg)\n\n[y](a.svg) ![z](A.SVG)")
    assert plan.assets == ()
    begins = 'begins with <svg>, not with <svg xmlns="http://www.w3.org/2000/svg">'
    assert [str(p) for p in plan.problems] == [
        f"n.md:3:1: picture a.svg: {begins}",
        f"n.md:5:1: link a.svg: {begins}",
        f"n.md:5:12: picture A.SVG: {begins}",
    ]
