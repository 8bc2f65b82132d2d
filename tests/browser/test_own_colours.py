"""An author's palette shows in light and dark, and complies with the policy."""

import pytest
from authored import Author, know_the_theme
from coursenotes.adapters.palette import Palette, style_sheet

pytestmark = [pytest.mark.browser, pytest.mark.site]

ACCENT = """() => {
    const sign = document.body.appendChild(document.createElement("i"))
    sign.style.color = "var(--accent)"
    return getComputedStyle(sign).color
}"""
GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture
def shown(tmp_path, capsys, monkeypatch, serve, browser, project):
    """Open the home page of a site with a palette; return the page and its errors."""
    know_the_theme(monkeypatch, project)
    author = Author(tmp_path, capsys)
    opened = []

    def show(palette, scheme):
        assert author.build(f"theme: {{name: coursenotes, palette: {palette}}}") == ""
        server = serve(author.site)
        context = browser.new_context(color_scheme=scheme, service_workers="block")
        opened.extend([server, context])
        page, wrong = context.new_page(), []
        page.on("console", lambda m: m.type == "error" and wrong.append(m.text))
        page.on("pageerror", lambda e: wrong.append(str(e)))
        page.goto(server.__enter__(), wait_until="networkidle")
        return page, wrong

    yield show
    for server, context in zip(opened[::2], opened[1::2], strict=True):
        context.close()
        server.__exit__(None, None, None)


def rgb(colour):
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_accent_is_the_authors(shown, scheme):
    page, wrong = shown("{primary: teal}", scheme)
    css = style_sheet(Palette("teal", "teal"))
    light, dark = css.partition("light-dark(")[2].partition(")")[0].split(", ")
    assert page.evaluate(ACCENT) == rgb(light if scheme == "light" else dark)
    assert wrong == []


@pytest.mark.parametrize(
    ("palette", "dark"), [("{scheme: slate}", True), ("{scheme: default}", False)]
)
def test_a_fixed_scheme_holds_whatever_the_system_and_the_host_say(shown, palette, dark):
    page, wrong = shown(palette, "light" if dark else "dark")
    page.evaluate(f"localStorage.setItem('theme', '{'light' if dark else 'dark'}')")
    page.reload(wait_until="networkidle")
    assert page.evaluate(GROUND) == ("rgb(26, 23, 20)" if dark else "rgb(253, 251, 246)")
    assert page.locator(".theme-button").count() == 0
    assert wrong == []
