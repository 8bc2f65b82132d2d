"""Find the GitHub repository that the running coursenotes was installed from."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from coursenotes.sources.repository import github_address, on_github, repository_of


def home_on_github() -> str:
    """Return the repository's address on GitHub; empty if unknown.

    ``pip``, ``pipx`` and ``uv`` record what they installed from (PEP 610): a repository, or a
    folder, which may be a clone of one. A package from an index names it in its metadata.
    """
    try:
        package = distribution("coursenotes")
        origin = json.loads(package.read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return ""
    url = str(origin.get("url") or "")
    if "dir_info" in origin:
        root = repository_of(Path(url2pathname(urlsplit(url).path)))
        return github_address(root) if root else ""
    own = (text.rpartition(",")[2].strip() for text in package.metadata.get_all("Project-URL", []))
    return next(filter(None, map(on_github, (url, *own))), "")
