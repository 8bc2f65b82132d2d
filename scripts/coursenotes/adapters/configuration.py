"""Find the MkDocs configuration that a command works with, or make one in memory."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import get_yaml_loader, yaml_load
from msgspec import Struct

from coursenotes.adapters.mkdocs_plugin import CourseNotes
from coursenotes.adapters.plugin_settings import PluginSettings
from coursenotes.errors import error
from coursenotes.model import Position, Problem, Severity
from coursenotes.reporting import report
from coursenotes.sources.load import display_path, folder_of
from coursenotes.sources.repository import repository_of

_NAMES = ("mkdocs.yml", "mkdocs.yaml")
_NO_NOTES = (
    "no file of that name here says where the notes are; name them after the command: a file "
    "such as README.md, or . for this folder"
)
_IN_MEMORY = "mkdocs.yml (made by coursenotes)"


class _Text(io.BytesIO):
    """A file in memory that cannot be closed, since MkDocs reads it again for each build."""

    def close(self) -> None:
        """Do nothing: stay readable."""


class Configuration(Struct, frozen=True):
    """A source of MkDocs configuration."""

    file: str | IO[bytes]
    options: Mapping[str, str]
    """Settings passed to MkDocs along with the file."""
    in_memory: bool

    def load(
        self, site_dir: str | None = None, strict: bool | None = None
    ) -> tuple[MkDocsConfig, CourseNotes]:
        """Return the configuration and our plugin in it. ``None`` keeps what the file says."""
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
    """Return the configuration for ``notes``, or for the notes that it names itself.

    It is ``file``; else a ``mkdocs.yml`` with our plugin beside the notes or in the working
    folder; else one made in memory, whose site goes into ``site`` in the working folder.
    ``language`` replaces its language. Raises :class:`NotesError` if nothing names any notes, or
    if a file is not a configuration.
    """
    CourseNotes.named = notes.absolute() if notes else None
    PluginSettings.named_language = language or ""
    with TemporaryDirectory(prefix="coursenotes-") as empty:
        if found := file or _found(notes):
            yield Configuration(str(found), _without_docs(found, empty), in_memory=False)
        elif notes:
            yield _in_memory(notes, empty)
        else:
            raise error(_NAMES[0], _NO_NOTES)


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
    """The first ``mkdocs.yml`` with our plugin, or that cannot be read. Warns about others."""
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
    """Settings with an empty ``docs_dir``, which MkDocs requires, if the author has none."""
    settings = _settings(file)
    lacking = settings is not None and not settings.get("docs_dir")
    return {"docs_dir": empty} if lacking and not (file.parent / "docs").is_dir() else {}


def _settings(file: Path) -> Mapping[str, Any] | None:
    """Return the settings in a ``mkdocs.yml``; ``None`` if MkDocs can say what is wrong in it.

    Raises :class:`NotesError` if it is not a mapping, for which MkDocs shows a traceback.
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
    """The names of the plugins, from any of the forms of ``plugins``."""
    listed = settings.get("plugins") or ()
    return [next(iter(each), None) if isinstance(each, dict) else each for each in listed]
