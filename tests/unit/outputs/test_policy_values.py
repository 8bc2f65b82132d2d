"""The policy of the pages allows their inline scripts, and no others."""

import re
from base64 import b64decode
from hashlib import sha256

import pytest
from coursenotes.outputs.policy import inline_scripts, policy_values, source_of


def test_a_source_is_the_checksum_of_exactly_the_text():
    # The example of the standard, CSP3, 8.3.
    text = "alert('Hello, world.');"
    assert source_of(text) == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    assert source_of(text + " ") != source_of(text)


def test_each_script_has_its_source():
    values = policy_values()["inline"]
    assert {"theme", "answers", "font", "prefetch"} == set(values)
    for name, script in values.items():
        digest = re.fullmatch("'sha256-(.*)'", script["source"])[1]
        assert b64decode(digest) == sha256(script["text"].encode()).digest(), name
        assert "</" not in script["text"] and "<!--" not in script["text"]


@pytest.mark.parametrize("serving", [False, True])
def test_nothing_is_allowed_that_is_not_named(serving):
    directives = dict(
        part.strip().partition(" ")[::2] for part in policy_values(serving)["policy"].split(";")
    )
    assert directives["default-src"] == "'none'"
    # These do not fall back to default-src.
    assert directives["base-uri"] == directives["form-action"] == "'none'"
    assert not any("unsafe" in value or "*" in value for value in directives.values())
    assert directives["connect-src"] == "'self'"


def test_only_while_serving_any_script_of_the_page_may_run():
    served = {script["source"] for script in policy_values(serving=True)["inline"].values()}
    assert served == {"'unsafe-inline'"}


def test_inline_scripts_come_without_comments():
    assert not any("//" in text for text in inline_scripts().values())
