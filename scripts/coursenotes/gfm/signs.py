"""Let the parser try, at each sign in running text, only the rules that can begin with it.

markdown-it-py stops at two dozen signs, many of which (such as ``-``) begin nothing here, and tries
every rule at each.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_Rule = Callable[[StateInline, bool], bool]

_BEGINNINGS = {
    "text": "",  # it goes on to the next sign
    "newline": "\n",
    "math_backticks": "$",
    "math_inline": "$",
    "math_brackets": "\\",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "footnote_ref": "[",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "autolink_brackets": "[]",
    "autolink_www": "w",
    "autolink_scheme": ":",
}
"""The signs that each rule can begin with."""

# A set first, which is searched fast; then what must follow the signs that are frequent in words.
_STOP = re.compile(r"[\n$\\`~*_\[\]<&!w:](?:(?<![!w:])|(?<=!)(?=\[)|(?<=w)(?=ww\.)|(?<=:)(?=//))")


def sign_plugin(md: MarkdownIt) -> None:
    """Group the rules for running text by sign. Must be the last plugin, to see all rules."""
    rules: dict[str, list[_Rule]] = {}
    names = md.inline.ruler.get_active_rules()
    for name, rule in zip(names, md.inline.ruler.getRules(""), strict=True):
        for sign in _BEGINNINGS[name]:
            rules.setdefault(sign, []).append(rule)

    def by_sign(state: StateInline, silent: bool) -> bool:
        for rule in rules.get(state.src[state.pos], ()):
            if rule(state, silent):
                return True
        return False

    md.inline.ruler.push("by_sign", by_sign)
    md.inline.ruler.enableOnly(["text", "by_sign"])
    md.inline.terminator_re = _STOP
