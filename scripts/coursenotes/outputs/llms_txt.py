"""Write ``llms.txt``: the site's contents for language models, as llmstxt.org defines it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from coursenotes.model import File, PagePath
from coursenotes.outputs.markdown_copies import copy_path
from coursenotes.site import Site


def files(site: Site) -> Iterator[File]:
    """Yield the list of the pages' copies, each with its page's description."""
    home, words = site.home, site.words
    described = {page.path: _unlinked(page.description) for page in site.pages}

    def line(title: str, path: PagePath) -> str:
        name = re.sub(r"([\\\[\]])", r"\\\1", title)
        return f"- [{name}]({site.site_url}{quote(copy_path(path))}): {described[path]}"

    blocks = [f"# {home.title}", f"> {described[home.path]}"]
    loose = [line(part.title, part.path) for part in home.parts if not part.parts]
    if loose or not home.parts:
        own = [line(home.title, home.path)]
        blocks.append("\n".join([f"## {words['notes']}", "", *own, *loose]))
    for course in home.parts:
        if course.parts:
            lines = [line(page.title, page.path) for page in course.walk()]
            blocks.append("\n".join([f"## {course.title}", "", *lines]))
    known = {page.path for page in home.walk()}
    others = [line(page.title, page.path) for page in site.pages if page.path not in known]
    if others:
        blocks.append("\n".join(["## Optional", "", *others]))
    yield File("llms.txt", ("\n\n".join(blocks) + "\n").encode())


def _unlinked(text: str) -> str:
    """Plain ``text`` in which nothing is a link."""
    return text.replace("](", "\\](")
