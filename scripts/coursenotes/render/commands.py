r"""Rewrite MathJax commands that the converter lacks into commands that it has.

Each handler follows MathJax's documentation, "Supported TeX/LaTeX commands", for the packages that
GitHub's MathJax loads by default.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from coursenotes.errors import FormulaError
from coursenotes.render import boxes, plain_tex, text_mode
from coursenotes.render.arrows import diagram
from coursenotes.render.built_in import BUILT_IN
from coursenotes.render.chemistry import chemistry, quantity
from coursenotes.render.rewriting import Rewriter
from coursenotes.render.styles import Styles
from coursenotes.render.tex import Places, Token, text_of, tokens

_SCRIPT = {"_": r"\underset", "^": r"\overset"}
_FONT = re.compile(r"\\(?:mathrm|textrm|text|rm)(?![A-Za-z])|[{}]")
_LETTERS = re.compile(r"[A-Za-z](?:[A-Za-z\s]|\\[,; ])*\Z")
_SIMPLE = re.compile(r"(?:[^\\{}$_^]|\\[,;:! \-]|\\text\{[A-Za-z ]*\})*\Z")
_AS_OTHERS = {"xalignat": "alignat", "xalignat*": "alignat*", "xxalignat": "alignat"}
_NO_TABLES = frozenset({"math", "displaymath", "indentalign"})


def rewritten(
    tex: str, display: bool, preamble: str, known: Callable[[str], bool]
) -> tuple[str, Places, Styles]:
    """Return ``tex`` for the converter, where each character came from, and its :class:`Styles`.

    ``preamble`` is TeX that defines commands; ``known`` tells whether the converter takes a
    character as it is. Raises :class:`FormulaError` for TeX that cannot be read.
    """
    work = Rewriter(tex, display, BUILT_IN, preamble, _HANDLERS, known)
    source, places = work.rewritten()
    return source, places, work.styles


# --- environments ---------------------------------------------------------------------------------


def _begin(work: Rewriter, token: Token) -> None:
    name = work.argument().strip()
    if macro := work.macros.get(f"begin {name}"):
        work.expand(macro, token)
    elif name == "CD":
        work.reader.push(diagram(plain_tex.environment(name, work.reader), token.at))
    elif name in _NO_TABLES:
        inside = plain_tex.environment(name, work.reader)
        work.reader.push([Token("{", token.at), *inside, Token("}", token.at)])
    elif matrix := plain_tex.aligned_matrix(name, work.reader, token.at):
        work.reader.push(matrix)
    else:
        _side(work, token, name)


def _end(work: Rewriter, token: Token) -> None:
    name = work.argument().strip()
    if macro := work.macros.get(f"end {name}"):
        work.expand(macro, token)
    else:
        _side(work, token, name)


def _side(work: Rewriter, token: Token, name: str) -> None:
    """Write ``\\begin`` or ``\\end``; an error in an unknown name points at that name."""
    place = token.at + len(token.text)
    work.out += [token, *tokens(f"{{{_AS_OTHERS.get(name, name)}}}", place)]


# --- words, chemistry, characters -----------------------------------------------------------------


def _text(work: Rewriter, token: Token) -> None:
    work.reader.push(text_mode.text(token.text, work.reader.argument(), token.at))


def _words_in_a_box(work: Rewriter, token: Token) -> None:
    r"""``\makebox[…][…]{…}``, ``\framebox``, ``\parbox[…]{…}{…}``."""
    while work.reader.optional() is not None:
        pass
    if token.text == r"\parbox":
        work.reader.argument()
    work.again(r"\fbox" if token.text == r"\framebox" else r"\text", token.at)


def _chemistry(work: Rewriter, token: Token) -> None:
    made = (chemistry if token.text == r"\ce" else quantity)(work.argument())
    work.again(f"{{{made}}}", token.at)


def _verbatim(work: Rewriter, token: Token) -> None:
    r"""``\verb|…|``: take everything up to the next ``|`` literally."""
    sign = work.reader.next().text
    work.out.append(text_mode.verbatim(r"\texttt", text_of(work.reader.until(sign)), token.at))


def _character(work: Rewriter, token: Token) -> None:
    r"""``\unicode[…]{x2713}``, ``\char"41``, ``\U{2713}``."""
    reader, code = work.reader, ""
    reader.optional()
    if token.text == r"\char":
        while re.fullmatch(r"[\"0-9A-F]", reader.peek()) and len(code) < 7:
            code += reader.next().text
        code = code.replace('"', "x")
    else:
        code = ("x" if token.text == r"\U" else "") + work.argument().strip()
    try:
        letter = chr(int(code[1:], 16) if code[:1] in ("x", "X") else int(code))
    except (ValueError, OverflowError):
        raise FormulaError(f"{token.text} needs the number of a character", token.at) from None
    if not letter.isprintable() or letter.isspace():
        raise FormulaError(f"{token.text} asks for an unusable character", token.at)
    work.out.append(text_mode.verbatim(r"\text", letter, token.at))


# --- operators ------------------------------------------------------------------------------------


def _operator_name(work: Rewriter, token: Token) -> None:
    r"""``\operatorname{…}`` with any contents."""
    star = "*" if work.reader.take("*") else ""
    name = work.argument()
    if _SIMPLE.match(name):
        work.out += tokens(rf"\operatorname{star}{{{name}}}", token.at)
    else:
        limits = r"\limits" if star and work.display else r"\nolimits"
        work.again(rf"\mathop{{\mathrm{{{name}}}}}{limits}", token.at)


def _operator(work: Rewriter, token: Token) -> None:
    r"""``\mathop{…}``: place its scripts above and below where MathJax does."""
    argument = work.reader.argument()
    limits = work.reader.take(r"\limits")
    at_side = not limits and work.reader.take(r"\nolimits")
    name = _FONT.sub("", text_of(argument)).strip()
    if _LETTERS.match(name):
        star = "" if at_side else "*"
        work.again(rf"\operatorname{star}{{{name}}}" + r"\limits" * limits, token.at)
        return
    whole = [Token("{", token.at), *argument, Token("}", token.at)]
    while (limits or (work.display and not at_side)) and (sign := work.reader.peek()) in _SCRIPT:
        at = work.reader.next().at
        command, script = tokens(f"{_SCRIPT[sign]}{{", at), work.reader.argument()
        whole = [*command, *script, *tokens("}{", at), *whole, Token("}", at)]
    following = work.reader.peek()
    if following[:1].isalnum() or (following[:1] == "\\" and following[1:].isalpha()):
        whole += tokens(r"\,", token.at)
    work.reader.push(whole)


def _big(work: Rewriter, token: Token) -> None:
    r"""``\Big{(}``: drop the braces around the bracket."""
    work.out.append(token)
    if work.reader.peek() == "{":
        work.out += work.reader.argument()


# --- plain TeX and rare commands ------------------------------------------------------------------


def _number(work: Rewriter, token: Token) -> None:
    r"""``\tag{…}``, ``\tag*{…}``: an equation's number, as text."""
    star = "*" if work.reader.take("*") else ""
    label = re.sub(r"\$|\\(?:text|mathrm)(?![A-Za-z])|[{}]", "", work.argument())
    if not re.fullmatch(r"[A-Za-z0-9 .*+-]*", label) and "\\" not in label:
        label = work.styles.tag(label)
    work.out += tokens(rf"\tag{star}{{{label}}}", token.at)


def _table(work: Rewriter, token: Token) -> None:
    work.reader.push(plain_tex.table(token.text, work.reader, token.at))


def _between(work: Rewriter, token: Token) -> None:
    work.reader.push(plain_tex.between(token.text, work.reader, token.at))


def _infix(work: Rewriter, token: Token) -> None:
    work.reader.push(plain_tex.infix(token.text, work.reader, work.out, token.at))


def _choice(work: Rewriter, token: Token) -> None:
    r"""``\mathchoice``: take the first form in a displayed formula, the second in running text."""
    forms = [work.argument() for _ in range(4)]
    work.again(f"{{{forms[0 if work.display else 1]}}}", token.at)


def _toggle(work: Rewriter, token: Token) -> None:
    r"""``\toggle{…}{…}\endtoggle``: take the form that MathJax shows first."""
    first = work.argument()
    work.reader.until(r"\endtoggle")
    work.again(f"{{{first}}}", token.at)


def _mathml_token(work: Rewriter, token: Token) -> None:
    r"""``\mmlToken{mi}[…]{…}``: keep the contents only."""
    work.reader.argument()
    work.reader.optional()


_HANDLERS: Mapping[str, Callable[[Rewriter, Token], None]] = {
    **boxes.HANDLERS,
    **dict.fromkeys(text_mode.COMMANDS, _text),
    **dict.fromkeys(plain_tex.TABLES, _table),
    **dict.fromkeys(plain_tex.INFIX, _infix),
    **dict.fromkeys((r"\root", r"\buildrel"), _between),
    **dict.fromkeys((r"\ce", r"\pu"), _chemistry),
    **dict.fromkeys((r"\makebox", r"\framebox", r"\parbox"), _words_in_a_box),
    **dict.fromkeys((r"\unicode", r"\char", r"\U"), _character),
    **{
        rf"\{size}{side}": _big
        for size in ("big", "Big", "bigg", "Bigg")
        for side in ("", "l", "r", "m")
    },
    r"\begin": _begin,
    r"\end": _end,
    r"\mathchoice": _choice,
    r"\mathop": _operator,
    r"\mmlToken": _mathml_token,
    r"\operatorname": _operator_name,
    r"\tag": _number,
    r"\toggle": _toggle,
    r"\verb": _verbatim,
}
