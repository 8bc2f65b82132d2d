"""Python-Markdown extension: a question, its link and its answer as one part of the page.

The pages hold a heading of class ``question`` and, where there is an answer, a ``<details>`` of
class ``answer`` below it. Here the two, and what is asked between them, get one frame; the link
that ``toc`` puts into the heading moves beside it, or the heading would end in "¶" wherever it is
read out; and the control of the answer is named after its question. Listed in ``mkdocs.yml``
after ``toc``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

# The tags are looked for in the finished text, as a heading may have come as raw HTML. Nothing
# that an author wrote has these classes, and in text and in attributes "<" is escaped.
_TAG = re.compile(
    r'<(?P<tag>h[1-6]|details)(?P<attributes>(?:\s+[\w-]+(?:="[^"]*")?)*)>|</details>'
)
_CONTAINER = re.compile(r"<(/?)(?:blockquote|details|div|ol|section|table|ul)(?=[\s>])")
_IS_QUESTION = re.compile(r'\sclass="(?:[^"]* )?question[" ]')
_IS_ANSWER = re.compile(r'\sclass="(?:[^"]* )?answer[" ]')
_ID = re.compile(r'\sid="([^"]+)"')
_LINK_OF_TOC = re.compile(r'<a class="headerlink"[^>]*>[^<]*</a>\Z')
_SUMMARY = re.compile(r"\s*<summary(?=>)")

MARK = "<!-- questions -->"
"""Stands before the first question, or the list with it: there the template puts what all share."""


def framed(html: str) -> str:
    """A page's ``html`` with each question in its frame and linked, and its answer named."""
    tags = list(_TAG.finditer(html))
    pieces: list[str] = []
    done = 0

    def insert(at: int, text: str, instead_of: int = 0) -> None:
        nonlocal done
        pieces.extend((html[done:at], text))
        done = at + instead_of

    for place, tag in enumerate(tags):
        anchor = _question(tag)
        if not anchor:
            continue
        closing = html.index("</h", tag.end())
        end = html.index(">", closing) + 1
        if not pieces:
            insert(_outermost(html, tag.start()), f"{MARK}\n")
        insert(tag.start(), '<div class="qa">\n')
        if link := _LINK_OF_TOC.search(html, tag.end(), closing):
            insert(link.start(), "", instead_of=len(link[0]))
        names = f'class="headerlink question-link" href="#{anchor}" aria-labelledby="{anchor}"'
        insert(end, f"<a {names}>#</a>")
        if answer := _answer(tags, place + 1):
            opening, end = answer[0].end(), answer[1].end()
            if summary := _SUMMARY.match(html, opening):
                # No slug holds a ".", not even one of toc, so this id cannot be a heading's.
                own = f"answer.{anchor}"
                insert(summary.end(), f' id="{own}" aria-labelledby="{own} {anchor}"')
        insert(end, "\n</div>")
    return "".join([*pieces, html[done:]])


def _outermost(html: str, place: int) -> int:
    """Where the outermost list or other container that ``place`` is in begins."""
    depth, start = 0, place
    for tag in _CONTAINER.finditer(html, 0, place):
        if not tag[1] and not depth:
            start = tag.start()
        depth += -1 if tag[1] else 1
    return start if depth > 0 else place


def _question(tag: re.Match[str]) -> str:
    """The id of a question's heading; empty for any other tag."""
    if tag["tag"] in (None, "details") or not _IS_QUESTION.search(tag["attributes"]):
        return ""
    found = _ID.search(tag["attributes"])
    return found[1] if found else ""


def _answer(
    tags: Sequence[re.Match[str]], start: int
) -> tuple[re.Match[str], re.Match[str]] | None:
    """The tags around the first answer from ``start`` on; none where a heading comes before it."""
    depth, opening = 0, None
    for place in range(start, len(tags)):
        tag = tags[place]
        if tag["tag"] == "details":
            if not depth and _IS_ANSWER.search(tag["attributes"]):
                opening = tag
            depth += 1
        elif not tag["tag"]:
            depth -= 1
            if opening and not depth:
                return opening, tag
        elif not depth:
            return None
    return None


class _Framed(Postprocessor):
    def run(self, text: str) -> str:
        return framed(text)


class AnswersExtension(Extension):
    """Registers the processor."""

    def extendMarkdown(self, md: Markdown) -> None:
        """After raw HTML was put back into the page (30)."""
        md.postprocessors.register(_Framed(md), "coursenotes-answers", 4)


def makeExtension(**settings: Any) -> AnswersExtension:
    """What Python-Markdown calls to make the extension."""
    return AnswersExtension(**settings)
