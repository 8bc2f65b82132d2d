"""Only settings without an effect are reported, in one line, with what to do instead."""

import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from coursenotes.adapters.ignored_settings import (
    FEATURES,
    PLUGINS,
    SETTINGS,
    ignored_extensions,
    ignored_settings,
)
from mkdocs.config.defaults import MkDocsConfig

NOT_HERE = {name: advice for name, advice in FEATURES.items() if advice}


def nested(path, value):
    for name in reversed(path.split(".")):
        value = {name: value}
    return value


def told(**given):
    return list(ignored_settings(given))


@pytest.mark.parametrize("path", SETTINGS)
def test_a_setting_that_does_nothing_is_reported_with_what_to_do(path):
    assert told(**nested(path, "x")) == [
        f"{path.replace('.', ': ')}: has no effect: {SETTINGS[path]}"
    ]
    assert told(**nested(path, None)) == []


@pytest.mark.parametrize("name", NOT_HERE)
def test_a_feature_that_is_not_here_is_reported(name):
    assert told(theme={"features": ["search.suggest", name]}) == [
        f"theme: features: {name}: has no effect: {NOT_HERE[name]}"
    ]


@pytest.mark.parametrize("name", sorted(FEATURES.keys() - NOT_HERE.keys()))
def test_nothing_is_said_of_a_feature_that_the_site_always_has(name):
    assert told(theme={"features": [name]}) == []


def test_the_plugins_of_material_have_the_names_that_they_have_there():
    """MkDocs looks for ``tags`` below the theme's name first, and finds nothing without it."""
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))
    ours = project["project"]["entry-points"]["mkdocs.plugins"]
    material = {
        each.name.replace("material/", "coursenotes/"): each.value
        for each in entry_points(group="mkdocs.plugins")
        if each.name.startswith("material/")
    }
    del material["coursenotes/search"]  # MkDocs has one, which is disabled as well
    assert {name: ours[name] for name in ours if "/" in name} == material


def test_a_feature_that_nobody_knows_is_reported():
    [message] = told(theme={"features": ["navigation.tabz"]})
    assert "navigation.tabz: has no effect: Material has no such feature" in message


@pytest.mark.parametrize("prefix", ["", "material/", "coursenotes/"])
@pytest.mark.parametrize("name", PLUGINS)
@pytest.mark.parametrize("form", ["name", "with settings", "mapping"])
def test_a_plugin_that_cannot_work_is_reported_however_it_is_listed(name, prefix, form):
    name = prefix + name
    listed = {"name": [name], "with settings": [{name: {"a": 1}}], "mapping": {name: {}}}[form]
    [message] = told(plugins=listed)
    assert message.startswith(f"plugins: {name}: has no effect: ")


def test_nothing_is_said_of_plugins_that_work():
    assert told(plugins=["coursenotes", {"redirects": {}}, "minify"]) == []


@pytest.mark.parametrize("font", [False, None, {"text": False, "code": False}, {}])
def test_nothing_is_said_of_no_font(font):
    assert told(theme={"font": font}) == []


@pytest.mark.parametrize(
    ("font", "variables"),
    [
        ({"text": "Lora"}, [':root { --serif: "Lora" }']),
        ({"text": "Lora", "code": "Fira Code"}, ['"Lora" }', ':root { --mono: "Fira Code" }']),
    ],
)
def test_a_font_of_google_is_reported_with_how_to_have_it(font, variables):
    messages = told(theme={"font": font})
    assert len(messages) == len(variables)
    for message, variable in zip(messages, variables, strict=True):
        assert "@font-face" in message and "extra_css" in message and variable in message


def test_icons_other_than_the_authors_are_reported():
    [message] = told(theme={"icon": {"logo": "a/b", "repo": "c/d", "edit": "e/f"}})
    assert message.startswith("theme: icon: edit: e/f: has no effect: ")


def test_extensions_hold_for_pages_by_hand_only():
    given = {"markdown_extensions": ["footnotes", "toc", {"pymdownx.tabbed": {"a": 1}}]}
    [message] = ignored_extensions(given, by_hand=False)
    assert message.startswith("markdown_extensions: footnotes, pymdownx.tabbed: ")
    assert list(ignored_extensions(given, by_hand=True)) == []
    assert list(ignored_extensions({"markdown_extensions": ["toc"]}, by_hand=False)) == []


@pytest.mark.parametrize("given", [{}, {"theme": "material", "extra": None, "plugins": "x"}])
def test_strange_forms_are_left_to_mkdocs(given):
    assert told(**given) == []


def test_every_setting_that_is_reported_is_one_of_mkdocs():
    known = {name for name, _ in MkDocsConfig()._schema}
    assert {path.partition(".")[0] for path in SETTINGS} <= known
