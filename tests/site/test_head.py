"""Test the built pages' metadata: addresses, previews, data, Markdown copies, site map."""

import json
import re
import struct
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

pytestmark = pytest.mark.site

URL = "https://example.org/mlops-notes/"


class Head(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.meta, self.links, self.data, self.title = {}, {}, [], ""
        self.inside = ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.inside = values.get("type", "") if tag == "script" else tag
        if tag == "meta" and (name := values.get("name") or values.get("property")):
            assert name not in self.meta, f"{name} twice"
            self.meta[name] = values["content"]
        if tag == "link":
            self.links.setdefault(values["rel"], []).append(values["href"])

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside == "application/ld+json":
            self.data.append(json.loads(data))
        if self.inside == "title":
            self.title += data


@pytest.fixture(scope="module")
def heads(site):
    pages = sorted(site.rglob("index.html"))
    return {
        URL + page.parent.relative_to(site).as_posix().replace(".", "") + "/" * (page.parent != site):
        Head(page.read_text("utf-8"))
        for page in pages
    }  # fmt: skip


def test_each_page_names_its_own_address(heads):
    for url, head in heads.items():
        assert head.links["canonical"] == [url] == [head.meta["og:url"]]


def test_descriptions_are_there_and_differ(heads):
    found = [head.meta["description"] for head in heads.values()]
    assert len(set(found)) == len(found)
    assert all(20 < len(text) <= 156 for text in found), found


def test_link_previews_have_what_they_show(heads, site):
    for head in heads.values():
        assert head.meta["og:title"] and head.meta["og:description"] == head.meta["description"]
        assert head.meta["og:type"] in ("website", "article")
        assert head.meta["twitter:card"] == "summary_large_image"
        picture = site / head.meta["og:image"].removeprefix(URL)
        assert struct.unpack(">II", picture.read_bytes()[16:24]) == (1200, 630)


def test_each_page_has_a_copy_in_markdown_that_says_its_questions(heads, site):
    for url, head in heads.items():
        (copy,) = head.links["alternate"]
        assert copy == f"{url}index.md"
        text = (site / copy.removeprefix(URL)).read_text("utf-8")
        assert text.startswith("# ") and "///" not in text and "{#" not in text
        for node in nodes(head, "Question"):
            assert node["name"] in text


def test_links_between_copies_lead_to_copies(site):
    for copy in site.rglob("*.md"):
        for link in re.findall(r"\]\(([^)\s#]+)[)#]", copy.read_text("utf-8")):
            if "://" not in link:
                assert (copy.parent / link).is_file(), (copy, link)


def nodes(head, kind):
    return [
        node
        for data in head.data
        for top in data["@graph"]
        for node in (top, *top.get("mainEntity", []))
        if node["@type"] == kind
    ]


def test_data_says_what_search_engines_require(heads):
    """Google's rules for "FAQ" and "Breadcrumb"; types and properties are schema.org's."""
    for url, head in heads.items():
        for data in head.data:
            assert data["@context"] == "https://schema.org"
            assert {node["@type"] for node in data["@graph"]} <= {"BreadcrumbList", "FAQPage"}
        for trail in nodes(head, "BreadcrumbList"):
            steps = trail["itemListElement"]
            assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
            assert steps[0]["item"] == URL and steps[-1]["item"] == url and len(steps) >= 2
            assert all(step["item"] in heads and step["name"] for step in steps)
            assert {step["@type"] for step in steps} == {"ListItem"}
        for faq in nodes(head, "FAQPage"):
            assert faq["mainEntity"]
        for question in nodes(head, "Question"):
            assert set(question) == {"@type", "name", "acceptedAnswer"} and question["name"]
            answer = question["acceptedAnswer"]
            assert answer["@type"] == "Answer" and answer["text"].strip()


def test_all_fourteen_questions_are_data(heads):
    assert sum(len(nodes(head, "Question")) for head in heads.values()) == 14


def test_the_map_of_the_site_has_every_page_and_nothing_else(heads, site):
    root = ElementTree.parse(site / "sitemap.xml").getroot()
    found = [loc.text for loc in root.findall(".//{*}loc")]
    assert sorted(found) == sorted(heads)


def test_llms_txt_leads_to_copies_that_are_there(site):
    text = (site / "llms.txt").read_text("utf-8")
    links = re.findall(r"\]\((\S+)\)", text)
    assert len(links) == 8
    for link in links:
        assert (site / link.removeprefix(URL)).is_file()


def test_titles_run_no_scripts_anywhere_in_the_head(build, tmp_path):
    notes = tmp_path / "n.md"
    bad = '\\</title>\\<script>alert(1)\\</script> "> \\<img src=x onerror=alert(1)>'
    notes.write_text(f"# T\n\n## {bad}\n\n**{bad}?**\n\n> {bad}\n\n## B\n\nx\n", "utf-8")
    done = build("--notes", notes, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    pages = list((tmp_path / "out" / "site").rglob("*.html"))
    for page in pages:
        text = page.read_text("utf-8")
        assert "<script>alert" not in text and "<img src=x" not in text, page
    assert any("&lt;script&gt;alert" in page.read_text("utf-8") for page in pages)
