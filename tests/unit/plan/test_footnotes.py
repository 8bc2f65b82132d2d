"""Footnotes are as on GitHub, and on every page that refers to them."""

import re
from html import unescape

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from coursenotes import plan_site, preview, read_notes
from coursenotes.elements import plain
from coursenotes.outputs.markdown_copies import copy_of
from coursenotes.outputs.search_places import places_of
from coursenotes.plan import footnotes
from coursenotes.plan.addresses import placed_notes
from coursenotes.plan.footnotes import place_footnotes
from coursenotes.translations import words_of
from examples import times
from hypothesis import given
from hypothesis import strategies as st
from pages import html_of, html_of_site, ids_in


def shape(html: str) -> str:
    """Return what is compared: text, references with numbers, entries; not the names of links."""
    html = re.sub(r"<a [^>]*(?:footnote-backref|headerlink).*?</a>", "", html, flags=re.DOTALL)
    html = re.sub(r"<(?!/?(?:li|ol|sup|blockquote|code)\b)[^>]*>", "", html)
    html = re.sub(r"\s*(<[^>]*>)\s*", r"\1", re.sub(r"(<\w+)[^>]*>", r"\1>", html))
    return re.sub(r"\s+", " ", unescape(html)).strip()


@pytest.mark.parametrize(
    "markdown",
    [
        "x[^1] y[^1] z[^b]\n\n[^b]: two\n[^1]: one *em*\n",
        "unknown[^no]\n\n[^unused]: u\n",
        "in[^A] any[^a] case\n\n[^a]: u\n",
        "x[^1]\n\n[^1]: the first counts\n\n[^1]: not this one\n",
        "x[^1]\n\n[^1]: one\n\n    [^2]: inside\n\n    more[^2]\n",
        "x[^1]\n\n> [^1]: in a quote\n\n- [^2]: in a list\n",
        "x[^1]\n\n[^1]:\n    a\n    b\n\n    c\n\nd\n",
        "x[^`c`]\n\n[^`c`]: u\n",
        "x[^1]\n\n[^1]: [^1]: deep\n",
    ],
)
def test_footnotes_come_out_as_on_github(markdown):
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    github = cmarkgfm.github_flavored_markdown_to_html(markdown, options=options)
    assert shape(preview(markdown)) == shape(github)


# --- on the pages ---------------------------------------------------------------------------------


def pages_of(text):
    """Return the address of each page of the notes → its HTML."""
    found = plan_site(read_notes(text, "n.md")).pages
    return {page.path: html_of(page) for page in found if page.at.line}


def noted(html):
    """Return the numbers of the footnotes on a page, each with its text."""
    found = re.findall(r'<li id="fn:(\d+)" value="\1">(.*?)</li>\n?(?=<li id|</ol>)', html, re.S)
    return {int(number): " ".join(shape(text).split()) for number, text in found}


def assert_whole(html):
    """Check that every reference has its footnote on the page and back, and ids are unique."""
    ids = ids_in(html)
    assert len(ids) == len(set(ids))
    links = re.findall(r'href="#(fn[^"]*)"', html)
    assert set(links) == {name for name in ids if name.startswith("fn")}
    forth = re.findall(r'href="#fn:(\d+)" id="fnref:\1((?::\d+)?)">\1</a>', html)
    back = re.findall(r'href="#fnref:(\d+)((?::\d+)?)" class="footnote-backref"', html)
    assert sorted(forth) == sorted(back)
    assert len(links) == len(forth) + len(back)


USES = {
    "text": "Again[^a].",
    "twice": "One[^a] and two[^a].",
    "table": "| x[^a] | y |\n| - | - |\n| 1 | 2[^a] |",
    "list": "- x\n    - y[^a]",
    "numbered, as HTML": "3. x\n\n   ```\n   y\n   ```\n\n   z[^a]",
    "heading": "### Part[^a]\n\nText.",
    "question": "**What is it[^a]?**\n\nIt.",
    "answer": "**What is it?**\n\n<details><summary>Answer</summary>\n\nIt[^a].\n\n</details>",
    "list of questions": "1. **What is it[^a]?**\n   It.\n2. **What is that?**\n   That[^a].",
    "quote": "> [!NOTE]\n> Mind[^a].",
    "footnote": "Again[^b].",
    "footnote of a footnote": "Again[^c].",
    "html": "<div>\n\nx[^a]\n\n</div>",
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_a_footnote_is_on_every_page_that_refers_to_it(use):
    pages = pages_of(
        f"# T\n\n## Week 1\n\nA fact[^a].\n\n## Week 2\n\n{use}\n\n## Week 3\n\nNone.\n\n"
        "## Week 4[^a]\n\nText.\n\n"
        "[^a]: note a\n\n    more\n[^b]: see[^a]\n[^c]: see[^b]\n"
    )
    for html in pages.values():
        assert_whole(html)
    note = "note a more"
    assert noted(pages["week-1.md"]) == {1: note}
    assert noted(pages["week-2.md"])[1] == note
    assert noted(pages["week-3.md"]) == {}
    assert noted(pages["week-4.md"]) == {1: note}


def test_a_footnote_keeps_its_number_on_github():
    pages = pages_of(
        "# T\n\n## Week 1\n\na[^x] b[^y] c[^z]\n\n## Week 2\n\nd[^z] e[^x]\n\n"
        "[^z]: see[^w]\n[^y]: Y\n[^x]: X\n[^w]: W\n"
    )
    assert noted(pages["week-2.md"]) == {1: "X", 3: "see<sup>4</sup>", 4: "W"}


def test_pages_that_a_long_one_was_divided_into_have_their_footnotes():
    long = "word " * 3000
    pages = pages_of(f"# T\n\n## Week 1\n\n### A\n\n{long}[^a]\n\n### B\n\n{long}[^a]\n\n[^a]: n\n")
    assert [path for path, html in pages.items() if noted(html)] == ["week-1/a.md", "week-1/b.md"]
    assert [noted(html) for html in pages.values() if noted(html)] == [{1: "n"}] * 2


def test_what_an_author_names_like_a_footnote_is_theirs():
    text = (
        "# T\n\n## Week 1\n\na[^1] [own](#fn1) [back](#fnref1) [new](#fnord)\n\n"
        '## Week 2\n\nb[^1] <a id="fn1"></a><a id="fnord"></a> <a id="fnref1"></a>\n\n[^1]: u\n'
    )
    pages = pages_of(text)
    assert_whole(pages["week-1.md"])
    for name in ("fn1", "fnref1", "fnord"):
        assert f'href="../week-2/#user-content-{name}"' in pages["week-1.md"]
        assert pages["week-2.md"].count(f'id="user-content-{name}"') == 1
    nowhere = plan_site(read_notes("# T\n\n[x](#fn2) y[^1]\n\n[^1]: u\n", "n.md")).problems
    assert [p.message for p in nowhere] == ["link #fn2: no heading or anchor of that name"]


def test_a_problem_of_a_footnote_is_reported_once():
    note = "see [x](#nowhere) and [y](#nowhere)"
    text = f"# T\n\n## Week 1\n\na[^1]\n\n## Week 2\n\nb[^1]\n\n[^1]: {note}\n"
    assert len(plan_site(read_notes(text, "n.md")).problems) == 2


def test_the_search_finds_a_footnote_where_a_page_first_refers_to_it():
    weeks = "## Week 1\n\na[^1]\n\n## Week 2\n\nb\n\n### Part[^2]\n\nc[^1]\n\n"
    text = f"# T\n\n{weeks}[^1]: u\n[^2]: v[^1]"
    texts = ["\n".join(place.text) for place in places_of(plan_site(read_notes(text, "n.md")))]
    assert texts == ["", "a\nu", "b", "c\nv\nu"]


def test_a_copy_has_githubs_own_footnotes():
    text = (
        "# T\n\n## Week 1\n\na[^x] b[^y]\n\n"
        "## Week 2\n\nc[^y]\n\n[^x]: u\n[^y]: v\n\n    - w\n\n    ```\n    x\n    ```\n"
    )
    copies = {page.path: copy_of(page) for page in plan_site(read_notes(text, "n.md")).pages}
    assert copies["week-2.md"] == (
        "# Week 2\n\nc[^2]\n\n[^2]: v\n\n    - w\n\n    ```\n    x\n    ```\n"
    )
    again = copy_of(plan_site(read_notes(copies["week-1.md"], "n.md")).pages[0])
    assert again == copies["week-1.md"]


def test_footnotes_on_many_pages_have_a_limit_that_is_reported(monkeypatch):
    monkeypatch.setattr(footnotes, "MOST_REPEATED", 350)
    weeks = "".join(f"## Week {n}\n\na[^1] b[^2]\n\n" for n in range(1, 5))
    plan = plan_site(read_notes(f"# T\n\n{weeks}[^1]: {'long ' * 30}\n[^2]: short\n", "n.md"))
    html = html_of_site(plan)
    assert [list(noted(html[f"week-{n}.md"])) for n in range(1, 5)] == [[1, 2], [1, 2], [2], [2]]
    assert 'href="../week-1/#fn:1" id="fnref:1:2"' in html["week-3.md"]
    assert [(p.at.line, p.message) for p in plan.problems] == [
        (
            19,
            "footnotes: repeated on so many pages that they come to 350 letters; from Week 3 on, "
            "references to this one lead to the first page that has it",
        )
    ]


@times(0.4)
@given(
    st.lists(st.lists(st.integers(0, 5), max_size=4), min_size=2, max_size=5),
    st.lists(st.lists(st.integers(0, 5), max_size=2), min_size=5, max_size=5),
)
def test_whatever_refers_to_whatever_each_page_has_what_it_needs(weeks, notes):
    def refs(numbers):
        return " ".join(f"x[^{n}]" for n in numbers) or "x"

    text = "# T\n\n" + "".join(f"## Week {n}\n\n{refs(w)}\n\n" for n, w in enumerate(weeks, 1))
    text += "\n".join(f"[^{n}]: note {n} {refs(note)}" for n, note in enumerate(notes))
    read = read_notes(text, "n.md")
    placed = place_footnotes(placed_notes(read.root, words_of("en")).walk(), read.files["n.md"])
    label = {number: int(plain(note).split()[1]) for number, note in placed.texts.items()}
    assert not placed.problems
    for place, week in enumerate(weeks, 1):
        wanted, waiting, count = set(), [*week], 0
        while waiting:
            n = waiting.pop()
            count += n < len(notes)
            if n < len(notes) and n not in wanted:
                wanted.add(n)
                waiting += notes[n]
        found = placed.on_page[f"week-{place}.md"] if placed.texts else {}
        assert sorted(label[number] for number in found) == sorted(wanted)
        names = [name for names in found.values() for name in names]
        assert len(names) == len(set(names)) == count
