"""A file of notes is read as its name says, whether it is named or in a folder."""

import json

import pytest
from coursenotes.errors import NotesError
from coursenotes.model.sources import ENDINGS, MARKDOWN
from coursenotes.outline.folders import is_notes
from coursenotes.sources.formats import FORMATS
from coursenotes.sources.notes import load_notes

NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "metadata": {}, "source": ["# Trees\n", "\n", "**Why?**\n"]},
        {
            "cell_type": "code",
            "execution_count": 1,
            "metadata": {},
            "outputs": [
                {
                    "output_type": "display_data",
                    "metadata": {},
                    "data": {"image/png": "iVBORw0KGgo="},
                }
            ],
            "source": ["draw(tree)"],
        },
    ],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 5,
}


def test_a_notebook_that_is_named_is_read_as_in_a_folder(tmp_path):
    path = tmp_path / "trees.ipynb"
    path.write_text(json.dumps(NOTEBOOK, indent=1))
    (alone,) = load_notes(path).folder.files()
    assert [alone] == [*load_notes(tmp_path).folder.files()]
    assert alone.text.lstrip().startswith("# Trees") and len(alone.pictures) == 1


def test_each_ending_of_notes_has_what_reads_it():
    assert FORMATS.keys() == ENDINGS


@pytest.mark.parametrize("ending", sorted(MARKDOWN))
def test_markdown_is_its_own_text(ending, tmp_path):
    path = tmp_path / f"notes.{ending.upper()}"
    path.write_text("# Notes\n")
    (file,) = load_notes(path).folder.files()
    assert (file.path, file.text) == (path.name, "# Notes\n")


@pytest.mark.parametrize("name", ["notes.rst", "notes", "notes.txt", ".md", "notes.docx"])
def test_what_github_does_not_show_as_markdown_is_refused_with_the_cure(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(b"Notes\xe9\n=====\n")
    assert not is_notes(name)
    with pytest.raises(NotesError) as stop:
        load_notes(path)
    (problem,) = stop.value.problems
    assert str(problem).startswith(f"{path}: is neither Markdown nor a notebook by its name; if")


def test_json_that_is_no_notebook_is_refused(tmp_path):
    path = tmp_path / "notes.ipynb"
    path.write_text(json.dumps({"a": 1}))
    with pytest.raises(NotesError) as stop:
        load_notes(path)
    assert [problem.at.file for problem in stop.value.problems] == [str(path)]
