"""Templates are compiled once in a process, and anew when they change."""

import pytest
from coursenotes.adapters.compiled_templates import CompiledTemplates
from jinja2 import Environment, FileSystemLoader


@pytest.fixture
def page(monkeypatch):
    """Make a page of a theme's folder in an environment of its own, as each build does.

    Says what it is, and which templates were compiled for it.
    """
    compiled, cache = [], CompiledTemplates()
    compile_template = Environment.compile

    def noted(env, source, name=None, *others, **more):
        compiled.append(name)
        return compile_template(env, source, name, *others, **more)

    monkeypatch.setattr(Environment, "compile", noted)

    def page(folder):
        compiled.clear()
        env = Environment(loader=FileSystemLoader(folder), bytecode_cache=cache)
        return env.get_template("page.html").render(name="x"), sorted(compiled)

    return page


def theme(folder, part):
    folder.mkdir(exist_ok=True)
    (folder / "page.html").write_text("<p>{{ name }}{% include 'part.html' %}")
    (folder / "part.html").write_text(part)
    return folder


def test_the_next_build_compiles_none_again(page, tmp_path):
    one, other = theme(tmp_path / "one", "!"), theme(tmp_path / "other", "!")
    assert page(one) == ("<p>x!", ["page.html", "part.html"])
    assert page(one) == page(other) == ("<p>x!", [])


def test_a_template_that_changes_is_compiled_anew(page, tmp_path):
    page(theme(tmp_path / "one", "!"))
    assert page(theme(tmp_path / "one", "?")) == ("<p>x?", ["part.html"])
    assert page(theme(tmp_path / "other", "…")) == ("<p>x…", ["part.html"])
