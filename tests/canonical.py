"""Write a block, of a tree or of rendered HTML, as one line that shows what a reader sees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from coursenotes.elements import VOID, alert_kind, text_of
from coursenotes.model import Element, Node, Task

_COMPARED = ("href", "src", "alt", "title", "align", "start", "value", "open", "colspan", "rowspan")
_TRANSPARENT = frozenset({"span", "thead", "tbody", "label", "input", "div", "section"})
_BREAKING = frozenset({"div", "p", "section"})
_SAME = {"b": "b", "strong": "b", "i": "i", "em": "i", "strike": "del", "s": "del", "tt": "code"}
_BREAK = "\x00"
_LINE_END = "\ue002"
_EDGE = re.compile(
    r"[ \x00]*(</?(?:li|ul|ol|td|th|tr|table|blockquote|details|summary|pre|h\d|hr|dl|dt|dd|"
    r"note|tip|important|warning|caution)\b[^>\x01]*\x01)[ \x00]*"
)


def canonical(block: Element) -> str:
    """Return a line for a block, equal for two blocks exactly if a reader sees the same.

    White space outside code, colours of code, wrappers and loose or tight lists do not count.
    """
    out: list[str] = []
    _write(block, out, False)
    text = "".join(out)
    text = _EDGE.sub(r"\1", text)
    return re.sub(r"[ \x00]*\x00[ \x00]*", _BREAK, re.sub(r"[ ]+", " ", text)).strip(_BREAK + " ")


def _write(node: Node, out: list[str], verbatim: bool) -> None:
    if isinstance(node, str):
        out.append(_visible(node) if verbatim else re.sub(r"[ \t\n\r\f]+", " ", node))
        return
    tag, classes = _SAME.get(node.tag, node.tag), node.get("class").split()
    if tag == "script" and node.get("type").startswith("math/tex"):
        kind = "display" if "display" in node.get("type") else "inline"
        out.append(_formula(kind, text_of(node)))
        return
    if tag in ("tex-inline", "tex-display"):
        out.append(_formula(tag.removeprefix("tex-"), text_of(node)))
        return
    if tag == "span" and classes == ["tex"]:
        tex = text_of(node)
        out.append(_formula("inline" if tex.startswith("\\(") else "display", tex[2:-2]))
        return
    if tag == "div" and (kind := alert_kind(node) or _admonition(classes)):
        title, *rest = (c for c in node.children if isinstance(c, Element))
        out.append(f"<{kind}\x01{text_of(title).strip()}{_BREAK}")
        for inner in rest:
            _write(inner, out, False)
        out.append(f"</{kind}\x01")
        return
    if tag == "li":
        out.append(f"<li{_task(node)}\x01")
    elif tag in _BREAKING:
        out.append(_BREAK)
    elif tag not in _TRANSPARENT:
        out.append(f"<{tag}{_attributes(node, tag)}\x01")
    inside = verbatim or tag == "code"
    for child in node.children:
        if not (tag == "pre" and isinstance(child, str) and not child.strip()):
            _write(child, out, inside)
    if tag == "code" and out[-1].endswith(_LINE_END):
        out[-1] = out[-1].removesuffix(_LINE_END)  # the last one is invisible
    if tag == "li":
        out.append("</li\x01")
    elif tag in _BREAKING:
        out.append(_BREAK)
    elif tag not in _TRANSPARENT and tag not in VOID:
        out.append(f"</{tag}\x01")


def _visible(code: str) -> str:
    """Code with its white space protected from later steps."""
    return code.translate({9: "\ue001", 10: _LINE_END, 32: "\ue003"})


def _formula(kind: str, tex: str) -> str:
    return f"<tex {kind}\x01" + re.sub(r"\s+", " ", tex.strip())


def _admonition(classes: Sequence[str]) -> str:
    return classes[1] if len(classes) > 1 and classes[0] == "admonition" else ""


def _task(item: Element) -> str:
    if isinstance(item.mark, Task):
        return f" task={'x' if item.mark.done else ' '}"
    if "task-list-item" in item.get("class"):
        box = next((e for e in item.walk() if e.tag == "input"), None)
        checked = box is not None and any(name == "checked" for name, _ in box.attributes)
        return f" task={'x' if checked else ' '}"
    return ""


def _attributes(node: Element, tag: str) -> str:
    values = dict(node.attributes)
    if found := re.search(r"text-align:\s*(\w+)", values.get("style", "")):
        values["align"] = found[1]
    for name in ("href", "src"):
        if name in values:
            values[name] = _same_address(values[name])
    if tag == "ol" and values.get("start") == "1":
        del values["start"]
    return "".join(f" {name}={values[name]}" for name in _COMPARED if name in values)


def _same_address(value: str) -> str:
    """True for two forms of one address: ``../week-2.md#a``, ``../../course-1/week-2/#a``."""
    if re.match(r"[a-z][a-z0-9+.-]*:|//", value, re.IGNORECASE):
        return value
    path, hash_sign, anchor = value.partition("#")
    path = re.sub(r"(?:^|/)index\.md$|\.md$|/$", "", path)
    return path.rsplit("/", 1)[-1].lstrip(".") + hash_sign + anchor


# --- rendered pages -------------------------------------------------------------------------------


def rendered(html: str) -> tuple[Node, ...]:
    """Parse rendered HTML into a tree."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.stack[0][2])


class _Reader(HTMLParser):
    """Parses rendered HTML, which is regular and needs no repair."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[tuple[str, tuple[tuple[str, str], ...], list[Node]]] = [("div", (), [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = tuple((name, value or "") for name, value in attrs)
        if tag in VOID:
            self.stack[-1][2].append(Element(tag, attributes))
        else:
            self.stack.append((tag, attributes, []))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or len(self.stack) == 1:
            return
        name, attributes, children = self.stack.pop()
        self.stack[-1][2].append(Element(name, attributes, tuple(children)))

    def handle_data(self, data: str) -> None:
        children = self.stack[-1][2]
        if children and isinstance(children[-1], str):
            children[-1] += data
        else:
            children.append(data)
