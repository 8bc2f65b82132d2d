r"""Rewrite boxes, rules, colours and lengths: ``\colorbox``, ``\bbox``, ``\rule``, ``\hspace*``.

Each handler reads its arguments from the :class:`Rewriter` and puts TeX for the converter back.
All raise :class:`FormulaError` for arguments they cannot use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from coursenotes.errors import FormulaError
from coursenotes.render import text_mode
from coursenotes.render.rewriting import Rewriter
from coursenotes.render.styles import colour, css_colour, em, ground
from coursenotes.render.tex import Reader, Token, text_of, tokens

_NOTATIONS = {
    "bottom": r"\underline",
    "box": r"\boxed",
    "circle": r"\boxed",
    "downdiagonalstrike": r"\bcancel",
    "radical": r"\sqrt",
    "roundedbox": r"\boxed",
    "top": r"\overline",
    "updiagonalstrike": r"\cancel",
}

_BORDER = re.compile(r"border:\s*(\S+)\s+(solid|dashed|dotted|double)(?:\s+(\S+))?")


def coloured(work: Rewriter, token: Token) -> None:
    r"""``\color`` and ``\textcolor``: accept every colour model."""
    value = _colour(work)
    digits = re.fullmatch(r"[0-9A-F]{6}", value)
    switch = tokens(rf"\color{'[HTML]' if digits else ''}{{{value}}}", token.at)
    if token.text == r"\color":
        work.out += switch
    else:
        work.out += [Token("{", token.at), *switch]
        work.reader.push([*work.reader.argument(), Token("}", token.at)])


def coloured_box(work: Rewriter, token: Token) -> None:
    r"""``\colorbox{…}{…}`` and ``\fcolorbox{…}{…}{…}``."""
    style = ""
    if token.text == r"\fcolorbox":
        style = f"border: 0.06em solid {css_colour(_colour(work))}; "
    style += f"{ground(_colour(work))}; padding: 0.15em"
    words = text_mode.text(r"\text", work.reader.argument(), token.at)
    work.again(work.styles.tex("mrow", {"style": style}, text_of(words)), token.at)


def styled_box(work: Rewriter, token: Token) -> None:
    r"""``\bbox[yellow, 5px, border: 2px solid red]{…}``."""
    options = text_of(work.reader.optional() or ()).split(",")
    style = "; ".join(_box_style(option.strip()) for option in options if option.strip())
    work.again(work.styles.tex("mrow", {"style": style}, work.argument()), token.at)


def _box_style(option: str) -> str:
    """The CSS for one option of ``\\bbox``: a length, a border or a colour."""
    if found := _BORDER.fullmatch(option):
        tint = f" {css_colour(colour(found[3]))}" if found[3] else ""
        return f"border: {em(found[1])} {found[2]}{tint}"
    if re.match(r"[-+.\d]", option):
        return f"padding: {em(option)}"
    return ground(colour(option))


def enclosed(work: Rewriter, token: Token) -> None:
    r"""``\enclose{notation}[…]{…}``."""
    notations = work.argument().split()
    work.reader.optional()
    inside = work.argument()
    for notation in notations:
        command = _NOTATIONS.get(notation)
        if command is None:
            raise FormulaError(rf"\enclose{{{notation}}} is not supported", token.at)
        inside = f"{command}{{{inside}}}"
    work.again(inside, token.at)


def overlapping(work: Rewriter, token: Token) -> None:
    r"""``\rlap{…}`` gets width 0. ``\llap{…}`` keeps its width: MathML cannot shift by it."""
    inside = work.argument()
    if token.text == r"\rlap":
        inside = work.styles.tex("mpadded", {"width": "0"}, inside)
    work.again(f"{{{inside}}}", token.at)


def rule(work: Rewriter, token: Token) -> None:
    r"""``\rule[raise]{width}{height}``; ``\Rule{…}{…}{depth}``; ``\Space``, an invisible rule."""
    reader = work.reader
    raised = reader.optional() if token.text == r"\rule" else None
    width, height = em(reader.length()), em(reader.length())
    depth = em(reader.length()) if token.text != r"\rule" else "0em"
    if token.text == r"\Space":
        work.out += tokens(rf"\hspace{{{width}}}", token.at)
        return
    attributes = {"width": width, "height": height, "depth": depth}
    ink = work.styles.tex("mspace", attributes | {"style": "background: currentcolor"}, "")
    lifted = {"voffset": em(text_of(raised))} if raised else None
    work.again(work.styles.tex("mpadded", lifted, ink) if lifted else ink, token.at)


def moved(work: Rewriter, token: Token) -> None:
    r"""``\raise 3pt x`` and the like: drop the length, so that the contents stay on the line."""
    em(work.reader.length())


def starred_space(work: Rewriter, token: Token) -> None:
    r"""``\hspace*{…}`` becomes ``\hspace{…}``."""
    work.reader.take("*")
    work.out.append(token)


def kern(work: Rewriter, token: Token) -> None:
    r"""``\kern3mu`` becomes ``\hspace`` in em, whatever its unit."""
    work.out += tokens(rf"\hspace{{{em(work.reader.length())}}}", token.at)


def _colour(work: Rewriter) -> str:
    model = work.reader.optional()
    value = work.argument()
    if model is None and (own := work.macros.get(f"colour {value}")):
        inner = Reader(tokens(own.body))
        model, value = inner.optional(), text_of(inner.argument())
    return colour(value, text_of(model or ()).strip())


HANDLERS: Mapping[str, Callable[[Rewriter, Token], None]] = {
    **dict.fromkeys((r"\color", r"\textcolor"), coloured),
    **dict.fromkeys((r"\colorbox", r"\fcolorbox"), coloured_box),
    **dict.fromkeys((r"\hspace", r"\mspace"), starred_space),
    **dict.fromkeys((r"\kern", r"\hskip"), kern),
    **dict.fromkeys((r"\raise", r"\lower", r"\moveleft", r"\moveright"), moved),
    **dict.fromkeys((r"\rlap", r"\llap"), overlapping),
    **dict.fromkeys((r"\rule", r"\Rule", r"\Space"), rule),
    r"\bbox": styled_box,
    r"\enclose": enclosed,
}
