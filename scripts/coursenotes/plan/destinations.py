"""Resolve the addresses of links and pictures in the notes to places on the site.

GitHub's rules: ``#week-2`` is GitHub's anchor of a heading in the same file, or an ``id`` or
``name`` that the author wrote, and ``lecture.md#week-2`` one in another file. Addresses without a
scheme are relative to the folder of the file, or to the repository's if they begin with a slash. A
folder shows its README.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote, unquote

from msgspec import Struct, field

from coursenotes.errors import FileError
from coursenotes.gfm.slugs import github_slug
from coursenotes.model import Asset, Element, Notes, PagePath, Problem, Severity, Target
from coursenotes.model.sources import NOTEBOOK
from coursenotes.outline.folders import is_notes
from coursenotes.plan.addresses import Targets
from coursenotes.plan.copies import Copy, Surroundings, copied
from coursenotes.plan.nearest import nearest, nearest_file

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_HOME = re.compile("/(?:Users|home)/")
_ONE_THEME = ("gh-dark-mode-only", "gh-light-mode-only")
_LEFT_OUT = "that file is left out of the site, so the link leads to GitHub"
_ONLY_A_FOLDER = (
    "a folder without a page here; with repo_url in mkdocs.yml the link leads to it on GitHub"
)


class Here(Struct, frozen=True):
    """The page and the file that a link is in."""

    page: PagePath
    file: str
    """Its path below the notes' folder; empty on the page of a folder without a file."""


class Destinations(Struct):
    """Finds where links and pictures lead; collects the files to copy and the problems."""

    notes: Notes
    targets: Targets
    around: Surroundings
    assets: dict[str, Asset] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _known: dict[tuple[str, str], Copy | str] = field(default_factory=dict)

    def of_link(self, link: Element, href: str, here: Here) -> Target | str | None:
        """Return where a link leads; ``None``, and a warning, if nowhere."""
        if href.startswith("#"):
            return self._anchor(link, href, unquote(href[1:]), here, here.file)
        return self._file(link, href, "link", here)

    def of_picture(self, picture: Element, source: str, here: Here) -> Target | str | None:
        """Return where a picture is; ``None``, and a warning, if it is missing."""
        if source:
            return self._file(picture, source, "picture", here)
        if "src" in dict(picture.attributes):  # without it, lint reports what was stripped
            self._warn(picture, "picture without an address: name its file in the brackets")
        return None

    def _anchor(
        self, link: Element, href: str, name: str, here: Here, file: str
    ) -> Target | str | None:
        """The target of a link to the anchor ``name`` in a ``file``."""
        known = self.targets.anchors.get(file, {})
        bare = name.removeprefix("user-content-")
        names = [name, name.lower(), "user-content-" + name, bare]
        if file.lower().endswith(f".{NOTEBOOK}"):  # Jupyter's anchors keep capitals and signs
            names.append(github_slug(name))
        for candidate in names:
            if candidate in known:
                target = known[candidate]
                inside = target.path == here.page and target.anchor
                return f"#{target.anchor}" if inside else target
        if name.lower() in ("", "top"):
            return self.targets.pages.get(file, Target(here.page))
        similar = nearest(name, known)
        hint = f"; did you mean #{similar}?" if similar else ""
        self._warn(link, f"link {href}: no heading or anchor of that name{hint}")
        return None

    def _file(self, element: Element, address: str, kind: str, here: Here) -> Target | str | None:
        if _SCHEME.match(address) or not address:
            return address
        name = re.split("[?#]", address, maxsplit=1)[0]
        path = self._path(unquote(name), here)
        below = address.removeprefix(name)  # for example ?raw=true#part
        fragment = below.partition("#")[2]
        if kind == "link":
            if path in self.notes.files:
                return self._anchor(element, address, unquote(fragment), here, path)
            for known in (path, f"{path}/"):
                if known in self.targets.pages:
                    return self.targets.pages[known]
        if not self.around.exists(path):
            return self._elsewhere(element, address, kind, path, below, here)
        if kind == "link" and self.around.source:
            if len(self.notes.files) > 1 and is_notes(path) and not path.startswith(".."):
                self._report(element, f"link {address}: {_LEFT_OUT}", Severity.HINT)
            return self._on_github(path, below)
        copy = self._copy(element, path, kind, address)
        if not copy:
            return None
        self.assets[path] = copy.asset
        # GitHub shows such a picture in one theme only, and the style sheet does the same.
        anchor = fragment if fragment in _ONE_THEME else ""
        return Target(quote(copy.asset.path), anchor, copy.size)

    def _path(self, name: str, here: Here) -> str:
        """The path below the notes' folder of the file that an address names."""
        if name.startswith("/"):
            path = posixpath.normpath(name.lstrip("/") or ".")
            below = posixpath.relpath(path, self.around.inside or ".")
            # Without a repository, the notes' folder takes its place.
            return below if self.around.inside else path
        return posixpath.normpath(posixpath.join(posixpath.dirname(here.file), name or "."))

    def _elsewhere(
        self, element: Element, address: str, kind: str, path: str, below: str, here: Here
    ) -> str | None:
        """The target of an address that is neither a page nor a file to copy."""
        is_folder = self.around.is_folder(path)
        if kind == "link" and self.around.source and (path.startswith("..") or is_folder):
            return self._on_github(path, below)
        if kind == "link" and is_folder:
            self._warn(element, f"{kind} {address}: {_ONLY_A_FOLDER}")
            return None
        where = "is on your machine only; put it" if _HOME.match(address) else "no such file"
        others = [file for file in self.notes.files if file != here.file]
        similar = nearest_file(path, others) if kind == "link" else ""
        meant = posixpath.relpath(similar, posixpath.dirname(here.file) or ".") if similar else ""
        hint = f"; did you mean {meant.replace(' ', '%20')}?" if meant else ""
        self._warn(element, f"{kind} {address}: {where} beside the notes{hint}")
        return None

    def _copy(self, element: Element, path: str, kind: str, address: str) -> Copy | None:
        """The copy of a file beside the notes; None if it must not be copied.

        A file is read and cleaned once. Each ``element`` that needs a missing copy gets a warning.
        Hints about a copy are given once, at the first element.
        """
        if (found := self._known.get((kind, path))) is None:
            try:
                found = copied(path, kind, self.around)
            except FileError as cause:
                found = str(cause)
            else:
                for message in found.messages:
                    self._report(element, f"{kind} {address}: {message}", Severity.HINT)
            self._known[kind, path] = found
        if isinstance(found, str):
            self._warn(element, f"{kind} {address}: {found}")
            return None
        return found

    def _on_github(self, path: str, below: str) -> str:
        base, _, inside = self.around.source.partition("/blob/")
        branch, _, folder = inside.partition("/")
        joined = posixpath.normpath(posixpath.join(folder, path))
        shown = "tree" if self.around.is_folder(path) else "blob"
        return f"{base}/{shown}/{branch}/{quote(joined)}{below}"

    def _warn(self, element: Element, message: str) -> None:
        self._report(element, message, Severity.WARNING)

    def _report(self, element: Element, message: str, severity: Severity) -> None:
        self.problems.append(Problem(element.at, severity, message))
