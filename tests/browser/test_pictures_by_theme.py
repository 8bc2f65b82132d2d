"""Pictures for light or dark follow the system, or what the reader chose."""

import struct
import zlib

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.site]

NOTES = """# T

<picture>
  <source media="(prefers-color-scheme: dark)" srcset="dark.png">
  <img src="light.png" alt="one">
</picture>

![two](light.png#gh-light-mode-only) ![three](dark.png#gh-dark-mode-only)
"""


def png(grey, width=4, height=4):
    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + bytes([grey]) * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def page_file(build, tmp_path_factory):
    folder = tmp_path_factory.mktemp("themes")
    (folder / "notes.md").write_text(NOTES, "utf-8")
    (folder / "light.png").write_bytes(png(255))
    (folder / "dark.png").write_bytes(png(0))
    done = build("--notes", folder / "notes.md", "--out", folder, "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    return (folder / "site" / "index.html").as_uri()


def shown(page):
    return page.evaluate(
        """() => [...document.querySelectorAll("article img")]
            .filter((img) => img.checkVisibility())
            .map((img) => `${img.alt}: ${img.currentSrc.match(/(\\w+)\\.png/)[1]}`)"""
    )


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize("chosen", ["", "light", "dark"])
def test_the_readers_choice_goes_before_the_systems(browser, page_file, system, chosen):
    context = browser.new_context(color_scheme=system)
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.add_init_script(f"localStorage.setItem('theme', '{chosen}')")
    page.goto(page_file, wait_until="networkidle")
    theme = chosen or system
    page.wait_for_function(f"document.querySelector('article img').currentSrc.includes('{theme}')")
    assert shown(page) == [f"one: {theme}", f"{'two' if theme == 'light' else 'three'}: {theme}"]
    context.close()
