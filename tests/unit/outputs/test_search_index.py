"""The search index has every place of the notes, and every word once."""

import json
import re

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.model import TextFile
from coursenotes.outputs import search_index
from coursenotes.outputs.search_tokens import acronyms, counted, terms

NOTES = """\
# Notes

## Course 1

Opening.

### Week 1: Trees

Before.

#### Forests

Under it.

**What is depth?**

<details><summary>Answer</summary>

It is `max_depth`, see $\\frac{a}{b}$.[^1]

| Name | Value |
| -- | -- |
| Gini | 0.5 |

```python
fit(x)
```

</details>

### Week 2

More.

[^1]: From a footnote.
"""


def pieces(text, by_hand=()):
    """Return the pieces by name, as in a browser that has loaded all of them."""
    site = plan_site(read_notes(text, "n.md"), by_hand=by_hand)
    found = {}
    for file in search_index.files(site):
        script = file.data.decode()
        start, end = "Object.assign(globalThis.notesSearchPieces??={},", ")\n"
        assert script.startswith(start) and script.endswith(end)
        inside = json.loads(script.removeprefix(start).removesuffix(end))
        assert file.path == f"search/{next(iter(inside))}.js"
        assert not found.keys() & inside.keys()
        found |= inside
    return found


def files(text, by_hand=()):
    """Return places as [title, address, place above, kind], the lines of words, the texts."""
    found = pieces(text, by_hand)
    index = found["index"]
    shown = [p for n in range(len(index["texts"])) for p in found[f"texts/{n}"]["places"]]
    above, last = [], {}
    for number, digit in enumerate(index["depths"]):
        depth = int(digit, 36)
        above.append(last.get(depth - 1, -1))
        last[depth] = number
    places = [
        [title, address, over, int(kind)]
        for (title, address, *_), over, kind in zip(shown, above, index["kinds"], strict=True)
    ]
    lines = [line for n in range(len(index["words"])) for line in found[f"words/{n}"].split("\n")]
    return {"places": places, "words": lines}, [text for _, _, text, *_ in shown]


def postings(index):
    """Return word → titles of the places whose text has it."""
    found = {}
    for line in index["words"]:
        word, coded, *_ = line.split(" ")
        place, found[word] = 0, []
        for gap, _, level in re.findall(r"([0-9a-z]+)([A-Z]*)([.:!]?)", coded):
            place += int(gap, 36)
            if level:
                found[word].append(index["places"][place][0])
    return found


def test_every_page_heading_and_question_is_a_place_in_the_order_of_the_notes():
    index, texts = files(NOTES)
    assert index["places"] == [
        ["Notes", "", -1, 0],
        ["Course 1", "course-1/", -1, 0],
        ["Week 1: Trees", "course-1/week-1/", 1, 0],
        ["Forests", "#forests", 2, 1],
        ["What is depth?", "#what-is-depth", 3, 2],
        ["Week 2", "course-1/week-2/", 1, 0],
    ]
    assert len(texts) == 6
    assert texts[2] == "Before."


def test_a_place_has_its_part_of_a_course_or_its_number_where_it_has_one():
    shown = pieces(NOTES)["texts/0"]["places"]
    assert [short for _, _, _, *short in shown] == [[], [], ["Week 1"], [], ["1"], []]


def test_no_number_of_ours_is_shown_where_the_author_gives_some():
    shown = pieces("# T\n\n**Q1: What?**\n\nA: x\n\n**Q2: Why?**\n\nA: y\n")["texts/0"]["places"]
    assert [short for _, _, _, *short in shown] == [[], [], []]


def test_a_question_holds_tables_code_formulas_and_footnotes_of_its_answer_once():
    _, texts = files(NOTES)
    assert texts[4].split("\n") == [
        "It is max_depth, see a/b.",
        "Name · Value",
        "Gini · 0.5",
        "fit(x)",
        "From a footnote.",
    ]


def test_each_word_leads_to_the_places_that_have_it():
    index, _ = files(NOTES)
    found = postings(index)
    for word in ("gini", "fit", "max", "depth", "maxdepth", "footnote"):
        assert found[word] == ["What is depth?"], word
    assert found["it"] == ["Forests", "What is depth?"]
    assert found["forests"] == []  # it is in a title only


def test_a_word_has_its_positions_in_titles():
    index, _ = files("# T\n\n## Max depth\n\n**Is max_depth the depth?**\n\nA: It is a depth.\n")
    lines = dict(line.split(" ") for line in index["words"])
    assert lines["maxdepth"] == "2B"
    assert lines["max"] == "1A1B"
    assert lines["depth"] == "1B1CE."


def test_an_expansion_is_listed_at_the_acronym_and_at_its_first_word():
    index, _ = files("# T\n\nHuman level performance (HLP) is high.\n")
    lines = {line.partition(" ")[0]: line for line in index["words"]}
    assert lines["hlp"] == "hlp 0! human_level_performance".replace("!", lines["hlp"][5])
    assert lines["human"].endswith(" hlp=human_level_performance")


WEEKS = "# T\n\n" + "".join(
    f"## Week {n}: Wörter{n}\n\n### Part\n\n**What is {n}?**\n\n"
    f"A: number{n} {' '.join(f'lorem{n}x{k}' for k in range(190))}\n\n"
    for n in range(1, 100)
)


@pytest.fixture(scope="module")
def many():
    return pieces(WEEKS)


def test_a_small_site_has_its_words_in_one_script_with_the_index():
    assert list(pieces(NOTES)) == ["texts/0", "index", "words/0"]


def test_a_large_site_has_pieces_that_are_small(many):
    sizes = {name: len(str(piece)) for name, piece in many.items()}
    assert sum(name.startswith("words/") for name in sizes) > 3
    assert sum(name.startswith("texts/") for name in sizes) > 10
    assert max(size for name, size in sizes.items() if name != "index") < 50_000
    assert many["index"]["words"] == sorted(many["index"]["words"])


def test_the_pieces_of_words_have_each_once_and_so_have_those_of_their_endings(many):
    count = {kind: len(many["index"][kind]) for kind in ("words", "endings")}
    words = [line for n in range(count["words"]) for line in many[f"words/{n}"].split("\n")]
    terms = [line.partition(" ")[0] for line in words]
    ends = [word for n in range(count["endings"]) for word in many[f"endings/{n}"].split("\n")]
    assert len(terms) == len(set(terms)) == len(ends)
    assert [word[::-1] for word in ends] == sorted(word[::-1] for word in terms)


def test_a_piece_of_texts_has_the_places_that_its_first_is_below(many):
    for number, first in enumerate(many["index"]["texts"]):
        piece = many[f"texts/{number}"]
        assert len(piece["above"]) == int(many["index"]["depths"][first])
        if piece["places"][0][1].startswith("#"):
            assert any(not address.startswith("#") for _, _, address in piece["above"])
        assert all(re.fullmatch(r"Part|Week \d+", name) for _, name, _ in piece["above"])


def test_a_new_word_changes_few_pieces(many):
    changed = pieces(WEEKS.replace("number75 ", "number75 zeppelin "))
    other = {name for name in many.keys() | changed.keys() if many.get(name) != changed.get(name)}
    assert len(other) <= 5, other


def test_many_places_are_distinguished():
    text = "# T\n\n" + "".join(
        f"## Week {n}\n\n{'odd' if n % 2 else 'even'} word{n}\n\n" for n in range(1, 100)
    )
    found = postings(files(text)[0])
    assert found["odd"] == [f"Week {n}" for n in range(1, 100, 2)]
    assert found["word77"] == ["Week 77"]


def test_hostile_text_stays_a_string():
    index, texts = files('# T\n\n## `</script>` \u2028 "\n\n`\\` </script> ${x}\n\n## B\n\nx\n')
    assert "</script>" in index["places"][1][0]
    assert texts[1].startswith("\\")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Data Drift!", "data drift"),
        ("naïve Résumé ＡＢＣ", "naive resume abc"),
        ("max_depth", "maxdepth max depth"),
        ("GridSearchCV and MLOps", "gridsearchcv grid search cv and mlops ml ops"),
        ("GPUs", "gpus"),
        ("k-means don't", "kmeans k means dont don t"),
        ("C++, C# and sklearn.fit", "c++ c# and sklearn.fit sklearn fit"),
        ("if (a === b) {", "if a === b"),
        ("Array.isArray(x)", "array.isarray array isarray is array x"),
        ("0.0.0.0/0 or /proc/mounts.", "0.0.0.0/0 0 0 0 0 0 or / proc/mounts proc mounts"),
        ("p->next, std::vector", "p->next p next std::vector std vector"),
        ("What? (Yes!) “no”; so: 'a', [1] …", "what yes no so a 1"),
        ("a ?? b !! ... ∑ → €5 🙂", "a ?? b !! ... sum ∑ → € 5 🙂"),
        ("N(μ, σ²), x_α and β̂₁", "n mu μ sigma σ2 xα x alpha α and beta β1"),
        ("2πr Δx µm αβ λόγος", "pi 2πr delta δx mu μm αβ λογος"),
        ("∫₀^∞√x dx", "integral ∫ 0 infinity sqrt ^∞√ x dx"),
        ("------ ====== //////", ""),
        ("数据漂移", "数据 据漂 漂移 移"),
        ("用MLOps学习", "用 mlops ml ops 学习 习"),
        ("ドリフト é", "ドリ リフ フト ト e"),
        ("", ""),
    ],
)
def test_words(text, words):
    assert list(terms(text)) == words.split()


@pytest.mark.parametrize(
    "text",
    [
        "Human level performance (HLP) is",
        "HLP (human-level performance) is",
        "we compare to human level performance （HLP）",
        "The human level performance, or HLP for short",
    ],
)
def test_an_acronym_that_the_notes_spell_out(text):
    assert set(acronyms([text])) == {("hlp", "human level performance")}


def test_an_acronym_is_found_after_an_accent_without_a_letter():
    text = "HLP: \u0301 human level performance"
    assert set(acronyms([text])) == {("hlp", "human level performance")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("area under the curve (AUC)", {("auc", "area under the curve")}),
        ("convolutional neural networks (CNNs)", {("cnn", "convolutional neural networks")}),
        ("Machine learning (ML)", {("ml", "machine learning")}),
        ("ML is not many labels", set()),
        ("Precision (see above)", set()),
        ("Use a baseline (HLP)", set()),
    ],
)
def test_what_is_an_acronym_and_what_is_not(text, found):
    assert set(acronyms([text])) == found


def test_pages_written_by_hand_are_found_at_the_anchors_that_the_site_gives_them():
    text = (
        "---\ntitle: About\n---\n\nHello.\n\n## Who we are\n\nUs, $x$ \\(y_1\\).\n\n## Who we are\n"
    )
    index, texts = files("# T\n\ntext\n", [TextFile("about/us.md", text)])
    assert index["places"][1:] == [
        ["About", "about/us/", -1, 0],
        ["Who we are", "#who-we-are", 1, 1],
        ["Who we are", "#who-we-are_1", 1, 1],
    ]
    assert texts[1:] == ["Hello.", "Us, x y₁.", ""]


@pytest.mark.parametrize("most", [0, 9, 10, 35, 36, 71, 1295, 1296, 46_655, 46_656, 10**9])
def test_the_distance_to_a_place_is_written_in_base_36(most):
    for number in range(max(0, most - 3), most + 3):
        written = search_index._base36(number)
        assert int(written, 36) == number
        assert written == written.lower() and (written[0] != "0" or number == 0)


def test_the_options_of_a_question_are_found_with_it():
    text = (
        "# T\n\n**Which is right?**\n\n- [ ] kangaroo\n- [x] zebra\n\nStripes.\n\n## B\n\nx\n\n"
        "### Question 3\n\nWhich animal is an okapi?\n\n**Answer:** This.\n"
    )
    index, texts = files(text)
    found = postings(index)
    assert found["kangaroo"] == found["stripes"] == ["Which is right?"]
    (okapi,) = found["okapi"]
    at = next(n for n, place in enumerate(index["places"]) if place[0] == okapi)
    assert texts[at].split("\n") == ["Which animal is an okapi?", "Answer: This."]


def test_of_a_text_that_is_very_long_the_beginning_is_there_to_show():
    index, texts = files("# T\n\n" + "".join(f"line{n} {'x' * 90}\n\n" for n in range(1000)))
    assert 20_000 <= len(texts[0]) < 21_000 and texts[0].startswith("line0 ")
    assert postings(index)["line999"] == ["T"]


@pytest.mark.parametrize("text", ["x \u0301 y", "\u0301", "\u0301-\u0301", "a-\u0301"])
def test_an_accent_without_a_letter_is_no_word(text):
    assert "" not in set(terms(text))
    assert "" not in counted(text)[0]
