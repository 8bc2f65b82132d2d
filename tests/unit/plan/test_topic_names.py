"""Equal names, headings that name something, and the limit of an index."""

import pytest
from coursenotes import Settings, plan_site, read_notes
from coursenotes.model import TopicKind
from coursenotes.outline.excerpts import shown_text
from coursenotes.plan.index_size import SHORT
from coursenotes.plan.names import names_something, same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Drift", "drift"),
        ("The drift", "Drift"),
        ("Feature crosses", "feature cross"),
        ("Queries", "Query"),
        ("Hash tables", "hash table"),
        ("ＡＢＣ", "abc"),
    ],
)
def test_names_are_equal_in_any_case_number_and_with_any_article(one, other):
    articles = frozenset({"a", "an", "the"})
    assert same_name(one, articles) == same_name(other, articles)


@pytest.mark.parametrize(
    ("one", "other"), [("iOS", "IO"), ("DNS", "DN"), ("Class", "Clas"), ("Bus", "Bu"), ("A", "The")]
)
def test_other_names_are_not(one, other):
    articles = frozenset({"a", "an", "the"})
    assert same_name(one, articles) != same_name(other, articles)


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Model monitoring", True),
        ("熵", True),
        ("Summary", False),
        ("Exercises", False),
        ("Introduction", False),
        ("参考", False),
        ("B", False),
        ("It rains.", False),
        ("https://example.org", False),
        ("All that one has to know of the things that follow here", False),
    ],
)
def test_a_heading_is_a_topic_where_it_names_something(heading, names):
    assert names_something(heading) is names


def topics_of(text, language="en"):
    return plan_site(read_notes(text, "n.md", (2,)), settings=Settings(language=language)).topics


def letters(topics):
    return sum(len(topic.text) + len(shown_text(topic.meaning)) for topic in topics)


QUESTIONS = "".join(
    f"**Why do {n} of the many birds fly so far to the south?**\n\n> Cold.\n\n" for n in range(200)
)
HEADINGS = "".join(f"### Heading number{n} of them\n\nx\n\n" for n in range(200))
TERMS = "".join(f"- **Term number{n}**: a thing that is of use to birds\n" for n in range(300))
PROSE = "Birds fly to the south. " * 1000


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (QUESTIONS + HEADINGS + TERMS + PROSE * 4, set(TopicKind)),
        (QUESTIONS + HEADINGS + TERMS + PROSE * 2, {TopicKind.TERM, TopicKind.HEADING}),
        (QUESTIONS + HEADINGS + TERMS + PROSE, {TopicKind.TERM}),
    ],
)
def test_questions_and_then_headings_give_way_in_a_long_index(text, kinds):
    topics = topics_of(f"# T\n\n## Birds\n\n{text}")
    assert {topic.kind for topic in topics} == kinds
    assert letters(topics) <= len(text) / 4
    assert sum(topic.kind is TopicKind.TERM for topic in topics) == 300


def test_meanings_give_way_where_the_notes_are_all_terms():
    topics = topics_of(f"# T\n\n## Birds\n\n{TERMS}")
    assert len(topics) == 300
    assert not any(topic.meaning for topic in topics)


def test_a_short_index_is_never_too_long():
    topics = topics_of("# T\n\n## Birds\n\n**Why?**\n\n> x\n\n- **Drift**: it changes\n- x\n")
    assert [topic.text for topic in topics] == ["Birds", "Why?", "Drift"]
    assert letters(topics) < SHORT


def test_a_page_is_named_once_for_each_topic_and_a_much_asked_term_stays():
    parts = "".join(
        f"## Part {n}\n\n**What is Docker?**\n\n> It runs.\n\n**How does Docker work?**\n\n> So\n\n"
        for n in range(9)
    )
    (topic,) = topics_of(f"# T\n\n{parts}")
    assert topic.text == "Docker"
    assert [place.page for place in topic.places] == [f"part-{n}.md" for n in range(9)]


@pytest.mark.parametrize(
    "item",
    [
        "**x**: the unknown number",
        "**$\\alpha$**: the learning rate",
        "**https://example.org**: a site of examples",
        "**example.org**: a site of examples",
        "**`fit(X, y)`**: learns from the data",
        "**f(x)**: what is to be learnt",
        "**`--verbose`**: says much more",
        "**`alpha=0.1`**: how fast it learns",
        "**`find . -name '*.py' | wc -l`**: counts the files",
        "**It was as if he had never been there**: so it was",
    ],
)
def test_letters_addresses_arguments_and_sentences_are_no_terms(item):
    topics = topics_of(f"# T\n\n## Birds\n\n- {item}\n- **Drift**: it changes\n")
    assert [topic.text for topic in topics] == ["Birds", "Drift"]


@pytest.mark.parametrize(
    "name", ["C++", "C#", "`print()`", "`git add`", "`<b>`", "熵", "σ²", "TCP/IP"]
)
def test_short_names_that_are_names_are_terms(name):
    topics = topics_of(f"# T\n\n## Birds\n\n- **{name}**: a thing of use\n- x\n")
    assert len(topics) == 2


def test_a_term_of_several_words_keeps_the_blanks_between_them():
    item = "`AtomicUsize` *et al*: they read and write as one, for many threads"
    topics = topics_of(f"# T\n\n## Birds\n\n- {item}\n- **Drift**: it changes\n")
    assert "AtomicUsize et al" in [topic.text for topic in topics]


def test_blanks_at_the_edges_of_bold_words_are_kept_inside_a_name():
    item = "_**Gray-box**_**&#x20;approach**: tests know some of how it is made, not all"
    topics = topics_of(f"# T\n\n## Birds\n\n- {item}\n- **Drift**: it changes\n")
    assert "Gray-box approach" in [topic.text for topic in topics]
