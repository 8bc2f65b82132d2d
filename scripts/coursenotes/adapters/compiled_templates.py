"""Cache compiled templates: compiling them takes most of the time of a small site."""

from __future__ import annotations

from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """Compiled templates by name and source, whichever folder they are in."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return ``name``, by which the templates of a theme include each other."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Set the code of the template in ``bucket``, if that is known."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of the template in ``bucket``, which was just compiled."""
        if bucket.code:
            self._code[bucket.key, bucket.checksum] = bucket.code
