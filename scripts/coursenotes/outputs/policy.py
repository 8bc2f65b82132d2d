"""Define the Content-Security-Policy of pages, and the few inline scripts that it allows.

The policy forbids everything that the site does not use, so code that a stranger's notes smuggle in
does not run (Content Security Policy Level 3). Scripts, styles and fonts are files of the site. A
site that is opened from a folder has no ``'self'``; there ``file:`` allows the same. Scripts that
must run before the first paint are in ``inline/`` and are allowed by their checksums, as are
speculation rules. JSON-LD is data and needs no permission. The templates add what single pages
need: pictures of other hosts, as on GitHub, and ``style`` attributes, which align table cells and
formulas and give a diagram its size.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from importlib import resources

POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; worker-src 'self'; "
    "font-src 'self' file:; style-src 'self' file:; connect-src 'self'"
)
"""The policy of every page.

``connect-src`` lets nothing leave the site. Requests to the site itself come from MkDocs' own
script while it serves, and from tools such as Lighthouse, for ``robots.txt``.
"""


_CHOSEN = 'localStorage.getItem("theme") ?? ""'
"""The expression with which inline/theme.js reads the reader's choice."""


def policy_values(serving: bool = False, scheme: str = "") -> dict[str, object]:
    """Return the values that the templates need, for ``extra``.

    ``policy`` applies to every page; ``inline`` has each script by name, with its ``text``
    and the ``source`` that allows it. ``serving`` allows the script that ``mkdocs serve`` adds to
    each page, whose text differs from page to page. ``scheme`` is ``light`` or ``dark`` if pages
    always have that, whatever a reader chose on another site of the same host.
    """
    scripts = {
        name: {"text": text, "source": "'unsafe-inline'" if serving else source_of(text)}
        for name, text in inline_scripts(scheme).items()
    }
    return {"policy": POLICY, "inline": scripts}


def source_of(script: str) -> str:
    """Return the source expression that allows a ``<script>`` with exactly this text."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def inline_scripts(scheme: str = "") -> Mapping[str, str]:
    """Return the scripts in ``inline/`` by name, without comments and indentation."""
    folder = resources.files(__package__) / "inline"
    scripts = {
        file.name.partition(".")[0]: _bare(file.read_text("utf-8"))
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
    }
    if scheme:
        assert _CHOSEN in scripts["theme"]
        scripts["theme"] = scripts["theme"].replace(_CHOSEN, f'"{scheme}"')
    return scripts


def _bare(script: str) -> str:
    lines = (line.strip() for line in script.split("\n"))
    return "\n".join(line for line in lines if line and not line.startswith("//"))
