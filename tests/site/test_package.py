"""The installed package is all that a site needs, in any project."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.site, pytest.mark.slow]

CHECKOUT = Path(__file__).resolve().parents[2]
CODE = {"scripts/coursenotes": "coursenotes", "overrides": "coursenotes/theme"}
"""Where the package's files are here, and where in a wheel."""
# A placeholder for the name, as in the project: the notes' title replaces it.
IN_FOUR_LINES = """site_name: Course notes
theme: coursenotes
plugins:
  - coursenotes: {notes: notes/mlops.md}
"""


def files_below(folder):
    """Return the files of a folder with their contents, without compiled Python."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel of this checkout's code."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in ("LICENSE", "pyproject.toml", "setup.py"):
        shutil.copy(CHECKOUT / name, source)
    for name in ("overrides", "scripts", "notes", "tests/project"):
        shutil.copytree(CHECKOUT / name, source / name)
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-qq", "--disable-pip-version-check", "--no-deps"]
        + ["--no-build-isolation", "-w", out, source],
        check=True,
    )
    [made] = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Run a module in a separate environment with the wheel and its dependencies."""
    environment = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    found = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    packages = Path(found.stdout.strip())
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    (packages / "needed.pth").write_text(sysconfig.get_path("purelib"), "utf-8")

    def run(*arguments, cwd):
        clean = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
        return subprocess.run(
            [python, *arguments],
            cwd=cwd,
            env=clean | {"NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )

    return run


def test_the_wheel_has_every_file_of_the_package_and_no_other(wheel):
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == {
        f"{inside}/{name}" for here, inside in CODE.items() for name in files_below(CHECKOUT / here)
    }


def test_the_installed_command_needs_nothing_but_notes(project, installed, run_python, tmp_path):
    for name in ("theirs", "ours"):
        shutil.copytree(project / "notes", tmp_path / name / "notes")
    command = ("-m", "coursenotes", "build", "notes", "--strict")
    done = installed(*command, cwd=tmp_path / "theirs")
    assert done.returncode == 0, done.stderr
    assert run_python(*command, cwd=tmp_path / "ours").returncode == 0
    built, expected = (files_below(tmp_path / name / "site") for name in ("theirs", "ours"))
    for site in (built, expected):
        assert site.pop("sitemap.xml.gz", None)  # it holds the time
    assert built == expected


def test_four_lines_in_a_foreign_project_give_the_same_site(
    project, installed, run_python, tmp_path
):
    foreign = tmp_path / "ein Projekt — проект"
    (foreign / "docs").mkdir(parents=True)
    (foreign / "docs" / "about.md").write_text("# About\n\n> [!TIP]\n> Read $x_1$.\n", "utf-8")
    shutil.copytree(project / "notes", foreign / "notes")
    (foreign / "mkdocs.yml").write_text(IN_FOUR_LINES, "utf-8")
    where = installed("-c", "import coursenotes; print(coursenotes.__file__)", cwd=foreign)
    assert "environment" in where.stdout
    done = installed("-m", "mkdocs", "build", "--strict", cwd=foreign)
    assert done.returncode == 0, done.stderr

    (tmp_path / "ours").mkdir()
    ours = Path(shutil.copytree(project, tmp_path / "ours" / foreign.name))
    shutil.copytree(foreign / "docs", ours / "docs", dirs_exist_ok=True)
    nowhere = {"SITE_URL": "", "REPO_URL": "", "NO_MKDOCS_2_WARNING": "1"}
    done = run_python("-m", "mkdocs", "build", "--strict", cwd=ours, **nowhere)
    assert done.returncode == 0, done.stderr
    built, expected = files_below(foreign / "site"), files_below(ours / "site")
    assert built.keys() == expected.keys()
    differing = [name for name in built if built[name] != expected[name]]
    assert [name for name in differing if name != "sitemap.xml.gz"] == []  # it holds the time
