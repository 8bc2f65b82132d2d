"""List faults to plant in a built site, and what the checks must report for each.

A fault changes the files of a site in memory. Its message is part of one line of the checks'.
"""

import gzip
import json
import re
from collections.abc import Callable
from dataclasses import dataclass

URL = "https://example.org/mlops-notes/"
PAGE = "course-1/week-2/index.html"  # most faults are planted here
COPY = "course-1/week-2/index.md"
TEXTS = "search/texts/0.js"
ROW = "| Recal | $\\frac{TP}{TP + FN}$ |"


@dataclass(frozen=True)
class Fault:
    """A fault; ``lychee`` is true if that program finds it too."""

    plant: Callable[[dict[str, bytes]], None]
    message: str
    lychee: bool = False


def remove(pattern):
    def plant(files):
        found = [name for name in sorted(files) if re.fullmatch(pattern, name)]
        assert found, f"nothing to remove: {pattern}"
        del files[found[0]]

    return plant


def add(name, data=b"x"):
    def plant(files):
        assert name not in files
        files[name] = data

    return plant


def replace(old, new, name=PAGE, times=1):
    def plant(files):
        text = files[name].decode()
        assert old in text, f"{name} has no {old}"
        files[name] = text.replace(old, new, times).encode()

    return plant


def everywhere(old, new):
    def plant(files):
        pages = [name for name in files if name.endswith(".html")]
        assert all(re.search(old.encode(), files[name]) for name in pages)
        for name in pages:
            files[name] = re.sub(old.encode(), new.encode(), files[name], count=1)

    return plant


def piece(name, value):
    """Return the script that adds one piece to the search."""
    return (
        f"Object.assign(globalThis.notesSearchPieces??={{}},{json.dumps({name: value})})".encode()
    )


def insert(html, before="</article>", page=PAGE):
    return replace(before, html + before, page)


def append(text, name):
    def plant(files):
        files[name] += text.encode()

    return plant


def cut(name, at):
    def plant(files):
        assert len(files[name]) > at
        files[name] = files[name][:at]

    return plant


def drop(pattern, name=PAGE):
    """Take a piece out of a file."""

    def plant(files):
        text, times = re.subn(pattern, "", files[name].decode(), count=1, flags=re.DOTALL)
        assert times, f"{name} has no {pattern}"
        files[name] = text.encode()

    return plant


def orphan(files):
    files["course-1/week-9/index.html"] = files["course-1/week-1/index.html"]


def other_description(files):
    other = re.search(rb'name="description" content="([^"]*)"', files["course-2/index.html"])
    new = rb'name="description" content="' + other[1] + rb'"'
    files[PAGE] = re.sub(rb'name="description" content="[^"]*"', new, files[PAGE])


def other_canonical(files):
    files[PAGE] = re.sub(
        rb'(rel="canonical" href="[^"]*)week-2/', rb"\1week-3/", files[PAGE], count=1
    )


def stale_map(files):
    older = files["sitemap.xml"].replace(b"course-1/week-2/", b"course-1/week-0/")
    files["sitemap.xml.gz"] = gzip.compress(older)


def relative_404(files):
    files["404.html"] = files["404.html"].replace(b'"/mlops-notes/', b'"')


def both(*plants):
    def plant(files):
        for one in plants:
            one(files)

    return plant


SVG = '<svg xmlns="http://www.w3.org/2000/svg">'
FAULTS = {
    # --- what the template puts into the text ---
    "questions that are not counted": Fault(
        replace('class="count"', ""), "2 questions, counted in 0 places"
    ),
    "a count without questions": Fault(
        insert('<p class="count"></p>', page="topics/index.html"), "0 questions, counted in 1"
    ),
    "no button to begin": Fault(replace('class="begin"', "", "index.html"), "0 buttons to begin"),
    # --- addresses ---
    "missing page": Fault(
        remove("course-1/week-3/index.html"), "'../week-3/': leads to no file", True
    ),
    "wrong case": Fault(
        insert('<a href="../Week-3/">x</a>'), "'../Week-3/': leads to no file", True
    ),
    "missing slash": Fault(
        insert('<a href="../week-3">x</a>'), "'../week-3': needs a slash at its end"
    ),
    "bad link after a missing slash": Fault(
        insert('<a href="../week-3#lost">x</a>'), "needs a slash at its end", True
    ),
    "link to a source": Fault(
        insert('<a href="../week-3.md">x</a>'), "'../week-3.md': leads to no file", True
    ),
    "bad fragment here": Fault(insert('<a href="#lost">x</a>'), "'#lost': has no #lost", True),
    "bad fragment there": Fault(
        insert('<a href="../week-3/#lost">x</a>'), "'../week-3/#lost': has no #lost", True
    ),
    "bad full address": Fault(
        insert(f'<a href="{URL}lost/">x</a>'), "lost/': leads to no file", True
    ),
    "bad canonical address": Fault(
        insert(f'<link rel="canonical" href="{URL}lost/">', "</head>"),
        "lost/': leads to no file",
        True,
    ),
    "missing image": Fault(
        insert('<img src="../lost.png">'), "img src '../lost.png': leads to no file", True
    ),
    "missing image in a set": Fault(
        insert('<img srcset="../lost.png 2x">'), "img srcset '../lost.png': leads to no file", True
    ),
    "missing image of a source": Fault(
        insert('<picture><source srcset="../lost.png"></picture>'),
        "source srcset '../lost.png': leads to no file",
        True,
    ),
    "empty image": Fault(insert('<img src="">'), "img src '': is empty"),
    "missing script": Fault(remove("assets/javascripts/theme.js"), "theme.js': leads to no file"),
    "missing style": Fault(
        remove("assets/stylesheets/notes.css"), "notes.css': leads to no file", True
    ),
    "missing font": Fault(remove(r"assets/fonts/.*\.woff2"), "woff2': leads to no file"),
    "missing import in a style": Fault(
        append('@import "lost.css";', "assets/stylesheets/notes.css"),
        "css url 'lost.css': leads to no file",
    ),
    "missing import in a script": Fault(
        append('import "./lost.js";', "assets/javascripts/answers.js"),
        "import './lost.js': leads to no file",
    ),
    "missing image in a style here": Fault(
        insert("<style>p { background: url( lost.png ) }</style>"),
        "style url 'lost.png': leads to no file",
        True,
    ),
    "missing image in an attribute": Fault(
        insert("<p style=\"background: url('lost.png')\">x</p>"),
        "p style url 'lost.png': leads to no file",
    ),
    "missing preview picture": Fault(remove("assets/images/card.png"), "meta og:image"),
    "script from elsewhere": Fault(
        insert('<script src="https://cdn.example.com/x.js"></script>', "</head>"),
        "x.js': is loaded from another host",
    ),
    "style from elsewhere": Fault(
        insert('<link rel="stylesheet" href="//cdn.example.com/x.css">', "</head>"),
        "x.css': is loaded from another host",
    ),
    "image from elsewhere": Fault(
        insert('<img src="https://cdn.example.com/x.png">'), "x.png': is loaded from another host"
    ),
    "font from elsewhere": Fault(
        append("@font-face { src: url(https://cdn.example.com/x) }", "assets/stylesheets/math.css"),
        "is loaded from another host",
    ),
    "script that imports from elsewhere": Fault(
        append('import x from "https://cdn.example.com/x.js";', "assets/javascripts/answers.js"),
        "import 'https://cdn.example.com/x.js': is loaded from another host",
    ),
    "connection to elsewhere": Fault(
        insert('<link rel="preconnect" href="https://cdn.example.com">', "</head>"),
        "is loaded from another host",
    ),
    "absolute path": Fault(
        insert('<a href="/course-1/">x</a>'), "'/course-1/': leads outside /mlops-notes/", True
    ),
    "too many steps up": Fault(
        insert('<a href="../../../course-1/">x</a>'), "leads outside /mlops-notes/", True
    ),
    "script address": Fault(
        insert('<a href="javascript:x()">x</a>'), "'javascript:x()': has the scheme javascript"
    ),
    "other base": Fault(insert('<base href="/">', "</head>"), "<base> changes", True),
    "no home page": Fault(remove("index.html"), "index.html: is missing", True),
    "orphan page": Fault(orphan, "course-1/week-9/index.html: no navigation leads to it"),
    "404 page gone": Fault(remove("404.html"), "404.html: is missing"),
    "404 page with relative links": Fault(relative_404, "404.html: link href", False),
    # --- within a page ---
    "repeated id": Fault(
        insert('<p id="how-to-establish-a-baseline">'), "baseline' is used more than once"
    ),
    "label without its field": Fault(
        insert('<label for="lost">x</label>'), "label for names #lost, which is not on the page"
    ),
    "handler of errors": Fault(
        insert('<img src="data:," alt="x" onerror="x()">'), "<img> has onerror, a script"
    ),
    "handler in a drawing": Fault(
        insert(f'{SVG}<g onload="x()"/></svg>'), "<g> has onload, a script"
    ),
    "drawing that is not well-formed": Fault(
        insert(f"{SVG}<g></svg>"), f"{PAGE}: <svg> is not well-formed"
    ),
    "formula that is not well-formed": Fault(
        insert("<math><mi>x</math>"), f"{PAGE}: <math> is not well-formed"
    ),
    "picture that is not well-formed": Fault(
        cut("assets/images/logo.svg", 60), "logo.svg: is not well-formed"
    ),
    "open answer": Fault(
        replace('<details class="answer">', '<details class="answer" open>'),
        "the answer to #how-to-establish-a-baseline is open",
    ),
    "empty answer": Fault(
        drop(r"(?<=</summary>)\s*<ul>.*?</ul>"),
        "the answer to #how-to-establish-a-baseline is empty",
    ),
    "no heading": Fault(drop(r"<h1.*?</h1>"), f"{PAGE}: has no <h1>"),
    "other encoding": Fault(
        lambda files: files.update({PAGE: files[PAGE] + b"\xe9"}), "byte 0xe9 is not UTF-8"
    ),
    # --- heads ---
    "pages in another language": Fault(
        everywhere('lang="en"', 'lang="de"'), "language is 'de', and should be 'en'"
    ),
    "page without a language": Fault(replace(' lang="en"', ""), f"{PAGE}: language is ''"),
    "other direction": Fault(replace('dir="ltr"', 'dir="rtl"'), f"{PAGE}: direction is 'rtl'"),
    "noindex on every page": Fault(
        everywhere("</title>", '</title><meta name="robots" content="noindex">'),
        f"{PAGE}: noindex keeps it out",
    ),
    "no viewport": Fault(drop('<meta name="viewport"[^>]*>'), f"{PAGE}: no viewport"),
    "no charset": Fault(drop("<meta charset[^>]*>"), f"{PAGE}: no <meta charset>"),
    "charset too late": Fault(
        replace('<meta charset="utf-8">', f'<!--{" " * 1024}--><meta charset="utf-8">'),
        f"{PAGE}: no <meta charset>",
    ),
    "no icon": Fault(drop('<link rel="icon"[^>]*>'), f"{PAGE}: no icon"),
    "icon gone": Fault(remove("assets/images/favicon.svg"), "favicon.svg': leads to no file"),
    "no title": Fault(drop("<title>.*?</title>"), f"{PAGE}: no title"),
    "wrong title": Fault(
        replace("<title>Week 2: Select", "<title>Week 3: Select"),
        f"{PAGE}: title 'Week 3: Select and Train a Model · MLOps-specialization-coursera' is not",
    ),
    "no description": Fault(drop('<meta name="description"[^>]*>'), f"{PAGE}: no description"),
    "description of another page": Fault(other_description, "belongs to another page"),
    "preview of another page": Fault(
        replace('og:description" content="How', 'og:description" content="x How'),
        "og:description is not its description",
    ),
    "canonical address of another page": Fault(
        other_canonical, f"{PAGE}: canonical is '{URL}course-1/week-3/', not {URL}course-1/week-2/"
    ),
    "address of another page": Fault(
        replace(f'og:url" content="{URL}course-1/week-2/', f'og:url" content="{URL}course-1/'),
        f"{PAGE}: og:url is",
    ),
    "data that is no JSON": Fault(
        replace('{"@context"', "{@context"), f"{PAGE}: its JSON-LD cannot be read"
    ),
    "data of a page that is gone": Fault(
        replace(f'"item": "{URL}course-1/"', f'"item": "{URL}course-9/"'), "JSON-LD item"
    ),
    "question that is not there": Fault(
        replace('"name": "How to establish a baseline?"', '"name": "Whither goest thou, Peter?"'),
        "JSON-LD question 'Whither goest thou, Peter?' is not on the page",
    ),
    # --- the policy ---
    "policy gone": Fault(
        drop('<meta http-equiv="Content-Security-Policy"[^>]*>'),
        f"{PAGE}: has 0 Content-Security-Policies instead of one",
    ),
    "policy gone on the 404 page": Fault(
        drop('<meta http-equiv="Content-Security-Policy"[^>]*>', "404.html"),
        "404.html: has 0 Content-Security-Policies",
    ),
    "policy too late": Fault(
        replace('<meta charset="utf-8">', '<meta charset="utf-8"><script src="x.js"></script>'),
        f"{PAGE}: its Content-Security-Policy does not follow <meta charset> at once",
    ),
    "hash wrong": Fault(replace("'sha256-", "'sha256-x"), f"{PAGE}: its policy blocks <script>"),
    "hash of no script": Fault(
        replace("script-src ", "script-src 'sha256-x' "), "allows script-src 'sha256-x', which"
    ),
    "script of another text": Fault(
        replace("</script>", ";x()</script>", times=9), f"{PAGE}: its policy blocks <script>"
    ),
    "inline script": Fault(
        insert("<script>x()</script>"), "its policy blocks <script>x(): put it into a file in docs/"
    ),
    "inline style": Fault(
        insert("<style>p{}</style>"), "its policy blocks <style>: put it into a file in docs/"
    ),
    "policy loosened": Fault(
        replace("script-src ", "script-src 'unsafe-inline' "),
        f"{PAGE}: its policy allows script-src 'unsafe-inline', which the page does not use",
    ),
    "policy loosened for all else": Fault(
        replace("default-src 'none'", "default-src *"),
        f"{PAGE}: its policy lacks default-src 'none'",
    ),
    "policy without a directive": Fault(
        replace("base-uri 'none'; ", ""), f"{PAGE}: its policy lacks base-uri 'none'"
    ),
    "pictures of any host allowed": Fault(
        replace("img-src ", "img-src https: "), f"{PAGE}: its policy allows img-src https:"
    ),
    "styles allowed": Fault(
        replace("; script-src", "; style-src-attr 'unsafe-inline'; script-src", "index.html"),
        "index.html: its policy allows style-src-attr 'unsafe-inline'",
    ),
    "styles blocked": Fault(insert('<p style="color: red">x</p>'), "lacks style-src-attr 'unsafe-"),
    # --- machines ---
    "page not in the map": Fault(
        drop(rf"<url>\s*<loc>{URL}course-1/week-2/</loc>.*?</url>", "sitemap.xml"),
        f"sitemap.xml: {URL}course-1/week-2/ is missing",
    ),
    "lost page in the map": Fault(
        replace(f"<loc>{URL}topics/", f"<loc>{URL}lost/", "sitemap.xml"),
        f"sitemap.xml: {URL}lost/ is not a page of the site",
    ),
    "page twice in the map": Fault(
        replace("<url>", f"<url><loc>{URL}</loc></url><url>", "sitemap.xml"),
        "sitemap.xml: lists a page twice",
    ),
    "map that is not well-formed": Fault(
        cut("sitemap.xml", 200), "sitemap.xml: is not well-formed"
    ),
    "map gone": Fault(remove("sitemap.xml"), "sitemap.xml: is missing"),
    "stale packed map": Fault(stale_map, "sitemap.xml.gz: is not sitemap.xml, packed"),
    "truncated packed map": Fault(cut("sitemap.xml.gz", 40), "sitemap.xml.gz: cannot be unpacked"),
    "page not in llms.txt": Fault(
        drop(r"- \[Week 2: Select.*?\n", "llms.txt"), f"llms.txt: {COPY} is missing"
    ),
    "lost page in llms.txt": Fault(
        replace("course-1/week-2/index.md", "course-1/week-0/index.md", "llms.txt"),
        "llms.txt: link",
    ),
    "llms.txt gone": Fault(remove("llms.txt"), "llms.txt: is missing"),
    "page that is not kept": Fault(
        drop(r'"course-1/week-2/": "[^"]*",\n', "sw.js"), f"sw.js: does not keep {PAGE}"
    ),
    "script that is not kept": Fault(
        drop(r'"assets/javascripts/theme.js": "[^"]*",\n', "sw.js"),
        "sw.js: does not keep assets/javascripts/theme.js",
    ),
    "lost file that is kept": Fault(
        replace('"course-1/week-2/"', '"lost/"', "sw.js"), "sw.js: keeps lost/index.html, and"
    ),
    "stale file that is kept": Fault(insert("<p>new</p>"), f"sw.js: keeps another {PAGE}"),
    "list that is not there": Fault(
        replace("LISTS = [", 'LISTS = [["0", "0123456789abcdef"], ', "sw.js"),
        "sw.js: needs assets/offline/0123456789abcdef.json, which is missing or another",
    ),
    "worker of a site that is being served": Fault(
        lambda files: files.update({"sw.js": b"// nothing is kept"}), "sw.js: has no list of files"
    ),
    "worker gone": Fault(remove("sw.js"), "sw.js: is missing"),
    # --- search and topics ---
    "result on a page that is gone": Fault(
        replace('"course-1/week-2/"', '"course-1/week-0/"', TEXTS),
        "leads to 'course-1/week-0/', and there is no such page",
    ),
    "result at an anchor that is gone": Fault(
        replace('"#how-to-establish-a-baseline"', '"#lost"', TEXTS),
        "#lost, which is not on the page",
    ),
    "result at another anchor": Fault(
        replace('"#degree-of-automation"', '"#model-monitoring"', TEXTS),
        "'Degree of automation' leads to course-1/week-1/index.html#model-monitoring, where",
    ),
    "texts of another site": Fault(
        lambda files: files.update({TEXTS: piece("texts/0", {"places": [["x", "", "x"]]})}),
        "search/index.js: has 1 texts for",
    ),
    "texts that begin elsewhere": Fault(
        replace('"texts":[0]', '"texts":[1]', "search/index.js"), "texts do not begin where it says"
    ),
    "code beside the texts": Fault(
        append('import "./lost.js";', TEXTS), f"{TEXTS} has more than pieces"
    ),
    "texts of another name": Fault(
        replace('"texts/0"', '"texts/1"', TEXTS), "does not have the piece of its name"
    ),
    "words that are not in order": Fault(
        replace('"words/0":"', '"words/0":"zz 1.\\n', "search/index.js"), "words are not in order"
    ),
    "words that begin with another": Fault(
        replace('"words":["', '"words":["0', "search/index.js"),
        "pieces do not begin with the words that it says",
    ),
    "endings of other words": Fault(
        lambda files: (
            replace('"endings":[]', '"endings":["ab"]', "search/index.js")(files),
            files.update({"search/endings/0.js": piece("endings/0", "ba")}),
        ),
        "words and their endings are not the same words",
    ),
    "word with a place that does not exist": Fault(
        replace('"words/0":"# ', '"words/0":"# zzz.', "search/index.js"),
        "the word '#' has a place that does not exist",
    ),
    "search cut off": Fault(cut("search/index.js", 500), "search/index.js: cannot be read"),
    "search gone": Fault(remove("search/index.js"), "search/index.js: cannot be read"),
    "topic at another anchor": Fault(
        replace("#concept-drift", "#data-drift", "topics/index.html"),
        "topic 'Concept drift' leads to ../course-2/week-1/#data-drift, which does not have it",
    ),
    "topic at an anchor that is gone": Fault(
        replace("#concept-drift", "#lost", "topics/index.html"), "has no #lost"
    ),
    # --- copies and notes ---
    "copy gone": Fault(remove(COPY), f"{PAGE}: has no copy {COPY}"),
    "copy without a row": Fault(
        drop(r"\| Recal .*?\n", COPY), f"{COPY}: lacks words of its page: "
    ),
    "copy with a link to nowhere": Fault(
        replace("](course-1/week-2/index.md)", "](course-1/week-2.md)", "index.md"),
        "index.md: link 'course-1/week-2.md': leads to no file",
    ),
    "row that no page has": Fault(
        both(drop(r"<tr>\s*<td[^>]*><dfn id=\"recal\">.*?</tr>"), drop(r"\| Recal .*?\n", COPY)),
        "mlops.md:65: on no page: How often",
    ),
    "formula that no page has": Fault(
        drop(r"<math\b[^>]*><semantics>.*?</math>"), "on no page: \\ frac { TP } { TP + FP }"
    ),
    # --- files ---
    "secrets": Fault(add(".env"), ".env: must not be published"),
    "repository": Fault(add(".git/config"), ".git/config: must not be published"),
    "hidden file": Fault(add("course-1/.DS_Store"), "course-1/.DS_Store: is hidden"),
    "half a build": Fault(add(".new-site/index.html.part"), ".new-site/index.html.part: is hidden"),
    "editor's backup": Fault(add("index.html~"), "index.html~: is hidden or a backup"),
    "editor's swap file": Fault(add("course-1/week.swp"), "week.swp: is hidden or a backup"),
    "source of the notes": Fault(add("notes.md"), "notes.md: is the copy of no page"),
    "truncated font": Fault(
        cut("assets/fonts/stix-two-math.woff2", 20_000), "woff2: has 20000 of its"
    ),
    "font that is none": Fault(
        lambda files: files.update({"assets/fonts/stix-two-math.woff2": b"<!DOCTYPE html>"}),
        "woff2: is not a font",
    ),
}
