#!/usr/bin/env python3
"""Take the README's screenshots, and draw the card that link previews show.

``make pictures`` builds the site and runs this; the pictures are committed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
CARD = ROOT / "overrides" / "assets" / "images" / "card.png"

# Without words, so that the same card suits any notes in any language.
CARD_HTML = """
<style>
  body {
    background: #fdfbf6; color: #221d16; display: grid; grid-template-columns: 380px 1fr;
    height: 630px; margin: 0; width: 1200px;
  }
  aside { background: #96301a; display: grid; place-content: center }
  main { align-content: center; display: grid; padding: 0 90px 0 120px }
  i { background: currentcolor; display: block; height: 18px }
  header { display: grid; gap: 26px; padding-bottom: 56px }
  header i:first-child { color: #96301a; height: 12px }
  header i { height: 30px }
  section { border-top: 2px solid #e0d8c9; padding: 36px 0; position: relative }
  section:last-child { border-bottom: 2px solid #e0d8c9 }
  section > i:first-child { color: #8f8370; left: -44px; position: absolute; width: 14px }
  .open > i:first-child { color: #96301a }
  b { background: #96301a; height: 4px; position: absolute; right: 0; top: 43px; width: 36px }
  b::after {
    background: #96301a; content: ""; height: 36px; left: 16px; position: absolute; top: -16px;
    width: 4px;
  }
  .open b::after { content: none }
  div { color: #b5aa98; display: grid; gap: 20px; padding-top: 32px }
  div i { height: 12px }
</style>
<aside><svg viewBox="5 5 22 22" width="190">LOGO</svg></aside>
<main>
  <header><i style="width: 150px"></i><i style="width: 470px"></i></header>
  <section class="open">
    <i></i><i style="width: 400px"></i><b></b>
    <div>
      <i style="width: 560px"></i><i style="width: 520px"></i><i style="width: 330px"></i>
    </div>
  </section>
  <section><i></i><i style="width: 320px"></i><b></b></section>
</main>
"""


def draw_card(browser: Browser) -> None:
    """Draw the picture of 1200 × 630 pixels that networks show beside a link."""
    logo = (ROOT / "overrides" / "assets" / "images" / "logo.svg").read_text("utf-8")
    page = browser.new_page(viewport={"width": 1200, "height": 630})
    page.set_content(CARD_HTML.replace("LOGO", logo.partition(">")[2].rpartition("</svg>")[0]))
    page.screenshot(path=CARD)


def picture_site(browser: Browser, site: Path) -> None:
    """Take a week's page in light and dark mode, with its first table in an open answer."""
    for scheme in ("light", "dark"):
        page = browser.new_page(
            viewport={"width": 1280, "height": 800},
            device_scale_factor=1.5,
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        page.goto((site / "course-1" / "week-2" / "index.html").as_uri())
        for summary in page.locator("details.answer > summary").all():
            summary.click()
        page.mouse.move(0, 0)
        page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        page.wait_for_timeout(500)
        page.screenshot(path=ROOT / ".github" / f"site-{scheme}.png")


def main() -> int:
    """Run the command; ``CHROMIUM`` in the environment names another browser than Playwright's."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"] if as_root else []
        )
        draw_card(browser)
        picture_site(browser, ROOT / "site")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
