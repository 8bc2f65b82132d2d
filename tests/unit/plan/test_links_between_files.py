"""Links between files lead where they do on GitHub; dead ones are reported at their line."""

import posixpath

import pytest
from coursenotes import Settings, plan_site
from coursenotes.model import NotesFile
from coursenotes.plan.copies import Surroundings
from coursenotes.plan.nearest import nearest_file
from coursenotes.reading import read_folder
from coursenotes.sources.order import arranged
from folders import address_of, shown_on

NOTES = {
    "README.md": "# Course\n\nx\n",
    "week 1/A file.md": "# A file\n\n## Drift\n\nx\n\n## Drift\n\ny\n\n<a name='spot'></a>z\n",
    "week 1/b.md": "# B\n\nx\n",
    "week-2/README.md": "# Second week\n\n## Reading\n\nx\n",
    "week-2/ünï.md": "# Ünï\n\n## Größe\n\nx\n",
    "week-2/long.md": f"# Long\n\n## One\n\n{'word ' * 3000}\n\n## Two\n\n{'word ' * 3000}\n",
}
PICTURES = {"img/a b.png", "week 1/p.png", "week 1/p@2x.png"}
OTHERS = PICTURES | {"slides.pdf", "src/x.py", "page.html", "LICENSE.md"}


def site_of(text, source="", inside="", file="week 1/b.md"):
    """Return the site of :data:`NOTES` with ``text`` in one of the files."""
    files = [NotesFile(path, each) for path, each in (NOTES | {file: text}).items()]
    around = Surroundings(
        exists=lambda path: posixpath.normpath(path) in OTHERS,
        source=source,
        read=lambda path: b"data",
        is_folder=lambda path: path in {"img", "src", "week 1", "week-2"},
        inside=inside,
        others=frozenset(OTHERS),
    )
    notes = read_folder(arranged(files, inside=inside.removeprefix(".")), "notes")
    return plan_site(notes, around, Settings())


def shown(site, address="week-1/b/"):
    return next(shown_on(page) for page in site.pages if address_of(page.path) == address)


def told_of_b(site):
    return [str(p) for p in site.problems if p.at.file == "notes/week 1/b.md"]


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        ("[x](../week-2/long.md)", "week-2/long/"),
        ("[x](A%20file.md)", "week-1/a-file/"),
        ("[x](<A file.md>)", "week-1/a-file/"),
        ("[x](./A%20file.md#drift)", "week-1/a-file/#drift"),
        ("[x](A%20file.md#drift-1)", "week-1/a-file/#drift-2"),
        ("[x](A%20file.md#spot)", "week-1/a-file/#user-content-spot"),
        ("[x](A%20file.md#a-file)", "week-1/a-file/"),
        ("[x](A%20file.md?plain=1)", "week-1/a-file/"),
        ("[x](../week-2/long.md#two)", "week-2/long/two/"),
        ("[x](../week-2/%C3%BCn%C3%AF.md#gr%C3%B6%C3%9Fe)", "week-2/ünï/#größe"),
        ("[x](../week-2/ünï.md#größe)", "week-2/ünï/#größe"),
        ("[x](../week-2)", "week-2/"),
        ("[x](../week-2/)", "week-2/"),
        ("[x](../week-2/README.md#reading)", "week-2/#reading"),
        ("[x](.)", "week-1/"),
        ("[x](..)", "./"),
        ("[x](../README.md)", "./"),
        ("[x](/week-2/long.md)", "week-2/long/"),
        ("[x](/)", "./"),
        ("[x][one]\n\n[one]: ../week-2/long.md", "week-2/long/"),
        ("[x]\n\n[x]: <A file.md>", "week-1/a-file/"),
        ('<a href="../week-2/long.md">x</a>', "week-2/long/"),
        ('<p>\n<a href="/week-2/">x</a>\n</p>', "week-2/"),
        ("[x](../slides.pdf)", "assets/notes/slides.pdf"),
        ("[x](https://example.org/a.md)", "https://example.org/a.md"),
        ("[[A file|x]]", "week-1/a-file/"),
        ("[[A file#Drift|x]]", "week-1/a-file/#drift"),
        ("[[long|x]]", "week-2/long/"),
        ("[[week-2/long|x]]", "week-2/long/"),
        ("[[LONG|x]]", "week-2/long/"),
    ],
)
def test_a_link_leads_where_it_does_on_github(markup, address):
    site = site_of(f"# B\n\n{markup}\n")
    assert ("x", address) in shown(site).links
    assert told_of_b(site) == []


@pytest.mark.parametrize("inside", [".", "course", "a/course"])
def test_a_slash_in_front_is_the_root_of_the_repository(inside):
    above = "" if inside == "." else f"/{inside}"
    site = site_of(f"# B\n\n[x]({above}/week-2/long.md)\n", inside=inside)
    assert ("x", "week-2/long/") in shown(site).links
    assert told_of_b(site) == []


SOURCE = "https://github.com/ada/course/blob/main/"


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        ("[x](../src/x.py#L2)", f"{SOURCE}src/x.py#L2"),
        ("[x](../src)", "https://github.com/ada/course/tree/main/src"),
        ("[x](../page.html)", f"{SOURCE}page.html"),
        ("[x](../LICENSE.md)", f"{SOURCE}LICENSE.md"),
    ],
)
def test_what_is_no_notes_is_shown_on_github(markup, address):
    assert ("x", address) in shown(site_of(f"# B\n\n{markup}\n", SOURCE, ".")).links


@pytest.mark.parametrize(
    ("markup", "pictures"),
    [
        ("![x](p.png)", ["week 1/p.png"]),
        ("![x](../img/a%20b.png)", ["img/a b.png"]),
        ("![x](</img/a b.png>)", ["img/a b.png"]),
        ('<img src="p.png" alt="x">', ["week 1/p.png"]),
        ("![x][p]\n\n[p]: p.png", ["week 1/p.png"]),
        ("![[a b.png]]", ["img/a b.png"]),
        ("![[p.png|200]]", ["week 1/p.png"]),
        (
            '<picture><source srcset="p.png 1x, p@2x.png 2x"><img src="p.png" alt="x"></picture>',
            ["week 1/p.png", "week 1/p@2x.png", "week 1/p.png"],
        ),
    ],
)
def test_a_picture_is_that_beside_the_file(markup, pictures):
    site = site_of(f"# B\n\n{markup}\n")
    assert shown(site).pictures == [f"assets/notes/{path}" for path in pictures]
    assert {asset.source for asset in site.assets} == set(pictures)
    assert told_of_b(site) == []


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("[x](other.md)", "notes/week 1/b.md:4:3: link other.md: no such file beside the notes"),
        (
            "[x](../week-2/lang.md)",
            "notes/week 1/b.md:4:3: link ../week-2/lang.md: no such file beside the notes; did you "
            "mean ../week-2/long.md?",
        ),
        (
            "[x](A%20file.md#drft)",
            "notes/week 1/b.md:4:3: link A%20file.md#drft: no heading or anchor of that name; did "
            "you mean #drift?",
        ),
        ("![x](q.png)", "notes/week 1/b.md:4:3: picture q.png: no such file beside the notes"),
        ("[[Nothing]]", "notes/week 1/b.md:4:1: [[Nothing]]: names no file, so it is no link"),
        (
            "[[README]]",
            "notes/week 1/b.md:4:1: [[README]]: names several files: README.md, week-2/README.md, "
            "so it is no link",
        ),
    ],
)
def test_what_leads_nowhere_is_reported_at_its_line(markup, told):
    site = site_of(f"# B\n\ntext\n& {markup}\n")
    assert told_of_b(site) == [told]


def test_headings_footnotes_and_definitions_are_each_files_own():
    text = "# B\n\nx[^1] [list]\n\n## Drift\n\nx\n\n[^1]: {0}\n\n[list]: {0}.md\n"
    files = {"a.md": text.format("b"), "b.md": text.format("a")}
    notes = read_folder(arranged(NotesFile(*each) for each in files.items()), "notes")
    site = plan_site(notes)
    assert ("list", "b/") in shown(site, "a/").links and ("list", "a/") in shown(site, "b/").links
    assert [len(shown(site, address).headings) for address in ("a/", "b/")] == [2, 2]
    assert not site.problems
    numbers = [[note for note in site.footnotes[page.path].texts] for page in site.pages[1:3]]
    assert numbers == [["1"], ["1"]]


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("long.md", "week-2/long.md"),
        ("week 1/Long.md", "week-2/long.md"),
        ("week-2/lnog.md", "week-2/long.md"),
        ("week-2/short.md", ""),
        ("", ""),
    ],
)
def test_the_file_that_was_meant_has_that_name_or_a_similar_one(path, file):
    assert nearest_file(path, ["README.md", "week 1/b.md", "week-2/long.md"]) == file


@pytest.mark.parametrize(
    ("link", "meant"),
    [
        ("nada.md", ""),  # like idea.md only by its ending
        ("NOTES.md", "notes.md"),
        ("../week-1/drift.md", "../week-2/drift.md"),  # it was moved
        ("../week%203/lab.md", "../week%201/lab.md"),  # not that of another folder
        ("lecture", "lecture.md"),
    ],
)
def test_the_file_that_was_meant_is_named_as_the_link_has_to_be(link, meant):
    names = ("drafts/idea.md", "drafts/notes.md", "drafts/lecture.md", "week-2/drift.md")
    texts = {name: "# T\n\nText\n" for name in (*names, "other/lab.md", "week 1/lab.md")}
    texts["drafts/from.md"] = f"# From\n\n[x]({link})\n"
    files = [NotesFile(*each) for each in texts.items()]
    (problem,) = plan_site(read_folder(arranged(files), "n")).problems
    told = f"link {link}: no such file beside the notes"
    assert problem.message == (f"{told}; did you mean {meant}?" if meant else told)
