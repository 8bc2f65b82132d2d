"""Hold the files of a built site, and resolve the addresses on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from urllib.parse import quote, unquote, urljoin, urlsplit

from msgspec import Struct

from coursenotes.outputs.search_pieces import FOLDER
from coursenotes.verify.page import Page, Reference
from coursenotes.verify.page_reader import css_references, read_page

NOT_FOUND = "404.html"
_JS_IMPORT = re.compile(r"""\b(?:from|import)\s*\(?\s*["']((?:\.{0,2}/|https?:)[^"']*)["']""")
_MARKDOWN_LINK = re.compile(r"(?<!\\)\]\((?:<([^>\n]*)>|([^()\s]*))\)")
_NO_LINKS = re.compile(
    r"(?ms)^(\s*)(`{3,}|~{3,}).*?^\s*\2|(?<!\\)(`+)(?!`).+?(?<!`)\3(?!`)"
    r"|\\\[[^\[\]\n]*+\]|\$\$[^$]++\$\$|\$[^$\n]++\$"
)
"""Code, escaped brackets, formulas."""
_ADDRESSES = ("og:url", "og:image", "twitter:image")
_NOWHERE = "http://site.invalid/"
"""Replaces the site's address if it was built without one."""


class Expected(Struct, frozen=True):
    """What the site must be by the author's settings and notes."""

    notes: Mapping[str, str]
    """The text of each file of the notes, by the path that messages show."""
    policy: str
    """The base Content-Security-Policy of every page."""
    language: str = "en"
    direction: str = "ltr"
    by_hand: frozenset[str] = frozenset()
    """The hand-written pages: ``about/index.html``."""
    description: str = ""
    """The author's description of the site; empty if each page has its own."""


class Site:
    """The files of a site: path below its root → content. Names are case-sensitive."""

    def __init__(self, files: Mapping[str, bytes], by_hand: frozenset[str] = frozenset()) -> None:
        self.files = files
        self._addresses: dict[str, str] = {}
        pages = {n: read_page(files[n]) for n in sorted(files) if n.endswith(".html")}
        self.redirects = {name: page for name, page in pages.items() if page.leads_on}
        """Pages that only redirect, as plugins write them at old addresses."""
        self.pages = {name: page for name, page in pages.items() if not page.leads_on}
        self.by_hand = by_hand

    @cached_property
    def url(self) -> str:
        """The site's address by its own home page; empty if that names none."""
        home = self.pages.get("index.html")
        return (home.linked("canonical") or "") if home else ""

    @property
    def base(self) -> str:
        """Return :attr:`url`, or a substitute for it."""
        return self.url or _NOWHERE

    @cached_property
    def references(self) -> Mapping[str, list[tuple[Reference, str | None, str | None]]]:
        """Every address in each file, with the file it leads to and what is wrong with it."""
        pages = {**self.pages, **self.redirects}
        found = {name: list(page.references) for name, page in pages.items()}
        for name in self.files:
            if name.endswith(".css"):
                found[name] = css_references(self.text(name), "css")
            elif name.endswith((".js", ".mjs")) and not name.startswith(FOLDER):  # those are data
                imports = _JS_IMPORT.findall(self.text(name))
                found[name] = [Reference("import", url, True) for url in imports]
            elif name.endswith(".md") or name == "llms.txt":
                text = _NO_LINKS.sub("", self.text(name))
                links = ["".join(groups) for groups in _MARKDOWN_LINK.findall(text)]
                found[name] = [Reference("link", url, False) for url in links]
        for name, page in self.pages.items():
            named = [(key, value) for key, value in page.meta if key in _ADDRESSES]
            found[name] += [Reference(f"meta {key}", value, False) for key, value in named]
        return {
            name: [(reference, *self.resolve(name, reference)) for reference in references]
            for name, references in found.items()
        }

    @cached_property
    def planned(self) -> dict[str, Page]:
        """The pages made from the notes, topics pages included."""
        others = {NOT_FOUND, *self.by_hand}
        return {name: page for name, page in self.pages.items() if name not in others}

    def text(self, name: str) -> str:
        """Return a file as text; bytes that are not UTF-8 are replaced."""
        return self.files[name].decode("utf-8", "replace")

    def address(self, name: str) -> str:
        """Return the full address of a file."""
        if name not in self._addresses:
            path = quote(re.sub(r"(^|/)index\.html$", r"\1", name))
            self._addresses[name] = urljoin(self.base, path)
        return self._addresses[name]

    def copy_of(self, name: str) -> str:
        """Return the path that a page's Markdown copy must have."""
        return re.sub(r"(^|/)index\.html$|\.html$", r"/index.md", name).lstrip("/")

    def resolve(self, name: str, reference: Reference) -> tuple[str | None, str | None]:
        """Return the file that an address in ``name`` leads to, and what is wrong with it.

        Both are None for an address elsewhere; the file is None if it leads nowhere.
        """
        if reference.loaded and not reference.url:
            return None, "is empty"
        try:
            parts = urlsplit(urljoin(self.address(name), reference.url))
        except ValueError as cause:
            return None, f"is not an address: {cause}"
        if parts.scheme in ("data", "mailto", "tel", "ftp", "xmpp"):
            return None, None
        if parts.scheme not in ("http", "https"):
            return None, f"has the scheme {parts.scheme}"
        base = urlsplit(self.base)
        outside = not parts.path.startswith(base.path)
        if parts.netloc != base.netloc or (outside and urlsplit(reference.url).netloc):
            return None, "is loaded from another host" if reference.loaded else None
        if outside:
            return None, f"leads outside {base.path}"
        target = unquote(parts.path.removeprefix(base.path))
        if target == "" or target.endswith("/"):
            target += "index.html"
        elif f"{target}/index.html" in self.files:
            return None, "needs a slash at its end"
        if target not in self.files:
            return None, "leads to no file"
        return target, self._lost(target, parts.fragment)

    def _lost(self, target: str, fragment: str) -> str | None:
        fragment = unquote(fragment.partition(":~:")[0])
        if fragment in ("", "top") or target not in self.pages:
            return None
        page = self.pages[target]
        return None if fragment in page.ids or fragment in page.places else f"has no #{fragment}"
