"""An exported page needs no plugin: the engine of MkDocs and Zensical returns its HTML."""

from html.parser import HTMLParser

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.extensions.engine import render
from coursenotes.model import Code, Element, Page, PagePath
from coursenotes.outputs.export import KEPT, exported_page
from coursenotes.outputs.html import render_page
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data
from pages import html_of
from test_golden import NOTES


class Tokens(HTMLParser):
    """The tags of HTML with their attributes, and its text, without empty lines."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.found, self.text, self.code = [], "", 0
        self.feed(html)
        self.close()
        self.end_text()

    def end_text(self):
        if self.text.strip("\n") or (self.text and self.code):
            self.found.append(self.text)
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.end_text()
        self.found.append((tag, attrs))
        self.code += tag == "pre"

    def handle_endtag(self, tag):
        self.end_text()
        self.found.append(f"/{tag}")
        self.code -= tag == "pre"

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.end_text()
        self.found.append(("!", data))


def tokens(html):
    return Tokens(html).found


def built(page):
    """Build the exported page without our plugin; return its HTML and front matter."""
    markdown, meta = get_data(exported_page(page, render_page(page.body, page.path)))
    return render(markdown).replace(KEPT, ""), meta  # as main.html does


@pytest.mark.parametrize("name", NOTES)
def test_pages_come_back_as_the_site_shows_them(name):
    for page in plan_site(read_notes(NOTES[name].read_text("utf-8"), "n.md")).pages:
        html, meta = built(page)
        assert tokens(html) == tokens(html_of(page)), page.path
        assert {key: meta[key] for key in page.meta} == page.meta, page.path


SIGNS = (
    *("\n", "\n\n", "\n\n\n", "```", "~~~", "`", "~", "\t", " ", "    ", " \n", "///", "<", ">"),
    *("&", "&#", "&#96;", "&amp;", ";", "#", "---", "</code>", "</pre>", "<!--", "-->", "<div>"),
    *("$x$", "\\(x\\)", "[a]: b", "*[a]: b", "{#a}", ":::", "!!! a", "你", "\u00a0", "\\", '"'),
)
# Trees of notes have no other control characters than tabs and line breaks.
CONTROL = "".join(map(chr, range(32))).replace("\t", "").replace("\n", "")
ANY = st.text(st.characters(codec="utf-8", exclude_characters=CONTROL), max_size=3)
CODE = st.lists(st.one_of(st.sampled_from(SIGNS), ANY), max_size=12).map("".join)


def page_of(*blocks):
    return Page(PagePath("a.md"), "A", 1, blocks, blocks, "", {})


def element(tag, *children, **attributes):
    return Element(tag, tuple(attributes.items()), children)


@given(CODE, st.sampled_from(["", "python", "yaml"]))
@example("a\n~~~\nx\n~~~\nb", "")
@example("a\n```\n\ty  \n\n\n  \n```\nb", "")
def test_code_comes_back_to_the_letter(code, language):
    pre = element("pre", Element("code", (), (code,), mark=Code(language)))
    for block in (pre, element("ul", element("li", element("p", "x"), pre))):
        page = page_of(block, element("p", "behind"))
        assert tokens(built(page)[0]) == tokens(html_of(page))


@given(CODE, CODE)
def test_text_and_attributes_come_back(text, title):
    page = page_of(
        element("h2", text.replace("\n", " "), id="x"),
        element("p", text, element("em", text, title=title), text),
        element("details", element("summary", text), element("p", text)),
    )
    assert tokens(built(page)[0]) == tokens(html_of(page))


@pytest.mark.parametrize("address", ["../a/", "a/#b", "", "?c", "a.png"])
def test_a_relative_address_is_one_that_no_engine_changes(project, address):
    """Zensical would treat it as the address of a file."""
    page = page_of(
        element("p", element("a", ' href="x', href=address), element("img", src=address))
    )
    markdown = exported_page(page, render_page(page.body, page.path))
    assert f'<a href="{KEPT}{address}"> href="x</a><img src="{KEPT}{address}"' in markdown
    assert tokens(built(page)[0]) == tokens(html_of(page))
    template = (project / "overrides" / "base.html").read_text("utf-8")
    assert f'replace("{KEPT}", "")' in template


def test_so_is_each_address_of_a_set_of_pictures():
    addresses = "../a.png, https://example.org/b.png 2x, c.png 3x"
    page = page_of(element("p", element("source", srcset=addresses)))
    kept = f"{KEPT}../a.png, https://example.org/b.png 2x, {KEPT}c.png 3x"
    assert f'srcset="{kept}"' in exported_page(page, render_page(page.body, page.path))
    assert tokens(built(page)[0]) == tokens(html_of(page))


@pytest.mark.parametrize("address", ["#b", "https://example.org/", "mailto:a@b.c", "//a.b/"])
def test_other_addresses_are_as_they_are(address):
    page = page_of(element("p", element("a", "x", href=address)))
    assert f'<a href="{address}">x</a>' in exported_page(page, render_page(page.body, page.path))


def test_the_contents_come_along_in_the_front_matter():
    page = page_of(element("h2", "a <b> & `c`", id="x"), element("h3", "d", id="y"))
    assert built(page)[1]["contents"] == [
        {
            "title": "a &lt;b&gt; &amp; `c`",
            "url": "#x",
            "children": [{"title": "d", "url": "#y", "children": []}],
        }
    ]
    assert len(render_page(page.body, page.path).contents) == 1
