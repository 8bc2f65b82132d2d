"""Other plugins of a project: those that would break pages are put aside and told."""

import pytest
from authored import Author, know_the_theme
from coursenotes.sources.load import load_site

pytestmark = pytest.mark.site

OWN = "coursenotes: {notes: notes/n.md}"


@pytest.fixture
def author(tmp_path, capsys, monkeypatch):
    know_the_theme(monkeypatch)
    return Author(tmp_path, capsys)


@pytest.mark.parametrize("name", ["search", "material/search", "material/tags", "material/offline"])
@pytest.mark.parametrize("first", [True, False], ids=["first", "last"])
def test_a_plugin_that_would_break_pages_changes_none(author, name, first):
    author.build()
    alone = load_site(author.site)
    listed = [name, OWN] if first else [OWN, name]
    told = author.build("plugins:\n" + "".join(f"  - {each}\n" for each in listed))
    assert told.count("warning") == 1 and f"plugins: {name}: has no effect: " in told
    assert load_site(author.site) == alone
