"""What the command ``coursenotes`` says and does, in any folder, as a student would use it."""

import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from urllib.error import URLError

import pytest
from coursenotes.adapters import progress

pytestmark = pytest.mark.site

NOTES = "# Cooking\n\nWords.\n\n## Week 1: Heat\n\nHot.\n\n## Week 2: Pans\n\nFlat.\n"
BROKEN = "# Cooking\n\n$\\frca{1}{2}$\n"
INDEX = os.path.join("site", "index.html")
BUILT = f"Built site: open {INDEX}\n"
WARNING = "formula \\frca{1}{2}: unknown command \\frca"
SETTINGS = "site_name: T\ntheme: coursenotes\nplugins: [coursenotes: {notes: own.md}]\n"


@pytest.fixture
def folder(tmp_path):
    """A folder with notes, whose name has a blank and letters of other scripts."""
    made = tmp_path / "Meine Küche кухня"
    made.mkdir()
    (made / "notes.md").write_text(NOTES, "utf-8")
    return made


@pytest.fixture
def command(run_python, folder):
    """Run the command in the folder; returns the exit code and all that it said."""

    def run(*arguments, cwd=folder, **variables):
        done = run_python("-m", "coursenotes", *arguments, cwd=cwd, **variables)
        said = done.stdout + done.stderr
        assert "Traceback" not in said, said
        return done.returncode, said

    return run


@pytest.fixture
def on_terminal(folder, project, become_python):
    """Run the command on a terminal until it says something, then do something; all that it said.

    What is done gets what was said so far. It is Ctrl-C if nothing else is named.
    """

    pty = pytest.importorskip("pty", reason="Windows")

    def run(*arguments, until=None, then=lambda said: None, anew=False, **variables):
        """``anew``: in a process that begins as a person's does, with nothing imported."""
        command = ("-m", "coursenotes", *map(str, arguments))
        number, terminal = pty.fork()
        if not number:
            for name in ("NO_COLOR", "TERM"):
                os.environ.pop(name, None)
            variables = {"TERM": "xterm"} | variables
            if not anew:
                become_python(*command, cwd=folder, **variables)
            os.chdir(folder)
            own = {"PYTHONPATH": str(project / "scripts")}
            os.execve(sys.executable, [sys.executable, *command], os.environ | own | variables)
        said, end = "", time.monotonic() + 60
        while time.monotonic() < end:
            if select.select([terminal], [], [], 0.1)[0]:
                try:
                    said += os.read(terminal, 65536).decode("utf-8", "replace")
                except OSError:  # Linux says so when the other end is closed
                    break
            if until and until in said:
                until = None
                then(said)
                os.write(terminal, b"\x03")
        else:
            os.kill(number, signal.SIGKILL)
        os.close(terminal)
        code = os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
        assert "Traceback" not in said, said
        return code, said

    return run


def below(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_site_is_built_from_a_file_alone(command, folder):
    code, said = command("build", "notes.md", "--strict")
    assert (code, said) == (0, BUILT)
    assert {"index.html", "sw.js", "llms.txt"} <= below(folder / "site")
    assert "Cooking" in (folder / "site" / "index.html").read_text("utf-8")
    assert [path.name for path in sorted(folder.iterdir())] == ["notes.md", "site"]


def test_a_site_is_built_from_elsewhere_and_into_any_folder(command, folder, tmp_path):
    out = tmp_path / "a b" / "сайт"
    code, said = command("build", folder / "notes.md", "--out", out, cwd=tmp_path)
    assert code == 0, said
    assert "index.html" in below(out)
    assert not (tmp_path / "site").exists()


def test_a_site_is_built_again_and_is_no_notes(command, folder):
    (folder / "more.md").write_text("# More\n\n" + "words " * 200, "utf-8")
    assert command("build", ".")[0] == 0
    first = below(folder / "site")
    code, said = command("build", ".")
    assert code == 0, said
    assert below(folder / "site") == first
    assert "more/index.html" in first


@pytest.mark.parametrize("out", [".", "photos"])
def test_a_folder_with_other_files_is_not_overwritten(command, folder, out):
    (folder / "photos").mkdir()
    (folder / "photos" / "me.png").write_bytes(b"photo")
    before = below(folder)
    code, said = command("build", "notes.md", "--out", out)
    assert code == 1
    assert f"{out}: error: is not a site of coursenotes; name another" in said
    assert below(folder) == before


def test_settings_beside_the_notes_or_in_the_working_folder_are_used(command, folder, tmp_path):
    (folder / "own.md").write_text(BROKEN, "utf-8")
    settings = SETTINGS.replace("theme: coursenotes", "theme: {name: coursenotes, language: fr}")
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    assert WARNING in command("build")[1]  # of the notes that they name
    for arguments, cwd in [(("notes.md",), folder), ((folder / "notes.md",), tmp_path)]:
        code, said = command("build", *arguments, "--out", tmp_path / "out", cwd=cwd)
        assert (code, WARNING in said) == (0, False)
        assert '<html lang="fr"' in (tmp_path / "out" / "index.html").read_text("utf-8")


def test_a_language_that_is_named_takes_the_place_of_that_of_the_settings(command, folder):
    settings = SETTINGS.replace("theme: coursenotes", "theme: {name: coursenotes, language: fr}")
    for name in ("mkdocs.yml", "unused"):
        assert command("build", "notes.md", "--language", "de", "--verify")[0] == 0
        assert '<html lang="de"' in (folder / "site" / "index.html").read_text("utf-8")
        (folder / name).write_text(settings, "utf-8")
    code, said = command("check", "notes.md", "--language", "tlh")
    assert code == 0 and "theme: language: tlh: the site has its own words in" in said


def test_a_site_is_verified_when_that_is_asked_for(command, folder, tmp_path):
    """The verifier's own tests say what it finds; here, that it looks at the site just built."""
    (folder / "docs").mkdir()
    for name, found in (("mkdocs.yml", True), ("nothing.yml", False)):
        (folder / name).write_text(SETTINGS.replace("own.md", "notes.md"), "utf-8")
        code, said = command("build", "notes.md", "--out", tmp_path / "out", "--verify")
        assert code == 0 and said.endswith(" files, nothing is wrong.\n"), said
    (folder / "docs" / "about.md").write_text('# About\n\n<a href="/lost/">lost</a>\n', "utf-8")
    code, said = command("build", "notes.md", "--out", tmp_path / "out", "--verify")
    assert code == 1 and "lost" in said and " problem(s)." in said


def test_settings_of_another_project_are_told_and_not_used(command, folder):
    (folder / "mkdocs.yml").write_text("site_name: Mine\ntheme: mkdocs\n", "utf-8")
    code, said = command("build", "notes.md")
    assert code == 0
    assert "mkdocs.yml: hint: is not used, since it lacks the plugin coursenotes\n" in said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("plugins: [", "error parsing the configuration file"),
        ("1\n", "mkdocs.yml: error: has no lines such as `site_name: My notes`"),
        (SETTINGS.replace("own.md", "lost.md"), "lost.md: error: no such file"),
    ],
)
def test_settings_that_are_wrong_are_told(command, folder, text, told):
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    code, said = command("build")
    assert code == 1 and told in said


@pytest.mark.parametrize("task", ["build", "check", "serve"])
def test_without_notes_and_settings_the_command_says_what_to_name(command, task):
    code, said = command(task)
    assert code == 1
    assert "name them after the command: a file such as README.md" in said


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("note.md", "note.md: error: no such file; is notes.md meant?"),
        ("readme.txt", "readme.txt: error: no such file; there is empty.md, notes.md"),
        ("lost/notes.md", "no such file; lost is not a folder that can be read"),
        ("empty.md", "empty.md: error: the file is empty; begin with a title"),
    ],
)
def test_a_mistake_in_the_name_is_told_with_what_may_be_meant(command, folder, name, told):
    (folder / "empty.md").touch()
    for task in ("build", "check", "serve"):
        code, said = command(task, name)
        assert code == 1 and told in said, said


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root writes everything")
def test_a_folder_without_permission_is_told(command, folder):
    folder.chmod(0o555)
    code, said = command("build", "notes.md")
    folder.chmod(0o755)
    assert code == 1
    assert "site: error: cannot be written: Permission denied" in said


def test_check_lists_problems_by_line_and_builds_nothing(command, folder):
    (folder / "notes.md").write_text(BROKEN, "utf-8")
    assert command("check", "notes.md") == (
        1,
        f"notes.md:3:1: warning: {WARNING}\n1 warning.\n",
    )
    assert below(folder) == {"notes.md"}


def test_a_new_project_builds_without_a_problem_and_names_the_workflow(command, folder):
    code, said = command("new", "my course")
    assert code == 0 and 'coursenotes serve "my course/notes.md"' in said.replace("\\", "/")
    made = folder / "my course"
    assert below(made) == {"notes.md", "mkdocs.yml", ".github/workflows/publish.yml"}
    assert len((made / "mkdocs.yml").read_text("utf-8").splitlines()) < 10
    assert command("build", "--strict", cwd=made) == (0, BUILT)
    assert command("check", cwd=made) == (0, "Nothing is wrong.\n")
    before = (made / "notes.md").read_bytes()
    (made / "mkdocs.yml").unlink()
    code, said = command("new", "my course")
    assert code == 1 and "exists already; nothing was written" in said
    assert (made / "notes.md").read_bytes() == before and not (made / "mkdocs.yml").exists()


def test_help_names_every_task_and_needs_no_arguments(command):
    code, said = command()
    assert code == 2
    assert all(f"\n    {task} " in said for task in ("build", "serve", "check", "new"))
    assert command("--help") == (0, said)


def test_a_terminal_shows_colours_and_how_far_the_build_is(on_terminal, folder, monkeypatch):
    monkeypatch.setattr(progress, "_PAUSE", 0)  # however fast the build is
    (folder / "notes.md").write_text(BROKEN, "utf-8")
    code, said = on_terminal("build", "notes.md")
    assert code == 0
    assert f"notes.md:3:1: \x1b[1;33mwarning\x1b[0m: {WARNING}\r\n" in said
    assert re.search(r"\r\x1b\[KWriting page 1 of \d …\r\x1b\[K", said)
    _, said = on_terminal("build", "notes.md", NO_COLOR="1")
    assert f"notes.md:3:1: warning: {WARNING}\r\n" in said and "\x1b[1;" not in said
    _, said = on_terminal("build", "notes.md", TERM="dumb")
    assert said == f"notes.md:3:1: warning: {WARNING}\r\nBuilt site: open {INDEX}\r\n"


def test_the_site_is_served_at_the_next_port_that_is_free_and_shows_each_edit(on_terminal, folder):
    def edit(said):
        address = re.search(r"http://[\d.]+:\d+/", said)[0]
        assert not address.endswith(f":{taken}/")
        other, end = "Other words.", time.monotonic() + 20
        while time.monotonic() < end:
            # Again and again: the first may come before the server has seen the notes.
            other += " More."
            (folder / "notes.md").write_text(NOTES.replace("Words.", other), "utf-8")
            time.sleep(0.2)
            with suppress(URLError), urllib.request.urlopen(address, timeout=20) as answer:
                if b"Other words." in answer.read():
                    return
        pytest.fail("the edit does not show")

    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        lines = f"dev_addr: 127.0.0.1:{taken}\n{SETTINGS}"
        (folder / "mkdocs.yml").write_text(lines, "utf-8")
        code, said = on_terminal("serve", "notes.md", until="Ctrl-C ends it", then=edit)
    assert code == 0 and said.rstrip().endswith("Stopped.")
    assert below(folder) == {"notes.md", "mkdocs.yml"}


@pytest.mark.parametrize("task", ["build", "serve"])
def test_ctrl_c_ends_a_build_in_a_line_and_leaves_nothing(on_terminal, folder, task):
    (folder / "notes.md").write_text(NOTES + "\nA **word** and $x$.\n" * 2000, "utf-8")
    anew = task == "build"
    code, said = on_terminal(task, "notes.md", until="Reading the notes", anew=anew)
    assert code == 130 and said.endswith("Stopped.\r\n")
    assert below(folder) == {"notes.md"}


def test_a_reader_that_closes_the_pipe_is_no_fault(folder, project):
    least = 200 if sys.platform == "linux" else 1200  # more than the pipe holds
    (folder / "notes.md").write_text("# T\n\n" + "$\\frca$\n\n" * least, "utf-8")
    own = {"PYTHONPATH": str(project / "scripts")}
    running = subprocess.Popen(
        [sys.executable, "-m", "coursenotes", "check", "notes.md"],
        cwd=folder,
        env=os.environ | own,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pipesize=4096,  # on Linux
    )
    running.stdout.readline()
    running.stdout.close()
    assert running.stderr.read() == b""
    assert running.wait(60) == 1
    running.stderr.close()


def test_an_output_that_lacks_letters_is_no_fault(run_python, folder):
    (folder / "числа.md").write_text(BROKEN, "utf-8")
    command = ("-m", "coursenotes", "check", "числа.md")
    done = run_python(*command, cwd=folder, PYTHONIOENCODING="ascii")
    assert done.returncode == 1 and done.stderr == "1 warning.\n"
    assert done.stdout.startswith("\\u0447\\u0438\\u0441\\u043b\\u0430.md:3:1: warning: ")
