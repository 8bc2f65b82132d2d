"""Only themes with templates for notes are accepted."""

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_a_theme_without_pages_for_notes_is_reported_with_what_to_write(tmp_path, capsys, theme):
    (tmp_path / "docs").mkdir()
    (tmp_path / "n.md").write_text("# T\n\ntext\n", "utf-8")
    lines = f"site_name: T\ntheme: {theme}\nplugins: [coursenotes: {{notes: n.md}}]\n"
    (tmp_path / "mkdocs.yml").write_text(lines, "utf-8")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    with pytest.raises(Abort):
        build(config)
    told = capsys.readouterr().err
    assert f"mkdocs.yml: error: theme: {theme}: has no templates for notes" in told
    assert "write `theme: coursenotes`" in told
    assert not (tmp_path / "site").exists()
