"""What the site shows is what GitHub shows."""

import re
import string

import cmarkgfm
import pytest
from canonical import canonical, rendered
from cmarkgfm.cmark import Options
from coursenotes import plan_site, preview, read_notes
from coursenotes.elements import text_of
from coursenotes.gfm.parser import to_html
from coursenotes.gfm.tree import to_tree
from coursenotes.model import Element
from examples import times
from hypothesis import given
from hypothesis import strategies as st
from pages import html_of


def github(markdown: str) -> str:
    html = cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)
    return canonical(to_tree(html))


def site(markdown: str) -> str:
    html = re.sub(r'<a class="headerlink".*?</a>', "", preview(markdown))
    return canonical(Element("div", (), rendered(html)))


@pytest.mark.parametrize(
    "markdown",
    [
        "text\n- list right under text\n- two\n",
        "- a\n  - two spaces deep\n    - four\n",
        "line  \nbreak\\\nbreak\n",
        "3. three\n4. four\n",
        "1) one\n2) two\n",
        "- item\n\n  ```python\n  x = 1\n  ```\n- next\n",
        "text\n```\nfence right under text\n```\n",
        "a | b\n-|-\n1 | 2\n3\n",
        "| a |\n|--|\n| `x\\|y` **b** |\n",
        "> quote\nlazy\n> - list\n",
        "# not _a_ {#id} heading\n",
        "/// details | x\ntext\n///\n",
        "!!! note\n    text\n",
        "| a |\n|--|\n| x <br> y |\n\n1. one\n\n   para\n2. two\n",
        "* one\n\n\n- other list\n",
        "<details><summary>S</summary>\n\n- a\n\n</details>\n",
        "~~gone~~ H<sub>2</sub>O <kbd>Ctrl</kbd>\n",
        "a&nbsp;b &copy; &#35; \\* \\_ {: .x }\n",
        "- [ ] open\n- [x] done\n",
        '[a](<b c> "t") ![p](x.png) <https://e.org/a_b_c> www.x.org/y_z_\n',
        "\tcode\twith tab\n",
        "*a*b*c* **a**b ***x*** _a_b_\n",
        "term\n: definition\n\n*[HTML]: abbr\nHTML\n",
        "## A\n\n1. # in list\n",
        "first\n\n&#\n\n<table><tr><td>a<td>b</table>\n\nlast;\n",
        "first `&#` &# *`&#`*\n\n- <b title='&#'>x</b>\n\n<div>a</div>\n\nlast;\n",
        "<div>a<br>\n&emsp;&emsp;b<br>\n&nbsp; c <b>&nbsp;d&nbsp;</b>e\n&nbsp;</div>\n",
        "&nbsp;&nbsp;a<br>\n&emsp;b **c**&emsp;\n\n&nbsp;\n\n- &nbsp;d <i>&emsp;e&emsp;</i>f\n",
        "a <!X> <!x> <!X y>\n\n<!x>\n\n<!X y>\n",
        "a\n<source>\n*b*\n\n- <source src='x'>\n  *c*\nd\n",
        "- ~~~\n  a\n\n\n\nb\n\n~~~~ python\n\n\na = 1\n\n\n~~~~\n\n~~~\na\n\n",
        "a\n</div>\n&nbsp;\n",
        "> a\n    > b\n> > c\n>     > d\n\n- > e\n      > f\n",
        "a\n- |\n<div>",
        "- [ ] 1. a\n- [x] # b\n- [ ] > c\n- [X] - d\n- [ ] ---\n- [ ] e\n  ===\n",
        "- [ ]\n- [ ]f\n-\n  [ ] g\n- # [ ] h\n- [x]\ti\n\n  j\n",
        "   + a\n    # b\n\n  10. c\n     > d\n",
        "[see https://e.org here] www.e.org\n\n[a] https://e.org [b https://e.org a@b.de\n",
        "- [x] \n- [ ] \n- [ ]\n- [x]\t\n",
        "_https://e.org_\n\n*www.e.org*\n\nwww.e.org_\n\nwww.e.o_rg https://e_x.org/\n",
        "`a\n    b` c\n   d\n\n- ``e\n  f``\n",
        "见https://e.org 和éhttp://e.org，xhttps://e.org 5https://e.org\n",
        "http://e.org，x http://例え.jp/路径?a=b%20c <http://例え.jp/%41> [d](http://e.org。/é^`)\n",
        "  1. a\n     - b\n    - c\n\n- > 1. d\n      - e\n",
        "  1. a\n     > b\n\t> c\n\n   - d\n     > e\n    # f\n",
        "> a\nb\n    > c\n> d\n# e\n    > f\n",
        "> ```\n    > a\n\n>\n\t> b\n",
        "a\n|-\nb\n\nb\nc\n:-\n\n- d\n  -|\n  e\n\nf\n-\ng\n|-\n",
        "> > a\n    <br>\n",
        "- a | b\n-|-\n\n> a | b\n-|-\n\n# a | b\n-|-\n\n1.\n|-\n\n- a | b\n  -|-\n",
        "> > a\n    - b\n",
        "> > > a\n> > b\n     # c\n",
        "1.\n\n\n1.",
        "- a\n-\n\n\n- b\n- c\n\n+\n\n  d\n",
        "- a\n  -\n\n\n  - b\n    -\n\n\n- c\n",
    ],
)
def test_examples_come_out_as_on_github(markdown):
    assert site(markdown) == github(markdown)


_WORDS = st.sampled_from(
    [
        "a",
        "word",
        "*em*",
        "**b**",
        "`c|d`",
        "[l](u)",
        "~~s~~",
        "_u_",
        "1.",
        "-",
        "#",
        ">",
        "|",
        "\\",
        "$5",
        "<br>",
        "&amp;",
        "&#",
        "&nbsp;",
        "&",
        ";",
        "`&#`",
        "<!x>",
        "</x>",
        "<?x?>",
        "~~~",
        "[^1]",
        "*",
        "**",
        "{x}",
        "///",
        "!",
        "![i](p)",
        "a_b",
        "<kbd>k</kbd>",
        "\\*",
        "==",
        ":",
        "+",
    ]
)
_LINE = st.lists(_WORDS, min_size=1, max_size=5).map(" ".join)
_START = st.sampled_from(
    [
        "",
        "",
        "",
        "- ",
        "-\n\n\n",
        "1.\n",
        "  - ",
        "    - ",
        "1. ",
        "2) ",
        "> ",
        "> - ",
        "# ",
        "### ",
        "    ",
        "- [x] t ",
        "- [ ] ",
        "|",
        "> > ",
        "   ",
    ]
)
_ROW = st.tuples(_START, _LINE).map("".join)
_BLOCK = st.sampled_from(
    [
        "\n",
        "```\n# c\n```",
        "---",
        "| a | b |\n|---|:-:|\n| 1 | 2 |",
        "<div>",
        "</div>",
        "<br>",
        "<table><tr><td>a<td>b</table>",
        "<details><summary>s</summary>",
        "</details>",
    ]
)
_DOCUMENT = st.lists(_ROW | _BLOCK, max_size=10).map("\n".join)


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        # cmark-gfm leaves these tags to a later filter, which shows them as text (GFM, 6.11);
        # otherwise browsers would swallow what follows.
        ("<style\n  type='text/css'>\n\nfoo\n", "foo"),
        ("<strong> <title> <style>\n", "&lt;title&gt; &lt;style&gt;"),
        # GitHub treats everything up to the next ">" as a comment; the site need not drop it.
        ("<div>\n<!\n\nfoo > bar\n", "foo &gt; bar"),
    ],
)
def test_known_difference_open_tags_that_github_filters_are_text(markdown, shown):
    assert shown in preview(markdown)


@times(3)
@given(_DOCUMENT)
def test_generated_documents_come_out_as_on_github(markdown):
    assert site(markdown) == github(markdown)


@given(st.text(st.sampled_from(string.printable + "é你\u00a0\u2028"), max_size=60))
def test_any_text_is_shown_without_an_error(markdown):
    assert isinstance(preview(markdown), str)


NESTED = {
    "quotes": lambda depth: "> " * depth + "words",
    "lists": lambda depth: "- " * depth + "words",
    "indented lists": lambda depth: "".join("  " * n + "- words\n" for n in range(depth)),
    "details": lambda depth: "<details><summary>s</summary>\n\n" * depth + "words",
    "divs": lambda depth: "<div>" * depth + "<h2>words</h2>",
    "tables": lambda depth: "<table><tr><td>" * depth + "words",
    "images": lambda depth: "![" * depth + "words" + "](x)" * depth,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", NESTED)
def test_what_nests_too_deep_is_shown_as_text_and_reported(name):
    for depth in (200, 1000):
        markdown = NESTED[name](depth)
        assert preview(markdown).count("words") >= markdown.count("words")
        told = [p for p in read_notes("# T\n\n" + markdown, "n.md").problems if "deep" in str(p)]
        assert len(told) == (name != "images")
        assert all(p.severity == "warning" and p.at.line >= 3 for p in told)


def test_quotes_100_deep_and_lists_20_deep_are_as_on_github():
    for markdown in (NESTED["quotes"](100), NESTED["lists"](20), NESTED["indented lists"](20)):
        assert site(markdown) == github(markdown)
        assert read_notes("# T\n\n" + markdown, "n.md").problems == ()


def test_brackets_of_a_title_on_a_card_are_no_formula():
    notes = read_notes("# T\n\n## open(path[, mode])\n\nx\n\n## b\n\ny\n", "n.md")
    home = html_of(plan_site(notes).pages[0])
    assert "<math" not in home
    assert "open(path[, mode])" in text_of(to_tree(home))


def test_a_formula_with_an_end_of_script_in_it_stays_in_its_place():
    shown = preview("a $x</script><![$ b `c`")
    assert "<code>c</code>" in shown and shown.count("<math") == 1


@pytest.mark.parametrize(
    "name", ["path", "text", "set", "your-name", "svg", "math", "template", "g id='a>'"]
)
@pytest.mark.parametrize("before", ["", "cd ", "<table><tr>"])
def test_a_tag_that_github_drops_takes_nothing_with_it(name, before):
    shown = preview(f"{before}<{name}> first\n\nthen **bold**\n\n## Head\n")
    assert "first" in shown and "<strong>bold</strong>" in shown and "</h2>" in shown


@pytest.mark.parametrize(
    ("markdown", "inside"),
    [
        # Browsers end a link where another begins.
        ("<a href=x>\n\n# H *i*\n\n</a>\n", '<a href="x">\n<h1 id="h-i">H <em>i</em></h1>\n</a>'),
        ("<a href=x>\n\n- # H\n\n</a>\n", '<li><h1 id="h">H</h1>\n</li>'),
        # Screen readers announce a summary as one button.
        (
            "<details><summary><h3>H</h3></summary>x</details>",
            '<summary><h3 id="h">H</h3></summary>',
        ),
    ],
)
def test_a_heading_in_a_control_has_no_link_of_its_own(markdown, inside):
    shown = preview(f"{markdown}\n\n# Next\n")
    assert inside in shown
    assert re.findall(r'class="headerlink" href="([^"]*)"', shown) == ["#next"]


@pytest.mark.parametrize(
    ("markdown", "alerts"),
    [
        ("> [!NOTE]\n> x\n", 1),
        ("> [!note]  \n> x\n", 1),
        ("> [!TIP]\n>\n> x\n", 1),
        ("> [!TIP]\n> - x\n", 1),
        ("> [!NOTE]\\\n> x\n", 1),
        ("<details>\n\n> [!NOTE]\n> x\n\n</details>\n", 1),
        ("> [!NOTE]\n", 0),
        ("> [!NOTE] x\n", 0),
        ("> [!OTHER]\n> x\n", 0),
        ("- > [!NOTE]\n  > x\n", 0),
        ("> > [!NOTE]\n> > x\n", 0),
    ],
)
def test_alerts_are_found_where_github_finds_them(markdown, alerts):
    html = preview(markdown)
    assert html.count('class="admonition-title"') == alerts
    assert html.count("<blockquote>") == (
        0 if alerts else markdown.count("> [") + ("> > " in markdown)
    )
    assert "x" in html or "x" not in markdown


@pytest.mark.parametrize("inside", ["words", "", "<p class='markdown-alert-title'>T</p> words"])
def test_what_an_author_calls_an_alert_is_none(inside):
    html = preview(f'<div class="markdown-alert-note">{inside}</div>\n')
    assert ("words" in html) == ("words" in inside) and "admonition" not in html


def test_the_text_of_an_alert_is_at_its_line():
    tree = to_tree(to_html("a\n\n> [!NOTE]\n> text\n\n> [!TIP]\n>\n> more\n"), "n.md")
    places = [e.at.line for e in tree.walk() if e.tag == "p" and e.children != ("Note",)]
    assert places == [1, 4, 6, 8]
