"""Turn bare addresses into links, as GitHub's parser does.

The rules are those of the GFM specification, section 6.9 "Autolinks (extension)", and where it is
silent those of cmark-gfm: ``www.`` and ``http://`` are found while inline text is read (so that
``*`` and ``_`` inside them are no emphasis), e-mail addresses in the finished text (so that an
underscore does not cut them).
"""

from __future__ import annotations

import re
import unicodedata

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_SCHEME = re.compile(r"(?:https?|ftp)$", re.IGNORECASE)
_LETTER = re.compile("[A-Za-z]")  # others may precede an address, as in Chinese
_SPACE_OR_LESS = re.compile(r"[\s<]")
_ENTITY_END = re.compile(r"&[A-Za-z0-9]+;$")
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9.+_-])(?:mailto:|xmpp:)?[A-Za-z0-9.+_-]+"
    r"@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+(?:/[A-Za-z0-9.@]+)?(?![@\w-])",
    re.ASCII,
)


def autolink_plugin(md: MarkdownIt) -> None:
    """Add the rules to a parser."""
    md.inline.ruler.push("autolink_brackets", _brackets)
    md.inline.ruler.push("autolink_www", _www)
    md.inline.ruler.push("autolink_scheme", _scheme)
    md.core.ruler.push("autolink_email", _emails)


def _brackets(state: StateInline, silent: bool) -> bool:
    """Count open brackets that belong to no link: cmark-gfm finds no address in them."""
    sign = state.src[state.pos]
    if silent or sign not in "[]":
        return False
    count = _open_brackets(state) + (1 if sign == "[" else -1)
    vars(state)["open_brackets"] = max(0, count)  # the state is one paragraph's
    state.pending += sign
    state.pos += 1
    return True


def _is_linked(state: StateInline) -> bool:
    return bool(state.linkLevel or _open_brackets(state))


def _open_brackets(state: StateInline) -> int:
    return int(vars(state).get("open_brackets", 0))


def _www(state: StateInline, silent: bool) -> bool:
    if silent or _is_linked(state) or not state.src.startswith("www.", state.pos):
        return False
    before = state.src[state.pos - 1] if state.pos else " "
    if not (before.isspace() or before in "*_~("):
        return False
    end = _address_end(state, state.pos, needs_dot=True)
    if end is None:
        return False
    address = state.src[state.pos : end]
    return _emit(state, "http://" + address, address, end)


def _scheme(state: StateInline, silent: bool) -> bool:
    if silent or _is_linked(state) or not state.src.startswith("://", state.pos):
        return False
    found = _SCHEME.search(state.pending)
    if not found or _LETTER.fullmatch(state.pending[: found.start()][-1:]):
        return False
    end = _address_end(state, state.pos + 3, needs_dot=False)
    if end is None:
        return False
    state.pending = state.pending[: found.start()]
    address = found.group() + state.src[state.pos : end]
    return _emit(state, address, address, end)


def _emit(state: StateInline, address: str, text: str, end: int) -> bool:
    _link(state, address)
    state.push("text", "", 0).content = text
    state.push("link_close", "a", -1)
    state.pos = end
    return True


def _link(state: StateInline, address: str) -> None:
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": state.md.normalizeLink(address)}
    token.info = "auto"


def _address_end(state: StateInline, start: int, needs_dot: bool) -> int | None:
    """The end of an address whose host begins at ``start``; None if it is not one."""
    source = state.src
    host_end = start
    while host_end < state.posMax and _is_host_character(source[host_end]):
        host_end += 1
    labels = source[start:host_end].split(".")
    if host_end == start or (needs_dot and len(labels) < 2):
        return None
    # An underscore in the last two labels makes a host invalid (GFM, "valid domain"); cmark-gfm
    # does not look at the last sign of all, which may end emphasis.
    last_two = ".".join(labels[-2:])
    if len(labels) <= 10 and "_" in (last_two[:-1] if host_end == state.posMax else last_two):
        return None
    stop = _SPACE_OR_LESS.search(source, host_end, state.posMax)
    end = stop.start() if stop else state.posMax
    opened, closed = source.count("(", start, end), source.count(")", start, end)
    while end > start:
        last = source[end - 1]
        if last == ")":
            if closed <= opened:
                break
            closed -= 1
            end -= 1
        elif last == ";":
            # Far enough back for the longest entity, near enough to stay linear.
            entity = _ENTITY_END.search(source[max(start, end - 40) : end])
            end -= len(entity.group()) if entity else 1
        elif last in "?!.,:*_~'\"":
            end -= 1
        else:
            break
    return end if end > start else None


def _is_host_character(character: str) -> bool:
    if character in ".-_":
        return True
    return (
        not character.isspace()
        and unicodedata.category(character)[0] not in "PC"
        and (character not in "<>`$+=|^~")
    )


def _emails(state: StateCore) -> None:
    for block in state.tokens:
        if block.type == "inline" and block.children and "@" in block.content:
            block.children = _with_emails(block.children)


def _with_emails(tokens: list[Token]) -> list[Token]:
    out: list[Token] = []
    depth = 0
    for token in tokens:
        depth += token.nesting if token.type.startswith("link_") else 0
        if token.type != "text" or depth or "@" not in token.content:
            out.append(token)
            continue
        done = 0
        for found in _EMAIL.finditer(token.content):
            address = found.group()
            if not address.partition("/")[0][-1].isalpha():
                continue
            href = address if address.startswith(("mailto:", "xmpp:")) else "mailto:" + address
            out += [
                _text(token.content[done : found.start()]),
                Token("link_open", "a", 1, attrs={"href": href}, info="auto"),
                _text(address),
                Token("link_close", "a", -1),
            ]
            done = found.end()
        out.append(_text(token.content[done:]))
    return out


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
