r"""TeX → MathML Core at build time, so that a reader's browser runs no script for it.

``math-core`` converts. :mod:`.macros` adds commands that authors use and it lacks;
:mod:`.mathml_core` lets only MathML through: no HTML, links or classes, and only harmless styles.
"""

from __future__ import annotations

import re
import threading
from functools import lru_cache

from math_core import LatexError, LatexToMathML

from coursenotes.elements import NOT_XML
from coursenotes.errors import FormulaError, one_line
from coursenotes.render.commands import rewritten
from coursenotes.render.macros import PRELUDE, offset_in_tex, prepared
from coursenotes.render.mathml_core import MAX_DEPTH, cleaned
from coursenotes.render.text_mode import CARET

MAX_TEX = 10_000
"""A longer formula is a mistake: a dollar sign that was never closed."""

# The converter recurses for each level of nesting, up to 3 kB of stack each time, and a stack
# overflow kills the whole process. So a formula that may nest more than _SHALLOW levels runs in a
# thread whose stack is large enough for MAX_TEX levels.
_SHALLOW = 100
_NESTING_SIGNS = "\\{[^_"
_STACK = 64 * 2**20


@lru_cache(maxsize=4096)
def render(tex: str, display: bool = False, preamble: str = "") -> str:
    """Return the ``<math>`` element for ``tex``, as well-formed XML with its source as annotation.

    ``display`` asks for a formula on a line of its own. ``preamble`` is the definitions before it
    in its file (:func:`~coursenotes.render.definitions.definitions_in`). Raises only
    :class:`FormulaError`, whatever the string.
    """
    if len(tex) > MAX_TEX:
        raise FormulaError(f"longer than {MAX_TEX:,} characters; was its end forgotten?")
    if found := NOT_XML.search(tex):
        raise FormulaError(f"holds {_named(found.group())}", found.start())
    if not tex.strip():
        raise FormulaError("the formula is empty", 0)
    known, places, styles = rewritten(tex, display, preamble, _takes)
    if (place := _too_deep(known)) is not None:
        raise FormulaError(f"nested deeper than {MAX_DEPTH} levels", places.origin(place))
    source, shifts = prepared(known, display)
    try:
        converted = _convert(source, display)
    except LatexError as error:
        cause, offset = _cause_and_offset(str(error))
        offset = offset_in_tex(offset, shifts, len(known))
        raise FormulaError(cause, None if offset is None else places.origin(offset)) from None
    return cleaned(converted.replace(CARET, "^"), tex, styles)


# --- Before the converter ---------------------------------------------------------------------


def _named(character: str) -> str:
    code = ord(character)
    kind = "half a character (a lone surrogate)" if code >= 0xD800 else "a control character"
    return f"{'an unusable character' if code >= 0xFFFE else kind}, U+{code:04X}"


def _too_deep(tex: str) -> int | None:
    """The offset at which braces nest too deep, or None. MathML only shows it for rows."""
    depth = 0
    for found in re.finditer(r"\\.|[{}]", tex, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(found.group(), 0)
        if depth > MAX_DEPTH:
            return found.start()
    return None


# --- The converter ----------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _converter() -> LatexToMathML:
    return LatexToMathML(macros=PRELUDE, fancy_error=False, allow_unreliable_rendering=True)


@lru_cache(maxsize=1024)
def _takes(letter: str) -> bool:
    """True if the converter takes a character as it is."""
    try:
        _convert_here(letter, False)
    except (LatexError, FormulaError):
        return False
    return True


def _convert(source: str, display: bool) -> str:
    """The output of ``math-core``. Raises ``LatexError`` or :class:`FormulaError`."""
    if sum(map(source.count, _NESTING_SIGNS)) <= _SHALLOW:
        return _convert_here(source, display)
    outcome: list[str | Exception] = []

    def convert() -> None:
        try:
            outcome.append(_convert_here(source, display))
        except Exception as error:
            outcome.append(error)

    before = threading.stack_size(_STACK)
    try:
        thread = threading.Thread(target=convert)
        thread.start()
    except RuntimeError:
        raise FormulaError("no memory to convert it") from None
    finally:
        threading.stack_size(before)
    thread.join()
    if isinstance(outcome[0], Exception):
        raise outcome[0]
    return outcome[0]


def _convert_here(source: str, display: bool) -> str:
    try:
        return _converter().convert_with_local_state(source, displaystyle=display)
    except (LatexError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a Rust panic, which may leave the converter broken
        _converter.cache_clear()
        raise FormulaError(f"the converter failed: {one_line(str(error))}") from None


def _cause_and_offset(message: str) -> tuple[str, int | None]:
    found = re.match(r"(\d+)(?:\.\.\d+)?:\s*", message)
    cause = re.sub(r'command "(.*)"', r"command \1", message[found.end() :] if found else message)
    return one_line(cause), int(found[1]) if found else None
