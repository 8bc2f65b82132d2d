"""What ``mkdocs serve`` remembers from build to build, so that an edit costs what it changes.

Nothing is taken over unless all that it was made of is equal.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Memory(Generic[T]):
    """Things that were made in the last build and in this one, by their names."""

    def __init__(self) -> None:
        self._before: dict[str, tuple[object, T]] = {}
        self._now: dict[str, tuple[object, T]] = {}

    def begin(self, keep: bool = True) -> None:
        """A build begins: forget what the last one did not use; all of it without ``keep``."""
        self._before, self._now = self._now if keep else {}, {}

    def __call__(self, name: str, source: object, make: Callable[[], T]) -> T:
        """The thing of this ``name``: from before if its ``source`` is equal, else made now."""
        known = self._before.get(name)
        made = known[1] if known and known[0] == source else make()
        self._now[name] = source, made
        return made
