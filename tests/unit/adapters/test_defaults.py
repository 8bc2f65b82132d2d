"""A few lines in ``mkdocs.yml`` are enough, and each line that an author adds counts."""

import logging

import pytest
import yaml
from coursenotes.adapters.defaults import defaults_as_settings, set_defaults
from coursenotes.extensions.engine import EXTENSIONS
from mkdocs.config import load_config

WARNING, INFO = logging.WARNING, logging.INFO


@pytest.fixture
def configured(tmp_path):
    """Return the configuration for a ``mkdocs.yml`` with these lines and the defaults."""
    (tmp_path / "docs").mkdir()

    def load(lines=""):
        file = tmp_path / "mkdocs.yml"
        file.write_text(f"site_name: T\ntheme: material\nplugins: []\n{lines}\n", "utf-8")
        config = load_config(str(file))
        set_defaults(config)
        return config

    return load


def test_pages_by_hand_are_rendered_by_the_engine_that_the_search_reads_them_with(configured):
    config = configured()
    assert set(EXTENSIONS) <= set(config.markdown_extensions)
    for name, settings in EXTENSIONS.items():
        assert config.mdx_configs.get(name, {}) == settings, name


def test_an_extension_of_the_author_stays_and_so_do_their_settings(configured):
    config = configured("markdown_extensions: [footnotes, toc: {permalink: false, title: Here}]")
    assert "footnotes" in config.markdown_extensions
    assert config.markdown_extensions.count("toc") == 1
    assert config.mdx_configs["toc"] == {"permalink": False, "title": "Here", "toc_depth": "2-4"}


@pytest.mark.parametrize(
    ("lines", "omitted", "anchors"),
    [
        ("", WARNING, WARNING),
        ("validation: {anchors: info}", WARNING, INFO),
        ("validation: {nav: {omitted_files: info}}", INFO, WARNING),
        ("validation: {omitted_files: info, links: {anchors: info}}", INFO, INFO),
    ],
)
def test_what_leads_nowhere_is_warned_of_unless_the_author_says_otherwise(
    configured, lines, omitted, anchors
):
    checked = configured(lines).validation
    assert (checked.nav.omitted_files, checked.links.anchors) == (omitted, anchors)


def test_setting_the_defaults_twice_changes_nothing(configured):
    config = configured("markdown_extensions: [footnotes]")
    before = defaults_as_settings(config)
    set_defaults(config)
    assert defaults_as_settings(config) == before


def test_an_engine_without_plugins_gets_the_same(configured, tmp_path):
    ours = configured("markdown_extensions: [toc: {title: Here}]")
    text = yaml.dump({"site_name": "T", "plugins": [], **defaults_as_settings(ours)})
    (tmp_path / "exported.yml").write_text(text, "utf-8")
    theirs = load_config(str(tmp_path / "exported.yml"))
    assert theirs.markdown_extensions == ours.markdown_extensions
    assert theirs.mdx_configs == ours.mdx_configs
    assert theirs.validation == ours.validation
