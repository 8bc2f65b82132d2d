"""Metadata: descriptions, questions as JSON-LD, the list for language models."""

import json
import re

import pytest
import yaml
from coursenotes import Settings, plan_site, read_notes
from coursenotes.outputs import files_of
from coursenotes.outputs.export import exported_page, front_matter
from coursenotes.outputs.html import render_page

URL = "https://example.org/notes/"
NOTES = """# T

All of it.

## Course 1: A

### Week 1: B

**Why "x" & $y$?**

> Because </script> **of** it:
>
> - one
> - two

### Week 2: C

Words without a question.

## Course 2: D

### Week 1: E

x
"""


def plan_of(text=NOTES, url=URL, levels=None):
    return plan_site(read_notes(text, "n.md", levels), settings=Settings(site_url=url))


def meta(plan):
    return {page.path: page.meta for page in plan.pages}


def test_each_page_has_a_description_from_its_own_words():
    found = {path: values["description"] for path, values in meta(plan_of()).items()}
    assert found["index.md"] == "All of it. · Course 1: A · Course 2: D"
    assert found["course-1/week-1.md"] == "Why &quot;x&quot; &amp; y?"
    assert len(set(found.values())) == len(found)
    assert all(0 < len(text) for text in found.values())


def test_a_long_description_ends_with_a_word():
    page = plan_of("# T\n\n" + "longish words " * 40).pages[0]
    assert len(page.description) <= 156
    assert page.description.endswith(("words…", "longish…"))


def test_questions_are_data_with_their_answers_as_text():
    data = meta(plan_of())["course-1/week-1.md"]["structured"]
    (faq,) = (node for node in data["@graph"] if node["@type"] == "FAQPage")
    (question,) = faq["mainEntity"]
    assert question["name"] == 'Why "x" & y?'
    assert question["acceptedAnswer"]["text"] == "Because of it:\none\ntwo"


def test_the_way_to_a_page_is_data_with_full_addresses():
    data = meta(plan_of())["course-1/week-2.md"]["structured"]
    (trail,) = (node for node in data["@graph"] if node["@type"] == "BreadcrumbList")
    assert [step["item"] for step in trail["itemListElement"]] == [
        URL,
        f"{URL}course-1/",
        f"{URL}course-1/week-2/",
    ]
    assert [step["position"] for step in trail["itemListElement"]] == [1, 2, 3]


def test_without_an_address_there_is_no_way_to_name_and_without_questions_no_data():
    assert "structured" not in meta(plan_of(url=""))["course-1/week-2.md"]


@pytest.mark.parametrize(
    "text", ["\x7f\x85 \u2028", '"\\/: {x} # y', "# 🚀 </script>", "- a: b", ""]
)
def test_any_text_comes_back_from_the_front_matter(text):
    assert yaml.safe_load(front_matter({"title": text}).split("---\n")[1]) == {"title": text}


def test_llms_txt_lists_every_pages_copy():
    text = files_of(plan_of())["llms.txt"].decode()
    assert re.match(r"# T\n\n> All of it\. [^\n]*\n\n## Course 1: A\n\n- \[", text)
    links = re.findall(r"^- \[([^]]+)\]\((\S+)\): \S", text, re.M)
    assert links[:3] == [
        ("Course 1: A", f"{URL}course-1/index.md"),
        ("Week 1: B", f"{URL}course-1/week-1/index.md"),
        ("Week 2: C", f"{URL}course-1/week-2/index.md"),
    ]
    assert len(links) == len(plan_of().pages) - 1  # the home page is the list itself


def test_llms_txt_of_notes_with_one_level_lists_them_below_one_heading():
    plan = plan_of("# T\n\nx\n\n## A [b]\n\ny\n\n## C\n\nz\n", levels=(2,))
    text = files_of(plan)["llms.txt"].decode()
    assert "## Notes\n\n- [T](https://example.org/notes/index.md): x" in text
    assert "- [A \\[b\\]](https://example.org/notes/a-b/index.md): y" in text


def test_data_is_json_in_one_line():
    page = next(p for p in plan_of().pages if p.path == "course-1/week-1.md")
    line = re.search(
        r"^structured: (.*)$", exported_page(page, render_page(page.body, page.path)), re.M
    )
    assert line and json.loads(line[1])["@context"] == "https://schema.org"
