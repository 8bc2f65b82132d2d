"""The topics from A to Z have the right names, meanings and links."""

import re

import pytest
from coursenotes import Settings, plan_site, read_notes
from coursenotes.model import TopicKind
from coursenotes.outline.excerpts import shown_text
from coursenotes.outputs.markdown_copies import copy_of
from coursenotes.pages.topic_groups import names_of
from pages import html_of, html_of_site


def plan_of(text, language="en", levels=(2,)):
    return plan_site(read_notes(text, "n.md", levels), settings=Settings(language=language))


def terms(text):
    """Return each term that a page of ``text`` defines, with its meaning."""
    topics = plan_of(f"# T\n\n## Part\n\n{text}\n").topics
    return {t.text: shown_text(t.meaning) for t in topics if t.kind is TopicKind.TERM}


TABLE = "| {0} | {1} |\n|--|--|\n| Drift | changes over time |\n| Skew | differs from it |"
TYPES = "| Type | Changed | Same |\n|--|--|--|\n| Data shift | joint *probability* | |"
METHODS = """| Method | Sub-method | How-to |
|--|--|--|
| Filter | Correlation | Select it |
| | Univariate | Test it |"""


@pytest.mark.parametrize(
    ("text", "name", "meaning"),
    [
        (TABLE.format("Concept", "Definiton"), "Drift", "changes over time"),
        (TABLE.format("x", "Description"), "Skew", "differs from it"),
        (TABLE.format("概念", "x"), "Drift", "changes over time"),
        (TYPES, "Data shift", "Changed: joint probability"),
        (METHODS, "Filter", ""),
        (METHODS, "Correlation", "Select it"),
        (METHODS, "Univariate", "Test it"),
        ("| Command | Use |\n|--|--|\n| `git add` | stage a file |", "git add", "stage a file"),
        (
            "- Lineage: sequence of steps\n- $\\sigma^2$: the total variance",
            "σ²",
            "the total variance",
        ),
        ("- 过拟合：模型在训练集上表现很好\n- 欠拟合：模型太简单", "欠拟合", "模型太简单"),
        ("- **Epoch** — one pass over `all`\n- x", "Epoch", "one pass over all"),
        ("- Root mean square (RMS). A mean.\n- x", "Root mean square (RMS)", "A mean."),
        ("- **F1**: a mean of both\n- x", "F1", "a mean of both"),
        ("**Loss:** the value we minimise", "Loss", "the value we minimise"),
        ("**Backprop** is how gradients come", "Backprop", "how gradients come"),
        ("> **Descent** - a way down", "Descent", "a way down"),
        ("<dl><dt>Tensor</dt><dd>an array</dd></dl>", "Tensor", "an array"),
        ("**What is a feature cross?**\n\n> It combines.", "Feature cross", "It combines."),
        ("**What is NumPy?**\n\nA library.", "NumPy", "A library."),
        ("**What does `git add` mean?**\n\n> Staging.", "git add", "Staging."),
        ("**什么是过拟合？**\n\n> 训练误差小。", "过拟合", "训练误差小。"),
        ("**Was ist ein Modell?**\n\n> Ein Bild.", "Modell", "Ein Bild."),
    ],
)
def test_a_term_is_found_with_its_meaning(text, name, meaning):
    assert terms(text).get(name) == meaning


@pytest.mark.parametrize(
    "text",
    [
        "| Pros | Cons |\n|--|--|\n| Fast to train and deploy | Slow and hungry at it |",
        "| Feature | SQL | NoSQL |\n|--|--|--|\n| Scaling | vertical | horizontal |",
        "| Model | Accuracy |\n|--|--|\n| BERT | 0.9 |\n| GPT | 0.8 |",
        "| Week | Description |\n|--|--|\n| Week 1 | All of it |\n| Week 2 | The rest |",
        "- Note: this is no term at all\n- Example: this is none either",
        "- Step 1: do this and that\n- Step 2: do that and this",
        "- there are two kinds: this one and that\n- in this case: take the other one",
        "- Link: https://example.org\n- Author: Ada",
        "- One thing: as I said before\n- no\n- none\n- nothing",
        "**Note:** this is important to know",
        "Plain: a paragraph of its own words",
        "**What is drift and what is skew?**\n\n> Things.",
        "**What is it?**\n\n> A thing.",
    ],
)
def test_what_only_looks_like_a_term_is_none(text):
    assert terms(text) == {}


def test_a_topic_leads_to_the_place_that_the_page_has():
    plan = plan_of(
        "# T\n\n## A\n\n**Why?**\n\n> - Drift: it changes over time\n> - Skew: it differs a lot\n"
    )
    pages = html_of_site(plan)
    place = next(topic for topic in plan.topics if topic.text == "Skew").places[0]
    assert (place.page, place.anchor, place.label) == ("a.md", "skew", "A")
    assert '<dfn id="skew">Skew</dfn>: it differs' in pages["a.md"]
    assert '<a href="../a/#skew">Skew</a> <span>it differs a lot' in pages["topics.md"]


def test_a_terms_anchor_gives_way_to_those_of_headings_questions_and_authors():
    plan = plan_of(
        "# T\n\n## A\n\n### Drift\n\nx\n\n**Skew?**\n\n> - Drift: it changes over time\n"
        '> - Skew: it differs a lot\n> - <a id="lag"></a>Lag: it comes too late\n'
    )
    anchors = {t.text: [p.anchor for p in t.places] for t in plan.topics}
    assert anchors["Drift"] == ["skew--drift"]
    assert anchors["Skew"] == ["skew--skew"]
    ids = re.findall(r'id="([^"]+)"', html_of(plan.pages[1]))
    assert {"drift", "skew", "skew--drift", "skew--skew", "lag"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_a_link_of_the_notes_never_leads_to_an_anchor_that_github_does_not_have():
    plan = plan_of(
        "# T\n\n## A\n\n- Drift: it [changes](#skew) over time\n- Skew: it differs a lot\n"
    )
    assert [p.message for p in plan.problems if "#skew" in p.message]


def test_one_name_is_one_topic_with_several_places_the_explanation_first():
    plan = plan_of("# T\n\n## A\n\n### drift\n\nx\n\n## B\n\n- **Drift**: it changes\n- x\n")
    (topic,) = (t for t in plan.topics if t.text == "Drift")
    assert [place.page for place in topic.places] == ["b.md", "a.md"]
    assert (
        '<a href="../b/#drift">Drift</a> <span>it changes</span> '
        '<small>B, <a href="../a/#drift">A</a></small>' in html_of(plan.pages[-1])
    )


COURSES = "".join(
    f"## Course {c}: {'Models' if c == 1 else 'Data'}\n\n"
    + "".join(
        f"### Week {w}\n\n- **{'Bias Lag Skew Tree'.split()[2 * c + w - 3]}**: it means this\n"
        "- **Drift**: it changes\n\n"
        for w in (1, 2)
    )
    for c in (1, 2)
)


def test_a_place_is_given_by_its_numbers_and_said_in_words():
    page = plan_of(f"# T\n\n{COURSES}", levels=(2, 3)).pages[-1]
    html = html_of(page)
    place = '<span data-place="2.1" title="Course 2 · Week 1">Course 2 · Week 1</span>'
    assert f"Skew</a> <span>it means this</span> <small>{place}</small>" in html
    assert f'/#drift">{place}</a>' in html  # where else it is
    assert '<p class="lede" data-example="1.1 = Course 1 · Week 1">' in html
    assert "[Skew](../course-2/week-1/index.md#skew): it means this Course 2 · Week 1" in copy_of(
        page
    )


@pytest.mark.parametrize(
    "notes",
    [
        COURSES.replace("Course 2: ", "Lecture 1: "),  # two places would be 1.1
        COURSES.replace("### Week", "### Trees"),
        COURSES.replace("## Course 1: ", "## ").replace("## Course 2: ", "## "),
    ],
)
def test_a_place_that_numbers_do_not_tell_is_given_in_words(notes):
    html = html_of(plan_of(f"# T\n\n{notes}", levels=(2, 3)).pages[-1])
    assert "<small>" in html and "data-place" not in html and "data-example" not in html


def test_a_heading_that_every_part_has_is_no_topic():
    parts = "".join(f"## Part {n}: X{n}\n\n### Summary\n\nx\n\n" for n in range(9))
    assert "Summary" not in {topic.text for topic in plan_of(f"# T\n\n{parts}").topics}


def test_titles_are_topics_without_their_number():
    topics = plan_of("# T\n\n## Week 1: Drift\n\nx\n\n## 2. Skew\n\nx\n\n## Week 3\n\nx\n").topics
    assert [(topic.text, topic.places[0].label) for topic in topics] == [
        ("Drift", "Week 1"),
        ("Skew", "2. Skew"),
    ]


def test_articles_and_question_words_do_not_count_in_the_alphabet():
    page = plan_of("# T\n\n## All\n\n**How to do the zigzag?**\n\n> x\n\n### The end\n\nx\n").pages[
        -1
    ]
    listed = re.findall(r'<h2 [^>]*>(.)|<a href="\.\./all/#[^"]*">([^<]+)', html_of(page))
    assert ["".join(pair) for pair in listed] == ["A", "E", "The end", "Z", "How to do the zigzag?"]


def test_words_in_capitals_count_in_the_alphabet():
    page = plan_of("# T\n\n## All\n\n**What is WHERE and HAVING?**\n\n> x\n").pages[-1]
    assert re.findall(r"<h2 [^>]*>(.)", html_of(page)) == ["A", "W"]


def test_formulas_and_code_in_a_topic_are_formulas_and_code():
    page = plan_of(
        "# T\n\n## A\n\n- **`a|b`**: a bar $x_1$ in it\n- **$\\frac a b$**: a ratio\n"
    ).pages[-1]
    html = re.sub(
        r"<math [^>]*>.*?<annotation[^>]*>(.*?)</annotation>.*?</math>", r"<\1>", html_of(page)
    )
    assert '<a href="../a/#a-b"><code>a|b</code></a> <span>a bar <x_1> in it' in html
    assert r'<a href="../a/#frac-a-b"><\frac a b></a> <span>a ratio' in html
    copy = copy_of(page)
    assert "[`a|b`](../a/index.md#a-b): a bar $x_1$ in it" in copy
    assert "[$\\frac a b$](../a/index.md#frac-a-b): a ratio" in copy


def test_a_long_meaning_ends_with_a_sentence_or_a_word():
    (meaning,) = terms(f"**Drift**: It {'changes ' * 10}now. {'And ' * 40}so on").values()
    assert meaning.endswith("changes now.")
    (meaning,) = terms(f"**Drift**: it {'changes ' * 40}").values()
    assert meaning.endswith(" changes…") and len(meaning) <= 151


def test_many_topics_have_a_page_for_each_letter_and_all_are_in_the_navigation():
    entries = "\n".join(f"- **{a}{n}**: means {n} things" for a in "abcdefg" for n in range(100))
    plan = plan_of(f"# T\n\n## A\n\n{entries}\n")
    pages = [page.path for page in plan.pages if page.path.startswith("topics")]
    assert pages == ["topics/index.md", *(f"topics/{a}.md" for a in "abcdefg")]
    entry = plan.navigation[-1]
    assert [entry.path, *(below.path for below in entry.below)] == pages
    html = html_of_site(plan)
    assert '<a href="c/">C</a> · 100\u00a0topics' in html["topics/index.md"]
    assert 'href="../../a/#c7"' in html["topics/c.md"]


def test_a_letter_that_is_too_much_for_a_page_is_divided_into_ranges_below_its_address():
    """They are named by their first and last words, as in a dictionary."""
    starts = ("apple", "arc", "axe")
    terms = [f"{start}{n:03}" for start in starts for n in range(250)] + ["bee1", "bee2"]
    entries = "\n".join(f"- **{term}**: means {'much ' * 20}" for term in terms)
    rest = "```\n" + "word " * 150_000 + "\n```"  # or the index would be too much for its notes
    plan = plan_of(f"# T\n\n## Part\n\n{entries}\n\n{rest}\n")
    html = {path: text for path, text in html_of_site(plan).items() if path.startswith("topics")}
    a, b, p = plan.navigation[-1].below
    ranges = [entry.title for entry in a.below]
    assert [*html] == ["topics/index.md", a.path, *(e.path for e in a.below), b.path, p.path]
    assert (a.path, b.path) == ("topics/a/index.md", "topics/b.md")
    assert [e.path for e in a.below] == [f"topics/a/{n}.md" for n in range(1, len(ranges) + 1)]
    assert ranges[0].startswith("apple000 – ") and ranges[-1].endswith(" – axe249")
    assert all(len(text.encode()) < 60_000 for text in html.values())
    assert all(20_000 < len(html[entry.path].encode()) for entry in a.below)
    for number, name in enumerate(ranges, 1):
        assert f'<a href="{number}/">{name}</a> · ' in html["topics/a/index.md"]
    listed = [re.findall(r'<li><a href="[^"#]*#[^"]*">([^<]*)', html[e.path]) for e in a.below]
    assert [term for terms in listed for term in terms] == terms[:750]


@pytest.mark.parametrize(
    ("parts", "names"),
    [
        ([["ant", "arc"], ["ark", "axe"]], ["ant – arc", "ark – axe"]),
        (
            [["a b c 1", "a b c 2"], ["a b c 3", "a d"], ["a e"]],
            ["a – a b c 2", "a b c 3 – a d", "a e – a"],
        ),
        ([["x" * 30 + "1"], ["x" * 30 + "2"]], [f"{'x' * 24}… – {'x' * 24}…"] * 2),
        ([["同", "同じ"], ["同時"]], ["同 – 同じ", "同時 – 同時"]),
        ([["a", "b"], ["b", "b"]], ["a – b", "b – b"]),
    ],
)
def test_ranges_are_named_by_what_tells_them_apart(parts, names):
    found = list(names_of(parts))
    assert [re.sub(r" \(\d+\)$", "", name) for name in found] == names
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("text", ["# T\n\nOnly words.\n", "# T\n\n## A\n\nx\n\n## B\n\ny\n"])
def test_an_index_that_says_no_more_than_the_navigation_is_left_out(text):
    plan = plan_of(text)
    assert "topics.md" not in {page.path for page in plan.pages}
    assert "Topics" not in {entry.title for entry in plan.navigation}


def test_the_index_speaks_the_notes_language():
    page = plan_of("# T\n\n## A\n\n**Was ist Drift?**\n\n> x\n", "de").pages[-1]
    assert page.title == "Themen"
    assert page.path == "topics.md"
    assert "Filtern" in html_of(page)
