"""Read through the site in a browser; ``browser_page`` fails on any error."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.site]

WEEK = "course-1/week-2/"
QUESTION = f"{WEEK}#what-do-precision-and-recall-mean"
PAGES = ["", "course-1/", WEEK, "course-1/week-1/", "course-2/week-1/", "course-2/week-2/"]


def answer(page, number=0):
    return page.locator("details.answer").nth(number)


def test_a_week_page_renders(browser_page):
    browser_page.goto(WEEK)
    expect(browser_page.locator("h1")).to_contain_text("Week 2: Select and Train a Model")
    expect(browser_page.locator(".question")).to_have_count(2)
    expect(browser_page.locator("details.answer:not([open])")).to_have_count(2)
    expect(browser_page.locator("details.answer li").first).to_be_hidden()


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("new Image().src = 'lost.png'", "404: "),
        ("new Image().src = 'https://cdn.invalid/x.png'", "asks another host: "),
        ("setTimeout(() => { throw Error('oh') })", "script: oh"),
        ("console.error('oh')", "console: oh"),
    ],
)
def test_what_goes_wrong_on_a_page_is_seen(browser_page, wrong, script, message):
    browser_page.goto(WEEK, wait_until="networkidle")
    assert wrong == []
    browser_page.evaluate(f"() => {{ {script} }}")
    browser_page.wait_for_timeout(300)
    assert any(text.startswith(message) for text in wrong), wrong
    wrong.clear()


def test_an_answer_opens_and_closes_by_mouse(browser_page):
    browser_page.goto(WEEK)
    summary = answer(browser_page).locator("summary")
    summary.click()
    expect(answer(browser_page).get_by_text("Older system")).to_be_visible()
    expect(answer(browser_page, 1)).not_to_have_attribute("open", re.compile(""))
    summary.click()
    expect(answer(browser_page).get_by_text("Older system")).to_be_hidden()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_an_answer_opens_by_keyboard(browser_page, key):
    browser_page.goto(WEEK)
    summary = answer(browser_page).locator("summary")
    for _ in range(60):  # every answer can be reached by Tab alone
        browser_page.keyboard.press("Tab")
        if summary.evaluate("summary => summary === document.activeElement"):
            break
    expect(summary).to_be_focused()
    browser_page.keyboard.press(key)
    expect(answer(browser_page).get_by_text("Older system")).to_be_visible()


def test_a_link_to_a_question_opens_its_answer(browser_page):
    browser_page.goto(QUESTION)
    expect(answer(browser_page, 1).get_by_text("Recal", exact=True)).to_be_visible()
    expect(browser_page.locator(".question").nth(1)).to_be_in_viewport()
    expect(answer(browser_page).get_by_text("Older system")).to_be_hidden()


def test_a_link_within_the_page_opens_the_answer_each_time(browser_page):
    browser_page.set_viewport_size({"width": 1280, "height": 800})
    browser_page.goto(WEEK)
    link = browser_page.locator(".contents a", has_text="precision and recall")
    for _ in range(2):
        link.click()
        expect(answer(browser_page, 1)).to_have_attribute("open", "")
        answer(browser_page, 1).locator("summary").click()
        expect(answer(browser_page, 1)).not_to_have_attribute("open", re.compile(""))


def test_a_link_to_a_question_shows_its_answer_without_scripts(browser, address):
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(QUESTION)
        expect(answer(page, 1).get_by_text("Recal", exact=True)).to_be_visible()
        expect(answer(page).get_by_text("Older system")).to_be_hidden()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_on_a_phone(browser_page, path):
    browser_page.set_viewport_size({"width": 360, "height": 740})
    browser_page.goto(path)
    browser_page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    browser_page.wait_for_load_state("networkidle")
    page, window = browser_page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert page <= window == 360


def test_formulas_have_height_and_the_math_font(browser_page):
    browser_page.goto(QUESTION)
    formulas = browser_page.locator("math")
    expect(formulas).to_have_count(2)
    for formula in formulas.all():
        box = formula.bounding_box()
        assert box and box["height"] > 20 and box["width"] > 20  # a fraction, not a line
    font = formulas.first.evaluate("e => getComputedStyle(e).fontFamily.split(',')[0]")
    assert browser_page.evaluate("name => document.fonts.load(`16px ${name}`, 'x')", font)
    loaded = browser_page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
    )
    assert font.strip("\"'") in [name.strip("\"'") for name in loaded]


@pytest.mark.parametrize("path", ["", "course-1/", "course-1/week-1/"])
def test_no_font_of_formulas_is_loaded_where_there_is_none(browser_page, path):
    asked = []
    browser_page.on("request", lambda request: asked.append(request.url))
    browser_page.goto(path, wait_until="networkidle")
    assert not [url for url in asked if "math" in url]


def lightness(page):
    """Return the lightness of the page's background and text, from 0 to 255."""
    return page.evaluate(
        """() => ["backgroundColor", "color"].map(name => {
            const canvas = new OffscreenCanvas(1, 1).getContext("2d")
            canvas.fillStyle = getComputedStyle(document.body)[name]
            canvas.fillRect(0, 0, 1, 1)
            const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data
            return (red + green + blue) / 3
        })"""
    )


def test_the_page_is_light_or_dark_as_the_system_is(browser_page):
    for scheme in ("light", "dark"):
        browser_page.emulate_media(color_scheme=scheme)
        browser_page.goto(WEEK)
        background, text = lightness(browser_page)
        assert abs(background - text) > 120
        assert (background > text) == (scheme == "light")


def test_a_chosen_scheme_is_kept(browser_page):
    browser_page.set_viewport_size({"width": 1280, "height": 800})
    browser_page.emulate_media(color_scheme="light")
    browser_page.goto(WEEK)
    for _ in range(2):  # from the system's to light, and to dark
        browser_page.locator(".site-header .theme-button").click()
    browser_page.goto("course-2/")
    background, text = lightness(browser_page)
    assert background < text


@pytest.mark.parametrize("width", [360, 1280])
def test_the_home_page_begins_and_goes_on_where_one_was(browser_page, width):
    browser_page.set_viewport_size({"width": width, "height": 800})
    browser_page.goto("")
    button = browser_page.locator(".begin")
    expect(button).to_have_text(re.compile(r"Begin · Week 1\s+Overview of the ML Lifecycle"))
    button.click()
    expect(browser_page.locator("h1")).to_contain_text("Week 1: Overview")
    browser_page.goto(WEEK)
    browser_page.goto("")
    expect(button).to_have_text(
        re.compile(r"Continue · Course 1 · Week 2\s+Select and Train a Model")
    )
    browser_page.goto(WEEK)
    answer(browser_page, 1).locator("summary").click()
    browser_page.goto("")
    expect(button).to_have_text(re.compile(r"Week 2\s+What do precision and recall mean"))
    button.click()
    expect(answer(browser_page, 1)).to_have_attribute("open", "")


@pytest.mark.parametrize(
    "kept", ["{", "null", "[]", '{"part": "", "name": "x", "address": "https://cdn.invalid/"}']
)
def test_what_else_is_kept_on_the_device_leads_nowhere(browser_page, kept):
    browser_page.goto("")
    browser_page.evaluate("kept => localStorage.setItem(`${location.pathname}read`, kept)", kept)
    browser_page.reload()
    expect(browser_page.locator(".begin")).to_contain_text("Begin")


def test_three_whole_questions_are_on_a_phones_first_screen(browser_page):
    browser_page.set_viewport_size({"width": 360, "height": 740})
    browser_page.goto("course-2/week-1/")
    ends = browser_page.locator(".qa").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().bottom)"
    )
    assert sum(end <= 740 for end in ends) >= 3


def test_all_of_a_questions_row_opens_its_answer(browser_page):
    browser_page.set_viewport_size({"width": 360, "height": 740})
    browser_page.goto("course-2/week-1/")
    box = browser_page.locator(".question").first.bounding_box()
    assert box["height"] >= 44
    first = answer(browser_page)
    for x in (box["x"] + 2, box["x"] + box["width"] / 2, box["x"] + box["width"] - 2):
        browser_page.mouse.click(x, box["y"] + 20)
        expect(first).to_have_attribute("open", "")
        browser_page.mouse.click(x, box["y"] + box["height"] - 3)
        expect(first).not_to_have_attribute("open", re.compile(""))


def test_text_between_a_question_and_its_answer_is_not_part_of_the_row(browser_page):
    browser_page.goto("course-2/week-1/")
    browser_page.evaluate(
        """() => {
            const text = document.createElement("p")
            text.innerHTML = "Look at <a href='#what-is-drift-and-skew'>drift</a> as well."
            document.querySelector(".question").after(text)
        }"""
    )
    text = browser_page.locator(".qa > p")
    expect(text).to_be_visible()
    text.click(position={"x": 5, "y": 8})
    text.locator("a").click()
    expect(answer(browser_page)).not_to_have_attribute("open", re.compile(""))
    assert browser_page.url.endswith("#what-is-drift-and-skew")


def test_a_table_of_two_columns_fits_and_one_of_sentences_unfolds_on_a_phone(browser_page):
    browser_page.set_viewport_size({"width": 360, "height": 740})
    browser_page.goto("course-2/week-1/")
    browser_page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    frames = browser_page.locator(".table-frame:has(> :is(.pair, .records))")
    assert frames.count() == 3
    assert frames.evaluate_all("all => all.every(one => one.scrollWidth <= one.clientWidth)")
    cell = browser_page.locator(".records td:nth-child(2)").first
    assert cell.evaluate("e => getComputedStyle(e, '::before').content").startswith('"Definiton')
    browser_page.set_viewport_size({"width": 1280, "height": 740})
    assert cell.evaluate("e => getComputedStyle(e, '::before').content") == "none"


def test_no_line_of_text_is_longer_than_75_letters(browser_page):
    """Adds words to a paragraph until it has a second line."""
    browser_page.set_viewport_size({"width": 1920, "height": 1080})
    browser_page.goto("")
    letters = browser_page.evaluate(
        """() => {
            const text = document.querySelector("article > p")
            const sentence = "The model learns from data that people label by hand "
            const words = sentence.repeat(6)
            text.textContent = "x"
            const line = text.clientHeight
            let fitting = 0
            while (fitting < words.length && text.clientHeight === line) {
                text.textContent = words.slice(0, ++fitting)
            }
            return fitting - 1
        }"""
    )
    assert 45 <= letters <= 75


@pytest.mark.parametrize("width", [320, 768, 1000, 1300, 1920])
def test_nothing_scrolls_sideways_at_any_width(browser_page, width):
    browser_page.set_viewport_size({"width": width, "height": 800})
    browser_page.goto("course-2/week-1/")
    browser_page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page = browser_page.evaluate("document.documentElement.scrollWidth")
    assert page <= width


def test_the_contents_follow_the_scroll(browser_page):
    browser_page.set_viewport_size({"width": 1280, "height": 400})
    browser_page.goto("course-2/week-1/")
    marked = browser_page.locator("[id='site.contents'] [aria-current]")
    browser_page.locator(".question").nth(3).evaluate("e => e.scrollIntoView()")
    expect(marked).to_have_text("4 What is data drift and concept drift?")
    browser_page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(marked).to_have_text(re.compile("What measure is typically used"))


def test_code_is_copied(browser_page):
    browser_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    browser_page.goto("course-2/week-1/")
    code = browser_page.locator("pre > code").first
    button = browser_page.locator("pre > .copy-button").first
    button.click()
    expect(button).to_have_text("Copied")
    assert browser_page.evaluate("navigator.clipboard.readText()") == code.text_content()


def test_a_course_leads_to_its_weeks(browser_page):
    browser_page.set_viewport_size({"width": 1280, "height": 800})
    browser_page.goto("")
    browser_page.locator("article").get_by_role("link", name="Course 1").first.click()
    expect(browser_page.locator("h1")).to_contain_text("Course 1")
    browser_page.locator("article").get_by_role("link", name="Week 2").first.click()
    expect(browser_page.locator("h1")).to_contain_text("Week 2: Select and Train a Model")
    browser_page.get_by_role("link", name="Next Week 3").click()
    expect(browser_page.locator("h1")).to_contain_text("Week 3: Data Labeling")
