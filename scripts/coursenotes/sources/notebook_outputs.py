"""Convert what the code of a notebook printed and drew to HTML, one line for each output."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from coursenotes.elements import text_of
from coursenotes.gfm.sanitizer import sanitize
from coursenotes.gfm.tree import to_tree

Keep = Callable[[bytes, str], str]
"""Saves a picture, given its data and ending, with the notebook; returns its address there."""

PICTURES = {
    "image/svg+xml": "svg",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
}
"""Media types of pictures that a page can show → their file endings."""
# If an output has several forms, Jupyter shows the first of these.
_FORMS = ("text/html", "text/markdown", "image/svg+xml", "text/latex", *PICTURES, "text/plain")
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_PRE = re.compile(r"(<pre\b.*?</pre>)", re.IGNORECASE | re.DOTALL)
_DELIMITED = re.compile(r"\s*(?:\$|\\\(|\\\[)")


def shown(outputs: Sequence[Any], keep: Keep) -> Iterator[tuple[str, str]]:
    """Yield each visible output: ``html`` and one line of HTML, or ``markdown`` and a text."""
    for output in _joined_streams(outputs):
        match output.get("output_type"):
            case "stream":
                yield from _text(as_text(output.get("text")))
            case "error":
                lines = output.get("traceback")
                said = "\n".join(map(as_text, lines)) if isinstance(lines, list) else ""
                yield from _text(said or f"{output.get('ename')}: {output.get('evalue')}")
            case "execute_result" | "display_data":
                data = output.get("data")
                yield from _first_form(data if isinstance(data, dict) else {}, keep)


def as_text(value: object) -> str:
    """Return a text of a notebook, which may be stored as a list of lines."""
    if isinstance(value, list):
        return "".join(each for each in value if isinstance(each, str))
    return value if isinstance(value, str) else ""


def picture(data: str, kind: str) -> bytes:
    """Return the picture of media type ``kind`` in ``data``; empty if it is not one."""
    if kind == "image/svg+xml":
        return data.encode("utf-8", "replace")
    try:
        return b64decode(data)
    except (binascii.Error, ValueError):
        return b""


def preformatted(text: str) -> str:
    """Return ``text`` as a block of code in one line of HTML."""
    safe = escape(text).replace("$", "&#36;").replace("\\", "&#92;").replace("\n", "&#10;")
    return f"<pre><code>{safe}</code></pre>"


def in_one_line(html: str) -> str:
    """Return HTML as GitHub keeps it, in one line, with every element closed."""
    parts = _PRE.split(sanitize(html))
    parts[1::2] = [part.replace("\n", "&#10;") for part in parts[1::2]]
    return " ".join("".join(parts).split("\n")).strip()


def _joined_streams(outputs: Sequence[Any]) -> list[Mapping[str, Any]]:
    """The outputs, with consecutive pieces of printed text joined."""
    found: list[dict[str, Any]] = []
    for output in outputs:
        if not isinstance(output, dict):
            continue
        last = found[-1] if found else {}
        name = output.get("name")
        if output.get("output_type") == last.get("output_type") == "stream" and (
            last.get("name") == name
        ):
            last["text"] = as_text(last.get("text")) + as_text(output.get("text"))
        else:
            found.append(dict(output))
    return list(found)


def _first_form(data: Mapping[str, Any], keep: Keep) -> Iterator[tuple[str, str]]:
    """The first form of an output of which sanitizing leaves something."""
    for kind in _FORMS:
        text = as_text(data.get(kind))
        if found := list(_form(kind, text, as_text(data.get("text/plain")), keep)):
            yield from found
            return


def _form(kind: str, text: str, plain: str, keep: Keep) -> Iterator[tuple[str, str]]:
    if not text.strip():
        return
    if kind in PICTURES:
        if data := picture(text, kind):
            alt = " ".join(plain.strip("<>").split())
            address = keep(data, PICTURES[kind])
            yield "html", f'<p><img src="{escape(address)}" alt="{escape(alt)}"></p>'
    elif kind == "text/html":
        html = in_one_line(text)
        tree = to_tree(html)
        if text_of(tree).strip() or any(each.tag == "img" for each in tree.walk()):
            yield "html", html
    elif kind == "text/latex":
        tex = " ".join(text.split())
        yield "markdown", tex if _DELIMITED.match(tex) else f"$${tex}$$"
    elif kind == "text/markdown":
        yield "markdown", text
    else:
        yield from _text(text)


def _text(text: str) -> Iterator[tuple[str, str]]:
    """What a terminal shows of ``text``: without colours, each line as last overwritten."""
    lines = _ESCAPES.sub("", text).split("\n")
    seen = "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in lines).rstrip()
    if seen:
        yield "html", preformatted(seen)
