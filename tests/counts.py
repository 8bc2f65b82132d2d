"""Count and compare what GitHub and the site show of notes.

The reference is GitHub's own parser (cmark-gfm), sanitized as on GitHub; the other side
is every planned page as the site shows it. Words, list items, nested list items, table
rows, code blocks, quotes, pictures, links and formulas must be the same on both sides. What the
site changes on purpose is taken out by the rules below, one by one, and by nothing else.

    python tests/counts.py notes.md …
"""

from __future__ import annotations

import itertools
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import cmarkgfm
import nh3
from cmarkgfm.cmark import Options
from coursenotes import plan_site
from coursenotes.plan.copies import Surroundings
from pages import html_of, notes_of
from pymdownx.gemoji_db import emoji

KINDS = {
    "list items": "li",
    "nested list items": "li li",
    "table rows": "tr",
    "code blocks": "pre",
    "quotes": "blockquote",
    "pictures": "img",
    "links": "a",
    "formulas": "math",
}
VOID = {"area", "br", "col", "hr", "img", "input", "source", "wbr"}
INLINE = set(
    "a abbr b bdi bdo big cite code del dfn em i ins kbd label mark math q rp rt ruby s samp small "
    "span strike strong sub sup time tt u var".split()
)
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}

# The elements that GitHub's sanitizer keeps by its documentation.
_KEPT = set(
    "h1 h2 h3 h4 h5 h6 br b i strong em a pre code img tt div ins del sup sub p picture ol ul "
    "table thead tbody tfoot blockquote dl dt dd kbd q samp var hr ruby rt rp li tr td th s "
    "strike summary details caption figure figcaption abbr bdo cite dfn mark small source span "
    "time wbr input section".split()
)
_KEPT_ATTRIBUTES = {
    "*": {"id", "class", "name"},
    "a": {"href"},
    "img": {"src", "alt"},
    "input": {"type", "checked"},
}


# --- a tree of HTML -------------------------------------------------------------------------------


@dataclass(eq=False)
class Tag:
    """An element; ``inside`` holds elements and strings."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    above: Tag | None = None
    inside: list[Tag | str] = field(default_factory=list)

    def walk(self) -> Iterator[Tag]:
        yield self
        for child in self.inside:
            if isinstance(child, Tag):
                yield from child.walk()

    def tags(self) -> list[Tag]:
        return [child for child in self.inside if isinstance(child, Tag)]

    def has(self, *classes: str) -> bool:
        return bool(set(classes) & set(self.attributes.get("class", "").split()))

    def within(self, name: str) -> bool:
        tag = self.above
        while tag and tag.name != name:
            tag = tag.above
        return tag is not None

    def text(self) -> str:
        return "".join(self._text())

    def _text(self) -> Iterator[str]:
        edge = "" if self.name in INLINE else "\n"
        yield edge
        for child in self.inside:
            if isinstance(child, str):
                yield child
            elif child.name != "math":
                yield from child._text()
        yield edge

    def remove(self, unwanted: Callable[[Tag], bool]) -> None:
        self.inside = [c for c in self.inside if isinstance(c, str) or not unwanted(c)]
        for child in self.tags():
            child.remove(unwanted)


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = self.open = Tag("body")
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = Tag(tag, {k: v or "" for k, v in attrs}, self.open)
        self.open.inside.append(found)
        if tag not in VOID:
            self.open = found

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        place: Tag | None = self.open
        while place and place.name != tag:
            place = place.above
        if place and place.above:
            self.open = place.above

    def handle_data(self, data: str) -> None:
        self.open.inside.append(data)


# --- GitHub's side --------------------------------------------------------------------------------

_CODE_OR_FORMULA = re.compile(
    r"""
      ^(?P<edge>[ \t>*+\-\d.]*)(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^\n`]*)\n
        (?P<fenced>(?:.*\n)*?)(?:[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)
    | (?P<comment><!--[\s\S]*?-->)
    | \$(?P<ticks>`[^`\n]+`)\$
    | (?<![`\\])(?P<run>`+)(?!`)(?:[^`]|(?!(?P=run)(?!`))`+)+?(?<!`)(?P=run)(?!`)
    | (?<!\\)\$\$(?P<display>(?:[^$\n\\]|\\.|\n(?!\s*\n)|\\\n)+?)\$\$
    | (?<![\\$\d])\$(?P<inline>(?![\s$])(?:[^$\\\n]|\\.|\n(?!\s*\n)|\\\n)*?(?<![\s\\]))\$(?![\d$])
    | \\\((?P<round>[^$\n]+?)\\\)
    | \\\[(?P<square>[^$]+?)\\\]
    """,
    re.VERBOSE | re.MULTILINE,
)
_FORMULA = "\ue000"
_SHORTCODE = re.compile(r":[a-z0-9_+-]+:")
_FRONT_MATTER = re.compile(r"\A---\n(?:.*\n)*?---\n")


def _formulas_named(text: str, brackets: bool) -> str:
    """``text`` with a placeholder for each formula, so that Markdown does not parse formulas.

    ``brackets``: whether the file writes formulas as ``\\(…\\)``.
    """

    def name(found: re.Match[str]) -> str:
        if found["fence"]:
            return f"{found['edge']}\n" + f"{_FORMULA}\n" if _is_math(found) else found[0]
        if found["ticks"] or found["display"] or found["inline"]:
            return _FORMULA
        if brackets and (found["round"] or found["square"]):
            return _FORMULA
        return found[0]

    return _CODE_OR_FORMULA.sub(name, text)


def _is_math(found: re.Match[str]) -> bool:
    return found["info"].strip() == "math"


def on_github(text: str, brackets: bool = False) -> Tag:
    """Return what GitHub shows of ``text``."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = _FRONT_MATTER.sub("", text)
    html = cmarkgfm.markdown_to_html_with_extensions(
        _formulas_named(text, brackets),
        options=Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES,
        extensions=["table", "strikethrough", "autolink", "tasklist"],
    )
    clean = nh3.clean(
        html,
        tags=_KEPT,
        attributes=_KEPT_ATTRIBUTES,
        clean_content_tags={"script", "style"},
        url_schemes={"http", "https", "mailto", "ftp", "xmpp", "tel"},
        link_rel=None,
    )
    root = _Reader(clean).root
    _finish(root)
    return root


def _finish(tag: Tag) -> None:
    """Do what GitHub does after parsing: formulas, emoji, alerts."""
    inside: list[Tag | str] = []
    for child in tag.inside:
        if isinstance(child, Tag):
            if child.name not in ("pre", "code"):
                _finish(child)
            inside.append(child)
            continue
        text = _SHORTCODE.sub(_emoji, child)
        first, *others = text.split(_FORMULA)
        inside.append(first)
        for other in others:
            inside += [Tag("math", {}, tag), other]
    tag.inside = inside
    if tag.name == "blockquote" and (
        alert := re.match(r"\s*\[!(note|tip|important|warning|caution)\]\s*\n", tag.text(), re.I)
    ):
        tag.name = "div"
        paragraph = tag.tags()[0]
        first = paragraph.inside[0]
        assert isinstance(first, str)
        paragraph.inside[0] = alert[1].title() + first.partition("]")[2]


def _emoji(found: re.Match[str]) -> str:
    known = emoji.get(found[0], {})
    codes = known.get("unicode", "")
    return "".join(chr(int(code, 16)) for code in codes.split("-")) if codes else found[0]


# --- the site's side ------------------------------------------------------------------------------


def on_site(text: str) -> Tag:
    """Return what the pages of the site show of ``text``, without what they add."""
    plan = plan_site(notes_of(text), Surroundings(lambda path: True))
    root = Tag("body")
    for page in (page for page in plan.pages if page.at.line):  # the index is the site's own
        body = _Reader(html_of(page)).root
        body.name, body.above = "div", root
        root.inside.append(body)
    root.remove(lambda tag: tag.has("headerlink", "parts"))
    return root


# --- what the site changes on purpose -------------------------------------------------------------

_OPEN_ME = re.compile(
    r"answ|solution|reveal|show|click|see|view|expand|spoiler|explanation|antwort|lösung|respuesta|"
    r"solución|réponse|ответ|答|解|👀|👇|💡|^\W*$",
    re.IGNORECASE,
)
_UP = re.compile(r"\W*((back |go )?(to )?(the )?top|contents|toc|返回顶部|回到顶部)?\W*\Z", re.I)
_CONTENTS = re.compile(r"\W*((table of )?contents?|toc|index|目录|inhalt\w*|índice)\W*\Z", re.I)


def _leave_out(root: Tag) -> None:
    """Remove tables of contents, back-to-top links and empty rows, as on the site."""
    doomed: set[int] = set()
    for above in root.walk():
        blocks = above.tags()
        for before, block in zip([None, *blocks], blocks, strict=False):
            if _is_up_link(block):
                doomed.add(id(block))
            elif above is root and _is_list_of_links(block) and _is_contents(block, blocks):
                doomed.add(id(block))
                if before and before.name in {*HEADINGS, "p"} and _CONTENTS.match(before.text()):
                    doomed.add(id(before))
    root.remove(lambda tag: id(tag) in doomed or _is_empty_row(tag))


def _is_list_of_links(block: Tag) -> bool:
    links = _links_inward(block)
    same = _signs(block) == [sign for link in links for sign in _signs(link)]
    return block.name in ("ul", "ol") and len(links) > 1 and same


def _is_contents(block: Tag, blocks: list[Tag]) -> bool:
    """True for a list at the top, below a heading that says so, or above the sections it lists."""
    place = blocks.index(block)
    above = [tag for tag in blocks[:place] if tag.name in HEADINGS]
    below = next((tag for tag in blocks[place:] if tag.name in HEADINGS), None)
    if not above or [tag.name for tag in above] == ["h1"]:
        return True
    first = unquote(_links_inward(block)[0].attributes["href"][1:]).lower()
    sections = below is not None and below.name > above[-1].name and _slug(below) == first
    return sections or bool(_CONTENTS.match(above[-1].text()))


def _is_up_link(block: Tag) -> bool:
    links = _links_inward(block)
    alone = len(links) == 1 and 0 < len(_signs(block)) == len(_signs(links[0]))
    return block.name in ("p", "h6", "div") and alone and bool(_UP.match(block.text().strip()))


def _links_inward(block: Tag) -> list[Tag]:
    """Return the links of a block if all lead into the file, else none."""
    links = [tag for tag in block.walk() if tag.name == "a" and "href" in tag.attributes]
    return links if all(a.attributes["href"].startswith("#") for a in links) else []


def _generic_summaries(root: Tag) -> list[str]:
    """The summaries that only ask to be opened, which the site drops or uses as answer titles."""
    summaries = [tag for tag in root.walk() if _is_generic_summary(tag)]
    words = [sign for tag in summaries for sign in _signs(tag)]
    root.remove(_is_generic_summary)
    return words


def _is_generic_summary(tag: Tag) -> bool:
    text = tag.text().strip()
    return (
        tag.name == "summary" and len(text) < 60 and "?" not in text and bool(_OPEN_ME.search(text))
    )


def _is_empty_row(tag: Tag) -> bool:
    drawn = any(inner.name in ("img", "math") for inner in tag.walk())
    in_body = tag.above is not None and tag.above.name == "tbody"
    return tag.name == "tr" and in_body and not drawn and not tag.text().strip()


def _unlink_dead(root: Tag) -> None:
    """Replace links to missing headings with their text, as on the site."""
    alive = {"", "top", "contents", "table-of-contents"}
    times: Counter[str] = Counter()
    for tag in root.walk():
        alive |= {tag.attributes.get(name, "").lower() for name in ("id", "name")}
        if tag.name in HEADINGS:
            slug = _slug(tag)
            alive.add(f"{slug}-{times[slug]}" if times[slug] else slug)
            times[slug] += 1
    for tag in root.walk():
        href = tag.attributes.get("href", "")
        if href.startswith("#") and unquote(href[1:]).lower() not in alive:
            del tag.attributes["href"]


def _unquote_answer(item: Tag) -> None:
    """Unwrap a quote in a list item, right below the question that the item is."""
    blocks = [tag for tag in item.tags() if tag.name not in INLINE]
    quote = next((tag for tag in blocks[:2] if tag.name == "blockquote"), None)
    if quote:
        above = Tag("span", inside=item.inside[: item.inside.index(quote)])
        if above.text().rstrip().endswith(("?", "？")):
            quote.name = "div"


def _slug(heading: Tag) -> str:
    return re.sub(r"[^\w\- ]", "", heading.text().strip().lower()).replace(" ", "-")


def _answers_unquoted(root: Tag) -> None:
    """Unwrap quotes right below a question, which are its answer on the site."""
    for tag in list(root.walk()):
        if tag.name == "li":
            _unquote_answer(tag)
        blocks = tag.tags()
        for before, block in itertools.pairwise(blocks):
            asks = before.text().rstrip().endswith(("?", "？"))
            bold = [c for c in before.inside if not isinstance(c, str) or c.strip()]
            alone = len(bold) == 1 and isinstance(bold[0], Tag) and bold[0].name in ("strong", "b")
            if block.name == "blockquote" and asks and (before.name in HEADINGS or alone):
                block.name = "div"


def _footnotes_once(root: Tag) -> None:
    """Keep each footnote once: every page has those that it uses, with numbers and arrows."""
    seen: set[str] = set()

    def again(tag: Tag) -> bool:
        name = tag.attributes.get("id", "")
        if tag.name == "li" and re.match(r"(user-content-)?fn", name):
            if name in seen:
                return True
            seen.add(name)
        return tag.has("footnote-backref", "footnote-ref")

    root.remove(again)


_LETTERED = re.compile(r"\W*\w\W*\Z")
_TOLD = re.compile(r"\s*(?:[✅✔☑✓]\ufe0f?|\((?:correct|richtig)\))\s*", re.IGNORECASE)


def _told(root: Tag) -> dict[str, list[Tag]]:
    """Find the options marked as right, by a tick, a sign or bold, by their text.

    The site shows them a second time, as the answer, and above it without the marks.
    """
    boxes = [tag for tag in root.walk() if tag.name == "input" and "checked" in tag.attributes]
    found = [(box.above, box.above) for box in boxes if box.above]
    for option, tag in _options(root):
        if _TOLD.search(option.text()) or _is_bold(option):
            found.append((option, tag))
    told: dict[str, list[Tag]] = {}
    for option, tag in found:
        for part in (option, *(part for part in option.tags() if part.name == "p")):
            told.setdefault(" ".join(part.text().split()), []).append(tag)
    return told


def _options(root: Tag) -> Iterator[tuple[Tag, Tag]]:
    """The possible options, items of lists and lines, each with the tag that holds it."""
    for tag in root.walk():
        if tag.name == "li":
            yield tag, tag
        elif tag.name == "p" and not (tag.above and tag.above.has("answer")):
            yield from ((line, tag) for line in _lines(tag))


def _untold(tag: Tag) -> str:
    return " ".join(_TOLD.sub(" ", tag.text()).split())


def _lines(tag: Tag) -> list[Tag]:
    lines = [Tag("span")]
    for part in tag.inside:
        if isinstance(part, Tag):
            lines[-1].inside.append(part)
            continue
        first, *others = part.split("\n")
        lines[-1].inside.append(first)
        lines += [Tag("span", inside=[other]) for other in others]
    return lines


def _is_bold(option: Tag) -> bool:
    """True if an option is bold except for its letter."""
    inside = option.tags()[0].inside if option.inside and _only_paragraph(option) else option.inside
    bold = [part for part in inside if isinstance(part, Tag) and part.name in ("strong", "b")]
    rest = "".join(p if isinstance(p, str) else p.text() for p in inside if p not in bold)
    return bool(bold) and (not rest.strip() or bool(_LETTERED.match(rest)))


def _only_paragraph(tag: Tag) -> bool:
    return [child.name for child in tag.tags()] == ["p"]


def _options_once(root: Tag, told: dict[str, list[Tag]]) -> None:
    shown = {_untold(option) for option, _ in _options(root)}

    def again(tag: Tag) -> bool:
        text = " ".join(tag.text().split())
        inside = tag.above is not None and tag.above.has("answer")
        if tag.name != "p" or not inside or text not in told or _untold(tag) not in shown:
            return False
        for holder in told[text]:
            _without_sign(holder)
        return True

    root.remove(again)


def _without_sign(tag: Tag) -> None:
    tag.inside = [_TOLD.sub(" ", part) if isinstance(part, str) else part for part in tag.inside]
    for inner in tag.tags():
        _without_sign(inner)


def _rejoin_broken_lists(root: Tag, site: Tag) -> None:
    """Append to a list of one item that asks what follows it, as on the site."""
    asked = {
        " ".join(question.text().split())
        for item in site.walk()
        if item.name == "li"
        for question in item.walk()
        if question.has("question")
    }
    for above in list(root.walk()):
        item: Tag | None = None
        for block in above.tags():
            items = block.tags()
            if (
                block.name == "ol"
                and len(items) == 1
                and " ".join(items[0].text().split()) in asked
            ):
                item = items[0]
            elif block.name in HEADINGS:
                item = None
            elif item and block.name in ("ul", "ol"):
                above.inside.remove(block)
                item.inside.append(block)
                block.above = item


# --- the comparison -------------------------------------------------------------------------------


def _signs(tag: Tag) -> list[str]:
    return re.findall(r"\w+|[^\w\s:：]", tag.text())


def _count(root: Tag) -> Counter[str]:
    counts: Counter[str] = Counter()
    for tag in root.walk():
        for kind, path in KINDS.items():
            outer, _, inner = path.rpartition(" ")
            if tag.name == inner and (not outer or tag.within(outer)):
                counts[kind] += inner != "a" or "href" in tag.attributes
    return counts


@dataclass(frozen=True)
class Comparison:
    """The counts of both sides for one file."""

    github: Counter[str]
    """How many there are of each kind, ``words`` too."""
    site: Counter[str]
    lost: Counter[str]
    """Words that GitHub shows and the site does not."""
    added: Counter[str]
    """Words that the site shows and GitHub does not."""

    def differences(self) -> list[str]:
        """Return a line for each kind that differs, and for words lost or added; empty if none."""
        lines = [
            f"{kind}: {self.github[kind]} on GitHub, {self.site[kind]} on the site"
            for kind in KINDS
            if self.github[kind] != self.site[kind]
        ]
        lines += [f"lost: {words}" for words in [_listed(self.lost)] if words]
        lines += [f"added: {words}" for words in [_listed(self.added)] if words]
        return lines


def _listed(words: Counter[str]) -> str:
    return " ".join(f"{word}×{times}" for word, times in words.most_common(40))


def compare(text: str) -> Comparison:
    """Count both sides of a notes file."""
    brackets = bool(re.search(r"\\[(\[][^$()\[\]]{,300}?(?:\\[A-Za-z]{2}|[\^_=])", text))
    github, site = on_github(text, brackets), on_site(text)
    told = _told(github)
    _leave_out(github)
    _unlink_dead(github)
    _answers_unquoted(github)
    _options_once(site, told)
    _rejoin_broken_lists(github, site)
    for side in (github, site):
        _footnotes_once(side)
    opening = Counter(_generic_summaries(github))
    here, there = Counter(_signs(github)), Counter(_signs(site))
    added = there - here - opening
    # The title of an answer, of notes without a title, of a diagram's source.
    for own in ("Answer", "Notes", "Mermaid"):
        del added[own]
    counted = [_count(side) for side in (github, site)]
    for counts, words in zip(counted, (here, there), strict=True):
        counts["words"] = words.total()
    return Comparison(*counted, lost=here - there, added=added)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        found = compare(Path(name).read_text("utf-8"))
        print(f"{name}: {dict(found.github)}")
        kept = 100 - 100 * found.lost.total() / max(1, found.github["words"])
        print(f"  words kept: {kept:.3f} %", *found.differences(), sep="\n  ")
