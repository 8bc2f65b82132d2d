"""While serving, each edit gives the site that a clean build of the edited notes gives."""

import pytest
from coursenotes.adapters import notes_page
from coursenotes.adapters.mkdocs_plugin import CourseNotes
from coursenotes.adapters.notes_page import Rendered
from coursenotes.outputs.html import render_page
from mkdocs.commands.build import build
from mkdocs.config import load_config

URL = "http://127.0.0.1:8000/"

NOTES = """# Cooking

## Course 1: Basics

### Week 1: Heat

**Oven**: a hot box. See [the pan](#week-2-pans).

**What is a roast?**

<details><summary>Answer</summary>

$a^2$ grams of meat.

</details>

### Week 2: Pans

A pan[^1] is flat; see [heat](#week-1-heat).

```mermaid
flowchart TD
 a --> b
```

[^1]: Not a pot.

## Course 2: Sauces

### Week 1: Stock

Bones and water. $x^2$

### Week 2: Roux

Flour and butter, as in [stock](#week-1-stock).
"""

EDITS = {
    "a word": ("Bones and water", "Bones and wine"),
    "a heading": ("### Week 1: Stock", "### Week 1: Broth"),
    "the title": ("# Cooking", "# Cuisine\n\nFor beginners."),
    "a link's target": ("[heat](#week-1-heat)", "[heat](#week-2-roux)"),
    "a deleted week": (NOTES[NOTES.index("### Week 2: Pans") : NOTES.index("## Course 2")], ""),
}


@pytest.fixture
def built(project, tmp_path):
    """Build as ``mkdocs serve`` does, each time with the settings read anew; the site's files."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "notes").mkdir()
    settings = (project / "mkdocs.yml").read_text()
    settings = settings.replace("custom_dir: ", f"custom_dir: {project}/")
    (tmp_path / "mkdocs.yml").write_text(settings)
    site = tmp_path / "served"

    def built(text):
        (tmp_path / "notes" / "mlops.md").write_text(text)
        config = load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(site), site_url=URL)
        config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url=URL)
        files = {file.relative_to(site): file for file in site.rglob("*") if file.is_file()}
        return {path: file.read_bytes() for path, file in files.items() if path.suffix != ".gz"}

    return built


def test_each_edit_gives_what_a_clean_build_gives(built, monkeypatch):
    served = Rendered()
    for name, edit in {"no edit": ("", ""), **EDITS}.items():
        edited = NOTES.replace(*edit)
        monkeypatch.setattr(CourseNotes, "_rendered", served)
        after = built(edited)
        monkeypatch.setattr(CourseNotes, "_rendered", Rendered())
        assert after == built(edited), name


def test_an_edit_renders_only_the_pages_that_it_changes(built, monkeypatch):
    rendered = []

    def noted(blocks, path):
        rendered.append(path)
        return render_page(blocks, path)

    monkeypatch.setattr(CourseNotes, "_rendered", Rendered())
    built(NOTES)
    monkeypatch.setattr(notes_page, "render_page", noted)
    built(NOTES.replace("Bones and water", "Bones and wine"))
    assert rendered == ["course-2/week-1.md"]
