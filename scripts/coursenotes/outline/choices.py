"""Multiple choice: a question's options, as a task list or lettered, and which are right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from coursenotes.elements import as_blocks, text_of
from coursenotes.model import Element, Task
from coursenotes.outline.labels import lines_of

_LETTER = re.compile(r"\W*([A-Za-z1-9])\s*[.):：]\s*\S")


def are_ticked(block: Element) -> bool:
    """Whether ``block`` is a list of boxes, at least one of them ticked and one not."""
    return {task and task.done for task in _tasks(block)} == {True, False}


def are_options(block: Element) -> bool:
    """Whether ``block`` is two boxes or more, or lines that begin with A, B … or 1:, 2: …"""
    tasks = _tasks(block)
    if len(tasks) > 1 and None not in tasks:
        return True
    if block.tag == "p":
        texts = [text_of(*line) for line in lines_of(block.children)]
    elif block.tag in ("ul", "ol"):
        texts = [text_of(item) for item in _items(block)]
    else:
        return False
    letters = [found[1].lower() if (found := _LETTER.match(text)) else "" for text in texts]
    in_order = all(b and ord(b) == ord(a) + 1 for a, b in pairwise(letters) if a)
    return len(letters) > 1 and letters[0] in ("a", "1") and in_order


def unticked(block: Element) -> Element:
    """The options in ``block`` with no box ticked, so that they do not give the answer away."""
    items = [
        replace(item, mark=Task(False)) if isinstance(item.mark, Task) else item
        for item in _items(block)
    ]
    return replace(block, children=tuple(items)) if _tasks(block) else block


def right_ones(block: Element) -> list[Element]:
    """The contents of the ticked options, as blocks."""
    ticked = [item for item in _items(block) if item.mark == Task(True)]
    return [inner for item in ticked for inner in as_blocks(item.children)]


def _items(block: Element) -> Sequence[Element]:
    return [c for c in block.children if isinstance(c, Element) and c.tag == "li"]


def _tasks(block: Element) -> list[Task | None]:
    items = _items(block) if block.tag in ("ul", "ol") else ()
    return [item.mark if isinstance(item.mark, Task) else None for item in items]
