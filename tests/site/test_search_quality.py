"""The search finds what is looked for: shares of many made queries, for the fixtures' notes."""

import shutil

import pytest
from coursenotes.outputs import search_index
from search_quality import Query, measure, queries, scores, table


@pytest.fixture(scope="module", params=["whole", pytest.param("pieces", marks=pytest.mark.slow)])
def by_kind(request, project, without):
    """The scores of all kinds of query, over all notes that are there for tests.

    Those of ``pieces`` with an index in pieces that are small even for these notes.
    """
    if not shutil.which("node"):
        without("node is missing")
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "pieces":
            patch.setattr(search_index, "_WHOLE_WORDS", 0)
            patch.setattr(search_index, "_WORDS", 400)
        yield found_in(request, project)


def found_in(request, project):
    files = [*(request.path.parents[1] / "fixtures").glob("*.md"), project / "notes" / "mlops.md"]
    measured = measure([path.read_text("utf-8") for path in sorted(files)])
    asked, found = ([each for some in part for each in some] for part in zip(*measured, strict=True))
    return scores(asked, found)


def test_most_is_found_first_and_nearly_all_among_three(by_kind):
    every = by_kind["all"]
    assert every.count > 200, table(by_kind)
    assert every.first >= 0.91, table(by_kind)
    assert every.three >= 0.96, table(by_kind)
    assert every.nothing <= 0.005, table(by_kind)


@pytest.mark.parametrize(
    "kind", ["two words", "prefixes", "typos", "inflections", "sentences", "answer words", "code"]
)
def test_no_kind_of_query_is_bad(by_kind, kind):
    assert by_kind[kind].three >= 0.9, table(by_kind)


def test_a_score_counts_ranks():
    asked = [Query("a", "x", frozenset([7]))] * 4
    score = scores(asked, [[7], [1, 7], [1, 2, 3, 7], []])["a"]
    assert (score.count, score.first, score.three, score.nothing) == (4, 0.25, 0.5, 0.25)


def test_the_same_notes_give_the_same_queries():
    assert queries([]) == []
