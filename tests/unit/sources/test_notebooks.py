"""A notebook shows what GitHub shows of it, and its lines keep their numbers."""

import base64
import json
import subprocess
import sys

import pytest
from coursenotes.elements import text_of
from coursenotes.errors import NotesError
from coursenotes.gfm.front_matter import tidy, title_in
from coursenotes.gfm.parser import to_html
from coursenotes.gfm.tree import to_tree
from coursenotes.sources.folder import load_folder
from coursenotes.sources.notebooks import notebook
from hypothesis import given
from hypothesis import strategies as st

PNG = b"\x89PNG\r\n\x1a\n..."
HELD = base64.b64encode(PNG).decode()


def lines(text):
    """Return a text as notebooks store it: a list of lines."""
    return text.splitlines(keepends=True)


def markdown(text, **more):
    return {"cell_type": "markdown", "metadata": {}, "source": lines(text), **more}


def code(text, *outputs):
    cell = {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": list(outputs)}
    return {**cell, "source": lines(text)}


def display(**data):
    forms = {kind.replace("_", "/", 1).replace("_", "+"): text for kind, text in data.items()}
    return {"output_type": "display_data", "metadata": {}, "data": forms}


def printed(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": lines(text)}


def written(*cells, language="python", version=4):
    about = {"language_info": {"name": language}} if language else {}
    book = {"cells": list(cells), "metadata": about, "nbformat": version, "nbformat_minor": 5}
    return json.dumps(book, indent=1)


def read(*cells, path="w/a b.ipynb", **more):
    return notebook(written(*cells, **more), path, path)


def tree(found):
    return to_tree(to_html(tidy(found.text)))


def shown(*cells, **more):
    """Return what a reader sees, block by block: tags and texts."""
    blocks = [c for c in tree(read(*cells, **more)).children if not isinstance(c, str)]
    return [(block.tag, text_of(block).strip()) for block in blocks]


def test_text_code_and_what_it_prints():
    cells = (markdown("# Title\n\nText."), code("print(1)", printed("1\n")), markdown("End."))
    expected = [("h1", "Title"), ("p", "Text."), ("pre", "print(1)"), ("pre", "1"), ("p", "End.")]
    assert shown(*cells) == expected
    assert "\n```python\nprint(1)\n```\n" in read(*cells).text


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({"language_info": {"name": "R"}}, "r"),
        ({"language_info": {"name": "C++17"}}, "c++"),
        ({"kernelspec": {"language": "julia", "name": "julia-1.9"}}, "julia"),
        ({"language_info": {"name": "a b`c\n"}}, "abc"),
        ({"language_info": None, "kernelspec": []}, ""),
        ({}, ""),
    ],
)
def test_the_language_is_the_kernels(metadata, language):
    book = {"cells": [code("x")], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    assert f"```{language}\nx\n```" in notebook(json.dumps(book), "a.ipynb", "a.ipynb").text


def test_a_fence_is_longer_than_those_in_it():
    text = 's = """\n```\n`````\n"""'
    assert shown(code(text), markdown("a")) == [("pre", text), ("p", "a")]


def test_what_was_printed_in_pieces_is_one():
    outputs = (printed("a\n"), printed("b\n"), printed("c\n", "stderr"))
    assert shown(code("x", *outputs))[1:] == [("pre", "a\nb"), ("pre", "c")]


def test_a_terminal_shows_neither_colours_nor_what_was_overwritten():
    text = "\x1b[31mred\x1b[0m\r\n 10%\r 50%\r100%\n$x$ \\(y\\) <b> &amp; **c** \x1b]0;t\x07"
    (output,) = shown(code("x", printed(text)))[1:]
    assert output == ("pre", "red\n100%\n$x$ \\(y\\) <b> &amp; **c**")


def test_an_error_shows_its_traceback():
    error = {"output_type": "error", "ename": "E", "evalue": "v", "traceback": []}
    told = {**error, "traceback": ["\x1b[0;31mE\x1b[0m", "  at 1", "E: v"]}
    assert shown(code("x", error))[1:] == [("pre", "E: v")]
    assert shown(code("x", told))[1:] == [("pre", "E\n  at 1\nE: v")]


@pytest.mark.parametrize(("kind", "ending"), [("png", "png"), ("jpeg", "jpg"), ("gif", "gif")])
def test_a_picture_is_kept_beside_the_notebook(kind, ending):
    output = display(**{f"image_{kind}": HELD + "\n", "text_plain": ["<Figure with 1 Axes>"]})
    found = read(code("x", output, output))
    ((path, data),) = found.pictures.items()
    assert data == PNG
    assert path.startswith("w/a b_files/") and path.endswith(f".{ending}")
    pictures = [each for each in tree(found).walk() if each.tag == "img"]
    assert [each.get("alt") for each in pictures] == ["Figure with 1 Axes"] * 2
    assert {f"w/{each.get('src')}".replace("%20", " ") for each in pictures} == {path}


def test_a_vector_picture_is_kept_as_text():
    found = read(code("x", display(image_svg_xml=["<svg>\n", "</svg>"], image_png=HELD)))
    assert list(found.pictures.values()) == [b"<svg>\n</svg>"]


def test_a_table_is_shown_and_what_runs_is_not():
    html = (
        "<div>\n<style scoped>\n .a { color: red }\n</style>\n<table border='1'>\n<tr><td>1</td>"
        "</tr>\n\n</table><pre>a\nb</pre><script>x()</script><!-- c\n\n --></div>"
    )
    found = read(code("x", display(text_html=lines(html), text_plain="1")), markdown("b"))
    blocks = [each for each in tree(found).walk() if each.tag in ("table", "pre", "p")]
    assert [text_of(each).strip() for each in blocks] == ["x", "1", "a\nb", "b"]
    assert "color" not in found.text and "x()" not in found.text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"text_html": "<script>draw()</script>", "text_plain": "Plot"}, ("pre", "Plot")),
        ({"text_html": "<iframe src='x'></iframe>", "text_plain": "Map"}, ("pre", "Map")),
        ({"text_html": "<b>b</b>", "text_plain": "p"}, ("b", "b")),
        ({"text_markdown": "**b**", "text_plain": "p"}, ("p", "b")),
        ({"text_latex": "$\\displaystyle x$", "text_plain": "x"}, ("p", "\\displaystyle x")),
        ({"text_latex": "x\n+ 1", "text_plain": "x"}, ("tex-display", "x + 1")),
        ({"image_png": "no base64", "text_plain": "p"}, ("pre", "p")),
        ({"application_json": {}, "text_plain": "{}"}, ("pre", "{}")),
    ],
)
def test_the_first_form_that_shows_something(data, expected):
    assert shown(code("x", display(**data)))[1] in (expected, ("p", expected[1]))


def test_pictures_attached_to_a_cell():
    attached = {"image 1.png": {"image/png": HELD}, "b.png": {"image/png": HELD}}
    text = "![a](attachment:image%201.png) <img src='attachment:b.png'> ![](attachment:gone.png)"
    found = read(markdown(text, attachments=attached))
    assert len(found.pictures) == 1
    sources = [each.get("src") for each in tree(found).walk() if each.tag == "img"]
    (path,) = found.pictures
    assert sources[:2] == [path.removeprefix("w/").replace(" ", "%20")] * 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a\n\n\\begin{align*}\nx &= 1\n\\end{align*}\n\nb", 1),
        ("$$\n\\begin{align}\nx\n\\end{align}\n$$", 1),
        ("\\begin{equation}x\\end{equation}\n\n$$y$$\n\n\\begin{gather}z\\end{gather}", 3),
        ("```\n\\begin{align}\nx\n\\end{align}\n```", 0),
        ("\\begin{itemize}\n\\end{itemize}", 0),
    ],
)
def test_an_environment_alone_is_a_formula(text, count):
    found = read(markdown(text))
    formulas = [each for each in tree(found).walk() if each.tag == "tex-display"]
    assert len(formulas) == count
    assert found.text.count("\n") == read(markdown(text.replace("\\begin", "x"))).text.count("\n")


def test_raw_cells():
    raw = {"cell_type": "raw", "metadata": {}, "source": "*x*\n$y$"}
    html = {"cell_type": "raw", "metadata": {"raw_mimetype": "text/html"}, "source": "<b>\n\nx"}
    assert shown(raw, html, markdown("a")) == [("pre", "*x*\n$y$"), ("b", "x"), ("p", "a")]


def test_front_matter_in_a_raw_cell():
    raw = {"cell_type": "raw", "metadata": {}, "source": "---\ntitle: Trees\n---"}
    found = read(raw, markdown("a"))
    assert title_in(found.text) == "Trees"
    assert [text_of(block) for block in tree(found).children if not isinstance(block, str)] == ["a"]


OPEN = {
    "a fence": "```\ncode",
    "a longer fence": "~~~~ python\n```\ncode",
    "a comment": "text\n\n<!-- never ends",
    "a formula": "$$\nx",
    "pre": "<pre>\ncode",
    "script": "<script>\nx",
    "a division": "<div align=center>\n\ntext",
    "details": "<details><summary>More</summary>\n\ntext",
    "several": "<div><b>\n\n- text <i>it\n",
    "a table": "<table><tr><td>\n\ntext",
    "a list": "- item",
    "a numbered list": "1. item\n2. item",
    "a fence in a list": "- item\n  ```\n  code",
    "a quotation": "> text",
    "a table of Markdown": "| a |\n| - |\n| b |",
    "a footnote": "a[^1]\n\n[^1]: Note",
    "an open tag": "<div class='",
    "a declaration": "<!DOCTYPE html",
    "an instruction": "<?php echo",
    "a paragraph": "text",
}
NEXT = ["After.", "- After.", "3. After.", "    After.", "> After.", "---\n\nAfter.", "| After. |"]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("following", NEXT)
@pytest.mark.parametrize("cell", OPEN.values(), ids=OPEN)
def test_no_cell_runs_into_the_next(cell, following):
    def blocks(*cells):
        return [block for block in tree(read(*cells)).children if not isinstance(block, str)]

    alone, both = blocks(markdown(following)), blocks(markdown(cell), markdown(following))
    if "[^1]" in cell:
        *both, _rule, notes = both
        assert notes.tag == "section"
    assert both[-len(alone) :] == alone
    assert sum("After." in text_of(block) for block in both) == 1


def test_lines_keep_their_numbers():
    cells = [
        markdown('# Title\n\nText with "quotes".'),
        markdown("- a\n- b"),
        code("x = 1\nx", printed("1\n2\n3\n")),
        markdown("## Next\n\nmore"),
        code("y"),
        code("z", display(image_png=HELD), printed("a")),
        markdown("End."),
    ]
    text = written(*cells)
    found = notebook(text, "a.ipynb", "a.ipynb").text.split("\n")
    in_file = text.split("\n")
    for line in ("# Title", "- b", "x = 1", "## Next", "more", "y", "z", "End."):
        written_at = next(n for n, each in enumerate(in_file) if f'"{line}' in each)
        assert found.index(line) == written_at, line


def test_a_notebook_without_lines_of_its_own_is_read():
    book = {"cells": [markdown("# T\n\na"), code("x"), markdown("b")], "metadata": {}}
    text = json.dumps({**book, "nbformat": 4, "nbformat_minor": 2}, separators=(",", ":"))
    blocks = tree(notebook(text, "a.ipynb", "a.ipynb")).children
    assert [text_of(b).strip() for b in blocks if not isinstance(b, str)] == ["T", "a", "x", "b"]


def test_an_older_notebook_is_read():
    cells = [
        {"cell_type": "heading", "level": 2, "metadata": {}, "source": ["Old"]},
        {
            "cell_type": "code",
            "collapsed": False,
            "input": ["x = 1\n", "x"],
            "language": "python",
            "metadata": {},
            "outputs": [
                {"output_type": "pyout", "prompt_number": 1, "metadata": {}, "text": ["1"]},
                {"output_type": "display_data", "metadata": {}, "png": HELD},
            ],
        },
        {"cell_type": "markdown", "metadata": {}, "source": ["End."]},
    ]
    book = {"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0}
    text = json.dumps({**book, "worksheets": [{"cells": cells, "metadata": {}}]}, indent=1)
    found = notebook(text, "a.ipynb", "a.ipynb")
    blocks = [block for block in tree(found).children if not isinstance(block, str)]
    assert [text_of(b).strip() for b in blocks] == ["Old", "x = 1\nx", "1", "", "End."]
    assert found.text.split("\n").index("End.") == next(
        n for n, line in enumerate(text.split("\n")) if '"End."' in line
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '{"cells": [\n  {"a" 1}]}',
            r"a\.ipynb:2:8: is not a notebook: its JSON breaks off here: Exp",
        ),
        ("[]", "is not a notebook that can be read; save it in Jupyter"),
        ("7", "is not a notebook that can be read"),
        ('{"nbformat": 99}', "is not a notebook that can be read"),
        ('{"nbformat": 4}', "is not a notebook that can be read"),
        ('{"nbformat": "4", "cells": []}', "is not a notebook that can be read"),
        ('{"nbformat": 3}', "is not a notebook that can be read"),
        ('{"nbformat": 4, "cells": 7}', "is not a notebook that can be read"),
        ('{"nbformat": 4, "cells": []}', "missing an expected key: metadata"),
        (written(), "the notebook is empty"),
        (written(markdown("  "), code("")), "the notebook is empty"),
        ("[" * 100_000, "is not a notebook: its JSON"),
    ],
)
def test_what_is_no_notebook_is_reported(text, message):
    with pytest.raises(NotesError, match=message) as raised:
        notebook(text, "a.ipynb", "a.ipynb")
    assert "\n" not in str(raised.value)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "cell_type source outputs output_type data text metadata image/png".split()
            ),
            inner | st.sampled_from(["code", "markdown", "raw", "display_data", "stream", "error"]),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.lists(ANYTHING, max_size=4), ANYTHING, st.sampled_from([1, 2, 3, 4]))
def test_nothing_ends_in_a_traceback(cells, metadata, version):
    book = {"cells": cells, "metadata": metadata, "worksheets": [{"cells": cells}]}
    text = json.dumps({**book, "nbformat": version}, indent=1)
    try:
        assert notebook(text, "a.ipynb", "a.ipynb").text
    except NotesError as cause:
        assert str(cause).startswith("a.ipynb")


@given(st.lists(st.sampled_from([*OPEN.values(), *NEXT, "a\n\nb", "# h"]), min_size=1, max_size=6))
def test_each_cell_is_a_document_of_its_own(texts):
    def words(*cells):
        return text_of(*(b for b in tree(read(*cells)).children if not isinstance(b, str))).split()

    seen = words(*map(markdown, texts))
    for text in texts:
        if "[^1]" not in text:
            assert " ".join(words(markdown(text))) in " ".join(seen)


def test_notebooks_are_among_the_notes_of_a_folder(tmp_path):
    (tmp_path / "2.ipynb").write_text(written(markdown("# Two")))
    (tmp_path / "3.ipynb").write_text("{")
    (tmp_path / "1.md").write_text("# One")
    found = load_folder(tmp_path)
    assert [file.path for file in found.folder.files()] == ["1.md", "2.ipynb"]
    assert f"{tmp_path / '3.ipynb'}:1:2: is not a notebook" in str(found.problems[0])


def test_a_notebook_that_did_not_change_is_read_once():
    assert read(markdown("a")) is read(markdown("a"))
    assert read(markdown("a")) is not read(markdown("b"))


def test_its_reader_is_loaded_only_where_there_is_a_notebook():
    said = "import sys, coursenotes.sources.folder; print('nbformat' in sys.modules)"
    asked = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert asked.stdout == "False\n"
