"""Other plugins of a project: those that would break pages are disabled and reported."""

import subprocess

import pytest
from authored import Author, know_the_theme
from coursenotes.adapters.commands import verify_site
from coursenotes.sources.load import load_site
from mkdocs.config import load_config

pytestmark = pytest.mark.site

OWN = "coursenotes: {notes: notes/n.md}"


@pytest.fixture
def author(tmp_path, capsys, monkeypatch, project):
    know_the_theme(monkeypatch, project)
    return Author(tmp_path, capsys)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("name", ["search", "material/search", "material/tags", "material/offline"])
@pytest.mark.parametrize("first", [True, False], ids=["first", "last"])
def test_a_plugin_that_would_break_pages_changes_none(author, name, first):
    author.build()
    alone = load_site(author.site)
    listed = [name, OWN] if first else [OWN, name]
    told = author.build("plugins:\n" + "".join(f"  - {each}\n" for each in listed))
    assert told.count("warning") == 1 and f"plugins: {name}: has no effect: " in told
    assert load_site(author.site) == alone


@pytest.fixture
def built_with(author):
    """Build with a plugin, listed before or after ours, and check the site."""

    def build(plugin, first, lines=""):
        author.write("docs/about.md", "# About\n\nWho we are.\n")
        git = "git init -q -b main && git add . && git -c user.name=a -c user.email=a@b commit -qm x"
        subprocess.run(git, shell=True, cwd=author.folder, check=True)
        listed = [plugin, OWN] if first else [OWN, plugin]
        told = author.build("plugins:\n" + "".join(f"  - {each}\n" for each in listed) + lines)
        assert told == ""
        config = load_config(str(author.folder / "mkdocs.yml"))
        assert verify_site(config, config.plugins["coursenotes"], author.site) == 0
        return author

    return build


both_orders = pytest.mark.parametrize("first", [True, False], ids=["first", "last"])


@both_orders
def test_redirects_lead_to_pages_of_the_notes_and_by_hand(built_with, first):
    maps = "redirects: {redirect_maps: {old.md: week-1.md, older.md: about.md}}"
    author = built_with(maps, first)
    assert 'url=../week-1/"' in author.page("old/index.html")
    assert 'url=../about/"' in author.page("older/index.html")
    assert '"old/": ' in author.page("sw.js"), "an old address leads on offline, too"


@both_orders
def test_minified_pages_have_all_that_they_had(built_with, first):
    author = built_with("minify: {minify_html: true}", first)
    minified = {name: author.text(name) for name in ("index.html", "week-1/index.html")}
    small = len(author.page())
    author.build()
    assert minified == {name: author.text(name) for name in minified}
    assert small < len(author.page())


@both_orders
def test_minified_files_of_the_author_are_kept_for_reading_offline(built_with, first, author):
    author.write("docs/own.css", "/* mine */\np { color : inherit }\n")
    files = "minify: {minify_css: true, css_files: [own.css]}"
    built_with(files, first, "extra_css: [own.css]\n")
    assert (author.site / "own.min.css").read_text("utf-8") == "p{color:inherit}"
    assert '"own.min.css": ' in author.page("sw.js")


@both_orders
def test_a_page_by_hand_shows_its_date_and_pages_of_notes_none(built_with, first):
    author = built_with("git-revision-date-localized: {type: iso_date}", first)
    assert "git-revision-date-localized-plugin" in author.page("about/index.html")
    assert "git-revision-date-localized-plugin" not in author.page()
