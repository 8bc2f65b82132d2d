"""How pytest-xdist shares the tests out: a file at a time, what needs a browser to one worker.

The tests of a file share what they build. Two browsers at once would be in each other's way, and
what one test of them measures in the other's time.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling


class _ByFile(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "browser" if "/browser/" in file else file


def pytest_xdist_make_scheduler(config, log):
    """The scheduler for any ``-n`` but 0."""
    return _ByFile(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers(config):
    """None for a few files: they are done before workers have begun."""
    named = [Path(argument.partition("::")[0]) for argument in config.args]
    return 0 if all(path.is_file() for path in named) else None
