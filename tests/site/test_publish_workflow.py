"""Run the workflow that publishes a repository of notes with one caller file.

Every command of the workflow runs, in order, with the values that GitHub would set. The tests do
what its actions would do.
"""

import os
import shutil
import subprocess
import sys
import zlib

import pytest
import yaml
from github_actions import ROOT, Job, clean_environment, inputs, load

pytestmark = [pytest.mark.site, pytest.mark.slow]

CALLERS = ROOT / "tests" / "fixtures" / "callers"
ADDRESS = "https://github.com/somebody/notes"
def chunk(kind, data):
    """Return a chunk of a PNG."""
    body = kind + data
    return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")


POINT = b"".join(
    (
        b"\x89PNG\r\n\x1a\n",
        chunk(b"IHDR", bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
        chunk(b"IDAT", zlib.compress(b"\0\xff")),
        chunk(b"IEND", b""),
    )
)
WEEK = "# {}\n\nWords of it, and $x^2$.\n\n## Why?\n\n<details><summary>Answer</summary>\n\nSo.\n\n"
FOREIGN = {
    "a file": ("README.md", {"README.md": "# Cooking\n\n" + WEEK.format("Heat")[2:]}),
    "a flat folder": (
        ".",
        {
            "README.md": "# Kochen\n\n[Eins](Woche 1.md)\n".replace(" 1", "%201"),
            "Woche 1.md": WEEK.format("Hitze"),
            "Woche 2.md": WEEK.format("Kälte"),
        },
    ),
    "a tree": (
        "Курс лекций",
        {
            "LICENSE": "No notes.",
            "setup.md": "# Not asked for\n",
            "Курс лекций/1 Жар/урок.md": WEEK.format("Жар") + "![](../.attachments/p.png)\n",
            "Курс лекций/2 Лёд/урок.md": WEEK.format("Лёд"),
            "Курс лекций/.attachments/p.png": POINT,
        },
    ),
}


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """Return the programs of a Python with nothing installed, as from actions/setup-python."""
    made = tmp_path_factory.mktemp("python")
    subprocess.run([sys.executable, "-m", "venv", made], check=True)
    return made / "bin"


@pytest.fixture
def runner(python, tmp_path):
    """Run the job that builds for a repository with these files, called as in v1.

    Returns whether all steps succeeded, the job, and the artifacts that it kept.
    """

    def run(files, event="push", pages=True, name="publish", job="build", **given):
        home = tmp_path / "home"
        workspace = tmp_path / "workspace"
        repository = tmp_path / "repository"
        for folder in (home, workspace, repository / ".github" / "workflows"):
            folder.mkdir(parents=True)
        caller = CALLERS / f"v1-{'inputs' if name == 'publish' else name}.yml"
        shutil.copy(caller, repository / ".github" / "workflows")
        for path, text in files.items():
            file = repository / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        for arguments in (["init", "-q"], ["remote", "add", "origin", ADDRESS]):
            subprocess.run(["git", *arguments], cwd=repository, check=True)
        kept = {}

        def check_out(given):
            assert given["persist-credentials"] == "false"
            if "repository" not in given:
                shutil.copytree(repository, workspace / given["path"])
                return {}
            assert (given["repository"], given["ref"]) == ("owner/coursenotes", "c0ffee")
            listed = subprocess.run(
                ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                cwd=ROOT,
                capture_output=True,
                check=True,
            ).stdout.decode()
            for path in filter(None, listed.split("\0")):
                if (ROOT / path).is_file():
                    copy = workspace / given["path"] / path
                    copy.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(ROOT / path, copy)
            return {}

        def set_up_python(given):
            assert (workspace / given.get("cache-dependency-path", ".")).exists()
            return {}

        def upload(given):
            kept[given.get("name", "github-pages")] = workspace / given["path"]
            assert (workspace / given["path"]).exists()
            return {}

        address = {"base_url": "https://somebody.github.io/notes"} if pages else None
        actions = {
            "actions/checkout": check_out,
            "actions/setup-python": set_up_python,
            "actions/configure-pages": lambda given: address,
            "actions/upload-artifact": upload,
            "actions/upload-pages-artifact": upload,
        }
        workflow = load(name)
        [call] = yaml.safe_load(caller.read_text("utf-8"))["jobs"].values()
        github = {
            "event_name": event,
            "ref": "refs/pull/1/merge" if event == "pull_request" else "refs/heads/trunk",
            "repository": "somebody/notes",
            "server_url": "https://github.com",
            "event": {"repository": {"default_branch": "trunk"}},
        }
        done = Job(
            workflow["jobs"][job],
            {
                "github": github,
                "inputs": inputs(workflow, {**call["with"], **given}),
                "job": {"workflow_repository": "owner/coursenotes", "workflow_sha": "c0ffee"},
            },
            workspace,
            lambda action, given: actions[action](given),
            clean_environment(
                HOME=str(home), PATH=f"{python}{os.pathsep}{os.environ['PATH']}", LC_ALL="C.UTF-8"
            ),
        )
        assert done.runs()
        return done.run(), done, kept

    return run


@pytest.mark.parametrize("kind", FOREIGN)
def test_notes_and_the_callers_file_are_enough(runner, kind):
    notes, files = FOREIGN[kind]
    ok, job, kept = runner(files, notes=notes, language="", strict=True)
    assert ok, job.said
    assert "files, nothing is wrong." in job.said
    assert "::error" not in job.said and "::warning" not in job.said
    assert kept.keys() == {"github-pages"}
    site = kept["github-pages"]
    home = (site / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://somebody.github.io/notes/"' in home
    name = next(iter(files)) if kind == "a file" else ""
    edited = "".join(page.read_text("utf-8") for page in pages(site))
    assert f'<a href="{ADDRESS}/blob/HEAD/{name}' in edited
    pictures = [name for name in files if name.endswith(".png")]
    assert len([path for path in site.rglob("p.png")]) == len(pictures)
    assert not [page for page in pages(site) if "Not asked for" in page.read_text("utf-8")]


def pages(site):
    return sorted(site.rglob("*.html"))


def test_a_pull_request_is_annotated_and_its_site_can_be_looked_at(runner):
    files = {"week 1.md": "# Heat\n\nWords.\n\n$\\frca{1}{2}$\n"}
    ok, job, kept = runner(files, event="pull_request", notes=".", language="de", strict=False)
    assert ok, job.said
    assert "::warning file=week 1.md,line=5,col=1::formula \\frca{1}{2}: unknown" in job.said
    assert kept.keys() == {"site"}
    assert '<html lang="de"' in (kept["site"] / "index.html").read_text("utf-8")


def test_a_warning_stops_the_publication_unless_the_caller_says_otherwise(runner):
    ok, job, kept = runner({"a.md": "# T\n\n[b](b.md)\n"}, notes="a.md", strict=True)
    assert not ok and not kept
    assert "::warning file=a.md,line=3," in job.said


def test_where_pages_are_not_enabled_nothing_is_built(runner):
    ok, job, kept = runner({"a.md": "# T\n"}, pages=False)
    assert not ok and not kept
    assert job.said.startswith("::error title=GitHub Pages is not enabled::")
    assert f"{ADDRESS}/settings/pages" in job.said


def test_settings_beside_the_notes_are_used(runner):
    settings = (
        "site_name: Mine\nsite_url: !ENV [SITE_URL, '']\ntheme: coursenotes\n"
        "plugins: [coursenotes: {notes: own.md}]\n"
    )
    files = {"own.md": "# Own\n\nWords.\n", "mkdocs.yml": settings}
    ok, job, kept = runner(files, notes="", language="", strict=True)
    assert ok, job.said
    assert "Own" in (kept["github-pages"] / "index.html").read_text("utf-8")


def test_a_copy_of_this_repository_is_published_in_the_same_way(runner):
    """Its deploy.yml names no input; what its mkdocs.yml names is used, with its own theme."""
    [call] = load("deploy")["jobs"].values()
    assert "with" not in call
    project = ROOT / "tests" / "project"
    parts = {"": project, "overrides/": ROOT / "overrides"}
    files = {
        start + path.relative_to(folder).as_posix(): path.read_bytes()
        for start, folder in parts.items()
        for path in folder.rglob("*")
        if path.is_file()
    }
    base = files["overrides/base.html"]
    files["overrides/base.html"] = base.replace(b"</body>", b"<!-- of this copy --></body>")
    ok, job, kept = runner(files, notes="", language="", strict=True)
    assert ok, job.said
    assert "<!-- of this copy -->" in (kept["github-pages"] / "index.html").read_text("utf-8")


@pytest.mark.parametrize("notes", [".", "my notes"])
def test_dead_links_of_the_notes_are_collected_for_an_issue_and_fail_nothing(runner, notes):
    dead = "https://no-such-host.coursenotes-tests.org/"  # no name server knows it, nor none at all
    files = {
        "my notes/Woche ä.md": f"# T\n\nText [a]({dead}x), [b](lost.md), <http://localhost/y>.\n",
        "page.html": f'<a href="{dead}z">',
    }
    ok, job, kept = runner(files, event="schedule", name="links", job="check", notes=notes)
    assert ok, job.said
    [line] = [line for line in kept["links"].read_text("utf-8").splitlines() if "https:" in line]
    assert line.startswith(f"my notes/Woche ä.md:3: {dead}x: ")


def test_notes_without_dead_links_leave_the_issue_empty(runner):
    ok, job, kept = runner({"notes.md": "# T\n"}, event="schedule", name="links", job="check")
    assert ok, job.said
    assert kept["links"].read_text("utf-8") == ""
