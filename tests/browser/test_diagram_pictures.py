"""Diagrams on a page are drawn, stay in their frame, and run no script."""

import pytest

pytestmark = pytest.mark.browser

NOTES = """# Notes

## Part 1: Flow

```mermaid
flowchart LR
  A["<img src=x onerror=window.ran=1>"] --> B --> C --> D --> E
  click A "javascript:window.ran=1"
```

## Part 2: Wrong

```mermaid
flowchart TD
  A --> [B
```
"""


def test_a_diagram_is_drawn_and_scrolls_in_its_frame(tmp_path, project, run_python, browser):
    notes = tmp_path / "notes.md"
    notes.write_text(NOTES)
    script = project / "scripts" / "build.py"
    built = run_python(script, "--notes", notes, "--out", tmp_path)
    assert built.returncode == 0, built.stderr
    context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme="dark")
    page = context.new_page()
    page.goto((tmp_path / "site" / "part-1" / "index.html").as_uri())
    picture = page.get_by_role("img", name="Mermaid, flowchart")
    assert picture.evaluate("svg => svg.getBoundingClientRect().width > 500")
    assert len(picture.screenshot()) > 500, "nothing is drawn"
    frame = page.locator(".diagram-frame")
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    page.wait_for_function("document.querySelector('.diagram-frame').tabIndex === 0")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_text("Mermaid", exact=True).click()
    assert page.locator("figure pre").is_visible()
    assert page.evaluate("window.ran") is None
    page.goto((tmp_path / "site" / "part-2" / "index.html").as_uri())
    assert page.locator("figure").count() == 0
    assert "A --> [B" in page.locator("pre").inner_text()
    context.close()
