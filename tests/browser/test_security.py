"""Anybody may have written the notes: what GitHub strips never runs here either."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.browser

MARK = "window.ran=(window.ran||'')+'{}'"
HOSTILE = [
    "# T </title><script>RUN</script> &lt;script&gt;RUN&lt;/script&gt; `</title><script>RUN`",
    '## Course 1: `<img src=x onerror=RUN>` "><svg onload=RUN>',
    "**What `</h2><script>RUN</script>`?**",
    '> <img src=x onerror="RUN"> [a](javascript:RUN) <a href="javascript:RUN">b</a>',
    '> <a href=" java\nscript:RUN">c</a> <a href="data:text/html,<script>RUN</script>">d</a>',
    "> $\\text{<script>RUN</script>}$ `<script>RUN</script>` $\\href{javascript:RUN}{x}$",
    '>\n> ```"><script>RUN</script>\n> x\n> ```\n>',
    "> <details ontoggle=RUN open><summary>`</summary><script>RUN</script>`</summary>x</details>",
    '> <iframe src="javascript:parent.RUN"></iframe><svg><script>RUN</script></svg>',
    "> <math><mtext><style><img src=x onerror=RUN></style></mtext></math>",
    '> ![x" onerror="RUN](x.png "t\' onerror=\'RUN")',
    "> <style>*{background:url(javascript:RUN)}</style><object data=x></object><embed src=x>",
    '> {: onclick="RUN" } text{ onload="RUN" } [l](u){: onclick="RUN" autofocus onfocus="RUN" }',
    '> <noscript><p title="</noscript><img src=x onerror=RUN>"></noscript>',
    '> <div style="animation: x" onanimationstart=RUN id=__proto__ name=body>z</div>',
    '> <span class="tex">\\(<img src=x onerror=RUN>\\)</span>',
    '> <tex-inline>&lt;img src=x onerror=RUN&gt;</tex-inline> <video><source onerror="RUN">',
    "> | a |\n> |--|\n> | <img/src/onerror=RUN> `\\|<img src=x onerror=RUN>` |",
    "### `${RUN}` {{ RUN }} {% raw %} /// html | script\nRUN\n///",
    "<p><!-- -- ><img src=x onerror=RUN><script>RUN</script> --></p>",
    "<div><!----\n><img src=x onerror=RUN>",
    "text[^1]\n\n[^1]: <b onmouseover=RUN>x</b> <input autofocus onfocus=RUN>",
]


def test_nothing_of_hostile_notes_runs(tmp_path, project, browser):
    page = browser.new_page()
    notes = tmp_path / "notes.md"
    text = "\n\n".join(HOSTILE).replace("> \n\n>", ">\n>")
    for number in range(text.count("RUN")):
        text = text.replace("RUN", MARK.format(f"{number},"), 1)
    notes.write_text(text)
    command = [
        sys.executable,
        project / "scripts" / "build.py",
        "--notes",
        notes,
        "--out",
        tmp_path,
    ]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    pages = sorted((tmp_path / "site").rglob("*.html"))
    assert len(pages) >= 2
    for file in pages:
        page.goto(file.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        page.mouse.move(300, 300)
        page.wait_for_timeout(100)
        assert page.evaluate("window.ran") is None
        stray = "[...document.querySelectorAll('article *')].flatMap(e => [...e.attributes])"
        assert page.evaluate(stray + ".some(a => /^on/i.test(a.name))") is False
        hrefs = "[...document.querySelectorAll('article a')].map(a => a.protocol)"
        assert set(page.evaluate(hrefs)) <= {"http:", "https:", "file:", ":", "mailto:"}
