"""Copies of files beside the notes: the sizes of pictures, and which are too large."""

import struct

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.model import Severity, Size
from coursenotes.plan.copies import Surroundings, copied

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}/>'


def png(width, height, more=0):
    head = struct.pack(">I4sIIBBBBBI", 13, b"IHDR", width, height, 8, 2, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + head + bytes(more)


def jpeg(width, height, turned=1):
    entry = struct.pack(">HHLHH", 0x0112, 3, 1, turned, 0)
    tiff = b"MM\0*" + struct.pack(">LH", 8, 1) + entry + bytes(4)
    exif = b"Exif\0\0" + tiff
    app1 = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, height, width, 3) + bytes(9)
    return b"\xff\xd8" + app1 + frame + b"\xff\xd9"


def webp(width, height):
    sides = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    return b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + sides


def box(kind, *parts):
    data = b"".join(parts)
    return struct.pack(">I4s", len(data) + 8, kind) + data


def avif(width, height):
    ispe = box(b"ispe", struct.pack(">III", 0, width, height))
    ipma = box(b"ipma", struct.pack(">IIHBB", 0, 1, 1, 1, 1))
    inside = box(b"iprp", box(b"ipco", ispe), ipma)
    pitm = box(b"pitm", struct.pack(">IH", 0, 1))
    return box(b"ftyp", b"avif\0\0\0\0avifmif1") + box(b"meta", bytes(4), pitm, inside)


def copy(name, data):
    data = data.encode() if isinstance(data, str) else data
    return copied(name, "picture", Surroundings(lambda _: True, read=lambda _: data))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", png(640, 480)),
        ("a.PNG", png(640, 480)),
        ("a.gif", b"GIF89a" + struct.pack("<HH", 640, 480) + bytes(9)),
        ("a.jpg", jpeg(640, 480)),
        ("a.jpg", jpeg(480, 640, turned=6)),
        ("a.webp", webp(640, 480)),
        ("a.avif", avif(640, 480)),
        ("a.png", webp(640, 480)),  # browsers also go by the first bytes
        ("a.svg", SVG.format('width="640" height="480"')),
        ("a.svg", SVG.format('width="640px" viewBox="0 0 4 3"')),
        ("a.svg", SVG.format('height="5in" viewBox="0,0,4,3"')),
        ("a.svg", SVG.format('width="480pt" height="360pt" viewBox="0 0 480 360"')),
    ],
)
def test_a_pictures_size_is_read_from_its_bytes(name, data):
    assert copy(name, data).size == Size(640, 480)


@pytest.mark.parametrize("sides", ["", ' width="100%" height="100%"', ' width="auto"'])
def test_a_drawing_that_says_its_shape_only_is_as_wide_as_there_is_room(sides):
    assert copy("a.svg", SVG.format(f'viewBox="0 0 24 12.5"{sides}')).size == Size(24, 12, True)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b""),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.png", png(0, 9)),
        ("a.jpg", b"\xff\xd8\xff\xe1\xff\xff"),
        ("a.gif", b"GIF89a\0"),
        ("a.avif", box(b"ftyp", b"avif")),
        ("a.ico", bytes(40)),
        ("a.svg", SVG.format("")),
        ("a.svg", SVG.format('width="5em" height="2em"')),
        ("a.svg", SVG.format('width="1e9" height="1" viewBox="0 0 0 0"')),
        ("a.svg", SVG.format('viewBox="0 0 1e99 1"')),
    ],
)
def test_a_picture_of_which_no_size_is_known_has_none(name, data):
    assert copy(name, data).size is None


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.png", png(900, 700, 1_000_100), "1.0 MB; save it smaller, or as WebP"),
        ("a.webp", webp(900, 700) + bytes(2_340_000), "2.3 MB; save it smaller, or with more"),
        ("a.jpg", jpeg(6000, 4000) + bytes(400_000), "0.4 MB, 6,000 pixels wide; 1,200 are sharp"),
        ("a.svg", SVG.format(f'data-x="{"x" * 1_000_001}"'), "1.0 MB; draw it with fewer points"),
    ],
)
def test_a_large_picture_is_reported_once_with_its_place_and_what_would_be_right(name, data, told):
    data = data.encode() if isinstance(data, str) else data
    around = Surroundings(lambda _: True, read=lambda _: data)
    notes = read_notes(f"# T\n\ntext ![x]({name})\n\n![y]({name}) [z]({name})\n", "n.md")
    plan = plan_site(notes, around)
    [problem] = plan.problems
    assert str(problem).startswith(f"n.md:3:6: picture {name}: {told}")
    assert str(problem).endswith(": readers wait for it")
    assert problem.severity is Severity.HINT


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", png(900, 700, 999_000)),
        ("wide.png", png(6000, 700, 200_000)),
        ("a.svg", SVG.format('width="9999" height="9"')),
        ("narrow.png", png(2400, 9000, 900_000)),
    ],
)
def test_other_pictures_are_not_reported(name, data):
    assert copy(name, data).messages == ()
