"""Whatever an author does to notes and settings, CI and the deployment stay green."""

import shutil
from pathlib import Path

import pytest

pytestmark = pytest.mark.site

GERMAN = r"""# Statistik für alle

Ein Kurs ohne Vorwissen.

## Kapitel 1: Lage

**Was ist der Median?**

<details><summary>Antwort</summary>

Die Mitte der sortierten Werte, siehe [Streuung](#kapitel-2-streuung).

| Maß | Formel |
| -- | -- |
| Mittel | $\frac{1}{n}\sum x_i$ |

</details>

## Kapitel 2: Streuung

Text über *Varianz*.
"""


def change(file, old, new):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def add_a_question(checkout):
    with (checkout / "notes" / "mlops.md").open("a", encoding="utf-8") as notes:
        notes.write("\n\n**What is new?**\n\n<details><summary>Answer</summary>\n\nThis.\n\n</details>\n")


def rename_a_heading(checkout):
    notes = checkout / "notes" / "mlops.md"
    change(notes, "### Week 2: Select and Train a Model", "### Week 2: Choose a Model")


def change_the_language(checkout):
    change(checkout / "mkdocs.yml", "font: false", "font: false\n  language: ja")


def replace_the_notes(checkout):
    """Replace the notes with a file of another name and language."""
    shutil.rmtree(checkout / "notes")
    (checkout / "notes").mkdir()
    (checkout / "notes" / "kurs.md").write_text(GERMAN, "utf-8")
    change(checkout / "mkdocs.yml", "notes/mlops.md", "notes/kurs.md")
    change(checkout / "mkdocs.yml", "font: false", "font: false\n  language: de")


def write_pages_by_hand(checkout):
    """Write a page without a description, and one with it that a link to its folder leads to."""
    (checkout / "docs" / "about.md").write_text("# About\n\nNo description, no copy.\n", "utf-8")
    (checkout / "more").mkdir()
    text = "---\ndescription: Says more.\n---\n\n# More\n\nSays $x$ and `more`.\n"
    (checkout / "more" / "more.md").write_text(text, "utf-8")
    (checkout / "docs" / "linked").symlink_to("../more")


slow = pytest.mark.slow


@pytest.mark.parametrize(
    "edit",
    [
        replace_the_notes,
        pytest.param(add_a_question, marks=slow),
        pytest.param(rename_a_heading, marks=slow),
        pytest.param(change_the_language, marks=slow),
    ],
)
def test_an_edit_is_published(checkout, run_python, edit):
    edit(checkout)
    url = "https://example.org/notes/"
    done = run_python("-m", "mkdocs", "build", "--strict", cwd=checkout, SITE_URL=url)
    assert done.returncode == 0, done.stderr
    done = run_python("scripts/build.py", "--verify", "site", cwd=checkout)
    assert done.returncode == 0, done.stdout + done.stderr


@slow
def test_pages_written_by_hand_are_no_fault(checkout, run_python):
    write_pages_by_hand(checkout)
    done = run_python("-m", "mkdocs", "build", cwd=checkout)
    assert done.returncode == 0, done.stderr
    done = run_python("scripts/build.py", "--verify", "site", cwd=checkout)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_fault_is_reported_and_fails(checkout, run_python):
    (checkout / "site").mkdir()
    (checkout / "site" / "index.md").write_text("x", "utf-8")
    done = run_python("scripts/build.py", "--verify", "site", cwd=checkout)
    assert done.returncode == 1
    assert done.stdout == "index.html: is missing: no home page\n"
    done = run_python("scripts/build.py", "--verify", "lost", cwd=checkout)
    assert done.returncode == 1
    assert done.stderr == "lost: error: no such folder; build the site first: make site\n"


@slow
def test_the_tests_pass_whatever_notes_the_checkout_has(tmp_path, start_python):
    """Run all tests without a browser in a copy with other notes and settings."""
    copy, tests = tmp_path / "checkout", Path(__file__).resolve().parent.parent
    ignored = shutil.ignore_patterns("__pycache__", "node_modules")
    for name in (".github", "overrides", "scripts", "tests"):
        shutil.copytree(tests.parent / name, copy / name, ignore=ignored)
    for name in ("CHANGELOG.md", "Makefile", "README.md", "pyproject.toml"):
        shutil.copy(tests.parent / name, copy)
    shutil.copytree(tests / "project", copy, dirs_exist_ok=True)
    replace_the_notes(copy)
    block = '{% extends "base.html" %}{% block announce %}New: <b>week 3</b>{% endblock %}'
    (copy / "overrides" / "main.html").write_text(block, "utf-8")
    command = ("-m", "pytest", "-q", "-x", "-m", "not browser")
    done = start_python(*command, cwd=copy, PYTHONPATH=str(copy / "scripts"))
    assert done.returncode == 0, done.stdout[-3000:]
