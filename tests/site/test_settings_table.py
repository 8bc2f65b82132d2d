"""Each row of the guide's tables of settings holds: its setting does what the row says."""

import re
from pathlib import Path

import pytest
from authored import THEME, Author, know_the_theme
from coursenotes.adapters.ignored_settings import FEATURES, PLUGINS
from coursenotes.adapters.mkdocs_plugin import CourseNotes
from coursenotes.adapters.commands import verify_site
from coursenotes.adapters.palette import ON_FILL, PAPER, contrast
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

pytestmark = pytest.mark.site

PAGE = Path(__file__).parents[2] / "docs" / "guide" / "settings.md"
if not PAGE.exists():
    pytest.skip("this copy of the project has no guide", allow_module_level=True)
GUIDE = PAGE.read_text("utf-8")
OWN = "theme: {name: coursenotes, %s}\n"
HOME, WEEK, ABOUT = "index.html", "week-1/index.html", "about/index.html"
REPO = "repo_url: https://github.com/o/r\n"
SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>"
GITHUB = ".icons/fontawesome/brands/github.svg"


def section(title):
    return re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", GUIDE, re.M | re.S)[1]


def rows(title):
    return re.findall(r"^\| `([^`]+)` \|", section(title), re.M)


@pytest.fixture
def author(tmp_path, capsys, monkeypatch, project):
    know_the_theme(monkeypatch, project)
    (tmp_path / ".git").mkdir()
    author = Author(tmp_path, capsys)
    author.write("docs/about.md", "# About\n\nWho we are.\n")
    author.write("docs/own.css", ":root { --accent: #123456 }\n")
    author.write("docs/own.js", "window.own = 1\n")
    author.write("docs/own.svg", SVG)
    return author


def has(*texts, page=WEEK, told=""):
    def check(author, said):
        assert said == "" if not told else told in said
        for text in texts:
            assert text in author.page(page), text

    return check


def lacks(*texts, page=WEEK):
    def check(author, said):
        assert said == ""
        for text in texts:
            assert text not in author.page(page), text

    return check


def all_of(*checks):
    def check(author, said):
        for each in checks:
            each(author, said)

    return check


def stops(*told):
    def check(author, said):
        for text in told:
            assert text in said
        assert not author.site.exists()

    return check


MATERIAL = {
    "site_name": [
        (
            "site_name: R&D",
            all_of(
                has("<title>Begin · R&amp;D</title>".replace("Begin", "Week 1: Begin")),
                has(">R&amp;D</a>"),
                has("<title>The notes · R&amp;D</title>", "<h1", page=HOME),
            ),
        ),
        *(
            (f"site_name: {name}", has("<title>The notes</title>", ">The notes</a>", page=HOME))
            for name in ("Course notes", "My Docs", "Notes")
        ),
    ],
    "site_description": [
        (
            'site_description: All "of" it',
            all_of(
                has('<meta name="description" content="All &#34;of&#34; it">', page=HOME),
                has('<meta name="description" content="All &#34;of&#34; it">', page=ABOUT),
                lacks("of&#34; it"),
            ),
        )
    ],
    "site_author": [("site_author: A. & B.", has('<meta name="author" content="A. &amp; B.">'))],
    "site_url": [
        (
            "site_url: https://example.org/n/",
            has('<link rel="canonical" href="https://example.org/n/week-1/">', "og:image"),
        )
    ],
    "copyright": [
        (
            "copyright: '&copy; <a href=\"https://example.org\">us</a>'",
            has('<p>&copy; <a href="https://example.org">us</a></p>', "extras.css"),
        )
    ],
    "repo_url": [
        (
            REPO,
            has(
                '<a href="https://github.com/o/r">Repository</a>',
                'href="https://github.com/o/r/blob/HEAD/notes/n.md?plain=1#L5" rel="edit"',
            ),
        )
    ],
    "repo_name": [(REPO + "repo_name: o/r", has('<a href="https://github.com/o/r">o/r</a>'))],
    "edit_uri": [
        *(
            (f"{REPO}edit_uri: {uri}", has(f"/o/r/blob/{branch}/notes/n.md?plain=1#L5"))
            for uri, branch in (
                ("edit/main/docs/", "main"),
                ("edit/release/2/docs", "release/2"),
                ("blob/main/", "main"),
                ("-/edit/dev/docs/", "dev"),
                ("https://github.com/o/r/edit/main/docs/", "main"),
            )
        ),
        (
            f"{REPO}edit_uri: edit/main/docs/",
            has('href="https://github.com/o/r/edit/main/docs/about.md" rel="edit"', page=ABOUT),
        ),
        (REPO + 'edit_uri: ""', lacks('rel="edit"')),
    ],
    "nav": [
        ("nav: [notes, {Us: about.md}]", has('<a href="../about/">Us</a>')),
    ],
    "extra_css": [("extra_css: [own.css]", has('print.css" media="print">\n      <link rel="stylesheet" href="../own.css">'))],
    "extra_javascript": [
        (
            "extra_javascript: [own.js, {path: own.js, type: module}]",
            has('<script src="../own.js">', '<script src="../own.js" type="module">'),
        )
    ],
    "exclude_docs": [("exclude_docs: about.md", lambda a, said: [has()(a, said), no_page(a)])],
    "validation": [
        ("strict: true\nnav: [notes]", stops()),
        ("strict: true\nnav: [notes]\nvalidation: {omitted_files: info}", has()),
    ],
    "strict": [("strict: true\nextra: {analytics: x}", stops("extra: analytics"))],
    "use_directory_urls": [
        ("use_directory_urls: true", has()),
        ("use_directory_urls: false", stops("use_directory_urls: false: ")),
    ],
    "hooks": [("hooks: [hook.py]", has("<!-- by a hook -->"))],
    "markdown_extensions": [
        ("markdown_extensions: [abbr]\nexclude_docs: about.md", has(told="hint: markdown_extensions: abbr")),
        ("markdown_extensions: [abbr]", has()),
    ],
    "theme: language": [(OWN % "language: de", has('lang="de"', "Nach oben"))],
    "theme: direction": [(OWN % "direction: rtl", has('dir="rtl"'))],
    "theme: logo": [
        (OWN % "logo: own.svg", has('<img src="../own.svg" alt="">The notes</a>', "extras.css")),
        (OWN % "logo: gone.svg", has(told="theme: logo: gone.svg: no such file")),
    ],
    "theme: favicon": [(OWN % "favicon: own.svg", has('<link rel="icon" href="../own.svg">'))],
    "theme: icon: logo": [
        (OWN % "icon: {logo: material/library}", has('href=".."><svg', "extras.css")),
        (OWN % "icon: {logo: material/no-such}", has(told="theme: icon: logo: material/no-such")),
    ],
    "theme: icon: repo": [
        (
            REPO + OWN % "icon: {repo: fontawesome/brands/github}",
            has('<a href="https://github.com/o/r"><svg'),
        )
    ],
    "theme: font": [
        (OWN % "font: false", has()),
        (OWN % "font: {text: Lora}", has(told='theme: font: text: Lora: has no effect')),
    ],
    "theme: palette: primary": [
        (
            OWN % "palette: {primary: teal}",
            has('<link rel="stylesheet" href="../assets/stylesheets/colours.css">', "theme-button"),
        ),
        (OWN % "palette: {primary: Deep Purple, accent: deep purple}", has("colours.css")),
        (OWN % "palette: {primary: custom, accent: teal}", lacks("colours.css")),
        (OWN % "palette: {primary: '#f00'}", has(told="theme: palette: primary: #f00: has no")),
    ],
    "theme: palette: accent": [
        (OWN % "palette: {accent: teal}", has("colours.css")),
        (OWN % "palette: {primary: black, accent: teal}", has("colours.css")),
        (OWN % "palette: {primary: red, accent: teal}", has(told="accent: teal: has no effect")),
        (OWN % "palette: {primary: black}", has(told="primary: black: has no effect")),
    ],
    "theme: palette: scheme": [
        (
            OWN % "palette: {scheme: slate}",
            all_of(
                has('data-theme="dark"', '<meta name="color-scheme" content="dark">'),
                lacks("theme-button", 'getItem("theme")', "colours.css"),
            ),
        ),
        (OWN % "palette: {scheme: default}", has('data-theme="light"')),
        (OWN % "palette: {scheme: mine}", has(told="scheme: mine: has no effect")),
        (
            OWN % "palette: [{scheme: default, primary: teal}, {scheme: slate, primary: teal}]",
            all_of(has("theme-button", "colours.css"), lacks("data-theme=")),
        ),
    ],
    "theme: palette: toggle": [
        (
            OWN % "palette: [{scheme: default, toggle: {icon: a/b, name: Dark}}, {scheme: slate}]",
            has("theme-button"),
        )
    ],
    "extra: social": [
        (
            "extra: {social: [{icon: fontawesome/brands/github, link: 'https://github.com/o'}]}",
            has('<a href="https://github.com/o" rel="me noopener"><svg', "github.com/o</a>"),
        ),
        (
            "extra: {social: [{icon: no/such, link: 'https://github.com/o', name: Us}]}",
            has(">Us</a>", told="extra: social: no/such: Material has no such icon"),
        ),
        ("extra: {social: [{link: x}]}", has(told="extra: social: write a list")),
    ],
    "extra: alternate": [
        (
            "extra: {alternate: [{link: /de/, lang: de, name: Deutsch}]}",
            has(
                '<link rel="alternate" href="/de/" hreflang="de">',
                '<a href="/de/" hreflang="de" lang="de">Deutsch</a>',
            ),
        )
    ],
    "extra: homepage": [
        (
            "extra: {homepage: 'https://example.org/all/'}",
            has('class="site-title" href="https://example.org/all/"', '<li>\n      <a href="..">The notes</a>'),
        )
    ],
    "extra: generator": [
        (f"extra: {{generator: {value}}}", lacks("generator", "Made with"))
        for value in ("true", "false")
    ],
}


def no_page(author):
    assert not (author.site / "about").exists()


@pytest.mark.sampled(4)
@pytest.mark.parametrize(
    ("lines", "check"),
    [pytest.param(*case, id=f"{name}-{number}") for name in MATERIAL for number, case in enumerate(MATERIAL[name])],
)
def test_a_setting_does_what_its_row_says(author, lines, check):
    author.write("hook.py", "def on_post_page(output, **_):\n    return output + '<!-- by a hook -->'\n")
    try:
        said = author.build(lines)
    except Abort:
        said = author.said()
    check(author, said)
    if author.site.exists() and not said and "by a hook" not in author.page(HOME):
        config = load_config(str(author.folder / "mkdocs.yml"))
        assert verify_site(config, config.plugins["coursenotes"], author.site) == 0, author.said()


def test_each_row_has_a_test_and_each_test_a_row():
    assert rows("Settings of MkDocs and Material") == list(MATERIAL)


def test_what_the_author_does_not_set_is_on_no_page(author):
    author.build()
    for page in (HOME, WEEK, ABOUT, "404.html"):
        for sign in ("extras.css", "colours.css", "imprint", 'name="author"', "announce", "hreflang"):
            assert sign not in author.page(page)
    assert not (author.site / "assets" / "stylesheets" / "extras.css").exists()


def test_the_guide_lists_the_features():
    on, off = section("Features").split("The others", 1)
    named = [sorted(re.findall(r"`([\w.]+\.[\w.]+)`", text)) for text in (on, off)]
    assert named == [
        sorted(name for name, advice in FEATURES.items() if bool(advice) is told)
        for told in (False, True)
    ]


def test_the_guide_lists_the_plugins_that_are_put_aside():
    assert set(PLUGINS) <= set(rows("Plugins"))


def test_the_colours_and_names_that_the_guide_proposes_can_be_used():
    css = (THEME / "assets" / "stylesheets" / "notes.css").read_text("utf-8")
    text = section("Colours and fonts")
    names = set(re.findall(r"--[a-z-]+", text))
    assert names >= {"--accent", "--fill", "--serif"}
    assert not {name for name in names if f"  {name}: " not in css}
    accent, fill = re.findall(r"light-dark\((#\w+), (#\w+)\)", text)
    for scheme, sign, ground in zip(PAPER, accent, fill, strict=True):
        assert min(contrast(sign, paper) for paper in PAPER[scheme]) >= 4.5
        assert contrast(ground, ON_FILL[scheme]) >= 4.5


def test_the_guide_lists_the_blocks():
    text = (THEME / "base.html").read_text("utf-8")
    title = "An announcement, a footer, anything in the head"
    assert sorted(rows(title)) == sorted(set(re.findall(r"\{%-? block (\w+)", text)))


@pytest.mark.parametrize(
    ("line", "title"), [("site_name: R&D", "R&amp;D"), ("site_name: Notes", "Physics")]
)
def test_notes_without_a_title_have_the_name_of_the_site(author, line, title):
    """A folder's own name is only what its author has typed first."""
    for week in ("1", "2"):
        author.write(f"physics/week {week}.md", f"# Week {week}\n\nMotion.\n")
    own = "plugins:\n  - coursenotes: {notes: physics}\n"
    assert author.build(f"{line}\n{own}") == ""
    assert f"<title>{title}</title>" in author.page(HOME)
    assert re.search(rf"<h1[^>]*>{title}<", author.page(HOME))
