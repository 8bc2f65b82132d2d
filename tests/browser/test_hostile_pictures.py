"""No picture of the notes runs or requests anything when opened by itself."""

import shutil

import pytest
from hostile_pictures import hostile_pictures
from playwright.sync_api import Error

pytestmark = pytest.mark.browser

# Some that run or request something if not cleaned, to prove that the test would notice.
RUN = [
    "a script",
    "a script with a prefix",
    "a script of HTML",
    "a script in CDATA",
    "a handler of a picture",
    "a handler of an animation",
    "a style imported",
    "a style imported, escaped",
    "a background from elsewhere",
    "a picture from elsewhere",
    "a refresh",
    "a page in the picture",
    "handlers of the root",
    "a handler declared",
    "a style sheet before it",
    "UTF-16",
    "Latin 1",
]


@pytest.fixture(scope="module")
def names():
    """Return a file name for each hostile picture."""
    return {name: f"{number}.svg" for number, name in enumerate(hostile_pictures())}


@pytest.fixture(scope="module")
def published(build, names, tmp_path_factory):
    """Return the folder of pictures on the site of notes that show all of them."""
    out = tmp_path_factory.mktemp("pictures")
    pictures = out / "notes" / "pictures"
    pictures.mkdir(parents=True)
    lines = ["# T", ""]
    for name, picture in hostile_pictures().items():
        (pictures / names[name]).write_bytes(picture)
        lines.append(f"![x](pictures/{names[name]})\n")
    for name in RUN:
        # Published unchanged: browsers go by the name.
        (pictures / f"{names[name]}.png").write_bytes(hostile_pictures()[name])
        lines.append(f"![x](pictures/{names[name]}.png)\n")
    notes = out / "notes" / "notes.md"
    notes.write_text("\n".join(lines))
    done = build("--notes", notes, "--out", out)
    assert done.returncode == 0, done.stderr
    shutil.copytree(pictures, out / "site" / "raw")
    return out / "site"


@pytest.fixture
def harm(browser, serve, published):
    """Open a file of the site; return what it did, in words."""
    context = browser.new_context()
    with serve(published) as root:
        done = []

        def asked(route):
            if route.request.url.startswith((root, "data:")):
                route.continue_()
            else:
                done.append(f"asks {route.request.url}")
                route.abort()

        context.route("**/*", asked)

        def opened():
            page = context.new_page()
            page.on("dialog", lambda dialog: (done.append("runs"), dialog.dismiss()))
            page.on("popup", lambda other: done.append(f"opens {other.url}"))
            return page

        def harm(path):
            done.clear()
            page = context.pages[0] if context.pages else opened()
            try:
                page.goto(root + path, wait_until="load")
                page.mouse.move(20, 15)
                page.mouse.click(20, 15)
                page.keyboard.press("Tab")
                page.keyboard.press("Enter")
                page.wait_for_timeout(20)
            except Error as cause:  # it navigated elsewhere meanwhile
                done.append(str(cause))
            if page.url.partition("#")[0] != root + path:
                done.append(f"leads to {page.url}")
            if done:
                page.close()  # its late actions must not be attributed to the next one
            return list(done)

        yield harm
        context.close()


def test_the_watch_sees_what_runs_and_asks(harm, names):
    assert [name for name in RUN if not harm(f"raw/{names[name]}")] == []


def test_no_picture_runs_or_asks_when_it_is_opened(harm, published):
    pictures = sorted((published / "assets" / "notes" / "pictures").iterdir())
    assert len(pictures) > 130 + len(RUN)
    found = {picture.name: harm(f"assets/notes/pictures/{picture.name}") for picture in pictures}
    assert {name: done for name, done in found.items() if done} == {}


def test_no_picture_runs_or_asks_on_its_page(harm):
    assert harm("") == []  # the address in its own title
