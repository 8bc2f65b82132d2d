"""Links lead where they do on GitHub; dead ones are reported and become text."""

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.model import NotesFile, NotesFolder, Severity, Target
from coursenotes.plan.copies import Surroundings
from coursenotes.reading import read_folder
from pages import html_of, html_of_site

NOTES = """# T

## Course 1

### Week 1

[to 2](#week-2) [again](#week-1-1) [dead](#week-33) <a name="spot"></a>

### Week 2

[spot](#spot) ![pic](img/a.png) ![gone](b.png) [data](data.csv) [far](https://e.org)

## Course 2

### Week 1

[up](#course-1)
"""


def pages(around=None):
    plan = plan_site(read_notes(NOTES, "n.md"), around)
    return html_of_site(plan), plan


def test_links_inside_the_notes_lead_to_pages_and_anchors():
    text, _ = pages()
    assert '<a href="../week-2/">to 2</a>' in text["course-1/week-1.md"]
    assert '<a href="../../course-2/week-1/">again</a>' in text["course-1/week-1.md"]
    assert '<a href="../week-1/#user-content-spot">spot</a>' in text["course-1/week-2.md"]
    assert '<a href="../../course-1/">up</a>' in text["course-2/week-1.md"]


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("#week-1", "week-1/"),
        ("#Week-1", "week-1/"),
        ("#user-content-week-1", "week-1/"),
        ("n.md#week-1", "week-1/"),
        ("./n.md", "./"),
        ("#t", "./"),
        ("#第1章-x", "第1章/"),
        ("#%E7%AC%AC1%E7%AB%A0-x", "第1章/"),
        ("#हिन्दी", "हिन्दी/"),
        ("#-rocket", "rocket/"),
        ("#same-1", "same-2/"),
        ("#spot", "week-1/#user-content-spot"),
        ("#user-content-spot", "week-1/#user-content-spot"),
    ],
)
def test_a_link_names_its_heading_by_any_of_githubs_ways(address, target):
    headings = ["Week 1\n\n<a name='spot'></a>", "第1章 X", "हिन्दी", "🚀 Rocket", "Same", "Same"]
    text = f"# T\n\n[x]({address})\n\n" + "".join(f"## {h}\n\n" for h in headings)
    plan = plan_site(read_notes(text, "notes/n.md", (2,)))
    assert f'<a href="{target}">x</a>' in html_of(plan.pages[0])
    assert not [p for p in plan.problems if p.severity is Severity.WARNING]


def test_dead_links_are_reported_with_line_and_cure_and_keep_their_text():
    text, plan = pages()
    messages = [str(problem) for problem in plan.problems]
    told = "n.md:7:36: link #week-33: no heading or anchor of that name; did you mean #week-"
    assert messages[0].startswith(told)
    assert "dead" in text["course-1/week-1.md"] and "week-33" not in text["course-1/week-1.md"]


def test_files_beside_the_notes_are_copied_or_lead_to_github():
    around = Surroundings(
        {"img/a.png", "data.csv"}.__contains__, "https://github.com/o/r/blob/main/notes/"
    )
    text, plan = pages(around)
    assert [(a.source, a.path) for a in plan.assets] == [("img/a.png", "assets/notes/img/a.png")]
    week = text["course-1/week-2.md"]
    assert '<img src="../../assets/notes/img/a.png" alt="pic" loading=' in week
    assert '<a href="https://github.com/o/r/blob/main/notes/data.csv">data</a>' in week
    assert '<img alt="gone">' in week
    assert any("picture b.png" in problem.message for problem in plan.problems)


def test_signs_in_a_file_name_are_distinguished_from_query_and_anchor():
    around = Surroundings({"a#b?.csv", "c.csv"}.__contains__, "https://github.com/o/r/blob/main/n/")
    text = "# T\n\n[x](a%23b%3F.csv) [y](c.csv?raw=true#L2)\n"
    shown = html_of(plan_site(read_notes(text, "n.md"), around).pages[0])
    assert '<a href="https://github.com/o/r/blob/main/n/a%23b%3F.csv">x</a>' in shown
    assert '<a href="https://github.com/o/r/blob/main/n/c.csv?raw=true#L2">y</a>' in shown


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_what_github_strips_from_links_is_stripped(href):
    plan = plan_site(read_notes(f"# T\n\n[x]({href}) <a href='{href}'>y</a>\n", "n.md"))
    assert href.partition(":")[0] not in html_of(plan.pages[0])


def test_a_link_through_the_notes_own_file_name_leads_to_the_heading():
    text = "# T\n\n## A\n\n[x](n.md#b) [y](./n.md#b)\n\n## B\n"
    plan = plan_site(read_notes(text, "d/n.md", (2,)))
    assert '<a href="../b/">x</a> <a href="../b/">y</a>' in html_of_site(plan)["a.md"]


def test_the_sources_of_a_picture_are_copied_or_left_out():
    def page(*files):
        picture = (
            '<picture><source srcset="d.png 2x, https://e.org/e.png"><img src="l.png"></picture>'
        )
        notes = read_notes(f"# T\n\n## Week 1\n\n{picture}\n\n## Week 2\n\nx\n", "n.md")
        plan = plan_site(notes, Surroundings(files.__contains__))
        return html_of_site(plan)["week-1.md"], [a.path for a in plan.assets]

    text, assets = page("d.png", "l.png")
    assert 'srcset="../assets/notes/d.png 2x, https://e.org/e.png"' in text
    assert 'src="../assets/notes/l.png"' in text
    assert assets == ["assets/notes/d.png", "assets/notes/l.png"]
    text, _ = page("l.png")
    assert "<source" not in text and "l.png" in text


@pytest.mark.parametrize(
    ("written", "harm"),
    [
        ("[x](evil.html)", "link evil.html: only GitHub shows the source"),
        ("[x](other.MD)", "link other.MD: only GitHub shows the source"),
        ("[x](a.svgz)", "link a.svgz: only GitHub shows the source"),
        ("![x](a.svgz)", "picture a.svgz: no kind of picture"),
        ("![x](a.svg)", "picture a.svg: is not well-formed"),
        ("[x](a.svg)", "link a.svg: is not well-formed"),
        ("![x](evil.html)", "picture evil.html: no kind of picture"),
        ("[x](feed.rss)", "link feed.rss: only GitHub shows the source"),
        ("[x](wide)", "link wide: only GitHub shows the source"),
    ],
)
def test_a_file_that_would_run_on_the_site_is_not_copied(written, harm):
    files = {"feed.rss": b"\xef\xbb\xbf \n<rss/>", "wide": "<html>".encode("utf-16")}
    around = Surroundings(lambda path: True, read=lambda path: files.get(path, b""))
    plan = plan_site(read_notes(f"# T\n\n{written}\n", "n.md"), around)
    assert plan.assets == ()
    assert [p for p in plan.problems if harm in p.message]
    page = html_of(plan.pages[0])
    assert "x</p>" in page or '<p><img alt="x"></p>' in page


def test_what_is_read_is_what_is_copied_under_a_name_that_is_published():
    text = "# T\n\n![x](.img/.a.png) ![y](_.img/__.a.png) ![z](.img/../a.b.png)\n"
    around = Surroundings(lambda path: True, read=str.encode)
    plan = plan_site(read_notes(text, "n.md"), around)
    assert {(a.path, a.data) for a in plan.assets} == {
        ("assets/notes/_.img/_.a.png", b".img/.a.png"),
        ("assets/notes/__.img/___.a.png", b"_.img/__.a.png"),
        ("assets/notes/a.b.png", b"a.b.png"),
    }
    assert '<img src="assets/notes/_.img/_.a.png" alt="x"' in html_of(plan.pages[0])


def test_data_and_plain_pictures_are_copied():
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    around = Surroundings(lambda path: True, read=lambda path: drawing * path.endswith(".svg"))
    text = "# T\n\n[x](a.csv) [y](b.pdf) ![z](c.svg) ![w](d.PNG)\n"
    plan = plan_site(read_notes(text, "n.md"), around)
    assert sorted(a.source for a in plan.assets) == ["a.csv", "b.pdf", "c.svg", "d.PNG"]


def test_only_a_name_that_is_like_it_is_offered():
    text = "# T\n\n## Drift\n\n[a](#drfit) [b](#diet) [c](#TOP)\n"
    problems = plan_site(read_notes(text, "n.md")).problems
    assert sorted(problem.message for problem in problems) == [
        "link #diet: no heading or anchor of that name",
        "link #drfit: no heading or anchor of that name; did you mean #drift?",
    ]


def test_a_picture_without_an_address_is_reported_and_shows_its_description():
    plan = plan_site(read_notes("# T\n\nSee ![a curve]() here.\n", "n.md"))
    assert '<img alt="a curve">' in html_of(plan.pages[0])
    assert [str(problem) for problem in plan.problems] == [
        "n.md:3:5: picture without an address: name its file in the brackets"
    ]


def test_a_link_into_a_notebook_may_use_the_anchor_that_jupyter_gives():
    linked = NotesFile("a.md", "# A\n\n[b](b.ipynb#Pandas:-Labeled-Data) [a](#A:)\n")
    notebook = NotesFile("b.ipynb", "# B\n\n## Pandas: Labeled Data\n\nx\n")
    plan = plan_site(read_folder(NotesFolder("", None, (linked, notebook)), "n"))
    assert [str(problem.at) for problem in plan.problems] == ["n/a.md:3:35"]
    [page] = [page for page in plan.pages if page.path == "a.md"]
    links = [e.mark for block in page.body for e in block.walk() if e.tag == "a"]
    assert links == [Target("b.md", "pandas-labeled-data")]


def test_a_picture_that_is_missing_is_reported_wherever_its_address_leads():
    around = Surroundings(lambda path: False, "https://github.com/o/r/blob/main/n/")
    plan = plan_site(read_notes("# T\n\n![a curve](../lost.png) [l](../lost.py)\n", "n.md"), around)
    assert [str(problem) for problem in plan.problems] == [
        "n.md:3:1: picture ../lost.png: no such file beside the notes"
    ]
    html = html_of(plan.pages[0])
    assert '<img alt="a curve">' in html
    assert 'href="https://github.com/o/r/blob/main/lost.py"' in html
