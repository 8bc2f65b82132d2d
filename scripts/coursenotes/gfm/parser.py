"""Parse the notes' text into HTML as GitHub does, with line numbers.

Formulas are found here and nowhere else, by GitHub's rules. They become ``<tex-inline>`` and
``<tex-display>``. The language of a fence becomes ``data-lang``.

Every block has ``data-line``; formulas, links and pictures also have ``data-column``. A comment
``L:77`` before raw HTML gives its line. If line 77 nests too deep, the whole begins with the
comment ``D:77``. Nothing is sanitized yet: :mod:`coursenotes.gfm.tree` does that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from msgspec import Struct

from coursenotes.gfm.autolinks import autolink_plugin
from coursenotes.gfm.blocks import MAX_NESTING, TOO_DEEP, block_plugin
from coursenotes.gfm.footnotes import environment, github_footnotes
from coursenotes.gfm.link_labels import bracket_plugin
from coursenotes.gfm.lists import list_plugin
from coursenotes.gfm.math import decoded, formula_plugin, in_html, writes_brackets
from coursenotes.gfm.positions import DEFINED, position_plugin
from coursenotes.gfm.raw_tags import with_positions
from coursenotes.gfm.sanitizer import KEPT_TAGS
from coursenotes.gfm.signs import sign_plugin
from coursenotes.gfm.spare_tokens import token_plugin

# GFM, "Disallowed Raw HTML (extension)": such tags are shown as text. The sanitizer removes a
# script or style with its contents if it is closed. An open one would swallow the rest, so it
# becomes text.
_DISALLOWED = re.compile(
    r"<(?:(?=/?(?:title|textarea|xmp|iframe|noembed|noframes|plaintext)\b)"
    r"|(?=(?P<open>script|style)\b))",
    re.IGNORECASE,
)
# Bounded, to keep the time linear.
_TAG = re.compile(
    r"</?(?P<name>[A-Za-z][^\s/<>]*+)"
    r"(?:[^<>\"']++|\"[^\"]{0,1000}+\"|'[^']{0,1000}+'){0,50}+>"
)
_PASSED_ON = KEPT_TAGS | {"script", "style"}  # the sanitizer removes these two with their content
_CLOSED = re.compile(r"</(script|style)\s*+>", re.IGNORECASE)


class Parsed(Struct, frozen=True):
    """The parser's tokens. They hold more than the HTML, such as cells that GitHub drops."""

    text: str
    tokens: list[Token]
    environment: dict[str, Any]

    @property
    def defined(self) -> list[tuple[str, int]]:
        """The label and line of each definition of a footnote, in the order of the notes."""
        found: list[tuple[str, int]] = self.environment[DEFINED]
        return found


def parse(text: str) -> Parsed:
    """Parse ``text`` as GitHub's parser does.

    ``text`` is any string; no input raises. Line numbers count from its first line.
    """
    text = without_surrogates(text)
    found = environment()
    return Parsed(text, _parser(writes_brackets(text)).parse(text, found), found)


def to_html(parsed: Parsed | str) -> str:
    """Render a parsed text, or a text, as GitHub's parser does, before sanitizing."""
    if isinstance(parsed, str):
        parsed = parse(parsed)
    md, found = _parser(writes_brackets(parsed.text)), parsed.environment
    html = str(md.renderer.render(parsed.tokens, md.options, found))
    return f"<!--D:{found[TOO_DEEP]}-->{html}" if TOO_DEEP in found else html


def normal(text: str) -> str:
    """Return ``text`` with one kind of line end, without byte-order mark and control characters.

    Lines keep their numbers, and characters their columns.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"[\x01-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", without_surrogates(text))


def without_surrogates(text: str) -> str:
    """Return ``text`` with U+FFFD, as browsers show it, for each half of a surrogate pair."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@lru_cache(maxsize=2)
def _parser(brackets: bool) -> MarkdownIt:
    """A parser; ``brackets`` for a file that writes formulas as ``\\(…\\)``."""
    md = MarkdownIt("gfm-like2", renderer_cls=_Renderer)
    md.options["linkify"] = False
    md.options["alerts"] = False  # they are found in the tree, where GitHub finds them
    md.options["maxNesting"] = MAX_NESTING
    md.disable("linkify")
    # Every address becomes a link, as on GitHub; the sanitizer takes away what is unsafe.
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    md.normalizeLink = _escaped_address  # type: ignore[method-assign]
    md.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    md.use(github_footnotes)
    md.use(autolink_plugin)
    md.use(bracket_plugin)
    md.use(block_plugin)
    md.use(list_plugin)
    md.use(formula_plugin, brackets=brackets)
    md.use(position_plugin)
    md.use(sign_plugin)
    md.use(token_plugin)
    for formula in ("math_inline", "math_inline_double", "math_block"):
        del md.renderer.rules[formula]  # type: ignore[attr-defined]  # the plugin's, for our own
        md.renderer.rules[formula] = getattr(md.renderer, formula)  # type: ignore[attr-defined]
    md.renderer.brackets = brackets  # type: ignore[attr-defined]
    return md


def _escaped_address(url: str) -> str:
    """An address as cmark-gfm writes it: only characters that it must not have are escaped."""
    return quote(url.encode("utf-8", "replace"), safe="!#$%&'()*+,-./:;=?@_~")


class _Renderer(RendererHTML):
    """Writes HTML with line numbers. Nothing in it needs a script in the browser."""

    brackets = False
    """True if ``\\(…\\)`` is a formula in raw HTML too."""

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: Any) -> str:
        for token in tokens:
            if token.children and len(token.children) > MAX_NESTING:
                token.children = _limited_emphasis(token.children)
        return super().render(tokens, options, env)

    @staticmethod
    def renderAttrs(token: Token) -> str:
        # Written here, because an attribute on each token would need a tenth of the memory.
        return RendererHTML.renderAttrs(token) + _line(token)

    def html_block(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        token = tokens[idx]
        source_map = token.meta["source_map"]
        content = token.content.removesuffix("\n") + "\n"  # as cmark-gfm's, also at the file's end
        raw = with_positions(content, source_map.place)

        def shown(formula: Token, offset: int) -> str:
            kind = "inline" if formula.type == "math_inline" else "display"
            place = source_map.place(raw.written(offset))
            return _tex(kind, decoded(formula.content), place)

        return f"<!--L:{source_map.first}-->{_allowed(in_html(raw.html, self.brackets, shown))}"

    def html_inline(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        place = tokens[idx].meta.get("place", (0, 0))
        return _allowed(with_positions(tokens[idx].content, lambda offset: place).html)

    def fence(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        token = tokens[idx]
        language = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
        if language == "math":
            return _tex("display", token.content, token.meta["place"])
        lang = f' data-lang="{escapeHtml(language)}"' if language else ""
        lang += f'{_line(token)} data-column="{token.meta["place"][1]}"' if language else ""
        return f"<pre{_line(token)}><code{lang}>{escapeHtml(token.content)}</code></pre>\n"

    def code_block(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        token = tokens[idx]
        code = escapeHtml(token.content)
        return f"<pre{_line(token)}><code>{code}</code></pre>\n"

    def math_inline(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return _tex("inline", decoded(tokens[idx].content), tokens[idx].meta["place"])

    def math_inline_double(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return _tex("display", decoded(tokens[idx].content), tokens[idx].meta["place"])

    def math_block(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return _tex("display", decoded(tokens[idx].content), tokens[idx].meta["place"])


def _line(token: Token) -> str:
    """The attribute with the line that a block begins on; empty if it has no line."""
    return f' data-line="{token.map[0] + 1}"' if token.map and token.nesting >= 0 else ""


def _limited_emphasis(tokens: list[Token]) -> list[Token]:
    """Running text without the emphasis that nests too deep to be seen."""
    out, depth = [], 0
    for token in tokens:
        if token.nesting > 0:
            depth += 1
        if not token.nesting or depth <= MAX_NESTING:
            out.append(token)
        if token.nesting < 0:
            depth -= 1
    return out


def _allowed(html: str) -> str:
    """Raw HTML with the tags that GitHub disallows as text, and without those that it drops.

    Their contents stay. The sanitizer would read names of SVG and MathML as such, although
    ``<path>`` may only mean "your path here", and ``<template>`` would take all that follows.
    """
    ends = {found[1].lower(): found.start() for found in _CLOSED.finditer(html)}

    def tag(found: re.Match[str]) -> str:
        name = (found["open"] or "").lower()
        return "<" if found.start() < ends.get(name, 0) else "&lt;"

    html = _DISALLOWED.sub(tag, html)
    return _TAG.sub(lambda m: m.group() if m["name"].lower() in _PASSED_ON else "", html)


def _tex(kind: str, tex: str, place: tuple[int, int]) -> str:
    where = f'data-line="{place[0]}" data-column="{place[1]}"'
    return f"<tex-{kind} {where}>{escapeHtml(tex.strip())}</tex-{kind}>"
