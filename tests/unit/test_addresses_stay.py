"""Links to addresses of version 1 still work.

``tests/fixtures/addresses-1.txt`` lists the addresses of every fixture, one page a line with its
anchors. Running this file adds new ones; none may be removed before version 2.
"""

import re
import sys
from pathlib import Path

import pytest
from coursenotes import plan_site, read_notes
from folders import KINDS, copy_of, expected_of, planned
from pages import html_of_site, ids_in

FIXTURES = Path(__file__).parents[1] / "fixtures"
PROMISED = FIXTURES / "addresses-1.txt"
FILES = sorted(file.stem for file in FIXTURES.glob("*.md"))


def addresses(site):
    """Return each page's address with its anchors, on one line."""
    for path, html in html_of_site(site).items():
        yield re.sub(r"(?:index)?\.md$", "", path), sorted(set(ids_in(html)))


def site_of(name, folder):
    if name in KINDS:
        return planned(copy_of(name, folder), expected_of(name).get("repository", ""))[1]
    return plan_site(read_notes((FIXTURES / f"{name}.md").read_text("utf-8"), f"{name}.md"))


def promised():
    lines = (line.split() for line in PROMISED.read_text("utf-8").splitlines())
    found = {}
    for name, page, *anchors in lines:
        found.setdefault(name, {})[page.removeprefix("/")] = anchors
    return found


@pytest.mark.parametrize("name", [*FILES, *KINDS])
def test_every_page_and_anchor_of_version_1_is_still_there(name, tmp_path):
    now = dict(addresses(site_of(name, tmp_path)))
    for page, anchors in promised()[name].items():
        assert page in now
        assert set(anchors) <= set(now[page]), page


if __name__ == "__main__":  # add new ones, keep promised ones
    from tempfile import TemporaryDirectory

    known = promised() if PROMISED.exists() else {}
    for each in [*FILES, *KINDS]:
        with TemporaryDirectory() as made:
            for page, anchors in addresses(site_of(each, Path(made))):
                kept = known.setdefault(each, {}).setdefault(page, [])
                kept += [anchor for anchor in anchors if anchor not in kept]
    sys.stdout.writelines(
        f"{' '.join((name, '/' + page, *anchors))}\n"
        for name, pages in sorted(known.items())
        for page, anchors in sorted(pages.items())
    )
