"""Every word that the site adds follows the notes' language."""

import re
from importlib import resources

import pytest
import yaml
from babel import Locale
from coursenotes import Settings, plan_site, read_notes
from coursenotes.words import words_of

CODES = sorted(
    file.name.removesuffix(".yml")
    for file in (resources.files("coursenotes") / "languages").iterdir()
    if file.name.endswith(".yml")
)
ENGLISH = words_of("en").texts


@pytest.mark.parametrize("code", CODES)
def test_a_language_file_has_every_name_and_no_other(code):
    text = (resources.files("coursenotes") / "languages" / f"{code}.yml").read_text("utf-8")
    assert set(yaml.safe_load(text)) == set(ENGLISH)


@pytest.mark.parametrize("code", CODES)
def test_what_counts_says_its_number(code):
    for name, forms in words_of(code).texts.items():
        if isinstance(forms, dict):
            assert "other" in forms
            assert "7" in words_of(code).counted(name, 7)


def test_a_region_takes_its_languages_words_and_an_unknown_language_english():
    assert words_of("de-AT")["answer"] == "Antwort"
    assert words_of("tlh")["answer"] == words_of("../x")["answer"] == "Answer"


def test_one_and_many_are_told_apart():
    assert words_of("en").counted("questions", 1) == "1\u00a0question"
    assert words_of("en").counted("questions", 0) == "0\u00a0questions"


def test_pages_speak_the_language_of_the_theme():
    notes = read_notes("# T\n\n## Woche 1\n\n**Was ist X?**\n\n> Y\n\n## Woche 2\n\nZ\n", "n.md")
    pages = plan_site(notes, settings=Settings(language="de")).pages
    assert "1\u00a0Frage" in pages[0].markdown
    assert "details | Antwort" in pages[1].markdown


@pytest.mark.parametrize("code", CODES)
def test_a_language_has_the_plural_forms_that_it_counts_with(code):
    wanted = set(Locale.parse(code).plural_form.tags) | {"other"}
    for name, forms in words_of(code).texts.items():
        if isinstance(forms, dict):
            assert wanted <= set(forms), name


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
    german = plan_site(notes, settings=Settings(language="de")).pages[0].markdown
    assert "tip | Tipp" in german and "Hinweis" in german
    english = plan_site(notes).pages[0].markdown
    assert "tip | Tip\n" in english and "Note" in english
