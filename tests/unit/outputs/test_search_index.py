"""What the search is given to find: every place of the notes, and every word once."""

import json

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.model import TextFile
from coursenotes.outputs import search_index
from coursenotes.outputs.search_tokens import acronyms, terms

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


def files(text, by_hand=()):
    """The two files as the browser would have them."""
    site = plan_site(read_notes(text, "n.md"), by_hand=by_hand)
    scripts = {file.path: file.data.decode() for file in search_index.search_files(site)}
    index = scripts["search/index.js"].removeprefix("globalThis.notesSearchIndex=")
    texts = scripts["search/texts.js"].removeprefix("globalThis.notesSearchTexts=")
    return json.loads(index), json.loads(texts)


def postings(index):
    """Word → the titles of the places whose text has it."""
    found = {}
    for line in index["words"].split("\n"):
        word, coded = line.split(" ")
        place, gap, found[word] = 0, "", []
        for sign in coded:
            if sign.isalnum():
                gap += sign
            else:
                assert sign in ".:!"
                place, gap = place + int(gap, 36), ""
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
    assert "forests" not in found  # the browser reads the titles itself


def test_many_places_are_told_apart():
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
        ("C++, C# and sklearn.fit", "c++ c# and sklearn fit"),
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


def test_an_acronym_is_found_behind_an_accent_that_stands_alone():
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
