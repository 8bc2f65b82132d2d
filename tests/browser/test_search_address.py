"""The query stays in the address, for Back; results are announced while typing."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.site]

RESULTS = ".search-results a"
STATUS = ".search [role=status]"
HIT = re.compile(r"/course-2/week-1/\?h=chebyshev#what-measure-is-typically-used")


def search(page, text):
    page.keyboard.press("/")
    page.keyboard.type(text)
    return page.locator(RESULTS)


@pytest.mark.parametrize("asks_for", ["after a rest", "at once"])
def test_back_from_a_result_leads_to_the_results(browser_page, asks_for):
    browser_page.goto("course-1/")
    expect(search(browser_page, "chebyshev")).to_have_count(1)
    if asks_for == "after a rest":
        browser_page.wait_for_url("**/course-1/?q=chebyshev")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url(HIT)
    browser_page.go_back()
    expect(browser_page.get_by_role("searchbox")).to_have_value("chebyshev")
    expect(browser_page.locator(RESULTS)).to_have_count(1)
    assert browser_page.url.endswith("/course-1/?q=chebyshev")


def test_back_from_a_result_on_the_same_page_leads_to_the_results(browser_page):
    browser_page.goto("course-2/week-1/")
    search(browser_page, "chebyshev").click()
    expect(browser_page.locator("mark.hit")).to_have_text("Chebyshev")
    browser_page.wait_for_url(HIT)
    expect(browser_page.locator(":target")).to_have_count(1)
    expect(browser_page.locator(".search-panel")).to_be_hidden()
    browser_page.go_back()
    expect(browser_page.locator(RESULTS)).to_have_count(1)
    expect(browser_page.get_by_role("searchbox")).to_have_value("chebyshev")


def test_an_address_opens_the_search_with_its_query(browser_page):
    browser_page.goto("course-1/?q=data+drift")
    expect(browser_page.get_by_role("searchbox")).to_have_value("data drift")
    expect(browser_page.get_by_role("searchbox")).to_be_focused()
    expect(browser_page.locator(RESULTS).first).to_contain_text("data drift")
    browser_page.keyboard.press("Escape")
    expect(browser_page.locator(".search-panel")).to_be_hidden()
    assert browser_page.url.endswith("/course-1/")


def test_what_an_input_method_composes_is_no_query(browser_page):
    browser_page.goto("")
    expect(search(browser_page, "drift").first).to_be_visible()
    browser_page.keyboard.press("Control+a")
    keys = browser_page.context.new_cdp_session(browser_page)
    keys.send(
        "Input.imeSetComposition",
        {"text": "chebyshev", "selectionStart": 9, "selectionEnd": 9},
    )
    expect(browser_page.get_by_role("searchbox")).to_have_value("chebyshev")
    browser_page.wait_for_timeout(300)
    assert browser_page.locator(RESULTS).count() > 1  # still those for "drift"
    keys.send("Input.insertText", {"text": "chebyshev"})
    expect(browser_page.locator(RESULTS)).to_have_count(1)


def test_how_much_was_found_is_said_when_nothing_was_typed_for_a_while(browser_page):
    browser_page.goto("")
    browser_page.evaluate(
        """selector => {
            globalThis.said = []
            const status = document.querySelector(selector)
            new MutationObserver(() => {
                if (status.ariaLive !== "off") said.push(status.textContent)
            }).observe(status, { childList: true })
        }""",
        STATUS,
    )
    browser_page.keyboard.press("/")
    browser_page.keyboard.type("drift", delay=50)
    expect(browser_page.locator(STATUS)).to_have_text(re.compile(r"^\d+ results$"))
    browser_page.wait_for_timeout(1000)
    said = browser_page.evaluate("said")
    assert said == [browser_page.locator(STATUS).text_content()]


def test_escape_takes_the_marks_away(browser_page):
    browser_page.goto("")
    search(browser_page, "chebyshev").click()
    expect(browser_page.locator("mark.hit")).to_have_text("Chebyshev")
    browser_page.keyboard.press("Escape")
    expect(browser_page.locator(".hit")).to_have_count(0)
    expect(browser_page.locator("article")).to_contain_text("Chebyshev")
    assert re.search("/course-2/week-1/#what-measure-is-typically-used", browser_page.url)


def test_escape_closes_what_is_open_before_it_takes_the_marks_away(browser_page):
    browser_page.goto("")
    search(browser_page, "chebyshev").click()
    expect(browser_page.locator("mark.hit")).to_have_text("Chebyshev")
    browser_page.keyboard.press("?")
    expect(browser_page.get_by_role("dialog")).to_be_visible()
    browser_page.keyboard.press("Escape")
    expect(browser_page.get_by_role("dialog")).to_be_hidden()
    expect(browser_page.locator("mark.hit")).to_have_count(1)


def test_a_query_runs_in_the_direction_of_its_script(browser_page):
    browser_page.goto("")
    search(browser_page, "סחף")
    direction = "e => getComputedStyle(e).direction"
    assert browser_page.get_by_role("searchbox").evaluate(direction) == "rtl"
    browser_page.get_by_role("searchbox").fill("drift")
    assert browser_page.get_by_role("searchbox").evaluate(direction) == "ltr"
    expect(browser_page.locator(".search-results [dir=auto]").first).to_be_visible()


def test_nothing_is_loaded_before_the_search_is_used(browser_page):
    asked = []
    browser_page.on("request", lambda request: asked.append(request.url))
    browser_page.goto("", wait_until="networkidle")
    asked.clear()
    browser_page.get_by_role("searchbox").hover()
    browser_page.wait_for_timeout(300)
    assert asked == []
    browser_page.get_by_role("searchbox").focus()
    browser_page.wait_for_load_state("networkidle")
    names = sorted(url.rpartition("/")[2] for url in asked)
    assert names == [
        "index.js",
        "search-alike.js",
        "search-engine.js",
        "search-index.js",
        "search-results.js",
        "search-words.js",
    ]


def test_where_a_piece_cannot_be_had_the_reader_is_told_and_may_try_again(browser_page, wrong):
    browser_page.route("**/search/texts/*", lambda route: route.abort())
    browser_page.goto("")
    search(browser_page, "drift")
    expect(browser_page.locator(STATUS)).to_contain_text("could not be loaded")
    browser_page.unroute("**/search/texts/*")
    browser_page.keyboard.type("s")
    expect(browser_page.locator(RESULTS).first).to_be_visible()
    wrong.clear()
