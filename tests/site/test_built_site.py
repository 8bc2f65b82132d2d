"""Nothing is broken in the built site, and what would be is found."""

import shutil
import subprocess
import sysconfig
from pathlib import Path

import checks
import pytest

pytestmark = pytest.mark.site

BASE = "/mlops-notes/"
URL = f"https://example.org{BASE}"
PAGE = "course-1/week-2/index.html"  # faults are planted here


def lychee(site):
    """Lychee's verdict on a site in a folder named as its sub-path."""
    program = Path(sysconfig.get_path("scripts")) / "lychee"
    options = ["--offline", "--no-progress", "--root-dir", str(site.parent)]
    options += ["--index-files", "index.html", "--include-fragments", "--remap"]
    options += [f"{URL} file://{site}/", "--format", "detailed"]
    pages = sorted(str(page) for page in site.rglob("*.html"))
    done = subprocess.run(
        [str(program), *options, *pages], cwd=site, capture_output=True, encoding="utf-8"
    )
    assert done.returncode in (0, 2), done.stderr
    return done


def test_our_checks_find_nothing_below_a_sub_path(site):
    assert checks.problems(site, URL) == []


@pytest.mark.slow
def test_our_checks_find_nothing_at_the_root_of_a_host(built, tmp_path):
    url = "https://example.org/"
    assert checks.problems(built(tmp_path, SITE_URL=url), url) == []


def test_lychee_finds_nothing(site):
    done = lychee(site)
    assert done.returncode == 0, done.stdout


def test_mkdocs_alone_builds_the_same_site(checkout, run_python, site, tmp_path):
    """The hook writes the pages first."""
    arguments = ("-m", "mkdocs", "build", "--strict", "-d", tmp_path / "made")
    done = run_python(*arguments, cwd=checkout, SITE_URL=URL)
    assert done.returncode == 0, done.stderr
    for name in checks.Site(site, URL).pages:
        assert (tmp_path / "made" / name).read_text("utf-8") == (site / name).read_text("utf-8")


def remove(name):
    def plant(site):
        found = sorted(site.glob(name))
        assert found, f"nothing to remove: {name}"
        found[0].unlink()

    return plant


def insert(html, before="</article>", page=PAGE):
    def plant(site):
        text = (site / page).read_text("utf-8")
        assert before in text
        (site / page).write_text(text.replace(before, html + before, 1), "utf-8")

    return plant


def append(text, name):
    def plant(site):
        with (site / name).open("a", encoding="utf-8") as file:
            file.write(text)

    return plant


def orphan(site):
    shutil.copytree(site / "course-1" / "week-1", site / "course-1" / "week-9")


BOTH, OWN = "our checks and lychee", "our checks alone"
FAULTS = {
    # fault: (how to plant it, what our checks say, who finds it)
    "missing page": (remove("course-1/week-3/index.html"), "leads to no file", BOTH),
    "wrong case": (insert('<a href="../Week-3/">x</a>'), "leads to no file", BOTH),
    "missing slash": (insert('<a href="../week-3">x</a>'), "needs a slash at its end", OWN),
    "bad link after a missing slash": (
        insert('<a href="../week-3#lost">x</a>'),
        "needs a slash at its end",
        BOTH,
    ),
    "link to a source": (insert('<a href="../week-3.md">x</a>'), "leads to no file", BOTH),
    "bad fragment here": (insert('<a href="#lost">x</a>'), "has no #lost", BOTH),
    "bad fragment there": (insert('<a href="../week-3/#lost">x</a>'), "has no #lost", BOTH),
    "bad full address": (insert(f'<a href="{URL}lost/">x</a>'), "leads to no file", BOTH),
    "bad canonical address": (
        insert(f'<link rel="canonical" href="{URL}lost/">', "</head>"),
        "leads to no file",
        BOTH,
    ),
    "missing image": (insert('<img src="../lost.png">'), "leads to no file", BOTH),
    "missing image in a set": (insert('<img srcset="../lost.png 2x">'), "leads to no file", BOTH),
    "empty image": (insert('<img src="">'), "is empty", OWN),
    "missing script": (remove("assets/javascripts/theme.js"), "leads to no file", OWN),
    "missing style": (remove("assets/stylesheets/notes.css"), "leads to no file", BOTH),
    "missing font": (remove("assets/fonts/*.woff2"), "leads to no file", OWN),
    "missing import in a style": (
        append('@import "lost.css";', "assets/stylesheets/notes.css"),
        "leads to no file",
        OWN,
    ),
    "missing import in a script": (
        append('import "./lost.js";', "assets/javascripts/answers.js"),
        "leads to no file",
        OWN,
    ),
    "missing image in a style here": (
        insert("<style>p { background: url( lost.png ) }</style>"),
        "leads to no file",
        BOTH,
    ),
    "missing image in an attribute": (
        insert("<p style=\"background: url('lost.png')\">x</p>"),
        "leads to no file",
        OWN,
    ),
    "repeated id": (insert('<p id="how-to-establish-a-baseline">'), "more than once", OWN),
    "orphan page": (orphan, "no navigation leads to it", OWN),
    "script from elsewhere": (
        insert('<script src="https://cdn.example.com/x.js"></script>', "</head>"),
        "is loaded from another host",
        OWN,
    ),
    "style from elsewhere": (
        insert('<link rel="stylesheet" href="//cdn.example.com/x.css">', "</head>"),
        "is loaded from another host",
        OWN,
    ),
    "image from elsewhere": (
        insert('<img src="https://cdn.example.com/x.png">'),
        "is loaded from another host",
        OWN,
    ),
    "font from elsewhere": (
        append(
            "@font-face { src: url(https://cdn.example.com/x.woff2) }",
            "assets/stylesheets/math.css",
        ),
        "is loaded from another host",
        OWN,
    ),
    "script that imports from elsewhere": (
        append('import x from "https://cdn.example.com/x.js";', "assets/javascripts/answers.js"),
        "is loaded from another host",
        OWN,
    ),
    "connection to elsewhere": (
        insert('<link rel="preconnect" href="https://cdn.example.com">', "</head>"),
        "is loaded from another host",
        OWN,
    ),
    "absolute path": (insert('<a href="/course-1/">x</a>'), "leads outside /mlops-notes/", BOTH),
    "too many steps up": (
        insert('<a href="../../../course-1/">x</a>'),
        "leads outside /mlops-notes/",
        BOTH,
    ),
    "script address": (insert('<a href="javascript:x()">x</a>'), "has the scheme", OWN),
    "other base": (insert('<base href="/">', "</head>"), "<base> changes", BOTH),
    "no home page": (remove("index.html"), "no home page", BOTH),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(site, tmp_path, fault):
    plant, message, finder = FAULTS[fault]
    copy = Path(shutil.copytree(site, tmp_path / site.name))
    plant(copy)
    found = checks.problems(copy, URL)
    assert any(message in problem for problem in found), found
    assert (lychee(copy).returncode == 2) == (finder == BOTH)


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://example.com/else">x</a>',
        '<a href="mailto:a@example.org">x</a>',
        '<a href="../week-3/?plain=1#">x</a>',
        '<a href="">x</a>',
        '<a href="/mlops-notes/course-1/">x</a>',
        '<link rel="edit" href="https://example.com/notes">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
        '<p id="caf&eacute;"><a href="#caf%C3%A9">x</a></p>',
        "<pre>url(lost.png) &lt;img src=lost.png&gt;</pre>",
    ],
)
def test_what_is_no_fault_is_not_reported(site, tmp_path, html):
    copy = Path(shutil.copytree(site, tmp_path / site.name))
    insert(html)(copy)
    assert checks.problems(copy, URL) == []
    assert lychee(copy).returncode == 0
