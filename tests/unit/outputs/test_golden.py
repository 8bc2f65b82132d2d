"""Whole pages match golden files, for review; ``make golden`` rewrites them.

Each page has its Markdown copy there, and one with some of everything its HTML.
"""

from pathlib import Path

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.outputs.markdown_copies import copy_of
from pages import html_of

TESTS = Path(__file__).parents[2]
GOLDEN = TESTS / "golden"
NOTES = {"mlops": TESTS / "project" / "notes" / "mlops.md"} | {
    path.stem: path for path in sorted((TESTS / "fixtures").glob("*.md"))
}
AS_HTML = {("mlops", "course-1/week-2.md")}


@pytest.mark.parametrize("name", NOTES)
def test_pages_are_the_golden_ones(name, rewrite_golden):
    site = plan_site(read_notes(NOTES[name].read_text("utf-8"), f"{name}.md"))
    folder = GOLDEN / name
    files = {page.path: copy_of(page) for page in site.pages} | {
        page.path.removesuffix(".md") + ".html": html_of(page)
        for page in site.pages
        if (name, page.path) in AS_HTML
    }
    if rewrite_golden:
        for old in (*folder.rglob("*.md"), *folder.rglob("*.html")):
            old.unlink()
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")
    golden = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*.*")
        if path.is_file()
    }
    assert golden, "no golden pages: run make golden and look at them"
    assert files == golden
