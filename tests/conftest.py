"""What the tests share."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("default", deadline=None)
settings.load_profile("default")


def pytest_addoption(parser):
    parser.addoption("--rewrite-golden", action="store_true", help="write the golden pages anew")


@pytest.fixture
def rewrite_golden(request):
    return request.config.getoption("--rewrite-golden")


@pytest.fixture(scope="session")
def project():
    """The root of this project."""
    return Path(__file__).resolve().parent.parent
