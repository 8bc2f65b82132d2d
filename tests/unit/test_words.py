"""Every word that the site adds follows the notes' language."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from babel import Locale
from coursenotes import Settings, plan_site, read_notes
from coursenotes.translations import language_file, language_files, words_of
from pages import html_of, html_of_site

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide" / "notes.md"
FILES = language_files()
CODES = [code for code, texts in FILES.items() if "answer" in texts]  # others: words of notes
ENGLISH = words_of("en").texts


@pytest.mark.parametrize("code", CODES)
def test_alanguage_file_has_every_name_and_no_other(code):
    assert set(FILES[code]) == {*ENGLISH, "vocabulary"}


@pytest.mark.parametrize("code", CODES)
def test_a_sentence_ends_in_every_language(code):
    ends = {".": ".。", "…": "…", "?": "?؟？"}
    for name, text in ENGLISH.items():
        if isinstance(text, str) and (end := ends.get(text[-1:])):
            assert FILES[code][name].endswith(tuple(end)), name


@pytest.mark.parametrize("code", FILES)
def test_a_languages_vocabulary_holds_lists_of_words_under_known_names(code):
    known = set(FILES["en"]["vocabulary"]) | {
        "before_terms",
        "behind_terms",
        "counted",
        "counters",
        "instructing_ends",
        "kind_words",
        "ordinal",
        "particles",
    }
    for name, own in FILES[code]["vocabulary"].items():
        assert name in known
        assert own and all(own), name


@pytest.mark.skipif(not GUIDE.exists(), reason="this copy of the project has no guide")
def test_a_new_language_is_one_file_as_the_guide_says(tmp_path):
    """Every word is made up, so that no other language has it."""
    (file,) = re.findall(
        r"copy\s`(scripts/\S+/en\.yml)` and translate it", GUIDE.read_text("utf-8")
    )
    package = tmp_path / "coursenotes"
    shutil.copytree(ROOT / "scripts" / "coursenotes", package)
    vocabulary = {"question": "Kwest", "answer": "Olvo", "part": "wuku", "contents": "indeko"}
    texts = {**FILES["en"], "answer": "Olvo", "vocabulary": vocabulary}
    new = package / Path(file).relative_to("scripts/coursenotes").with_stem("qq")
    new.write_text(yaml.safe_dump(texts), "utf-8")
    notes = (
        "# T\n\n## Indeko\n\n- [a](#wuku-1-x)\n- [b](#wuku-2-y)\n\n## Wuku 1: X\n\n"
        "Kwest 1: Name it.\n\nOlvo: it\n\n## Wuku 2: Y\n\nText.\n"
    )
    code = (
        "from coursenotes import *; import sys\n"
        "notes = read_notes(sys.argv[1], 'n.md')\n"
        "pages = plan_site(notes, settings=Settings(language='qq')).pages\n"
        "print(*[page.path for page in pages], notes.root.questions())\n"
        "from coursenotes.outputs.html import render_page\n"
        "print(render_page(pages[1].body, pages[1].path).html)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, notes],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("index.md wuku-1.md wuku-2.md topics.md 1\n")
    assert re.search("<summary[^>]*>Olvo</summary>", done.stdout)


@pytest.mark.parametrize("code", CODES)
def test_what_counts_says_its_number(code):
    for name, forms in words_of(code).texts.items():
        if isinstance(forms, dict) and name != "plural":
            assert "other" in forms
            assert "7" in words_of(code).counted(name, 7)


def test_a_region_takes_its_languages_words_and_an_unknown_language_english():
    assert words_of("de-AT")["answer"] == "Antwort"
    assert words_of("tlh")["answer"] == words_of("../x")["answer"] == "Answer"


def test_one_and_many_are_distinguished():
    assert words_of("en").counted("questions", 1) == "1\u00a0question"
    assert words_of("en").counted("questions", 0) == "0\u00a0questions"


def test_pages_speak_the_language_of_the_theme():
    notes = read_notes("# T\n\n## Woche 1\n\n**Was ist X?**\n\n> Y\n\n## Woche 2\n\nZ\n", "n.md")
    html = html_of_site(plan_site(notes, settings=Settings(language="de")))
    assert "<small>1<i>\u00a0Frage</i></small>" in html["index.md"]
    assert ">Antwort</summary>" in html["woche-1.md"]
    assert ">Link zu dieser Frage</a>" in html["woche-1.md"]


@pytest.mark.parametrize("code", CODES)
def test_a_language_has_the_plural_forms_that_it_counts_with(code):
    wanted = set(Locale.parse(code).plural_form.tags) | {"other"}
    for name, forms in words_of(code).texts.items():
        if isinstance(forms, dict) and name != "plural":
            assert wanted <= set(forms), name


@pytest.mark.parametrize("code", CODES)
def test_a_language_counts_by_cldrs_rules(code):
    assert words_of(code).texts["plural"] == dict(Locale.parse(code).plural_form.rules)


@pytest.mark.parametrize("code", CODES)
def test_a_language_keeps_the_gaps_of_its_sentences_and_knows_its_direction(code):
    texts = words_of(code).texts
    for name, english in ENGLISH.items():
        if isinstance(english, str):
            gaps = re.findall(r"\{\w+\}", english)
            assert re.findall(r"\{\w+\}", texts[name]) == gaps, name
    assert texts["direction"] == Locale.parse(code).text_direction


def test_alerts_are_titled_in_the_notes_language():
    notes = read_notes(
        "# T\n\n> [!TIP]\n> a\n\n<details>\n\n> [!NOTE]\n> b\n\n</details>\n", "n.md"
    )
    title = re.compile('<div class="admonition (.*?)"><p class="admonition-title">(.*?)</p>')
    german = html_of(plan_site(notes, settings=Settings(language="de")).pages[0])
    assert title.findall(german) == [("tip", "Tipp"), ("note", "Hinweis")]
    english = html_of(plan_site(notes).pages[0])
    assert title.findall(english) == [("tip", "Tip"), ("note", "Note")]


@pytest.mark.parametrize(
    ("vocabulary", "words"),
    [
        ("  question: Kwest, Kwesto ,\n", {"question": ["Kwest", "Kwesto"]}),
        ("  question: [Kwest, Kwesto]\n", {"question": ["Kwest", "Kwesto"]}),
        ("", {}),
    ],
)
def test_words_have_commas_or_are_a_list_of_yaml(vocabulary, words):
    assert language_file(f"answer: Olvo\nvocabulary:\n{vocabulary}")["vocabulary"] == words
