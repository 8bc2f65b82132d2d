"""Strip from HTML what GitHub strips: tags, attributes, styles, addresses that run scripts.

``nh3`` does it, with GitHub's allow-list, without the tags that a static page does not need. It
also closes open elements as a browser would.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import nh3

from coursenotes.gfm.html_pieces import pieces

_FAR_TOO_DEEP = 1_000
_NESTING = re.compile(  # elements that end only at their end tag
    r"<(/?)(?:div|section|center|blockquote|details|figure|table|ul|ol|dl)\b[^<>]*>", re.IGNORECASE
)

KEPT_TAGS = frozenset(
    "h1 h2 h3 h4 h5 h6 br b i strong em a pre code img tt div ins del sup sub p picture ol ul "
    "table thead tbody tfoot blockquote dl dt dd kbd q samp var hr ruby rt rp li tr td th s "
    "strike summary details caption figure figcaption abbr bdo cite dfn mark small source span "
    "time wbr input center section tex-inline tex-display".split()
)
_ATTRIBUTES = {
    "*": {"id", "title", "lang", "dir", "align", "data-line", "data-column"},
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height"},
    "source": {"srcset", "media"},
    "picture": set[str](),
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "valign", "style"},
    "th": {"colspan", "rowspan", "valign", "scope", "style"},
    "table": {"width"},
    "details": {"open"},
    "code": {"data-lang"},
    "input": {"type", "checked"},
    "time": {"datetime"},
    "q": {"cite"},
    "blockquote": {"cite"},
    "del": {"cite", "datetime"},
    "ins": {"cite", "datetime"},
}
_CLASSES = {
    "li": {"task-list-item", "footnote-item"},
    "section": {"footnotes"},
    "sup": {"footnote-ref"},
    "a": {"footnote-backref"},
}


def sanitize(html: str) -> str:
    """Return ``html`` without everything that GitHub strips."""
    return _sanitized(_nesting_no_deeper(html))


def sanitized_pieces(html: str) -> Iterator[str]:
    """Yield the result of :func:`sanitize` in pieces, which need less memory."""
    return map(_sanitized, pieces(_nesting_no_deeper(html)))


def _sanitized(html: str) -> str:
    return nh3.clean(
        html,
        tags=set(KEPT_TAGS),
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        clean_content_tags={"script", "style"},
        filter_style_properties={"text-align"},
        url_schemes={"http", "https", "mailto", "ftp", "xmpp", "tel"},
        strip_comments=False,
        link_rel=None,
    )


def _nesting_no_deeper(html: str) -> str:
    """``html`` without the tags that nest far too deep, which would make the sanitizer slow.

    It looks through all open elements at each tag. The tree flattens the rest.
    """
    if len(_NESTING.findall(html)) <= _FAR_TOO_DEEP:
        return html
    depth = 0

    def tag(found: re.Match[str]) -> str:
        nonlocal depth
        closing = bool(found[1])
        depth = max(0, depth - 1) if closing else depth + 1
        return "" if depth + closing > _FAR_TOO_DEEP else found.group()

    return _NESTING.sub(tag, html)
