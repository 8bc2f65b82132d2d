"""Addresses are short, readable, unique, safe as file names, and stay."""

import unicodedata

import pytest
from coursenotes.gfm.slugs import Numbered, github_slug
from coursenotes.plan.slugs import anchors, page_slugs, part_slug, readable_slug, same_title
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Week 2: Select and Train a Model", "week-2"),
        ("Module 10 – Serving", "module-10"),
        ("Week #3", "week-3"),
        ("Lecture 1.2: Trees", "lecture-1-2"),
        ("Part IV. Models", "part-iv"),
        ("Неделя 3 — Деревья", "неделя-3"),
        ("第1章 はじめに", "第1章"),
        ("第 十二 周：回归", "第十二周"),
        ("3주차: 회귀", "3주차"),
        ("1. Introduction", "introduction"),
        ("02 - Trees", "trees"),
        ("2.1 Gradient descent", "gradient-descent"),
        ("5-fold cross-validation", "5-fold-cross-validation"),
        ("2020", "2020"),
        ("Introduction to ML", "introduction-to-ml"),
        ("../../etc", "etc"),
        ("Ends in dots...", "ends-in-dots"),
        ("Größe", "größe"),
        ("हिन्दी पाठ", "हिन्दी-पाठ"),
        ("عنوان الدرس", "عنوان-الدرس"),
        ("می\u200cخواهم", "میخواهم"),
        ("E=mc^2", "e-mc-2"),
        ("🚀", "rocket"),
        ("⚙️ 🚀", "gear-rocket"),
        ("C++", "c"),
        ("???", "question-question-question"),
        ("\ue000", "ue000"),
        ("x" * 1000, "x" * 30),
        ("", "part"),
    ],
)
def test_titles_become_short_slugs(title, slug):
    assert part_slug(title) == slug


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        ("Week 1: Overview of the ML Lifecycle", "week-1-overview-of-the-ml-lifecycle"),
        ("What's C++?", "whats-c"),
        ("snake_case  two", "snake_case--two"),
        ("Größe 你好", "größe-你好"),
        ("🚀 Go", "-go"),
        ("हिन्दी", "हिन्दी"),
        ("x² and ½", "x-and-"),
    ],
)
def test_githubs_anchors(heading, slug):
    assert github_slug(heading) == slug


def test_repeats_are_numbered_as_on_github_and_never_collide():
    numbered = Numbered()
    assert [numbered(s) for s in ["a", "a", "a-1", "a"]] == ["a", "a-1", "a-1-1", "a-2"]


@pytest.mark.parametrize(
    ("titles", "slugs"),
    [
        (["Week 1: A", "Week 1: B", "Week 2"], ["week-1", "week-1-b", "week-2"]),
        (["C", "C++", "C#"], ["c", "c-plus-plus", "c-number"]),
        (["1. Summary", "2. Summary"], ["summary", "2-summary"]),
        (["Summary", "SUMMARY", "Summary 2"], ["summary", "summary-3", "summary-2"]),
        (["Café", "Cafe\u0301"], ["café", "café-2"]),
        (["CON", "index", "Index"], ["part-con", "part-index", "index-2"]),
        (["Assets", "Search", "Templates"], ["assets", "search", "templates"]),
    ],
)
def test_parts_of_one_section_are_distinguished(titles, slugs):
    assert page_slugs(titles) == slugs


def test_the_sites_own_files_are_left_alone():
    own = ["Assets", "Search", "Topics", "404", "Sitemap", "Templates"]
    assert page_slugs(own, top=True) == [f"part-{title.lower()}" for title in own]


def test_long_titles_that_differ_at_their_end_are_distinguished_by_their_text():
    start = "a title that goes on and on and on, and then on and on and on, "
    first, second = start + "to the left", start + "to the right"
    once, twice = page_slugs([first, second]), page_slugs([start + "up", first, second])
    assert once[1] == twice[2]
    assert len(set(twice)) == 3


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        ([("Why?", ""), ("How?", "")], ["why", "how"]),
        ([("Why?", "trees"), ("Why?", "nets")], ["trees--why why", "nets--why"]),
        ([("Why?", ""), ("Why?", "nets")], ["why", "nets--why"]),
        ([("Why?", ""), ("Why?", ""), ("Why 2?", "")], ["why", "why-3", "why-2"]),
        ([("Nets why", ""), ("Why", "nets"), ("Why", "")], ["nets-why", "nets--why", "why"]),
        ([("1. Why?", ""), ("2) How?", "")], ["why", "how"]),
    ],
)
def test_equal_questions_are_distinguished_by_the_heading_above(texts, names):
    assert [" ".join(names) for names in anchors(texts)] == names


def test_ids_that_the_page_has_are_not_given_again():
    assert anchors([("Why", "")], ["why"]) == [("why--2be23c",)]


# --- for any titles -------------------------------------------------------------------------------

WORDS = ["a", "A", "a.", "b", "Week 1", "week 1: a", "1. a", "a 2", "con", "index", "?", "??", "é"]
TITLES = st.lists(st.sampled_from(WORDS) | st.text(max_size=40), max_size=12)
ABOVE = st.sampled_from(["", "a", "b", "a-2"])
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS) | st.text(max_size=20), ABOVE), max_size=12)


@given(TITLES)
def test_pages_get_distinct_addresses_that_are_safe_as_file_names(titles):
    slugs = page_slugs(titles, top=True)
    assert len({slug.upper().casefold() for slug in slugs}) == len(slugs)
    for slug in slugs:
        assert slug not in {"con", "aux", "nul", "com1", "index", "assets", "search", "404"}
        assert len(f"{slug}.md".encode()) < 200
        assert unicodedata.is_normalized("NFC", slug)
        assert all(c.isalnum() or unicodedata.category(c)[0] == "M" for c in slug.replace("-", ""))


@given(TITLES, st.integers(0, 12), st.sampled_from(WORDS))
def test_pages_keep_their_address_when_a_part_is_inserted(titles, place, new):
    """Except titles that are equal to the new one, or share a number or all their letters."""
    both = [*titles[:place], new, *titles[place:]]
    slugs = page_slugs(titles)
    after = page_slugs(both)
    del after[min(place, len(titles))]
    alike = {part_slug(new), readable_slug(new)}
    for title, old, now in zip(titles, slugs, after, strict=True):
        if {part_slug(title), readable_slug(title)} & alike:
            continue
        if [same_title(other) for other in titles].count(same_title(title)) > 1:
            continue
        assert now == old


@given(TEXTS)
def test_anchors_on_a_page_are_distinct(texts):
    names = [name for names in anchors(texts) for name in names]
    assert len(set(names)) == len(names)


@given(TEXTS, st.integers(0, 12), st.tuples(st.sampled_from(WORDS), ABOVE))
def test_anchors_stay_when_something_is_inserted(texts, place, new):
    """An address still leads to its text, or to equal text; numbered ones may move."""
    texts_after = [*texts[:place], new, *texts[place:]]
    before, after = anchors(texts), anchors(texts_after)
    leads_to = {name: texts_after[n] for n, names in enumerate(after) for name in names}
    kept = [(same_title(text), above) for text, above in texts]
    for text, above, names in [(*t, n) for t, n in zip(texts, before, strict=True)]:
        if kept.count((same_title(text), above)) > 1 or text == new[0]:
            continue
        if readable_slug(text) == readable_slug(new[0]):
            continue
        assert leads_to[names[0]] == (text, above)


@pytest.mark.parametrize(("last", "slug"), [(9, "w" * 50 + "-" + "x" * 9), (10, "w" * 50)])
def test_an_address_is_cut_at_a_word_before_it_is_too_long(last, slug):
    assert readable_slug("w" * 50 + " " + "x" * last) == slug


@pytest.mark.parametrize(("last", "slug"), [(18, "機" * 21 + "-" + "学" * 18), (19, "機" * 21)])
def test_an_address_is_cut_before_it_has_too_many_bytes(last, slug):
    assert len(slug.encode()) <= 120
    assert readable_slug("機" * 21 + " " + "学" * last) == slug


@pytest.mark.parametrize(
    ("paths", "slugs"),
    [
        (["a.md", "A.md"], ["a-2", "a"]),
        (["week 1.md", "week-1.md"], ["week-1", "week-1-hyphen-minus"]),
        (["a.md", "a/"], ["a-2", "a"]),
        (["README.md", "index.md"], ["part-readme", "part-index"]),
        (["2024-01.md", "1. Intro.md"], ["2024-01", "1-intro"]),
    ],
)
def test_files_choose_by_their_paths_in_whatever_order_they_stand(paths, slugs):
    def chosen(paths):
        names = [path.rstrip("/").removesuffix(".md") for path in paths]
        return dict(zip(paths, page_slugs(names, dict(enumerate(paths))), strict=True))

    found = chosen(paths)
    assert list(found.values()) == slugs
    assert chosen(paths[::-1]) == found
