"""A first visit costs few bytes, uses no other host, and nothing jumps while loading."""

import gzip

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.site]

KB = 1000
PLAIN, WITH_FORMULAS = 80 * KB, 140 * KB
SHORT_PAGE = 5 * KB  # of compressed HTML: the navigation must not list 500 weeks

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}

FORMULAS = {
    249: r"$\frac{a}{b}$ and $$\sum_{i=1}^n \sqrt{\frac{x_i}{2}}$$",  # for the first font
    250: r"$\frac{a}{b}$ and $$\sum_{i=1}^n \mathbb{E}[\mathbf{x}_i]$$",  # for both
}


def week(number):
    said = FORMULAS.get(number, "some words")
    return (
        f"## Week {number}: Training and validating\n\n{said}\n\n**What is {number}?**\n\nA: {said}"
    )


@pytest.fixture(scope="module")
def large(build, tmp_path_factory):
    """Return a site of 500 weeks; only the 249th and 250th have formulas."""
    folder = tmp_path_factory.mktemp("large")
    notes = folder / "notes.md"
    notes.write_text("# Many weeks\n\n" + "\n\n".join(map(week, range(1, 501))), "utf-8")
    done = build("--notes", notes, "--out", folder, "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture
def visit(browser):
    """Open a page as a first visitor, with every answer; return the compressed bytes.

    Text is compressed with gzip, as on GitHub Pages; pictures and fonts already are.
    """

    def visit(address, host):
        taken = {}
        with browser.new_context(service_workers="block") as context:
            page = context.new_page()

            def answered(response):
                assert response.url.startswith(host), response.url
                kind = response.headers.get("content-type", "")
                body = response.body()
                packed = body if kind.startswith(("font/", "image/png")) else gzip.compress(body)
                taken[response.url] = len(packed)

            page.on("requestfinished", lambda request: answered(request.response()))
            page.goto(address, wait_until="networkidle")
            page.evaluate("document.querySelectorAll('details').forEach(d => (d.open = true))")
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(300)
        return taken

    return visit


@pytest.mark.parametrize(
    ("path", "budget"),
    [
        ("", PLAIN),
        ("course-1/", PLAIN),
        ("course-1/week-1/", PLAIN),
        ("course-1/week-2/", WITH_FORMULAS),
        ("course-2/week-1/", PLAIN),
        ("topics/", PLAIN),
    ],
)
def test_a_first_visit_is_light(visit, address, path, budget):
    taken = visit(address + path, address)
    assert 5 * KB < sum(taken.values()) <= budget, taken


@pytest.mark.parametrize(("number", "budget"), [(251, PLAIN), (250, WITH_FORMULAS)])
def test_a_first_visit_is_as_light_among_500_weeks(visit, large, serve, number, budget):
    with serve(large) as address:
        taken = visit(f"{address}week-{number}/", address)
    fonts = [url for url in taken if "fonts/" in url]
    formulas = [url for url in fonts if "math" in url]
    assert len(formulas) == (1 if budget == WITH_FORMULAS else 0)
    assert len(fonts) - len(formulas) == 3
    assert sum(taken.values()) <= budget, taken


def test_a_page_does_not_grow_with_the_number_of_pages(large):
    sizes = {n: len(gzip.compress((large / f"week-{n}/index.html").read_bytes())) for n in (1, 251)}
    assert max(sizes.values()) <= SHORT_PAGE, sizes


SHIFTS = """
    window.shifts = [];
    new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(
        ({value, sources}) => [value, sources.map(({node}) => node?.outerHTML?.slice(0, 80))]
    ))).observe({type: "layout-shift", buffered: true});
"""


def shifts(page):
    return page.evaluate("window.shifts")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize(
    "path", ["", "course-1/", "course-1/week-2/", "course-2/week-1/", "topics/"]
)
def test_nothing_jumps_while_a_page_loads(browser_page, path, size):
    browser_page.set_viewport_size(size)
    browser_page.add_init_script(SHIFTS)
    browser_page.goto(path, wait_until="networkidle")
    browser_page.wait_for_timeout(200)
    assert shifts(browser_page) == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_jumps_when_the_font_of_formulas_arrives(browser, large, serve, size):
    with serve(large) as address, browser.new_context(viewport=size) as context:
        page = context.new_page()
        page.add_init_script(SHIFTS)
        page.goto(f"{address}week-249/", wait_until="networkidle")
        page.wait_for_timeout(500)
        # The fonts are requested before the style sheets, which block painting: on a busy machine
        # one may still arrive a moment later. A visible jump is ten times as large.
        assert sum(value for value, _ in shifts(page)) < 0.01


def test_a_jump_is_seen(browser_page):
    browser_page.add_init_script(SHIFTS)
    browser_page.goto("course-1/week-2/", wait_until="networkidle")
    browser_page.evaluate("document.querySelector('main').style.marginTop = '200px'")
    browser_page.wait_for_timeout(300)
    assert shifts(browser_page) != []
