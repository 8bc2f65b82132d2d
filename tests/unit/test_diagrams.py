"""Mermaid diagrams are drawn wherever they stand; what cannot be drawn stays code and is told."""

import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from coursenotes import plan_site, read_notes
from coursenotes.diagrams import draw
from coursenotes.engine import render
from coursenotes.errors import DiagramError
from coursenotes.model import Severity

FLOW = "flowchart LR\n  A[Data] -->|train| B{Model}"
KINDS = {
    "flowchart": (
        f"{FLOW}\n  subgraph S\n    C\n  end\n  style A fill:#f9f",
        "Data train Model S C",
    ),
    "sequence": (
        "sequenceDiagram\n  User->>Server: ask\n  loop daily\n  Server-->>User: answer\n  end",
        "User Server ask answer",
    ),
    "class": ("classDiagram\n  Animal <|-- Duck\n  Animal : +int age", "Animal Duck age"),
    "state": ("stateDiagram-v2\n  [*] --> Idle\n  Idle --> Busy : start", "Idle Busy start"),
    "er": ("erDiagram\n  CUSTOMER ||--o{ ORDER : places", "CUSTOMER ORDER places"),
    "gantt": (
        "gantt\n  title Plan\n  dateFormat YYYY-MM-DD\n  section One\n  Task : 2024-01-01, 9d",
        "Plan One Task",
    ),
    "pie": ('pie title Pets\n  "Dogs" : 3\n  "Cats" : 1', "Pets Dogs 75% Cats 25%"),
    "mindmap": ("mindmap\n  root((ML))\n    Data\n    Model", "ML Data Model"),
    "git": ('gitGraph\n  commit id: "one"\n  branch dev\n  commit id: "two"', "one two dev"),
    "journey": ("journey\n  title Day\n  section Work\n    Tea: 5: Me", "Day Work Tea Me"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_common_kind_is_drawn_with_its_words(kind):
    source, words = KINDS[kind]
    drawn = " ".join(ElementTree.fromstring(draw(source)).itertext())
    assert [word for word in words.split() if word not in drawn] == []


@pytest.mark.parametrize(
    ("source", "cause", "beyond"),
    [
        ("flowchart TD\nA --> [B", "unterminated node label (missing `]`)", False),
        ("sequenceDiagram\nA->>", "", False),
        ("nosuchkind\nA", "no Mermaid diagram type detected", True),
        ("%%{" * 16_000, "no Mermaid", True),
        ("", "no Mermaid diagram type detected", True),
        ("flowchart TD\n" + "A --> B\n" * 9000, "too large to draw; divide it", True),
        ("gitGraph\n" + "commit\n" * 5000, "too large to draw; divide it", True),
        ("sequenceDiagram\n" + "loop x\n" * 2000 + "end\n" * 2000, "too large", True),
        (
            "flowchart TD\n" + "".join(f"n{i} --> n{i + 1}\n" for i in range(3000)),
            "too large",
            True,
        ),
    ],
)
def test_what_cannot_be_drawn_is_told(source, cause, beyond):
    with pytest.raises(DiagramError) as stop:
        draw(source)
    assert str(stop.value).startswith(cause)
    assert "\n" not in str(stop.value)
    assert stop.value.beyond == beyond


def test_the_diagrams_own_settings_win():
    assert "#cde498" in draw('%%{init: {"theme": "forest"}}%%\n' + FLOW)
    assert "My title" in draw(f"---\ntitle: My title\n---\n{FLOW}")


FENCE = f"```mermaid\n{FLOW}\n```"
INDENTED = FENCE.replace("\n", "\n    ")
ESCAPED = FLOW.replace(">", "&gt;")


@pytest.mark.parametrize(
    "page",
    [
        FENCE,
        f"- one\n\n    {INDENTED}\n\n- two",
        "> " + FENCE.replace("\n", "\n> "),
        f"/// details | More\n\n{FENCE}\n\n///",
        f'<div><pre><code class="language-mermaid">{ESCAPED}\n</code></pre></div>',
    ],
)
def test_a_diagram_is_a_picture_with_its_source_below(page):
    html = render(page)
    assert len(re.findall('<figure class="diagram">.*?</figure>', html, re.DOTALL)) == 1
    picture = re.search(r'aria-label="([^"]*)".*href="data:image/svg\+xml,([^"]*)"', html)
    assert picture[1] == "Mermaid, flowchart"
    assert ElementTree.fromstring(unquote(picture[2])).tag.endswith("svg")
    assert html.count("<pre>") == 1
    assert "A[Data] --&gt;|train| B{Model}" in html
    assert "<p><figure" not in html


def test_a_picture_is_named_by_its_kind_and_title():
    assert 'aria-label="Mermaid, pie: Cats &amp; &quot;dogs&quot;"' in render(
        '```mermaid\n%% a comment\npie showData title Cats & "dogs"\n"a": 1\n```'
    )
    assert 'aria-label="Mermaid, stateDiagram: Ways"' in render(
        "```mermaid\n---\ntitle: Ways\n---\nstateDiagram-v2\n[*] --> A\n```"
    )


@pytest.mark.parametrize("space", ["\x85", "\xa0", "\u3000"])
def test_no_space_is_too_wide(space):
    assert draw(KINDS["er"][0] + f"\n  ORDER {{\n{space} int{space}size\n  }}")


def test_a_panic_of_the_library_is_a_diagram_that_cannot_be_drawn(monkeypatch):
    class Panic(BaseException):
        pass

    def panic(source):
        raise Panic("start byte index 104")

    monkeypatch.setattr("mmdr.render", panic)
    with pytest.raises(DiagramError, match="start byte"):
        draw("flowchart TD\nNeverDrawnBefore")


def test_a_linked_node_keeps_its_words_in_its_box():
    link = '\n  click A "https://example.org"\n  click B href "https://example.org" "tip"'
    assert draw(FLOW + link) == draw(FLOW + "\n\n")


def test_what_cannot_be_drawn_stays_code():
    html = render("```mermaid\nflowchart TD\nA --> [B\n```")
    assert "<figure" not in html
    assert "A --&gt; [B" in html


def test_nothing_of_a_hostile_diagram_is_in_the_page_itself():
    hostile = (
        '%%{init: {"themeCSS": "</style><script>x</script>", "securityLevel": "loose"}}%%\n'
        'flowchart LR\n  A["<img src=x onerror=x><script>x</script>"] --> B\n'
        '  click B href "javascript:x"\n  click A call x()'
    )
    html = render(f"```mermaid\n{hostile}\n```")
    tags = set(re.findall(r"<(\w+)", html))
    assert tags <= {"figure", "div", "svg", "image", "details", "summary", "pre", "code", "span"}


def test_a_diagram_that_cannot_be_drawn_is_reported_with_its_line():
    text = "# A\n\ntext\n\n```mermaid\nflowchart TD\nA --> [B\n```\n\n```mermaid\nnew\n```\n"
    found = plan_site(read_notes(text, "n.md")).problems
    found = [(p.line, p.severity, p.message) for p in found if p.message.startswith("diagram")]
    assert found == [
        (
            5,
            Severity.WARNING,
            "diagram: unterminated node label (missing `]`); it is shown as code",
        ),
        (10, Severity.HINT, "diagram: no Mermaid diagram type detected; it is shown as code"),
    ]
