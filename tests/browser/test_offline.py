"""Read the site without a connection, after a new deployment, and opened from a folder."""

import functools
import http.server
import re
import shutil
import threading

import pytest
from conftest import BASE, Quiet, find_browser
from playwright.sync_api import expect
from visits import costs, starter, total
from weeks import notes_of

pytestmark = [pytest.mark.browser, pytest.mark.site]

WEEK = "course-1/week-2/"
READY = "navigator.serviceWorker.ready.then(() => true)"


@pytest.fixture
def deployed(site, tmp_path):
    """Return a copy of the site that may change, and its address."""
    folder = tmp_path / BASE.strip("/")
    shutil.copytree(site, folder)
    handler = functools.partial(Quiet, directory=tmp_path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield folder, f"http://127.0.0.1:{server.server_port}{BASE}"
        server.shutdown()


@pytest.fixture
def reader(browser, deployed):
    """Return a reader who visited the home page once, so that the site is stored."""
    with browser.new_context(base_url=deployed[1]) as context:
        page = context.new_page()
        page.goto("")
        assert page.evaluate(READY)
        yield page


def deploy(folder, **changes):
    """Change files like a new build."""
    from coursenotes.sources.write import finish_site

    for name, (old, new) in changes.items():
        path = folder / name.replace("__", "/")
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
    finish_site(folder, {}, lambda name: True)


def test_every_page_can_be_read_without_a_connection(reader, site):
    reader.context.set_offline(True)
    for page in sorted(site.rglob("index.html")):
        path = page.parent.relative_to(site).as_posix().removeprefix(".")
        reader.goto(f"{path}/" if path else "")
        expect(reader.locator("h1")).to_be_visible()
    reader.goto(f"{WEEK}#what-do-precision-and-recall-mean")
    expect(reader.locator("details.answer").nth(1).locator("math").first).to_be_visible()
    style = reader.locator("body").evaluate("body => getComputedStyle(body).margin")
    assert style == "0px"  # the style sheet arrived too


def test_an_unknown_page_is_reported_missing_without_a_connection(reader):
    reader.context.set_offline(True)
    response = reader.goto("nowhere/")
    assert response.status == 404
    expect(reader.locator("h1")).to_have_text("Page not found")


def test_a_new_deployment_shows_at_once_and_is_then_kept_whole(reader, deployed):
    folder, _ = deployed
    deploy(
        folder,
        **{
            "course-1__week-2__index.html": ("How to establish", "Anew: how to establish"),
            "assets__stylesheets__notes.css": ("body {", "body { outline: 7px solid; "),
        },
    )
    for offline in (False, True):
        reader.context.set_offline(offline)
        reader.goto(WEEK)
        expect(reader.locator("h2").first).to_contain_text("Anew")
        width = reader.locator("body").evaluate("body => getComputedStyle(body).outlineWidth")
        assert width == "7px"
        if not offline:
            wait_until_kept(reader, folder)


def wait_until_kept(reader, folder):
    """Wait until this deployment is stored: everything for the first visit, nothing older."""
    worker = (folder / "sw.js").read_text("utf-8")
    wanted = set(re.findall(r': "([0-9a-f]{16})"', worker))
    lists = (path.read_text("utf-8") for path in (folder / "assets" / "offline").glob("*.json"))
    current = set(re.findall(r'"([0-9a-f]{16})"', worker + "".join(lists)))
    for _ in range(100):
        kept = reader.evaluate(
            """() => caches.keys()
              .then(([name]) => caches.open(name)).then(cache => cache.keys())
              .then(kept => kept.map(({ url }) => new URL(url).search.slice(1)))"""
        )
        if wanted <= set(kept) <= current:
            return
        reader.wait_for_timeout(200)
    raise AssertionError("the new deployment was not kept")


def test_an_address_without_its_last_slash_leads_to_the_page(reader):
    reader.context.set_offline(True)
    reader.goto(f"{WEEK.removesuffix('/')}?h=drift#what-do-precision-and-recall-mean")
    assert reader.url.endswith(f"{WEEK}?h=drift#what-do-precision-and-recall-mean")
    expect(reader.locator("h1")).to_contain_text("Select and Train a Model")


def test_a_reader_is_told_to_be_offline(reader):
    sign = reader.get_by_text("You are offline")
    expect(sign).to_be_hidden()
    reader.context.set_offline(True)
    expect(sign).to_be_visible()
    reader.goto(WEEK)
    expect(sign).to_be_visible()
    reader.context.set_offline(False)
    expect(sign).to_be_hidden()


@pytest.fixture(scope="module")
def many(build, tmp_path_factory):
    """Return a site that is too large to store whole at the first visit."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "notes.md").write_text(notes_of(50), "utf-8")
    done = build("--notes", folder / "notes.md", "--out", folder, "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


MIDDLE = "course-5/week-3/"
AROUND = ("", MIDDLE, "course-5/week-2/", "course-5/week-4/")
FAR = "course-9/week-1/"
KEPT = """async () => {
    const cache = await caches.open((await caches.keys())[0]);
    return (await cache.keys()).map(({ url }) => new URL(url).pathname);
}"""


@pytest.fixture
def visitor(browser, many, serve):
    """Return a reader who has read one page of a large site."""
    with serve(many) as address, browser.new_context(base_url=address) as context:
        page = context.new_page()
        page.goto(MIDDLE)
        expect(page.get_by_role("button", name="Keep for reading offline")).to_be_visible()
        for path in AROUND:
            wait_until(page, lambda path=path: f"/{path}" in page.evaluate(KEPT))
        yield page


def wait_until(page, holds, tries=150):
    for _ in range(tries):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError("never")


def test_of_a_large_site_what_was_read_is_kept_and_its_neighbours(visitor):
    pages = [path for path in visitor.evaluate(KEPT) if path.endswith("/")]
    assert {f"/{path}" for path in AROUND} <= set(pages) and len(pages) <= 6
    visitor.context.set_offline(True)
    for path in AROUND:
        assert visitor.goto(path).status == 200
        expect(visitor.locator("h1")).to_be_visible()
    visitor.goto(MIDDLE)
    expect(visitor.locator("main math").first).to_be_visible()
    style = visitor.locator("body").evaluate("body => getComputedStyle(body).margin")
    assert style == "0px"


def test_a_page_that_was_not_kept_is_distinguished_from_one_that_does_not_exist(visitor):
    visitor.context.set_offline(True)
    visitor.goto(FAR)
    expect(visitor.locator("h1")).to_have_text("Not kept for reading offline")
    expect(visitor).to_have_title("Not kept for reading offline")
    expect(visitor.get_by_text("You are offline", exact=True)).to_be_visible()
    visitor.context.set_offline(False)
    visitor.goto("nowhere/")
    expect(visitor.locator("h1")).not_to_contain_text("offline")


def test_a_large_site_is_kept_whole_if_a_reader_asks_for_it(visitor, many):
    button = visitor.get_by_role("button", name="Keep for reading offline")
    expect(button).to_contain_text(re.compile(r"\(0\.\d+ MB\)"))
    button.click()
    expect(visitor.get_by_text("Kept for reading offline")).to_be_visible()
    expect(button).to_be_hidden()
    kept = visitor.evaluate(KEPT)
    pages = {
        p.parent.relative_to(many).as_posix().removeprefix(".") for p in many.rglob("index.html")
    }
    assert {f"/{path}/".replace("//", "/") for path in pages} <= set(kept)
    visitor.reload()
    visitor.wait_for_timeout(300)
    expect(button).to_be_hidden()
    visitor.context.set_offline(True)
    visitor.goto(FAR)
    expect(visitor.locator("h1")).to_contain_text("Week 1")
    visitor.goto("nowhere/")
    expect(visitor.locator("h1")).to_have_text("Page not found")


def test_a_small_site_need_not_be_asked_for(reader):
    reader.reload()
    expect(reader.locator("h1")).to_be_visible()
    expect(reader.get_by_role("button", name="Keep for reading offline")).to_be_hidden()


LIMITS = {"page": 140_000, "within 10 seconds": 400_000, "one changed word": 300_000}


def test_what_visits_of_a_large_site_cost(browser, build, tmp_path):
    """The worker's bytes included; at 2,000 weeks it is the same: ``python tests/visits.py``."""

    def make(notes, out):
        out.mkdir(parents=True)
        (out / "notes.md").write_text(notes, "utf-8")
        done = build("--notes", out / "notes.md", "--out", out, "--strict")
        assert done.returncode == 0, done.stdout + done.stderr
        return out / "site"

    start = starter(browser.browser_type, find_browser(browser.browser_type.executable_path))
    found = costs(start, make, 50, tmp_path)
    for taken, (what, limit) in zip(found, LIMITS.items(), strict=True):
        assert 20_000 < total(taken) <= limit, (what, taken)


def test_a_half_finished_deployment_is_not_kept(reader, deployed):
    """If a new worker arrives without its pages, all old pages stay."""
    folder, _ = deployed
    old = (folder / "course-1/week-2/index.html").read_text("utf-8")
    deploy(folder, **{"course-1__week-2__index.html": ("How to establish", "Anew: how to")})
    (folder / "course-1/week-2/index.html").write_text(old + "<!-- half -->", "utf-8")
    reader.evaluate("""async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        await registration.update();
        while (registration.installing) await new Promise(done => setTimeout(done, 100));
    }""")
    reader.context.set_offline(True)
    reader.goto(WEEK)
    expect(reader.locator("h2").first).to_contain_text("How to establish")


def test_the_site_works_from_a_folder(browser, site):
    wrong = []

    def failed(request):
        if request.failure != "net::ERR_ABORTED":  # by the reader, who went on
            wrong.append(request.url)

    with browser.new_context() as context:
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("requestfailed", failed)
        page.goto((site / "index.html").as_uri())
        page.locator("article").get_by_role("link", name="Week 2").first.click()
        expect(page.locator("h1")).to_contain_text("Week 2: Select and Train a Model")
        assert page.url.endswith("/week-2/index.html")
        page.goto(f"{page.url}#what-do-precision-and-recall-mean")
        expect(page.locator("details.answer").nth(1)).to_have_attribute("open", "")
        page.goto((site / "topics" / "index.html").as_uri())
        page.get_by_label("Filter").fill("provenance")
        page.get_by_role("link", name="Data provenance", exact=True).click()
        expect(page.locator("dfn#data-provenance")).to_be_visible()
        assert wrong == []
