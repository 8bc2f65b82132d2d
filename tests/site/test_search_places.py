"""Every result of the search leads to a page that is there, and to an anchor on it."""

import json

import pytest
from checks import read_page

pytestmark = pytest.mark.site


def test_every_place_of_the_index_is_on_the_site(site):
    script = (site / "search" / "index.js").read_text("utf-8")
    places = json.loads(script.removeprefix("globalThis.notesSearchIndex="))["places"]
    anchors, page = 0, None
    for title, address, above, _ in places:
        assert above < len(places) and title
        if not address.startswith("#"):
            page = read_page((site / address / "index.html").read_text("utf-8"))
        else:
            anchors += 1
            assert address[1:] in page.ids, address
    assert anchors == 16  # questions and headings below a page's title
