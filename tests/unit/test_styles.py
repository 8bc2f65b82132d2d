"""The style sheets only select what pages contain."""

import re
from pathlib import Path

from pygments.token import STANDARD_TYPES

ROOT = Path(__file__).parents[2]
WRITERS = [
    path
    for folder in ("overrides", "scripts")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".html", ".js", ".py")
]
STYLES = {
    path.name: re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    for path in (ROOT / "overrides").rglob("*.css")
}


def test_every_class_that_is_styled_is_written_somewhere():
    written = "\n".join(path.read_text("utf-8") for path in WRITERS)
    known = set(re.findall(r"[\w-]+", written)) | set(STANDARD_TYPES.values())
    styled = {
        (name, found)
        for name, text in STYLES.items()
        for found in re.findall(r"\.([A-Za-z][\w-]*)(?=[^{};]*\{)", text)
    }
    assert len(styled) > 100
    assert not {(name, found) for name, found in styled if found not in known}


def test_every_custom_property_that_is_used_is_set():
    text = "\n".join(STYLES.values())
    used = set(re.findall(r"var\((--[\w-]+)\)", text))
    assert used
    assert not used - set(re.findall(r"(--[\w-]+)\s*:", text))
