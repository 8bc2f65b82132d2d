"""No id is used twice on a page, whatever the names of headings, questions and anchors."""

import re
from collections import Counter

import pytest
from coursenotes import plan_site, read_notes
from hypothesis import given
from hypothesis import strategies as st
from pages import html_of_site

ID = re.compile(r'\sid="([^"]*)"')
OF_TEMPLATES = "nav main contents keys site.nav site.main site_nav keys_title answer answer_nav"
TITLES = st.one_of(
    st.sampled_from([*OF_TEMPLATES.split(), "answer.nav", "Nav", "nav_1", "导航", "内容", "!?"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), min_size=1, max_size=12),
)
NOTES = """\
# {0}

<a id="{1}"></a> <a name="{2}"></a>

## {1}

**{0}?**

> Yes.

- **{2}?**

  > No.

> ### {0}

### {2}

## {2}

### {2}

**{1}?**

> Yes.

<details><summary>{1}</summary>

#### {0}

</details>
"""


def template_ids(project):
    files = sorted((project / "overrides").rglob("*.html"))
    return [name for file in files for name in ID.findall(file.read_text("utf-8"))]


def ids(text):
    """Return each page's path with the ids in its content."""
    notes = read_notes(text, "n.md", (2,))
    for path, html in html_of_site(plan_site(notes)).items():
        yield path, ID.findall(re.sub(r"<svg\b.*?</svg>", "", html, flags=re.DOTALL))


def test_the_ids_of_the_templates_hold_a_sign_that_no_slug_holds(project):
    own = template_ids(project)
    assert {"site.nav", "site.main", "site.contents"} <= set(own)
    assert len(own) == len(set(own))
    assert [name for name in own if not name.startswith("site.")] == []


@given(st.tuples(TITLES, TITLES, TITLES))
def test_no_id_is_twice_on_a_page(project, titles):
    own = template_ids(project)
    for path, found in ids(NOTES.format(*titles)):
        twice = {name: n for name, n in Counter([*found, *own]).items() if n > 1}
        assert not twice, (path, titles)


@pytest.mark.parametrize("title", OF_TEMPLATES.split())
def test_a_heading_named_as_a_part_of_the_site_has_its_own_plain_id(title):
    found = dict(ids(f"# T\n\n## Week 1\n\n### {title}\n\nText.\n"))
    assert title.replace("_", "-").replace(".", "-") in found["week-1.md"]
