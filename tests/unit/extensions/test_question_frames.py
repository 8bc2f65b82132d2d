"""What the page holds around a question: one frame, a link beside it, a control named after it."""

import re

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.answers import MARK, framed
from coursenotes.extensions.engine import render


def page(notes):
    """The HTML of a page with ``notes``."""
    plan = plan_site(read_notes(f"# T\n\n## W\n\n{notes}", "n.md"))
    (found,) = (page for page in plan.pages if page.path == "w.md")
    return render(found.markdown.split("---\n", 2)[2])


def frames(html):
    return re.findall(r'<div class="qa">.*?\n</div>', html, re.DOTALL)


def named(html):
    """The text of each answer's control with the texts that it is named after."""
    texts = dict(re.findall(r'<(?:h\d|summary)[^>]* id="([^"]+)"[^>]*>(.*?)</', html))
    names = re.findall(r'<summary[^>]* aria-labelledby="([^"]+)"', html)
    return [" ".join(texts[name] for name in ids.split()) for ids in names]


def test_an_answers_control_is_named_after_its_question():
    html = page("**What is X?**\n\n> Y\n\n**What is Z?**\n\n<details>\n\n1\n\n</details>\n")
    assert named(html) == ["Answer What is X?", "Answer What is Z?"]


def test_a_question_and_its_answer_stand_in_one_frame():
    first, second = frames(page("**What is X?**\n\n> Y\n\n**What is Z?**\n\n> 1\n"))
    assert re.search("What is X.*<details.*Y.*</details>", first, re.DOTALL)
    assert re.search("What is Z.*<details.*1.*</details>", second, re.DOTALL)


def test_a_question_has_a_link_beside_its_heading_and_none_in_it():
    html = page("**What is X?**\n\n> Y\n\n### Other\n\ntext\n")
    assert re.search(r'<h\d [^>]*id="what-is-x"[^>]*>What is X\?</h\d>', html)
    link = '<a class="headerlink question-link" href="#what-is-x" aria-labelledby="what-is-x">#</a>'
    assert html.count(link) == 1
    assert re.search(r'id="other">Other<a class="headerlink"', html)


def test_options_stand_between_the_question_and_its_answer():
    (frame,) = frames(page("**Which is it?**\n\n- [ ] this\n- [x] that\n\nText.\n"))
    assert frame.index("this") < frame.index("<details")


def test_a_question_without_an_answer_stands_alone():
    html = page("### Q: What is X?\n\n### Q: What is Z?\n\nY\n\n### Other\n\n- text\n")
    first, second = frames(html)
    assert "<details" not in first
    assert "What is Z" not in first
    assert "Y" in second
    assert "Other" not in second


def test_headings_and_details_inside_an_answer_end_nothing():
    inside = "### Part?\n\n<details><summary>more</summary>\n\ndeep\n\n</details>\n\nlast"
    html = page(f"**What is X?**\n\n<details><summary>Answer</summary>\n\n{inside}\n\n</details>\n")
    (frame,) = frames(html)
    assert "deep" in frame
    assert "last" in frame
    assert named(html) == ["Answer What is X?"]


def test_questions_in_a_list_have_frames_in_its_items():
    html = page("1. What is X?\n\n   > Y\n2. What is Z?\n\n   > 1\n")
    assert len(re.findall(r'<li>\s*(?:<!--.*?-->\s*)?<div class="qa">', html)) == 2
    assert len(re.findall(r"</details>\s*</div>\s*</li>", html)) == 2


def test_raw_html_is_framed_like_markdown():
    html = (
        '<h3 id="a" class="question">A <code>x &lt; 1</code>?</h3>\n<p>1) <b>b</b></p>\n'
        '<details class="answer"><summary>Answer</summary><details><summary>s</summary>c</details>'
        "</details>\n<p>after</p>"
    )
    (frame,) = frames(framed(html))
    assert frame.endswith("</details></details>\n</div>")
    assert 'summary id="answer.a" aria-labelledby="answer.a a">Answer' in frame


@pytest.mark.parametrize(
    "html",
    [
        "<h2 id='x'>Heading?</h2><details><summary>s</summary>t</details>",
        '<h2 id="x" class="unquestioned">Heading?</h2><details class="answers">t</details>',
        "<p>&lt;h2 class=&quot;question&quot; id=&quot;x&quot;&gt;</p>",
    ],
)
def test_what_is_no_question_is_left_as_it_is(html):
    assert framed(html) == html


def test_ids_are_unique_and_every_name_leads_to_one():
    html = page("**What is X?**\n\n> Y\n\n**What is X?**\n\n> Z\n\n**What is X answer?**\n\n> 1\n")
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    names = {
        name for names in re.findall(r'aria-labelledby="([^"]+)"', html) for name in names.split()
    }
    assert names <= set(ids)
    assert len(named(html)) == 3


def test_only_a_link_that_shows_its_address_is_marked_as_one():
    html = page("See https://example.org/?a=1&b=2 and [this](https://example.org/).\n")
    assert html.count('class="address"') == 1
    assert '<a class="address" href="https://example.org/?a=1&amp;b=2">' in html


LIST = "1. ### What is X?\n\n   Y\n\n2. ### What is Z?\n\n   1\n"


@pytest.mark.parametrize(
    ("notes", "below"),
    [
        ("**What is X?**\n\n> Y\n", '<div class="qa">'),
        (f"- a\n\ntext\n\n{LIST}", "<ol>"),
        ("- a\n- b\n\n**What is X?**\n\n> Y\n", '<div class="qa">'),
    ],
)
def test_what_is_for_all_questions_stands_once_and_in_no_list(notes, below):
    html = page(notes)
    assert html.count(MARK) == 1
    assert html.partition(MARK)[2].lstrip().startswith(below)
