"""Test everything that readers do in each engine: Chromium, Firefox (Gecko), Safari (WebKit).

One small site, one session an engine; a feature is a test, and the run's summary has the table of
both. Told by what a reader sees and does, never by classes.
"""

import base64
import functools
import http.server
import io
import os
import shutil
import subprocess
import threading
import time

import pytest
from conftest import Quiet
from engines import PACKAGES, Missing, started
from pypdf import PdfReader
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

pytestmark = [pytest.mark.browser, pytest.mark.site]

LONG_SUM = " + ".join(f"x_{{{n}}}^2" for n in range(60))
LONG_LINE = " + ".join(f"first_summand_{n}" for n in range(40))
NAMES = [letter * 3 for letter in "abcdeghkmnopqrstuvwxyz"]
LONG_ROW = " | ".join(f"`a_very_long_name_{n}`" for n in range(12))


def table_question(number):
    """Return a question whose answer is a table after a text of varying length.

    Names are letters, since text extracted from a PDF may lack digits.
    """
    name = NAMES[number]
    rows = "".join(f"| Row {name}{row} | Meaning |\n" for row in NAMES[: number % 5 + 3])
    return (
        f"**What is in table {name}?**\n\n<details>\n<summary>Answer</summary>\n\n"
        f"| Name | Meaning |\n|---|---|\n{rows}\n"
        f"{'Some more words. ' * (number * 7 % 40)}\n\n</details>\n\n"
    )


NOTES = rf"""# Engines

Notes with all that engines do differently.

## Course 1: Wide

### Week 1: What is wider than a phone

**What is wide?**

<details>
<summary>Answer</summary>

The **zephyr** blows where it wants.

$$ {LONG_SUM} = 1 $$

```python
total = {LONG_LINE}
```

| {" | ".join(f"Column {n}" for n in range(12))} |
|{" -- |" * 12}
| {LONG_ROW} |

</details>

**What is inside of a list?**

- First: it holds $$ {LONG_SUM} = 2 $$
- Then a quote:

  > $$ {LONG_SUM} = 3 $$

### Week 2: Formulas of $\mathcal{{N}}(\mu, \sigma^2)$

**How high is $\frac{{a}}{{b}}$ in a line?**

Within a line it is $\frac{{1}}{{2}}$, as $\hat{{y}}$ is, or $\widehat{{xy}}$ and $\vec{{v}}$;
by itself it is

$$ \frac{{1}}{{2}} = \hat{{y}} $$

## Course 2: Other things

### Week 1: Printed

{"".join(map(table_question, range(len(NAMES))))}

### Week 2: Unread

**What is left?**

Nothing is.
"""
WEEK = "course-1/week-1/"
FORMULAS = "course-1/week-2/"
PRINTED = "course-2/week-1/"
UNREAD = "course-2/week-2/"
PAGES = ("", "course-1/", WEEK, FORMULAS, PRINTED, UNREAD, "topics/")

WATCH = """
    window.wrong = [];
    const keep = (kind) => (event) => {
        const { target, message, reason, violatedDirective, blockedURI } = event;
        const what = message ?? reason ?? target.src ?? target.href ?? "";
        wrong.push([kind, what, violatedDirective, blockedURI].filter(Boolean).join(" "));
    };
    addEventListener("error", keep("error"), true);
    addEventListener("unhandledrejection", keep("rejected"));
    addEventListener("securitypolicyviolation", keep("policy"), true);
    console.error = (...said) => wrong.push(`console ${said.join(" ")}`);
"""


class Ways(Quiet):
    """The site below ``/plain/``, as it is; below ``/watched/`` with a script that notes what goes
    wrong, before all others; below ``/bare/`` without scripts; in a phone's frame: ``/frame/``.
    """

    def do_GET(self):
        way, _, path = self.path[1:].partition("/")
        if way == "frame":
            self.answer(f'<iframe src="/watched/{path}" width=360 height=740></iframe>')
        elif way == "watch.js":
            self.answer(WATCH, "text/javascript")
        elif path == "sw.js" and way != "plain":
            self.send_error(404)  # nothing is stored unless a test asks for it
        else:
            self.way, self.path = way, f"/{path}"
            super().do_GET()

    def send_head(self):
        if self.way == "watched" and self.path.partition("?")[0].endswith("/"):
            with open(f"{self.translate_path(self.path)}/index.html", encoding="utf-8") as page:
                self.answer(page.read().replace("<head>", "<head><script src=/watch.js></script>"))
            return None
        return super().send_head()

    def end_headers(self):
        if getattr(self, "way", "") == "bare":
            self.send_header("Content-Security-Policy", "script-src 'none'")
        super().end_headers()

    def answer(self, text, kind="text/html"):
        data = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class Host:
    """A server that can be disconnected, and its address."""

    def __init__(self, folder):
        handler = functools.partial(Ways, directory=folder)
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture(scope="module")
def engine_site(build, tmp_path_factory):
    folder = tmp_path_factory.mktemp("engines")
    (folder / "notes.md").write_text(NOTES, "utf-8")
    done = build("--notes", folder / "notes.md", "--out", folder, "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def can_be_had(engine):
    """True if this system's packages have the engine; otherwise it may be missing."""
    if not shutil.which("apt-get"):
        return False
    install = ["apt-get", "install", "--dry-run", "--quiet", *PACKAGES[engine]]
    return subprocess.run(install, capture_output=True).returncode == 0


@pytest.fixture(scope="module", params=list(PACKAGES))
def reader(request, engine_site):
    """Start one browser session for all features."""
    engine = request.param
    try:
        with started(engine) as driver:
            host = Host(engine_site)
            yield Reader(engine, driver, host)
            host.stop()
    except Missing as lacking:
        reason = f"{engine}: {lacking}; Debian has it in {' '.join(PACKAGES[engine])}"
        strict = os.environ.get("CI") == "true" and can_be_had(engine)
        (pytest.fail if strict else pytest.skip)(reason)


class Reader:
    """Actions on a page, in the words of the tests."""

    def __init__(self, engine, driver, host):
        self.engine, self.driver, self.host = engine, driver, host

    def goes(self, path, way="watched"):
        self.driver.get(f"{self.host.address}{way}/{path}")
        if way == "frame":
            self.driver.switch_to.frame(0)
            self.waits("document.readyState === 'complete' && document.querySelector('h1')")

    def js(self, script, *given):
        return self.driver.execute_script(script, *given)

    def waits(self, condition, *given, seconds=8):
        """Wait until a JavaScript condition is truthy; return its value, or fail."""
        end = time.monotonic() + seconds
        while not (found := self.js(f"return {condition}", *given)):
            assert time.monotonic() < end, f"{self.engine}: never {condition}"
            time.sleep(0.05)
        return found

    def finds(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def sees(self, xpath):
        """True if the element is visible, and not in a closed box."""
        found = self.driver.find_elements(By.XPATH, xpath)
        return bool(found) and self.js("return arguments[0].checkVisibility()", found[0])

    def presses(self, *keys):
        chain = ActionChains(self.driver)
        for key in keys:
            chain.send_keys(key)
        chain.perform()

    def toggle(self):
        """Return the element that opens the first question's answer."""
        return self.js("return document.querySelector('main details:has(strong) > summary')")

    def nothing_wrong(self):
        assert self.js("return window.wrong") == []


ANSWER = "//main//strong[.='zephyr']"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "home")
def test_rendering(reader, path):
    """No error, and no page that scrolls sideways on a phone, whatever is open."""
    reader.goes(path, "frame")
    reader.js("for (const box of document.querySelectorAll('details')) box.open = true;")
    width, room = reader.js(
        "const { scrollWidth, clientWidth } = document.scrollingElement;"
        "return [scrollWidth, clientWidth];"
    )
    assert width <= room <= 360
    reader.nothing_wrong()


def test_answers_by_mouse(reader):
    reader.goes(WEEK)
    assert not reader.sees(ANSWER)
    reader.toggle().click()
    assert reader.sees(ANSWER)
    reader.toggle().click()
    assert not reader.sees(ANSWER)
    reader.nothing_wrong()


def test_answers_by_keyboard(reader):
    reader.goes(WEEK)
    summary = reader.toggle()
    for _ in range(60):
        reader.presses(Keys.TAB)
        if reader.js("return document.activeElement === arguments[0]", summary):
            break
    else:
        pytest.fail("the answer is not reached by Tab")
    reader.presses(Keys.ENTER)
    assert reader.sees(ANSWER)
    reader.presses(Keys.SPACE)
    assert not reader.sees(ANSWER)


def test_answers_by_address(reader):
    reader.goes(f"{WEEK}#what-is-wide")
    reader.waits("document.querySelector('main details').open")
    assert reader.sees(ANSWER)
    top = reader.js("return document.getElementById('what-is-wide').getBoundingClientRect().top")
    assert 0 <= top < reader.js("return innerHeight")


def test_answers_without_script(reader):
    reader.goes(WEEK, "bare")
    assert not reader.sees(ANSWER)
    reader.toggle().click()
    assert reader.sees(ANSWER)


def test_search(reader):
    reader.goes("")
    reader.presses("/")
    reader.waits("document.activeElement.type === 'search'")
    reader.presses("zephyr")
    reader.waits("[...document.querySelectorAll('a')].some(a => /zephyr/.test(a.textContent))")
    reader.presses(Keys.ENTER)
    reader.waits("location.pathname.endsWith('/week-1/') && document.querySelector('mark')")
    marked = reader.js("return document.querySelector('mark').textContent")
    assert marked.lower() == "zephyr" and reader.sees(ANSWER)
    reader.nothing_wrong()


@pytest.mark.parametrize("name", ["navigation", "contents"])
def test_drawers(reader, name):
    """Open by their buttons, closed by Escape and by a link."""
    reader.goes(WEEK, "frame")
    drawer, button = {
        "navigation": ("nav[popover]:has(a[href*='week-2'])", "header [popovertarget]"),
        "contents": ("nav[popover]:has(a[href*='#what-is'])", "main [popovertarget]"),
    }[name]
    shown = f'document.querySelector("{drawer}")?.matches(":popover-open")'
    for end in ("escape", "link"):
        assert not reader.js(f"return {shown}")
        reader.finds(button).click()
        reader.waits(shown)
        box = reader.js(
            "const { left, right } = document.querySelector(arguments[0]).getBoundingClientRect();"
            "return [left, right]",
            drawer,
        )
        assert 0 <= box[0] < box[1] <= 360
        if end == "escape":
            reader.presses(Keys.ESCAPE)
            reader.waits(f"!({shown})")
    link = {"navigation": "week-2/", "contents": "#what-is-inside-of-a-list"}[name]
    reader.finds(f"{drawer} a[href*='{link}']").click()
    reader.waits("location.href.endsWith(arguments[0]) && document.querySelector('h1')", link)
    reader.waits(f"!({shown})")


def test_theme(reader):
    """The button switches between dark and light, and the choice is kept."""
    reader.goes(WEEK)
    ground = "return getComputedStyle(document.body).backgroundColor"
    seen = {}
    for _ in range(3):
        reader.js("document.querySelector('[data-dark][data-light]').click()")
        theme = reader.js("return document.documentElement.dataset.theme")
        seen[theme] = reader.js(ground)
        reader.driver.refresh()
        assert reader.js(ground) == seen[theme]
    assert len(seen) == 3 and seen["light"] != seen["dark"]
    reader.nothing_wrong()


def test_formulas_scroll(reader):
    """A wide formula scrolls in its frame, by touch and keyboard, and the page does not."""
    reader.goes(WEEK, "frame")
    reader.js("for (const box of document.querySelectorAll('details')) box.open = true;")
    time.sleep(0.2)  # until the frames are measured
    moved = reader.js("""
        return [...document.querySelectorAll("main math[display=block]")].map((math) => {
            let frame = math;
            while (frame && !(frame.scrollWidth > frame.clientWidth + 1 &&
                /auto|scroll/.test(getComputedStyle(frame).overflowX))) frame = frame.parentElement;
            if (!frame || frame.matches("main, body, html")) return "no frame";
            frame.scrollLeft = 150;
            const { left, right } = frame.getBoundingClientRect();
            return [frame.scrollLeft, frame.tabIndex, left >= 0 && right <= 360];
        });
    """)
    assert moved == [[150, 0, True]] * 3
    ends = reader.js("""
        return [...document.querySelectorAll("main .formula[tabindex]")].map((frame) => {
            frame.scrollLeft = 9999;
            const { left, right } = frame.getBoundingClientRect();
            const signs = frame.querySelector("math > *").getBoundingClientRect();
            const margin = right - signs.right;
            const fades = /gradient/.test(getComputedStyle(frame).maskImage);
            return [left, document.documentElement.clientWidth - right, margin >= 15, fades];
        });
    """)
    assert ends[0][:2] == [0, 0]  # out of lists the cut is the screen's,
    assert [end[2:] for end in ends] == [[True, True]] * 3  # and no sign stays in what fades


def test_formulas_size(reader):
    """Inline fractions have smaller parts than displayed ones."""
    reader.goes(FORMULAS)
    sizes = reader.js("""
        const height = (node) => node.getBoundingClientRect().height;
        const part = (math) => height(math.querySelector("mfrac").firstElementChild);
        const [inline] = [...document.querySelectorAll("main p math:has(mn)")];
        return [part(inline), part(document.querySelector("main math[display=block]"))];
    """)
    assert 0 < sizes[0] <= sizes[1] * 0.8, sizes


NAME = r"N(μ, σ²)"
TEX = r"\mathcal{N}(\mu, \sigma^2)"


def test_formulas_names(reader):
    """A formula has a name without TeX, which headings and controls include in theirs."""
    reader.goes(FORMULAS)
    heading, formula = reader.finds("main h1"), reader.finds("main h1 math")
    assert NAME in heading.accessible_name and formula.accessible_name == NAME
    assert NAME in reader.js("return document.title")
    listed = reader.js("return document.querySelector('nav').textContent")
    assert NAME in listed and "mathcal" not in listed


def test_formulas_copied(reader):
    """Copied text has formulas as TeX: whole, in part, and within a text."""
    reader.goes(FORMULAS)
    reader.js("for (const box of document.querySelectorAll('details')) box.open = true;")
    reader.js("""
        addEventListener("copy", (event) => {
            document.documentElement.dataset.copied = event.clipboardData.getData("text/plain");
        });
    """)

    def copied(start, end=None):
        last = reader.finds(end or start)
        reader.js(
            "getSelection().setBaseAndExtent(arguments[0], 0, arguments[1], arguments[2])",
            reader.finds(start),
            last,
            reader.js("return arguments[0].childNodes.length", last),
        )
        chain = ActionChains(reader.driver)
        chain.key_down(Keys.CONTROL).send_keys("c").key_up(Keys.CONTROL).perform()
        return reader.js("return document.documentElement.dataset.copied")

    assert copied("main h1 math") == copied("main h1 msup") == f"${TEX}$"
    assert f"Formulas of ${TEX}$" in copied("main h1")
    lines = [line.strip() for line in copied("main h1", "main").split("\n")]
    assert r"$$\frac{1}{2} = \hat{y}$$" in lines
    wanted = r"Within a line it is $\frac{1}{2}$, as $\hat{y}$ is, or $\widehat{xy}$ and $\vec{v}$;"
    assert any(line.startswith(wanted) for line in lines), lines
    assert reader.js("return document.querySelectorAll('h1').length") == 1


GAP = """
    const [data, box, done] = arguments;
    const picture = new Image();
    picture.onload = () => {
        const { width, height } = picture;
        const canvas = Object.assign(document.createElement("canvas"), { width, height });
        const context = canvas.getContext("2d");
        context.drawImage(picture, 0, 0);
        const ink = (y) => context.getImageData(box.x, y, box.width, 1).data
            .some((value, place) => place % 4 < 3 && value < 128);
        const rows = [];
        for (let y = Math.floor(box.y); y < box.y + box.height; y++) if (ink(y)) rows.push(y);
        done(Math.max(...rows.map((y, place) => y - (rows[place - 1] ?? y))));
    };
    picture.src = `data:image/png;base64,${data}`;
"""


@pytest.mark.parametrize("place", [0, 1, 2], ids=["hat", "wide", "arrow"])
def test_formulas_accents(reader, place):
    """A hat sits on its letter; checked by pixels, since the boxes touch in every engine."""
    reader.goes(FORMULAS)
    reader.js("for (const box of document.querySelectorAll('details')) box.open = true;")
    reader.waits("document.fonts.status === 'loaded'")
    box = reader.js(
        """
        const over = document.querySelectorAll("main mover")[arguments[0]];
        over.closest("math").style.fontSize = "60px";
        document.documentElement.style.colorScheme = "light";
        document.documentElement.style.scrollBehavior = "auto";
        over.scrollIntoView({ block: "center" });
        const { x, y, width, height } = over.getBoundingClientRect();
        return { x: Math.ceil(x), y: y - 10, width: Math.floor(width), height: height + 20 };
        """,
        place,
    )
    time.sleep(0.3)  # painted
    picture = reader.driver.get_screenshot_as_base64()
    reader.driver.get(f"{reader.host.address}watch.js")  # a page without a policy
    gap = reader.driver.execute_async_script(GAP, picture, box)
    assert 1 <= gap <= 0.2 * 60, gap


def test_printing(reader):
    """Every answer is printed, and no question is separated from its answer's first lines."""
    reader.goes(PRINTED)
    try:
        printed = base64.b64decode(reader.driver.print_page())
    except WebDriverException as error:
        if reader.engine != "webkit":
            raise
        pytest.skip(f"webkit: its driver does not print: {error.msg}")
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages]
    assert len(pages) > 3
    for name in NAMES:
        with_it = [number for number, text in enumerate(pages) if f"table {name}?" in text]
        assert with_it and f"Row {name}aaa" in pages[with_it[-1]], name


def test_offline(reader):
    """Stored pages show when the server is gone, also at an address without its last slash."""
    reader.goes("", "plain")
    reader.driver.execute_async_script("navigator.serviceWorker.ready.then(arguments[0])")
    reader.waits("!!navigator.serviceWorker.controller")
    reader.host.stop()
    reader.goes(UNREAD, "plain")
    assert "Unread" in reader.js("return document.querySelector('h1').textContent")
    reader.goes(f"{WEEK.removesuffix('/')}#what-is-wide", "plain")
    assert "wider than a phone" in reader.js("return document.querySelector('h1').textContent")
    assert reader.js("return location.href").endswith(f"/{WEEK}#what-is-wide")
    reader.waits(
        "[...document.querySelectorAll('p')].some(p => p.checkVisibility() &&"
        " p.textContent === 'You are offline')"
    )
    reader.goes("nowhere/", "plain")
    assert "not found" in reader.js("return document.querySelector('h1').textContent")
