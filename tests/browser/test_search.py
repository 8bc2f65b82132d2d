"""Search from the box to the marked hit; ``browser_page`` fails on any error."""

import json
import re
import shutil

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from coursenotes.outputs.search_tokens import positioned, terms
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.site]

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
CHEBYSHEV = re.compile("/course-2/week-1/.*#what-measure-is-typically-used")


def search(page, text):
    page.keyboard.press("/")
    page.keyboard.type(text)
    return page.locator(".search-results a")


def is_in_view(mark):
    """True if the middle of a mark is on the screen and uncovered."""
    return mark.evaluate(
        """mark => {
            const { left, top, width, height } = mark.getBoundingClientRect()
            const seen = document.elementFromPoint(left + width / 2, top + height / 2)
            return !!seen && (mark.contains(seen) || seen.contains(mark))
        }"""
    )


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "narrow"])
def page(request, browser_page):
    browser_page.set_viewport_size(request.param)
    return browser_page


def test_nothing_of_the_search_but_its_box_comes_with_a_page(browser_page):
    asked = []
    browser_page.on("request", lambda request: asked.append(request.url))
    browser_page.goto("course-1/week-2/", wait_until="networkidle")
    loaded = [url.rpartition("/")[2] for url in asked if "search" in url]
    assert sorted(loaded) == ["search.js"]


def test_choosing_a_result_opens_the_answer_and_shows_the_hit(page):
    page.goto("")
    results = search(page, "chebyshev")
    expect(results).to_have_count(1)
    expect(results).to_contain_text("What measure is typically used")
    expect(results.locator("mark")).to_have_text(["Chebyshev"])
    results.click()
    page.wait_for_url(CHEBYSHEV)
    hit = page.locator("details.answer[open] mark")
    expect(hit).to_have_text("Chebyshev")
    expect(hit).to_be_in_viewport()
    page.wait_for_load_state("networkidle")
    assert is_in_view(hit)
    assert page.locator("details.answer[open]").count() == 1


def test_a_result_says_in_few_words_where_it_is(page):
    page.goto("")
    expect(search(page, "chebyshev")).to_contain_text("Question 7 · Course 2 · Week 1")
    page.locator(".search input").fill("feature engineering transformation")
    expect(page.locator(".search-results a").first.locator(".search-path")).to_have_text("Course 2")


def test_choosing_a_result_on_the_same_page_opens_its_answer_too(page):
    page.goto("course-2/week-1/")
    for word, shown in (("chebyshev", "Chebyshev"), ("stereotype", "stereotype")):
        search(page, word).click()
        hit = page.locator("details.answer[open] mark")
        expect(hit).to_have_text(shown)
        expect(hit).to_be_in_viewport()
        assert is_in_view(hit)
        expect(page.locator(".search-panel")).to_be_hidden()
    page.go_back()
    page.wait_for_url(CHEBYSHEV)


@pytest.mark.parametrize(
    ("query", "inside", "text"),
    [
        ("anova", "details.answer[open] td", "Anova"),
        ("schema skew tree", "pre", "Schema"),
        ("seasonality", "td", "seasonality"),
        ("mutual information", "p", "mutual"),
    ],
)
def test_hits_in_tables_and_code_are_marked_and_in_view(browser_page, query, inside, text):
    browser_page.goto("")
    search(browser_page, query).first.click()
    hit = browser_page.locator(f"{inside} mark", has_text=text).first
    expect(hit).to_be_in_viewport()


def test_a_formula_is_found_as_it_is_read_and_outlined(browser_page):
    browser_page.goto("")
    result = search(browser_page, "TP/(TP").first
    expect(result).to_contain_text("What do precision and recall mean?")
    expect(result).to_contain_text("TP/(TP + FP)")
    result.click()
    formulas = browser_page.locator("details.answer[open] math.hit")
    expect(formulas).to_have_count(2)
    expect(formulas.first).to_be_in_viewport()
    assert formulas.first.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("chebishev", "What measure is typically used"),
        ("chebyshv", "What measure is typically used"),
        ("chebyyshev", "What measure is typically used"),
        ("chebysehv", "What measure is typically used"),
        ("cheby", "What measure is typically used"),
        ("chbys", "What measure is typically used"),
        ("HLP", "How to establish a baseline?"),
        ("human level performance", "How to establish a baseline?"),
        ("opportunities denials", "What are the examples where ML systems fail"),
        ("lineage provenance", "What is data provenance and data lineage?"),
        ("shift concept", "What is data shift, covariate shift, and concept shift"),
        ("provenance kubernetes", "What is data provenance and data lineage?"),
        ("data labelling", "What are the differences between structured"),
        ("what are the drifting concepts in mlops", "What is data drift and concept drift?"),
        ("F test", "What are supervised feature selection methods"),
    ],
)
def test_the_first_result(browser_page, query, title):
    browser_page.goto("")
    expect(search(browser_page, query).first).to_contain_text(title)


def test_a_week_and_a_heading_are_found(browser_page):
    browser_page.goto("")
    results = search(browser_page, "model monitoring")
    expect(results.first).to_contain_text("Model monitoring")
    results.first.click()
    browser_page.wait_for_url(re.compile("/course-1/week-1/.*#model-monitoring"))
    expect(browser_page.locator("h2 mark, h3 mark")).to_have_text(["Model", "monitoring"])


def test_all_by_keyboard(page):
    page.goto("")
    results = search(page, "drift")
    expect(results.first).to_be_visible()
    expect(page.locator(".search [role=status]")).to_have_text(re.compile(r"^\d+ results$"))
    page.keyboard.press("ArrowDown")
    expect(results.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("s")  # typing goes on in the box
    expect(page.get_by_role("searchbox")).to_have_value("drifts")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/course-2/week-1/\?h=drift#"))


def test_escape_closes_and_gives_the_focus_back(browser_page):
    browser_page.set_viewport_size(WIDE)
    browser_page.goto("course-1/week-2/")
    browser_page.locator("summary").first.focus()
    expect(search(browser_page, "drift").first).to_be_visible()
    browser_page.keyboard.press("Escape")
    expect(browser_page.locator(".search-panel")).to_be_hidden()
    expect(browser_page.locator("summary").first).to_be_focused()
    browser_page.keyboard.press("Control+k")
    expect(browser_page.get_by_role("searchbox")).to_be_focused()
    expect(browser_page.locator(".search-results a").first).to_be_visible()  # as it was left


def test_on_a_phone_the_search_fills_the_screen_and_nothing_else_can_be_reached(browser_page):
    browser_page.set_viewport_size(NARROW)
    browser_page.goto("course-1/week-2/")
    expect(browser_page.get_by_role("searchbox")).to_be_hidden()
    browser_page.get_by_role("button", name="Search").click()
    expect(browser_page.get_by_role("searchbox")).to_be_focused()
    browser_page.keyboard.type("drift")
    expect(browser_page.locator(".search-results a").first).to_be_visible()
    assert browser_page.locator(".search").bounding_box() == {"x": 0, "y": 0, **NARROW}
    expect(browser_page.locator("main, footer")).to_have_count(2)
    expect(browser_page.locator("[inert] main, [inert] footer, footer[inert]")).to_have_count(2)
    browser_page.get_by_role("button", name="Close").click()
    expect(browser_page.get_by_role("searchbox")).to_be_hidden()
    expect(browser_page.get_by_role("button", name="Search")).to_be_focused()
    expect(browser_page.locator("[inert]")).to_have_count(0)


def test_where_nothing_is_found_a_known_word_is_offered(browser_page):
    browser_page.goto("")
    results = search(browser_page, "chebisheff")
    expect(browser_page.locator(".search [role=status]")).to_have_text(
        "Nothing found for “chebisheff”."
    )
    browser_page.get_by_role("button", name="Did you mean “chebyshev”?").click()
    expect(results).to_have_count(1)
    expect(browser_page.get_by_role("searchbox")).to_be_focused()


def test_where_nothing_is_like_it_the_topics_are_offered(browser_page):
    browser_page.goto("course-1/")
    search(browser_page, "kubernetes")
    browser_page.locator(".search").get_by_role("link", name="Topics").click()
    browser_page.wait_for_url("**/topics/")


@pytest.mark.parametrize("query", ["data drift", "chebisheff"])
def test_axe_finds_nothing_in_the_open_search(page, query):
    page.goto("course-1/week-2/")
    search(page, query)
    expect(page.locator(".search [role=status]")).not_to_be_empty()
    page.evaluate(AXE_SCRIPT)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate("async () => (await axe.run()).violations.map(one => one.id)")
        assert found == []


def test_many_results_come_in_pieces(browser_page):
    browser_page.goto("")
    results = search(browser_page, "the")
    expect(results).to_have_count(10)
    browser_page.get_by_role("button", name="Show more results").click()
    expect(results.nth(10)).to_be_focused()


def test_what_is_typed_is_shown_as_text(browser_page):
    browser_page.goto("")
    search(browser_page, "<img src=qq onerror=window.ran=!0>zzz")
    expect(browser_page.locator(".search [role=status]")).to_contain_text(
        "<img src=qq onerror=window.ran=!0>"
    )
    browser_page.goto("course-1/?h=<img+src=x+onerror=window.ran=1>#%")
    browser_page.wait_for_timeout(300)
    assert browser_page.evaluate("window.ran") is None


def give(page, places, words):
    """Replace the site's search index with these places ([title, text]) and lines of words."""
    count = len(places)
    pieces = {
        "index": {
            "kinds": "0" * count,
            "depths": "0" * count,
            "lengths": "3" * count,
            "words": [words[0].partition(" ")[0]],
            "endings": [],
            "texts": [0],
        },
        "words/0": "\n".join(words),
        "texts/0": {"places": [[t, f"{t}/", text] for t, text in places], "above": []},
    }
    page.route(
        "**/search/index.js",
        lambda route: route.fulfill(body=f"globalThis.notesSearchPieces={json.dumps(pieces)}"),
    )


OF_OBJECTS = [
    "constructor",
    "__proto__",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "__defineGetter__",
]


@pytest.mark.parametrize("query", [*OF_OBJECTS, "$&", "$1 $` $' $$", " ".join(OF_OBJECTS)])
def test_words_and_signs_that_scripts_know_are_a_query_like_others(browser_page, query):
    give(browser_page, [["Zebra", ""]], ["zzz 0!"])
    browser_page.goto("course-1/")
    search(browser_page, query)
    expect(browser_page.locator(".search [role=status]")).to_contain_text(query)


@pytest.mark.parametrize("name", OF_OBJECTS)
def test_words_that_scripts_know_are_found_in_titles_texts_and_acronyms(browser_page, name):
    title = f"What is {name}?"
    words = {word: "1!" for word in terms(name)}
    for word, at in positioned(title):
        words[word] = "0" + "ABCDEFGHIJ"[at] + words.get(word, "")
    words[name.strip("_").lower()] += " other_name"
    lines = [f"{word} {rest}" for word, rest in sorted(words.items())]
    give(browser_page, [[title, "$&"], ["Other", f"It is {name}."]], lines)
    browser_page.goto("course-1/")
    results = search(browser_page, name)
    expect(results).to_have_count(2)
    expect(results.first.locator(".search-title")).to_have_text(f"What is {name}?")


def test_a_suggestion_is_shown_as_it_is(browser_page):
    """A suggestion comes from the notes, which may contain special strings of JavaScript."""
    give(browser_page, [["Page", "The constructor"]], ["constructor 0!"])
    browser_page.goto("course-1/")
    search(browser_page, "constuktr")
    expect(browser_page.locator(".search-suggestion")).to_contain_text("constructor")


def test_titles_and_texts_of_the_notes_are_shown_as_text(browser_page):
    hostile = "<img src=x onerror=window.ran=1> zzz"
    give(browser_page, [[hostile, hostile]], ["img 0!", "zzz 0!"])
    browser_page.goto("course-1/")
    result = search(browser_page, "zzz img")
    expect(result.locator(".search-title")).to_have_text(hostile)
    expect(result.locator(".search-text")).to_have_text(hostile)
    assert browser_page.evaluate("window.ran") is None


def test_the_search_works_where_the_site_is_opened_as_files(browser, site, tmp_path):
    copy = shutil.copytree(site, tmp_path / "a folder")
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((copy / "course-1" / "week-2" / "index.html").as_uri())
        search(page, "chebyshev").click()
        page.wait_for_url(re.compile("/course-2/week-1/index.html.*#what-measure"))
        expect(page.locator("details.answer[open] mark")).to_have_text("Chebyshev")


def test_without_scripts_there_is_no_box(browser, address):
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("")
        expect(page.locator(".search, .search-button")).to_have_count(2)
        for part in page.locator(".search, .search-button").all():
            expect(part).to_be_hidden()


def test_where_the_index_cannot_be_had_the_reader_is_told_and_may_try_again(browser_page, wrong):
    browser_page.route("**/search/index.js", lambda route: route.abort())
    browser_page.goto("")
    search(browser_page, "drift")
    expect(browser_page.locator(".search [role=status]")).to_contain_text("could not be loaded")
    browser_page.unroute("**/search/index.js")
    browser_page.keyboard.press("Escape")
    expect(search(browser_page, "drift").first).to_be_visible()
    wrong.clear()
