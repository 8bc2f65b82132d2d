"""Test the ranking and the speed of the search engine in the browser.

For each question, it makes queries from its own words: two of them, the beginning of one, one with
a typing mistake. The notes are real ones, and generated ones whose questions resemble each other.
"""

import itertools
import random
import re

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.outputs.search_index import _base36, files
from coursenotes.outputs.search_places import places_of
from coursenotes.outputs.search_tokens import terms

pytestmark = pytest.mark.browser

SMALL = "a an and are as at be by can do does for from have how in is it its of on or the their"
SMALL = {*SMALL.split(), *"there they this to was we were what when which who why with you".split()}
PREFIXES = (
    "auto back co cross data de down hyper inter meta micro multi over re sub super up".split()
)
STEMS = "gress form sample label norm scrib tract press struct clust quant grad fact flect".split()
NOUNS = [p + s + e for p in PREFIXES for s in STEMS for e in ("ion", "ing", "ment", "ance", "ity")]
SIGNS = [
    "".join(pair) for pair in itertools.permutations("数据特征模型梯度概念标签分布协变随机", 2)
]
ENGLISH = [
    "What is {}?",
    "How does {} differ from {}?",
    "When would you prefer {} over {}?",
    "What are the pros and cons of {} in production?",
    "How do you measure {} after {}?",
    "What happens to {} when {} changes?",
]
CHINESE = ["什么是{}？", "{}和{}有什么区别？", "为什么{}会影响{}？", "如何衡量{}之后的{}？"]
SCRIPTS = ("words", "alike", "index", "engine")
CALL = """async queries => {
    const { find } = globalThis.engine ??= notesSearch.engine(notesSearch.open())
    const found = []
    for (const query of queries) {
        const start = performance.now()
        const places = (await find(query)).map(one => one.place)
        found.push({ places, time: performance.now() - start })
    }
    return found
}"""


def made(templates, words, count, joined):
    """Return notes of ``count`` questions, each answered by sentences of the same words."""
    choice = random.Random(7)
    lines, asked = ["# Made notes"], set()
    while len(asked) < count:
        if len(asked) % 10 == 0:
            lines.append(f"## Week {len(asked) // 10 + 1}")
        terms = [joined.join(choice.sample(words, 2)) for _ in range(2)]
        question = choice.choice(templates).format(*terms)
        if question not in asked:
            asked.add(question)
            answer = joined.join(choice.choices(words, k=40))
            lines.append(f"**{question}**\n\n<details>\n\n{answer}\n\n</details>")
    return "\n\n".join(lines)


@pytest.fixture(scope="module", params=["real", "english", "chinese"])
def corpus(request, project, browser):
    """Return a page with the engine and the index of some notes, and the notes' questions."""
    if request.param == "real":
        text = (project / "notes" / "mlops.md").read_text("utf-8")
    elif request.param == "english":
        text = made(ENGLISH, NOUNS, 700, " ")
    else:
        text = made(CHINESE, SIGNS, 700, "")
    page = browser.new_page()
    folder = project / "overrides" / "assets" / "javascripts"
    for name in SCRIPTS:
        page.add_script_tag(path=folder / f"search-{name}.js")
    site = plan_site(read_notes(text, "n.md"))
    for file in files(site):
        page.add_script_tag(content=file.data.decode())
    questions = {n: place.title for n, place in enumerate(places_of(site)) if place.kind == 2}
    assert len(questions) == (14 if request.param == "real" else 700)
    yield page, questions
    page.close()


def slip(word, choice):
    """Return ``word`` with a wrong, missing, doubled or swapped letter."""
    at = choice.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    slips = [
        before + choice.choice("etaoin") + after,
        before + after,
        before + letter * 2 + after,
        before + after[0] + letter + after[1:],
    ]
    return choice.choice(slips)


def telling(questions):
    """Return the most distinctive words of each question, the rarest first."""
    if not any(title.isascii() for title in questions.values()):
        found = {n: re.findall("[^\\W]{2}", title) for n, title in questions.items()}
    else:
        found = {n: re.findall(r"\w+", title) for n, title in questions.items()}
    seen = [word.lower() for words in found.values() for word in set(words)]
    often = {word: seen.count(word) for word in set(seen)}
    return {
        n: sorted({w for w in words if w.lower() not in SMALL}, key=lambda w: (often[w.lower()], w))
        for n, words in found.items()
    }


def queries(questions):
    """Return each question's number with its queries."""
    choice = random.Random(3)
    for n, words in telling(questions).items():
        title = questions[n]
        if len(words) > 1:
            yield n, f"{words[0]} {words[1]}"
            yield n, f"{words[1]} {words[0][: max(2, len(words[0]) * 2 // 3)]}"
            if len(words[0]) > 4:
                yield n, f"{slip(words[0], choice)} {words[1]}"
        yield n, title[: len(title) * 3 // 4]


def test_a_question_comes_first_for_its_own_words(corpus):
    page, questions = corpus
    asked = list(queries(questions))
    found = page.evaluate(CALL, [query for _, query in asked])
    ranks = []
    for (number, _), one in zip(asked, found, strict=True):
        titles = [questions.get(place) for place in one["places"][:3]]
        ranks.append(titles.index(questions[number]) if questions[number] in titles else 9)
    first, three = (sum(rank < most for rank in ranks) / len(ranks) for most in (1, 3))
    missed = [query for (_, query), rank in zip(asked, ranks, strict=True) if rank]
    assert len(asked) >= 3 * len(questions)
    assert first >= 0.9 and three >= 0.99, f"{first:.1%}, {three:.1%}: {missed[:20]}"


def test_the_search_is_usable_soon(corpus):
    """Takes the best of five times, since other programs may be running."""
    page, questions = corpus
    soon = page.evaluate(
        """async query => {
            const times = []
            for (let n = 0; n < 5; n++) {
                const start = performance.now()
                await notesSearch.engine(notesSearch.open()).find(query)
                times.push(performance.now() - start)
            }
            return Math.min(...times)
        }""",
        next(iter(questions.values())),
    )
    asked = [query for _, query in itertools.islice(queries(questions), 200)]
    times = sorted(one["time"] for one in page.evaluate(CALL, asked))
    assert soon < 100 and times[len(times) // 2] < 50


WORDS = [
    "Data Drift's max_depth, GridSearchCV & MLOps: k-means++ or C#",
    "naïve Résumé ＡＢＣ Größe Ελλάδας Ёлка",
    "数据漂移和MLOps训练，ドリフト 데이터 드리프트",
    "ข้อมูล हिन्दी العَرَبِيَّة עִבְרִית",
    "x² ½ f(x)=\\frac{TP}{TP+FP} 3.11 a.b_c-d’e",
    "if (a === b) { (??)? Array.isArray(x) 0.0.0.0/0, /proc/mounts; p->next std::vector !! ... →",
    "N(μ, σ²), x_α and β̂₁: 2πr Δx µm αβ λόγος, ∑_(i=1)ⁿ ∫₀^∞√x ∂∇f",
    "∑ €5 ≤ 🙂 -> => '===' `!==`",
    "用Array.isArray方法 https://example.org/a-b/c?x=1&y=2 C++/C# ------",
    "𠀀𠀁 🙂 e\u0301te\u0301 ß ﬁn İstanbul",
    "",
]


@pytest.mark.parametrize("text", WORDS)
def test_the_browser_reads_words_as_the_index_does(corpus, text):
    page, _ = corpus
    assert page.evaluate("t => notesSearch.words(t).map(w => w.term)", text) == list(terms(text))
    marked = page.evaluate("t => notesSearch.words(t).map(w => t.slice(w.start, w.end))", text)
    for piece, term in zip(marked, terms(text), strict=True):
        assert re.sub(r"[-_'’]", "", piece) and term in " ".join(terms(piece))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bias", "biases"),
        ("class", "classes"),
        ("database", "databases"),
        ("query", "queries"),
        ("matrix", "matrices"),
        ("analysis", "analyses"),
        ("GPU", "GPUs"),
        ("loss", "losses"),
        ("Modell", "Modelle"),
    ],
)
def test_singular_and_plural_are_one(corpus, one, other):
    page, _ = corpus
    stem = "w => notesSearch.stem(notesSearch.fold(w))"
    assert page.evaluate(stem, one) == page.evaluate(stem, other)


@pytest.mark.parametrize(("one", "other"), [("loss", "less"), ("bias", "basis"), ("node", "mode")])
def test_other_words_are_two(corpus, one, other):
    page, _ = corpus
    stem = "w => notesSearch.stem(w)"
    assert page.evaluate(stem, one) != page.evaluate(stem, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("train", "training"),
        ("trained", "training"),
        ("trains", "trained"),
        ("stop", "stopping"),
        ("serve", "serving"),
        ("cache", "caching"),
        ("copy", "copied"),
    ],
)
def test_forms_of_a_word_are_kin(corpus, one, other):
    page, _ = corpus
    assert page.evaluate("w => notesSearch.root(w)", one) == page.evaluate(
        "w => notesSearch.root(w)", other
    )


@pytest.mark.parametrize(("one", "other"), [("string", "str"), ("ring", "red"), ("thing", "the")])
def test_what_only_looks_like_an_ending_is_none(corpus, one, other):
    page, _ = corpus
    root = "w => notesSearch.root(w)"
    assert page.evaluate(root, one) != page.evaluate(root, other)


def test_the_browser_reads_places_as_the_index_writes_them(corpus):
    page, _ = corpus
    far = [0, 9, 10, 35, 36, 71, 1295, 1296, 2700]
    gaps = [place - before for before, place in itertools.pairwise([0, *far])]
    count = far[-1] + 1
    given = {
        "index": {
            "kinds": "0" * count,
            "depths": "0" * count,
            "lengths": "1" * count,
            "words": ["okapi"],
            "endings": [],
            "texts": [0],
        },
        "words/0": "okapi " + "".join(_base36(gap) + "AC!" for gap in gaps),
    }
    places = page.evaluate(
        """async given => {
            const own = notesSearchPieces
            globalThis.notesSearchPieces = given
            const found = await notesSearch.engine(notesSearch.open()).find('okapi')
            globalThis.notesSearchPieces = own
            return found.map(one => one.place)
        }""",
        given,
    )
    assert sorted(places) == far
