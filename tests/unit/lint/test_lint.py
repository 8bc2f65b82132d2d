"""``make check`` reports each problem at its place, and nothing that is right."""

import random
import re
import time

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.gfm.parser import parse, to_html
from coursenotes.lint.check import lint, name_problems, source_problems
from coursenotes.lint.spelling import misspelt
from coursenotes.model import NotesFile, Position, Problem, Severity
from coursenotes.reporting import formatted
from hypothesis import given
from hypothesis import strategies as st


def check(text):
    notes = read_notes(text, "n.md")
    return lint([NotesFile("n.md", text)], notes, plan_site(notes).problems)


def told(text):
    """Return problems as ``line:column: level: message``."""
    return [formatted(problem).removeprefix("n.md:") for problem in check(text)]


def test_sound_notes_have_spelling_hints_and_nothing_else(project):
    problems = check((project / "notes" / "mlops.md").read_text(encoding="utf-8"))
    assert len(problems) < 20
    assert all(p.severity is Severity.HINT and p.message.startswith("spelling") for p in problems)


# --- the plan's problems --------------------------------------------------------------------------


def test_dead_links_are_reported_once_each_at_their_own_place():
    text = "# T\n\nfirst line\nsee [a](#gone) and [b](#gone)\nand ![p](no.png)\n"
    assert told(text) == [
        "4:5: warning: link #gone: no heading or anchor of that name",
        "4:20: warning: link #gone: no heading or anchor of that name",
        "5:5: warning: picture no.png: no such file beside the notes",
    ]


def test_formulas_that_cannot_be_rendered_have_their_column():
    (problem,) = check("# T\n\nan $\\notacommand{x}$ here\n")
    assert (problem.at.line, problem.at.column, problem.severity) == (3, 4, Severity.WARNING)
    assert problem.message.startswith("formula ")


# --- questions ------------------------------------------------------------------------------------


def test_a_question_without_an_answer_is_a_hint():
    text = "# T\n\n**What is it?**\n\n**And that?**\n\nThat.\n"
    assert told(text) == [
        "3:3: hint: question without an answer: “What is it?”; write it below the question"
    ]


def test_the_same_question_under_one_heading_is_reported():
    text = "# T\n\n**Why?**\n\nA.\n\n**Why?**\n\nB.\n"
    (problem,) = check(text)
    assert (problem.at.line, problem.severity) == (7, Severity.HINT)
    assert "on line 3" in problem.message and "may move" in problem.message


def test_the_same_question_under_another_heading_is_a_hint():
    text = "# T\n\n**One**\n\nx\n\n**Why?**\n\nA.\n\n**Two**\n\nx\n\n**Why?**\n\nB.\n"
    (problem,) = check(text)
    assert (problem.at.line, problem.severity) == (15, Severity.HINT)


def test_the_same_question_on_another_page_is_none_of_our_business():
    weeks = "".join(f"### Week {n}\n\n**Why?**\n\nA.\n\n" for n in (1, 2))
    assert told("# T\n\n## Course 1\n\n" + weeks) == []


def test_equal_pages_of_one_section_are_reported():
    text = "# T\n\n## Week 1\n\nA.\n\n## Week 2\n\nB.\n\n## WEEK 1\n\nC.\n"
    assert told(text) == [
        "11:4: hint: the page “WEEK 1” is on line 3 too: links to either may move when notes "
        "are added; word one of them differently"
    ]


def test_equal_headings_under_one_heading_are_one_hint():
    example = "### Example\n\nx\n\n"
    text = f"# T\n\n## A\n\n{example * 3}## B\n\n{example}"
    (problem,) = check(text)
    assert (problem.at.line, problem.severity) == (9, Severity.HINT)
    assert "the heading “Example” is on line 5 too" in problem.message


# --- tables ---------------------------------------------------------------------------------------


def test_cells_that_the_head_has_no_column_for_are_named():
    text = "| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 |\n1 | 2 | x | y\n"
    assert [line for line in told(text) if "table" in line] == [
        "4:11: hint: table row has 3 cells, the head 2: GitHub drops “3”; "
        "write a | inside a cell as \\|",
        "5:9: hint: table row has 4 cells, the head 2: GitHub drops “x | y”; "
        "write a | inside a cell as \\|",
    ]


@pytest.mark.parametrize("before", ["> ", "- ", "> - ", "1. > "])
def test_tables_in_quotes_and_lists_are_counted_alike(before):
    inside = before.replace("- ", "  ").replace("1. ", "   ")
    text = f"{before}| a | b |\n{inside}|---|---|\n{inside}| 1 | 2 |\n{inside}| 1 | 2 | 3 |\n"
    (problem,) = [p for p in check(text) if "table" in p.message]
    assert (problem.at.line, problem.at.column) == (4, len(inside) + 11)


def test_escaped_bars_and_code_blocks_are_no_extra_cells():
    text = "| a | b |\n|---|---|\n| `x\\|y` | 2 \\| 3 |\n| only |\n"
    assert told("# T\n\n" + text) == []
    assert told("# T\n\n```\n" + text + "| 1 | 2 | 3 |\n```\n") == []


def test_an_empty_cell_too_many_is_reported_as_such():
    (problem,) = [p for p in check("# T\n\n| a |\n|---|\n| 1 | |\n") if "table" in p.message]
    assert problem.message.endswith("drops the empty rest")


# --- raw HTML -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "column", "words"),
    [
        ("<script>alert(1)</script>", 1, "<script> is stripped"),
        ("<style>p { color: red }</style>", 1, "<style> is stripped"),
        ('words <iframe src="https://e.org"></iframe>', 7, "<iframe> is shown as text"),
        ('<form action="/x">\nw\n</form>', 1, "<form> is stripped"),
        ('a <b onclick="x()">bold</b>', 3, "onclick of <b> is stripped"),
        ('<p style="color: red">red</p>', 1, "style of <p> is stripped"),
        ("a <font color=red>red</font>", 3, "<font> is stripped"),
        ("a List<String> here", 7, "<string> is not HTML"),
        ('> <a href=" JavaScript:x()">x</a>', 3, "href of <a>: javascript: is stripped"),
        ('<a href="java&#115;cript:x()">x</a>', 1, "href of <a>: javascript: is stripped"),
        ('<img src="file:///c/a.png">', 1, "src of <img>: file:///c/a.png is on your machine only"),
        ("<tex-inline>x</tex-inline>", 1, "<tex-inline> is not HTML"),
    ],
)
def test_raw_html_that_is_stripped_is_reported(html, column, words):
    (problem,) = check(f"# T\n\n{html}\n")
    assert (problem.at.line, problem.at.column, problem.severity) == (3, column, Severity.HINT)
    assert words in problem.message


@pytest.mark.parametrize(
    "html",
    [
        "`<script>`",
        "```html\n<script>alert(1)</script>\n```",
        "    <iframe>",
        "<details><summary>Answer</summary>\n\nx\n\n</details>",
        '<img src="https://e.org/a.png" width="20" alt="onclick">',
        '<table><tr><td style="text-align: center">x</td></tr></table>',
        "<!-- <script> onclick lenght -->",
        "a <b>c</b> <https://e.org> 1 < 2 <3",
    ],
)
def test_html_that_stays_and_html_in_code_is_not(html):
    assert told(f"# T\n\n{html}\n") == []


def test_html_in_the_middle_of_a_block_has_its_own_line():
    (problem,) = check("# T\n\n<div>\n  text\n  <video src=x></video>\n</div>\n")
    assert (problem.at.line, problem.at.column) == (5, 3)


# --- headings -------------------------------------------------------------------------------------


def test_heading_jumps_are_hints_with_what_is_right():
    assert told("# T\n\n## A\n\n#### B\n\n## C\n\nx\n") == [
        "5:1: hint: heading jumps from level 2 to 4; write it with ###"
    ]


def test_going_up_and_headings_in_code_are_no_jumps():
    assert told("# T\n\n## A\n\n### B\n\nx\n\n## C\n\n```\n#### D\n```\n") == []


# --- spelling -------------------------------------------------------------------------------------


def test_misspelt_words_have_line_column_and_cure_in_their_case():
    text = "# T\n\nThe lenght\nand **the** Lenght, [the lenght](https://e.org/lenght).\n"
    assert told(text) == [
        '3:5: hint: spelling: "lenght" → "length"',
        '4:13: hint: spelling: "Lenght" → "Length"',
        '4:26: hint: spelling: "lenght" → "length"',
    ]


def test_misspelt_words_in_cells_quotes_and_raw_html_are_found_in_their_line():
    text = "# T\n\n| a | b |\n|---|---|\n| lenght | a lenght |\n\n> - x\n>   retrun\n\n"
    text += "<div>\n  my <i>lenght</i>\n</div>\n"
    places = [(p.at.line, p.at.column) for p in check(text)]
    assert places == [(5, 3), (5, 14), (8, 5), (11, 9)]


def test_the_column_is_right_behind_code_that_holds_the_same_word():
    (problem,) = check("# T\n\nsee `lenght` for &amp; the lenght\n")
    assert (problem.at.line, problem.at.column) == (3, 28)


@pytest.mark.parametrize(
    "text",
    [
        "`lenght`",
        "```\nlenght\n```",
        "    lenght",
        "$lenght$",
        "$$\nlenght\n$$",
        "<https://e.org/lenght> https://e.org/lenght",
        "see lenght.py, lenght_of, a/lenght, @lenght, lenght() and theLenght",
        "<kbd>lenght</kbd>",
        "<pre>\nlenght\n</pre>",
        "TEH",
    ],
)
def test_code_formulas_and_addresses_are_not_spelt(text):
    assert told(f"# T\n\n{text}\n") == []


def test_notes_in_another_language_are_not_measured_by_english():
    german = "Das ist als Beispiel gedacht und oder nicht, wie sie es sagen. Ein Modell hilft."
    for times in (1, 40):
        assert told(f"# T\n\n{german * times}\n") == []


# --- the list, and the lines it makes -------------------------------------------------------------


def test_the_list_is_sorted_without_repeats():
    problems = check("# T\n\n#### J\n\nlenght <font>x</font>\n\n[x](#y)\n")
    assert list(problems) == sorted(set(problems)) and len(problems) == 4


def test_lines_keep_their_number_below_front_matter_and_with_crlf():
    (problem,) = check("\ufeff---\r\ntitle: lenght\r\n---\r\n# T\r\n\r\nlenght\r\n")
    assert (problem.at.line, problem.at.column) == (6, 1)


def test_annotations_are_escaped_as_github_asks():
    problem = Problem(Position("a,b:c%.md", 3, 4), Severity.HINT, "50 %: a,\r\nb")
    assert formatted(problem, github=True) == (
        "::notice file=a%2Cb%3Ac%25.md,line=3,col=4::50 %25: a,%0D%0Ab"
    )
    assert formatted(problem) == "a,b:c%.md:3:4: hint: 50 %: a, b"
    whole = Problem(Position("n.md"), Severity.WARNING, "x")
    assert formatted(whole, github=True) == "::warning file=n.md,line=1,col=1::x"
    assert formatted(whole) == "n.md: warning: x"


@pytest.mark.parametrize(
    ("text", "code", "plain", "annotated", "end"),
    [
        ("# T\n\nlenght\n", 0, "3:1: hint: spelling", "::notice file=", "1 hint."),
        ("# T\n\n[x](#y)\n", 1, "3:1: warning: link #y", "::warning file=", "1 warning."),
        pytest.param(
            "# T\n\nAll is well.\n", 0, "", "", "Nothing is wrong.", marks=pytest.mark.slow
        ),
    ],
)
def test_the_command_fails_for_warnings_only(text, code, plain, annotated, end, tmp_path, build):
    (tmp_path / "n.md").write_text(text, encoding="utf-8")
    for github, expected in (("", plain), ("true", annotated)):
        ended = build("--check", "--notes", tmp_path / "n.md", GITHUB_ACTIONS=github)
        assert (ended.returncode, ended.stderr) == (code, f"{end}\n")
        assert expected in ended.stdout
        assert bool(ended.stdout) == bool(expected)


# --- any input, any size --------------------------------------------------------------------------

PIECES = st.sampled_from(
    "lenght~**Why?**~> ~- ~| a | b |\n|---|---|\n~| 1 | 2 | 3 |~<b onclick=x>~<script>~</x~<!--~`~$"
    "~&amp;~\\|~[x](#y)~#### ~\t~\n~\n\n~\r\n~\ufeff~[^1]~[^1]: lenght\n~<p style='~\"~\\(x_1\\)"
    "~é~\x00".split("~")
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_problem_lies_inside_the_file(text):
    lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
    for problem in check(text):
        assert 0 <= problem.at.line <= len(lines)
        assert 0 <= problem.at.column <= len(lines[max(0, problem.at.line - 1)]) + 1
        if found := re.match(r'spelling: "(\w+)"', problem.message):
            line = lines[problem.at.line - 1]
            assert line[problem.at.column - 1 :].startswith(found[1])


def megabyte():
    """Return 1 MB of notes with a problem in every third block."""
    rng = random.Random(7)
    words = "the model learns from data and its lenght is measured by a loss".split()
    blocks, size = ["# Notes"], 0
    while size < 1_000_000:
        n = len(blocks)
        text = " ".join(rng.choices(words, k=60))
        kind = n % 6
        blocks.append(
            [
                f"## Part {n}\n\n#### Deep\n\n{text}",
                f"**Why {n % 700}?**\n\n{text} `code` and $x_{n}$",
                "| a | b |\n|---|---|\n" + "| 1 | 2 | 3 |\n" * 8,
                f"<div>\n{text} <font>x</font>\n</div>",
                f"> - {text}\n> - [dead](#nothing-{n % 5})",
                f"```\n{text}\n```",
            ][kind]
        )
        size += len(blocks[-1])
    return "\n\n".join(blocks)


@pytest.mark.slow
def test_a_megabyte_of_notes_takes_seconds():
    text = megabyte()
    notes = read_notes(text, "n.md")
    begin = time.process_time()
    parsed = parse(text)
    problems = (
        *source_problems("n.md", parsed),
        *name_problems(text, notes.root),
        *misspelt(parsed),
    )
    assert time.process_time() - begin < 10
    assert len(problems) > 8_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "the lenght &amp; " * 40_000,
        "the &amp; lenght\n" * 40_000,
        '<a "' * 100_000,
        "x <b style='" * 40_000,
        "<div>\n" + "<p onclick=x>the lenght\n" * 25_000,
        "| a |\n|---|\n" + "| the lenght | b |\n" * 30_000,
        "| a" * 20_000 + "\n" + "|---" * 20_000 + "\n" + "| the lenght" * 40_000,
        "[x](#y) " * 20_000,
        "![a](b " * 10_000,
        "==a " * 10_000,
        "[[a " * 10_000,
        "[a][b " * 10_000,
        "{: .a " * 10_000,
        "++a+" * 10_000,
        "%% a " * 10_000,
        "$$ x_1 " * 10_000,
        "<code>" * 10_000,
        "<<<<<<< a\n" * 10_000,
        "<a href='" * 10_000,
        "<div>\n" + "<a href='x " * 10_000,
    ],
    ids=(
        "words lines quotes tags block rows cells links addresses marks wiki references lists keys "
        "comments dollars code conflicts open raw".split()
    ),
)
def test_the_time_grows_with_the_size_only(text):
    begin = time.process_time()
    parsed = parse(text)
    to_html(parsed)
    source_problems("n.md", parsed)
    list(misspelt(parsed))
    assert time.process_time() - begin < 15


def test_short_addresses_are_not_found_inside_words():
    assert told("# T\n\na car [x](a)\n") == ["3:7: warning: link a: no such file beside the notes"]
