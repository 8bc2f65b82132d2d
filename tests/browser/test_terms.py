"""A term that the notes explain elsewhere shows its meaning, and links to its place."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

NOTES = """# T

## Week 1: One

**Concept drift**: the mapping between input and output changes over time.

## Week 2: Two

Watch for concept drift in production, and for other concept drift.

> [!NOTE]
> No concept drift here.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory, project, run_python):
    folder = tmp_path_factory.mktemp("terms")
    (folder / "notes.md").write_text(NOTES, "utf-8")
    script = project / "scripts" / "build.py"
    built = run_python(script, "--notes", folder / "notes.md", "--out", folder)
    assert built.returncode == 0, built.stderr
    return (folder / "site").as_uri()


@pytest.fixture
def opened(browser, site):
    contexts = []

    def go(**settings):
        contexts.append(context := browser.new_context(**settings))
        page = context.new_page()
        page.goto(f"{site}/week-2/index.html")
        return page, page.locator("main a.term"), page.locator(".gloss")

    yield go
    for context in contexts:
        context.close()


def test_only_the_first_use_is_a_link(opened):
    _, terms, _ = opened()
    expect(terms).to_have_text(["concept drift"])


def test_the_meaning_shows_under_the_pointer(opened):
    page, term, gloss = opened()
    expect(gloss).to_be_hidden()
    term.hover()
    expect(gloss).to_be_visible()
    expect(gloss).to_contain_text("the mapping between input and output changes")
    page.mouse.move(0, 0)
    expect(gloss).to_be_hidden()


def test_the_meaning_shows_at_the_focus_until_escape(opened):
    page, term, gloss = opened()
    while not term.evaluate("term => term === document.activeElement"):
        page.keyboard.press("Tab")
    expect(gloss).to_be_visible()
    assert term.get_attribute("aria-describedby") == gloss.get_attribute("id")
    page.keyboard.press("Escape")
    expect(gloss).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/week-1/index.html#concept-drift$"))


def test_a_tap_shows_the_meaning_and_the_way_to_its_place(opened):
    page, term, gloss = opened(has_touch=True, viewport={"width": 360, "height": 740})
    term.tap()
    expect(gloss).to_be_visible()
    assert page.url.endswith("/week-2/index.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    gloss.get_by_role("link").tap()
    page.wait_for_url(re.compile("/week-1/index.html#concept-drift$"))


def test_without_scripts_a_term_is_a_link(opened):
    _, term, gloss = opened(java_script_enabled=False)
    expect(gloss).to_be_hidden()
    expect(term).to_have_attribute("href", "../week-1/#concept-drift")
