"""Find settings of MkDocs and Material that have no effect here, and advise what to do instead.

Pure; the tables below are data. docs/guide/settings.md lists what works.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from coursenotes.extensions.engine import EXTENSIONS

_ELSEWHERE = "nothing is loaded from other hosts, so none of them learns who reads what"
_DRAWN = "the pages have icons of their own; only `logo` and `repo` can be set"
_REMOVE = "remove the line"

SETTINGS = {
    "extra.analytics": f"{_ELSEWHERE}; {_REMOVE}",
    "extra.consent": f"there are no cookies and nothing to consent to; {_REMOVE}",
    "extra.version": "there is one version of a site; link to others from a page or `announce`",
    "extra.annotate": f"code has no annotations; {_REMOVE}, and write below the code",
    "extra.tags": f"the topics from A to Z take the place of tags; {_REMOVE}",
    "extra.status": f"the navigation shows titles only; {_REMOVE}",
    "extra.polyfills": f"pages need none; {_REMOVE}, or name your scripts at extra_javascript",
    "extra.disqus": f"{_ELSEWHERE}; {_REMOVE}",
    "edit_uri_template": "write edit_uri: edit/BRANCH/, from which the pages' links are made",
    "theme.analytics": f"{_ELSEWHERE}; {_REMOVE}",
}
"""Settings without an effect → what to do."""

FEATURES = {
    "announce.dismiss": "an announcement stays while its block has text; empty the block instead",
    "content.action.edit": "",
    "content.action.view": "`Edit this page` shows the notes on GitHub, at the page's line",
    "content.code.annotate": f"code has no annotations; {_REMOVE}, and write below the code",
    "content.code.copy": "",
    "content.code.select": f"a line of code has no address; {_REMOVE}",
    "content.footnote.tooltips": f"footnotes are at the end of their page; {_REMOVE}",
    "content.tabs.link": f"there are no tabs, since GitHub has none; {_REMOVE}",
    "content.tooltips": "",
    "header.autohide": f"the header stays, since it has the search; {_REMOVE}",
    "navigation.expand": f"small sites show all pages, large ones those nearby; {_REMOVE}",
    "navigation.footer": "",
    "navigation.indexes": "",
    "navigation.instant": f"pages are fetched ahead instead, and need no script; {_REMOVE}",
    "navigation.instant.prefetch": "",
    "navigation.instant.preview": f"terms show what they mean instead; {_REMOVE}",
    "navigation.instant.progress": f"pages are fetched ahead instead; {_REMOVE}",
    "navigation.path": "",
    "navigation.prune": "",
    "navigation.sections": f"the navigation is a list; {_REMOVE}",
    "navigation.tabs": f"the navigation is a column, on phones a drawer; {_REMOVE}",
    "navigation.tabs.sticky": f"the navigation is a column, on phones a drawer; {_REMOVE}",
    "navigation.top": "",
    "navigation.tracking": f"a question has a link to copy instead; {_REMOVE}",
    "search.highlight": "",
    "search.share": "",
    "search.suggest": "",
    "toc.follow": "",
    "toc.integrate": f"a page's contents have a column of their own; {_REMOVE}",
}
"""Material's features → what to do; empty if the site always has the feature."""

PLUGINS = {
    "search": f"the site has a search of its own, which knows questions and terms; {_REMOVE}",
    "glightbox": "its script is inline, and pages allow none; link to the large picture",
    "blog": f"there is no blog; put pages into docs/, and {_REMOVE}",
    "offline": f"the site can be read offline, and opens from a folder; {_REMOVE}",
    "social": f"each page has a card for link previews; {_REMOVE}",
    "tags": f"the topics from A to Z take the place of tags; {_REMOVE}",
    "rss": f"it needs files, and pages of notes are parts of files; {_REMOVE}",
}
"""Plugins that find nothing here or break pages, so they are disabled → what to do."""

_ICONS = ("logo", "repo")


def ignored_settings(given: Mapping[str, Any]) -> Iterator[str]:
    """Yield a message for each setting without effect in ``given``, the data of ``mkdocs.yml``."""
    for path, advice in SETTINGS.items():
        if _at(given, path):
            yield f"{path.replace('.', ': ')}: has no effect: {advice}"
    theme = given.get("theme")
    if isinstance(theme, Mapping):
        yield from _features(theme.get("features"))
        yield from _font(theme.get("font"))
        for name, icon in _items(theme.get("icon")):
            if name not in _ICONS:
                yield f"theme: icon: {name}: {icon}: has no effect: {_DRAWN}"
    for name, _ in _listed(given.get("plugins")):
        if advice := advice_on(name):
            yield f"plugins: {name}: has no effect: {advice}"


def advice_on(plugin: str) -> str:
    """Return what to do instead of a plugin that is disabled; empty for any other plugin."""
    return PLUGINS.get(plugin.rpartition("/")[2], "")  # without the name of a theme


def ignored_extensions(given: Mapping[str, Any], by_hand: bool) -> Iterator[str]:
    """Yield a message if ``markdown_extensions`` has extensions that no page uses.

    ``by_hand`` is true if there are pages in ``docs/``.
    """
    names = [name for name, _ in _listed(given.get("markdown_extensions"))]
    if others := [name for name in names if name not in EXTENSIONS and not by_hand]:
        yield (
            f"markdown_extensions: {', '.join(others)}: apply to pages in docs/, and there are "
            "none; notes are read as on GitHub"
        )


def _features(listed: object) -> Iterator[str]:
    for name in listed if isinstance(listed, list) else ():
        advice = FEATURES.get(str(name), f"Material has no such feature; {_REMOVE}")
        if advice:
            yield f"theme: features: {name}: has no effect: {advice}"


def _font(font: object) -> Iterator[str]:
    values = dict(_items(font)) if isinstance(font, Mapping) else {"text": font}
    for name, variable in (("text", "--serif"), ("code", "--mono")):
        if value := values.get(name):
            yield (
                f"theme: font: {name}: {value}: has no effect: {_ELSEWHERE}. Put the font's files "
                "into docs/, name them with @font-face in a file at extra_css, and write there "
                f':root {{ {variable}: "{value}" }}'
            )


def _at(given: Mapping[str, Any], path: str) -> object:
    value: object = given
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _items(value: object) -> list[tuple[str, Any]]:
    return [(str(name), each) for name, each in value.items()] if isinstance(value, Mapping) else []


def _listed(value: object) -> list[tuple[str, Any]]:
    """The names in ``plugins`` or ``markdown_extensions``, from any of their forms."""
    if isinstance(value, Mapping):
        return _items(value)
    entries = value if isinstance(value, list) else []
    return [
        item
        for each in entries
        for item in (_items(each) if isinstance(each, Mapping) else [(str(each), None)])
    ]
