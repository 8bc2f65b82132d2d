"""A folder gives its notes, and nothing that is not notes or must stay private."""

import os
import shutil
import subprocess
import sys
import time

import pytest
from coursenotes.errors import NotesError
from coursenotes.model import Severity
from coursenotes.sources.folder import MAX_FOLDERS, load_folder
from coursenotes.sources.load import MAX_NOTES
from hypothesis import example, given
from hypothesis import strategies as st


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "notes"


def write(folder, files):
    """Write ``files``: paths with their texts, or paths only."""
    texts = files if isinstance(files, dict) else {path: "# T\n" for path in files.split()}
    for path, text in texts.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)


def paths(found):
    return " ".join(file.path for file in found.folder.files())


def told(found):
    return [str(problem) for problem in found.problems]


@pytest.mark.parametrize("ending", "md MD markdown mdown mdwn mkd mkdn mkdown Rmd qmd".split())
def test_markdown_in_any_spelling_is_notes(folder, ending):
    write(folder, f"a.{ending}")
    assert paths(load_folder(folder)) == f"a.{ending}"


@pytest.mark.parametrize(
    "path",
    "a.txt md a.md.bak .md .hidden.md .github/a.md .obsidian/a.md .trash/a.md .any/a.md "
    "node_modules/a/README.md x/node_modules/a.md venv/a.md __pycache__/a.md .venv/a.md "
    "LICENSE.md license.md License.markdown LICENCE.md LICENSE-MIT.md x/CONTRIBUTING.md "
    "contributing.de.md CODE_OF_CONDUCT.md code-of-conduct.md CHANGELOG.md SECURITY.md "
    "PULL_REQUEST_TEMPLATE.md docs/pull_request_template.md ISSUE_TEMPLATE/bug.md "
    "_navbar.md".split(),
)
def test_what_is_no_notes(folder, path):
    write(folder, f"a.md {path}")
    assert paths(load_folder(folder)) == "a.md"


@pytest.mark.parametrize("path", "security.md Security.md licenses.md env/a.md changes.md".split())
def test_a_subject_is_notes_although_it_sounds_like_the_repository(folder, path):
    write(folder, path)
    assert paths(load_folder(folder)) == path


@pytest.mark.parametrize("mark", ["pyvenv.cfg", "conda-meta/history"])
def test_a_virtual_environment_of_any_name_is_left_out(folder, mark):
    write(folder, f"a.md env/{mark} env/lib/README.md env/x.png")
    found = load_folder(folder)
    assert (paths(found), found.others) == ("a.md", frozenset())


def test_a_site_that_was_built_into_a_folder_of_any_name_is_left_out(folder):
    write(folder, "a.md web/404.html web/llms.txt web/sw.js web/a/index.md b/llms.txt b/c.md")
    found = load_folder(folder)
    assert (paths(found), found.others) == ("a.md b/c.md", frozenset({"b/llms.txt"}))


def test_the_folders_of_the_site_are_left_out(folder):
    write(folder, "a.md site/b.md docs/c.md x/site/d.md")
    found = load_folder(folder, leave_out=[folder / "site", folder / "docs", folder, folder / ".."])
    assert paths(found) == "a.md x/site/d.md"
    assert not found.others


def test_the_other_files_are_named(folder):
    write(
        folder,
        "a.md p/q.png x.py LICENSE LICENSE.md .github/logo.png .env .git/config .GIT/x "
        "node_modules/x.png .trash/x.png .obsidian/x.png SUMMARY.md draft/d.md draft/d.png",
    )
    (folder / "SUMMARY.md").write_text("[a](a.md)")
    assert load_folder(folder, exclude=["draft/"]).others == {
        *("p/q.png", "x.py", "LICENSE", "LICENSE.md", ".github/logo.png", ".env"),
        *("SUMMARY.md", "draft/d.md", "draft/d.png"),
    }


def test_exclude_speaks_the_language_of_gitignore(folder):
    write(folder, "a.md b.md x/a.md x/c.md drafts/a.md deep/drafts/keep.md LICENSE.md")
    patterns = [
        "/a.md",
        "drafts/",
        "!deep/drafts/",
        "x/*",
        "!x/c.md",
        "!LICENSE.md",
        "# comment",
        "",
    ]
    found = load_folder(folder, exclude=patterns)
    assert paths(found) == "b.md deep/drafts/keep.md LICENSE.md x/c.md"
    assert {"a.md", "x/a.md", "drafts/a.md"} == found.others


def test_an_exclude_that_is_no_pattern_is_reported(folder):
    write(folder, "a.md")
    with pytest.raises(NotesError, match=r"exclude: ! is not a pattern of \.gitignore"):
        load_folder(folder, exclude=["!"])


def test_what_git_ignores_is_not_there(folder):
    top = folder.parent
    write(
        top,
        {
            ".git/info/exclude": "secret.md\n",
            ".gitignore": "*.tmp.md\r\n/notes/out/\n!\ntrailing.md \n",
            "notes/.gitignore": "\ufeffx/*\n!x/keep.md\n",
            "notes/x/.gitignore": "!b.tmp.md\n",
            "notes/y/.gitignore": "!z.tmp.md\n",
        },
    )
    write(folder, "a.md secret.md a.tmp.md out/a.md x/a.md x/keep.md x/b.tmp.md y/z.tmp.md")
    write(folder, "trailing.md y/out/a.md")
    found = load_folder(folder)
    assert paths(found) == "a.md x/b.tmp.md x/keep.md y/out/a.md y/z.tmp.md"
    assert found.others == {".gitignore", "y/.gitignore"}


def test_a_folder_that_git_ignores_is_read_where_the_author_names_it(folder):
    write(folder.parent, {".git/HEAD": "", ".gitignore": "/notes/\n"})
    write(folder, {"a.md": "# A", "b.md": "# B", ".gitignore": "b.md"})
    assert paths(load_folder(folder)) == "a.md"


PATTERN_PARTS = st.sampled_from(["a", "b", "*", "**", "?", "[ab]", "a.md", "*.md", "\\a"])
PATTERNS = st.tuples(
    st.sampled_from(["", "", "!"]),
    st.sampled_from(["", "", "/"]),
    st.lists(PATTERN_PARTS, min_size=1, max_size=3).map("/".join),
    st.sampled_from(["", "", "/"]),
).map("".join)
RULES = st.lists(PATTERNS, max_size=4).map(lambda lines: "".join(f"{line}\n" for line in lines))
TREE = ["a.md", "b.md", "a/a.md", "a/b/a.md", "a/b/b.md", "b/a.md", "b/b/b.md", "a/a/a/b.md"]


@pytest.mark.skipif(not shutil.which("git"), reason="git is not there to be asked")
@given(RULES, RULES, RULES)
@example("", "a/a\na/**/\n", "")
@example("", "a/**\n!a/a.md\n", "")
@example("", "**/\n/**\n!/b.md\n", "")
def test_git_and_the_site_ignore_the_same(tmp_path_factory, above, top, below):
    repository = tmp_path_factory.mktemp("repository")
    folder = repository / "notes"
    quiet = {"cwd": repository, "check": True, "capture_output": True, "text": True}
    subprocess.run(["git", "init", "--quiet"], **quiet)
    write(folder, " ".join(TREE))
    rules = {".gitignore": above, "notes/.gitignore": top, "notes/a/.gitignore": below}
    write(repository, rules)
    names = "".join(f"notes/{path}\0" for path in TREE)
    quiet["check"] = False  # it fails if nothing is ignored
    quiet["env"] = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "XDG_CONFIG_HOME": str(folder)}
    command = ["git", "check-ignore", "-z", "--stdin"]
    asked = subprocess.run(command, input=names, **quiet)
    ignored = {path.removeprefix("notes/") for path in asked.stdout.split("\0")[:-1]}
    whole = subprocess.run(["git", "check-ignore", "notes"], **quiet)
    try:
        seen = set(paths(load_folder(folder)).split())
    except NotesError:
        seen = set()
    shutil.rmtree(repository)
    if whole.returncode:  # else the author names what Git ignores
        assert seen == set(TREE) - ignored


def test_a_file_that_cannot_be_read_is_reported_and_the_others_are_there(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    write(folder, {"a.md": "# A", "x/latin.md": b"# T\n\nf\xfcr", "x/empty.md": " \n"})
    os.truncate(folder / "x" / "empty.md", 0)
    (folder / "large.md").touch()
    os.truncate(folder / "large.md", MAX_NOTES + 1)
    os.mkfifo(folder / "pipe.md")
    found = load_folder(folder)
    assert paths(found) == "a.md"
    assert told(found) == [
        "notes/large.md: has 20,000,001 bytes, and at most 20,000,000 are published",
        "notes/pipe.md: is not a regular file but a pipe, a device or the like",
        "notes/x/empty.md: the file is empty; begin with a title: `# My notes`",
        "notes/x/latin.md:3:2: byte 0xfc is not UTF-8; save the file as UTF-8",
    ]
    assert {problem.severity for problem in found.problems} == {Severity.WARNING}
    assert {"x/latin.md", "large.md"} <= found.others


@pytest.mark.skipif(not hasattr(os, "geteuid") or not os.geteuid(), reason="root reads everything")
def test_what_may_not_be_read_is_reported(folder):
    write(folder, "a.md b.md c/d.md")
    (folder / "b.md").chmod(0)
    (folder / "c").chmod(0)
    found = load_folder(folder)
    (folder / "c").chmod(0o700)
    assert [line.rpartition("/")[2] for line in told(found)] == [
        "b.md: cannot be read: Permission denied",
        "c: cannot be read: Permission denied",
    ]


def test_an_empty_readme_opens_nothing(folder):
    write(folder, {"README.md": "", "index.md": "# I", "a.md": "# A"})
    found = load_folder(folder)
    assert found.folder.readme and found.folder.readme.path == "index.md"
    assert len(found.problems) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such names")
def test_a_name_that_is_no_text_is_reported(folder):
    write(folder, "a.md")
    for name in (b"\xff.md", b"\xff.png", b"\xfe"):
        path = os.fsencode(folder) + b"/" + name
        os.mkdir(path) if name == b"\xfe" else open(path, "w").close()
    open(os.fsencode(folder) + b"/\xfe/b.md", "w").close()
    found = load_folder(folder)
    assert (paths(found), found.others) == ("a.md", frozenset())
    assert [line.partition("notes/")[2] for line in told(found)] == [
        "�.md: its name is not UTF-8; rename the file",
        "�/b.md: its name is not UTF-8; rename the file",
    ]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ("x.txt", "notes: holds no notes: no Markdown"),
        ("LICENSE.md", "notes: holds no notes"),
        ("", "notes: no such folder"),
    ],
)
def test_a_folder_without_notes_is_reported_in_one_line(folder, files, message):
    write(folder, files)
    with pytest.raises(NotesError, match=message) as raised:
        load_folder(folder)
    assert "\n" not in str(raised.value)


def test_a_file_is_no_folder(folder):
    write(folder, "a.md")
    with pytest.raises(NotesError, match=r"a\.md: is not a folder"):
        load_folder(folder / "a.md")


def test_where_no_note_can_be_read_each_is_reported(folder):
    write(folder, {"a.md": "", "b.md": ""})
    with pytest.raises(NotesError, match=r"holds no notes.*\n.*a\.md: .*\n.*b\.md: "):
        load_folder(folder)


def test_no_link_leads_out_of_the_folder(folder):
    write(folder.parent, "secret.md other/d.md notes/.git/x.md notes/.gitignore notes/ignored.md")
    write(folder, {".git/HEAD": "", ".gitignore": "ignored.md", "a.md": "# A", "b/p.png": "P"})
    links = {
        "README.md": "a.md",
        "p.png": "b/p.png",
        "out.md": "../secret.md",
        "gone.md": "none.md",
        "circle.md": "circle.md",
        "git.md": ".git/x.md",
        "private.md": "ignored.md",
        "folder": "../other",
        "b/up": "..",
        "again": "b",
        "passwd.txt": "/etc/passwd",
    }
    for link, target in links.items():
        (folder / link).symlink_to(target)
    found = load_folder(folder)
    assert paths(found) == "README.md a.md"
    assert found.others == {".gitignore", "b/p.png", "p.png"}
    message = "is a symbolic link to no file in this folder; put the file here"
    names = ("circle", "git", "gone", "out", "private")
    assert told(found) == [f"{folder / name}.md: {message}" for name in names]


def test_a_folder_may_be_named_by_a_link(folder):
    write(folder, "a.md")
    (folder.parent / "link").symlink_to("notes")
    assert paths(load_folder(folder.parent / "link")) == "a.md"


def test_what_lies_too_deep_is_reported(folder):
    write(folder, "a.md " + "x/" * MAX_FOLDERS + "b.md " + "y/" * (MAX_FOLDERS + 1) + "c.md")
    found = load_folder(folder)
    assert paths(found) == "a.md " + "x/" * MAX_FOLDERS + "b.md"
    assert "is deeper than 50 folders, and left out" in told(found)[0]


@pytest.mark.slow
def test_the_time_grows_with_the_number_of_files(folder):
    def seconds(count):
        notes = {f"{n // 50}/{n}.md": "# Note\n\n[next](2.md)\n" * 50 for n in range(count)}
        notes["README.md"] = "".join(f"- [a note]({path})\n" for path in notes)
        write(folder / str(count), notes)
        taken = []
        for _ in range(3):  # the least is what it takes without what else the machine does
            start = time.process_time()
            load_folder(folder / str(count))
            taken.append(time.process_time() - start)
        return min(taken)

    seconds(10)
    assert seconds(2_000) < 2.6 * 2 * seconds(500) + 0.2
