"""Copy tables, report mistakes; read with large text, wide spacing, blocked scripts."""

import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.site]

NOTES = r"""# T

## Week 1: Wide things

**What is $\sigma$ & "drift"?**

<details>
<summary>Answer</summary>

| Name | Formula | Two<br>lines |
| -- | -- | -- |
| Drift | $\frac{TP}{TP + FP}$ | `a \| b` |
| Skew | none | c |

</details>

**Why is a donaudampfschifffahrtsgesellschaftskapitaensmuetze so very long a word?**

> Because.

## Week 2

| Word | What it means |
| -- | -- |
| One | The first of all numbers |
"""
PAGE = "week-1/"


@pytest.fixture(scope="module")
def known(project, run_python, tmp_path_factory):
    """Return a site whose repository is known."""
    own = Path(shutil.copytree(project, tmp_path_factory.mktemp("comfort") / "checkout"))
    (own / "notes" / "mlops.md").write_text(NOTES, "utf-8")
    done = run_python(
        *(own / "scripts" / "build.py", "--out", own / "out", "--strict"),
        REPO_URL="https://github.com/o/r",
        EDIT_BRANCH="main",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return own / "out" / "site"


@pytest.fixture
def page(browser, serve, known):
    with serve(known) as address:
        context = browser.new_context(base_url=address, service_workers="block")
        context.set_default_timeout(15_000)
        yield context.new_page()
        context.close()


def test_a_mistake_is_reported_with_its_question_its_address_and_its_line(page):
    page.goto(PAGE)
    assert page.locator(".report-link").count() == 0
    page.locator(".answer > summary").first.click()
    link = page.get_by_role("link", name="Report a mistake")
    url = urlsplit(link.get_attribute("href"))
    assert url._replace(query="").geturl() == "https://github.com/o/r/issues/new"
    asked = parse_qs(url.query)
    assert asked["title"] == ['Mistake in: What is σ & "drift"?']
    address, place = asked["body"][0].split()
    assert address == page.url.rstrip("/") + "/#what-is-sigma-drift"
    assert place == "https://github.com/o/r/blob/main/notes/mlops.md?plain=1#L5"
    page.locator(".answer > summary").first.click()
    page.locator(".show-all").click()
    expect(page.locator(".report-link")).to_have_count(2)


def test_nothing_is_reported_where_no_repository_is_known(browser_page):
    browser_page.goto("course-1/week-2/")
    browser_page.locator(".show-all").click()
    expect(browser_page.locator(".answer[open]").first).to_be_visible()
    browser_page.wait_for_timeout(100)
    assert browser_page.locator(".report-link").count() == 0


@pytest.mark.parametrize("size", [(360, 740), (1280, 800)], ids=["phone", "desk"])
def test_a_table_is_copied_for_a_spreadsheet_by_mouse_and_by_keyboard(page, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(PAGE)
    page.locator(".show-all").click()
    before = page.locator(".table-frame").bounding_box()
    button = page.get_by_role("button", name="Copy: Table")
    expect(button).to_have_css("opacity", "0")
    page.locator(".table-frame").hover()
    expect(button).to_have_css("opacity", "1")
    button.click()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.split("\n") == [
        "Name\tFormula\tTwo lines",
        "Drift\t$\\frac{TP}{TP + FP}$\ta | b",
        "Skew\tnone\tc",
    ]
    page.evaluate("navigator.clipboard.writeText('')")
    page.mouse.move(5, 5)
    button.focus()
    expect(button).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(button).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == text
    assert page.locator(".table-frame").bounding_box() == before


CONTROLS = {
    "theme": ".theme-button",
    "search": ".search, .search-button, .search-invitation",
    "answers": ".needs-answers, .report-link",
    "keys": ".show-keys",
    "copy": ".copy-button",
    "offline": ".offline, .offline-sign",
    "topics": ".topic-filter",
    "invitation": ".search-invitation",
}
"""What each script makes work; the others only add to what works without them."""
OTHERS = {"drawers", "contents", "begin", "formulas", "scrollers", "lead-on"}


@pytest.mark.parametrize("script", CONTROLS)
def test_what_a_blocked_script_would_do_is_not_offered(page, script):
    page.route(f"**/{script}.js", lambda route: route.abort())
    offered = 0
    for address in (PAGE, "topics/", "404.html"):
        page.goto(address, wait_until="load")
        if address == PAGE and script != "answers":
            page.locator(".show-all").click()
        for control in page.locator(CONTROLS[script]).all():
            offered += 1
            expect(control).to_be_hidden()
    assert offered or script in ("copy",)  # that script would make its controls


def test_every_script_of_a_page_is_one_of_these(page, known):
    scripts = set()
    for file in known.rglob("*.html"):
        page.goto(file.relative_to(known).as_posix())
        scripts |= set(
            page.evaluate("[...document.scripts].map(s => s.src.split('/').at(-1)).filter(Boolean)")
        )
    assert {name.removesuffix(".js") for name in scripts} <= CONTROLS.keys() | OTHERS


CUT = """() => [...document.querySelectorAll("body *")].filter((e) => {
    const { left, right, width } = e.getBoundingClientRect();
    const frame = e.closest(".table-frame, pre, .formula, .drawer, .search, math, .site-title");
    return e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && width > 1
        && !frame && !e.closest("svg") && (right > innerWidth + 1 || left < -1);
}).map((e) => e.outerHTML.slice(0, 90))"""
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-block-end: 2em !important }"""


@pytest.mark.parametrize("path", [PAGE, "", "topics/", "404.html"])
def test_at_400_percent_and_with_wide_spacing_nothing_is_cut(page, path):
    """WCAG 1.4.10: 320 pixels are left of 1280; 1.4.12: a reader's own spacing."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(path)
    if page.locator(".show-all").count():
        page.locator(".show-all").click()
    for style in ("", SPACED, ":root { font-size: 200% }"):  # 1.4.4: a reader's own size
        page.evaluate("() => { document.adoptedStyleSheets = [] }")
        page.evaluate(
            """css => {
                const sheet = new CSSStyleSheet();
                sheet.replaceSync(css);
                document.adoptedStyleSheets = [sheet];
            }""",
            style,
        )
        width = page.evaluate("document.documentElement.scrollWidth")
        assert (width, page.evaluate(CUT)) == (320, []), style


EVERY_PAGE = [PAGE, "", "topics/", "404.html"]


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_icons_keep_their_size_without_styles(page, path):
    page.route("**/*.css", lambda route: route.abort())
    page.goto(path)
    page.evaluate("document.querySelectorAll('[popover]').forEach((e) => e.showPopover())")
    page.evaluate("document.querySelector('dialog').show()")
    sizes = page.locator("svg").evaluate_all(
        "(icons) => icons.map((e) => e.getBoundingClientRect()).map((r) => [r.width, r.height])"
    )
    assert len(sizes) > 5
    assert {size for size in map(tuple, sizes) if size != (0, 0)} == {(20, 20)}


UNSEEN = """() => {
    const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const light = (colour) => {
        brush.clearRect(0, 0, 1, 1);
        brush.fillStyle = colour;
        brush.fillRect(0, 0, 1, 1);
        const parts = [...brush.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
        const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        const [red, green, blue] = parts.map(linear);
        return parts[3] < 1 ? null : 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ground = (e) => {
        for (; e; e = e.parentElement) {
            const found = light(getComputedStyle(e).backgroundColor);
            if (found !== null) return found;
        }
        return light("Canvas");
    };
    const contrast = (colour, e) => {
        const [low, high] = [light(colour) ?? ground(e), ground(e)].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    };
    /** The colours of a control's text, icons and, where it is drawn with borders, its sign. */
    const colours = (e) => {
        if (e.matches(".answer > summary, .tools input")) {
            const stroke = (sign, side) => getComputedStyle(e, sign)[`border${side}Color`];
            return [stroke("::before", "Top"), stroke("::after", "Left")];
        }
        const icons = [...e.querySelectorAll("svg")].filter((icon) => icon.checkVisibility());
        const text = e.textContent.trim() || e.matches("input") ? [getComputedStyle(e).color] : [];
        return [...text, ...icons.map((icon) => getComputedStyle(icon).stroke)];
    };
    const shown = { opacityProperty: true, visibilityProperty: true };
    return [...document.querySelectorAll("a, button, input, summary")]
        .filter((e) => e.checkVisibility(shown) && e.getBoundingClientRect().width > 1)
        .filter((e) => !colours(e).length || colours(e).some((own) => contrast(own, e) < 4.5))
        .map((e) => [e.outerHTML.slice(0, 100), ...colours(e)]);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", EVERY_PAGE)
def test_with_forced_colours_every_control_is_seen(page, path, scheme):
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    page.goto(path)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    if page.locator(".show-all").count():
        page.locator(".show-all").click()
    assert page.evaluate(UNSEEN) == []


def test_a_control_that_is_not_seen_is_found(page):
    page.emulate_media(forced_colors="active")
    page.goto("404.html")
    page.locator(".begin svg").evaluate("(e) => (e.style.stroke = 'Canvas')")
    assert len(page.evaluate(UNSEEN)) == 1


def test_two_columns_fit_a_phone_with_letters_twice_as_large(page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("week-2/")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    widths = page.locator(".table-frame:has(.pair)").evaluate_all(
        "(frames) => frames.map((e) => e.scrollWidth - e.clientWidth)"
    )
    assert widths == [0]


def test_with_less_motion_nothing_moves_by_itself(page):
    page.emulate_media(reduced_motion="reduce")
    page.goto(PAGE)
    page.locator(".answer > summary").first.click()
    assert page.evaluate("document.getAnimations().length") == 0
