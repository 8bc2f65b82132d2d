"""The workflows publish an edit of the notes; a copy runs nothing its owner did not ask for."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = ("deploy", "maintain", "test")


@pytest.fixture(scope="module")
def workflows():
    folder = ROOT / ".github" / "workflows"
    assert sorted(path.stem for path in folder.glob("*.yml")) == sorted(WORKFLOWS)
    return {name: yaml.safe_load((folder / f"{name}.yml").read_text("utf-8")) for name in WORKFLOWS}


def steps(workflow):
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def place(workflow, words):
    """The number of the only step that runs or uses something of that name."""
    (found,) = [
        number
        for number, step in enumerate(steps(workflow))
        if words in step.get("run", "").splitlines() or step.get("uses", "").startswith(words)
    ]
    return found


def test_the_site_is_verified_between_its_build_and_its_upload(workflows):
    order = [
        "actions/configure-pages@",
        "make site",
        "make verify",
        "actions/upload-pages-artifact@",
    ]
    places = [place(workflows["deploy"], words) for words in order]
    assert places == sorted(places)


def test_the_folder_that_is_uploaded_is_the_one_that_was_verified_dot_files_included(workflows):
    upload = steps(workflows["deploy"])[
        place(workflows["deploy"], "actions/upload-pages-artifact@")
    ]
    assert upload["with"] == {"path": "site", "include-hidden-files": True}


def test_an_edit_of_the_notes_is_published_without_the_generators_tests(workflows):
    assert all("make test" not in step.get("run", "") for step in steps(workflows["deploy"]))
    pushed = workflows["test"][True]["push"]  # YAML 1.1 reads the key "on" as true
    assert {"notes/**", "docs/**"} <= set(pushed["paths-ignore"])


def test_a_pull_request_is_built_and_verified_but_not_published(workflows):
    assert "pull_request" in workflows["deploy"][True]
    assert workflows["deploy"]["jobs"]["publish"]["if"] == "github.event_name != 'pull_request'"


def test_where_pages_are_not_enabled_the_message_names_the_place_to_enable_them(workflows):
    (step,) = [s for s in steps(workflows["deploy"]) if s.get("name") == "Is GitHub Pages enabled?"]
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
    for job in workflows["maintain"]["jobs"].values():
        assert job["if"] == "vars.GENERATOR == 'true'"
    assert not [name for name in ("deploy", "test") if "schedule" in workflows[name][True]]
    assert not (ROOT / ".github" / "dependabot.yml").exists()


def test_no_job_may_do_more_than_it_needs(workflows):
    for workflow in workflows.values():
        assert workflow["permissions"] == {"contents": "read"}
    jobs = {
        **workflows["deploy"]["jobs"],
        **workflows["test"]["jobs"],
        **workflows["maintain"]["jobs"],
    }
    granted = {name: job["permissions"] for name, job in jobs.items() if "permissions" in job}
    assert granted == {
        "build": {"contents": "read", "pages": "read"},
        "publish": {"pages": "write", "id-token": "write"},
    }


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
