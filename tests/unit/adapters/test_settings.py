"""Settings that cannot be meant are reported with file, setting and what would be right."""

import pytest
from coursenotes.adapters.settings import setting_problems
from coursenotes.model import Severity
from mkdocs.config import load_config

RIGHT = {"language": "en", "logo": "assets/logo.svg", "favicon": "assets/favicon.png"}


def problems(loaded=None, **theme):
    return setting_problems(
        "mkdocs.yml", RIGHT | theme, loaded or {}, lambda path: path in RIGHT.values()
    )


@pytest.mark.parametrize("language", ["en", "de", "de-AT", "pt-BR", "zh-TW"])
def test_nothing_is_said_of_what_is_right(language):
    assert problems({"extra_css": ["a.css"], "extra_javascript": []}, language=language) == ()
    assert problems(logo=None, favicon=None) == ()


@pytest.mark.parametrize("name", ["logo", "favicon"])
def test_a_picture_that_does_not_exist_is_named_with_its_setting(name):
    [problem] = problems(**{name: "assets/lost.png"})
    assert str(problem).startswith(f"mkdocs.yml: theme: {name}: assets/lost.png: no such file")
    assert problem.severity is Severity.WARNING


@pytest.mark.parametrize("address", ["https://example.org/x.js", "//example.org/x.js"])
def test_what_another_host_has_is_not_loaded(address):
    [problem] = problems({"extra_javascript": ["own.js", address]})
    assert str(problem).startswith(f"mkdocs.yml: extra_javascript: {address}: ")
    [problem] = problems(logo=address)
    assert f"theme: logo: {address}" in str(problem)


@pytest.mark.parametrize("language", ["tlh", "enx", "la-VA"])
def test_a_language_without_words_is_reported_and_what_to_do(language):
    [problem] = problems(language=language)
    assert problem.severity is Severity.HINT, "such a site may be published"
    for part in (f"language: {language}", "ar, de, en, ", "English", f"{language}.yml"):
        assert part in str(problem)


def test_pages_without_folders_are_refused_and_what_to_do_is_said():
    [problem] = setting_problems("mkdocs.yml", RIGHT, {}, lambda path: True, directory_urls=False)
    assert str(problem).startswith("mkdocs.yml: use_directory_urls: false: ")
    assert "remove the line" in str(problem)
    assert problem.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("theme", "language"),
    [
        ("{name: material, language: en}", "en"),
        ("{name: material, language: de-AT}", "de-AT"),
        ("{name: material, language: !ENV [NOT_SET, fr]}", "fr"),
        ("{name: material, language: }", ""),
        ("{name: material}", ""),
        ("{name: material}\nextra: {folder: !relative $docs_dir}", ""),
        ("material", ""),
    ],
)
def test_only_a_language_that_the_author_has_set_decides(tmp_path, theme, language):
    """The theme's default, English, is not the author's choice."""
    assert _language_of(tmp_path, f"theme: {theme}") == language


def test_a_language_may_be_set_in_a_file_that_the_settings_inherit(tmp_path):
    (tmp_path / "base.yml").write_text("theme: {name: material, language: en}\n")
    assert _language_of(tmp_path, "INHERIT: base.yml") == "en"


def _language_of(folder, settings):
    (folder / "docs").mkdir()
    (folder / "n.md").write_text("# Notizen\n")
    file = folder / "mkdocs.yml"
    file.write_text(f"site_name: T\nplugins: [coursenotes: {{notes: n.md}}]\n{settings}\n")
    config = load_config(str(file))
    return config.plugins["coursenotes"].config.settings(config).language
