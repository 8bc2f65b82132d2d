"""Write pages as plain files that any engine like MkDocs builds: front matter and HTML.

Python-Markdown, which MkDocs and Zensical share, passes HTML on unchanged, except for tabs, blank
lines and fences, which it changes in all text first. So the pages come out the same without our
plugin.

Links differ: Zensical reads a relative address in HTML as one between files, and MkDocs does not
change it. Neither changes an address with a scheme. So relative addresses get the prefix
:data:`KEPT`, which the template removes again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from coursenotes.model import Page
from coursenotes.outputs.contents import Entry
from coursenotes.outputs.html import RenderedPage

_NOT_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
KEPT = "site:<>"
"""The prefix of a relative address. Nothing else contains it, since each ``<`` is escaped."""
_TAG = re.compile(r"<[a-z][^>]*>")
_ADDRESSES = re.compile(r' (?:href|src|srcset)="[^"]*')
_RELATIVE = re.compile(r'(="|, )(?!#|//|[A-Za-z][\w+.-]*:)')
_TIDIED = re.compile(r"[`~\t]| +(?=\n)")


def exported_page(page: Page, rendered: RenderedPage) -> str:
    """Return the file of a page: the templates' values as front matter, then the HTML."""
    html = _TAG.sub(lambda tag: _ADDRESSES.sub(_kept, tag[0]), rendered.html)
    html = _TIDIED.sub(lambda found: f"&#{ord(found[0][0])};" * len(found[0]), html)
    return f"{front_matter({**page.meta, 'contents': _listed(rendered.contents)})}\n{html}"


def _kept(addresses: re.Match[str]) -> str:
    return _RELATIVE.sub(rf"\1{KEPT}", addresses[0])


def _listed(contents: Sequence[Entry]) -> list[dict[str, Any]]:
    """A table of contents with the names that MkDocs' templates use."""
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
    """Return ``values`` as front matter, each on a line as JSON, which is also YAML."""
    lines = (f"{name}: {_json(value)}\n" for name, value in values.items())
    return f"---\n{''.join(lines)}---\n"


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _NOT_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
