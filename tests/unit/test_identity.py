"""Addresses are short, readable, unique, and stay."""

import pytest
from coursenotes.addresses import sibling_slugs
from coursenotes.identity import Numbered, distinct, github_slug, part_slug, readable_slug
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Week 2: Select and Train a Model", "week-2"),
        ("Module 10 – Serving", "module-10"),
        ("第1章 はじめに", "第1章"),
        ("Introduction to ML", "introduction-to-ml"),
        ("../../etc", "etc"),
        ("CON", "part-con"),
        ("🚀", "part"),
        ("x" * 1000, "x" * 30),
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
    ],
)
def test_githubs_anchors(heading, slug):
    assert github_slug(heading) == slug


def test_repeats_are_numbered_as_on_github_and_never_collide():
    numbered = Numbered()
    assert [numbered(s) for s in ["a", "a", "a-1", "a"]] == ["a", "a-1", "a-1-1", "a-2"]


def test_equal_questions_are_told_apart_by_the_heading_above():
    taken, numbered = set(), Numbered()
    assert distinct("why", "", numbered, taken) == "why"
    assert distinct("why", "models", numbered, taken) == "models-why"


def test_parts_with_one_number_get_their_whole_title():
    assert sibling_slugs(["Week 1: A", "Week 1: B", "Week 2"]) == ["week-1-a", "week-1-b", "week-2"]


@given(st.lists(st.text(), max_size=8))
def test_siblings_get_distinct_safe_addresses(titles):
    slugs = sibling_slugs(titles)
    assert len(set(slugs)) == len(slugs)
    for slug in slugs:
        assert slug and not set(slug) & set('/\\:*?"<>|. \n\0') and len(slug.encode()) < 200


@given(st.text())
def test_a_slug_is_made_of_words(text):
    assert all(part for part in readable_slug(text).split("-"))
