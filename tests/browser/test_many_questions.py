"""Hundreds of questions on one page open without delay, and every target is found."""

import io
import json
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

pytestmark = [pytest.mark.browser, pytest.mark.site]

COUNT = 120


def question(number):
    code = "    " + "a_long_name." * 9 + "\n"
    return (
        f"**Why is {number}?**\n\n<details>\n<summary>Answer</summary>\n\n"
        f"Zephyr {number}.\n\n| Name | What it means |\n|---|---|\n| Row | {'word ' * 4} |\n\n"
        f"{code}\n</details>\n"
    )


@pytest.fixture(scope="module")
def many(build, serve, tmp_path_factory):
    """Return a site with a page of ``COUNT`` questions, just too few to divide it."""
    folder = tmp_path_factory.mktemp("many")
    questions = "\n".join(map(question, range(COUNT)))
    notes = f"# T\n\n## Week 1\n\n{questions}\n## Week 2\n\nText.\n"
    (folder / "notes.md").write_text(notes, "utf-8")
    done = build("--notes", folder / "notes.md", "--out", folder, "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    with serve(folder / "site") as address:
        yield address


@pytest.fixture
def page(browser, many):
    context = browser.new_context(
        base_url=many, service_workers="block", viewport={"width": 360, "height": 740}
    )
    context.set_default_timeout(8_000)
    yield context.new_page()
    context.close()


def open_all(page):
    page.locator(".show-all").click()
    expect(page.locator(".answer[open]")).to_have_count(COUNT)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_opening_all_lays_the_page_out_a_few_times_not_once_for_each(page):
    page.goto("week-1/")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def layouts():
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(metric["value"] for metric in metrics if metric["name"] == "LayoutCount")

    before = layouts()
    open_all(page)
    assert layouts() - before < COUNT / 4


def test_only_what_is_near_is_laid_out(page):
    """Distant questions are laid out when they are needed: their size is unknown before."""
    page.goto("week-1/")
    open_all(page)
    skipped = "(e) => !e.checkVisibility({ contentVisibilityAuto: true })"
    assert page.locator(".question").last.evaluate(skipped)
    assert not page.locator(".question").first.evaluate(skipped)
    page.locator(".question").last.scroll_into_view_if_needed()
    page.wait_for_timeout(100)
    assert not page.locator(".question").last.evaluate(skipped)


@pytest.mark.parametrize("number", [5, 60, COUNT - 9])
@pytest.mark.parametrize("opened", [False, True])
def test_an_address_leads_to_its_question(page, number, opened):
    page.goto("week-1/")
    if opened:
        open_all(page)
    top = page.locator(f"#why-is-{number}")

    def near():
        page.wait_for_timeout(300)
        return 0 < top.evaluate("(e) => e.getBoundingClientRect().top") < 120

    page.evaluate("(n) => (location.hash = `why-is-${n}`)", number)
    assert near()
    page.goto("about:blank")
    page.goto(f"week-1/#why-is-{number}")  # the choice is kept
    assert near()


def test_back_leads_to_where_one_was(page):
    page.goto("week-1/")
    open_all(page)
    page.evaluate("location.hash = 'why-is-80'")
    page.wait_for_timeout(300)
    page.mouse.wheel(0, 150)
    page.wait_for_timeout(300)
    before = page.locator("#why-is-80").evaluate("(e) => e.getBoundingClientRect().top")
    page.goto("week-2/")
    page.go_back()
    page.wait_for_timeout(500)
    top = page.locator("#why-is-80").evaluate("(e) => e.getBoundingClientRect().top")
    assert abs(top - before) < 5


def test_what_is_not_laid_out_is_found_and_printed(page):
    page.goto("week-1/")
    open_all(page)
    page.evaluate("scrollTo(0, 0)")
    assert page.evaluate(f"window.find('Zephyr {COUNT - 1}.')")
    page.wait_for_timeout(200)
    top = page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().top")
    assert 0 < top < 740
    text = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages)
    assert all(f"Zephyr {number}." in text for number in range(COUNT))


def test_content_beside_the_text_is_not_cut(page):
    """The code of a question that is skipped while out of view reaches the screen's edge."""
    page.goto("week-1/")
    open_all(page)
    code = page.locator(f".qa:has(#why-is-{COUNT - 1}) pre")
    code.scroll_into_view_if_needed()
    assert code.evaluate("(e) => e.getBoundingClientRect().x") == 0
    top = code.bounding_box()["y"] + 3

    def shade(left):
        return page.screenshot(clip={"x": left, "y": top, "width": 6, "height": 6})

    assert shade(0) == shade(100)


def read(page):
    return json.loads(page.evaluate("localStorage.getItem('/read')"))["address"]


def test_where_one_was_is_what_one_opened_or_with_all_open_what_one_saw_last(page):
    page.goto("week-1/")
    page.locator(".answer > summary").nth(3).click()
    page.wait_for_function("JSON.parse(localStorage.getItem('/read')).address.includes('#')")
    assert read(page) == "week-1/#why-is-3"
    page.goto("week-1/")
    open_all(page)
    assert read(page) == "week-1/"
    page.evaluate("location.hash = 'why-is-60'")
    page.wait_for_timeout(300)
    page.goto("")
    assert page.locator(".begin").get_attribute("href").endswith("week-1/#why-is-60")


@pytest.fixture(scope="module")
def runs(build, serve, tmp_path_factory):
    """Return a site with 300 long questions, in runs, two of them equal."""
    folder = tmp_path_factory.mktemp("runs")
    names = [f"{number}-{'été' * (number == 290)}" for number in range(300)]
    names[250] = names[3]
    asked = (f"**Why is {n}?**\n\n```\n{'w ' * 100}\n```\n\n" for n in names)
    (folder / "notes.md").write_text(f"# T\n\n{''.join(asked)}", "utf-8")
    done = build("--notes", folder / "notes.md", "--out", folder, "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    with serve(folder / "site") as address:
        yield address


@pytest.mark.parametrize("name", ["why-is-7", "why-is-290-été", "why-is-3-2"])
def test_an_old_address_leads_on_from_a_page_that_lists_runs_only(browser, runs, name):
    with browser.new_context(service_workers="block") as context:
        page = context.new_page()
        page.goto(runs)
        assert page.locator(".toc li").count() > 5
        page.goto(f"{runs}#{name}")
        page.wait_for_url(re.compile(r"/(start|why-is-[^/]*)/#why-is-"))
        number = re.search(r"\d+", name)[0]
        target = page.locator(":target")
        expect(target).to_contain_text(f"Why is {number}-")
