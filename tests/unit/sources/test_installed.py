"""A new project calls the workflow of the repository that coursenotes was installed from."""

import json
from importlib.metadata import PackageNotFoundError

import pytest
from coursenotes.sources import installed
from coursenotes.sources.starting import start


@pytest.fixture
def package(monkeypatch):
    """Fake the origin of the installed package: PEP 610 data, and its own URLs."""

    def set_origin(origin, *own):
        class Package:
            class metadata:
                get_all = staticmethod(lambda name, default: list(own) or default)

            @staticmethod
            def read_text(name):
                assert name == "direct_url.json"
                return origin if origin is None or isinstance(origin, str) else json.dumps(origin)

        monkeypatch.setattr(installed, "distribution", lambda name: Package)

    return set_origin


@pytest.mark.parametrize("url", ["https://github.com/a/notes", "ssh://git@github.com/a/notes.git"])
def test_a_repository_that_was_installed_is_called(package, url):
    package({"url": url, "vcs_info": {"vcs": "git", "commit_id": "1"}})
    assert installed.home_on_github() == "https://github.com/a/notes"


def test_a_folder_that_was_installed_is_the_clone_of_one(package, tmp_path):
    folder = tmp_path / "mein Ordner é"
    (folder / ".git").mkdir(parents=True)
    package({"url": folder.as_uri(), "dir_info": {"editable": True}})
    assert installed.home_on_github() == ""
    (folder / ".git" / "config").write_text('[remote "origin"]\n\turl = git@github.com:a/b.git\n')
    assert installed.home_on_github() == "https://github.com/a/b"


def test_a_package_from_an_index_says_itself_where_it_is_from(package):
    package(None, "Documentation, https://a.org", "Source, https://github.com/a/b")
    assert installed.home_on_github() == "https://github.com/a/b"


@pytest.mark.parametrize("origin", [None, "{", {"url": "https://gitlab.com/a/b"}, {"url": None}])
def test_anything_else_tells_nothing(package, origin):
    package(origin)
    assert installed.home_on_github() == ""


def test_what_is_not_installed_tells_nothing(monkeypatch):
    def absent(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(installed, "distribution", absent)
    assert installed.home_on_github() == ""


@pytest.mark.parametrize(
    ("origin", "lines"),
    [
        ("https://github.com/a/b", ["    uses: a/b/.github/workflows/publish.yml@v1"]),
        (
            "https://gitlab.com/a/b",
            [
                "    # Replace OWNER with the owner of the repository of coursenotes that you use.",
                "    uses: OWNER/coursenotes/.github/workflows/publish.yml@v1",
            ],
        ),
    ],
)
def test_the_workflow_of_a_new_project_names_it_or_says_what_to_name(
    package, tmp_path, origin, lines
):
    package({"url": origin, "vcs_info": {}})
    start(tmp_path)
    text = (tmp_path / ".github" / "workflows" / "publish.yml").read_text("utf-8")
    assert [line for line in text.splitlines() if "OWNER" in line or "uses:" in line] == lines
