"""The guide in ``docs/guide`` is a folder of notes, of which this tool makes a site."""

import re
import shutil
from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[2] / "docs" / "guide"

pytestmark = [
    pytest.mark.site,
    pytest.mark.skipif(not GUIDE.is_dir(), reason="this copy of the project has no guide"),
]


def test_the_guide_becomes_a_site_without_a_warning_and_with_every_word(checkout, run_python):
    folder = shutil.copytree(GUIDE, checkout / "docs" / "guide")
    script = checkout / "scripts" / "build.py"
    known = {"REPO_URL": "https://github.com/o/r"}
    built = run_python(
        script, "--notes", folder, "--out", "out", "--strict", cwd=checkout, **known
    )
    assert built.returncode == 0, built.stderr
    verified = run_python(
        script, "--notes", folder, "--verify", "out/site", cwd=checkout, **known
    )
    assert verified.returncode == 0, verified.stdout
    pages = {page.parent.name for page in (checkout / "out" / "site").glob("*/index.html")}
    assert pages >= {file.stem for file in folder.glob("*.md") if file.stem != "README"}


def test_the_guide_names_every_page_of_itself_in_its_order():
    linked = re.findall(r"^\d+\. \[[^]]+\]\((\S+)\)", (GUIDE / "README.md").read_text("utf-8"), re.M)
    assert sorted(linked) == sorted(file.name for file in GUIDE.glob("*.md") if file.stem != "README")


def test_the_guide_is_no_part_of_the_notes_own_site(checkout, run_python):
    shutil.copytree(GUIDE, checkout / "docs" / "guide")
    built = run_python("-m", "mkdocs", "build", "--strict", cwd=checkout)
    assert built.returncode == 0, built.stderr
    assert not (checkout / "site" / "guide").exists()
