"""Formulas are found where GitHub finds them, and money stays money."""

import pytest
from coursenotes.elements import text_of
from coursenotes.gfm.parser import to_html
from coursenotes.gfm.tree import to_tree


def formulas(markdown: str) -> list[tuple[str, str]]:
    tree = to_tree(to_html(markdown))
    return [(e.tag[4:], text_of(e)) for e in tree.walk() if e.tag.startswith("tex-")]


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("a $x_1*y*z$ b", [("inline", "x_1*y*z")]),
        ("$x$ is at most 5", [("inline", "x")]),
        ("$$x$$ is 5", [("display", "x")]),
        ("- $x$: 5\n- $y$: 6 $z$", [("inline", "x"), ("inline", "y"), ("inline", "z")]),
        ("$x$", [("inline", "x")]),
        ("<p align=center>\n$$ x $$ is $y$</p>", [("display", "x"), ("inline", "y")]),
        (
            "<table><tr><td>$a &lt; b$</td><td title='$c$'>$d$</td></tr>",
            [("inline", "a < b"), ("inline", "d")],
        ),
        (
            "<details><summary>What is $x$?</summary>$y$ or 5</details>",
            [("inline", "x"), ("inline", "y")],
        ),
        ("<div><code>$a$</code> <!-- $b$ --> <pre>$c$</pre> <kbd>$d$</kbd></div>", []),
        ("<p>$5 and $10</p><p>US$1</p><p>$2</p>", []),
        ("<p>\\(x^2\\) and \\[y\\]</p>", [("inline", "x^2"), ("display", "y")]),
        (
            "$a &lt; b$ $$c&#62;d$$ $e &f; g$",
            [("inline", "a < b"), ("display", "c>d"), ("inline", "e &f; g")],
        ),
        ("```math\na &lt; b\n```", [("display", "a &lt; b")]),
        ("$5 and $10", []),
        ("5$x$ and $x$5", []),
        ("US$100 or US$200", []),
        # after a Latin letter or digit a dollar neither opens nor closes a formula
        ("Use df$age and df$name. US$20, NZ$ 30.", []),
        ("café$x$ and ß$y$", []),
        ("df$age costs $x$", [("inline", "x")]),
        ("pid$$ and $x$ or x$$y$$z", [("inline", "x")]),
        ("a$b$ $c$", [("inline", "c")]),
        ("df$_id and df$_name", []),
        # except before signs that only TeX has
        (
            "H$_2$O at 25$^\\circ$C, 10$^{-3}$, $^{14}$C",
            [("inline", "_2"), ("inline", "^\\circ"), ("inline", "^{-3}"), ("inline", "^{14}")],
        ),
        ("A$\\to$B and x$\\alpha + 1$", [("inline", "\\to"), ("inline", "\\alpha + 1")]),
        # other scripts have no spaces, or other signs before
        ("设$x$为实数", [("inline", "x")]),
        ("($x$), -$y$, «$z$»", [("inline", "x"), ("inline", "y"), ("inline", "z")]),
        ("$a$$b$", [("inline", "a"), ("inline", "b")]),
        ("$a\\$b$ \\\\$c$", [("inline", "a\\$b"), ("inline", "c")]),
        ("a $ x $ b", []),
        ("see $$x$$ here", [("display", "x")]),
        ("式$$x$$中", [("display", "x")]),
        ("$$\nx\n= y\n$$", [("display", "x\n= y")]),
        ("$`a*b*c`$", [("inline", "a*b*c")]),
        ("```math\nx^2\n```", [("display", "x^2")]),
        ("| a |\n|--|\n| $x$ |", [("inline", "x")]),
        ("`$x$`", []),
        ("\\$x\\$", []),
        ("\\(x^2\\) and \\[y\\]", [("inline", "x^2"), ("display", "y")]),
        ("\\(not a formula\\)", []),
        ("open(path\\[, mode\\]), a\\[_opt_\\] and close(a = \\[none = 0\\])", []),
    ],
)
def test_formula_rules(markdown, found):
    assert formulas(markdown) == found


def test_a_formula_knows_its_own_line():
    tree = to_tree(to_html("# T\n\ntext\nmore $a$\n\n| x |\n|--|\n| $b$ |\n"))
    assert [e.at.line for e in tree.walk() if e.tag.startswith("tex-")] == [4, 8]
    tree = to_tree(to_html("# T\n\n<p>\n$a$ and\n$b$\n</p>\n"))
    assert [e.at.line for e in tree.walk() if e.tag.startswith("tex-")] == [4, 5]
