"""Use the site without a mouse, with a screen reader, with other colours, with less motion."""

import itertools
import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.site]

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
WEEK = "course-1/week-2/"
KINDS = ["", "course-1/", WEEK, "course-1/week-1/", "course-2/week-1/", "topics/", "404.html"]

OPEN_ALL = "open => document.querySelectorAll('details').forEach(d => (d.open = open))"


RUN_AXE = """async () => (await axe.run({
        resultTypes: ["violations"], rules: {"target-size": {enabled: true}}
    })).violations
    .map(({id, nodes}) => [id, nodes.map(({html}) => html.slice(0, 150))])"""


def violations(page):
    """Return axe-core's findings, best practices included, and the sizes of tap targets."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(RUN_AXE)


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing(browser_page, path, size):
    browser_page.set_viewport_size(size)
    browser_page.goto(path)
    for scheme in ("light", "dark"):
        browser_page.emulate_media(color_scheme=scheme)
        for opened in (False, True):
            browser_page.evaluate(OPEN_ALL, opened)
            browser_page.wait_for_timeout(50)  # frames find out whether they scroll
            assert violations(browser_page) == [], (scheme, opened)


@pytest.mark.parametrize("drawer", ["site.nav", "site.contents"])
def test_axe_finds_nothing_in_an_open_drawer(browser_page, drawer):
    browser_page.set_viewport_size(PHONE)
    browser_page.goto(WEEK)
    for scheme in ("light", "dark"):
        browser_page.emulate_media(color_scheme=scheme)
        browser_page.locator(f"[popovertarget='{drawer}']").first.click()
        assert violations(browser_page) == []
        browser_page.keyboard.press("Escape")


def test_axe_finds_what_is_wrong(browser_page):
    browser_page.goto(WEEK)
    browser_page.evaluate("document.querySelector('h1').style.color = '#bbb'")
    assert [name for name, _ in violations(browser_page)] == ["color-contrast"]


def test_a_screen_reader_is_told_what_a_page_holds(browser_page):
    """In Chromium's tree: named landmarks, headings in order, questions, answers."""
    browser_page.set_viewport_size(DESK)
    browser_page.goto(WEEK)
    expect(browser_page.locator("body")).to_match_aria_snapshot("""
        - link "Skip to content"
        - banner:
          - link "MLOps-specialization-coursera"
          - button /Colours/
        - navigation "Navigation":
          - list:
            - listitem:
              - link /Course 1/
              - list:
                - listitem
                - listitem:
                  - link /Week 2/
                - listitem
            - listitem
        - main:
          - article:
            - paragraph:
              - link /^Course 1. Introduction/
            - heading /Week 2/ [level=1]
            - heading /How to establish a baseline/ [level=2]
            - group
            - heading /What do precision and recall mean/ [level=2]
            - group
          - navigation "Previous and next page":
            - link /Previous Week 1/
            - link /Next Week 3/
        - navigation "On this page":
          - paragraph
          - list:
            - listitem:
              - link "1 How to establish a baseline?"
            - listitem:
              - link "2 What do precision and recall mean?"
        - contentinfo:
          - link "Topics"
          - button "Print the questions only"
          - button "Keyboard shortcuts"
          - link "Back to top"
    """)


@pytest.mark.parametrize("path", KINDS)
def test_headings_leave_no_level_out(browser_page, path):
    browser_page.goto(path)
    levels = browser_page.locator("h1, h2, h3, h4, h5, h6").evaluate_all(
        "headings => headings.map(h => Number(h.tagName[1]))"
    )
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))


def focused(page):
    return page.evaluate("document.activeElement.closest('[id]')?.id ?? ''")


def test_the_first_stop_skips_to_the_content(browser_page):
    browser_page.goto(WEEK)
    browser_page.keyboard.press("Tab")
    expect(browser_page.get_by_role("link", name="Skip to content")).to_be_in_viewport()
    browser_page.keyboard.press("Enter")
    assert focused(browser_page) == "site.main"
    browser_page.keyboard.press("Tab")
    assert browser_page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("drawer", ["site.nav", "site.contents"])
def test_a_drawer_by_keyboard(browser, address, drawer, scripts):
    options = {"base_url": address, "viewport": PHONE, "java_script_enabled": scripts}
    with browser.new_context(**options) as context:
        page = context.new_page()
        page.goto(WEEK)
        inside = page.locator(f"[id='{drawer}']")
        button = page.locator(f"[popovertarget='{drawer}']:not([id='{drawer}'] *)")
        expect(inside).to_be_hidden()
        button.focus()
        page.keyboard.press("Enter")
        expect(inside).to_be_visible()
        expect(inside.get_by_role("button", name="Close")).to_be_focused()
        page.keyboard.press("Escape")
        expect(inside).to_be_hidden()
        expect(button).to_be_focused()


def test_a_drawer_closes_when_the_focus_leaves_it(browser_page):
    browser_page.set_viewport_size(PHONE)
    browser_page.goto(WEEK)
    browser_page.locator("[popovertarget='site.contents']").first.click()
    drawer = browser_page.locator("[id='site.contents']")
    links = drawer.get_by_role("link").count()
    for _ in range(links):
        browser_page.keyboard.press("Tab")
        expect(drawer).to_be_visible()
    browser_page.keyboard.press("Tab")
    expect(drawer).to_be_hidden()


def test_a_link_of_the_contents_closes_their_drawer(browser_page):
    browser_page.set_viewport_size(PHONE)
    browser_page.goto(WEEK)
    browser_page.locator("[popovertarget='site.contents']").first.click()
    browser_page.locator("[id='site.contents']").get_by_role("link", name="precision").click()
    expect(browser_page.locator("[id='site.contents']")).to_be_hidden()
    expect(browser_page.locator(".question").nth(1)).to_be_in_viewport()


def test_the_navigation_does_not_repeat_the_title_above_it(browser_page):
    browser_page.set_viewport_size(DESK)
    browser_page.goto(WEEK)
    links = browser_page.locator("[id='site.nav'] a")
    assert browser_page.locator(".site-title").inner_text() not in links.all_inner_texts()
    assert links.count() > 5


def test_an_open_drawer_becomes_the_column_of_a_wider_window(browser_page):
    browser_page.set_viewport_size(PHONE)
    browser_page.goto(WEEK)
    browser_page.locator("[popovertarget='site.nav']").first.click()
    browser_page.set_viewport_size(DESK)
    drawer = browser_page.locator("[id='site.nav']")
    expect(drawer).to_be_visible()
    assert drawer.evaluate("d => d.matches(':popover-open')") is False


def test_a_table_is_a_stop_only_where_it_scrolls(browser_page):
    browser_page.goto("course-2/week-1/")
    browser_page.evaluate(OPEN_ALL, True)
    frame = browser_page.locator(".table-frame:not(:has(> :is(.pair, .records)))")
    browser_page.set_viewport_size(PHONE)
    frame.scroll_into_view_if_needed()
    expect(frame).to_have_attribute("tabindex", "0")
    expect(frame).to_have_attribute("role", "group")
    expect(frame).to_have_accessible_name(re.compile("^Table: Type, Changed, "))
    browser_page.set_viewport_size({"width": 1600, "height": 800})
    expect(frame).not_to_have_attribute("tabindex", re.compile(""))
    expect(frame).not_to_have_attribute("role", re.compile(""))


def test_with_less_motion_nothing_moves(browser_page):
    browser_page.emulate_media(reduced_motion="reduce")
    browser_page.goto(WEEK)
    moving = browser_page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(e => {
            const { transitionDuration, animationName } = getComputedStyle(e)
            return parseFloat(transitionDuration) > 0 || animationName !== "none"
        }).length"""
    )
    assert moving == 0


def test_with_the_systems_colours_the_current_page_and_the_signs_are_seen(browser_page):
    browser_page.set_viewport_size(DESK)
    browser_page.emulate_media(forced_colors="active")
    browser_page.goto(WEEK)
    current = browser_page.locator("[id='site.nav'] [aria-current]")
    assert current.evaluate("e => getComputedStyle(e).textDecorationLine") == "underline"
    signs = browser_page.locator(".answer > summary, .site-header .theme-button svg:visible")
    drawn = """e => {
        const sign = e.matches("svg") ? getComputedStyle(e).stroke
            : getComputedStyle(e, "::before").borderBlockStartColor
        return sign !== getComputedStyle(document.body).backgroundColor
    }"""
    assert signs.count() == 3
    assert all(sign.evaluate(drawn) for sign in signs.all())
