"""Pages that are too long, without headings to divide them at, become runs of questions."""

import random
import re
from collections import Counter
from functools import cache

import pytest
from coursenotes import Settings, plan_site, read_notes
from coursenotes.model import Question
from coursenotes.outline.sections import LONG
from coursenotes.pages.cards import checksum
from coursenotes.plan.addresses import placed_notes
from coursenotes.translations import words_of
from pages import html_of, html_of_site, ids_in

NAMES = [f"What is {a}{b}?" for a in "abcdefghij" for b in "klmnopqrst"]


def notes(names, words=100):
    return "# T\n\nHello.\n\n" + "".join(
        f"**{name}**\n\n```\n{'w ' * words}\n```\n\n" for name in names
    )


@cache
def site(text, language="en"):
    return plan_site(read_notes(text, "n.md"), settings=Settings(language=language))


@cache
def runs(text):
    """Return the path of each page below the home page → its questions."""
    home = placed_notes(read_notes(text, "n.md").root, words_of("en"))
    return {
        page.path: [item.id for item in page.section.items if isinstance(item, Question)]
        for page in home.walk()
    }


def test_many_questions_are_divided_into_runs_of_a_fair_length():
    home, *pages = site(notes(NAMES)).home.walk()
    counts = [page.section.questions() for page in pages]
    assert sum(counts) == 100 and home.section.parts
    assert all(LONG // 3 <= 100 * count <= LONG for count in counts[:-1])
    assert pages[0].title == f"Questions 1–{counts[0]}"
    assert pages[-1].title.endswith("–100")
    assert pages[0].path == "start.md"
    assert re.fullmatch(r"what-is-\w\w\.md", pages[1].path)


def test_a_page_that_is_not_too_long_keeps_all_its_questions():
    assert list(runs(notes(NAMES[:40]))) == ["index.md"]


def test_the_names_are_translated_and_take_the_authors_numbers():
    numbered = "# T\n\n" + "".join(
        f"{n}. ### Why {name}\n\n    {'w ' * 100}\n" for n, name in enumerate(NAMES[:90], 7)
    )
    titles = [page.title for page in site(numbered, "de").home.parts]
    assert titles[0].startswith("Fragen 7–") and titles[-1].endswith("–96")


def test_every_question_keeps_its_address_on_the_page_above_which_leads_on():
    before = site(notes(NAMES, words=10))
    after = site(notes(NAMES))
    home = html_of_site(after)["index.md"]
    old = [name for name in ids_in(html_of(before.pages[0])) if name.startswith("what")]
    assert len(old) == 100
    entries = dict(re.findall(r'<a id="([^"]+)" href="([^"]+)">', home))
    pages = html_of_site(after)
    for name in old:
        page, _, anchor = entries[name].partition("#")
        assert f'id="{anchor}"' in pages[f"{page.rstrip('/')}.md"]


def test_what_is_inside_an_answer_keeps_its_address_too():
    inner = '<a id="mine"></a>\n\n- # Inner\n\n'
    text = notes(NAMES).replace("**What is bk?**\n\n", f"**What is bk?**\n\n{inner}")
    home = html_of(site(text).pages[0])
    assert {"inner", "user-content-mine"} <= set(ids_in(home))


@pytest.mark.parametrize("place", ["end", "middle", "front"])
def test_new_questions_move_few_others(place):
    """At the end none; elsewhere only neighbours, and mostly none."""
    moved = []
    for seed in range(3):
        names = NAMES.copy()
        random.Random(seed).shuffle(names)
        at = {"end": len(names), "middle": 50, "front": 0}[place]
        before = runs(notes(names))
        after = runs(notes([*names[:at], "Which is new?", *names[at:]]))
        where = {question: page for page, own in after.items() for question in own}
        moved.append(sum(where[q] != page for page, own in before.items() for q in own))
    if place == "end":
        assert set(moved) == {0}
    else:
        assert sorted(moved)[len(moved) // 2] == 0 and max(moved) <= LONG // 100


def test_questions_that_are_equal_have_runs_with_addresses_of_their_own():
    text = "# T\n\n" + "".join(
        f"**{n}. What's the output?**\n\n```js\nf({n})\n```\n\n{'w ' * 100}\n\n" for n in range(200)
    )
    paths = [page.path for page in site(text).pages]
    assert max(Counter(paths).values()) == 1
    assert not [path for path in paths if re.match(r"\d", path)]


def test_a_runs_address_has_neither_the_label_nor_the_number_of_its_question():
    text = "# T\n\n" + "".join(
        f"#### Q{n}. Which is {name}\n\n- [ ] a\n- [x] b\n\n```\n{'w ' * 100}\n```\n\n"
        for n, name in enumerate(NAMES, 1)
    )
    first, *others = site(text).home.parts
    assert first.path == "start.md" and first.title.startswith("Questions 1–")
    assert others and all(run.path.startswith("which-is-what-is-") for run in others)


def test_short_parts_that_are_too_long_together_are_runs_named_by_the_first_and_the_last():
    text = "# T\n\n" + "".join(f"## Term {n}\n\n{'w ' * 60}\n\n" for n in range(200))
    first, *_, last = [e.title for e in site(text).navigation[1:] if e.path != "topics.md"]
    assert first.startswith("Term 0 – Term ") and last.endswith(" – Term 199")


def test_a_last_run_of_few_words_stays_with_the_one_before():
    for count in range(50, 100, 7):
        assert len([*runs(notes(NAMES[:count])).values()][-1]) >= 2


def test_ids_of_questions_stay_when_their_page_is_divided():
    short, long = (runs(notes(NAMES, words)) for words in (10, 100))
    assert [q for own in short.values() for q in own] == [q for own in long.values() for q in own]


def test_an_author_who_names_the_pages_gets_no_runs():
    made = plan_site(read_notes(notes(NAMES), "n.md", ()), settings=Settings(levels=()))
    assert [page.path for page in made.pages if page.path != "topics.md"] == ["index.md"]


def test_the_page_above_hundreds_lists_runs_only_and_knows_each_address_by_a_checksum():
    names = [f"What is {a}{b}{c}?" for a in "abcdefghij" for b in "klmnopqrst" for c in "uvw"]
    names[150] = names[10]  # two that are equal: in another run it has another address
    before = site(notes(names, words=10))
    old = [name for name in ids_in(html_of(before.pages[0])) if name.startswith("what")]
    assert len(set(old)) == 300
    pages = html_of_site(site(notes(names)))
    home = pages["index.md"]
    assert "what-is-aku" not in home and len(home) < 10_000
    rows = re.findall(r'<li data-once="([^"]+)"><a href="([^"]+)/">', home)
    assert len(rows) > 5
    known = {
        entry.partition("=")[0]: (page, entry.partition("=")[2])
        for entries, page in rows
        for entry in entries.split()
    }
    for name in old:
        page, now = known[checksum(name)]
        assert f'id="{now or name}"' in pages[f"{page}.md"]
    assert known[checksum(f"{old[10]}-2")][1] == old[10]
