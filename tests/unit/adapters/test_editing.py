"""The branch in ``edit_uri``, as authors of MkDocs write it."""

import pytest
from coursenotes.adapters.editing import branch_in


@pytest.mark.parametrize(
    ("edit_uri", "docs", "branch"),
    [
        ("edit/main/docs/", "docs", "main"),
        ("edit/main/a/docs", "a/docs", "main"),
        ("blob/release/2/docs/", "docs", "release/2"),
        ("blob/main/", "docs", "main"),
        ("blob/main/elsewhere/", "", "main"),
        ("/-/edit/dev/docs/", "docs", "dev"),
        ("https://github.com/o/r/edit/main/docs/", "docs", "main"),
        ("?query=root/docs/", "docs", ""),
        ("", "docs", ""),
    ],
)
def test_the_branch_comes_before_the_folder_of_pages(edit_uri, docs, branch):
    assert branch_in(edit_uri, docs) == branch
