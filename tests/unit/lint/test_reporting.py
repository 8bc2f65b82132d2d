"""Problems are reported alike everywhere, and the same ones stop a build."""

import pytest
from coursenotes.model import Position, Problem, Severity
from coursenotes.reporting import report, stopping, summary

PROBLEMS = tuple(
    Problem(Position("n.md", 3, 5), severity, "x") for severity in (Severity.HINT, Severity.WARNING)
)
ERROR = Problem(Position("n.md"), Severity.ERROR, "x")


@pytest.mark.parametrize(
    ("github", "lines"),
    [
        ("", ["n.md:3:5: hint: x", "n.md:3:5: warning: x", "n.md: error: x"]),
        (
            "true",
            [
                "::notice file=n.md,line=3,col=5::x",
                "::warning file=n.md,line=3,col=5::x",
                "::error file=n.md,line=1,col=1::x",
            ],
        ),
    ],
)
def test_a_problem_is_a_line_and_on_github_an_annotation(github, lines, monkeypatch, capsys):
    monkeypatch.setenv("GITHUB_ACTIONS", github)
    report((*PROBLEMS, ERROR))
    assert capsys.readouterr().err.splitlines() == lines


def test_errors_stop_a_build_warnings_a_strict_one_and_hints_none():
    assert stopping(PROBLEMS, strict=False) == ""
    assert stopping(PROBLEMS[:1], strict=True) == ""
    assert stopping(PROBLEMS, strict=True) == "Stopped: 1 problem in the notes."
    assert stopping((*PROBLEMS, ERROR), strict=False) == "Stopped: 1 problem in the notes."
    assert stopping((*PROBLEMS, ERROR), strict=True) == "Stopped: 2 problems in the notes."


def test_the_end_of_a_list_says_how_many_of_each_kind_there_are():
    assert summary(()) == "Nothing is wrong."
    assert summary(PROBLEMS) == "1 warning, 1 hint."
    assert summary((*PROBLEMS, ERROR, *PROBLEMS)) == "1 error, 2 warnings, 2 hints."
