"""The files of a folder are in the order that a reader expects."""

import pytest
from coursenotes.model.sources import NotesFile, NotesFolder
from coursenotes.sources.order import arranged
from hypothesis import given
from hypothesis import strategies as st


def order_of(files, nav=(), inside=""):
    """Return the paths in order; ``files`` are paths with their texts, or paths only."""
    texts = files if isinstance(files, dict) else dict.fromkeys(files.split(), "# T\n")
    folder = arranged([NotesFile(path, text) for path, text in texts.items()], nav, inside)
    return " ".join(file.path for file in folder.files())


def beside(readme, paths="a.md b.md c/x.md d.md", **more):
    """Return the order of ``paths`` with a README."""
    files = dict.fromkeys(paths.split(), "# T\n")
    return order_of({"README.md": readme, **files}, **more).removeprefix("README.md ")


def test_files_and_folders_are_mixed_in_natural_order():
    assert (
        order_of("week-10.md week-2/b.md week-2/a.md week-1.md week-2.md")
        == "week-1.md week-2.md week-2/a.md week-2/b.md week-10.md"
    )


def test_the_ending_does_not_count():
    assert order_of("1.markdown 2.md 10.MD 3.mkd") == "1.markdown 2.md 3.mkd 10.MD"


def test_a_readme_opens_its_folder():
    folder = arranged([NotesFile(path, "# T") for path in ("a/README.md", "a/0.md", "a/index.md")])
    (inside,) = folder.entries
    assert isinstance(inside, NotesFolder) and inside.path == "a"
    assert inside.readme and inside.readme.path == "a/README.md"
    assert [entry.path for entry in inside.entries] == ["a/0.md", "a/index.md"]


@pytest.mark.parametrize(
    ("names", "opening"),
    [
        ("a.md ReadMe.MD", "ReadMe.MD"),
        ("a.md readme.markdown", "readme.markdown"),
        ("README.markdown README.md", "README.md"),
        ("index.md readme.rmd", "readme.rmd"),
        ("Index.md a.md", "Index.md"),
        ("_index.md a.md", "_index.md"),
        ("_index.md index.md", "index.md"),
        ("README.de.md a.md", None),
        ("a/README.md b.md", None),
    ],
)
def test_the_file_that_opens_a_folder(names, opening):
    folder = arranged([NotesFile(path, "# T") for path in names.split()])
    assert (folder.readme and folder.readme.path) == opening


@pytest.mark.parametrize(
    "readme",
    [
        "[d](d.md) [b](b.md)",
        "[d](./d.md) and [b](../top/b.md#part)",
        "[d](d.md?plain=1) [b](/top/b.md)",
        "[d](%64.md) [b](b%2Emd)",
        "- [d]\n- [b][]\n\n[b]: b.md\n[d]: <d.md> 'T'",
        '<table><tr><td><a href="d.md">d</a></td><td><A HREF=b.md>b</A></td></tr></table>',
        "| week |\n| --- |\n| [d](d.md) |\n| [b](b.md) |",
        "[![badge](https://x.org/a.svg)](d.md)\n![a](a.md) [b](b.md)",
        "`[a](a.md)` <!-- [a](a.md) --> [d](d.md)\n\n    [a](a.md)\n\n[b](b.md)",
        "```\n[a](a.md)\n```\n[d](d.md) [x](https://x.org/a.md) [m](mailto:a.md) [b](b.md)",
        "[top](#top) [up](../) [gone](gone.md) [d](d.md) [b](b.md) [d again](d.md)",
        "---\ntitle: '[a](a.md)'\n---\n[d](d.md) [b](b.md)",
        "[[d]] then [[b|the second]]",
        "[[D#Part]] `[[a]]` [[b.md]]",
        "- [d](d) \n- [b](b)",
    ],
)
def test_what_the_readme_links_comes_first_and_in_its_order(readme):
    assert beside(readme, inside="top") == "d.md b.md a.md c/x.md"


@pytest.mark.parametrize(
    "link", ["c", "c/", "./c/", "c/x.md", "c/README.md", "c/deep/y.md", "c/1.pdf"]
)
def test_a_link_to_a_folder_or_into_it_places_the_folder(link):
    paths = "a.md c/README.md c/x.md c/deep/y.md d.md"
    shown = beside(f"[c]({link}) [a](a.md)", paths)
    assert shown == "c/README.md c/deep/y.md c/x.md a.md d.md"


def test_a_single_link_comes_first():
    assert beside("See [setup](d.md).") == "d.md a.md b.md c/x.md"


def test_each_folder_has_its_own_readme():
    files = {
        "README.md": "[2](w2/) [1](w1/)",
        "w1/README.md": "[b](b.md) [a](a.md) [up](../w2/a.md)",
        **dict.fromkeys(["w1/a.md", "w1/b.md", "w2/a.md", "w2/b.md"], "# T"),
    }
    assert order_of(files) == "README.md w2/a.md w2/b.md w1/README.md w1/b.md w1/a.md"


def test_a_readme_above_orders_a_folder_that_it_names_several_notes_of():
    paths = "w1/a.md w1/b.md w1/c.md w2/a.md w2/b.md w3/a.md w3/x/1.md w3/x/2.md"
    readme = "[2](w2/b.md) [1](w1/c.md) [1](w1/a.md) [3](w3/x/2.md) [3](w3/x/1.md) [2](w2/b.md)"
    assert (
        beside(readme, paths)
        == "w2/a.md w2/b.md w1/c.md w1/a.md w1/b.md w3/x/2.md w3/x/1.md w3/a.md"
    )


SUMMARY = "# Summary\n\n- [D](d.md)\n  - [X](c/x.md)\n- [A](a.md)\n- [Draft]()\n"


@pytest.mark.parametrize("name", ["SUMMARY.md", "_sidebar.md", "_Sidebar.md"])
def test_a_navigation_file_decides_and_is_no_page(name):
    readme = "[a](a.md) [b](b.md)"
    paths = "a.md b.md c/w.md c/x.md d.md"
    files = {"README.md": readme, name: SUMMARY, **dict.fromkeys(paths.split(), "# T")}
    assert order_of(files) == "README.md d.md c/x.md c/w.md a.md b.md"


def test_a_navigation_file_orders_what_is_below_it():
    files = {
        "SUMMARY.md": "- [b](p/b.md)\n- [a](p/a.md)\n- [c](q/c.md)\n- [d](q/d.md)",
        "q/SUMMARY.md": "- [d](d.md)\n- [c](c.md)",
        **dict.fromkeys(["p/a.md", "p/b.md", "q/c.md", "q/d.md", "p/README.md"], "[a](a.md)"),
    }
    assert order_of(files) == "p/README.md p/b.md p/a.md q/d.md q/c.md"


def test_a_sidebar_of_docsify_counts_from_the_top():
    files = {"g/_sidebar.md": "- [b](g/b)\n- [a](/g/a.md)", "g/a.md": "# A", "g/b.md": "# B"}
    assert order_of(files) == "g/b.md g/a.md"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "SUMMARY.md",
            "# Summary\n\nWe have seen [a](a.md) and much more.\n",
        ),
        ("SUMMARY.md", "# Summary\n\nNothing is linked.\n"),
        ("summary.md", SUMMARY),
    ],
)
def test_a_summary_of_what_was_taught_is_a_page(name, text):
    assert order_of({name: text, "a.md": "# A", "z.md": "# Z"}).split() == (
        ["a.md", name, "z.md"] if name in ("SUMMARY.md", "summary.md") else []
    )


def test_the_navigation_of_mkdocs_comes_before_everything():
    shown = beside("[a](a.md)", nav=["c/x.md", "./b.md", "none.md"])
    assert shown == "c/x.md b.md a.md d.md"


def test_the_readme_orders_where_the_navigation_names_nothing():
    paths = "c/x.md c/y.md c/README.md a.md"
    files = dict.fromkeys(paths.split(), "[y](y.md) [x](x.md)")
    assert order_of(files, nav=["c/README.md"]) == "c/README.md c/y.md c/x.md a.md"


NAMES = st.sampled_from("a.md b.md week-1.md Week-10.md README.md index.md SUMMARY.md ü.md".split())
PATHS = st.lists(
    st.sampled_from(["", "1/", "2/", "10/", "1/x/", "1/x/y/"]).flatmap(
        lambda folder: NAMES.map(lambda name: folder + name)
    ),
    unique=True,
    min_size=1,
)
LINKS = st.lists(PATHS.map(lambda paths: f"[x]({paths[0]})"), max_size=4).map(" ".join)


@given(PATHS, st.data())
def test_every_file_is_there_once_and_the_order_is_always_the_same(paths, data):
    files = [NotesFile(path, f"# T\n\n{data.draw(LINKS)}\n") for path in paths]
    folder = arranged(files)
    shown = [file.path for file in folder.files()]
    assert len(set(shown)) == len(shown)
    assert {path for path in paths if not path.endswith("SUMMARY.md")} <= set(shown) <= set(paths)
    assert arranged(data.draw(st.permutations(files))) == folder
    assert arranged(list(folder.files()) + [f for f in files if f.path not in shown]) == folder


@given(PATHS)
def test_folders_hold_what_is_in_them(paths):
    def check(folder):
        for entry in folder.entries:
            assert entry.path.rpartition("/")[0] == folder.path
            if isinstance(entry, NotesFolder):
                assert any(entry.files())
                check(entry)

    check(arranged([NotesFile(path, "# T") for path in paths]))
