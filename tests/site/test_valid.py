"""The pages and styles are valid: html-validate and the W3C's checker find nothing.

Both come from npm (``.ci/validators``, which ``make test`` runs); without them this is skipped.
Two rules of html-validate are off: how long a title is and where a line of code ends in a space
is up to the notes.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = [pytest.mark.site, pytest.mark.slow]


FOLDER = Path(__file__).resolve().parent.parent / "validators"
# The W3C's checker does not know this property of MathML Core yet, browsers do.
NEW_IN_CSS = "Property “math-style” doesn't exist"
WRONG = "wrong/index.html"  # a page with a planted fault, to see that faults are found


@pytest.fixture(scope="module")
def validators(without):
    folder = FOLDER
    missing = [name for name in ("node", "java") if not shutil.which(name)]
    if missing or not (folder / "node_modules" / ".installed").exists():
        without(f"no validators: {' and '.join(missing) or 'npm packages'} missing")
    return folder / "node_modules"


@pytest.fixture(scope="module")
def pages(site, tmp_path_factory):
    copy = Path(shutil.copytree(site, tmp_path_factory.mktemp("valid") / "site"))
    text = (copy / "index.html").read_text("utf-8")
    wrong = text.replace("</main>", "<button><a href='/'>x</a></button></main>")
    (copy / WRONG).parent.mkdir()
    (copy / WRONG).write_text(wrong, "utf-8")
    return copy


def lines_of(*command):
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, encoding="utf-8", timeout=300
    )
    return (done.stdout + done.stderr).splitlines()


def judge(found):
    """Nothing is found but the planted fault, and that is."""
    lines = list(found)
    assert [line for line in lines if WRONG in line]
    assert [line for line in lines if WRONG not in line] == []


def test_html_validate_finds_nothing(validators, pages):
    program = validators / "html-validate" / "bin" / "html-validate.mjs"
    config = FOLDER / "htmlvalidate.json"
    command = ("node", program, "--config", config, "--formatter", "text")
    judge(lines_of(*command, *sorted(pages.rglob("*.html"))))


def test_the_w3c_checker_finds_nothing_in_pages_and_styles(validators, pages):
    program = validators / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ("java", "-Xss2m", "-jar", program, "--format", "gnu", "--skip-non-html")
    judge(x for x in lines_of(*command, "--also-check-css", pages) if NEW_IN_CSS not in x)
