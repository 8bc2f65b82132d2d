"""Boxes are read as without our extension, and none that stands alone looks at the page so far."""

import markdown
import pytest
from coursenotes import boxes

ALONE = "/// details | Answer\n    type: answer\n\ntext\n\n- a\n\n    - b\n\n///\n\n"
NESTED = (
    "1. one\n\n    //// details | Outer\n\n    - two\n\n        /// details | Inner\n\n"
    "        text\n\n        more\n\n        ///\n\n    ////\n\n"
)
BLOCKS = ["pymdownx.blocks.details", "pymdownx.blocks.html"]


@pytest.mark.parametrize("text", [ALONE * 3, NESTED, NESTED + ALONE + NESTED])
def test_boxes_are_read_as_without_the_extension(text):
    ours = markdown.markdown(text, extensions=[*BLOCKS, "coursenotes.boxes"])
    assert ours == markdown.markdown(text, extensions=BLOCKS)
    assert ours.count("<details") == text.count("/ details |")


@pytest.mark.parametrize(("text", "looks"), [(ALONE * 20, False), (NESTED, True)])
def test_only_a_box_in_a_box_looks_at_what_is_around_it(monkeypatch, text, looks):
    seen = []
    look = boxes._Unmapped.iter
    monkeypatch.setattr(boxes._Unmapped, "iter", lambda self: seen.extend(look(self)) or iter(()))
    markdown.markdown(text, extensions=[*BLOCKS, "coursenotes.boxes"])
    assert bool(seen) == looks
