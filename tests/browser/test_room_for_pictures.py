"""Pictures load late, and nothing moves when they do."""

import pytest
from playwright.sync_api import expect
from test_pictures_by_theme import png

pytestmark = [pytest.mark.browser, pytest.mark.site]

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}><path d="M0 0h9v9z"/></svg>'
NOTES = """# T

![a](wide.png)

<img src="tall.png" alt="b" height="90"> <img src="tall.png" alt="c" width="30%">

<img src="tall.png" alt="d" width="200" height="20">

![e](shape.svg) ![f](sized.svg)

<picture>
  <source media="(max-width: 500px)" srcset="tall.png">
  <img src="wide.png" alt="g">
</picture>

**Why?**

<details><summary>Answer</summary>

![h](wide.png)

</details>

The end.
"""
FILES = {
    "wide.png": png(99, 900, 300),
    "tall.png": png(99, 300, 600),
    "shape.svg": SVG.format('viewBox="0 0 40 20"').encode(),
    "sized.svg": SVG.format('width="120" height="80"').encode(),
}
# On a page 592 pixels wide, and on one of 323.
DESK = {"a": "592×197", "b": "45×90", "c": "178×355", "d": "200×20", "e": "592×296", "f": "120×80"}
PHONE = {"a": "323×108", "b": "45×90", "c": "97×194", "d": "200×20", "e": "323×161", "f": "120×80"}
SHAPES = """() => Object.fromEntries([...document.querySelectorAll("article img")]
    .map((img) => [img.alt, [img.width, img.height].join("×"), img])
    .filter(([alt, , img]) => img.checkVisibility())
    .map(([alt, size]) => [alt, size]))"""

COME = """() => Promise.all([...document.images]
    .filter((img) => img.checkVisibility())
    .map((img) => img.decode()))"""


@pytest.fixture(scope="module")
def folder(build, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pictures")
    (folder / "notes.md").write_text(NOTES, "utf-8")
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    done = build("--notes", folder / "notes.md", "--out", folder, "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.mark.parametrize(
    ("width", "shapes"),
    [(1000, DESK | {"g": "592×197"}), (360, PHONE | {"g": "300×600"})],
    ids=["desk", "phone"],
)
def test_pictures_have_their_size_before_and_after_they_come(browser, serve, folder, width, shapes):
    with serve(folder) as address:
        context = browser.new_context(
            viewport={"width": width, "height": 2500}, service_workers="block"
        )
        page = context.new_page()
        waiting, held = [], True
        page.route(
            "**/assets/notes/*",
            lambda route: waiting.append(route) if held else route.continue_(),
        )
        page.goto(address, wait_until="domcontentloaded")
        page.evaluate("document.fonts.ready.then(() => {})")
        page.wait_for_timeout(200)
        assert page.evaluate(SHAPES) == shapes
        end = page.locator("text=The end.").bounding_box()
        assert waiting
        held = False
        for route in waiting:
            route.continue_()
        page.evaluate(COME)
        assert page.evaluate(SHAPES) == shapes
        assert page.locator("text=The end.").bounding_box() == end
        context.close()


def test_a_picture_in_a_closed_answer_is_loaded_when_it_opens(browser, serve, folder):
    with serve(folder) as address:
        page = browser.new_page(service_workers="block")
        page.goto(address, wait_until="networkidle")
        picture = page.locator("img[alt=h]")
        assert not picture.evaluate("img => img.complete && img.naturalWidth")
        page.locator(".answer > summary").click()
        expect(picture).to_be_visible()
        page.evaluate(COME)
        assert picture.evaluate("img => img.naturalWidth") == 900
        page.close()
