"""Sites of whole folders: nothing is lost, nothing is wrong, whatever the folder holds."""

import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from folders import KINDS, copy_of, expected_of

pytestmark = pytest.mark.site

PICTURE = (Path(__file__).parents[1] / "fixtures/folders/flat/images/stack.png").read_bytes()

NAMES = [
    "50% off.md", "a#b.md", "it's.md", "end..md", "🚀.md", "ملف.md", "שלום/עולם.md", "a&b.md",
    "$x$.md", "`c`.md", "[x](y).md", " lead.md", "--.md", "_x.md", "%2e%2e.md", "l" * 240 + ".md",
    "a.md", "a/b.md", "a/README.md", "y.Md", "z.markdown", "README.md.md", "index.md",
    "index/index.md", "sitemap.md", "assets/x.md", "search/y.md", "topics.md", "404.md", "\u202eevil.md",
    "zero\u200bwidth.md", "\u00e9.md",
]  # fmt: skip
NOT_ON_EVERY_SYSTEM = [
    "why?.md", 'say "so".md', "line\nbreak.md", "con.md", "aux/nul.md", "<b>.md", "back\\slash.md",
    "tab\there.md", "A.md", "A/c.md", "e\u0301.md", "deep/" * 45 + "down.md",
]  # fmt: skip
TEXTS = {
    "README.md": "# Home\n\n[me](README.md) [me](./) [me](/README.md#home) [a](a.md) [folder](a) "
    "[percent](50%25%20off.md) [sharp](a%23b.md) [to the left](ملف.md)\n",
    "SUMMARY.md": "- [Summary](SUMMARY.md)\n- [Home](README.md)\n  - [Summary](SUMMARY.md)\n"
    "- [gone](gone.md)\n- [up](../../x.md)\n- [a](a.md)\n",
    "bom.md": "\ufeff# With a mark\n\nx\n",
    "crlf.md": "---\r\ntitle: Of Windows\r\n---\r\n\r\ntext\r\n\r\n## Two\r\n\r\nmore\r\n",
    "cr.md": "# Of old Macs\r\rtext\r",
    "heading.md": "# Only a heading\n",
    "picture.md": "![alone](p.png)\n",
    "rule.md": "---\n",
    "comment.md": "<!-- nothing -->\n",
    "nul.md": "# N\0ul\n",
    "front.md": "---\ntitle: [a, b]\n---\n\nx\n",
    "broken-front.md": "---\n: : :\n---\n\nbroken\n",
    "only-front.md": "---\ntitle: Nothing else\n---\n",
    "raw.md": "<h1>Raw</h1> <a href='a.md'>x</a> <img src='p.png' srcset='p.png 2x'>\n",
    "long-title.md": f"# {'A title that goes on ' * 8}\n\nshort\n",
    "brackets.md": "# Brackets\n\n!\\[no picture\\]\\(placeholder\\), $$x\\right](1+y_{z})$$\n",
    "code.md": "# Code\n\n`df[[1, 2]]`\n\n    rows = df.iloc[[3, 5]]\n",
    "far.md": "# Far\n\n## Question 1\n\n```\n"
    + "a = f(b, c)\n" * 30
    + "```\n\nWhat does it print?\n\n## Question 2\n\nWhat else is there?\n\n## Answer\n\nNo.\n",
    "accent.md": "# Accent\n\nx \u0301 y\n",
}
UNREADABLE = {"utf16.md": "# x\n".encode("utf-16"), "latin.md": b"# caf\xe9\n", "empty.md": b""}


def write(folder, texts):
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text if isinstance(text, bytes) else text.encode())


def files_in(site):
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def site_of(build, tmp_path):
    """Build a folder of notes; the site is whole, and checking it finds nothing wrong."""

    def run(notes):
        return built_and_verified(build, notes, tmp_path / "out")

    return run


@pytest.fixture(scope="module")
def site_of_one(build, project, tmp_path_factory):
    """Notes in one file, and the files of their site."""
    folder = tmp_path_factory.mktemp("file")
    notes = shutil.copy(project / "notes" / "mlops.md", folder / "all.md")
    site, _ = built_and_verified(build, notes, folder / "out")
    return notes, files_in(site)


def built_and_verified(build, notes, out):
    done = build("--notes", notes, "--out", out)
    assert done.returncode == 0, done.stdout + done.stderr
    site = out / "site"
    verified = build("--notes", notes, "--verify", site)
    assert verified.returncode == 0, verified.stdout
    return site, done.stdout + done.stderr


@pytest.mark.sampled(3)
@pytest.mark.parametrize("kind", KINDS)
def test_the_site_of_each_kind_of_folder_lacks_nothing(site_of, tmp_path, kind):
    site, _ = site_of(copy_of(kind, tmp_path))
    pages = [address for address in expected_of(kind)["pages"] if address != "./"]
    assert [a for a in pages if not (site / a / "index.html").exists()] == []


def test_a_page_says_the_whole_way_up_to_it(site_of, tmp_path):
    """Each folder has a file of the same name, so the folder's own name does not say which it is."""
    texts = {
        f"notes/{folder}{name}": f"# {name}\n\ntext\n"
        for folder in ("", "Module 1/Week 1/", "Module 2/Week 1/")
        for name in ("README.md", "lab.md")
    }
    write(tmp_path, texts | {"notes/Module 1/README.md": "# Module 1: Data & co\n"})
    site, _ = site_of(tmp_path / "notes")

    def way(address):
        page = (site / address / "index.html").read_text("utf-8")
        line = re.search(r'<p class="kicker">(.*?)</p>', page, re.S)
        return line and re.findall(r'<a href="([^"]+)">(.*?)</a>', line[1])

    assert way("lab") is None and way("module-2") is None
    assert way("module-2/week-1/lab") == [("../../", "Module 2"), ("../", "README.md")]
    (module, name), week = way("module-1/week-1/lab")
    assert (module, week) == ("../../", ("../", "README.md"))
    assert "Module 1" in name and "Data &amp; co" in name
    assert way("module-1/week-1") == [("../", name)]


def test_the_check_names_file_line_and_cause(build, tmp_path):
    folder = copy_of("flat", tmp_path)
    checked = build("--notes", folder, "--check", cwd=tmp_path)
    expected = expected_of("flat")
    told = [f"{expected['folder']}/{line}" for line in expected["problems"]]
    assert (checked.returncode, checked.stdout.splitlines()) == (1, told)


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "beside",
    [
        {},
        {"LICENSE.md": "# MIT\n", "a.py": "x = 1\n", ".gitignore": "*.log\n", "p.png": PICTURE},
        {"SUMMARY.md": "- [All](all.md)\n"},
    ],
)
def test_a_folder_of_one_file_has_the_site_of_this_file(site_of, site_of_one, tmp_path, beside):
    notes, files = site_of_one
    write(tmp_path, {"folder/all.md": notes.read_bytes()})
    write(tmp_path / "folder", beside)
    site, _ = site_of(tmp_path / "folder")
    assert files_in(site) == files


@pytest.mark.sampled(2)
@pytest.mark.parametrize("share", [5, 1])
def test_strange_names_and_texts_are_all_on_the_site(site_of, tmp_path, share):
    names = [*NAMES, *(NOT_ON_EVERY_SYSTEM if sys.platform == "linux" else [])][::share]
    folder = tmp_path / "strange"
    numbered = {name: f"# Title\n\nword{n}word\n" for n, name in enumerate(names)}
    write(folder, numbered | TEXTS | UNREADABLE | {"p.png": PICTURE})
    for name, target in {
        "loop": ".",
        "circle.md": "circle.md",
        "a/up": "..",
        "out.md": "/etc",
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        os.symlink(target, folder / name)
    site, told = site_of(folder)
    pages = [page.read_text("utf-8") for page in site.rglob("index.html")]
    for place, name in enumerate(names):
        text = re.compile(rf"<p[^>]*>word{place}word</p>")
        assert sum(bool(text.search(page)) for page in pages) == 1, name
    for name in UNREADABLE:
        assert f"{name}:" in told
    assert "Traceback" not in told
