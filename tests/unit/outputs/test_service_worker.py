"""Which files the service worker keeps, and when it changes."""

import json
import re

import pytest
from coursenotes.outputs import service_worker as offline
from coursenotes.outputs.service_worker import service_worker
from coursenotes.sources.write import finish_site

SITE = {"index.html": b"home", "a/index.html": b"a", "assets/x.css": b"css", "404.html": b"lost"}


def kept(files, name="FIRST"):
    found = re.search(rf"^const {name} = (.*?); /\*", service_worker(files.items()), re.M | re.S)
    return json.loads(found[1])


def test_pages_are_kept_by_their_addresses():
    assert set(kept(SITE)) == {"", "a/", "assets/x.css", "404.html"}


@pytest.mark.parametrize(
    "path", ["a/index.md", "llms.txt", "sitemap.xml", "sitemap.xml.gz", "x.js.map", "sw.js"]
)
def test_what_only_machines_read_is_not_kept(path):
    assert service_worker({**SITE, path: b"x"}.items()) == service_worker(SITE.items())


def test_the_worker_changes_when_a_file_does_and_only_then():
    assert service_worker(reversed(SITE.items())) == service_worker(SITE.items())
    assert service_worker({**SITE, "a/index.html": b"b"}.items()) != service_worker(SITE.items())
    assert service_worker({**SITE, "b/index.html": b""}.items()) != service_worker(SITE.items())


def test_big_pictures_are_kept_when_they_have_been_seen(monkeypatch):
    monkeypatch.setattr(offline, "MAX_FIRST", 100)
    files = {**SITE, "big.png": b"x" * 90, "small.png": b"x", "b/index.html": b"x" * 200}
    assert set(kept(files, "LATER")) == {"small.png", "big.png"}
    assert "b/" in kept(files)


def test_names_of_any_script_stay_readable():
    assert "第1章/" in kept({**SITE, "第1章/index.html": b""})


def test_a_file_named_like_a_place_of_the_script_does_no_harm():
    names = ["const FIRST = {};", "const LATER = {};", 'a\n"};\u2028b']
    worker = service_worker({**SITE, **dict.fromkeys(names, b"x")}.items())
    assert set(kept({**SITE, **dict.fromkeys(names, b"x")})) == {
        "",
        "a/",
        "assets/x.css",
        "404.html",
        *names,
    }
    assert worker.count("\nconst LATER = {};") == 1 and "\u2028" not in worker


def test_a_script_without_a_place_for_the_files_is_an_error(monkeypatch):
    monkeypatch.setattr(offline, "_PLACES", re.compile("const (FIRST) = never"))
    with pytest.raises(AssertionError):
        service_worker(SITE.items())


def test_a_finished_site_has_copies_and_a_worker(tmp_path):
    (tmp_path / "index.html").write_text("home")
    (tmp_path / "bundle.js").write_text("the theme's")
    (tmp_path / "own.js").write_text("ours")
    finish_site(tmp_path, {"a/index.md": b"# A\n"}, {"own.js"}.__contains__)
    assert "own.js" in (tmp_path / "sw.js").read_text()
    assert "bundle.js" not in (tmp_path / "sw.js").read_text()
    assert (tmp_path / "a" / "index.md").read_text() == "# A\n"
    first = (tmp_path / "sw.js").read_text()
    finish_site(tmp_path, {"a/index.md": b"# A\n"}, {"own.js"}.__contains__)
    assert (tmp_path / "sw.js").read_text() == first


def test_while_the_site_is_served_for_writing_nothing_is_kept(tmp_path):
    finish_site(tmp_path, {}, lambda name: True, serving=True)
    assert "unregister" in (tmp_path / "sw.js").read_text()
    assert "caches" not in (tmp_path / "sw.js").read_text()
