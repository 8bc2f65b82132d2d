"""Open, remember, link, print and reach answers by key, in a browser, from files."""

import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

NOTES = """\
# Trial

## Part 1: One

Prose with a footnote[^1], and [a link](#deep).

**Which are fruits?**

- [x] apple
- [ ] chair

**What is inside?**

> Shallow <a name="deep"></a>words.
>
> <details><summary>More</summary>
>
> Nested <a name="deeper"></a>words.
>
> </details>

**What does a footnote do?**

> It refers[^2], and so does [this](#deep).

#### Q: What has no answer?

#### Q: What has none either?

[^1]: In the prose.
[^2]: In the answer.

## Part 2: Two

**Is there another page?**

> Yes.

## Part 3: Three

Nothing is asked here.
"""
ANSWERS = 3
FRUITS = "#which-are-fruits"
INSIDE = "#what-is-inside"


@pytest.fixture(scope="module")
def made(project, run_python, tmp_path_factory):
    """Build the notes above in a language; return the site's folder."""

    def make(language):
        folder = Path(shutil.copytree(project, tmp_path_factory.mktemp(language) / "checkout"))
        (folder / "notes" / "mlops.md").write_text(NOTES, "utf-8")
        settings = (folder / "mkdocs.yml").read_text("utf-8")
        assert "font: false" in settings
        settings = settings.replace("font: false", f"font: false\n  language: {language}")
        settings = settings.replace("SITE_URL", "NO_SITE_URL")
        settings = settings.replace("# page_levels: h2 > h3", "page_levels: h2")
        (folder / "mkdocs.yml").write_text(settings, "utf-8")
        arguments = ("-m", "mkdocs", "build", "--strict")
        done = run_python(*arguments, cwd=folder, PYTHONPATH=str(folder / "scripts"))
        assert done.returncode == 0, done.stderr
        return folder / "site"

    return make


@pytest.fixture(scope="module")
def english(made, serve):
    # Served: pages of a folder each have a process, and Chromium's private windows sometimes read
    # their storage there before the page before has written it.
    with serve(made("en")) as address:
        yield address


@pytest.fixture
def opened(browser, english):
    """Open a page, without scripts if ``scripts`` is false; script errors fail the test."""
    contexts, wrong = [], []

    def go(path, **settings):
        contexts.append(context := browser.new_context(service_workers="block", **settings))
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(english + path)
        return page

    yield go
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def page(opened):
    return opened("part-1/index.html")


def answer(page, question):
    return page.locator(f".qa:has(> {question}) > .answer")


def shown(page):
    """Return the visible answers."""
    return page.locator(".answer > summary + *").filter(visible=True)


def control(page, question):
    return answer(page, question).locator("> summary")


# --- All answers of a page ------------------------------------------------------------------------


def all_answers(page):
    return page.get_by_role("switch", name="Open all")


def test_all_answers_are_shown_and_hidden(page):
    expect(shown(page)).to_have_count(0)
    all_answers(page).click()
    expect(shown(page)).to_have_count(ANSWERS)
    all_answers(page).click()
    expect(shown(page)).to_have_count(0)


def test_the_choice_is_remembered_on_other_pages(page, english):
    page.keyboard.press("a")
    for path in ("part-2/index.html", "part-1/index.html"):
        page.goto(english + path)
        expect(all_answers(page)).to_be_checked()
        expect(page.locator(".answer:not([open])")).to_have_count(0)
    control(page, FRUITS).click()
    expect(answer(page, FRUITS).locator("p")).to_be_hidden()
    page.keyboard.press("a")
    page.reload()
    expect(all_answers(page)).not_to_be_checked()
    expect(shown(page)).to_have_count(0)


def test_the_choice_holds_on_a_page_to_which_one_goes_back(page, english):
    page.goto(f"{english}part-2/index.html")
    page.keyboard.press("a")
    page.go_back()
    expect(shown(page)).to_have_count(ANSWERS)


SHIFTS = """
    window.shifts = 0
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) window.shifts += entry.value
    }).observe({type: "layout-shift", buffered: true})
"""


@pytest.mark.parametrize(
    "path",
    ["part-1/index.html", f"part-1/index.html{INSIDE}", "part-1/index.html#user-content-deeper"],
)
@pytest.mark.parametrize("choice", ["", "all"])
def test_nothing_moves_when_a_page_opens(page, english, path, choice):
    page.evaluate("choice => localStorage.setItem('answers', choice)", choice)
    page.add_init_script(SHIFTS)
    # The scripts come late, as over a slow line.
    page.route("**/*.js", lambda route: (page.wait_for_timeout(150), route.continue_()))
    page.goto("about:blank")
    page.goto(english + path, wait_until="load")
    page.wait_for_timeout(300)
    # The text's font takes the place of one as wide, to a hair; an answer would move whole lines.
    assert page.evaluate("window.shifts") < 0.02


def test_without_storage_the_choice_holds_for_the_page(page):
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})"
    )
    page.reload()
    page.keyboard.press("a")
    expect(shown(page)).to_have_count(ANSWERS)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_there_is_no_switch_where_nothing_is_asked(opened):
    expect(opened("part-3/index.html").locator(".tools")).to_have_count(0)


def test_content_that_is_replaced_works_as_well(page):
    page.evaluate("document.body.replaceWith(document.body.cloneNode(true))")
    all_answers(page).click()
    expect(shown(page)).to_have_count(ANSWERS)
    page.keyboard.press("j")
    expect(control(page, FRUITS)).to_be_focused()


# --- Addresses ------------------------------------------------------------------------------------

PLACES = {
    FRUITS: ".answer p",
    INSIDE: ".answer p",
    "[name=user-content-deep]": ".answer p",
    "[name=user-content-deeper]": ".answer details p",
    "[id='fnref:2']": ".answer p",
}


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("place", PLACES)
def test_an_address_shows_the_answer_it_is_about(opened, place, scripts):
    hash = re.sub(r"\[\w+='?|'?\]", "", f"#{place.removeprefix('#')}")
    page = opened(f"part-1/index.html{hash}", java_script_enabled=scripts)
    expect(page.locator(f".qa:has({place}) {PLACES[place]}").first).to_be_visible()
    expect(page.locator(place)).to_be_in_viewport()
    expect(shown(page)).to_have_count(1)


def test_links_within_the_page_open_answers_each_time(page):
    page.get_by_role("link", name="a link").click()
    expect(page.get_by_text("Shallow")).to_be_visible()
    expect(page.locator("[name=user-content-deep]")).to_be_in_viewport()
    control(page, INSIDE).click()
    expect(page.get_by_text("Shallow")).to_be_hidden()
    page.get_by_role("link", name="a link").click()
    expect(page.get_by_text("Shallow")).to_be_visible()


def test_a_footnotes_way_back_opens_the_answer(page):
    page.locator(".footnotes [href='#fnref:2']").click()
    expect(page.get_by_text("It refers")).to_be_visible()
    expect(page.locator("[id='fnref:2']")).to_be_in_viewport()


def test_back_and_forward_open_answers(page):
    for place in (FRUITS, INSIDE):
        page.evaluate("place => { location.hash = place }", place)
        expect(answer(page, place)).to_have_attribute("open", "")
    page.evaluate("for (const box of document.querySelectorAll('.answer')) box.open = false")
    page.go_back()
    expect(answer(page, FRUITS)).to_have_attribute("open", "")
    page.go_forward()
    expect(answer(page, INSIDE)).to_have_attribute("open", "")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_passage_that_is_looked_for_is_shown(opened, english, scripts):
    """A text fragment is found by the browser as find-in-page is."""
    page = opened("part-3/index.html", java_script_enabled=scripts)
    page.goto(f"{english}part-1/index.html#:~:text=Nested%20words")
    expect(page.get_by_text("Nested")).to_be_visible()
    expect(page.get_by_text("Nested")).to_be_in_viewport()


@pytest.mark.parametrize("hash", ["#nowhere", "#%", "#%E0%A4%A", "#", "#what-has-no-answer"])
def test_an_address_of_nothing_opens_nothing(opened, hash):
    expect(shown(opened(f"part-1/index.html{hash}"))).to_have_count(0)


# --- Names and links of questions -----------------------------------------------------------------


def names(page, role):
    """Return the accessible names of the elements with a role, as Chromium computes them."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [n["name"]["value"] for n in nodes if n.get("role", {}).get("value") == role]


@pytest.mark.parametrize("scripts", [True, False])
def test_controls_and_links_are_named_after_their_questions(opened, scripts):
    page = opened("part-1/index.html", java_script_enabled=scripts)
    questions = ["Which are fruits?", "What is inside?", "What does a footnote do?"]
    assert names(page, "DisclosureTriangle")[:3] == [f"Answer {text}" for text in questions]
    assert {*questions, "Q: What has no answer?"} <= set(names(page, "heading"))
    page.locator("details").evaluate_all("boxes => boxes.forEach(box => (box.open = true))")
    assert names(page, "link").count("Link to this question") == 5


def link(page, question):
    return page.locator(f".qa:has(> {question}) .question-link")


def test_a_questions_link_is_copied_and_says_so(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    status = page.locator(".tools [role=status]")
    expect(status).to_have_text("")
    control(page, INSIDE).click()
    address = page.url + INSIDE
    link(page, INSIDE).focus()
    page.keyboard.press("Enter")
    expect(status).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == address
    expect(link(page, INSIDE)).to_be_focused()
    expect(status).to_have_text("")


@pytest.mark.parametrize("settings", [{"java_script_enabled": False}, {}])
def test_where_nothing_can_be_copied_it_is_a_link(opened, settings):
    page = opened("part-1/index.html", **settings)
    if not settings:
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    control(page, INSIDE).click()
    link(page, INSIDE).click()
    assert page.url.endswith(INSIDE)
    expect(page.get_by_text("Shallow")).to_be_visible()


def test_a_link_that_may_not_be_copied_is_followed(page):
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(Error('no')) }")
    control(page, INSIDE).click()
    link(page, INSIDE).click()
    expect(page.get_by_text("Shallow")).to_be_visible()
    assert page.url.endswith(INSIDE)


def test_without_scripts_there_is_nothing_that_needs_them(opened):
    page = opened("part-1/index.html", java_script_enabled=False)
    for name in (".needs-answers", ".show-keys", ".theme-button", ".search", ".search-button"):
        expect(page.locator(name).filter(visible=True)).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)
    control(page, FRUITS).click()
    expect(shown(page)).to_have_count(1)


# --- Print ----------------------------------------------------------------------------------------


def on_paper(page):
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("scripts", [True, False])
def test_on_paper_all_answers_show_and_the_frame_of_the_site_does_not(opened, scripts):
    page = on_paper(opened("part-1/index.html", java_script_enabled=scripts))
    expect(shown(page)).to_have_count(ANSWERS)
    expect(page.get_by_text("Nested")).to_be_visible()
    for part in ("header", "nav", "footer", ".tools", ".question-link", ".headerlink"):
        expect(page.locator(part).filter(visible=True)).to_have_count(0)
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"


def test_only_the_questions_are_printed_when_one_asks_for_it(page):
    page.evaluate("window.print = () => { window.asked = true }")
    page.get_by_role("button", name="Print the questions only").click()
    assert page.evaluate("window.asked")
    expect(on_paper(page).locator(".answer").filter(visible=True)).to_have_count(0)
    expect(page.locator(".question").filter(visible=True)).to_have_count(5)
    expect(page.get_by_text("chair")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(shown(page)).to_have_count(ANSWERS)


# --- Keys -----------------------------------------------------------------------------------------


def test_keys_go_from_question_to_question(page):
    page.set_viewport_size({"width": 1000, "height": 400})
    visited = []
    for key in "jjjjjjk":
        page.keyboard.press(key)
        visited.append(
            page.evaluate("document.activeElement.closest('.qa').querySelector('.question').id")
        )
        header = page.locator("header").bounding_box()
        box = page.locator(f"#{visited[-1]}").bounding_box()
        assert header["height"] <= box["y"] < 400
    assert visited[:3] == ["which-are-fruits", "what-is-inside", "what-does-a-footnote-do"]
    assert visited[4] == visited[5] != visited[3] == visited[6]
    for _ in range(3):
        page.keyboard.press("k")
    expect(control(page, FRUITS)).to_be_focused()


def test_keys_go_on_from_where_one_reads(page, english):
    page.set_viewport_size({"width": 1000, "height": 400})
    for key, question in (("k", FRUITS), ("j", "#what-does-a-footnote-do")):
        page.goto("about:blank")
        page.goto(f"{english}part-1/index.html{INSIDE}")
        # Reading begins when the fonts have loaded and the address's target is in view.
        page.evaluate("document.fonts.ready.then(() => true)")
        page.wait_for_function(
            "id => Math.abs(document.querySelector(id).getBoundingClientRect().top) < 120",
            arg=INSIDE,
        )
        page.keyboard.press(key)
        expect(control(page, question)).to_be_focused()


def test_a_key_opens_and_closes_the_answer_of_a_question(page):
    page.keyboard.press("o")
    expect(control(page, FRUITS)).to_be_focused()
    expect(shown(page)).to_have_count(1)
    page.keyboard.press("o")
    expect(shown(page)).to_have_count(0)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Shallow")).to_be_visible()


def test_keys_of_another_script_stand_for_the_letters_of_their_places(page):
    page.evaluate(
        "dispatchEvent(new KeyboardEvent('keydown', {key: 'о', code: 'KeyJ', bubbles: true}))"
    )
    expect(control(page, FRUITS)).to_be_focused()


def test_the_focus_does_not_stay_in_an_answer_that_closes(page):
    page.keyboard.press("a")
    page.get_by_role("link", name="this", exact=True).focus()
    page.keyboard.press("a")
    expect(control(page, "#what-does-a-footnote-do")).to_be_focused()


def test_keys_leave_typing_and_the_browsers_own_alone(page):
    page.evaluate("document.querySelector('article').prepend(document.createElement('input'))")
    page.locator("article > input").focus()
    page.keyboard.type("jao?")
    expect(page.locator("article > input")).to_have_value("jao?")
    page.locator("article > input").blur()
    for keys in ("Control+a", "Alt+j", "Meta+o"):
        page.keyboard.press(keys)
    expect(shown(page)).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_list_of_keys_opens_closes_and_gives_the_focus_back(page):
    page.keyboard.press("j")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(keys.locator("kbd")).to_have_text(["j", "k", "o", "a", "/", "?"])
    page.keyboard.press("a")  # is nothing there
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    expect(control(page, FRUITS)).to_be_focused()
    expect(shown(page)).to_have_count(0)
    page.get_by_role("button", name="Keyboard shortcuts").click()
    keys.get_by_role("button", name="Close").click()
    expect(keys).to_be_hidden()
    expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_focused()
    page.keyboard.press("?")
    page.mouse.click(5, 5)
    expect(keys).to_be_hidden()


def test_keys_can_be_turned_off_for_good(page, english):
    page.keyboard.press("?")
    page.get_by_role("switch", name="Use these keys").click()
    page.keyboard.press("Escape")
    page.evaluate("document.addEventListener('keydown', event => { window.heard = event.key })")
    for _ in range(2):
        for key in "ja?/":
            page.keyboard.press(key)
        expect(shown(page)).to_have_count(0)
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert page.evaluate("window.heard") is None  # nor does another script hear them
        page.goto(f"{english}part-2/index.html")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Keyboard shortcuts").click()
    page.get_by_role("switch", name="Use these keys").click()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(shown(page)).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_bar_and_the_list_of_keys(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.keyboard.press("a")
    expect(shown(page)).to_have_count(ANSWERS)
    for context in (".tools", f".qa:has({INSIDE})"):
        assert Axe().run(page, context).response["violations"] == []
    page.keyboard.press("?")
    page.wait_for_timeout(300)
    assert Axe().run(page, ".keys").response["violations"] == []


# --- Words ----------------------------------------------------------------------------------------


def test_every_word_is_in_the_language_of_the_notes(made, browser):
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{made('de').as_uri()}/part-1/index.html")
        assert names(page, "DisclosureTriangle")[0] == "Antwort Which are fruits?"
        expect(page.get_by_role("switch", name="Alle öffnen")).to_be_visible()
        expect(page.get_by_role("button", name="Nur die Fragen drucken")).to_be_visible()
        control(page, FRUITS).click()
        link(page, FRUITS).click()
        expect(page.locator(".tools [role=status]")).to_have_text("Link kopiert")
        expect(link(page, FRUITS)).to_have_attribute("title", "Link zu dieser Frage kopieren")
        page.keyboard.press("?")
        expect(page.get_by_role("dialog", name="Tastenkürzel")).to_contain_text("Nächste Frage")
        expect(page.get_by_role("switch", name="Diese Tasten verwenden")).to_be_checked()
