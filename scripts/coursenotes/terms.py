"""Where the notes define a term: each gets an anchor of its own, and its one-line meaning is read.

===============================================================  ==================================
a table with a column of meanings, or whose first head names a   the first column's cells
kind of thing (term, type, method …), or of names and sentences
a list of which most items read "Term: what it is"               what stands before the colon
a paragraph or item that opens with a bold "Term" and then       the bold words
":", a dash, or "is", "means" …
a list item that opens with "Long name (LN)" and a stop          the name with its acronym
``<dl>``                                                         each ``<dt>``
===============================================================  ==================================

What stands before a colon in many a text is no term: labels (Note, Example, Pros), numbered parts
(Step 2), sentences. The words that tell are listed here once, for several languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import median

from coursenotes import labels
from coursenotes.blocks import BLOCKS, is_block
from coursenotes.links import plain
from coursenotes.model import Element, Inlines, Node
from coursenotes.tree import HEADINGS, text_of

MAX_TERM = 60
"""Letters; what is longer is a sentence."""

_KIND = re.compile(
    r"term|concept|notion|name|type|kind|method|approach|technique|metric|measure|model|algorithm|"
    r"pattern|strateg|function|command|operator|keyword|option|parameter|argument|component|layer|"
    r"tool|service|principle|propert|law|theorem|symbol|notation|acronym|abbrevi|word|vocabulary|"
    r"expression|structure|begriff|konzept|\btyp\b|\bart\b|methode|verfahren|ansatz|metrik|modell|"
    r"muster|befehl|funktion|werkzeug|abkürzung|terme|\bnom\b|méthode|approche|métrique|modèle|"
    r"commande|fonction|outil|sigle|término|concepto|nombre|tipo|método|enfoque|técnica|métrica|"
    r"medida|modelo|algoritmo|comando|función|herramienta|sigla|termo|conceito|nome|abordagem|"
    r"função|ferramenta|термин|понятие|название|\bтип|\bвид|метод|метрика|модель|алгоритм|команда|"
    r"функция|术语|概念|名称|类型|种类|方法|指标|模型|算法|命令|函数|模式|用語|名前|種類|手法|指標|モデル|"
    r"アルゴリズム|コマンド|関数|مصطلح|مفهوم|اسم|نوع|طريقة|مقياس|نموذج|خوارزمية",
    re.IGNORECASE,
)
_MEANING = re.compile(
    r"defini|descri|meaning|explan|\bwhat\b|purpose|how.?to|summary|\bidea|intuition|bedeutung|"
    r"beschreibung|erklärung|zweck|définition|signification|explication|rôle|significado|explica|"
    r"propósito|определение|описание|значение|смысл|пояснение|定义|描述|说明|含义|解释|意思|用途|"
    r"作用|定義|説明|意味|تعريف|وصف|معنى|شرح",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:notes?|n\.?b|tips?|hints?|warnings?|cautions?|important|todo|fixme|e\.?g|i\.?e|"
    r"(?:for )?examples?|pros?(?: and cons)?|cons?|(?:dis)?advantages?|benefits?|drawbacks?|"
    r"summary|conclusions?|source|sources|links?|see(?: also)?|refs?|references?|reading|inputs?|"
    r"outputs?|results?|solutions?|proof|remarks?|goals?|date|authors?|instructor|time|url|"
    r"hinweis|beispiele?|vorteile?|nachteile?|quellen?|siehe(?: auch)?|achtung|wichtig|"
    r"remarque|exemples?|avantages?|inconvénients?|voir(?: aussi)?|notas?|ejemplos?|exemplos?|"
    r"ventajas?|desventajas?|vantagens?|desvantagens?|véase|ver|fuente|fonte|"
    r"примечание|примеры?|плюсы|минусы|достоинства|недостатки|источник|см|"
    r"注意?|备注|例如?|例子|优点|缺点|来源|参考|例|補足|長所|短所|参照|ملاحظة|مثال|مزايا|عيوب|مصدر)\W*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:[^\W\d_]+\.?\s+)?#?\d[\d.\s]*|(?:it|this|that|these|those|they)", re.I)
_SENTENCE = re.compile(
    r"(?:there|this|that|these|those|it|we|you|they|he|she|i|if|when|while|for|in|on|at|as|to|so|"
    r"and|but|or|because|since|with|from|by|after|before|let|here|then|also)\b",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*(?::(?=\s|$)|：)\s*|\s+[–—-]{1,3}\s+|\s*(?:——|—)\s*")
_IS = re.compile(
    r"\s+(?:is|are|means?|refers? to|stands? for|ist|sind|bezeichnet|bedeutet|est|sont|désigne|es|"
    r"son|significa|é|são|это|означает)\s+|\s*(?:是指?|とは|は、?)\s*|\s+(?:هو|هي)\s+"
)
_ACRONYM = re.compile(
    r"(?P<term>(?P<long>[^.:()]{3,80})\s\((?P<short>[A-Z][A-Za-z]{1,7})\))[.:]\s+"
)
_BOLD = ("strong", "b")
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LEFT_ALONE = frozenset({"pre", "summary", *HEADINGS})


@dataclass(frozen=True, slots=True)
class Term:
    """A term where the notes define it."""

    name: Inlines
    meaning: Inlines
    """What the notes say it is, as much as stands in the same line; may be empty."""
    anchor: str
    """The id that its place has got."""


Anchors = Callable[[str], str]
"""Gives a term's text an id that is free on its page."""


def mark(block: Element, anchors: Anchors) -> tuple[Element, tuple[Term, ...]]:
    """``block`` with a ``<dfn id="…">`` around each term it defines, and these terms."""
    marker = _Marker(anchors)
    return marker.block(block), tuple(marker.found)


class _Marker:
    def __init__(self, anchors: Anchors) -> None:
        self.anchors = anchors
        self.found: list[Term] = []

    def block(self, element: Element) -> Element:
        if element.tag in _LEFT_ALONE or element.tag not in BLOCKS:
            return element
        if element.tag == "table":
            return self._table(element)
        if element.tag in ("ul", "ol"):
            element = self._list(element)
        elif element.tag == "dl":
            element = self._dl(element)
        elif element.tag == "p" and (split := _bold_lead_in(element.children)):
            element = replace(element, children=self._define(split))
        return self._inside(element)

    def _inside(self, element: Element) -> Element:
        children = tuple(self.block(c) if isinstance(c, Element) else c for c in element.children)
        return element if children == element.children else replace(element, children=children)

    def _dfn(self, nodes: Inlines, meaning: Inlines) -> Element:
        """``nodes`` in a ``<dfn>``; the term is noted."""
        name = unwrapped(nodes)
        anchor = self.anchors(plain(name))
        self.found.append(Term(name, first_line(meaning), anchor))
        return Element("dfn", (("id", anchor),), nodes)

    def _define(self, split: _Split) -> Inlines:
        return (self._dfn(split.term, split.meaning), *split.rest)

    def _list(self, element: Element) -> Element:
        runs = [opening(c.children) if isinstance(c, Element) else () for c in element.children]
        plainly = [_colon(run) for run in runs]
        items = sum(isinstance(c, Element) for c in element.children)
        if items < 2 or 2 * sum(map(bool, plainly)) < items:
            plainly = [None] * len(runs)
        children: list[Node] = []
        for item, run, split in zip(element.children, runs, plainly, strict=True):
            found = _bold_lead_in(run) or _acronym(run) or split
            if isinstance(item, Element) and found:
                item = _with_opening(item, self._define(found))
            children.append(item)
        return replace(element, children=tuple(children))

    def _dl(self, element: Element) -> Element:
        inside = [c for c in element.children if isinstance(c, Element)]
        done: dict[int, Element] = {}
        for place, item in enumerate(inside):
            if item.tag != "dt" or any(map(is_block, item.children)) or not is_term(item.children):
                continue
            explained = next((c for c in inside[place:] if c.tag == "dd"), None)
            meaning = opening(explained.children) if explained else ()
            done[id(item)] = replace(item, children=(self._dfn(item.children, meaning),))
        return _exchanged(element, done)

    def _table(self, table: Element) -> Element:
        grid = _grid(table)
        if not grid or not (columns := _term_columns(grid)):
            return table
        others = [n for n in range(len(grid[0])) if n not in columns]
        heads = [plain(cell.children) for cell in grid[0]]
        explains = next((n for n in others if _MEANING.search(heads[n])), None)
        done: dict[int, Element] = {}
        for row in grid[1:]:
            named = [n for n in columns if is_term(row[n].children)]
            for column in named:
                meaning: Inlines = ()
                if column == named[-1]:
                    meaning = _meaning(row, heads, others, explains)
                cell = row[column]
                done[id(cell)] = replace(cell, children=(self._dfn(cell.children, meaning),))
        return _exchanged(table, done)


# --- tables ---------------------------------------------------------------------------------------


def _grid(table: Element) -> list[list[Element]]:
    """The rows' cells, where the first row is a head and all are of one length; else nothing."""
    rows = [e for e in table.walk() if e.tag == "tr"]
    grid = [[c for c in row.children if isinstance(c, Element)] for row in rows]
    if len(grid) < 2 or len(grid[0]) < 2 or any(cell.tag != "th" for cell in grid[0]):
        return []
    spans = any(cell.get("colspan") or cell.get("rowspan") for row in grid for cell in row)
    blocks = any(is_block(child) for row in grid for cell in row for child in cell.children)
    return [] if spans or blocks or len({len(row) for row in grid}) > 1 else grid


def _term_columns(grid: list[list[Element]]) -> list[int]:
    """The columns that hold the terms the table defines: the first and finer ones beside it."""
    heads = [plain(cell.children) for cell in grid[0]]
    if _MEANING.search(heads[0]):
        return []
    names = [row[0].children for row in grid[1:] if plain(row[0].children)]
    good = [name for name in names if is_term(name)]
    if 3 * len(good) < 2 * len(names) or not good:
        return []
    columns = [0]
    while columns[-1] + 2 < len(heads) and _KIND.search(heads[columns[-1] + 1]):
        columns.append(columns[-1] + 1)
    said = [row[columns[-1] + 1].children for row in grid[1:]]
    much = median([weight(cell) for cell in said if plain(cell)] or [0])
    if any(_MEANING.search(head) for head in heads[1:]) or (_KIND.search(heads[0]) and much >= 2):
        return columns
    marked = all(_is_wholly(name, (*_BOLD, "code")) for name in names)
    short = median(weight(name) for name in names) <= 3
    return columns if len(heads) == 2 and ((marked and much >= 2) or (short and much >= 5)) else []


def _meaning(
    row: list[Element], heads: list[str], others: list[int], explains: int | None
) -> Inlines:
    """What a row says of its term; with the column's head before it where that is no "meaning"."""
    if explains is not None and plain(row[explains].children):
        return row[explains].children
    for column in others:
        if plain(row[column].children):
            label = (f"{heads[column]}: ",) if len(heads) > 2 and heads[column] else ()
            return (*label, *row[column].children)
    return ()


def _exchanged(element: Element, done: dict[int, Element]) -> Element:
    """``element`` with the elements in it exchanged that ``done`` has, by their identity."""
    if not done:
        return element
    children = tuple(
        done.get(id(c)) or _exchanged(c, done) if isinstance(c, Element) else c
        for c in element.children
    )
    return replace(element, children=children)


# --- running text ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Split:
    term: Inlines
    rest: Inlines
    """All that follows the term, the separator included."""
    meaning: Inlines


def opening(children: Inlines) -> Inlines:
    """The running text that ``children`` begin with, an item's first paragraph opened."""
    run: list[Node] = []
    for child in children:
        if isinstance(child, Element) and is_block(child):
            if child.tag == "p" and not any(not isinstance(n, str) or n.strip() for n in run):
                return child.children
            break
        run.append(child)
    return tuple(run)


def _with_opening(item: Element, nodes: Inlines) -> Element:
    """``item`` with ``nodes`` in place of its opening."""
    for place, child in enumerate(item.children):
        if isinstance(child, Element) and is_block(child):
            if child.tag == "p":
                paragraph = replace(child, children=nodes)
                children = (*item.children[:place], paragraph, *item.children[place + 1 :])
                return replace(item, children=children)
            return replace(item, children=(*nodes, *item.children[place:]))
    return replace(item, children=nodes)


def _bold_lead_in(nodes: Inlines) -> _Split | None:
    """``**Term**: …``, ``**Term:** …``, ``**Term** — …``, ``**Term** is …``."""
    nodes = _without_edge(nodes)
    if not nodes or not isinstance(nodes[0], Element) or nodes[0].tag not in _BOLD:
        return None
    bold, rest = nodes[0], nodes[1:]
    if text_of(bold).rstrip().endswith((":", "：")):
        return _checked((bold,), rest, rest, 2)
    if rest and isinstance(rest[0], str):
        found = _SEPARATOR.match(rest[0]) or _IS.match(rest[0])
        if found:
            return _checked((bold,), rest, (rest[0][found.end() :], *rest[1:]), 2)
    return None


def _colon(nodes: Inlines) -> _Split | None:
    """``Term: what it is`` in plain words; ``Term - what it is`` as well."""
    nodes = _without_edge(nodes)
    for place, node in enumerate(nodes):
        if isinstance(node, str):
            if found := _SEPARATOR.search(node):
                before, after = node[: found.start()], node[found.end() :]
                term = (*nodes[:place], *((before,) if before else ()))
                follows = nodes[place + 1 :]
                return _checked(term, (node[found.start() :], *follows), (after, *follows), 3)
        elif node.tag == "br":
            return None
    return None


def _acronym(nodes: Inlines) -> _Split | None:
    """``Human level performance (HLP). …``, where the letters are those of the words."""
    nodes = _without_edge(nodes)
    found = _ACRONYM.match(nodes[0]) if nodes and isinstance(nodes[0], str) else None
    if not found or not isinstance(nodes[0], str):
        return None
    initials = "".join(word[0] for word in re.findall(r"\w+", found["long"])).lower()
    if found["short"].lower() not in (initials, f"{initials}s"):
        return None
    rest = (nodes[0][found.end("term") :], *nodes[1:])
    return _checked((found["term"],), rest, (nodes[0][found.end() :], *nodes[1:]), 2)


def _checked(term: Inlines, rest: Inlines, meaning: Inlines, least: int) -> _Split | None:
    enough = weight(first_line(meaning)) >= least
    return _Split(term, rest, meaning) if enough and is_term(unwrapped(term)) else None


def _without_edge(nodes: Inlines) -> Inlines:
    """``nodes`` without white space at their beginning."""
    while nodes and isinstance(nodes[0], str):
        if text := nodes[0].lstrip():
            return (text, *nodes[1:])
        nodes = nodes[1:]
    return nodes


def is_term(nodes: Inlines) -> bool:
    """Whether running text can be a term's name: short, with a letter, no label, no sentence."""
    text = plain(unwrapped(nodes))
    return (
        0 < len(text) <= MAX_TERM
        and len(text.split()) <= 7
        and any(c.isalpha() for c in text)
        and not text.endswith((".", "!", "?", ",", ";", "？", "。", "！"))
        and "://" not in text
        and not _NUMBERED.fullmatch(text)
        and not _LABEL.fullmatch(text)
        and not (_SENTENCE.match(text) and " " in text)
        and not labels.is_answer(text + ":")
        and not labels.is_labelled_question(text + ": x")
    )


def unwrapped(nodes: Inlines) -> Inlines:
    """A term's words without what only marks them as one: bold, italics, a colon at the end."""
    nodes = tuple(n for n in nodes if not isinstance(n, str) or n.strip())
    if len(nodes) == 1 and isinstance(nodes[0], Element) and nodes[0].tag in (*_BOLD, "em", "i"):
        return unwrapped(nodes[0].children)
    if nodes and isinstance(nodes[-1], str):
        last = re.sub(r"[\s:：]+\Z", "", nodes[-1])
        nodes = (*nodes[:-1], *((last,) if last else ()))
    return nodes


def first_line(nodes: Inlines) -> Inlines:
    """``nodes`` up to the first line break or block."""
    for place, node in enumerate(nodes):
        if isinstance(node, Element) and (node.tag == "br" or is_block(node)):
            return nodes[:place]
    return nodes


def weight(nodes: Inlines) -> float:
    """About how many words ``nodes`` say; two letters of a script without spaces are a word."""
    text = text_of(*nodes)
    formulas = sum(isinstance(n, Element) and n.tag.startswith("tex-") for n in nodes)
    return len(re.findall(r"[^\W\d_]\w*", text)) + len(_IDEOGRAPHS.findall(text)) / 2 + 2 * formulas


def _is_wholly(nodes: Inlines, tags: tuple[str, ...]) -> bool:
    nodes = tuple(n for n in nodes if not isinstance(n, str) or n.strip())
    return len(nodes) == 1 and isinstance(nodes[0], Element) and nodes[0].tag in tags
