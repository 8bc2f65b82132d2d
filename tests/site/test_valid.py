"""The pages and styles are valid: html-validate and the W3C's checker find nothing.

Both come from npm (``.ci/validators``, which ``make test`` runs); without them this is skipped.
Two rules of html-validate are off: how long a title is and where a line of code ends in a space
is up to the notes.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = [pytest.mark.site, pytest.mark.slow]


FOLDER = Path(__file__).resolve().parent.parent / "validators"
# The W3C's checker does not support these properties of MathML Core and anchor positioning yet;
# browsers do.
NEW_IN_CSS = re.compile(
    "Property “(?:math-style|math-depth|position-area|position-try-fallbacks)” doesn't exist"
)
# It reads files, and takes no part of a policy to allow these; a browser takes "file:" and 'self'.
OWN_FILE_BLOCKED = re.compile(
    r"Content Security Policy \(meta tag\): (?:external stylesheet|external script|image) "
    r"“(?!//|[a-z]+:)[^”]*” blocked by “(?:style|script|img)-src” directive\.$"
)
# It takes data for scripts, which no policy is about.
SCRIPT_BLOCKED = re.compile(
    r'^"file:(.*)":(\d+)\.\d+-\d+\.(\d+): .*Inline script violates Content Security Policy'
)
DATA = '<script type="application/ld+json">'
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
    """Check that the planted fault is found, and nothing else."""
    lines = list(found)
    assert [line for line in lines if WRONG in line]
    assert [line for line in lines if WRONG not in line] == []


def is_known(line):
    """True if a line of the W3C's checker is about something that it does not support."""
    if blocked := SCRIPT_BLOCKED.search(line):
        # It counts lines from 0 in such a message, and columns from 1.
        line = Path(blocked[1]).read_text("utf-8").split("\n")[int(blocked[2])]
        return line[: int(blocked[3])].endswith(DATA)
    return NEW_IN_CSS.search(line) or OWN_FILE_BLOCKED.search(line)


def test_html_validate_finds_nothing(validators, pages):
    program = validators / "html-validate" / "bin" / "html-validate.mjs"
    config = FOLDER / "htmlvalidate.json"
    command = ("node", program, "--config", config, "--formatter", "text")
    judge(lines_of(*command, *sorted(pages.rglob("*.html"))))


def test_the_w3c_checker_finds_nothing_in_pages_and_styles(validators, pages):
    program = validators / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ("java", "-Xss2m", "-jar", program, "--format", "gnu", "--skip-non-html")
    lines = lines_of(*command, "--also-check-css", pages)
    judge(line for line in lines if not is_known(line))
