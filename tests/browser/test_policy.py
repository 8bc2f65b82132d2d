"""The Content-Security-Policy allows normal use, and blocks planted scripts."""

import re
import shutil

import pytest
from playwright.sync_api import Error, expect

pytestmark = [pytest.mark.browser, pytest.mark.site]

NOTES = """\
# Made notes

Some words. ![a badge](https://pictures.test/badge.svg)

## Week 1: Pictures

```mermaid
flowchart LR
  A --> B
```

<picture>
  <source media="(prefers-color-scheme: dark)" srcset="dark.svg">
  <img src="light.svg" alt="by theme">
</picture>

## Week 2: Everything else

**What is gradient descent (GD)?**

> A formula $x^2$, code and a table:
>
> $$\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}$$
>
> ```python
> print(1)
> ```
>
> | left | right |
> | :--- | ----: |
> | 1    | 2     |

### A heading

**What else?**

> - [x] Done.
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
LISTEN = """
window.violations = []
document.addEventListener("securitypolicyviolation", (event) =>
    violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`))
"""
WEEK = "week-2/index.html"


@pytest.fixture(scope="module")
def made(build, tmp_path_factory):
    """Return a site with everything that the policy may affect, and an author's own files."""
    folder = tmp_path_factory.mktemp("policy")
    (folder / "notes.md").write_text(NOTES, "utf-8")
    for name in ("light.svg", "dark.svg"):
        (folder / name).write_text(PICTURE, "utf-8")
    done = build("--notes", folder / "notes.md", "--out", folder, "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(params=["served", "from a folder"])
def root(request, made, serve):
    if request.param == "served":
        with serve(made) as address:
            yield address
    else:
        yield f"{made.as_uri()}/"


@pytest.fixture
def page(browser, wrong):
    with browser.new_context() as context:
        context.set_default_timeout(15_000)
        context.add_init_script(LISTEN)
        context.route(
            "https://pictures.test/*",
            lambda route: route.fulfill(body=PICTURE, content_type="image/svg+xml"),
        )
        page = context.new_page()
        page.on("console", lambda m: m.type in ("error", "warning") and wrong.append(m.text))
        page.on("pageerror", lambda e: wrong.append(str(e)))
        yield page


def kept_to_the_policy(page, wrong):
    return page.evaluate("violations") == [] and wrong == []


def test_every_page_has_the_policy_before_all_that_it_holds_for(made):
    pages = sorted(made.rglob("*.html"))
    assert len(pages) >= 5 and made / "404.html" in pages
    for file in pages:
        head = file.read_text("utf-8").partition("</head>")[0]
        begin = re.compile(
            r'<head>\s*<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" '
        )
        assert begin.search(head), file
        assert head.count("Content-Security-Policy") == 1


def test_only_a_page_with_pictures_of_others_may_load_them(made):
    for file in made.rglob("*.html"):
        text = file.read_text("utf-8")
        images = re.search("img-src ([^;]*);", text)[1]
        assert ("https:" in images) == ("pictures.test" in text), file
        assert ("style-src-attr" in text) == (" style=" in text.partition("<body")[2]), file


def test_a_reader_uses_everything_that_a_page_has(root, page, wrong):
    page.goto(root + WEEK, wait_until="load")
    for theme in ("light", "dark", "system"):
        page.locator(".site-header .theme-button").click()
        assert page.evaluate("document.documentElement.dataset.theme") == theme
    page.locator(".answer summary").first.click()
    page.locator(".show-all").check()
    page.locator("pre > .copy-button").first.click()
    page.keyboard.press("?")
    page.locator("dialog.keys [type=submit]").click()
    page.keyboard.press("j")
    page.evaluate("window.print = () => {}")
    page.locator(".print-questions").click()
    page.set_viewport_size({"width": 400, "height": 800})
    page.locator(".nav-button").click()
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 1280, "height": 800})
    align = "cell => getComputedStyle(cell).textAlign"
    assert page.locator("article td").nth(1).evaluate(align) == "right"
    assert page.evaluate(
        "document.fonts.ready.then(() => [...document.fonts].some(f => f.status === 'loaded'))"
    )
    page.keyboard.press("/")
    page.keyboard.type("gradient")
    expect(page.locator(".search-results a").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("[?]h=gradient"))
    expect(page.locator("mark.hit").first).to_be_visible()
    assert kept_to_the_policy(page, wrong), (page.evaluate("violations"), wrong)


def test_an_answer_that_the_address_asks_for_shows_before_the_scripts_have_run(root, page, wrong):
    page.route("**/answers.js", lambda route: route.abort())
    page.goto(f"{root}{WEEK}#what-else", wait_until="load")
    assert page.evaluate("document.adoptedStyleSheets.length") == 1
    expect(page.get_by_text("Done.")).to_be_visible()
    assert page.evaluate("violations") == []


@pytest.mark.parametrize("folder", ["", "week-1/", "topics/", "404"])
def test_each_kind_of_page_is_whole(root, page, wrong, folder):
    name = "404.html" if folder == "404" else f"{folder}index.html"
    page.goto(root + name, wait_until="networkidle")
    pictures = "[...document.images].filter(i => !i.complete || !i.naturalWidth).map(i => i.src)"
    if not (name == "404.html" and root.startswith("file:")):  # its addresses begin with "/"
        assert page.evaluate(pictures) == []
        assert kept_to_the_policy(page, wrong), (page.evaluate("violations"), wrong)
    if name.startswith("week-1"):
        drawing = page.locator(".diagram svg")
        assert len(drawing.screenshot()) > 500
        assert drawing.evaluate("svg => svg.style.width !== ''")
    if name.startswith("topics"):
        page.locator(".topic-filter input").fill("gradient")
        expect(page.locator(".topics li:visible")).to_have_count(1)


def test_the_worker_may_keep_the_site(made, serve, page, wrong):
    with serve(made.parent) as address:
        page.goto(f"{address}site/")
        assert page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.goto(f"{address}site/{WEEK}", wait_until="networkidle")
        assert kept_to_the_policy(page, wrong), (page.evaluate("violations"), wrong)


RAN = "window.ran = 1"
PLANTED = {
    "script": f"<script>{RAN}</script>",
    "module": f'<script type="module">{RAN}</script>',
    "handler": f'<img src="data:," onerror="{RAN}">',
    "loading drawing": f'<svg onload="{RAN}"></svg>',
    "script of another host": '<script src="https://elsewhere.test/x.js"></script>',
    "script in an address": f'<script src="data:text/javascript,{RAN}"></script>',
    "link": f'<a class="planted" href="javascript:void({RAN})">x</a>',
    "frame": '<iframe srcdoc="<script>parent.ran = 1</script>"></iframe>',
    "frame of a script": '<iframe src="javascript:parent.ran = 1"></iframe>',
    "object": '<object data="https://elsewhere.test/page.html"></object>',
    "base": '<base href="https://elsewhere.test/">',
    "form": '<form action="https://elsewhere.test/"><button class="planted">x</button></form>',
    "style": "<style>h1 { color: rgb(1, 2, 3) }</style>",
    "style of another host": '<link rel="stylesheet" href="https://elsewhere.test/x.css">',
    "style in an address": '<link rel="stylesheet" href="data:text/css,h1{color:rgb(1,2,3)}">',
}
EFFECT = """() => window.ran === 1 || !document.baseURI.startsWith(location.origin)
    || getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)" """


@pytest.fixture
def victim(made, tmp_path, serve):
    """Serve a page with a planted script, with or without the policy."""
    folder = shutil.copytree(made, tmp_path / "site")
    text = (folder / WEEK).read_text("utf-8")
    meta = re.compile('<meta http-equiv="Content-Security-Policy"[^>]*>')

    def plant(html, policy):
        changed = text if policy else meta.sub("", text)
        # A <base> counts only if no address comes before it: directly after the policy.
        changed = changed.replace('<meta name="viewport"', f'{html}<meta name="viewport"', 1)
        (folder / WEEK).write_text(changed, "utf-8")

    with serve(tmp_path) as address:
        yield plant, f"{address}site/{WEEK}"


def has_effect(page, address):
    left = []

    def elsewhere(route):
        asked = route.request
        if asked.is_navigation_request() or asked.resource_type == "document":
            left.append(asked.url)
        kind = "text/css" if asked.url.endswith(".css") else "text/html"
        body = {"css": "h1 { color: rgb(1, 2, 3) }", ".js": RAN}.get(asked.url[-3:], "x")
        kind = "text/javascript" if asked.url.endswith(".js") else kind
        route.fulfill(body=body, content_type=kind)

    page.route("https://elsewhere.test/**", elsewhere)
    page.goto(address, wait_until="load")
    if page.locator(".planted").count():
        page.locator(".planted").dispatch_event("click")
    for _ in range(20):  # allow for a busy machine
        page.wait_for_timeout(150)
        try:
            stopped = page.evaluate("violations.length")
            if not left and page.evaluate(EFFECT):
                return True
        except Error:  # the page is unloading
            continue
        if left:
            page.wait_for_load_state()
            return True
        if stopped:
            break
    return bool(left)


@pytest.mark.parametrize("name", PLANTED)
def test_what_somebody_planted_does_not_run(page, victim, name):
    plant, address = victim
    plant(PLANTED[name], policy=False)
    assert has_effect(page, address), "this would not have run anyway"
    plant(PLANTED[name], policy=True)
    assert not has_effect(page, address)
    if name != "frame":  # it says so itself, to nobody
        assert page.evaluate("violations") != []
