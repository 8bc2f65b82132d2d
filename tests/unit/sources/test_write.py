"""Exports are complete, and builds overwrite nothing of others."""

from urllib.parse import quote

import pytest
import yaml
from coursenotes import plan_site, read_notes
from coursenotes.errors import NotesError
from coursenotes.outputs import files_of
from coursenotes.sources.load import surroundings_of
from coursenotes.sources.write import export, finish_exported, refuse_foreign
from pages import html_of


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("5.00\u202fPM.png", "5.00\u202fPM.png"),
        ("a\u2028b.png", "a\u2028b.png"),
        ("a\x85#b .png", "a\x85#b .png"),
        ("[!a].png", "[!a].png"),
        ("a\nb.png", "a\nb.png"),
        (".a.png", "_.a.png"),
        (".img/.a/b.png", "_.img/_.a/b.png"),
        ("_.img/_a.png", "__.img/_a.png"),
    ],
)
def test_a_picture_of_any_name_is_published_at_one_that_is_not_hidden(tmp_path, name, published):
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_bytes(b"picture")
    plan = plan_site(
        read_notes(f"# T\n\nx ![p]({quote(name)})\n", "n.md"), surroundings_of(tmp_path / "n.md")
    )
    assert files_of(plan)[f"assets/notes/{published}"] == b"picture"
    assert f'src="assets/notes/{quote(published)}"' in html_of(plan.pages[0])


def exported(out, **files):
    found = {name.replace("__", "/") + ".md": text.encode() for name, text in files.items()}
    export(out, found, {"a/index.md": b"copy"}, out / "base.yml", {"nav": [{"T": "index.md"}]})
    return {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}


def test_an_export_is_made_anew_each_time(tmp_path):
    out = tmp_path / "a" / "out"
    ours = {"mkdocs.yml", "docs/.copies/a/index.md", "docs/index.md"}
    assert exported(out, index="x", gone="y", b__c="z") == ours | {"docs/gone.md", "docs/b/c.md"}
    refuse_foreign(out)
    assert exported(out, index="x") == ours
    assert yaml.safe_load((out / "mkdocs.yml").read_text("utf-8")) == {
        "INHERIT": str(out / "base.yml"),
        "docs_dir": "docs",
        "site_dir": "site",
        "plugins": [],
        "nav": [{"T": "index.md"}],
    }


@pytest.mark.parametrize("name", ["mkdocs.yml", "docs/index.md", "docs"])
def test_what_no_build_wrote_is_not_overwritten(tmp_path, name):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("site_name: mine\n")
    with pytest.raises(NotesError, match="was not written by the build; name another folder"):
        refuse_foreign(tmp_path)


def test_only_a_site_beside_an_export_is_finished(tmp_path):
    with pytest.raises(NotesError, match="is not a site that was built from what --out exports"):
        finish_exported(tmp_path, tmp_path)
