"""Find the ends of link labels, checking each bracket of a paragraph once.

markdown-it-py searches the rest again for every label: 10,000 open brackets took a minute.
"""

from __future__ import annotations

from types import SimpleNamespace

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_inline import StateInline


def bracket_plugin(md: MarkdownIt) -> None:
    """Replace markdown-it-py's own function with :func:`label_end`."""
    own = {**vars(helpers), "parseLinkLabel": label_end}
    md.helpers = SimpleNamespace(**own)  # type: ignore[assignment]  # read by name only


def label_end(state: StateInline, start: int, disableNested: bool = False) -> int:
    """Return the offset of the bracket that closes the one at ``start``, or -1.

    Brackets within code, links and the like do not count; with ``disableNested`` a label that
    holds a link has no end. ``state`` caches the results for the brackets in between.
    """
    # The state takes attributes, and lives as long as its paragraph is parsed.
    known: dict[tuple[int, bool], int] = vars(state).setdefault("label_ends", {})
    if (start, disableNested) in known:
        return known[start, disableNested]
    before, state.pos = state.pos, start + 1
    waiting = [start]
    while waiting and state.pos < state.posMax:
        place, sign = state.pos, state.src[state.pos]
        if sign == "]":
            known[waiting.pop(), disableNested] = place
            if not waiting:
                break
        state.md.inline.skipToken(state)
        if sign == "[" and state.pos == place + 1:
            inner = known.get((place, disableNested))
            if inner == -1:
                break
            if inner is None:
                waiting.append(place)
            else:
                state.pos = inner + 1
        elif sign == "[" and disableNested:
            break
    known.update(((place, disableNested), -1) for place in waiting)
    state.pos = before
    return known[start, disableNested]
