"""Foreign syntax that GitHub shows as text is reported with place and cure; lookalikes are not."""

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.model import Severity


def told(text):
    """Return the plan's problems, which every command reports, as ``line:column: message``."""
    problems = plan_site(read_notes(text, "n.md")).problems
    assert all(p.severity is Severity.HINT for p in problems), problems
    return [str(problem).removeprefix("n.md:") for problem in problems]


@pytest.mark.parametrize(
    ("markdown", "place", "message"),
    [
        ("!!! note\n    Mind this.", "3:1", "!!! note is an MkDocs admonition; write > [!NOTE]"),
        ('!!! danger "Careful"\n    x', "3:1", "write > [!CAUTION] and > before each line"),
        ('!!! theorem "Bayes"\n    x', "3:1", "write > [!NOTE]"),
        ("!!! tip inline end\n    x", "3:1", "write > [!TIP]"),
        ("??? question\n    x", "3:1", "write <details><summary>…</summary> and </details>"),
        ('- a\n\n  ???+ note "More"\n      x', "5:3", "???+ note is an MkDocs admonition"),
        ('=== "Python"\n\n    code', "3:1", '=== "Python" is an MkDocs tab'),
        ("::: warning\nx\n:::", "3:1", "write > [!WARNING]"),
        (":::{admonition} T\nx\n:::", "3:1", ":::admonition is a block of other tools"),
        ("/// note | Title\nx\n///", "3:1", "/// note is an MkDocs block"),
        ("> [!abstract]\n> x", "3:3", "[!abstract] is not a GitHub alert; write [!NOTE]"),
        ("> [!bug]- T\n> x", "3:3", "write [!CAUTION]"),
        ("> [!NOTE] Title\n> x", "3:3", "write its title on the next line"),
        ("> [!note]-\n> x", "3:3", "is an alert only if nothing follows it"),
        ("an ==important== word", "3:4", "write **…**"),
        ("==**both**==", "3:1", "==…== marks text in other tools"),
        ("see [[Other Page]].", "3:5", "write [Other Page](Other%20Page.md)"),
        ("[[Page#A Part|there]]", "3:1", "write [there](Page.md#a-part)"),
        ("| a |\n|--|\n| [[#Part]] |", "5:3", "write [#Part](#part)"),
        ("![[a b.png]]", "3:1", "write ![description](a%20b.png)"),
        ("![a](two words.png)", "3:2", "write (two%20words.png)"),
        ("x [a](two words.md#part)", "3:3", "write (two%20words.md#part)"),
        ("press ++ctrl+c++ now", "3:7", "write <kbd>ctrl</kbd>+<kbd>c</kbd>"),
        ("## A {: .wide }\n\nx", "3:6", "GitHub shows the attributes {: .wide } as text"),
        ("![a](https://e.org/a.png){ width=300 }", "3:26", "attributes { width=300 }"),
        ("[a](https://e.org){:target=_blank}", "3:19", "attributes {:target=_blank}"),
        ("## A {#own}\n\nx", "3:6", "attributes {#own}"),
        ("text {.red} text", "3:6", "attributes {.red}"),
        ("seen %%hidden%% seen", "3:6", "write <!-- … -->"),
        ("%%\nhidden\n%%", "3:1", "write <!-- … -->"),
        ("{% include a.html %}", "3:1", "is a tag of Jekyll"),
        ("a [text][gone] b", "3:3", "reference [gone] is not defined; write [gone]:"),
        ("a [Some Text][] b", "3:3", "reference [Some Text] is not defined"),
        ("x[^2] y", "3:2", "footnote [^2] is not defined; write [^2]: and its text"),
        ("$$\nx_1\n\ny\n\nz", "3:1", "$$ without an end in its paragraph"),
        ("so $$ \\frac{1}{2} is", "3:4", "$$ without an end in its paragraph"),
        ("<details>\n<summary>S</summary>\n\nx", "3:1", "write </details> below"),
        ("> <details><summary>S</summary>\n> x", "3:3", "write </details> below"),
        ("x [a](javascript:alert(1))", "3:3", "link javascript: is stripped from links"),
        ("[a](vbscript:x)", "3:1", "link vbscript: is stripped"),
        ("![a](data:image/png;base64,AA==)", "3:1", "picture data: is stripped"),
        ("[a](obsidian://open?vault=x)", "3:1", "link obsidian: is stripped"),
        ("[a](http://localhost:8000/x)", "3:1", "is on the reader's own machine; write it as code"),
        (
            "![a](https://127.0.0.1/a.png)",
            "3:1",
            "picture https://127.0.0.1/a.png is on the reader",
        ),
        ("[a](file:///home/me/a.pdf)", "3:1", "link file:///home/me/a.pdf is on your machine only"),
        ("![a](C:\\pictures\\a.png)", "3:1", "is on your machine only; put the file beside"),
        ('x <a href="file:///a">a</a>', "3:3", "href of <a>: file:///a is on your machine only"),
    ],
)
def test_what_github_shows_raw_is_a_hint_at_its_place(markdown, place, message):
    found = told(f"# T\n\n{markdown}\n")
    assert found and found[0].startswith(f"{place}: ") and message in found[0], found


RIGHT = [
    "Great!!! note that",
    "!!! wow",
    "what??? note",
    "!!! note that this is text",
    "Title\n===",
    'if a === "b" then',
    "a == b and c == d, x==y==z, a ==b, ==",
    "1 ==> 2 ==> 3, a <== b ==, x != y",
    "C++ and g++ and i++ or ++i and a++b++c",
    "[[1, 2], [3, 4]] and [[1, 2]] and a[[i]] and [[0.5]]",
    "[[1]](https://e.org) and [[text](https://e.org)] and if [[ -f x ]]",
    "[[known]]\n\n[known]: https://e.org",
    "[a](https://e.org 'A title') and [b](https://e.org \"T\") and [c](<#t>)",
    "f[i](x, y) and [note](see the appendix)",
    "f(x) = {.5, .7} and {a, b} and {x: 1} and {:>10} and {}",
    "100%% sure and 50%% not",
    "Time::point and std::vector, 12:::34 and ::",
    "a[i][j] and M[0][1] and [x][y] and [1][2]",
    "[text][known]\n\n[known]: https://e.org",
    "x[^1]\n\n[^1]: y",
    "the class [^a-z] and [^abc]* and [^\\w] or [^,;]",
    "costs $$ and $$$, from $5 to $10",
    "$$\nx_1\n$$",
    "text $$x_1$$ text",
    "<details>\n<summary>S</summary>\n\nx\n\n</details>",
    "<details><summary>S</summary>\n\n<details><summary>S</summary>x</details>\n\n</details>",
    "> [!NOTE]\n> x",
    "> [!tip]\\\n> x",
    "> x\n> [!abstract]",
    "[!abstract] alone",
    "open http://localhost:8000 and <http://127.0.0.1:5000/x>",
    "[http://localhost:8000](http://localhost:8000)",
    "[`http://localhost:8000`](http://localhost:8000)",
    "[a](https://localhost.example.org) and [b](mailto:a@e.org) and [c](tel:1)",
    "<!-- ==a== [[b]] {% c %} -->",
    "x <code>==a== [[Page]]</code> y",
    "\\==a\\== and \\[[Page]] and \\{: .a } and \\[a][b]",
    "[==x](https://e.org/==a==) and ![==y](https://e.org/==.png)",
    "https://e.org/?a==b&c==d",
]


@pytest.mark.parametrize("markdown", RIGHT)
def test_what_only_looks_so_is_not(markdown):
    assert told(f"# T\n\n{markdown}\n") == []


WRONG = (
    "!!! note",
    '??? note "T"',
    '=== "Tab"',
    "==mark==",
    "[[Page]]",
    "![a](two words.png)",
    "++ctrl++",
    "{: .class }",
    "::: note",
    "%%comment%%",
    "{% tag %}",
    "$$ \\frac{1}{2}",
    "[text][gone]",
    "text[^gone]",
    "[a](javascript:x)",
    "<details>",
    "<<<<<<< HEAD",
)


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("code", ["```\n{}\n```", "~~~ text\n{}\n~~~", "    {}", "x `{}` y"])
def test_nothing_is_reported_of_code(wrong, code):
    assert told(f"# T\n\n{code.format(wrong)}\n") == []


@pytest.mark.parametrize("formula", ["==a==", "[[x]]", "{.a}", "a++b++c", "[^x]"])
def test_nothing_is_reported_of_formulas(formula):
    assert not [m for m in told(f"# T\n\n$`{formula}`$\n") if "formula" not in m]


def test_footnotes_that_nothing_refers_to_or_that_are_defined_twice_are_reported():
    text = "# T\n\nx[^A] y[^b]\n\n[^a]: A.\n[^b]: B.\n\n[^B]: Again.\n\n> [^c]: C.\n"
    assert told(text) == [
        "8:1: footnote [^B] is defined on line 6 too: only that one shows",
        "10:3: footnote [^c] is defined, but nothing refers to it: it is not shown",
    ]


# --- what stops a strict build --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "place"),
    [
        ("```py\nx", "3:1"),
        ("~~~~\nx\n~~~", "3:1"),
        ("- a\n\n  ```\n  x", "5:3"),
        ("```", "3:1"),
        ("```\nx\n```\n\n```\ny\n\n", "7:1"),
    ],
)
@pytest.mark.parametrize("end", ["", "\n"])
def test_a_fence_without_an_end_is_a_warning(markdown, place, end):
    (problem,) = plan_site(read_notes(f"# T\n\n{markdown}{end}", "n.md")).problems
    assert str(problem).startswith(f"n.md:{place}: code block without an end; write ")
    assert problem.severity is Severity.WARNING


@pytest.mark.parametrize(
    "markdown", ["```\nx\n```", "```\n```", "~~~\n\n\n~~~~", "- ```\n  x\n  ```", "> ```\n> ```"]
)
@pytest.mark.parametrize("end", ["", "\n", "\n\ntext\n"])
def test_a_fence_with_an_end_is_none(markdown, end):
    assert told(f"# T\n\n{markdown}{end}") == []


def test_a_fence_that_its_list_or_quote_ends_is_a_hint():
    (found,) = told("# T\n\n- ```\n  x\n\ntext\n")
    assert found.startswith("3:3: code block that ends with its list or quote; indent all of it")


def test_each_mark_of_a_merge_conflict_is_a_warning():
    text = "# T\n\n<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch\n"
    problems = plan_site(read_notes(text, "n.md")).problems
    assert [(p.at.line, p.at.column) for p in problems] == [(3, 1), (5, 1), (7, 1)]
    assert all(p.severity is Severity.WARNING for p in problems)
    assert problems[0].message == (
        "<<<<<<< is left from a merge; keep one version and delete these lines"
    )


@pytest.mark.parametrize("text", ["Title\n=======", "> > > > > > > deep", ">>>>>>> deep"])
def test_headings_and_quotes_are_no_merge_conflict(text):
    assert told(f"# T\n\n{text}\n") == []
