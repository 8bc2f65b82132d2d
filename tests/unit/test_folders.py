"""Folders of many kinds: their pages, order, links, and messages for their authors."""

import re

import pytest
from coursenotes.elements import plain
from coursenotes.model import Question
from folders import FOLDERS, KINDS, address_of, copy_of, expected_of, planned, shown_on
from pages import html_of


@pytest.fixture(scope="module", params=KINDS)
def kind(request):
    return request.param


@pytest.fixture(scope="module")
def expected(kind):
    return expected_of(kind)


@pytest.fixture(scope="module")
def made(kind, expected, tmp_path_factory):
    return planned(copy_of(kind, tmp_path_factory.mktemp(kind)), expected.get("repository", ""))


def sections_of(site):
    """Return the pages of the notes by address, in order."""
    return {address_of(placed.path): placed for placed in site.home.walk()}


def on_each_page(site, of_page):
    """Return what ``of_page`` finds on each page of the notes, without empty results."""
    pages = {address_of(page.path): page for page in site.pages}
    found = {address: of_page(pages[address]) for address in sections_of(site)}
    return {address: what for address, what in found.items() if what}


def test_there_are_folders_of_many_kinds_and_each_has_its_expectation():
    assert len(KINDS) >= 8
    assert {path.name for path in FOLDERS.iterdir() if path.is_dir()} == set(KINDS)


def test_its_pages_are_those_expected_in_their_order(made, expected):
    _, site = made
    titles = [(address, placed.title) for address, placed in sections_of(site).items()]
    assert titles == [("./", expected["title"]), *expected["pages"].items()]


def test_each_file_begins_one_page(made):
    notes, site = made
    begun = [placed.section.at.file for placed in site.home.walk() if placed.section.source]
    of_files = [name for name in begun if name in {file.path for file in notes.files.values()}]
    assert sorted(of_files) == sorted(file.path for file in notes.files.values())


def test_its_links_lead_where_they_do_on_github(made, expected):
    _, site = made
    found = on_each_page(site, lambda page: shown_on(page).links)
    for address, links in expected.get("links", {}).items():
        assert set(links.items()) <= set(found[address]), address


def test_its_pictures_are_there(made, expected):
    _, site = made
    found = on_each_page(site, lambda page: shown_on(page).pictures)
    assert found == expected.get("pictures", {})
    copied = {asset.path for asset in site.assets}
    assert {p for each in found.values() for p in each if p.startswith("assets/")} <= copied


def test_its_headings_are_those_expected(made, expected):
    _, site = made
    found = on_each_page(site, lambda page: shown_on(page).headings)
    for address, headings in expected.get("headings", {}).items():
        assert found[address] == [expected["pages"][address], *headings]


def test_its_footnotes_are_each_files_own(made, expected):
    _, site = made
    note = re.compile(r'<li id="fn:[^>]*>\s*<p>(.*?)\s*<a', re.DOTALL)
    assert on_each_page(site, lambda p: note.findall(html_of(p))) == expected.get("footnotes", {})


def test_its_questions_are_found_and_nothing_else_is(made, expected):
    _, site = made
    found = {
        address: [plain(*item.text) for item in placed.section.items if isinstance(item, Question)]
        for address, placed in sections_of(site).items()
    }
    assert {a: each for a, each in found.items() if each} == expected.get("questions", {})


def test_the_author_is_told_what_is_wrong_and_where(made, expected):
    _, site = made
    told = [f"{p.at}: {p.severity.name.lower()}: {p.message}" for p in site.problems]
    assert told == [f"{expected['folder']}/{line}" for line in expected["problems"]]
