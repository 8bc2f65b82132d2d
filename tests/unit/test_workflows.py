"""The workflows publish an edit of the notes; a copy runs nothing that its owner did not want."""

import os
import re
import subprocess
import sys
import tomllib

import pytest
import yaml
from coursenotes.sources.starting import start
from github_actions import ROOT, Job, clean_environment, inputs, load, triggers, value

WORKFLOWS = ("deploy", "links", "maintain", "publish", "release", "test")
CALLERS = ROOT / "tests" / "fixtures" / "callers"
V1 = {
    "publish": {
        "notes": ("string", ""),
        "language": ("string", ""),
        "strict": ("boolean", True),
    },
    "links": {"notes": ("string", ".")},
}
"""The inputs that v1 was published with, their types and what is taken where none is given."""
TYPES = {"string": str, "boolean": bool}
LEVELS = ("none", "read", "write")


@pytest.fixture(scope="module")
def workflows():
    folder = ROOT / ".github" / "workflows"
    assert sorted(path.stem for path in folder.glob("*.yml")) == sorted(WORKFLOWS)
    return {name: load(name) for name in WORKFLOWS}


def steps(workflow):
    return [step for job in workflow["jobs"].values() for step in job.get("steps", ())]


def place(workflow, words):
    """Return the index of the only step with that name, or that uses an action of that name."""
    (found,) = [
        number
        for number, step in enumerate(steps(workflow))
        if words == step.get("name") or step.get("uses", "").startswith(words)
    ]
    return found


def callers():
    """Return the files that call our workflows, as published and as in the guide now."""
    texts = {path.stem: path.read_text("utf-8") for path in sorted(CALLERS.glob("*.yml"))}
    for page in sorted((ROOT / "docs" / "guide").rglob("*.md")):
        blocks = re.findall(r"(?ms)^```yaml\n(.*?)^```", page.read_text("utf-8"))
        called = [block for block in blocks if "/.github/workflows/" in block]
        texts |= {f"{page.stem}-{number}": text for number, text in enumerate(called, 1)}
    return texts


def test_the_site_is_verified_between_its_build_and_its_upload(workflows):
    order = [
        "actions/configure-pages@",
        "Build the site, annotate what is wrong in the notes, and verify every file",
        "actions/upload-pages-artifact@",
    ]
    places = [place(workflows["publish"], words) for words in order]
    assert places == sorted(places)
    assert "--verify" in steps(workflows["publish"])[places[1]]["run"].split()


@pytest.mark.parametrize("action", ["actions/upload-pages-artifact@", "actions/upload-artifact@"])
def test_the_folder_that_is_uploaded_is_the_one_that_was_verified_dot_files_included(
    workflows, action
):
    upload = steps(workflows["publish"])[place(workflows["publish"], action)]["with"]
    assert (upload["path"], upload["include-hidden-files"]) == ("site", True)


def test_an_edit_of_the_notes_is_published_without_the_generators_tests(workflows):
    for name in ("deploy", "publish"):
        assert all("make test" not in step.get("run", "") for step in steps(workflows[name]))
    [job] = workflows["deploy"]["jobs"].values()
    assert job["uses"] == "$/.github/workflows/publish.yml"
    assert {"notes/**", "docs/**"} <= set(triggers(workflows["test"])["push"]["paths-ignore"])


@pytest.mark.parametrize(
    ("event", "ref", "built", "published"),
    [
        ("push", "refs/heads/trunk", True, True),
        ("workflow_dispatch", "refs/heads/trunk", True, True),
        ("push", "refs/heads/other", False, True),  # but for its need of the build
        ("push", "refs/tags/trunk", False, True),
        ("pull_request", "refs/pull/1/merge", True, False),
    ],
)
def test_the_default_branch_is_published_and_a_pull_request_only_built(
    workflows, event, ref, built, published
):
    repository = {"default_branch": "trunk"}
    github = {"event_name": event, "ref": ref, "event": {"repository": repository}}
    jobs = workflows["publish"]["jobs"]
    assert jobs["publish"]["needs"] == "build"
    runs = [bool(value(jobs[name]["if"], {"github": github})) for name in ("build", "publish")]
    assert runs == [built, published]


def test_deployments_do_not_overlap_and_only_a_pull_request_is_cut_off(workflows):
    concurrency = workflows["publish"]["concurrency"]
    # The caller's group would be the same for both, and GitHub cancels a run that waits for itself.
    assert "github.workflow" not in concurrency["group"] and "github.ref" in concurrency["group"]
    assert concurrency["cancel-in-progress"] == "${{ github.event_name == 'pull_request' }}"


def test_where_pages_are_not_enabled_the_message_names_the_place_to_enable_them(workflows):
    publish = workflows["publish"]
    step = steps(publish)[place(publish, "Is GitHub Pages enabled?")]
    settings = "https://github.com/somebody/notes/settings/pages"
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        env={"SETTINGS": settings},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stdout.startswith("::error title=GitHub Pages is not enabled::")
    assert settings in done.stdout
    assert len(done.stdout.splitlines()) == 1  # an annotation ends with its line


def test_a_copy_runs_nothing_that_only_maintainers_want(workflows):
    for name in ("maintain", "release"):
        for job in workflows[name]["jobs"].values():
            assert job.get("if") == "vars.GENERATOR == 'true'" or job["needs"]
    scheduled = {name for name in WORKFLOWS if "schedule" in triggers(workflows[name])}
    assert scheduled == {"maintain", "links"}  # authors want to know of dead links
    assert not (ROOT / ".github" / "dependabot.yml").exists()


def test_no_job_may_do_more_than_it_needs(workflows):
    for name, workflow in workflows.items():
        assert workflow["permissions"] == ({} if name == "links" else {"contents": "read"})
    site = {"contents": "read", "pages": "write", "id-token": "write"}  # to grant to publish.yml
    granted = {
        (name, key): job["permissions"]
        for name, workflow in workflows.items()
        for key, job in workflow["jobs"].items()
        if "permissions" in job
    }
    assert granted == {
        ("deploy", "site"): site,
        ("publish", "build"): {"contents": "read", "pages": "read"},
        ("publish", "publish"): {"pages": "write", "id-token": "write"},
        ("links", "check"): {"contents": "read"},
        ("links", "tell"): {"issues": "write"},
        ("release", "test"): {"contents": "read"},
        ("release", "release"): {"contents": "write"},
    }


@pytest.mark.parametrize(("name", "job"), [("links", "tell"), ("release", "release")])
def test_a_job_that_may_write_runs_nothing_of_the_repository(workflows, name, job):
    uses = [s["uses"] for s in workflows[name]["jobs"][job]["steps"] if "uses" in s]
    assert [use.partition("@")[0] for use in uses] == ["actions/download-artifact"]


def test_no_command_holds_an_expression_and_no_checkout_keeps_its_credentials(workflows):
    for step in [step for workflow in workflows.values() for step in steps(workflow)]:
        assert "${{" not in step.get("run", "")
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_every_job_ends_in_time(workflows):
    for workflow in workflows.values():
        for job in workflow["jobs"].values():
            assert "uses" in job or 0 < job["timeout-minutes"] <= 90


def test_every_command_that_the_workflows_call_exists(workflows):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    called = {
        target
        for workflow in workflows.values()
        for step in steps(workflow)
        for target in re.findall(r"\bmake ([a-z]+)", step.get("run", ""))
    }
    assert called
    assert not [target for target in called if not re.search(rf"(?m)^{target}:", makefile)]


@pytest.mark.parametrize("name", V1)
def test_the_inputs_of_v1_are_as_they_were_and_no_other_is_required(workflows, name):
    now = triggers(workflows[name])["workflow_call"]["inputs"]
    for key, promised in V1[name].items():
        assert (now[key]["type"], now[key]["default"]) == promised
    assert not [key for key, each in now.items() if each.get("required")]
    assert not triggers(workflows[name])["workflow_call"].get("secrets")


@pytest.mark.parametrize("caller", callers().values(), ids=callers())
def test_a_caller_of_v1_needs_no_change(workflows, caller):
    [job] = yaml.safe_load(caller)["jobs"].values()
    name = re.fullmatch(r"OWNER/coursenotes/\.github/workflows/(\w+)\.yml@v1", job["uses"])[1]
    called = workflows[name]
    declared = triggers(called)["workflow_call"]["inputs"]
    for key, given in job["with"].items():
        assert isinstance(given, TYPES[declared[key]["type"]])
    # A called job that requests more than its caller grants fails before it begins.
    for wanted in called["jobs"].values():
        for scope, level in wanted["permissions"].items():
            allowed = job["permissions"].get(scope, "none")
            assert LEVELS.index(level) <= LEVELS.index(allowed)


def test_a_new_project_calls_v1_as_that_was_published(tmp_path):
    start(tmp_path / "new")
    text = (tmp_path / "new" / ".github" / "workflows" / "publish.yml").read_text("utf-8")
    [new] = yaml.safe_load(text)["jobs"].values()
    [published] = yaml.safe_load((CALLERS / "v1.yml").read_text("utf-8"))["jobs"].values()
    assert re.sub(r"^[^/]+/[^/]+", "OWNER/coursenotes", new["uses"]) == published["uses"]
    assert (new["permissions"], new["with"]) == (published["permissions"], published["with"])


def test_the_tag_that_others_call_is_that_of_the_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    major = version.partition(".")[0]
    folders = ("docs/guide/*.md", "scripts/**/*.yml", ".github/**/*.yml", "README.md")
    places = [path for pattern in folders for path in ROOT.glob(pattern)]
    texts = [path.read_text("utf-8") for path in places]
    called = re.findall(r"coursenotes/\.github/workflows/\w+\.yml@(\S+)", "\n".join(texts))
    assert called and set(called) == {f"v{major}"}


GH = """
import json, os, sys
with open(os.environ["LOG"], "a") as log:
    print(json.dumps(sys.argv[1:]), file=log)
kind = "PATCH" if "PATCH" in sys.argv else "list" if "--paginate" in sys.argv else ""
if kind == "list":
    print(os.environ["LISTED"], end="")
sys.exit(kind == "PATCH" and os.environ.get("ABSENT") == "1")
"""


@pytest.fixture
def gh(tmp_path):
    """Run a job of a workflow with a fake gh that records its calls, and the list for it."""

    def run(name, job, listed, **more):
        tools = tmp_path / "tools"
        tools.mkdir(exist_ok=True)
        (tools / "gh").write_text(f"#!{sys.executable} -IS{GH}")
        (tools / "gh").chmod(0o755)
        log = tmp_path / "log"
        log.write_text("")
        found = Job(
            load(name)["jobs"][job],
            {"github": {"repository": "somebody/notes", "token": "t"}},
            tmp_path,
            lambda action, given: {},
            clean_environment(
                LOG=str(log),
                LISTED=listed,
                PATH=f"{tools}{os.pathsep}{os.environ['PATH']}",
                GITHUB_SHA="c0ffee",
                **more,
            ),
        )
        assert found.run(), found.said
        return [line for line in map(yaml.safe_load, log.read_text().splitlines())]

    return run


@pytest.mark.parametrize(
    ("dead", "open_issue", "called"),
    [
        (True, "", ["issue", "create", "--title", "Links that lead nowhere"]),
        (True, "7\n9\n", ["issue", "edit", "7"]),
        (False, "7\n", ["issue", "close", "7"]),
        (False, "", None),
    ],
)
def test_dead_links_are_listed_in_one_issue_that_is_closed_in_the_end(
    gh, tmp_path, dead, open_issue, called
):
    (tmp_path / "issue.md").write_text("links" if dead else "")
    first, *then = gh("links", "tell", open_issue)
    assert first[0] == "api" and "creator=github-actions%5Bbot%5D" in first[2]
    assert [call[: len(called)] for call in then] == [called] if called else not then


@pytest.mark.parametrize(
    ("tag", "there", "absent", "moved"),
    [
        ("v1.0.0", ["v1.0.0"], True, ["PATCH", "POST"]),
        ("v1.10.0", ["v1.10.0", "v1.9.1"], False, ["PATCH"]),
        ("v1.9.2", ["v1.10.0", "v1.9.2"], False, []),
    ],
)
def test_a_release_moves_the_tag_of_its_series_forward_only(
    gh, tmp_path, tag, there, absent, moved
):
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "x.whl").touch()
    listed = "".join(f"refs/tags/{each}\n" for each in there)
    release, _, *moves = gh(
        "release", "release", listed, GITHUB_REF_NAME=tag, ABSENT=str(int(absent))
    )
    assert release[:3] == ["release", "create", tag] and release[-1] == "dist/x.whl"
    assert ["PATCH" if "PATCH" in move else "POST" for move in moves] == moved
    assert all("sha=c0ffee" in move for move in moves)
    assert moves[:1] == [] or "repos/somebody/notes/git/refs/tags/v1" in moves[0]


def test_an_input_that_is_not_given_is_what_the_workflow_says(workflows):
    found = inputs(workflows["publish"], {"notes": "a"})
    assert found == {"notes": "a", "language": "", "strict": True}
