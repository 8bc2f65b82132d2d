"""The site has every text of its notes, in order, and nothing of their scaffolding.

The notes are a frozen copy, ``tests/project/notes``. What GitHub shows is the measure: cmark-gfm's HTML of the notes.
"""

import itertools
import re
from html.parser import HTMLParser

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

pytestmark = pytest.mark.site

WEEKS = {
    "course-1/week-1": "Week 1: Overview of the ML Lifecycle and Deployment",
    "course-1/week-2": "Week 2: Select and Train a Model",
    "course-1/week-3": "Week 3: Data Labeling",
    "course-2/week-1": "Week 1: Collecting, Labeling and Validating Data",
    "course-2/week-2": "Week 2: Feature Engineering, Transformation and Selection",
}
COURSES = {
    "course-1": "Course 1: Introduction to ML Life Cycle and Deployment",
    "course-2": "Course 2: Machine Learning Data Lifecycle in Production",
}
HOME = "MLOps-specialization-coursera"
PAGES = ["", "course-1", *list(WEEKS)[:3], "course-2", *list(WEEKS)[3:]]  # as in the notes
QUESTIONS = {"course-1/week-2": 2, "course-1/week-3": 2, "course-2/week-1": 7, "course-2/week-2": 3}

BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "ul", "ol", "pre", "table", "tr", "td"}
BLOCKS |= {"th", "blockquote", "details", "summary", "div", "section", "article", "nav", "label"}
VOID = {"br", "hr", "img", "input", "meta", "link", "wbr", "col", "source"}
CELLS = {"td", "th"}
UNSEEN = {"script", "style", "template", "svg", "title", "head", "semantics"}


class Blocks(HTMLParser):
    """The visible text of ``html``, a string per block, ``| `` before a cell's.

    A formula counts as its TeX between dollars. Elements of ``without`` (``tag.class``) are left
    out, and with ``inside`` everything that is not in such an element.
    """

    def __init__(self, html, inside="", without=()):
        super().__init__()
        self.found, self.text, self.stack = [], "", []
        self.inside, self.without = inside, set(without)
        self.feed(html)
        self.close()
        self.flush()

    def names(self, tag, attributes):
        classes = (dict(attributes).get("class") or "").split()
        return {tag, *(f"{tag}.{name}" for name in classes)}

    def handle_starttag(self, tag, attributes):
        if tag in BLOCKS:
            self.flush()
        if tag == "br":
            self.text += " "
        if tag not in VOID:
            self.stack.append(self.names(tag, attributes))

    def handle_endtag(self, tag):
        if tag in BLOCKS:
            self.flush(cell=tag in CELLS)
        if any(tag in names for names in self.stack):
            while tag not in self.stack.pop():
                pass

    def handle_data(self, data):
        around = set().union(*self.stack)
        if "annotation" in around:
            self.text += f"${data}$"
        elif self.shown(around) and not around & UNSEEN:
            self.text += data

    def shown(self, around):
        return not around & self.without and (not self.inside or self.inside in around)

    def flush(self, cell=False):
        text = " ".join(self.text.split())
        if cell and self.shown(set().union(*self.stack)):
            self.found.append(f"| {text}")
        elif text:
            self.found.append(text)
        self.text = ""


class Elements(HTMLParser):
    """The start tags of ``html``, with their attributes and the text up to the next tag."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes), ""))

    def handle_data(self, data):
        if self.found:
            tag, attributes, text = self.found[-1]
            self.found[-1] = (tag, attributes, text + data)


def html_of(site, page):
    return (site / page / "index.html").read_text("utf-8")


def article(site, page):
    found = re.search(r"<article.*?</article>", html_of(site, page), re.DOTALL)
    assert found, page
    return found[0]


@pytest.fixture(scope="session")
def pages(site):
    """The article of each page, in the order of the notes."""
    return {page: article(site, page) for page in PAGES}


@pytest.fixture(scope="session")
def elements(pages):
    return {page: Elements(html).found for page, html in pages.items()}


def with_class(elements, name):
    return [e for e in elements if name in (e[1].get("class") or "").split()]


@pytest.fixture(scope="session")
def expected(project):
    """Return the blocks of the notes without scaffolding, as GitHub parses them."""
    text = (project / "notes" / "mlops.md").read_text("utf-8")
    text = re.sub(r"^## Table of Contents.*?(?=^## )", "", text, flags=re.M | re.DOTALL)
    text = re.sub(r"^<summary>.*?</summary>$", "", text, flags=re.M | re.DOTALL)
    text = re.sub(r"^\[⬆️ Back to Top\].*$|^(\|\s*)+$", "", text, flags=re.M)
    html = cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE)
    return Blocks(html).found


def test_every_text_is_there_and_in_order(pages, expected):
    without = ("a.headerlink", "p.kicker", "div.parts", "a.begin", "div.tools", "summary")
    assert [t for html in pages.values() for t in Blocks(html, without=without).found] == expected


def test_the_measure_itself_holds_the_notes(expected):
    """Otherwise two empty lists would agree."""
    assert len(expected) > 150
    for text in (HOME, *COURSES.values(), *WEEKS.values(), "What is feature cross?"):
        assert text in expected
    assert "Chebyshev distance (L-infinity)" in expected
    assert "| Feature importance" in expected
    assert r"| $\frac{TP}{TP + FP}$" in expected
    assert (
        expected[-1] == "Pearson, Kendall Tau Rank, Spearman F-test, mutual information, Chi square"
    )


def test_there_is_a_page_for_home_each_course_and_each_week(site):
    found = {p.parent.relative_to(site).as_posix() for p in site.rglob("index.html")}
    assert found == {".", *COURSES, *WEEKS, "topics"}


def test_each_page_has_its_title(pages):
    titles = {"": HOME, **COURSES, **WEEKS}
    for page, html in pages.items():
        assert Blocks(html, inside="h1", without=["a.headerlink"]).found[0] == titles[page]


def test_each_question_is_followed_by_its_closed_answer(elements):
    counted = {}
    for page, found in elements.items():
        blocks = [e for e in found if e[0] in BLOCKS]
        for (tag, attributes, text), following in itertools.pairwise(blocks):
            if "question" in (attributes.get("class") or "").split():
                counted[page] = counted.get(page, 0) + 1
                assert re.fullmatch("h[2-6]", tag) and attributes["id"], text
                assert text.strip().endswith(("?", "？"))
                assert following[:2] == ("details", {"class": "answer"}), text
    assert counted == QUESTIONS
    assert sum(len(with_class(found, "answer")) for found in elements.values()) == 14


def test_no_answer_is_boxed_twice(pages):
    for html in pages.values():
        for answer in re.findall(r'<details class="answer">.*?</details>', html, re.DOTALL):
            assert answer.count("<details") == 1
            assert "<blockquote" not in answer


def test_questions_have_readable_addresses(elements):
    anchors = [e[1]["id"] for page in PAGES for e in with_class(elements[page], "question")]
    assert "what-do-precision-and-recall-mean" in anchors
    assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", anchor) for anchor in anchors)
    assert max(map(len, anchors)) <= 64


@pytest.mark.parametrize(("tag", "times"), [("table", 9), ("math", 2), ("pre", 1)])
def test_nothing_of_a_kind_is_lost(elements, tag, times):
    assert sum(e[0] == tag for found in elements.values() for e in found) == times


def test_formulas_are_fractions(pages):
    assert pages["course-1/week-2"].count("<mfrac") == 2


def test_the_data_issues_tree_is_not_in_an_answer(pages):
    shown = Blocks(pages["course-2/week-1"], without=["details.answer"]).found
    assert any(text.startswith("Data issues ├── Drift") for text in shown)


def test_the_last_words_belong_to_the_last_answer(pages):
    inside = Blocks(pages["course-2/week-2"], inside="details.answer", without=["a.headerlink"]).found
    assert inside[-1].startswith("Pearson, Kendall Tau Rank, Spearman")


@pytest.mark.parametrize("label", ["Degree of automation", "Model monitoring"])
def test_a_bold_label_is_a_heading(elements, label):
    found = [e for e in elements["course-1/week-1"] if e[2] == label]
    assert [re.fullmatch("h[2-6]", tag) is not None for tag, _, _ in found] == [True]


@pytest.mark.parametrize(
    "scrap", ["$", "|--", "| --", "**", "answewr", "Back to Top", "///", "\\("]
)
def test_no_scaffolding_is_visible(site, scrap):
    for page in PAGES:
        shown = [t for t in Blocks(html_of(site, page)).found if not re.search(r"\$\\frac", t)]
        assert not [text for text in shown if scrap in text.removeprefix("| ")], page


def links(site, page, start, end):
    """The links of a part of a page: their address and text."""
    html = html_of(site, page)
    part = re.search(f"{start}.*?{end}", html, re.DOTALL)
    assert part, f"{page}: no {start}"
    found = re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', part[0], re.DOTALL)
    return [(href, " ".join(re.sub("<[^>]*>", "", text).split())) for href, text in found]


def test_courses_and_weeks_are_on_the_left_in_order(site):
    found = links(site, "course-1/week-2", '<nav class="site-nav', "</nav>")
    texts = [text for href, text in found if text and not href.startswith("#")]
    titles = [COURSES["course-1"], *list(WEEKS.values())[:3]]
    titles += [COURSES["course-2"], *list(WEEKS.values())[3:]]
    assert [text for text in texts if text in titles] == titles


def test_the_questions_of_a_page_are_on_the_right(site, elements):
    for page in QUESTIONS:
        found = links(site, page, '<nav class="contents', "</nav>")
        questions = with_class(elements[page], "question")
        wanted = [
            (f"#{attributes['id']}", f"{attributes['data-number']} {text.strip()}")
            for _, attributes, text in questions
        ]
        assert [link for link in found if link in wanted] == wanted


def test_the_weeks_before_and_after_are_below(site):
    html = html_of(site, "course-1/week-2")
    found = re.findall(r'<a rel="(prev|next)" href="([^"]*)"', html)
    assert found == [("prev", "../week-1/"), ("next", "../week-3/")]


@pytest.mark.parametrize(("page", "weeks"), [("", WEEKS), ("course-1", list(WEEKS)[:3])])
def test_weeks_are_listed_with_their_number_of_questions(pages, page, weeks):
    cards = " ".join(Blocks(pages[page], inside="div.parts", without=["a.headerlink"]).found)
    for week in weeks:
        count = f"{QUESTIONS[week]} questions" if week in QUESTIONS else ""
        assert re.search(rf"{re.escape(WEEKS[week])}\W*{count}", cards), cards


def test_home_has_a_part_for_each_course(pages):
    parts = Blocks(pages[""], inside="section.part", without=["a.headerlink"]).found
    wanted = {"4 questions": "course-1", "10 questions": "course-2"}
    for count, course in wanted.items():
        assert parts[parts.index(count) - 1] == COURSES[course]


def test_without_a_repository_nothing_can_be_edited(site):
    for page in PAGES:
        assert 'rel="edit"' not in html_of(site, page)
        assert "github" not in html_of(site, page).lower()


def test_with_a_repository_a_page_is_edited_at_its_line(project, built, tmp_path):
    lines = (project / "notes" / "mlops.md").read_text("utf-8").splitlines()
    address = "https://github.com/someone/notes"
    site = built(tmp_path, REPO_URL=address, EDIT_BRANCH="trunk")
    titles = {"": HOME, **COURSES, **WEEKS}
    for page, title in titles.items():
        found = re.findall(r'<a href="([^"]*)"[^>]*rel="edit"', html_of(site, page))
        assert len(found) == 1, page
        place, _, line = found[0].partition("?plain=1#L")
        assert place == f"{address}/blob/trunk/notes/mlops.md"
        assert lines[int(line) - 1].strip("# ") == title
