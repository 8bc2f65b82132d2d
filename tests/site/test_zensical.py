"""An export needs no plugin: Zensical and bare MkDocs build the same pages from it."""

import json
import posixpath
import re
import shutil
import subprocess
import sysconfig
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from coursenotes.outputs.policy import source_of

pytestmark = [pytest.mark.site, pytest.mark.slow]


BY_HAND = """# About

A formula $x_1$, [a week](course-1/week-1.md).

!!! note
    Of *ours*.

> [!TIP]
> Read it.
"""


WEEK = """
### Week 9: Some of everything

See [week 1](#course-1-introduction-to-ml-life-cycle-and-deployment), ![a](a.svg) and $x_1$.[^1]

<picture><source srcset="a.svg, b.svg 2x" media="print"><img src="b.svg" alt="b"></picture>

- [x] done
- a

  ~~~python
  def f():
  \tx = "`~~~`"


  \treturn x &
  ~~~

  | a | b |
  | - | - |
  | 1 | 2 |

> [!NOTE]
> Mind.

[^1]: Once.
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>'


class Shown(HTMLParser):
    """The text and links of a page, regardless of its HTML's layout."""

    def __init__(self, html):
        super().__init__()
        self.found, self.hidden = [], False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.hidden = tag in ("script", "style")
        values = dict(attributes)
        for name in {"href", "src", "data-fonts"} & set(values):  # "./week-1/" is "week-1/"
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
    out = copy.parent / "out"
    (copy / "docs" / "about.md").write_text(BY_HAND, "utf-8")
    with (copy / "notes" / "mlops.md").open("a", encoding="utf-8") as notes:
        notes.write(WEEK)
    for name in ("a.svg", "b.svg"):
        (copy / "notes" / name).write_text(PICTURE, "utf-8")
    command = ("scripts/build.py", "--strict", "--out", out)
    done = run_python(*command, cwd=copy)
    assert done.returncode == 0, done.stderr
    (out / "site").rename(out / "mkdocs")
    program = Path(sysconfig.get_path("scripts")) / "zensical"
    done = subprocess.run(
        [program, "build"],
        cwd=out,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(copy / "scripts")},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return out / "mkdocs", out / "site", done.stdout + done.stderr


def pages_of(site):
    return sorted(page.relative_to(site).as_posix() for page in site.rglob("*.html"))


def test_zensical_finds_no_issue(both):
    assert "No issues found" in both[2]


def test_zensical_builds_the_same_pages(both):
    mkdocs, zensical, _ = both
    assert pages_of(zensical) == pages_of(mkdocs)
    for name in pages_of(mkdocs):
        ours, theirs = (
            Shown((site / name).read_text("utf-8")).found for site in (mkdocs, zensical)
        )
        assert theirs == ours, name


def test_mkdocs_without_the_plugin_builds_the_same_pages(both, run_python):
    mkdocs = both[0]
    done = run_python("-m", "mkdocs", "build", "--strict", "-d", "bare", cwd=mkdocs.parent)
    assert done.returncode == 0, done.stderr
    assert pages_of(mkdocs.parent / "bare") == pages_of(mkdocs)
    for name in (*pages_of(mkdocs), "search/index.js", "sitemap.xml"):
        ours, theirs = ((mkdocs.parent / s / name).read_text("utf-8") for s in ("mkdocs", "bare"))
        # An export writes tabs and backticks as references, or the engine would read them.
        assert unescape(theirs) == unescape(ours), name


def test_another_engines_site_is_finished_with_copies_and_a_worker(both, build):
    mkdocs, zensical, _ = both
    assert build("--finish", zensical).returncode == 0
    found = [{p.relative_to(s).as_posix() for p in s.rglob("*.md")} for s in (mkdocs, zensical)]
    assert found[0] == found[1] != set()
    kept = (zensical / "sw.js").read_text("utf-8")
    assert '"about/": ' in kept and "notes.css" in kept and "bundle" not in kept


def test_the_policy_of_both_allows_exactly_the_scripts_that_their_pages_hold(both):
    for site in both[:2]:
        for name in pages_of(site):
            text = (site / name).read_text("utf-8")
            policy = re.search('http-equiv="Content-Security-Policy" content="([^"]*)"', text)[1]
            held = re.findall(
                r"<script(?![^>]*(?:\ssrc=|ld\+json))[^>]*>(.*?)</script>", text, re.S
            )
            assert len(held) >= 2
            assert set(re.findall("'sha256-.*?'", policy)) == set(map(source_of, held)), name
