"""Nothing is broken in the built site, and the checks find planted faults."""

import functools
import json
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
from coursenotes.outputs.policy import POLICY
from coursenotes.outputs.search_pieces import script
from coursenotes.sources.load import load_site
from coursenotes.verify import Expected, verify
from coursenotes.verify import site as files_and_addresses
from faults import FAULTS, PAGE, TEXTS, URL, insert

pytestmark = pytest.mark.site


@pytest.fixture(scope="session")
def files(site):
    return load_site(site)


@pytest.fixture(scope="session")
def expected(project):
    notes = (project / "notes" / "mlops.md").read_text("utf-8")
    return Expected({"mlops.md": notes}, POLICY)


@pytest.fixture(scope="module", autouse=True)
def remembered():
    """Nearly all of the site is the same for each fault: let what is pure be found out once."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("urljoin", "urlsplit", "css_references"):
            pure = getattr(files_and_addresses, name)
            patch.setattr(files_and_addresses, name, functools.cache(pure))
        yield


def lychee(site):
    """Run Lychee on a site in a folder named like its sub-path."""
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


def test_nothing_is_wrong_below_a_sub_path(files, expected):
    assert verify(files, expected) == []


@pytest.mark.slow
@pytest.mark.parametrize("url", ["https://example.org/", ""])
def test_nothing_is_wrong_at_the_root_of_a_host_or_anywhere(built, tmp_path, expected, url):
    assert verify(load_site(built(tmp_path, SITE_URL=url)), expected) == []


def test_lychee_finds_nothing(site):
    done = lychee(site)
    assert done.returncode == 0, done.stdout


def test_mkdocs_alone_builds_the_same_site(checkout, start_python, files, tmp_path):
    """The plugin plans the pages first."""
    arguments = ("-m", "mkdocs", "build", "--strict", "-d", tmp_path / "made")
    done = start_python(*arguments, cwd=checkout, SITE_URL=URL)
    assert done.returncode == 0, done.stderr
    made = load_site(tmp_path / "made")
    for name in files:
        if name.endswith(".html"):
            assert made[name].decode() == files[name].decode()


@pytest.mark.sampled(4)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(files, expected, fault):
    faulty = dict(files)
    FAULTS[fault].plant(faulty)
    found = verify(faulty, expected)
    assert any(FAULTS[fault].message in problem for problem in found), found


@pytest.mark.sampled(4)
@pytest.mark.parametrize("fault", [name for name in FAULTS if FAULTS[name].lychee])
def test_lychee_finds_the_same_broken_links(site, files, tmp_path, fault):
    copy = Path(shutil.copytree(site, tmp_path / site.name))
    faulty = dict(files)
    FAULTS[fault].plant(faulty)
    for name in files.keys() - faulty.keys():
        (copy / name).unlink()
    for name, data in faulty.items():
        if data != files.get(name):
            (copy / name).write_bytes(data)
    assert lychee(copy).returncode == 2


@pytest.mark.parametrize("code", ["import x from './m.js'", "import('./m.js')"])
def test_code_in_the_texts_of_the_search_is_no_import(files, expected, code):
    text = files[TEXTS].decode()
    pieces = json.loads(text[text.index(",") + 1 : text.rindex(")")])
    pieces["texts/0"]["places"][0][2] += f" {code}"
    changed = {**files, TEXTS: script(pieces).data}
    assert changed[TEXTS] != files[TEXTS]
    assert [p for p in verify(changed, expected) if "sw.js" not in p] == []


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://example.com/else">x</a>',
        '<a href="https://example.org/else">x</a>',
        '<a href="mailto:a@example.org">x</a>',
        '<a href="../week-3/?plain=1#">x</a>',
        '<a href="">x</a>',
        '<a href="/mlops-notes/course-1/">x</a>',
        '<link rel="edit" href="https://example.com/notes">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
        '<p id="caf&eacute;"><a href="#caf%C3%A9">x</a></p>',
        "<pre>url(lost.png) &lt;img src=lost.png&gt; onerror=x</pre>",
    ],
)
def test_what_is_no_fault_is_not_reported(files, expected, html):
    changed = dict(files)
    insert(html)(changed)
    found = verify(changed, expected)
    assert [p for p in found if "sw.js" not in p and "lacks words" not in p] == []
