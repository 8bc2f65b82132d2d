"""Every file of any folder is on the site, at an address of its own that stays."""

import posixpath
from collections import Counter
from urllib.parse import quote

from coursenotes import plan_site
from coursenotes.elements import text_of
from coursenotes.model import NotesFile, nodes_of
from coursenotes.plan.slugs import readable_slug
from coursenotes.reading import read_folder
from coursenotes.sources.order import arranged
from folders import address_of, shown_on
from hypothesis import assume, example, given
from hypothesis import strategies as st

STEMS = st.sampled_from(
    "a A b 01-b B_b week-1 Week-10 README readme index Index _index notes con aux topics assets "
    "404 x.y a#b 50% q? a'b ü Ü ß 第1章 ملف 🚀 -- .. end. [x] (y) <z> a&b `c` $d$ SUMMARY".split()
) | st.sampled_from(["two words", 'said "so"', "line\nbreak", " edge ", "l" * 200])
FOLDERS = st.lists(STEMS.filter(lambda name: name != ".."), max_size=2)
ENDINGS = st.sampled_from(["md", "md", "md", "MD", "markdown", "Rmd"])
PATHS = st.tuples(FOLDERS, STEMS, ENDINGS).map(lambda t: "/".join([*t[0], f"{t[1]}.{t[2]}"]))
TREES = st.lists(PATHS, min_size=2, max_size=7, unique=True)


def planned(texts):
    """Return the notes of files, by path, and their site."""
    notes = read_folder(arranged(NotesFile(*each) for each in texts.items()), "notes")
    return notes, plan_site(notes)


def titled(paths):
    """Return a text for each of ``paths``, with a unique word."""
    return {path: f"# Title\n\nword{place}word\n" for place, path in enumerate(paths)}


def addresses_of(site, paths):
    """Return, for each of ``paths``, the addresses of pages with its unique word."""
    shown = {
        address_of(page.path): text_of(
            *(node for item in page.section.items for node in nodes_of(item))
        )
        for page in site.home.walk()
    }
    return {
        path: [address for address, text in shown.items() if f"word{place}word" in text]
        for place, path in enumerate(paths)
    }


def addresses(paths):
    """Return the address of each file of a folder."""
    return addresses_of(planned(titled(paths))[1], paths)


@given(TREES)
@example(["README.md", "index.md", "a.md", "a/b.md", "A.md", "a.MD"])
def test_every_file_is_on_the_site_exactly_once(paths):
    for path, found in addresses(paths).items():
        assert len(found) == 1, (path, found)


@given(TREES)
@example(["a.md", "A.md", "a/README.md", "A/x.md", "a/x.md"])
def test_no_two_addresses_differ_in_case_only(paths):
    _, site = planned(titled(paths))
    times = Counter(address_of(page.path).casefold() for page in site.pages)
    assert [address for address, count in times.items() if count > 1] == []


def competes(path, others):
    """True if the name of ``path``, or of a folder above it, gives the same address as another.

    These are exceptions: which of these names gets the plain address depends on all of them.
    """
    every = {path, *others}
    named = {part for each in every for part in _with_folders(each)}
    for part in _with_folders(path):
        above, name = posixpath.split(part)
        beside = {posixpath.basename(p) for p in named if posixpath.dirname(p) == above}
        if sum(_slug(each) == _slug(name) for each in beside) > 1:
            return True
    return False


def _with_folders(path):
    parts = path.split("/")
    return ["/".join(parts[: n + 1]) for n in range(len(parts))]


def _slug(name):
    return readable_slug(posixpath.splitext(name)[0]).casefold()


OPENING = ("readme", "index", "_index")


def opens(path):
    return posixpath.splitext(posixpath.basename(path))[0].lower() in OPENING


@given(TREES, st.integers(0, 6))
@example(["a.md", "b.md", "c.md"], 1)
@example(["01-b.md", "b.md", "x/b.md"], 0)
def test_addresses_stay_when_a_file_is_added_or_removed(paths, place):
    """Except names with the same address, files that open a folder, and a single file."""
    gone = paths[place % len(paths)]
    others = [path for path in paths if path != gone]
    assume(len(others) > 1 and not opens(gone))
    before, after = addresses(paths), addresses(others)
    for path in others:
        if not competes(path, paths):
            assert before[path] == after[path]


@given(TREES, st.integers(0, 6), st.integers(0, 6), st.booleans())
def test_a_link_from_file_to_file_leads_there(paths, one, other, from_the_top):
    start, end = paths[one % len(paths)], paths[other % len(paths)]
    assume(start != end and not posixpath.basename(start).startswith("SUMMARY"))
    relative = posixpath.relpath(f"/{end}", f"/{posixpath.dirname(start)}")
    texts = titled(paths)
    texts[start] += f"\n[here]({quote(f'/{end}' if from_the_top else relative)})\n"
    _, site = planned(texts)
    found = addresses_of(site, paths)
    linking = [page for page in site.pages if ("here", *found[end]) in shown_on(page).links]
    assert [address_of(page.path) for page in linking] == found[start]


@given(TREES)
@example(["a.md", "A.md", "a/x.md", "b.md"])
@example(["c.md", "week 1.md", "week-1.md", "week_1/x.md"])
def test_the_order_of_links_changes_no_address(paths):
    paths = ["README.md", *(path for path in paths if "/" in path or not opens(path))]
    linked = paths[1:]

    def places(order):
        links = "".join(f"- [x]({quote(path)})\n" for path in order)
        _, site = planned(titled(paths) | {"README.md": f"# T\n\n{links}"})
        return addresses_of(site, paths)

    assert places(linked) == places(linked[::-1])
