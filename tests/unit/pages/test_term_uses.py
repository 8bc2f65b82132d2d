"""Terms are linked from where a page first uses one to where it is explained."""

import re
from pathlib import Path

import pytest
from coursenotes import Settings, plan_site, read_notes
from coursenotes.outputs import files_of
from coursenotes.outputs.markdown_copies import copy_of
from pages import html_of_site

ROOT = Path(__file__).parents[3]


def site_of(text, language="en"):
    notes = read_notes(f"# T\n\n## One\n\n{text}\n", "n.md", (2,))
    return plan_site(notes, settings=Settings(language=language))


def pages_of(text, language="en"):
    return html_of_site(site_of(text, language))


def linked(text, language="en"):
    """Return the texts that page One links to an explanation, with the links' targets."""
    return re.findall(
        r'<a class="term" aria-describedby="[^"]*" href="([^"]*)">([^<]*)</a>',
        pages_of(text, language)["one.md"],
    )


DRIFT = "\n\n## Two\n\n- **{0}**: it changes over time\n- x\n"


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Data drift", "It is data drift here.", "data drift"),
        ("Data drift", "It is Data Drift here.", "Data Drift"),
        ("Data drift", "It is data\ndrift here.", "data\ndrift"),
        ("Data drift", "Two data drifts.", "data drifts"),
        ("Feature cross", "Feature crosses.", "Feature crosses"),
        ("Range query", "Two range queries.", "range queries"),
        ("Feature crosses", "A feature cross.", "feature cross"),
        ("Data drift", "**data drift**", "data drift"),
        ("Data drift", "| a | b |\n|--|--|\n| data drift | y |", "data drift"),
        ("NumPy", "In NumPy, too.", "NumPy"),
        ("TCP/IP", "Over TCP/IP.", "TCP/IP"),
        ("Backpropagation", "By backpropagation.", "backpropagation"),
        ("Human level (HLP)", "Near human level.", "human level"),
        ("Human level (HLP)", "Near HLP.", "HLP"),
        ("Lineare Regression", "Die lineare Regression.", "lineare Regression"),
        ("线性回归", "我们在线性回归中看到。", "线性回归"),
        ("ニューラルネット", "このニューラルネットは深い。", "ニューラルネット"),
        ("선형 회귀", "이것은 선형 회귀를 쓴다.", "선형 회귀"),
        ("Пространство имен", "Здесь пространство имен.", "пространство имен"),
    ],
)
def test_the_first_use_leads_to_the_explanation(name, text, found):
    ((address, shown),) = linked(text + DRIFT.format(name))
    assert shown == found
    assert address.startswith("../two/#")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Data", "The data is big."),
        ("Filter", "We filter it."),
        ("In it", "It is in it."),
        ("Data drift", "### Data drift now"),
        ("Data drift", "`data drift`"),
        ("Data drift", "```\ndata drift\n```"),
        ("Data drift", "[data drift](https://example.org)"),
        ("Data drift", "$data drift$"),
        ("Data drift", "~~data drift~~"),
        ("Data drift", "metadata drift"),
        ("Data drift", "big-data drift"),
        ("Data drift", "data drifting, data drift-like, data drift_x"),
        ("Data drift", "DATA DRIFT"),
        ("NumPy", "In numpy, in NumPy.js."),
        ("HLP", "In hlp."),
        ("线性回归", "非线性回归和多元线性回归。"),
        ("回归", "我们用回归。"),
        ("선형 회귀", "이것은 선형 회귀분석이다."),
    ],
)
def test_what_could_mean_something_else_leads_nowhere(name, text):
    assert linked(text + DRIFT.format(name)) == []


def test_only_the_first_use_of_a_page_is_linked_and_the_longest_name_counts():
    text = "data drift, data drift, data drift detection" + DRIFT.format("Data drift")
    text += "- **Data drift detection**: finds the changes\n"
    assert [shown for _, shown in linked(text)] == ["data drift", "data drift detection"]


def test_a_term_that_is_explained_twice_is_not_linked():
    text = "data drift" + DRIFT.format("Data drift")
    assert linked(text + "\n\n## Three\n\n- **Data drift**: another thing\n- x\n") == []


def test_the_answer_that_explains_a_term_has_no_link_and_others_have():
    text = (
        "**What is data drift?**\n\n> Data drift is a change.\n\n"
        "**Why?**\n\n> Because of data drift.\n"
    )
    assert linked(text) == [("#what-is-data-drift", "data drift")]
    assert "> Data drift is" not in pages_of(text)["one.md"]


def test_below_an_open_explanation_there_is_no_link_and_above_there_is():
    assert linked("**Data drift**: it changes over time\n\nMore data drift.") == []
    above = "Soon data drift.\n\n**Data drift**: it changes over time"
    assert linked(above) == [("#data-drift", "data drift")]


def test_the_meaning_is_at_the_end_of_the_page_with_a_link():
    html = pages_of("data drift" + DRIFT.format("Data drift"))["one.md"]
    assert (
        '<a class="term" aria-describedby="term.1" href="../two/#data-drift">data drift</a>' in html
    )
    assert html.rstrip().endswith(
        '<div class="gloss" id="term.1" popover><p>it changes over time</p>'
        '<a href="../two/#data-drift">Two</a></div>'
    )


def test_hostile_names_and_meanings_are_text():
    notes = (
        "a &lt;b onx&gt; c" + "\n\n## Two\n\n- **a &lt;b onx&gt; c**: &lt;script&gt; &quot;\n- x\n"
    )
    html = pages_of(
        "A \"data drift'&lt;i&gt;" + DRIFT.format("Data drift").replace("it", "&lt;i&gt;")
    )
    assert "<p>&lt;i&gt; changes" in html["one.md"]
    assert "<script>" not in pages_of(notes)["one.md"]


def test_copies_search_and_machines_do_not_know_of_links_to_terms():
    text = "It is data drift here, more than my_name*s." + DRIFT.format("Data drift")
    site = site_of(text)
    (one,) = (page for page in site.pages if page.path == "one.md")
    assert "It is data drift here, more" in copy_of(one)
    told = [data for path, data in files_of(site).items() if b"term.1" in data]
    assert told == []


def test_pages_without_terms_have_nothing_of_it():
    assert "gloss" not in pages_of("Only text.")["one.md"]


def test_the_script_is_small():
    script = ROOT / "overrides" / "assets" / "javascripts" / "terms.js"
    assert len(script.read_bytes()) <= 1024
