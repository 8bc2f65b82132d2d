"""Find syntax of MkDocs, Obsidian, Pandoc or Jekyll, which GitHub shows as plain text.

Each rule is a pattern for running text, with advice on what to write instead. :func:`visible` hides
code, formulas, tags, addresses and escaped signs from the patterns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from markdown_it.token import Token
from msgspec import Struct

from coursenotes.lint.html import Tag as HtmlTag
from coursenotes.lint.html import Verbatim, pieces

HIDDEN = "\ufffc"
"""Replaces each character of code, formulas, tags and addresses: neither a word nor a space."""

_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_KINDS = {
    "NOTE": "note abstract summary tldr info todo quote cite example seealso",
    "TIP": "tip hint success check done",
    "IMPORTANT": "important question help faq",
    "WARNING": "warning attention",
    "CAUTION": "caution failure fail missing danger error bug",
}
_ALERTS = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_KNOWN = "|".join(_ALERTS)
_KEYS = "|".join(
    "ctrl control cmd command alt option shift meta win windows super tab enter return esc escape "
    "space del delete ins insert backspace home end up down left right arrow-[a-z]+ page-[a-z]+ "
    r"f\d+ [a-z0-9]".split()
)
_FILE = r"[^()<>\n]*?\.\w{1,5}(?:[#?][^()<>\n]*)?"


def visible(token: Token) -> str:
    """Return the text of a paragraph, with :data:`HIDDEN` for each character that is not text.

    ``token`` is the parser's inline token, with positions. All offsets stay the same.
    """
    content = token.content
    ranges = [found.span() for found in _ESCAPED.finditer(content)]
    verbatim, opened = Verbatim(), 0
    for child in token.children or ():
        if "at" not in child.meta:
            continue
        at, end = child.meta["at"], child.meta["end"]
        if child.type == "link_open" and "label_end" in child.meta:
            ranges += [(at, at + 1), (child.meta["label_end"], end)]
            continue
        ranges.append((at, end))
        if child.type == "html_inline":
            for tag in pieces(child.content):
                if not isinstance(tag, HtmlTag):
                    continue
                outside = not verbatim.depth
                verbatim.note(tag)
                if outside and verbatim.depth:
                    opened = end
                elif not outside and not verbatim.depth:
                    ranges.append((opened, at))
    if verbatim.depth:
        ranges.append((opened, len(content)))
    signs = list(content)
    for at, end in ranges:
        signs[at:end] = HIDDEN * (end - at)
    return "".join(signs)


class _Rule(Struct, frozen=True):
    sign: str
    """A string in every text that matches, which is quick to look for first."""
    pattern: str
    """Compiled once a text holds the sign."""
    message: Callable[[re.Match[str]], str]
    """Returns what is wrong and what to write; empty if nothing is."""


def _admonition(found: re.Match[str]) -> str:
    kind = _ALERTS.get(found["kind"].lower(), "NOTE")
    if found["mark"].startswith("?"):
        write = "<details><summary>…</summary> and </details> around it"
    else:
        write = f"> [!{kind}] and > before each line below it"
    return f"{found['mark']} {found['kind']} is an MkDocs admonition; write {write}"


def _callout(found: re.Match[str]) -> str:
    kind, fold, title = found["kind"], found["fold"], found["title"].rstrip("\\").strip()
    alert = _ALERTS.get(kind.lower(), "NOTE")
    if kind.upper() not in _KINDS:
        return f"[!{kind}] is not a GitHub alert; write [!{alert}]"
    if fold or title:
        return f"[!{kind}] is an alert only if nothing follows it; write its title on the next line"
    return ""


def _wiki_link(found: re.Match[str]) -> str:
    name = found["name"].strip()
    if found["picture"]:
        address = name.replace(" ", "%20")
        return f"![[…]] is an Obsidian picture; write ![description]({address})"
    page, _, heading = name.partition("#")
    shown = (found["shown"] or "|" + name)[1:].strip()
    if heading or not page:
        address = "#" + re.sub(r"[^\w-]", "", heading.strip().lower().replace(" ", "-"))
        address = (page.replace(" ", "%20") + ".md" if page else "") + address
    else:
        address = page.replace(" ", "%20") + ("" if "." in page else ".md")
    return f"[[…]] is an Obsidian link; write [{shown}]({address})"


def _spaced(found: re.Match[str]) -> str:
    address = found["address"].strip()
    return f"an address with spaces makes no link; write ({address.replace(' ', '%20')})"


def _keys(found: re.Match[str]) -> str:
    keys = "+".join(f"<kbd>{key}</kbd>" for key in found["keys"].split("+"))
    return f"++…++ marks keys in MkDocs only; write {keys}"


def _attributes(found: re.Match[str]) -> str:
    return f"GitHub shows the attributes {found['list']} as text; leave them out"


_WIKI = "[["

_RULES = (
    _Rule(
        "!!!",
        rf"^[ ]*(?P<mark>!!!)[ ]+(?P<kind>(?:{_KNOWN})\b(?=(?:[ ]+(?:inline|end))*[ ]*"
        r"(?:\"[^\"\n]*\"[ ]*)?$)|[a-z-]+(?=[ ]+\"[^\"\n]*\"[ ]*$))",
        _admonition,
    ),
    _Rule(
        "???",
        rf"^[ ]*(?P<mark>\?\?\?\+?)[ ]+(?P<kind>(?:{_KNOWN})\b(?=[ ]*(?:\"[^\"\n]*\"[ ]*)?$)"
        r"|[a-z-]+(?=[ ]+\"[^\"\n]*\"[ ]*$))",
        _admonition,
    ),
    _Rule(
        "===",
        r"^[ ]*===[!+]?[ ]+\"[^\"\n]+\"[ ]*$",
        lambda found: f"{found.group().strip()} is an MkDocs tab; write a heading or a bold line",
    ),
    _Rule(
        ":::",
        r"^[ ]*:{3,}[ ]*\{?(?P<kind>[A-Za-z][\w.-]*)(?!\w*:)",
        lambda found: (
            f":::{found['kind']} is a block of other tools; write "
            f"> [!{_ALERTS.get(found['kind'].lower(), 'NOTE')}] and > before each line below it"
        ),
    ),
    _Rule(
        "///",
        rf"^[ ]*///[ ]+(?P<kind>{_KNOWN}|details|tab|caption|html|admonition)\b(?=[ ]*(?:\||$))",
        lambda found: (
            f"/// {found['kind']} is an MkDocs block; write "
            f"> [!{_ALERTS.get(found['kind'].lower(), 'NOTE')}] and > before each line below it"
        ),
    ),
    _Rule(
        "==",
        r"(?<![\w=<>!:+*/-])==(?P<marked>[^\s=](?:[^=\n]*[^\s=<>!:])?)==(?![\w=])",
        lambda found: "==…== marks text in other tools; write **…**, or <mark> as <ins>…</ins>",
    ),
    _Rule(
        _WIKI,
        r"(?<![\w\])\[])(?P<picture>!?)\[\[(?=[^\[\]\n]*[^\W\d_])"
        rf"(?P<name>[^\s\[\]|\"'`,{HIDDEN}](?:[^\[\]\n|\"`,{HIDDEN}]*[^\s\[\]|\"'`,{HIDDEN}])?)"
        r"(?P<shown>\|[^\[\]\n]*)?\]\](?![\[(:\]])",
        _wiki_link,
    ),
    _Rule(
        "](",
        rf"\[[^\[\]\n]*\]\((?P<address>(?=[^()\n]*[^\s()][ ]+[^\s()\"'])(?![ ]*[#<]){_FILE})\)",
        _spaced,
    ),
    _Rule("++", rf"(?<![+\w])\+\+(?P<keys>(?:{_KEYS})(?:\+(?:{_KEYS}))*)\+\+(?![+\w])", _keys),
    _Rule(
        "{",
        r"(?P<list>\{:[ ]*(?:[.#]?[A-Za-z][\w-]*(?:=(?:\"[^\"\n]*\"|[^\s{}\"]+))?[ ]*)+\}"
        r"|\{[ ]*[.#][A-Za-z][\w:-]*(?:[ ]+[^{}\n]*)?\}"
        rf"|(?<={HIDDEN})\{{[ ]*(?:width|height|align|loading|target|style|class|id)="
        r"[^{}\n]*\})",
        _attributes,
    ),
    _Rule(
        "%%",
        r"(?<![\w%])%%(?:(?=\S)[^%\n]*[^\s%]|[ ][^%\n]+[ ])%%(?![\w%])|^[ ]*%%[ ]*$",
        lambda found: "%%…%% hides text in Obsidian only; write <!-- … -->",
    ),
    _Rule(
        "{%",
        r"\{%-?[ ]*[a-z]\w*[^%{}\n]*%\}",
        lambda found: "{% … %} is a tag of Jekyll, which GitHub shows as text; leave it out",
    ),
)
_CALLOUT = re.compile(r"\[!(?P<kind>[A-Za-z][\w-]*)\](?P<fold>[+-]?)(?P<title>[^\n]*)")


def foreign(text: str, opens_quote: bool, wiki_links: bool = False) -> Iterator[tuple[int, str]]:
    """Yield offset and message of each piece of foreign syntax in ``text``, from :func:`visible`.

    ``opens_quote`` is true for the first paragraph of a quote. ``wiki_links`` is true if the site
    makes links of them; :mod:`coursenotes.plan.wiki_links` then reports those that lead nowhere.
    """
    if opens_quote and (callout := _CALLOUT.match(text)) and (message := _callout(callout)):
        yield callout.start(), message
    for rule in _RULES:
        if rule.sign not in text or (wiki_links and rule.sign == _WIKI):
            continue
        for found in re.finditer(rule.pattern, text, re.MULTILINE):
            start = found.end() - len(found.group().lstrip())
            yield start, rule.message(found)


# --- references that lead nowhere -----------------------------------------------------------------

_REFERENCE = re.compile(
    rf"(?<![\w\])\[{HIDDEN}])!?\[(?P<text>[^\[\]\n]{{2,}})\]\[(?P<label>[^\[\]\n^]*)\](?![\[(])"
)
_FOOTNOTE = re.compile(r"\[\^(?P<label>[^\s\[\]^]+)\](?![*+?{(:])")
_RANGE = re.compile(r"(?:\w-\w|\\\w)+|\W+")


def undefined(text: str) -> Iterator[tuple[int, str]]:
    """Yield offset and message of each reference in ``text`` that has no definition."""
    if "][" in text:
        for found in _REFERENCE.finditer(text):
            label = found["label"].strip() or found["text"].strip()
            if re.search(r"[^\W\d_]", found["text"]):
                message = f"reference [{label}] is not defined; write [{label}]: and its address"
                yield found.start(), f"{message} on a line of its own"
    if "[^" in text:
        for found in _FOOTNOTE.finditer(text):
            label = found["label"]
            if not _RANGE.fullmatch(label):
                message = f"footnote [^{label}] is not defined; write [^{label}]: and its text"
                yield found.start(), f"{message} on a line of its own"
