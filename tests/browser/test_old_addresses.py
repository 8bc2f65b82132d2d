"""The old address of a question that moved to a run leads on to it."""

import pytest

pytestmark = pytest.mark.browser

NOTES = "# T\n\n" + "".join(
    f"**What is {name}?**\n\n```\n{'w ' * 100}\n```\n\n"
    for name in (f"{a}{b}" for a in "abcdefghij" for b in "klmnopqrst")
)


def test_an_old_address_of_a_question_leads_to_it(tmp_path, project, run_python, browser):
    notes = tmp_path / "notes.md"
    notes.write_text(NOTES, "utf-8")
    script = project / "scripts" / "build.py"
    built = run_python(script, "--notes", notes, "--out", tmp_path)
    assert built.returncode == 0, built.stderr
    site = (tmp_path / "site").as_uri()
    plain = browser.new_page(java_script_enabled=False)
    plain.goto(f"{site}/index.html#what-is-jt")
    own = plain.locator("#what-is-jt").get_attribute("href")
    assert own.endswith("/#what-is-jt") and not own.startswith("start/")
    page = browser.new_page()
    arrived = f"{site}/{own.replace('/#', '/index.html#')}"
    page.goto(f"{site}/index.html#what-is-jt")
    page.wait_for_url(arrived)
    # A run that no longer has it asks the page above.
    page.goto(f"{site}/start/index.html#what-is-jt")
    page.wait_for_url(arrived)
    assert page.locator("#what-is-jt").is_visible()
    # An unknown address stays on its page.
    page.goto(f"{site}/index.html#nowhere")
    page.wait_for_timeout(300)
    assert page.url == f"{site}/index.html#nowhere"
