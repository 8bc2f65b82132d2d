"""The subject of a question or heading is named as in an index."""

import pytest
from coursenotes.elements import plain
from coursenotes.plan.subjects import asked_in, subject_of, unnumbered
from coursenotes.translations import language_files


@pytest.mark.parametrize(
    ("question", "name", "meant"),
    [
        ("What is drift?", "Drift", True),
        ("Q1. What are the subnet masks?", "Subnet masks", True),
        ("(1) What is Redis?", "Redis", True),
        ("Question 3: What is a VLAN", "VLAN", True),
        ("3. Explain the N+1 problem.", "N+1 problem", True),
        ("Why do we need feature stores?", "Feature stores", False),
        ("What is the purpose of the garbage collector?", "Garbage collector", False),
        ("What is the difference between WHERE and HAVING?", "WHERE and HAVING", False),
        ("What is drift and skew? Why do we care?", "Drift and skew", False),
        ("What is a theory of mind?", "Theory of mind", True),
        ("What is callback hell in Node.js?", "Callback hell", True),
        ("What is variance in returns?", "Variance in returns", True),
        ('What does the "self" keyword do?', "Self keyword", False),
        ("What is the phrase “space complexity” for?", "Phrase space complexity", False),
        ("Frage 2: Was ist ein Prozess?", "Prozess", True),
        ("Worin unterscheiden sich Prozess und Thread?", "Prozess und Thread", False),
        ("Pregunta 1: ¿Qué es la media?", "Media", True),
        ("¿Cuál es la diferencia entre TCP y UDP?", "TCP y UDP", False),
        ("Qu’est-ce qu’une fermeture ?", "Fermeture", True),
        ("Cos'è una rete neurale?", "Rete neurale", True),
        ("Para que serve o Docker?", "Docker", False),
        ("Wat is een proces?", "Proces", True),
        ("Vad är en graf?", "Graf", True),
        ("Co to jest rekurencja?", "Rekurencja", True),
        ("Что такое замыкание?", "Замыкание", True),
        ("Що таке рекурсія?", "Рекурсія", True),
        ("Özyineleme nedir?", "Özyineleme", True),
        ("ما هو الذكاء الاصطناعي؟", "الذكاء الاصطناعي", True),
        ("第3题：什么是闭包？", "闭包", True),
        ("一、进程和线程的区别", "进程和线程", False),
        ("過学習とは？", "過学習", True),
        ("인덱스(Index)란 무엇인가?", "인덱스(Index)", True),
        ("Что такое PEP 8?", "PEP 8", True),
        ("트랜잭션이란 무엇인가요?", "트랜잭션", True),
    ],
)
def test_a_question_is_about_its_subject(question, name, meant):
    found = subject_of((question,))
    assert found is not None
    assert (plain(*found.name), found.meant) == (name, meant)


@pytest.mark.parametrize(
    "question",
    [
        "What is this?",
        "What is your name?",
        "What is the output of this code?",
        "What is the best way to sort a list?",
        "What is x?",
        "Which command stages a file?",
        "Drift",
        "Was ist das Ergebnis?",
        "这是什么？",
        "What is?",
        "",
    ],
)
def test_a_question_that_names_no_subject_has_none(question):
    assert subject_of((question,)) is None


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Q1. Why?", "Why?"),
        ("1. Drift", "Drift"),
        ("2.1 Drift", "Drift"),
        ("(1) Drift", "Drift"),
        ("（二）漂移", "漂移"),
        ("一、漂移", "漂移"),
        ("① 漂移", "漂移"),
        ("IV. Drift", "Drift"),
        ("a) Drift", "Drift"),
        ("Question 3: Drift", "Drift"),
        ("Вопрос 3: Дрейф", "Дрейф"),
        ("Week 2: Q1. (a) Drift", "Drift"),
        ("2-2. 함수적 종속성", "함수적 종속성"),
        ("Exercise 3", ""),
        ("3D printing", "3D printing"),
        ("10 ways to win", "10 ways to win"),
        ("2020 election", "2020 election"),
        ("C. elegans", "C. elegans"),
    ],
)
def test_numbers_are_no_part_of_a_name(title, left):
    assert plain(*unnumbered((title,))) == left


@pytest.mark.parametrize("code", language_files())
def test_every_wording_of_every_language_is_understood(code):
    vocabulary = language_files()[code]["vocabulary"]
    for question in (
        *vocabulary["definition_questions"],
        *vocabulary["subject_questions"],
    ):
        found = subject_of((question.replace("{term}", "NumPy"),))
        assert found and plain(*found.name) == "NumPy", question


@pytest.mark.parametrize(
    ("question", "listed"),
    [
        ("Q2. Which services store objects? (Choose TWO)", "Which services store objects?"),
        ("True or False? A pod may span two nodes", "True or False? A pod may span two nodes"),
        ("A firm pays. Which way is this?", "A firm pays. Which way is this?"),
        ("Show that it holds.", "Show that it holds."),
    ],
)
def test_a_question_is_listed_up_to_its_mark(question, listed):
    assert plain(*asked_in((question,))) == listed
