"""What ``mkdocs serve`` remembers from build to build, so a small edit needs little work.

Something is used again only if everything that it was made from is equal.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Memory(Generic[T]):
    """Remembers by name what was made in the last build and in this one."""

    def __init__(self) -> None:
        self._before: dict[str, tuple[object, T]] = {}
        self._now: dict[str, tuple[object, T]] = {}

    def begin(self, keep: bool = True) -> None:
        """Begin a build: forget what the last one did not use, or everything without ``keep``."""
        self._before, self._now = self._now if keep else {}, {}

    def __call__(self, name: str, source: object, make: Callable[[], T]) -> T:
        """What ``name`` stands for: from before if its ``source`` is equal, otherwise made now."""
        known = self._before.get(name)
        made = known[1] if known and known[0] == source else make()
        self._now[name] = source, made
        return made
