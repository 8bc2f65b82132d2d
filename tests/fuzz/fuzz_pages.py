"""Looks for notes that break the way from text to pages: ``make fuzz``.

Atheris makes up the notes, led by what the code does with them. Whatever they say, reading,
planning, writing and ``make check`` must not raise nor take a minute, and a page must hold no tag
or attribute that GitHub strips. What breaks this is left in ``.fuzz/`` as ``crash-…`` or
``timeout-…``, and shown once more by ``fuzz_pages.py FILE``; make it a test before mending it.
"""

import re
import sys

import atheris

with atheris.instrument_imports(include=["coursenotes", "markdown_it", "mdit_py_plugins"]):
    from coursenotes import plan_site, read_notes
    from coursenotes.lint.check import lint
    from coursenotes.model import NotesFile
    from coursenotes.outputs import files_of
    from coursenotes.outputs.export import exported_page
    from coursenotes.outputs.html import render_page

# Some of everything that the parsers have a rule for.
PIECES = [
    *("# ", "## ", "### Week 1: ", "- ", "1. ", "> ", "    ", "\n", "\n\n", "---\n", "===\n"),
    *("```", "~~~", "$", "$$", "$`", "`", "\\(", "\\)", "\\frac{a}{b}", "\\", "\t", "\r\n"),
    *("*", "**", "_", "~~", "[", "](", ")", "![", "[a]: /u\n", "[^1]", "[^1]: ", "#a", "{#id}"),
    *("<", ">", "<br>", "<details>", "<summary>", "</summary>", "</details>", "<div>", "</div>"),
    *("<table><tr><td>", "<pre>", "<a href=", "<!--", "-->", "<script>", "</script>", "|"),
    *("|-|-|\n", "&amp;", "&#", "**Why?**", "Q: ", "A: ", "- [x] ", "> [!NOTE]\n", "____", "?"),
    *("://", "www.", "@", ":smile:", "https://e.org", "/// details | x\n", "///\n", "a", " "),
    *("-- >", "--!>", "<img src=x onerror=x>", "&#", ";", "&nbsp;"),
    *("\0", "\ud800", "\u2028", "你好", "？"),
]
STRIPPED = re.compile(
    r"<(?:script|style|iframe|object|embed|form)\b"
    r"|<[a-z][a-z0-9]*(?:\s+[^\s=>\"]+(?:=\"[^\"]*\")?)*?\s+on[a-z]+=",
    re.I,
)


def text_from(data: bytes) -> str:
    """Each byte names a piece of notes, or opens a few bytes of any text."""
    given = atheris.FuzzedDataProvider(data)
    pieces = []
    while given.remaining_bytes():
        choice = given.ConsumeIntInRange(0, len(PIECES))
        pieces.append(PIECES[choice] if choice < len(PIECES) else given.ConsumeUnicode(3))
    return "".join(pieces)


def one_text(data: bytes) -> None:
    """Atheris calls this with what it made up; an exception is a find."""
    text = text_from(data)
    notes = read_notes(text, "notes.md")
    site = plan_site(notes)
    lint([NotesFile("notes.md", text)], notes, site.problems)
    files_of(site)
    for page in site.pages:
        exported_page(page, render_page(page.body, page.path)).encode()
        html = render_page(page.body, page.path).html
        if found := STRIPPED.search(html):
            raise AssertionError(f"{found.group()} on {page.path} of {text!r}")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_text)
    atheris.Fuzz()
