"""None of the thousands of payloads of a public list runs, wherever it is in the notes."""

import functools
import http.server
import subprocess
import sys
import threading
from urllib.parse import quote

import brs_kb
import pytest
from coursenotes.gfm.sanitizer import KEPT_TAGS

pytestmark = [pytest.mark.browser, pytest.mark.site]

PLACES = [
    "{}",
    "text {} text",
    '<b title="{}">x</b>',
    "<b title='{}' class={}>x</b>",
    '<a href="{}">x</a>',
    "[x]({})",
    "[x](<{}>)",
    '[x](y "{}")',
    "[{}](y)",
    "![{}](y)",
    "<img src='{}' alt='{}'>",
    '<p id="{}">x</p>',
    "${}$",
    "$$\\text{{{}}}$$",
    "`{}`",
    "~~~~~~~~ {}\ncode\n~~~~~~~~",
    "~~~~~~~~ html\n{}\n~~~~~~~~",
    "| a | {} |\n|---|---|\n| {} | b |",
    "<details><summary>{}</summary>\n\n{}\n\n</details>",
    "### {}",
    "**{}?**\n\n> {}",
    "- {}\n  - {}",
    "> [!NOTE]\n> {}",
    "- [x] {}",
    "x[^{n}]\n\n[^{n}]: {}",
    "<table><tr><td>{}<td title={}></table>",
    "<{}>",
    "[r{n}]\n\n[r{n}]: {}",
    "<picture><source srcset='{}'><img src='{}'></picture>",
]
# A payload that leaves something open must not hide the next one.
CLOSING = "--> ]]> ?> </script></style>\n\n" + "".join(f"</{tag}>" for tag in sorted(KEPT_TAGS))
PER_PAGE = 250
NAMES = "alert confirm prompt print open"


def payloads():
    """Return each payload once, on one line: a line break would only end its block."""
    found = {" ".join(p["payload"].split()) for p in brs_kb.get_all_payloads().values()}
    return sorted(found - {""})


def hostile_notes():
    """Return notes with every payload in front matter, as a block, and in one other place."""
    listed = payloads()
    pieces = ["---", *(f"key{n}: {payload}" for n, payload in enumerate(listed)), "---\n"]
    pieces.append("# {} </title><script>alert(1)</script>\n")
    for number, payload in enumerate(listed):
        if number % PER_PAGE == 0:
            pieces.append(f"## Week {1 + number // PER_PAGE}: {payload}\n")
        for place in (0, 1 + number % (len(PLACES) - 1)):
            text = PLACES[place].replace("{n}", str(number)).replace("{}", payload)
            pieces.append(f"{text}\n\n{CLOSING}\n")
        picture = "!" * (number % 9 == 0)
        pieces.append(f"{picture}[{number}]({quote(file_name(number, payload))})\n")
    return "\n".join(pieces)


def file_name(number, payload):
    """Return a path with ``payload``: slashes separate folders, no name is too long."""
    parts = [part for part in payload.replace("\0", "").split("/") if part.strip(".")]
    suffix = ".png" if number % 9 == 0 else (".csv", ".html")[number % 2]
    return "/".join([f"files {number}", *(part[:60] for part in parts[:20])]) + suffix


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory, project):
    """Return the address of the site of such notes."""
    out = tmp_path_factory.mktemp("hostile")
    notes = out / "<img src onerror=alert(1)>" / "'\"><svg onload=alert(1)>.md"
    notes.parent.mkdir()
    notes.write_text(hostile_notes())
    for number, payload in enumerate(payloads()):
        file = notes.parent / file_name(number, payload)
        file.parent.mkdir(parents=True)
        file.write_text(payload)
    script = project / "scripts" / "build.py"
    command = [sys.executable, script, "--notes", notes, "--out", out]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr[-3000:]

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    handler = functools.partial(Quiet, directory=out / "site")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        pages = sorted(p.relative_to(out / "site") for p in (out / "site").rglob("*.html"))
        yield f"http://127.0.0.1:{server.server_port}/", [p.as_posix() for p in pages]
        server.shutdown()


def test_no_payload_of_a_public_list_runs(hostile_site, browser):
    address, pages = hostile_site
    assert len(payloads()) > 4000 and len(pages) > 10
    assert sum("assets/notes" in name for name in pages) == 0, "HTML is not published"
    context = browser.new_context()
    elsewhere, wrong = [], []

    def asked(route):
        if route.request.url.startswith(address):
            route.continue_()
        else:
            # Pictures may be on any host, as on GitHub; nothing else may be requested.
            if route.request.resource_type != "image":
                elsewhere.append(f"{route.request.resource_type}: {route.request.url}")
            route.abort()

    context.route("**/*", asked)
    context.add_init_script(
        "for (const name of '" + NAMES + "'.split(' '))"
        " window[name] = (...told) => { (window.ran ??= []).push([name, ...told].join(' ')) }"
    )
    page = context.new_page()
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.on("popup", lambda popup: wrong.append(popup.url))
    for name in pages:
        page.goto(address + name)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        page.evaluate(
            "document.querySelectorAll('article *').forEach(e => { e.focus?.();"
            " for (const name of ['mouseover', 'pointerenter', 'animationend', 'focus', 'toggle'])"
            " e.dispatchEvent(new Event(name, { bubbles: true })) })"
        )
        left = page.evaluate(
            """() => [...document.querySelectorAll('main *, nav *')].flatMap(e => [
                ...[...e.attributes].filter(a => /^on/i.test(a.name)).map(a => a.name),
                ...(/^(script|iframe|object|embed|base|link|form|style)$/i.test(e.localName)
                    && e.closest('article')
                    && !/\\/assets\\/javascripts\\/\\w+\\.js$/.test(e.src ?? '')
                    ? [e.outerHTML] : []),
                ...(e.localName == 'a' && e.href && !/^(https?|mailto|ftp|xmpp|tel):$/.test(
                    e.protocol) && e.protocol != ':' ? [e.href] : [])
            ])"""
        )
        assert left == [], name
        assert page.evaluate("window.ran ?? []") == [], name
        assert page.url == address + name
    assert elsewhere == [] and wrong == []
    context.close()


def test_no_payload_runs_where_the_search_shows_it(hostile_site, browser):
    address, _ = hostile_site
    page = browser.new_page()
    page.add_init_script(
        "for (const name of '" + NAMES + "'.split(' ')) window[name] = () => window.ran = name"
    )
    page.goto(address + "index.html")
    for words in ("script alert", "onerror", "javascript", "img src", "svg onload"):
        page.keyboard.press("/")
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type(words)
        page.locator(".search-results a").first.wait_for()
        assert page.evaluate("window.ran") is None
        assert page.locator(".search-results *:is(script, img, svg[onload], iframe)").count() == 0
        page.keyboard.press("Escape")
    page.close()
