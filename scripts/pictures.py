#!/usr/bin/env python3
"""Take the README's pictures of the site, and draw the card that link previews show.

``make pictures`` builds the site and runs this; the pictures are committed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
CARD = ROOT / "overrides" / "assets" / "images" / "card.png"

# No words: the same card suits any notes, in any language.
CARD_HTML = """
<style>
  body {
    background: #0b4f4b; display: grid; gap: 70px; grid-template-columns: 340px 620px;
    height: 630px; margin: 0; place-content: center; place-items: center; width: 1200px;
  }
  main { display: grid; gap: 26px; width: 100% }
  section {
    background: #fff; border-radius: 22px; box-shadow: 0 16px 40px #0005; display: grid;
    gap: 24px; padding: 32px 38px;
  }
  i { background: #c3d0cf; border-radius: 9px; display: block; height: 18px }
  section > i { background: #16232a; border-radius: 12px; height: 24px }
  p { align-items: center; display: flex; gap: 16px; margin: 0 }
  p i { background: #0b625c; width: 110px }
  p::before {
    border: solid #0b625c; border-width: 0 6px 6px 0; content: ""; height: 14px;
    transform: rotate(-45deg); width: 14px;
  }
  .open::before { transform: translateY(-4px) rotate(45deg) }
  div { border-left: 6px solid #0b625c; display: grid; gap: 18px; padding-left: 26px }
</style>
<svg viewBox="0 0 32 32" width="320">LOGO</svg>
<main>
  <section>
    <i style="width: 420px"></i>
    <p class="open"><i></i></p>
    <div>
      <i style="width: 440px"></i><i style="width: 380px"></i><i style="width: 250px"></i>
    </div>
  </section>
  <section>
    <i style="width: 330px"></i>
    <p><i></i></p>
  </section>
</main>
"""


def draw_card(browser: Browser) -> None:
    """Draw the picture of 1200 × 630 that networks show beside a link."""
    logo = (ROOT / "overrides" / "assets" / "images" / "logo.svg").read_text("utf-8")
    page = browser.new_page(viewport={"width": 1200, "height": 630})
    page.set_content(CARD_HTML.replace("LOGO", logo.partition(">")[2].rpartition("</svg>")[0]))
    page.screenshot(path=CARD)


def picture_site(browser: Browser, site: Path) -> None:
    """Picture a week's page in light and dark, its first table in an open answer."""
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
    """Run the command; ``CHROMIUM`` names the browser, if it is not to be Playwright's own."""
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
