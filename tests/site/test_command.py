"""Test what ``scripts/build.py`` prints and does, and what it leaves alone."""

import re
import signal
import subprocess

import pytest

pytestmark = pytest.mark.site

FORMULA = "x.md:3:5: warning: formula \\frca{1}{2}: unknown command \\frca"
FILES = {
    "empty.md": b"",
    "blank.md": b" \n\n",
    "latin.md": "# Café\n\nüber\n".encode("latin-1"),
    "plain.md": b"Just text, **bold**.\n\n- a list\n",
    "x.md": b"# Notes\n\nSee $\\frca{1}{2}$ here.\n",
    "dead.md": b"# Notes\n\n## Course A\n\n### Week 1\n\n[up](#course-a)\n\n[out](#nowhere)\n",
}


@pytest.fixture
def said(build, tmp_path):
    """Build one of the files above; return the exit code and all output."""
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "folder.md").mkdir()

    def run(name, *arguments):
        done = build("--notes", name, "--out", "out", *arguments, cwd=tmp_path)
        text = done.stdout + done.stderr
        assert "Traceback" not in text and 'File "' not in text, text
        assert "\x1b" not in text
        return done.returncode, text

    return run


def home(tmp_path):
    return (tmp_path / "out" / "site" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.md", "missing.md: error: no such file"),
        ("empty.md", "empty.md: error: the file is empty"),
        ("blank.md", "blank.md: error: the file is empty"),
        ("latin.md", "latin.md:1:6: error: byte 0xe9 is not UTF-8"),
        ("folder.md", "folder.md: error: holds no notes"),
    ],
)
@pytest.mark.parametrize("strictness", [[], pytest.param(["--strict"], marks=pytest.mark.slow)])
def test_a_file_that_cannot_be_read_stops_the_build(said, tmp_path, name, message, strictness):
    code, text = said(name, *strictness)
    assert code == 1
    assert [line for line in text.splitlines() if line.startswith(message)], text
    assert not (tmp_path / "out" / "site").exists()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("x.md", FORMULA),
        ("dead.md", "dead.md:9:1: warning: link #nowhere"),
    ],
)
def test_a_problem_is_a_warning_and_under_strict_an_error(said, tmp_path, name, message):
    code, text = said(name, "--strict")
    assert code == 1
    assert text.count(message) == 1
    assert not (tmp_path / "out" / "site").exists()
    code, text = said(name)
    assert code == 0
    assert text.count(message) == 1
    assert (tmp_path / "out" / "site" / "index.html").is_file()


@pytest.mark.slow
def test_a_link_that_leads_somewhere_is_no_problem(said):
    _, text = said("dead.md")
    assert "#course-a" not in text


@pytest.mark.slow
def test_notes_without_headings_become_one_page(said, tmp_path):
    code, text = said("plain.md")
    assert code == 0
    assert text.count("plain.md: hint: no headings") == 1
    site = tmp_path / "out" / "site"
    assert [p.relative_to(site).as_posix() for p in site.rglob("index.html")] == ["index.html"]
    assert "Just text, <strong>bold</strong>." in home(tmp_path)


def test_a_formula_that_cannot_be_rendered_shows_its_tex_marked(said, tmp_path):
    said("x.md")
    marked = re.search(r'<code class="formula-error"[^>]*>([^<]*)</code>', home(tmp_path))
    assert marked and marked[1] == r"\frca{1}{2}"
    assert "unknown command" in marked[0]


def test_check_lists_the_problems_only(build, tmp_path):
    (tmp_path / "x.md").write_bytes(FILES["x.md"])
    done = build("--notes", "x.md", "--check", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [FORMULA]
    assert [p.name for p in tmp_path.iterdir()] == ["x.md"]


HINTS = "# Notes\n\n==mark==\n\n> [!abstract]\n> x\n"


@pytest.mark.parametrize(
    ("notes", "code", "lines"),
    [
        (
            HINTS + "\n[out](#nowhere)\n",
            1,
            [
                "::notice file=notes/own.md,line=3,col=1::==…==",
                "::notice file=notes/own.md,line=5,col=3::[!abstract]",
                "::warning file=notes/own.md,line=8,col=1::link #nowhere",
            ],
        ),
        pytest.param(
            HINTS,
            0,
            [
                "::notice file=notes/own.md,line=3,col=1::==…==",
                "::notice file=notes/own.md,line=5,col=3::[!abstract]",
            ],
            marks=pytest.mark.slow,
        ),
    ],
)
def test_every_command_tells_the_same_once_and_ends_alike(
    checkout, run_python, tmp_path, notes, code, lines
):
    config = (checkout / "mkdocs.yml").read_text("utf-8")
    (checkout / "mkdocs.yml").write_text(config.replace("notes/mlops.md", "notes/own.md"), "utf-8")
    (checkout / "notes" / "own.md").write_text(notes, "utf-8")
    for command in (
        ("scripts/build.py", "--check"),
        ("scripts/build.py", "--strict"),
        (*COMMAND, tmp_path / "out", "--notes", "notes/own.md"),
        (*MKDOCS, tmp_path / "site"),
    ):
        done = run_python(*command, cwd=checkout, GITHUB_ACTIONS="true")
        said = (done.stdout + done.stderr).splitlines()
        told = [line for line in said if line.startswith("::")]
        assert done.returncode == code, (command, said)
        assert [n[: len(line)] for n, line in zip(told, lines, strict=True)] == lines, command


def test_check_lets_whole_notes_pass(project, build):
    assert build("--notes", project / "notes" / "mlops.md", "--check").returncode == 0


@pytest.mark.parametrize(
    "arguments", [["--bogus"], ["--notes", "x.md"], ["--out", "x.md", "--notes", "x.md"]]
)
def test_wrong_arguments_are_explained(build, tmp_path, arguments):
    (tmp_path / "x.md").write_text("# Notes\n", "utf-8")
    done = build(*arguments, cwd=tmp_path)
    assert done.returncode != 0
    assert done.stderr and "Traceback" not in done.stderr


def state(folder):
    """Return the state of a checkout in Git, with ignored files, and each file's time."""
    status = ["git", "-C", folder, "status", "--porcelain", "--ignored", "--untracked-files=all"]
    done = subprocess.run(status, capture_output=True, check=True, encoding="utf-8")
    files = (p for p in folder.rglob("*") if p.is_file() and ".git" not in p.parts)
    return done.stdout, {p: p.stat().st_mtime_ns for p in files}


@pytest.mark.slow
def test_a_build_elsewhere_leaves_the_checkout_untouched(checkout, start_python, tmp_path):
    copy = checkout
    subprocess.run(["git", "init", "--quiet", copy], check=True)
    before = state(copy)
    command = ("scripts/build.py", "--notes", "notes/mlops.md", "--out", tmp_path / "out")
    done = start_python(*command, cwd=copy, PYTHONDONTWRITEBYTECODE="1")
    assert done.returncode == 0, done.stderr
    assert state(copy) == before


MKDOCS = ("-m", "mkdocs", "build", "--strict", "-d")
COMMAND = ("scripts/build.py", "--strict", "--out")


SMALL_DISK = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, resource.RLIM_INFINITY))
runpy.run_module("mkdocs", run_name="__main__")
"""


@pytest.mark.slow
def test_a_site_that_cannot_be_written_whole_stays_as_it_was(checkout, run_python, tmp_path):
    site, notes = tmp_path / "site", checkout / "notes" / "mlops.md"

    def built():
        return {p.relative_to(site): p.read_bytes() for p in site.rglob("*") if p.is_file()}

    assert run_python(*MKDOCS, site, cwd=checkout).returncode == 0
    (site / "old.html").write_text("of an earlier build", "utf-8")
    before = built()
    notes.write_text(notes.read_text("utf-8").replace("### Week 1", "### Week 1b"), "utf-8")
    done = run_python("-c", SMALL_DISK, *MKDOCS[2:], site, cwd=checkout)
    said = done.stdout + done.stderr
    assert done.returncode == 1 and "Traceback" not in said
    assert "site: error: cannot be written: File too large" in said
    assert built() == before
    assert run_python(*MKDOCS, site, cwd=checkout).returncode == 0
    assert len(built()) == len(before) - 1 and built().keys() != before.keys()


def test_a_site_that_cannot_be_written_at_all_leaves_nothing(checkout, run_python, tmp_path):
    done = run_python("-c", SMALL_DISK, *MKDOCS[2:], tmp_path / "site", cwd=checkout)
    assert done.returncode == 1
    assert not (tmp_path / "site").exists()


def set_levels(checkout, levels):
    config = (checkout / "mkdocs.yml").read_text("utf-8")
    line = f"      notes: notes/mlops.md\n      page_levels: {levels}\n"
    changed = config.replace("      notes: notes/mlops.md\n", line)
    assert changed != config
    (checkout / "mkdocs.yml").write_text(changed, "utf-8")


@pytest.mark.parametrize(
    ("command", "site"),
    [(MKDOCS, "."), pytest.param(COMMAND, "site", marks=pytest.mark.slow)],
)
def test_a_line_in_mkdocs_yml_says_which_headings_become_pages(
    checkout, run_python, tmp_path, command, site
):
    set_levels(checkout, "h2")
    done = run_python(*command, tmp_path / "out", cwd=checkout)
    assert done.returncode == 0, done.stderr
    made = tmp_path / "out" / site
    found = {p.parent.relative_to(made).as_posix() for p in made.rglob("index.html")}
    assert found - {"topics"} == {".", "course-1", "course-2"}


@pytest.mark.slow
def test_that_line_holds_for_other_notes_too(checkout, run_python, tmp_path):
    set_levels(checkout, "none")
    (tmp_path / "other.md").write_text("# T\n\n## A\n\nx\n\n## B\n\ny\n", "utf-8")
    done = run_python(*COMMAND, tmp_path / "out", "--notes", tmp_path / "other.md", cwd=checkout)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "out" / "site" / "b").exists()


@pytest.mark.parametrize("command", [MKDOCS, COMMAND])
def test_nonsense_in_that_line_is_explained(checkout, run_python, tmp_path, command):
    set_levels(checkout, "weeks")
    done = run_python(*command, tmp_path / "out", cwd=checkout)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert said.count("'page_levels': weeks does not divide the notes") == 1
    assert "Traceback" not in said
    assert not (tmp_path / "out").exists()


def test_check_reads_the_notes_that_mkdocs_yml_names(checkout, run_python):
    config = (checkout / "mkdocs.yml").read_text("utf-8")
    (checkout / "mkdocs.yml").write_text(config.replace("notes/mlops.md", "notes/own.md"), "utf-8")
    (checkout / "notes" / "own.md").write_text("# T\n\n[gone](#gone)\n", "utf-8")
    done = run_python("scripts/build.py", "--check", cwd=checkout)
    assert done.returncode == 1
    assert "own.md:3:1: warning: link #gone" in done.stdout


def test_check_tells_what_is_wrong_in_mkdocs_yml(checkout, run_python):
    config = (checkout / "mkdocs.yml").read_text("utf-8")
    changed = config.replace("logo: assets/images/logo.svg", "logo: own.svg")
    changed = changed.replace("favicon: assets/images/", "favicon: lost/")
    (checkout / "mkdocs.yml").write_text(changed, "utf-8")
    for folder in ("docs", "notes"):
        drawing = "<svg xmlns='http://www.w3.org/2000/svg'/>"
        (checkout / folder / "own.svg").write_text(drawing, "utf-8")
    with (checkout / "notes" / "mlops.md").open("a", encoding="utf-8") as notes:
        notes.write("\n\n![A picture](own.svg)\n")
    done = run_python("scripts/build.py", "--check", cwd=checkout)
    assert done.returncode == 1
    about = [line for line in done.stdout.splitlines() if line.startswith("mkdocs.yml: ")]
    assert [line.partition(": no such file")[0] for line in about] == [
        "mkdocs.yml: warning: theme: favicon: lost/favicon.svg"
    ]


@pytest.mark.slow
def test_a_page_that_is_gone_from_the_notes_is_gone_from_the_site(build, tmp_path):
    for weeks in (("1", "2", "3"), ("1", "2")):
        text = "# Notes\n\n## Course A\n\n" + "".join(f"### Week {n}\n\nText.\n\n" for n in weeks)
        (tmp_path / "notes.md").write_text(text, "utf-8")
        done = build("--notes", "notes.md", "--out", "out", "--strict", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    site = tmp_path / "out" / "site"
    found = {p.parent.relative_to(site).as_posix() for p in site.rglob("index.html")}
    assert len([path for path in found if "week" in path]) == 2


def test_what_no_build_wrote_is_not_overwritten(build, tmp_path):
    (tmp_path / "notes.md").write_text("# Notes\n\n## Course A\n\n### Week 1\n\nText.\n", "utf-8")
    by_hand = tmp_path / "out" / "docs" / "index.md"
    by_hand.parent.mkdir(parents=True)
    by_hand.write_text("Mine.\n", "utf-8")
    done = build("--notes", "notes.md", "--out", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert "out/docs: error: was not written by the build" in done.stderr
    assert by_hand.read_text("utf-8") == "Mine.\n"
    assert not (tmp_path / "out" / "site").exists()


def test_links_in_docs_lead_to_the_project_only(checkout, run_python, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret", "utf-8")
    (checkout / ".git").mkdir()
    (checkout / ".git" / "config").write_text("token", "utf-8")
    (checkout / "README.md").write_text("# Read me\n\nSome words.\n", "utf-8")
    docs = checkout / "docs"
    (docs / "about.md").symlink_to("../README.md")
    out = {
        "secret.txt": outside / "secret.txt",
        "config.txt": "../.git/config",
        "folder": outside,
    }
    for name, target in out.items():
        (docs / name).symlink_to(target)
    done = run_python(*MKDOCS, tmp_path / "site", cwd=checkout)
    assert done.returncode == 1
    for name in ("docs/secret.txt", "docs/config.txt", "folder/secret.txt"):
        assert f"{name}: error: leads out of the project, to " in done.stderr
    assert "about.md" not in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()
    for name in out:
        (docs / name).unlink()
    done = run_python(*MKDOCS, tmp_path / "site", cwd=checkout)
    assert done.returncode == 0, done.stderr


def test_files_written_by_hand_at_addresses_of_the_notes_are_named(checkout, run_python, tmp_path):
    """All are reported at once, each with the page that has its address."""
    files = {
        "README.md": "the page of notes/mlops.md:1",
        "course-1/week-1.md": "the page of notes/mlops.md:",
        "course-1/week-2/README.md": "the page of notes/mlops.md:",
        "course-2/index.html": "the page of notes/mlops.md:",
        "course-1/week-3": "the page of notes/mlops.md:",
        "llms.txt": "llms.txt",
        "sw.js": "sw.js",
    }
    for name in (*files, "about.md", "course-1/picture.png"):
        (checkout / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / "docs" / name).write_text("mine", "utf-8")
    done = run_python(*MKDOCS, tmp_path / "site", cwd=checkout)
    assert done.returncode == 1 and not (tmp_path / "site").exists()
    for name, what in files.items():
        assert f"docs/{name}: error: was written by hand, and has the address of {what}" in done.stderr
    assert done.stderr.count("written by hand") == len(files)
    assert done.stderr.count("move this text to the top of their file") == 1


def test_two_builds_at_once_make_one_whole_site(checkout, run_python, run_python_twice, tmp_path):
    site = tmp_path / "site"
    one, other = run_python_twice(*MKDOCS, site, cwd=checkout)
    assert {one.returncode, other.returncode} <= {0, 1}
    assert 0 in (one.returncode, other.returncode)
    for done in (one, other):
        assert done.returncode == 0 or "site: error: another build is writing it" in done.stderr
    assert [p.name for p in tmp_path.iterdir() if p != checkout] == ["site"]
    assert run_python("scripts/build.py", "--verify", site, cwd=checkout).returncode == 0


def test_a_build_that_is_asked_to_end_leaves_nothing(checkout, run_python, tmp_path):
    """Send SIGTERM to the process alone; a child of it would keep its output open."""
    asked = (
        "import os, signal, runpy\n"
        "from coursenotes.adapters import mkdocs_plugin as plugin\n"
        "plugin.finish_site = lambda *_, **__: os.kill(os.getpid(), signal.SIGTERM)\n"
        "runpy.run_module('mkdocs', run_name='__main__')\n"
    )
    done = run_python("-c", asked, *MKDOCS[2:], tmp_path / "site", cwd=checkout)
    assert done.returncode == 128 + signal.SIGTERM, done.stderr
    assert [p for p in tmp_path.iterdir() if p != checkout] == []


def test_a_warning_of_mkdocs_keeps_the_old_site_where_it_is_an_error(
    checkout, run_python, tmp_path
):
    (checkout / "docs" / "about.md").write_text("# About\n\n[x](course-1/week-1.md#lost)\n")
    done = run_python(*MKDOCS, tmp_path / "site", cwd=checkout)
    assert done.returncode == 1
    assert "about.md" in done.stderr and "#lost" in done.stderr
    assert [p for p in tmp_path.iterdir() if p != checkout] == []
