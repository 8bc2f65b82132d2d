"""Time grows linearly with the size of the notes, whatever they contain.

The first half are cmark's own pathological inputs (its ``test/pathological_tests.py``), the rest
large numbers on one page. Each is read, planned and written at one size and at four times the size.
"""

import time
from math import isqrt

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.lint.check import lint
from coursenotes.model import NotesFile
from coursenotes.outputs import files_of
from pages import html_of_site

pytestmark = pytest.mark.slow

MANY = {
    "nested strong and emphasis": lambda n: "*a **a " * n + "b" + " a** a*" * n,
    "closers of emphasis without openers": lambda n: "a_ " * n,
    "openers of emphasis without closers": lambda n: "_a " * n,
    "closers of links without openers": lambda n: "a]" * n,
    "openers of links without closers": lambda n: "[a" * n,
    "openers and closers that do not match": lambda n: "*a_ " * n,
    "cmark 389": lambda n: "*a " * (n // 2) + "_a*_ " * (n // 2),
    "openers and closers of three": lambda n: "a**b" + "c* " * n,
    "openers of links and closers of emphasis": lambda n: "[ a_" * n,
    "link in a link": lambda n: "[ (](" * n,
    "images of empty links": lambda n: "![[]()" * n,
    "nested images": lambda n: "![" * n + "a" + "](x)" * n,
    "nested links": lambda n: "[" * n + "a" + "](x)" * n,
    "nested brackets": lambda n: "[" * n + "a" + "]" * n,
    "nested quotes": lambda n: "> " * n + "a",
    "emphasis in nested quotes": lambda n: ">" * n + "a*" * n,
    "nested lists": lambda n: "".join("  " * x + "* a\n" for x in range(2 * isqrt(n))),
    "nested lists, empty lines": lambda n: "- " * n + "x" + "\n" * n,
    "nested lists in a quote": lambda n: "> " + "- " * n + "x\n" + ">\n" * n,
    "longer and longer backticks": lambda n: "".join("e" + "`" * x for x in range(2 * isqrt(n))),
    "links that do not end, 1": lambda n: "[a](<b" * n,
    "links that do not end, 2": lambda n: "[a](b" * n,
    "comments that do not end": lambda n: "</" + "<!--" * n,
    "instructions that do not end": lambda n: "</" + "<?" * n,
    "declarations that do not end": lambda n: "<" + "<!X " * n,
    "sections that do not end": lambda n: "<" + "<![CDATA[" * 5 * n,
    "tables that are none": lambda n: "aaa\rbbb\n-\v\n" * n,
    "references": lambda n: "".join(f"[{x}]: u\n" for x in range(n)) + "[0] " * n,
    "footnotes": lambda n: "".join(f"a[^{x}]\n\n[^{x}]: u\n\n" for x in range(n)),
    "signs of less": lambda n: "<" * n,
    "entities": lambda n: "&lt;&" * n,
    "tags that do not end": lambda n: "x " + "<a b=" * n,
    "scripts that do not end": lambda n: "<script>" * n,
    "formulas that do not end": lambda n: "\\(a^2\\) " + "\\(a " * n + "$b " * n + "$$c" * n,
    "addresses": lambda n: "www.a.b http://c.d/e_f a.b@c.de " * n,
    "dots and brackets behind an address": lambda n: "http://a.b" + "(.;" * n + ")" * n,
    "bold tags that do not end": lambda n: "<p><b>" * n,
    "formulas in backticks that do not end": lambda n: "$`a " * 25 * n,
    "formulas in a paragraph": lambda n: "$a$\n" * 10 * n,
    "divisions that do not end": lambda n: "<div>" * 100 * n,
    "scripts in text": lambda n: "a <script> b\n\n" * n,
    "tables in tables": lambda n: "<table><tr><td>" * n,
    "one long line": lambda n: "word *em* `code` [link](x) " * n,
    "pages": lambda n: "".join(f"## a{x}\n\ntext\n\n" for x in range(n)),
    "pages of one title": lambda n: "## a\n\n" * n,
    "questions on one page": lambda n: "# T\n\n## W\n\n" + "**a?**\n\nb\n\n" * n,
    "details on one page": lambda n: "<details><summary>x</summary>\n\ny\n\n</details>\n\n" * n,
    "alerts on one page": lambda n: "> [!NOTE]\n> x\n\n" * n,
    "formulas on one page": lambda n: "".join(f"a $x_{{{x}}}$\n\n" for x in range(n)),
    "formulas in raw HTML": lambda n: "<table>" + "<tr><td>$x$\n<td>US$5" * 5 * n,
    "fences on one page": lambda n: "```python\nx\n```\n\n" * n,
    "items": lambda n: "- a b\n" * n,
    "items of two lists": lambda n: "- a\n* b\n" * n,
    "rows": lambda n: "|a|\n|-|\n" + "|b|\n" * n,
    "heads without a bar": lambda n: "a\n|-\n\n" * n,
    "quotes in items": lambda n: "- > a\n" * n,
    "quotes between headings": lambda n: "> a\n# b\n" * n,
    "marks of quotes, indented": lambda n: "> a\n" + "    > b\n" * n,
    "empty items": lambda n: "- a\n-\n\n\n" * n,
    "columns": lambda n: "|" + "a|" * n + "\n|" + "-|" * n + "\n|" + "b|" * n,
    "bold words": lambda n: "**a** " * n,
    "lines of options": lambda n: "What?\n" + "A. x\n" * n,
    "footnotes in one another": lambda n: "[^0]\n\n"
    + "".join(f"[^{x}]: u [^{x + 1}] [^{x * 7 % n}]\n\n" for x in range(n)),
    "cells of a row": lambda n: "|" + "a|" * 5 * n + "\n|" + "-|" * 5 * n + "\n|" + "b|" * 5 * n,
    "cells that GitHub drops": lambda n: "|a|\n|-|\n|" + "b|" * 250 * n,
    "cells of HTML": lambda n: "<table><tr>" + "<td>b</td>" * 10 * n + "</tr></table>",
    "ten diagrams": lambda n: "".join(
        "```mermaid\nflowchart TD\n" + f" a{d}-->b\n" * n + "```\n\n" for d in range(10)
    ),
    "dead links": lambda n: "".join(f"[a](#b{x})\n\n" for x in range(n)),
}  # fmt: skip
SIZE = 100


def seconds(text):
    """Return processor time, so that other programs do not count."""
    begin = time.process_time()
    notes = read_notes(text, "n.md")
    plan = plan_site(notes)
    lint([NotesFile("n.md", text)], notes, plan.problems)
    html_of_site(plan)
    files_of(plan)
    return time.process_time() - begin


@pytest.mark.parametrize("name", MANY)
def test_four_times_the_notes_take_no_more_than_eight_times_as_long(name):
    small, large = MANY[name](SIZE), MANY[name](4 * SIZE)
    before = max(seconds(small), 0.05)
    assert seconds(large) < 8 * before or seconds(large) < 8 * before
