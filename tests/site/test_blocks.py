"""Authors fill blocks of the theme's pages, which have Material's names."""

import pytest
from authored import Author, know_the_theme

pytestmark = pytest.mark.site

WITH_OWN = "theme: {name: coursenotes, custom_dir: mine}\n"
PLACES = {
    "htmltitle": ("<title>", "</title>"),
    "site_meta": ("</title>", "<script"),
    "styles": ("<script", "</head>"),
    "extrahead": ("stylesheets/print.css", "</head>"),
    "scripts": ("stylesheets/print.css", "</head>"),
    "announce": ('<aside class="announce">', "</aside>"),
    "header": ('<a class="skip"', '<div class="layout'),
    "hero": ("</header>", '<div class="layout'),
    "site_nav": ('<div class="layout', "<main"),
    "content": ("<article", "</article>"),
    "footer": ("</main>", "<dialog"),
}
"""Each block, with what stands before and after it on a page."""


@pytest.fixture
def author(tmp_path, capsys, monkeypatch, project):
    know_the_theme(monkeypatch, project)
    return Author(tmp_path, capsys)


def filled(block, text, base="base.html"):
    return f'{{% extends "{base}" %}}{{% block {block} %}}{text}{{% endblock %}}'


@pytest.mark.parametrize("block", PLACES)
def test_a_block_takes_what_the_author_adds_to_it(author, block):
    author.write("mine/main.html", filled(block, "{{ super() }}<i>here</i>"))
    assert author.build(WITH_OWN) == ""
    for name in ("index.html", "week-1/index.html", "404.html"):
        if name == "404.html" and block in ("htmltitle", "content"):
            continue  # it has its own
        page = author.page(name)
        before, after = PLACES[block]
        assert page.count("<i>here</i>") == 1
        assert page.index(before) < page.index("<i>here</i>") < page.rindex(after)


def test_what_the_author_leaves_out_of_a_block_is_gone(author):
    author.write("mine/main.html", filled("footer", "mine"))
    author.build(WITH_OWN)
    assert "site-footer" not in author.page()
    assert "site-header" in author.page()


def test_a_part_of_a_page_can_be_the_authors_own(author):
    author.write("mine/partials/footer.html", "<footer>mine</footer>")
    author.build(WITH_OWN)
    assert "<footer>mine</footer>" in author.page() and "site-footer" not in author.page()


@pytest.mark.parametrize("text", ["", " \n "])
def test_nothing_to_announce_takes_no_room(author, text):
    author.write("mine/main.html", filled("announce", text))
    author.build(WITH_OWN)
    filled_with_nothing = author.page()
    assert "announce" not in filled_with_nothing


def test_a_template_of_a_single_page_counts_for_that_page(author):
    author.write("mine/own.html", filled("announce", "only here", "main.html"))
    author.write("docs/about.md", "---\ntemplate: own.html\n---\n# About\n\nx\n")
    author.build(WITH_OWN)
    assert "only here" in author.page("about/index.html")
    assert "only here" not in author.page()


def test_a_block_that_no_page_has_is_reported_with_its_line(author):
    author.write("mine/main.html", "\n" + filled("tabs", "x"))
    told = author.build(WITH_OWN)
    assert "mine/main.html:2:1: warning: block tabs: pages have no such block, but " in told
    for name in PLACES:
        assert name in told
