"""Pages as plain files that any engine of MkDocs' family builds: front matter and HTML.

Python-Markdown, which MkDocs and Zensical share, hands HTML on as it is, but for what it does to
all text before: tabs, blank lines and fences. So the pages come out the same without our plugin.

Links differ: Zensical reads a relative address in HTML as one between files, MkDocs leaves it. Both
leave one with a scheme; so relative ones get :data:`KEPT`, which the template takes off again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from coursenotes.model import Page
from coursenotes.outputs.html import Entry, RenderedPage

_NOT_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
KEPT = "site:<>"
"""Before a relative address. It is in no text and no attribute, where each ``<`` is escaped."""
_TAG = re.compile(r"<[a-z][^>]*>")
_ADDRESSES = re.compile(r' (?:href|src|srcset)="[^"]*')
_RELATIVE = re.compile(r'(="|, )(?!#|//|[A-Za-z][\w+.-]*:)')
_TIDIED = re.compile(r"[`~\t]| +(?=\n)")


def exported_page(page: Page, rendered: RenderedPage) -> str:
    """The file of a page: what the templates read of it, and what it was ``rendered`` to."""
    html = _TAG.sub(lambda tag: _ADDRESSES.sub(_kept, tag[0]), rendered.html)
    html = _TIDIED.sub(lambda found: f"&#{ord(found[0][0])};" * len(found[0]), html)
    return f"{front_matter({**page.meta, 'contents': _listed(rendered.contents)})}\n{html}"


def _kept(addresses: re.Match[str]) -> str:
    return _RELATIVE.sub(rf"\1{KEPT}", addresses[0])


def _listed(contents: Sequence[Entry]) -> list[dict[str, Any]]:
    """A table of contents by the names that MkDocs' own has in templates."""
    return [
        {
            "title": entry.title,
            "url": f"#{entry.id}",
            **({"number": entry.number} if entry.number else {}),
            "children": _listed(entry.below),
        }
        for entry in contents
    ]


def front_matter(values: Mapping[str, Any]) -> str:
    """``values`` as a page's front matter: each as JSON, which YAML reads as well, in a line."""
    lines = (f"{name}: {_json(value)}\n" for name, value in values.items())
    return f"---\n{''.join(lines)}---\n"


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _NOT_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
