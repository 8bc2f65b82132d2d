"""Zensical, which will follow MkDocs' theme, builds the same pages from the same files."""

import json
import posixpath
import shutil
import subprocess
import sysconfig
from html.parser import HTMLParser
from pathlib import Path

import pytest

pytestmark = [pytest.mark.site, pytest.mark.slow]


class Shown(HTMLParser):
    """What a page shows and links to, without how its HTML is laid out."""

    def __init__(self, html):
        super().__init__()
        self.found, self.hidden = [], False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.hidden = tag in ("script", "style")
        values = dict(attributes)
        values.pop("data-search-exclude", None)  # Zensical's own search reads and drops it
        for name in {"href", "src"} & set(values):  # "./week-1/" is "week-1/"
            values[name] = posixpath.normpath(values[name])
        for name in {"data-count"} & set(values):  # JSON, which each writes with other spaces
            values[name] = str(json.loads(values[name]))
        self.found.append((tag, sorted((name, value or "") for name, value in values.items())))

    def handle_endtag(self, tag):
        self.hidden = False

    def handle_data(self, data):
        if data.strip() and not self.hidden:
            self.found.append(" ".join(data.split()))


@pytest.fixture(scope="module")
def both(project, run_python, tmp_path_factory):
    """The sites of both engines, and what Zensical said."""
    copy = Path(shutil.copytree(project, tmp_path_factory.mktemp("zensical") / "checkout"))
    done = run_python("-m", "mkdocs", "build", "--strict", "-d", copy / "mkdocs", cwd=copy)
    assert done.returncode == 0, done.stderr
    program = Path(sysconfig.get_path("scripts")) / "zensical"
    done = subprocess.run(
        [program, "build", "--config-file", "mkdocs.zensical.yml"],
        cwd=copy,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(copy / "scripts")},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return copy / "mkdocs", copy / "site", done.stdout + done.stderr


def pages_of(site):
    return sorted(page.relative_to(site).as_posix() for page in site.rglob("*.html"))


def test_zensical_finds_no_issue(both):
    assert "No issues found" in both[2]


def test_zensical_builds_the_same_pages(both):
    mkdocs, zensical, _ = both
    assert pages_of(zensical) == pages_of(mkdocs)
    for name in pages_of(mkdocs):
        ours, theirs = (Shown((site / name).read_text("utf-8")).found for site in (mkdocs, zensical))
        assert theirs == ours, name
