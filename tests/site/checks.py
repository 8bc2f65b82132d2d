"""What must hold for a folder of HTML served below a path: every address resolves, and more.

Names are compared as they are listed, so that a wrong case is found on any file system.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

SOURCES = {"src", "poster", "data", "srcset", "imagesrcset", "xlink:href"}
SOURCE_TAGS = {"script", "img", "iframe", "embed", "object", "video", "audio", "source", "track"}
SOURCE_TAGS |= {"input", "image", "use", "link"}
LINKING_RELS = {"canonical", "prev", "next", "alternate", "edit", "author", "license", "help"}
CSS_URL = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"')]*))\s*\)|@import\s*(?:"([^"]*)"|'([^']*)')"""
)
JS_IMPORT = re.compile(r"""\b(?:from|import)\s*\(?\s*["']((?:\.{0,2}/|https?:)[^"']*)["']""")
LOC = re.compile(r"<loc>([^<]*)</loc>")


@dataclass(frozen=True)
class Reference:
    """An address somewhere; ``loaded`` if a reader's browser fetches it without being asked."""

    where: str
    url: str
    loaded: bool
    navigation: bool = False


@dataclass
class Page:
    ids: list[str] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page, self.navs, self.raw, self.text = Page(), 0, "", ""

    def handle_starttag(self, tag, attributes):
        values = {name: value or "" for name, value in attributes}
        self.navs += tag == "nav"
        self.raw = tag if tag in ("script", "style") else ""
        self.text = ""
        if "id" in values:
            self.page.ids.append(values["id"])
        if tag == "base":
            self.page.problems.append("<base> changes what every address means")
        for name, url in _addresses(tag, values):
            loaded = name in SOURCES or (tag in SOURCE_TAGS and not _links(tag, values))
            inside = bool(self.navs) and tag == "a"
            self.page.references.append(Reference(f"{tag} {name}", url, loaded, inside))
        self.page.references += css_references(values.get("style", ""), f"{tag} style")

    def handle_endtag(self, tag):
        self.navs -= tag == "nav"
        if self.raw == "style":
            self.page.references += css_references(self.text, "style")
        self.raw = ""

    def handle_data(self, data):
        self.text += data


def _links(tag, values):
    return tag == "link" and bool(LINKING_RELS & set(values.get("rel", "").split()))


def _addresses(tag, values):
    for name, value in values.items():
        if name in ("srcset", "imagesrcset"):
            yield from ((name, entry.split()[0]) for entry in value.split(",") if entry.strip())
        elif name in ("href", "action") or (name in SOURCES and tag in SOURCE_TAGS):
            yield name, value.strip()
    if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
        yield "refresh", values.get("content", "").partition("=")[2].strip("'\" ")


def css_references(text, where):
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    found = ["".join(groups) for groups in CSS_URL.findall(text)]
    return [Reference(f"{where} url", url, loaded=True) for url in found]


def read_page(html):
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page


class Site:
    """A folder and the address it is served at, ``https://example.org/mlops-notes/``."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url
        files = [path for path in folder.rglob("*") if path.is_file()]
        self.files = {path.relative_to(folder).as_posix() for path in files}
        self.pages = {n: read_page(self._text(n)) for n in sorted(self.files) if _is_page(n)}

    def problems(self) -> list[str]:
        """Everything that is wrong, one line each; the same line once."""
        if "index.html" not in self.pages:
            return ["index.html: no home page"]
        return list(dict.fromkeys([*self._in_pages(), *self._in_files(), *self._unreachable()]))

    def _text(self, name):
        return (self.folder / name).read_text("utf-8")

    def _in_pages(self):
        for name, page in self.pages.items():
            yield from (f"{name}: {problem}" for problem in page.problems)
            repeated = sorted({i for i in page.ids if page.ids.count(i) > 1})
            yield from (f"{name}: id {i!r} is used more than once" for i in repeated)
            yield from self._unresolved(name, page.references)

    def _in_files(self):
        for name in sorted(self.files):
            if name.endswith(".css"):
                yield from self._unresolved(name, css_references(self._text(name), "css"))
            elif name.endswith((".js", ".mjs")):
                found = JS_IMPORT.findall(self._text(name))
                yield from self._unresolved(name, [Reference("import", u, True) for u in found])
        if "sitemap.xml" in self.files:
            found = LOC.findall(self._text("sitemap.xml"))
            yield from self._unresolved("sitemap.xml", [Reference("loc", u, False) for u in found])

    def _unresolved(self, name, references):
        for reference in references:
            _, problem = self._resolve(name, reference)
            if problem:
                yield f"{name}: {reference.where} {reference.url!r}: {problem}"

    def _resolve(self, name, reference):
        """The file that an address leads to, or what is wrong with it; neither if elsewhere."""
        if reference.loaded and not reference.url:
            return None, "is empty"
        parts = urlsplit(urljoin(self._address(name), reference.url))
        if parts.scheme in ("data", "mailto", "tel"):
            return None, None
        if parts.scheme not in ("http", "https"):
            return None, f"has the scheme {parts.scheme}"
        base = urlsplit(self.url)
        if parts.netloc != base.netloc:
            return None, "is loaded from another host" if reference.loaded else None
        if not parts.path.startswith(base.path):
            return None, f"leads outside {base.path}"
        target = unquote(parts.path.removeprefix(base.path))
        if target == "" or target.endswith("/"):
            target += "index.html"
        elif f"{target}/index.html" in self.files:
            return None, "needs a slash at its end"
        if target not in self.files:
            return None, "leads to no file"
        return target, self._lost(target, parts.fragment)

    def _lost(self, target, fragment):
        fragment = unquote(fragment.partition(":~:")[0])
        if fragment in ("", "top") or target not in self.pages:
            return None
        return None if fragment in self.pages[target].ids else f"has no #{fragment}"

    def _address(self, name):
        return urljoin(self.url, name.removesuffix("index.html"))

    def _unreachable(self):
        """Pages that no navigation leads to, from the home page on."""
        seen, waiting = {"index.html", "404.html"}, ["index.html"]
        while waiting:
            name = waiting.pop()
            links = [r for r in self.pages[name].references if r.navigation]
            targets = {self._resolve(name, link)[0] for link in links} & set(self.pages)
            waiting += targets - seen
            seen |= targets
        return [f"{n}: no navigation leads to it" for n in sorted(set(self.pages) - seen)]


def _is_page(name):
    return name.endswith(".html")


def problems(folder: Path, url: str) -> list[str]:
    """What is wrong with the site in ``folder`` when served at ``url``."""
    return Site(folder, url).problems()
