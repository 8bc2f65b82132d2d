"""Whole pages as files to read and review; ``make golden`` rewrites them."""

from pathlib import Path

import pytest
from coursenotes import plan_site, read_notes

TESTS = Path(__file__).parents[2]
GOLDEN = TESTS / "golden"
NOTES = {"mlops": TESTS / "project" / "notes" / "mlops.md"} | {
    path.stem: path for path in sorted((TESTS / "fixtures").glob("*.md"))
}


@pytest.mark.parametrize("name", NOTES)
def test_pages_are_the_golden_ones(name, rewrite_golden):
    plan = plan_site(read_notes(NOTES[name].read_text("utf-8"), f"{name}.md"))
    folder = GOLDEN / name
    pages = {page.path: page.markdown for page in plan.pages}
    if rewrite_golden:
        for old in folder.rglob("*.md"):
            old.unlink()
        for path, text in pages.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")
    golden = {str(p.relative_to(folder)): p.read_text("utf-8") for p in folder.rglob("*.md")}
    assert golden, "no golden pages: run make golden and look at them"
    assert pages == golden
