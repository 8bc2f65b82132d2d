"""Whatever the bytes of the notes are, the pages are right or the message is clear."""

import unicodedata

import pytest
from coursenotes import plan_site, preview, read_notes
from coursenotes.errors import NotesError
from coursenotes.sources.load import load_text
from examples import times
from hypothesis import given
from hypothesis import strategies as st
from pages import html_of

NOTES = "# T\n\n## Week 1\n\n- a\n\n  b\n\n**Why?**\n\n```\nx\n```\n\n| a |\n|---|\n| b |\n"


def pages(text, levels=None):
    return plan_site(read_notes(text, "n.md", levels)).pages


@pytest.mark.parametrize(
    "written",
    [
        "\ufeff" + NOTES,
        NOTES.replace("\n", "\r\n"),
        NOTES.replace("\n", "\r"),
        "\ufeff" + NOTES.replace("\n\n", "\n\r\n"),
        NOTES + "\n\n\n",
        NOTES.removesuffix("\n"),
    ],
)
def test_marks_and_line_ends_make_no_difference(written):
    assert pages(written) == pages(NOTES)


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("a\0b", ">a\ufffdb</p>"),
        ("a\x07b\x1bc", ">a\ufffdb\ufffdc</p>"),
        ("a\ud800b", ">a\ufffdb</p>"),
        ("-\ta\n\n\tb", "<li>\n<p>a</p>\n<p>b</p>\n</li>"),
        ("\tcode\n", "code"),
        ("cafe\u0301 caf\u00e9", "cafe\u0301 caf\u00e9"),
    ],
)
def test_characters_that_no_page_can_hold_are_replaced_and_the_others_kept(markdown, shown):
    (page,) = pages(markdown)
    assert shown in html_of(page)


def test_normal_forms_make_no_difference_for_addresses():
    text = "# T\n\n## Café Zoë\n\ntext\n\n## Other\n\nmore\n"
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    first, second = ([page.path for page in pages(form, (2,))] for form in forms)
    assert first == second == ["index.md", "café-zoë.md", "other.md"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf \n", "the file is empty"),
        (b"# T\n\n\xff", "n.md:3:1: byte 0xff is not UTF-8"),
        ("# T".encode("utf-16"), "n.md:1:1: byte 0xff is not UTF-8"),
        ("# T\n\né €".encode() + b"\xed\xa0\x80", "n.md:3:4: byte 0xed is not UTF-8"),
    ],
)
def test_a_file_that_is_no_text_is_reported(tmp_path, data, message):
    (tmp_path / "n.md").write_bytes(data)
    with pytest.raises(NotesError, match=message):
        load_text(tmp_path / "n.md")


def test_a_link_to_the_notes_is_followed_and_a_broken_one_is_reported(tmp_path):
    (tmp_path / "real.md").write_text("# T")
    (tmp_path / "link.md").symlink_to(tmp_path / "real.md")
    (tmp_path / "broken.md").symlink_to(tmp_path / "none.md")
    (tmp_path / "circle.md").symlink_to(tmp_path / "circle.md")
    assert load_text(tmp_path / "link.md") == "# T"
    for name in ("broken.md", "circle.md"):
        with pytest.raises(NotesError, match=rf"{name}: (no such file|cannot be read)"):
            load_text(tmp_path / name)


PIECES = st.sampled_from(
    "# |## |- |1. |> |    |\n|\n\n|```|$|$$|`|*|**|_|[|](|)|![|<|>|<br>|<details>|<summary>|"
    "</summary>|</details>|<div>|</div>|<table><tr><td>|<pre>|<a href=|<!--|-->|<script>|"
    "</script>|<p>|<b>|<ul><li>|<h2>|<img src=x|<svg>|<math>|<style>|<![CDATA[|\"|'|=|/|?|&amp;|"
    "[^1]|[^1]: |**Why?**|Q: |- [x] |> [!NOTE]\n|{#id}|/// details|\t|\0|\ud800|你好|a| ".split("|")
)


@times(1.5)
@given(st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join))
def test_any_soup_of_markdown_and_html_becomes_pages_without_what_github_strips(soup):
    for page in pages("# T\n\n## Week 1\n\n" + soup):
        html = html_of(page)
        for tag in ("script", "style", "iframe", "svg", "form"):
            assert f"<{tag}" not in html.lower()
    assert isinstance(preview(soup), str)
