"""A page's HTML has the text of its tree, and what it adds for readers."""

import re
from html import unescape

import pytest
from canonical import canonical, rendered
from coursenotes import plan_site, read_notes
from coursenotes.elements import as_blocks
from coursenotes.gfm.parser import to_html
from coursenotes.gfm.tree import to_tree
from coursenotes.model import (
    Answering,
    Asking,
    Code,
    Element,
    FootnoteReference,
    GitHubAnchor,
    Target,
)
from coursenotes.outputs.contents import Entry
from coursenotes.outputs.export import KEPT
from coursenotes.outputs.html import TOOLS, render_page
from coursenotes.plan.relative import link_to
from msgspec.structs import replace
from pages import html_of, html_of_site
from test_golden import NOTES


def tree(markdown):
    return as_blocks(to_tree(to_html(markdown)).children)


def html(*parts, page="week.md"):
    return render_page(parts, page).html


def shown(markdown):
    return html(*tree(markdown))


def element(tag, *children, **attributes):
    named = tuple((name.replace("_", "-"), value) for name, value in attributes.items())
    return Element(tag, named, children)


def heading(level, text, name, **attributes):
    return Element(f"h{level}", (("id", name), *attributes.items()), (text,))


def question(name="why", text="Why?", label="", number="", link="Link"):
    asking = Asking(label or text, number, link)
    return Element("h2", (("id", name), ("class", "question")), (text,), mark=asking)


TEXT = element("p", "More.")
ANSWER = replace(
    element("details", element("summary", "Answer"), TEXT, **{"class": "answer"}), mark=Answering()
)
LINK = '<a class="headerlink question-link" href="#why">Link</a>'
# Notes and their HTML, in which line breaks here do not count.
DOCUMENTS = {
    "*a* **b** `c<d` ~~e~~ <kbd>f</kbd> H<sub>2</sub>O & &lt;g&gt;": """
        <p><em>a</em> <strong>b</strong> <code>c&lt;d</code> <s>e</s> <kbd>f</kbd> H<sub>2</sub>O
         &amp; &lt;g&gt;</p>""",
    "a  \nb<br>c &nbsp; d": "<p>a<br>⏎b<br>c \xa0 d</p>",
    "- a\n- b\n  - c\n\n    d\n\n3. e\n4. f": """
        <ul>⏎<li>a</li>⏎<li>b⏎<ul>⏎<li>⏎<p>c</p>⏎<p>d</p>⏎</li>⏎</ul>⏎</li>⏎</ul>
        ⏎<ol start="3">⏎<li>e</li>⏎<li>f</li>⏎</ol>""",
    "- [ ] a *b* *c*\n- [x] d\n\n  e": """
        <ul>⏎<li class="task-list-item"><p><input type="checkbox" disabled aria-label="a b c">
         a <em>b</em> <em>c</em></p>⏎</li>
        ⏎<li class="task-list-item"><p><input type="checkbox" disabled checked aria-label="d">
         d</p>⏎<p>e</p>⏎</li>⏎</ul>""",
    "> a\n>\n> > b\n\n---\n": """
        <blockquote><p>a</p>⏎<blockquote><p>b</p>⏎</blockquote>⏎</blockquote>⏎<hr>""",
    "| a | b |\n|:-:|--:|\n| 1 | `x\\|y` |": """
        <div class="table-frame"><table class="pair">
        ⏎<thead>⏎<tr>⏎<th style="text-align: center;">a</th>
        ⏎<th style="text-align: right;">b</th>⏎</tr>⏎</thead>
        ⏎<tbody>⏎<tr>⏎<td style="text-align: center;">1</td>
        ⏎<td style="text-align: right;"><code>x|y</code></td>⏎</tr>⏎</tbody>
        ⏎</table></div>""",
    "```\n<a>\n```\n\n    y\n\n\n    z\n\n```nosuch\nz\n```": """
        <div class="language-text highlight"><pre><code>&lt;a&gt;⏎</code></pre></div>
        ⏎<div class="language-text highlight"><pre><code>y⏎⏎⏎z⏎</code></pre></div>
        ⏎<div class="language-text highlight"><pre><code>z⏎</code></pre></div>""",
    "> [!NOTE]\n> a\n> - b": """
        <div class="admonition note"><p class="admonition-title">Note</p>
        ⏎<p>a</p>⏎<ul>⏎<li>b</li>⏎</ul>⏎</div>""",
    "<details open><summary>a <b>b</b></summary>\n\nc\n\n</details>": """
        <details open><summary>a <b>b</b></summary>⏎<p>c</p>⏎</details>""",
    "[a](https://example.org 't') ![i](https://example.org/i.png)": """
        <p><a href="https://example.org" title="t">a</a>
         <img src="https://example.org/i.png" alt="i" loading="lazy" decoding="async"></p>""",
    "## a\n\n<dl><dt>c<dd>d</dl>": """
        <h2 id="a">a<a class="headerlink" href="#a" title="Permanent link">&para;</a></h2>
        ⏎<dl><dt>c</dt><dd>d</dd></dl>""",
    "<table><tr><td colspan=2>a<td><ul><li>b</ul></table>": """
        <div class="table-frame"><table><tbody><tr><td colspan="2">a</td>
        <td><ul><li>b</li></ul></td></tr></tbody></table></div>""",
    "<div align=right>a</div>\n<p title='\"'>b</p>\n<ol start=3 reversed><li value=4>c</ol>": """
        <div align="right">a</div>⏎<p title="&quot;">b</p>
        ⏎<ol start="3" reversed><li value="4">c</li></ol>""",
}


@pytest.mark.parametrize("markdown", DOCUMENTS)
def test_each_kind_of_element_is_written_as_html(markdown):
    expected = re.sub(r"\n {8}", "", DOCUMENTS[markdown]).replace("⏎", "\n")
    assert shown(markdown) == f"{expected}\n"


LINK_TO_HEADING = re.compile(r'<a class="headerlink.*?</a>')
FORMULA = re.compile(r"<math\b[^>]*>.*?<annotation[^>]*>(.*?)</annotation>.*?</math>", re.DOTALL)
DIAGRAM = re.compile(r"<figure class=\"diagram\">.*?(<pre>.*?</pre>).*?</figure>", re.DOTALL)


def seen(nodes):
    """Return what a reader sees of nodes, regardless of the HTML's layout."""
    return canonical(Element("div", (), tuple(nodes))).replace("<tex display", "<tex inline")


@pytest.mark.parametrize("name", NOTES)
def test_a_page_shows_what_its_tree_says(name):
    for page in plan_site(read_notes(NOTES[name].read_text("utf-8"), "n.md")).pages:
        found = LINK_TO_HEADING.sub("", html(*page.body, page=page.path))
        found = DIAGRAM.sub(r"\1", FORMULA.sub(r"<tex-inline>\1</tex-inline>", found))
        assert seen(rendered(found)) == seen(page.body), page.path


@pytest.mark.parametrize("code", ["x = 1\n\n", "\n\nx", "\tx\n", " "])
def test_code_keeps_its_blank_lines_and_tabs(code):
    found = html(element("pre", Element("code", (), (code,), mark=Code("python"))))
    inside = re.search(r"<pre><code>(.*?)</code></pre>", found, re.DOTALL)[1]
    assert unescape(re.sub(r"<[^>]*>", "", inside)) == code + "\n" * (not code.endswith("\n"))


def test_text_in_pre_without_code_keeps_its_first_line():
    # HTML ignores a line break right after the tag.
    assert html(element("pre", "\nx")) == "<pre>\n\nx</pre>\n"


def test_text_and_attributes_are_escaped():
    found = html(element("p", "<b>&amp;", title="\"><script>&'"))
    assert found == '<p title="&quot;&gt;&lt;script&gt;&amp;&#x27;">&lt;b&gt;&amp;amp;</p>\n'


@pytest.mark.parametrize(
    "written",
    [
        '<h2 data-slug="x">a</h2>',
        '<a href="#b" data-internal>a</a>',
        '<ul><li data-task="x">a</li></ul>',
        '<h2 class="question" data-toc-label="x">a</h2>',
        '<details class="answer">a</details>',
        '<div class="markdown-alert-note"><p>a</p></div>',
    ],
)
def test_what_an_author_writes_marks_no_element(written):
    blocks = tree(written + "\n")
    marks = {e.mark for block in blocks for e in block.walk()}
    assert marks <= {None, GitHubAnchor("a")}
    assert not re.search("data-|class=.(?:question|answer|adm|task)|checkbox", html(*blocks))


@pytest.mark.parametrize(
    ("target", "page", "expected"),
    [
        ("course-1/week-2.md#a", "course-1/week-2.md", "#a"),
        ("course-1/week-1.md#a", "course-1/week-2.md", "../week-1/#a"),
        ("index.md", "course-1/week-2.md", "../../"),
        ("course-1/index.md", "index.md", "course-1/"),
        ("assets/notes/a.png", "course-1/week-2.md", "../../assets/notes/a.png"),
    ],
)
def test_links_inside_the_site_lead_from_the_page(target, page, expected):
    link = link_to(Target(*target.split("#")), ("x",))
    assert html(element("p", link), page=page) == f'<p><a href="{expected}">x</a></p>\n'


# --- questions ------------------------------------------------------------------------------------


def shape(*parts):
    found = html(*parts)
    tags = re.findall(
        r"<(/?\w+)(?: class=\"([\w-]+))?", re.sub(r'<a class="headerl.*?</a>', "", found)
    )
    return " ".join(f"{tag}.{name}" if name else tag for tag, name in tags)


OPEN = "div.qa h2 /h2"
CLOSED = "details.answer summary /summary p /p /details /div"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((question(), ANSWER), f"{OPEN} {CLOSED}"),
        ((question(), TEXT, ANSWER, TEXT), f"{OPEN} p /p {CLOSED} p /p"),
        ((question(), TEXT), f"{OPEN} /div p /p"),
        ((question("a"), question("b"), ANSWER), f"{OPEN} /div {OPEN} {CLOSED}"),
        ((question(), heading(3, "x", "x"), ANSWER), f"{OPEN} /div h3 /h3 {CLOSED[:-5]}"),
    ],
)
def test_a_question_is_one_thing_with_its_answer(parts, expected):
    assert shape(*parts) == expected


def test_a_questions_link_is_the_last_of_its_answer_whose_control_is_named_after_it():
    found = html(question(), ANSWER)
    assert '<h2 id="why" class="question">Why?</h2>\n<details' in found
    assert found.endswith(f"<p>More.</p>\n{LINK}\n</details>\n</div>\n")
    assert '<summary id="answer.why" aria-labelledby="answer.why why">Answer</summary>' in found


def test_a_question_without_an_answer_has_its_link_as_well():
    assert html(question()).endswith(f"</h2>\n{LINK}\n</div>\n")
    assert "<a" not in html(question(link=""))


def test_a_questions_number_is_on_its_heading_and_in_the_contents():
    page = render_page([question(number="3"), question("b")], "week.md")
    assert '<h2 data-number="3" id="why" class="question">' in page.html
    assert [entry.number for entry in page.contents] == ["3", ""]


def test_questions_of_a_list_have_frames_in_its_items():
    listed = element("ol", element("li", question(), ANSWER), element("li", question("b"), ANSWER))
    assert shape(listed) == f"ol li {OPEN} {CLOSED} /li li {OPEN} {CLOSED} /li /ol"


def test_the_place_for_a_pages_tools_is_below_its_title():
    title = element("h1", "T", id="t")
    found = html(title, TEXT, question(), element("blockquote", element("h1", "no title", id="n")))
    assert found.count(TOOLS) == 1
    assert re.search(rf"</h1>\n{TOOLS}\n<p>More", found)


def test_a_page_without_a_title_has_no_such_place():
    assert TOOLS not in html(TEXT, heading(2, "Why?", "why"), question("b"))


def week(notes):
    """Return the HTML of a page with ``notes``."""
    site = plan_site(read_notes(f"# T\n\n## W\n\n{notes}", "n.md", (2,)))
    (found,) = (page for page in site.pages if page.path == "w.md")
    return html(*found.body, page=found.path)


def frames(found):
    return re.findall(r'<div class="qa"[^>]*>.*?\n</div>', found, re.DOTALL)


def named(found):
    """Return the text of each answer's control with the texts that it is named after."""
    texts = dict(re.findall(r'<(?:h\d|summary)[^>]* id="([^"]+)"[^>]*>(.*?)</', found))
    names = re.findall(r'<summary[^>]* aria-labelledby="([^"]+)"', found)
    return [" ".join(texts[name] for name in ids.split()) for ids in names]


def test_an_answers_control_is_named_after_its_question():
    found = week("**What is X?**\n\n> Y\n\n**What is Z?**\n\n<details>\n\n1\n\n</details>\n")
    assert named(found) == ["Answer What is X?", "Answer What is Z?"]


def test_options_stand_between_the_question_and_its_answer():
    (frame,) = frames(week("**Which is it?**\n\n- [ ] this\n- [x] that\n\nText.\n"))
    assert frame.index("this") < frame.index("<details")


def test_a_question_of_the_notes_without_an_answer_stands_alone():
    found = week("### Q: What is X?\n\n### Q: What is Z?\n\nY\n\n### Other\n\n- text\n")
    first, second = frames(found)
    assert "<details" not in first
    assert "What is Z" not in first
    assert "Y" in second
    assert "Other" not in second
    assert re.search(r'id="other">Other<a class="headerlink"', found)


def test_headings_and_details_inside_an_answer_end_nothing():
    inside = "### Part?\n\n<details><summary>more</summary>\n\ndeep\n\n</details>\n\nlast"
    notes = f"**What is X?**\n\n<details><summary>Answer</summary>\n\n{inside}\n\n</details>\n"
    (frame,) = frames(week(notes))
    assert "deep" in frame
    assert "last" in frame
    assert named(frame) == ["Answer What is X?"]


def test_ids_are_unique_and_every_name_leads_to_one():
    found = week("**What is X?**\n\n> Y\n\n**What is X?**\n\n> Z\n\n**What is X answer?**\n\n> 1\n")
    ids = re.findall(r' id="([^"]+)"', found)
    assert len(ids) == len(set(ids))
    names = re.findall(r'aria-labelledby="([^"]+)"', found)
    assert {name for ids in names for name in ids.split()} <= set(ids)
    assert len(named(found)) == 3


# --- headings and the table of contents -----------------------------------------------------------


def test_the_contents_nest_as_the_levels_do():
    levels = [(2, "a"), (4, "b"), (3, "c"), (5, "d"), (3, "e"), (2, "f")]
    page = render_page([heading(level, name, name) for level, name in levels], "week.md")
    below = (Entry(4, "b", "b"), Entry(3, "c", "c"), Entry(3, "e", "e"))
    assert page.contents == (Entry(2, "a", "a", below), Entry(2, "f", "f"))


@pytest.mark.parametrize(
    ("children", "expected"),
    [
        (("a < ", element("em", "b"), " & c"), "a &lt; b &amp; c"),
        (
            (element("tex-inline", r"\alpha < 5"), " and ", element("tex-inline", "x_i")),
            "α &lt; 5 and x_i",
        ),
        (("x", Element("sup", (), (element("a", "1"),), mark=FootnoteReference("1"))), "x"),
        (("x ", element("img", alt="y")), "x y"),
    ],
)
def test_the_contents_name_a_heading_in_plain_text(children, expected):
    page = render_page([element("h2", *children, id="x")], "week.md")
    assert [entry.title for entry in page.contents] == [expected]


def test_the_contents_have_a_label_that_a_heading_was_given():
    page = render_page([question("x", "Question 3", label="a < b")], "week.md")
    assert page.contents == (Entry(2, "x", "a &lt; b"),)
    assert "Question 3" in page.html


def test_headings_inside_other_blocks_are_listed_in_their_places():
    inside = element("blockquote", element("div", heading(3, "b", "b")))
    page = render_page([heading(2, "a", "a"), inside, heading(2, "c", "c")], "week.md")
    assert [(e.id, [b.id for b in e.below]) for e in page.contents] == [("a", ["b"]), ("c", [])]


def test_a_heading_is_linked_and_one_without_an_id_gets_one_that_is_free():
    taken = element("p", element("span", id="week-1"))
    page = render_page([element("h1", "Week 1"), taken, element("h2", "第1章")], "week.md")
    link = '<a class="headerlink" href="#week-1_1" title="Permanent link">&para;</a>'
    assert f'<h1 id="week-1_1">Week 1{link}</h1>' in page.html
    assert page.ids == {"week-1", "week-1_1", "1"}


def test_every_place_that_a_link_can_lead_to_is_known():
    page = render_page([question(), ANSWER, element("p", element("a", name="n"))], "week.md")
    assert page.ids == {"why", "answer.why", "n"}


# --- what the style sheets need to tell apart -----------------------------------------------------


def test_a_table_has_a_frame_also_inside_another():
    cell = element("td", element("table"))
    assert html(element("table", cell)).count('<div class="table-frame"><table>') == 2


@pytest.mark.parametrize(
    ("markdown", "names"),
    [
        ("- [ ] a *b* `<c>`\n- [x] d &\n\n  - [ ] e", ["a b <c>", "d &", "e"]),
        ("2. [ ] f\n3. [x] g\n\n   h", ["f", "g"]),
        ("- [x] $x^2$ i\n\n- [ ] <i>j</i>", ["x² i", "j"]),
    ],
)
def test_a_tasks_box_is_named_after_it(markdown, names):
    found = re.findall(r'<input type="checkbox"[^>]*? aria-label="([^"]*)"', shown(markdown))
    assert [unescape(name) for name in found] == names


def test_a_finished_task_is_ticked():
    assert re.findall(r"disabled( checked)?", shown("- [ ] a\n- [x] b")) == ["", " checked"]


def test_only_a_link_that_shows_its_address_is_marked_as_one():
    found = shown("See <https://example.org/?a=1&b=2> and [this](https://example.org/).")
    assert found.count('class="address"') == 1
    assert '<a class="address" href="https://example.org/?a=1&amp;b=2">' in found


def test_an_alert_has_its_title():
    tip = '<div class="admonition tip"><p class="admonition-title">Tip</p>\n<p>x</p>'
    assert shown("> [!TIP]\n> x").startswith(tip)


# --- formulas, code, diagrams ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("a $x$ b", "<p>a M b</p>\n"),
        ("$$x$$", "<p>D</p>\n"),
        ("- $x$", "<ul>\n<li>M</li>\n</ul>\n"),
        ("| $x$ |\n|---|", None),
        ("> $$x$$", "<blockquote><p>\nD</p>\n</blockquote>\n"),
        ("a $\\bad{<}$", None),
    ],
)
def test_formulas_are_mathml_wherever_they_stand(markdown, expected):
    framed = r'<span class="formula"><math display="block"[^>]*>.*?</math></span>'
    found = re.sub(framed, "D", shown(markdown), flags=re.DOTALL)
    found = re.sub(r"<math [^>]*>.*?</math>", "M", found, flags=re.DOTALL)
    assert found == expected if expected else re.search("M|formula-error", found)


def test_code_is_highlighted_and_what_has_markup_in_it_is_left():
    found = shown("```python\nx = 1\n```")
    assert found.startswith('<div class="language-python highlight"><pre><code><span class="n">x')
    assert shown("<pre><code>a <b>c</b></code></pre>") == "<pre><code>a <b>c</b></code></pre>\n"


def test_a_diagram_is_drawn_and_one_that_cannot_be_is_shown_as_code():
    assert '<figure class="diagram">' in shown("```mermaid\ngraph TD\n  A --> B\n```")
    assert shown("```mermaid\nno\n```") == "<pre><code>no\n</code></pre>\n"


# --- the template ---------------------------------------------------------------------------------


def test_the_template_looks_for_what_the_pages_have(project):
    """By these it finds the places for a page's tools and the home page's button."""
    notes = "# N\n\n## Week 1\n\n**Why?**\n\n> A\n\n## Week 2\n\nx\n"
    pages = html_of_site(plan_site(read_notes(notes, "n.md")))
    marks = {TOOLS: "week-1.md", '<div class="parts">': "index.md"}
    template = (project / "overrides" / "base.html").read_text("utf-8")
    asked = re.findall(r"""\| replace\((["'])(.+?)\1, """, template)
    assert {mark for _, mark in asked} == {KEPT, *marks}
    for mark, page in marks.items():
        assert pages[page].count(mark) == 1


def test_an_id_that_the_author_gives_twice_is_on_the_first_element():
    text = '# T\n\nx <a id="here">one</a>\n\ny <a id="here">two</a> [z](#here)\n'
    shown = html_of(plan_site(read_notes(text, "n.md")).pages[0])
    assert shown.count('id="user-content-here"') == 1
    assert "two" in shown and '<a href="#user-content-here">z</a>' in shown
