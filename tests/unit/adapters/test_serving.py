"""While serving, each edit gives the same site as a clean build of the edited notes."""

import gc
import shutil
from pathlib import Path

import pytest
from coursenotes import reading
from coursenotes import site as planning
from coursenotes.adapters import notes_page
from coursenotes.adapters.compiled_templates import CompiledTemplates
from coursenotes.adapters.finished_pages import FinishedPages
from coursenotes.adapters.mkdocs_plugin import CourseNotes
from coursenotes.adapters.progress import Progress
from coursenotes.adapters.serving import keeping_the_last
from coursenotes.memory import Memory
from coursenotes.outputs.html import render_page
from coursenotes.reading import ReadingMemory
from coursenotes.site import PlanMemory
from jinja2 import Environment, Template
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

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


FOLDER = {
    "README.md": "# Cooking\n\nFor beginners. Begin with [pans](basics/pans.md).\n",
    "basics/heat.md": "# Heat\n\n**Oven**: a hot box.\n\n## What is a roast?\n\nMeat.\n",
    "basics/pans.md": "# Pans\n\nFlat[^1]; see [heat](heat.md#what-is-a-roast).\n\n[^1]: No pot.\n",
    "sauces/stock.md": "# Stock\n\nBones and water, for an hour in the oven.\n",
}
EDITS_OF_FOLDERS = {
    "a word": ("sauces/stock.md", "Bones and water", "Bones and wine"),
    "lines above": ("basics/heat.md", "**Oven**", "x\n\ny\n\n**Oven**"),
    "a heading": ("basics/heat.md", "## What is a roast?", "## What is a steak?"),
    "a title": ("basics/heat.md", "# Heat", "# Fire"),
    "a term": ("basics/heat.md", "**Oven**: a hot box", "**Cast Iron**: a metal"),
    "a link's target": ("basics/pans.md", "heat.md#what-is-a-roast", "../sauces/stock.md"),
    "an order": ("README.md", "basics/pans.md", "sauces/stock.md"),
    "a file more": ("basics/knives.md", "", "# Knives\n\nSharp.\n"),
    "a file less": ("basics/pans.md", "", ""),
    "another language": (
        "sauces/stock.md",
        "# Stock",
        "# Fond\n\n" + "der die das und ist nicht " * 40,
    ),
}


@pytest.fixture
def checkout(project, tmp_path):
    """Return an author's files: settings, notes and theme."""
    for name in ("docs", "notes"):
        (tmp_path / name).mkdir()
    shutil.copy(project / "mkdocs.yml", tmp_path)
    shutil.copytree(project / "overrides", tmp_path / "overrides")
    return tmp_path


@pytest.fixture
def built(checkout):
    """Build as ``mkdocs serve`` does, each time with the settings read anew; the site's files."""
    site = checkout / "served"

    def built(notes):
        """``notes`` are the text of the one file, or the texts of those in a folder."""
        folder = checkout / "notes"
        shutil.rmtree(folder)
        for name, text in ({"mlops.md": notes} if isinstance(notes, str) else notes).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        config = load_config(str(checkout / "mkdocs.yml"), site_dir=str(site), site_url=URL)
        if not isinstance(notes, str):
            config.plugins["coursenotes"].config.notes = str(folder)
        config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url=URL)
        files = {file.relative_to(site): file for file in site.rglob("*") if file.is_file()}
        return {path: file.read_bytes() for path, file in files.items() if path.suffix != ".gz"}

    return built


@pytest.fixture
def clean(monkeypatch):
    """Forget the results of earlier builds, like a new process."""

    def clean():
        monkeypatch.setattr(CourseNotes, "_rendered", Memory())
        monkeypatch.setattr(CourseNotes, "_finished", FinishedPages())
        monkeypatch.setattr(CourseNotes, "_read", ReadingMemory())
        monkeypatch.setattr(CourseNotes, "_plan", PlanMemory())
        monkeypatch.setattr(CourseNotes, "_outputs", Memory())

    clean()
    return clean


@pytest.fixture
def made(monkeypatch):
    """Record the names of the pages that templates make."""
    made = []
    render = Template.render

    def noted(template, context):
        made.append(context["page"].file.src_uri if context["page"] else template.name)
        return render(template, context)

    monkeypatch.setattr(Template, "render", noted)
    return made


def test_an_edit_compiles_no_template_again(built, clean, monkeypatch):
    compiled = []
    compile_template = Environment.compile

    def noted(env, source, name=None, *others, **more):
        compiled.append(name)
        return compile_template(env, source, name, *others, **more)

    monkeypatch.setattr(Environment, "compile", noted)
    monkeypatch.setattr(CourseNotes, "_compiled", CompiledTemplates())
    built(NOTES)
    assert "base.html" in compiled
    compiled.clear()
    built(NOTES.replace(*EDITS["a word"]))
    assert compiled == []


@pytest.mark.sampled(2)
@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_each_edit_gives_what_a_clean_build_gives(built, clean, edit):
    text = NOTES.replace(*edit)
    built(NOTES)
    served = built(text)
    clean()
    assert served == built(text)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("edit", EDITS_OF_FOLDERS.values(), ids=EDITS_OF_FOLDERS)
def test_each_edit_of_a_folder_gives_what_a_clean_build_gives(built, clean, edit):
    folder = changed(*edit)
    built(FOLDER)
    served = built(folder)
    clean()
    assert served == built(folder)


def changed(name, old, new):
    """Return the folder with one file changed or removed."""
    if not old:
        return {**FOLDER, name: new} if new else {k: v for k, v in FOLDER.items() if k != name}
    assert old in FOLDER[name]
    return {**FOLDER, name: FOLDER[name].replace(old, new)}


def test_an_edit_reads_and_plans_only_the_file_that_it_changes(built, clean, monkeypatch):
    read, planned = [], []
    parse, page_of = reading.parse, planning.page_of

    def noted_parse(text):
        read.append(text)
        return parse(text)

    def noted_page(trail, *arguments):
        planned.append(trail[-1].path)
        return page_of(trail, *arguments)

    built(FOLDER)
    monkeypatch.setattr(reading, "parse", noted_parse)
    monkeypatch.setattr(planning, "page_of", noted_page)
    built(changed("sauces/stock.md", "Bones and water", "Bones and wine"))
    assert [text.splitlines()[0] for text in read] == ["# Stock"]
    assert planned == ["index.md", "sauces/index.md", "sauces/stock.md"]  # it and those above


def test_an_edit_renders_only_the_pages_that_it_changes(built, clean, monkeypatch):
    rendered = []

    def noted(blocks, path):
        rendered.append(path)
        return render_page(blocks, path)

    built(NOTES)
    monkeypatch.setattr(notes_page, "render_page", noted)
    built(NOTES.replace("Bones and water", "Bones and wine"))
    assert rendered == ["course-2/week-1.md"]


@pytest.mark.parametrize("edit", [("and water", "and wine"), ("Bones and", "Bones\n\nand")])
def test_templates_make_only_the_pages_that_an_edit_changes(built, clean, made, edit):
    built(NOTES)
    made.clear()
    built(NOTES.replace(*edit))
    assert [name for name in made if name.endswith(".md")] == ["course-2/week-1.md"]


def test_pages_that_are_gone_are_forgotten(built, clean, made):
    built(NOTES)
    built(NOTES.replace(*EDITS["a deleted week"]))
    made.clear()
    built(NOTES)
    assert "course-1/week-2.md" in made


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("mkdocs.yml", "font: false", "font: false\n  language: de"),
        ("mkdocs.yml", "site_name: Course notes", "extra_css: [own.css]\nsite_name: Course notes"),
        ("overrides/partials/footer.html", "<footer", "<hr><footer"),
    ],
)
def test_what_all_pages_share_makes_every_page_anew(
    built, clean, checkout, monkeypatch, file, old, new
):
    built(NOTES)
    text = (checkout / file).read_text()
    assert old in text
    (checkout / file).write_text(text.replace(old, new))
    served = built(NOTES)
    clean()
    monkeypatch.setattr(CourseNotes, "_compiled", CompiledTemplates())
    assert served == built(NOTES)


def test_a_build_leaves_the_garbage_collector_on(built, clean, checkout):
    built(NOTES)
    assert gc.isenabled()
    with (checkout / "mkdocs.yml").open("a") as settings:
        settings.write("use_directory_urls: false\n")
    with pytest.raises(Abort):
        built(NOTES)
    assert gc.isenabled()


@pytest.fixture
def server(built, clean, checkout):
    """What ``mkdocs serve`` serves of the checkout, after a build of NOTES."""
    site = checkout / "served"

    def builder():
        build(load_config(str(checkout / "mkdocs.yml"), site_dir=str(site), site_url=URL))

    built(NOTES)
    config = load_config(str(checkout / "mkdocs.yml"), site_dir=str(site), site_url=URL)
    config.plugins.on_startup(command="serve", dirty=False)
    server = LiveReloadServer(builder, "127.0.0.1", 0, root=str(site))
    return config.plugins.on_serve(server, config=config, builder=builder)


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("notes/mlops.md", b"", "the file is empty"),
        ("notes/mlops.md", b"# \xdf", "is not UTF-8"),
        ("docs/topics.md", b"# Mine", "was written by hand"),
        ("mkdocs.yml", b"plugins: [", "mkdocs.yml"),
        ("mkdocs.yml", b"plugins: 1", "plugins"),
    ],
)
def test_a_failed_build_leaves_the_pages_as_they_were(
    server, checkout, caplog, capsys, file, content, told
):
    site = Path(server.root)
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    (checkout / file).write_bytes(content)
    server.builder()
    assert before == {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert told in caplog.text + capsys.readouterr().err
    assert "The pages stay as they were" in caplog.text


def test_an_edit_of_the_authors_own_templates_builds_again(server, checkout):
    assert str(checkout / "overrides") in server._watched_paths


def test_what_no_author_can_mend_is_not_hushed_up(tmp_path):
    def build():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        keeping_the_last(build, tmp_path, Progress())()
