"""Remember results from one build of ``mkdocs serve`` to the next, so that a small edit is quick.

A result is used again only if everything that it was made from is equal.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Memory(Generic[T]):
    """The results of this build and the last one, by name."""

    def __init__(self) -> None:
        self._before: dict[str, tuple[object, T]] = {}
        self._now: dict[str, tuple[object, T]] = {}

    def begin(self, keep: bool = True) -> None:
        """Begin a build: drop what the last one did not use, or everything unless ``keep``."""
        self._before, self._now = self._now if keep else {}, {}

    def __call__(self, name: str, source: object, make: Callable[[], T]) -> T:
        """Return the result remembered for ``name`` if its ``source`` is equal, else a new one."""
        known = self._before.get(name)
        made = known[1] if known and known[0] == source else make()
        self._now[name] = source, made
        return made
