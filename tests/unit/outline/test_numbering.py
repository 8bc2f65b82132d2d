"""Titles that number the parts of a course are recognised, with their words."""

import pytest
from coursenotes.outline.numbering import counting


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Week 1", "week"),
        ("WEEK 2: x", "week"),
        ("Wk. 3", "wk"),
        ("W1", "w"),
        ("Week #1", "week"),
        ("Week-1", "week"),
        ("week 1 introduction", "week"),
        ("Week 1 Introduction", "week"),
        ("Chapter IV", "chapter"),
        ("Part Two", "part"),
        ("Day 01", "day"),
        ("Module 1.2", "module"),
        ("1. Woche", "woche"),
        ("2nd week", "week"),
        ("第1章 始", "第章"),
        ("第一章绪论", "第章"),
        ("第 十 课", "第课"),
        ("第二讲", "第讲"),
        ("第三回 まとめ", "第回"),
        ("第一部分", "第部"),
        ("제3장", "제장"),
        ("제 2 강: x", "제강"),
        ("3주차: x", "주차"),
        ("2과 문법", "과"),
        ("Semana 3", "semana"),
        ("Неделя 1", "неделя"),
        ("Глава 2. Основы", "глава"),
        ("Hafta 2", "hafta"),
        ("Lektion 3", "lektion"),
        ("Leçon n° 2", "leçon"),
        ("الأسبوع 1", "الأسبوع"),
        ("المحاضرة 3: مقدمة", "المحاضرة"),
        ("Vecka 2", "vecka"),
        ("Modulo 4: Rete", "modulo"),
    ],
)
def test_titles_that_count_a_part_of_a_course(title, word):
    assert counting(title) == word


@pytest.mark.parametrize(
    "title",
    [
        "Weekly plan",
        "Question 1",
        "Step 2",
        "Example 3",
        "1. Intro",
        "Part of it",
        "W2V",
        "Days",
        "Chapter summary",
        "Week ends",
        "Unit tests",
        "Topic in depth",
        "第一",
        "Class 1",
        "第一次世界大战",
        "第二范式",
        "第三人称",
        "第1問",
        "제 1 정규형",
        "제1부등식",
        "3부작",
        "Day 2 operations",
        "Les 3 formes",
        "Part 2 of the proof",
    ],
)
def test_titles_that_count_nothing_of_a_course(title):
    assert counting(title) == ""
