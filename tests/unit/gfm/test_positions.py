"""Each problem has the line and column of its cause, wherever the parser found it."""

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.gfm.parser import to_html
from coursenotes.gfm.raw_tags import with_positions
from coursenotes.gfm.tree import to_tree
from hypothesis import given
from hypothesis import strategies as st
from pages import html_of

WRONG = ("[b](#gone)", "![p](gone.png)", "$\\frca{1}$", "==mark==", '<img src="gone.png">')


def places(text):
    return [(p.at.line, p.at.column) for p in plan_site(read_notes(text, "n.md")).problems]


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize(
    "around",
    [
        "text\nmore @ and\nmore",
        "`[b](#gone) ![p](gone.png)` and `$\\frca{1}$ ==mark==` and @",
        "- a\n  - b @\n    c\n1. x\n2. y",
        "- a\n\n\tafter a tab @",
        "-\ta\n\tb\t@\tc",
        "> a\n> > b\nlazy @",
        "> - a @",
        "| a | b |\n|---|:-:|\n| x | @ |",
        "a | b\n--|--\ngone | gone @ x",
        "| a |\n|---|\n| x \\| `\\|` @ |",
        "x[^1]\n\n[^1]: a\n\n    b @",
        "## Heading @ ##\n\nx",
        "Heading @\n===\n\nx",
        "- [ ] task @",
        "漢字かな 😀 e\u0301 @",
        "&amp; &lt; \\* @",
        "**bold** *and [link](https://e.org) ~~@~~*",
        "<details>\n<summary>S</summary>\n\n  in @\n\n</details>",
        "line with a break  \n@\\\nx",
        "> [!NOTE]\n> x @",
    ],
)
def test_a_problem_has_the_position_of_its_cause(around, wrong):
    text = f"# T\n\n{around.replace('@', wrong)}\n"
    before = f"# T\n\n{around.partition('@')[0]}"
    place = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    assert places(text) == [place]


@pytest.mark.parametrize(
    "html",
    [
        "<p>\n  text @\n</p>",
        "<div title='>'>\n<!-- <a> -->\n  <p>@</p>\n</div>",
        "> <div>\n>   @\n> </div>",
        "- <div>\n\t@\n  </div>",
        "<table><tr>\n<td>漢字 $x$ @</td></tr></table>",
        "<div>\n<a href='https://e.org' title='a\n<img src=b>'>x</a> @\n</div>",
    ],
)
@pytest.mark.parametrize("wrong", ['<a href="#gone">x</a>', "<img src=gone.png>", "$\\frca{1}$"])
def test_so_it_does_in_raw_html(html, wrong):
    text = f"# T\n\n{html.replace('@', wrong)}\n"
    before = f"# T\n\n{html.partition('@')[0]}"
    place = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    assert places(text) == [place]


def test_equal_links_are_distinguished():
    text = "# T\n\n`[a](#b)` [a](#b) and\n[a](#b), <a href='#b'>a</a> and [a][r]\n\n[r]: #b\n"
    assert places(text) == [(3, 11), (4, 1), (4, 10), (4, 33)]


def test_a_picture_in_a_link_has_its_own_place():
    text = "# T\n\nx [![p](gone.png)](#gone)\n"
    assert places(text) == [(3, 3), (3, 4)]


def test_a_formula_of_several_lines_and_a_diagram_stand_where_they_begin():
    text = (
        "# T\n\n  $$\n\\frca\n$$\n\n- ```math\n  \\frca\n  ```\n\n1. ```mermaid\n   pie x\n   ```\n"
    )
    assert places(text) == [(3, 3), (7, 3), (11, 4)]


def test_a_missing_source_of_a_picture_has_its_place():
    html = '<picture>\n  <source srcset="gone.png">\n  <img src="https://e.org/a.png">\n</picture>'
    assert places(f"# T\n\n{html}\n") == [(4, 3)]


def test_what_an_author_writes_for_a_place_is_not_taken_for_one():
    text = '# T\n\n<a data-line="9" data-column="9" href="#gone">x</a>\n'
    assert places(text) == [(3, 1)]
    assert "data-" not in html_of(plan_site(read_notes(text, "n.md")).pages[0])


def test_marks_change_no_attribute_and_no_text():
    html = "<img alt=\"a <a href=x> b\" src=y><!-- <a> --><pre><a>x</a></pre><b title='<img>'>"
    raw = with_positions(html, lambda offset: (1, offset + 1))
    assert raw.html == (
        '<img data-line=1 data-column=1 alt="a <a href=x> b" src=y><!-- <a> -->'
        "<pre><a data-line=1 data-column=50>x</a></pre><b title='<img>'>"
    )


PIECES = st.lists(
    st.sampled_from(
        "<a~<img ~ src=~href='~\"~'~>~<!--~-->~<b>~ ~\n~x~=~/~é~$y$~<source>".split("~")
    ),
    max_size=20,
).map("".join)


@given(PIECES)
def test_offsets_in_marked_html_lead_back_to_what_was_written(html):
    raw = with_positions(html, lambda offset: (1, offset + 1))
    assert raw.written(len(raw.html)) == len(html)
    found = [place for place, sign in enumerate(raw.html) if sign == "$"]
    assert [raw.written(place) for place in found] == [
        place for place, sign in enumerate(html) if sign == "$"
    ]


@given(PIECES)
def test_places_leave_no_trace_in_what_is_shown(html):
    def seen(element):
        inside = [c if isinstance(c, str) else seen(c) for c in element.children]
        return element.tag, element.attributes, inside

    tree = to_tree(to_html(f"<div>\n{html}\n"))
    assert "data-column" not in repr(seen(tree))


def test_every_element_names_its_file():
    tree = to_tree(to_html("# T\n\n<div>\n<p>a</p>\n</div>\n\n- $b$\n"), "week-1/notes.md")
    assert {element.at.file for element in tree.walk()} == {"week-1/notes.md"}
    formula = next(e for e in tree.walk() if e.tag == "tex-inline")
    assert str(formula.at) == "week-1/notes.md:7:3"


def test_elements_that_show_the_same_are_equal_wherever_they_stand():
    first, second = [e for e in to_tree(to_html("a **b**\n\na **b**\n")).walk() if e.tag == "p"]
    assert first == second and first.at != second.at
