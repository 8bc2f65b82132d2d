"""The proof that a page says what GitHub shows, before it is written.

A page is composed as Markdown, rendered by the site's own engine, read back and compared with the
tree it was made from, block by block. A block that did not come back the same is composed again
as HTML. So a difference between the two dialects, known or not, costs readability of the page's
source and never the reader's text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from html.parser import HTMLParser

from coursenotes.blocks import alert_kind
from coursenotes.dialect import block_markdown, boxed
from coursenotes.engine import render_plain
from coursenotes.html_form import block_html
from coursenotes.model import Element, Node
from coursenotes.running_text import CannotSay
from coursenotes.tree import HEADINGS, VOID, text_of

_ROUNDS = 3
"""How often blocks that differ are composed again before the whole page becomes HTML."""

_ALIGNED = 250_000
"""Longer pages of which a block was read as two or none become HTML whole: aligning takes long."""


_CROWDED = 4_000_000
"""Blocks in boxes times elements of the page from which boxes become HTML as well: for each block
in a box the engine looks at every element that the page has so far."""


@dataclass(frozen=True, slots=True)
class Boxed:
    """An answer's blocks in a ``///`` box: ``header`` opens it, ``summary`` is its title."""

    header: str
    summary: str
    blocks: tuple[Element, ...]


Part = Element | Boxed
"""What a page is composed of."""


def compose(parts: Sequence[Part], page: str) -> str:
    """The Markdown of ``parts`` for the page at ``page``, proved to be read as they are."""
    flat = [block for part in parts for block in _flatten(part)]
    wanted = [canonical(block) if isinstance(block, Element) else block for block in flat]
    as_html: set[int] = set()
    crowded = _is_crowded(flat)
    forms = _forms(flat, page, as_html, crowded)
    for _ in range(_ROUNDS):
        text = _assemble(parts, forms, crowded)
        got = _read_back(render_plain(text))
        differ = _differing(wanted, got) - as_html
        if not differ:
            break
        for place in differ:
            block = flat[place]
            if isinstance(block, Element):
                forms[place] = block_html(block, page)
        as_html |= differ
    else:
        for place, last in enumerate(flat):
            if isinstance(last, Element) and last.tag not in HEADINGS:
                forms[place] = block_html(last, page)
        text = _assemble(parts, forms, crowded)
    return text


def _is_crowded(flat: Sequence[Element | str]) -> bool:
    elements = inside = 0
    in_box = False
    for block in flat:
        if isinstance(block, str):
            in_box = not in_box
            inside += 1
            continue
        inside += in_box
        for element in block.walk():
            elements += 1
            inside += len(element.children) if _is_box(element) else 0
    return elements * inside > _CROWDED


def _is_box(element: Element) -> bool:
    return element.tag == "details" or bool(alert_kind(element))


def _forms(flat: Sequence[Element | str], page: str, as_html: set[int], crowded: bool) -> list[str]:
    forms = []
    in_box = False
    for place, block in enumerate(flat):
        if isinstance(block, str):
            forms.append("")
            in_box = not in_box
            continue
        try:
            if crowded and (in_box or any(map(_is_box, block.walk()))):
                raise CannotSay("too many boxes")
            forms.append(block_markdown(block, page))
        except (CannotSay, RecursionError):
            forms.append(block_html(block, page))
            as_html.add(place)
    return forms


def _flatten(part: Part) -> list[Element | str]:
    if isinstance(part, Element):
        return [part]
    summary = re.sub(r"\s+", " ", part.summary)
    return [f"<details>{summary}", *part.blocks, "</details>"]


def _assemble(parts: Sequence[Part], forms: Sequence[str], crowded: bool) -> str:
    waiting = iter(forms)
    pieces = []
    for part in parts:
        if isinstance(part, Element):
            pieces.append(next(waiting))
        else:
            next(waiting)
            content = "\n\n".join(next(waiting) for _ in part.blocks)
            next(waiting)
            if crowded:
                summary = f"<summary>{escape(part.summary)}</summary>"
                pieces.append(f'<details class="answer">\n{summary}\n{content}\n</details>')
            else:
                pieces.append(boxed(part.header, content))
    return "\n\n".join(pieces)


def _differing(wanted: Sequence[str], got: Sequence[str]) -> set[int]:
    if list(wanted) == list(got):
        return set()
    if len(wanted) == len(got):
        return {place for place, block in enumerate(wanted) if block != got[place]}
    if len(wanted) * len(got) > _ALIGNED:
        return set(range(len(wanted)))
    matcher = SequenceMatcher(None, wanted, got, autojunk=False)
    same: set[int] = set()
    for match in matcher.get_matching_blocks():
        same.update(range(match.a, match.a + match.size))
    return set(range(len(wanted))) - same


def _read_back(html: str) -> list[str]:
    """The canonical form of each block of a rendered page, boxes opened."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    out: list[str] = []
    for node in reader.stack[0][2]:
        if isinstance(node, Element) and node.tag == "details" and "answer" in node.get("class"):
            summary, *rest = (c for c in node.children if isinstance(c, Element))
            out.append("<details>" + re.sub(r"\s+", " ", text_of(summary)))
            out += [canonical(inner) for inner in rest]
            out.append("</details>")
        elif isinstance(node, Element):
            out.append(canonical(node))
        elif node.strip():
            out.append(node.strip())
    return out


class _Reader(HTMLParser):
    """The engine's HTML as elements; it is regular, so no repair is needed."""

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


# --- canonical form -------------------------------------------------------------------------------

_COMPARED = ("href", "src", "alt", "title", "align", "start", "value", "open", "colspan", "rowspan")
_TRANSPARENT = frozenset({"span", "thead", "tbody", "label", "input", "div", "section"})
_BREAKING = frozenset({"div", "p", "section"})
_SAME = {"b": "b", "strong": "b", "i": "i", "em": "i", "strike": "del", "s": "del", "tt": "code"}
_BREAK = "\x00"
_EDGE = re.compile(
    r"[ \x00]*(</?(?:li|ul|ol|td|th|tr|table|blockquote|details|summary|pre|h\d|hr|dl|dt|dd|"
    r"note|tip|important|warning|caution)\b[^>\x01]*\x01)[ \x00]*"
)


def canonical(block: Element) -> str:
    """One line for a block, equal for two blocks exactly if a reader sees the same.

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
    if tag == "li":
        out.append("</li\x01")
    elif tag in _BREAKING:
        out.append(_BREAK)
    elif tag not in _TRANSPARENT and tag not in VOID:
        out.append(f"</{tag}\x01")


def _visible(code: str) -> str:
    """Code with white space that later steps leave alone; its last line break does not show."""
    return code.removesuffix("\n").translate({9: "\ue001", 10: "\ue002", 32: "\ue003"})


def _formula(kind: str, tex: str) -> str:
    return f"<tex {kind}\x01" + re.sub(r"\s+", " ", tex.strip())


def _admonition(classes: Sequence[str]) -> str:
    return classes[1] if len(classes) > 1 and classes[0] == "admonition" else ""


def _task(item: Element) -> str:
    if task := item.get("data-task"):
        return f" task={task}"
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
    """``../week-2.md#a`` and ``../../course-1/week-2/#a`` name one place."""
    if re.match(r"[a-z][a-z0-9+.-]*:|//", value, re.IGNORECASE):
        return value
    path, hash_sign, anchor = value.partition("#")
    path = re.sub(r"(?:^|(?<=/))index\.md$|\.md$|/$", "", path)
    return path.rsplit("/", 1)[-1].lstrip(".") + hash_sign + anchor
