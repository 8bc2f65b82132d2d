"""Notes assembled from the pieces that authors use, in any order, lose nothing.

The comparison is that of the fixtures (:mod:`counts`). ``--hypothesis-profile=explore`` tries new
notes.
"""

from counts import compare
from examples import times
from hypothesis import given
from hypothesis import strategies as st

_WORDS = (
    "alpha|beta|*gamma*|**delta**|`eps`|[zeta](https://e.org)|$x_1$|why?|eta:|~~th~~|5 < 6|&amp;|"
    "![pic](https://e.org/p.png)|A.|1)|Q:|5|H<sub>2</sub>O|<kbd>K</kbd>|:smile:|US$5"
).split("|")
_TITLES = (
    "Week 1|Week 2|Course 1|What is alpha?|Why beta?|Intro|Summary|Q1: gamma?|1. What?|"
    "Lecture 3: **x**|第1章|Step one"
).split("|")
_AS_THEY_ARE = (
    "[up](#week-1)|[x](#intro)|<details><summary>What?</summary>yes</details>|a<br>b|[[wiki]]|"
    "<p align=center>centered <b>$x$</b></p>|* * *|$$\nx = y\n$$|```math\nx\n```|<!-- hidden -->|"
    "Term\n: def|www.example.org and a@b.de|##|***\n***|<div>\n\n## In div\n\n</div>|"
    "1. one\n\n   two\n\n2. three|\\* not a list|**Answer:** yes|_____|A) x\nB) y\nC) z|"
    "<details>\n<summary><b>Q2: why not?</b></summary>\n\nbecause\n\n</details>|"
    "## Problem 3|**Solution.** eps|- [ ] alpha\n- [x] eps|1. What is alpha?|2. Explain beta|"
    "A) x\n**B) y**|"
    "text[^1]\n\n[^1]: note here|The ____ is alpha.|```python\nx = 1\n```|    code here"
).split("|")
_QUESTIONS = (
    "Q: what?|**Q:** why?|**Question 1:** how?|**Why so?**|1. **How is it?**|- **What now?**|"
    "*Which?*|Q1. Name it|**Exercise 1.** Show it|Question 2: beta|**A term**|"
    "1. ### What is alpha?|- #### How?"
).split("|")
_ANSWERS = "\nA: |\n\nA: |\n**A:** |\n\n**Answer:** |\n\n> |\n> |\n\n|\n|\n\n**Solution.** ".split(
    "|"
)
_SUMMARIES = "Answer|Show answer|Click|What is it?|Solution|答案".split("|")

_LINE = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5).map(" ".join)
_LINES = st.lists(_LINE, min_size=1, max_size=4)


def _prefixed(first, rest):
    def prefix(text):
        return first + text.replace("\n", f"\n{rest}")

    return prefix


def _listed(marker):
    def items(lines):
        return "\n".join(
            marker.format(n + 1, "abcd"[n], "ABCD"[n]) + t for n, t in enumerate(lines)
        )

    return items


_LIST = st.sampled_from(["- ", "{0}. ", "{2}. ", "* "]).flatmap(lambda m: _LINES.map(_listed(m)))
_TABLE = st.lists(st.tuples(_LINE, _LINE), max_size=3).map(
    lambda rows: "\n".join(["| a | b |", "|---|---|", *(f"| {x} | {y} |" for x, y in rows)])
)
_PLAIN = _LINE | _LIST | _TABLE | st.tuples(_LINE, _LIST.map(_prefixed("  ", "  "))).map("\n".join)
_QUOTE = _PLAIN.map(_prefixed("> ", "> "))
_DETAILS = st.tuples(st.sampled_from(_SUMMARIES), _PLAIN | _QUOTE).map(
    lambda t: f"<details>\n<summary>{t[0]}</summary>\n\n{t[1]}\n\n</details>"
)
_HEADING = st.tuples(st.sampled_from(["# ", "## ", "### ", "#### "]), st.sampled_from(_TITLES))
_ASKED = st.tuples(st.sampled_from(_QUESTIONS), st.sampled_from(_ANSWERS), _LINE)
_CHOICE = st.tuples(_LINE, _LINES.map(_listed("   - {1}) "))).map(
    lambda t: f"1. {t[0]}\n{t[1]}\n\n   Answer: a"
)
_BLOCK = st.one_of(
    _HEADING.map("".join),
    _HEADING.map("".join),
    _PLAIN,
    _QUOTE,
    _DETAILS,
    _DETAILS.map(_prefixed("- alpha\n\n  ", "  ")),
    _ASKED.map("".join),
    _ASKED.map("".join),
    _CHOICE,
    st.sampled_from(_AS_THEY_ARE),
)


@times(0.8)
@given(st.lists(_BLOCK, min_size=1, max_size=12).map("\n\n".join))
def test_nothing_is_lost_of_any_notes(text):
    differences = compare(text).differences()
    # The comparison takes a quote below any heading that asks for an answer; the site only if
    # the file's own pattern shows it.
    assert [line for line in differences if not line.startswith("quotes:")] == []
