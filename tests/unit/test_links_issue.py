"""The issue about dead links says what to fix, and the notes cannot inject anything into it."""

import importlib.util
import json
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from github_actions import ROOT

spec = importlib.util.spec_from_file_location("links", ROOT / "scripts" / "links.py")
links = importlib.util.module_from_spec(spec)
spec.loader.exec_module(links)


def report(*found):
    """Return a report of lychee: each of the links with its status code, or none."""
    listed = [
        {"url": url, "span": {"line": line}, "status": {"text": "?", "details": "no answer"}}
        | ({"status": {"text": "?", "code": code}} if code else {})
        for line, (url, code) in enumerate(found, 1)
    ]
    return {"error_map": {"./notes/a.md": listed} if found else {}}


def test_a_page_that_is_gone_or_a_host_that_does_not_answer_is_listed_with_its_place():
    text = links.issue(
        report(("https://a.org/x", 404), ("https://b.org", 410), ("https://c", None))
    )
    assert "\nnotes/a.md:1: https://a.org/x: 404\n" in text
    assert "\nnotes/a.md:2: https://b.org: 410\n" in text
    assert "\nnotes/a.md:3: https://c: no answer\n" in text


@pytest.mark.parametrize("code", [401, 403, 405, 429, 500, 503, 999])
def test_an_answer_to_robots_or_on_a_bad_day_is_no_dead_link(code):
    assert links.issue(report(("https://a.org", code))) == ""


def test_without_dead_links_there_is_no_issue():
    assert links.issue(report()) == ""


def test_what_the_notes_say_stays_in_one_line_of_a_block_of_code():
    evil = "https://a.org/````\n````\n@everyone [x](javascript:1)\r\u2028" + "é" * 999
    lines = links.issue(report((evil, 404))).splitlines()
    fences = [number for number, line in enumerate(lines) if line.startswith("`````")]
    assert len(fences) == 2 and fences[1] - fences[0] == 2
    assert len(lines[fences[0] + 1]) < 320


def test_the_issue_is_never_longer_than_github_takes():
    many = links.issue(report(*[(f"https://a.org/{'x' * 300}{n}", 404) for n in range(999)]))
    assert len(many) < 65_536 and "\nand 799 more\n" in many


def test_it_reads_what_lychee_writes(tmp_path):
    (tmp_path / "notes.md").write_text("# T\n\n[a](http://127.0.0.1:1/gone) [b](lost.md)\n")
    lychee = Path(sysconfig.get_path("scripts")) / "lychee"
    options = ["--no-progress", "--format", "json", "--output", "links.json", "--scheme", "http"]
    done = subprocess.run([lychee, *options, "./notes.md"], cwd=tmp_path, capture_output=True)
    assert done.returncode == 2
    assert json.loads((tmp_path / "links.json").read_text())["error_map"]
    script = ROOT / "scripts" / "links.py"
    said = subprocess.run(
        [sys.executable, script, "links.json"], cwd=tmp_path, capture_output=True, check=True
    ).stdout.decode()
    assert "\nnotes.md:3: http://127.0.0.1:1/gone: " in said and "lost.md" not in said
