"""Finds the configuration of MkDocs that a command works with, or makes one in memory."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from coursenotes.adapters.mkdocs_plugin import CourseNotes
from coursenotes.adapters.plugin_settings import PluginSettings
from coursenotes.errors import error
from coursenotes.model import Position, Problem, Severity
from coursenotes.reporting import report
from coursenotes.sources.load import display_path, folder_of
from coursenotes.sources.repository import repository_of

_NAMES = ("mkdocs.yml", "mkdocs.yaml")
_NOTHING_SAYS = (
    "none here says where the notes are; name them behind the command: a file such as README.md, "
    "or . for this folder"
)
_IN_MEMORY = "mkdocs.yml (made by coursenotes)"


class _Text(io.BytesIO):
    """A file in memory that stays open, since MkDocs reads it anew for each build."""

    def close(self) -> None:
        """Do nothing."""


@dataclass(frozen=True)
class Configuration:
    """Where MkDocs' configuration comes from, and how it is loaded."""

    file: str | IO[bytes]
    options: Mapping[str, str]
    """What is passed on to MkDocs with the file."""
    in_memory: bool

    def load(
        self, site_dir: str | None = None, strict: bool | None = None
    ) -> tuple[MkDocsConfig, CourseNotes]:
        """The configuration, and our plugin in it. ``None`` leaves what the file says."""
        site = {"site_dir": site_dir} if site_dir else {}
        config = load_config(self.file, **{**self.options, **site}, strict=strict)
        if named := PluginSettings.named_language:
            config.theme["language"] = named
        plugin = config.plugins["coursenotes"]
        assert isinstance(plugin, CourseNotes)
        return config, plugin


@contextmanager
def configured(
    notes: Path | None, file: Path | None = None, language: str | None = None
) -> Iterator[Configuration]:
    """The configuration for ``notes``, or for those that it names itself.

    It is the ``file``, or a ``mkdocs.yml`` that has the plugin, beside the notes or in the working
    folder; else one is made in memory, and the site goes into ``site`` in the working folder.
    A ``language`` takes the place of its own. Raises :class:`NotesError` where nothing says which
    notes are meant, or for a strange file.
    """
    CourseNotes.named = notes.absolute() if notes else None
    PluginSettings.named_language = language or ""
    with TemporaryDirectory(prefix="coursenotes-") as empty:
        if found := file or _found(notes):
            yield Configuration(str(found), _without_docs(found, empty), in_memory=False)
        elif notes:
            yield _in_memory(notes, empty)
        else:
            raise error(_NAMES[0], _NOTHING_SAYS)


def _in_memory(notes: Path, empty: str) -> Configuration:
    text = resources.files("coursenotes").joinpath("templates", _NAMES[0]).read_bytes()
    root = repository_of(notes) or folder_of(notes)
    options = {
        "config_file_path": str(root / _IN_MEMORY),
        "docs_dir": empty,
        "site_dir": str(Path.cwd() / "site"),
    }
    return Configuration(_Text(text), options, in_memory=True)


def _found(notes: Path | None) -> Path | None:
    """The first ``mkdocs.yml`` that has our plugin, or that cannot be read; others are told of."""
    folders = [folder_of(notes), Path.cwd()] if notes else [Path.cwd()]
    files = (folder / name for folder in dict.fromkeys(folders) for name in _NAMES)
    others = []
    for file in filter(Path.is_file, files):
        settings = _settings(file)
        if settings is None or "coursenotes" in _plugins(settings):
            return file
        others.append(file)
    message = "is not used, since it lacks the plugin coursenotes"
    report(Problem(Position(display_path(file)), Severity.HINT, message) for file in others)
    return None


def _without_docs(file: Path, empty: str) -> dict[str, str]:
    """The folder of the author's own pages, which MkDocs wants, where they have none."""
    settings = _settings(file)
    lacking = settings is not None and not settings.get("docs_dir")
    return {"docs_dir": empty} if lacking and not (file.parent / "docs").is_dir() else {}


def _settings(file: Path) -> Mapping[str, Any] | None:
    """What a ``mkdocs.yml`` says; ``None`` where MkDocs has to say what is wrong in it.

    Raises :class:`NotesError` for one that is no list of settings: MkDocs shows a traceback.
    """
    try:
        with file.open("rb") as opened:
            found = yaml_load(opened, get_yaml_loader())
    except (yaml.YAMLError, MkDocsException, OSError):
        return None
    except TypeError:
        found = None
    if not isinstance(found, dict):
        raise error(display_path(file), "has no lines such as `site_name: My notes`")
    return found


def _plugins(settings: Mapping[str, Any]) -> list[object]:
    """The names of the plugins, which are listed in several ways."""
    listed = settings.get("plugins") or ()
    return [next(iter(each), None) if isinstance(each, dict) else each for each in listed]
