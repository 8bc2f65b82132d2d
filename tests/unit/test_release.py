"""A release has one version, which its tag, pyproject.toml and the changelog agree on."""

import importlib.util
import re
from itertools import pairwise

import pytest
from github_actions import ROOT

spec = importlib.util.spec_from_file_location("release", ROOT / "scripts" / "release.py")
release = importlib.util.module_from_spec(spec)
spec.loader.exec_module(release)

LOG = "# Log\n\n## 1.2.3 – 2026-01-31\n\n- New.\n\n## 1.2.2 – 2026-01-01\n\n- Old.\n"


def test_the_section_of_a_version_is_what_its_release_says():
    assert release.changes("v1.2.3", "1.2.3", LOG) == "- New.\n"


@pytest.mark.parametrize(
    ("tag", "version", "log", "told"),
    [
        ("v1.2.4", "1.2.3", LOG, "the tag is v1.2.4, but pyproject.toml has version 1.2.3"),
        ("1.2.3", "1.2.3", LOG, "the tag is 1.2.3"),
        ("v1.2.2", "1.2.2", LOG, "begins with 1.2.3; write ## 1.2.2"),
        ("v1.2.3", "1.2.3", LOG.replace("- New.", ""), "says nothing of 1.2.3"),
        ("v1.2.3", "1.2.3", "# Changelog\n", "begins with nothing"),
        ("v1.2.3", "1.2.3", LOG.replace("1.2.3 –", "Unreleased\n\n-"), "begins with Unreleased"),
        ("v1.2.3", "1.2.3", LOG.replace("–", "-"), "'1.2.3 - 2026-01-31' is not a version"),
    ],
)
def test_what_does_not_agree_is_reported(tag, version, log, told):
    with pytest.raises(ValueError, match=re.escape(told)):
        release.changes(tag, version, log)


def test_the_changelog_is_one_that_can_be_released_newest_first():
    names = [name for name, _ in release.sections((ROOT / "CHANGELOG.md").read_text("utf-8"))]
    numbers = [tuple(map(int, name.split("."))) for name in names if name != release.UNRELEASED]
    assert release.UNRELEASED not in names[1:]
    assert all(newer > older for newer, older in pairwise(numbers))
    assert not numbers or tuple(map(int, release.version().split("."))) >= numbers[0]
