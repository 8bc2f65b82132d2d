"""The service worker keeps the right files, and changes only when a file does."""

import json
import re

import pytest
from coursenotes.outputs import service_worker as offline
from coursenotes.outputs.service_worker import FOLDER, LIST, NAME, checksum, is_worker
from coursenotes.sources.write import finish_site

SITE = {"index.html": b"home", "a/index.html": b"a", "assets/x.css": b"css", "404.html": b"lost"}
LARGE = {
    **SITE,
    "search/index.js": b"search",
    "own.js": b"the author's",
    "assets/images/favicon.svg": b"<svg/>",
    **{f"week-{n}/index.html": b"x%d" % n * 1000 for n in range(1000)},
}


def service_worker(files):
    return offline.service_worker(files.items())


def place(files, name):
    script = service_worker(files)[NAME].decode()
    return json.loads(re.search(rf"^const {name} = (.*?); /\*", script, re.M | re.S)[1])


def first(files):
    return set(place(files, "FIRST"))


def lists(files):
    """Return the names in each list, by the list's file name."""
    made = service_worker(files)
    return {name: json.loads(data) for name, data in made.items() if name != NAME}


def later(files):
    return {name for names in lists(files).values() for name in names}


def test_a_small_site_is_kept_whole_and_pages_by_their_addresses():
    assert first(SITE) == {"", "a/", "assets/x.css", "404.html"}
    assert not lists(SITE)


def test_of_a_large_site_only_the_shell_is_kept_at_first():
    shell = {"", "404.html", "assets/x.css", "own.js", "assets/images/favicon.svg"}
    assert first(LARGE) == shell
    assert later(LARGE) == {"a/", "search/index.js", *(f"week-{n}/" for n in range(1000))}


@pytest.mark.parametrize(
    "path",
    [
        "a/index.md",
        "llms.txt",
        "sitemap.xml",
        "sitemap.xml.gz",
        "x.js.map",
        "sw.js",
        "assets/images/card.png",
        f"{FOLDER}0123456789abcdef.json",
    ],
)
def test_what_no_reader_loads_is_not_kept(path):
    assert service_worker({**SITE, path: b"x"}) == service_worker(SITE)


def test_the_worker_changes_when_a_file_does_and_only_then():
    for site in (SITE, LARGE):
        assert service_worker(dict(reversed(site.items()))) == service_worker(site)
        for change in ({"a/index.html": b"b"}, {"b/index.html": b""}):
            assert service_worker({**site, **change})[NAME] != service_worker(site)[NAME]


def test_every_list_is_found_by_its_first_name_and_identified_by_its_content():
    made = service_worker(LARGE)
    named = place(LARGE, "LISTS")
    assert [f"{FOLDER}{digest}.json" for _, digest in named] == [n for n in made if n != NAME]
    for start, digest in named:
        data = made[f"{FOLDER}{digest}.json"]
        assert checksum(data) == digest and next(iter(json.loads(data))) == start
    assert [start for start, _ in named] == sorted(start for start, _ in named)


def test_a_changed_or_new_page_changes_one_list():
    old = set(lists(LARGE))
    assert LIST / 2 < len(LARGE) / len(old) < LIST * 2
    for name in ("week-500/index.html", "week-500/more/index.html"):
        new = set(lists({**LARGE, name: b"new"}))
        assert len(new - old) <= 2 and len(old - new) == 1, name


def test_names_are_in_the_order_of_javascript():
    names = ["\U0001f600/", "ﬁ/", "z/", "第/"]  # by UTF-16, the first's half comes before "ﬁ"
    files = {f"{name}index.html": b"" for name in names}
    found = [name for part in lists({**LARGE, **files}).values() for name in part if name in names]
    assert found == ["z/", "第/", "\U0001f600/", "ﬁ/"]


def test_pictures_and_fonts_are_kept_at_first_where_there_is_room(monkeypatch):
    monkeypatch.setattr(offline, "SMALL", 100)
    files = {**SITE, "big.png": b"x" * 90, "small.png": b"x", "f.woff2": b"xx"}
    assert first(files) == {*first(SITE), "small.png", "f.woff2"}
    assert later(files) == {"big.png"}


def test_a_site_is_large_by_what_is_sent(monkeypatch):
    monkeypatch.setattr(offline, "SMALL_PACKED", 30)
    assert first(SITE) == {"", "404.html", "assets/x.css"}


def test_its_size_is_said_as_it_is_sent():
    size = place(LARGE, "SIZE")
    assert 1000 < size < sum(map(len, LARGE.values())) / 10
    assert place({**LARGE, "big.png": b"x" * 5000}, "SIZE") == size + 5000


def test_nobody_is_asked_to_keep_what_is_kept_anyway(monkeypatch):
    monkeypatch.setattr(offline, "SMALL", 100)
    assert place({**SITE, "rare.woff2": b"x" * 100}, "SIZE") == place(SITE, "SIZE") == 0
    assert place({**SITE, "big.png": b"x" * 100}, "SIZE") > 100


def test_names_of_any_script_stay_readable():
    assert "第1章/" in first({**SITE, "第1章/index.html": b""})


def test_a_file_named_like_a_place_of_the_script_does_no_harm():
    names = ["const FIRST = {};", "const LISTS = [];", 'a\n"};\u2028b']
    files = {**SITE, **dict.fromkeys(names, b"x")}
    assert first(files) == {*first(SITE), *names}
    worker = service_worker(files)[NAME].decode()
    assert worker.count("\nconst LISTS = [];") == 1 and "\u2028" not in worker


def test_a_script_without_a_place_for_the_files_is_an_error(monkeypatch):
    monkeypatch.setattr(offline, "_PLACES", re.compile("const (FIRST) = never"))
    with pytest.raises(AssertionError):
        service_worker(SITE)


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


def test_a_site_that_is_finished_again_has_only_the_lists_of_now(tmp_path, monkeypatch):
    monkeypatch.setattr(offline, "SMALL", 1)
    (tmp_path / "a").mkdir()
    for text in ("old", "new"):
        (tmp_path / "a" / "index.html").write_text(text)
        finish_site(tmp_path, {}, lambda name: True)
        (found,) = (tmp_path / FOLDER).iterdir()
        assert checksum(text.encode()) in found.read_text()


def test_while_the_site_is_served_for_writing_nothing_is_kept(tmp_path):
    finish_site(tmp_path, {}, lambda name: True, serving=True)
    assert "unregister" in (tmp_path / "sw.js").read_text()
    assert "caches" not in (tmp_path / "sw.js").read_text()


def test_the_worker_of_a_built_site_is_known_by_its_first_line():
    """Else no site could be built again into its folder."""
    assert is_worker(service_worker(SITE)[NAME])
    assert is_worker(b"// Of version 1. Written by the build, for this very site.\nx()")
    assert not is_worker(b"// Mine.\n// Written by the build, for this very site.")
