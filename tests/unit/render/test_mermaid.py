"""Mermaid diagrams are drawn everywhere; those that cannot be stay code and are reported."""

import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from coursenotes import plan_site, preview, read_notes
from coursenotes.errors import DiagramError
from coursenotes.extensions.engine import render
from coursenotes.model import Severity
from coursenotes.render.mermaid import draw, figure
from pages import html_of

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
    "timeline": ("timeline\n  title Web\n  2002 : LinkedIn : Other", "Web 2002 LinkedIn Other"),
    "quadrant": (
        "quadrantChart\n  title Reach\n  x-axis Low --> High\n  quadrant-1 Expand\n  A: [0.3, 0.6]",
        "Reach Low High Expand A",
    ),
    "xychart": (
        'xychart-beta\n  title "Sales"\n  x-axis [jan, feb]\n  bar [5, 6]',
        "Sales jan feb",
    ),
    "sankey": ("sankey-beta\nOne,Two,10\nThree,Two,5", "One Two Three"),
    "block": ('block-beta\n  columns 2\n  a["One"] b\n  a --> b', "One b"),
    "c4": ('C4Context\n  Person(a, "Me")\n  System(b, "It")\n  Rel(a, b, "uses")', "Me It uses"),
    "requirement": (
        "requirementDiagram\n  requirement r {\n  id: 1\n  text: must\n  }\n"
        "  element e {\n  type: test\n  }\n  e - satisfies -> r",
        "must satisfies",
    ),
    "kanban": ("kanban\n  Todo\n    [Write]\n  [Done]\n    id6[Read]", "Todo Write Done Read"),
    "packet": ('packet-beta\n  0-15: "Source"\n  16-31: "Target"', "Source Target"),
    "architecture": (
        "architecture-beta\n  group api(cloud)[API]\n  service db(database)[Data] in api",
        "API Data",
    ),
    "radar": (
        'radar-beta\n  axis a["One"], b["Two"], c["Three"]\n  curve x["Me"]{1, 2, 3}',
        "One Two Three Me",
    ),
    "treemap": ('treemap-beta\n  "All"\n    "One": 10\n    "Two": 3', "All One Two"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_common_kind_is_drawn_with_its_words(kind):
    source, words = KINDS[kind]
    drawn = " ".join(picture(source).itertext())
    assert [word for word in words.split() if word not in drawn] == []


def picture(source):
    """Return the picture on the page as a browser parses it, with its size."""
    address = re.search(r'href="data:image/svg\+xml,([^"]*)"', figure(source, "<pre></pre>"))
    found = ElementTree.fromstring(unquote(address[1]))
    assert float(found.get("width")) > 0 and float(found.get("height")) > 0
    return found


LABELS = {
    "references": "a & b &amp; c &lt; &nbsp; &#1; #quot;",
    "tags": "<b>a</b> <br/> b<br>c < d </text> </svg>",
    "markup": "]]> <!-- a -- b",
    "quotes": "it's `so`",
    "emoji": "😀 👩‍💻 :smile:",
    "scripts": "机器学习 שלום عربي \u202eabc",
    "controls": "a\x00b\x01c\x0bd\x1b[0me\x7ff\x85g\ufffeh\u2028i",
}


@pytest.mark.sampled(4)
@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_a_label_holds_the_picture_is_xml_or_none(kind, label):
    source, words = KINDS[kind]
    for word in sorted({w for w in words.split() if w.isalpha() and len(w) > 1}):
        source = re.sub(
            rf"\b{word}\b", lambda found: f"{found[0]} {LABELS[label]}", source, count=1
        )
    html = figure(source, "<pre></pre>")
    assert ElementTree.fromstring(html).tag in ("figure", "pre")
    if html != "<pre></pre>":
        picture(source)


def test_a_picture_that_is_no_xml_is_reported_and_stays_code(monkeypatch):
    class Drawn:
        @staticmethod
        def svg():
            return '<svg viewBox="0 0 10 20" width="100%" a="1" a="2"></svg>'

    monkeypatch.setattr("mmdr.render", lambda source: Drawn)
    with pytest.raises(DiagramError, match="duplicate attribute") as stop:
        draw("flowchart TD\nDrawnTwice")
    assert stop.value.beyond
    assert figure("flowchart TD\nDrawnTwice", "<pre></pre>") == "<pre></pre>"
    text = "# A\n\n```mermaid\nflowchart TD\nDrawnThrice\n```\n"
    (problem,) = plan_site(read_notes(text, "n.md")).problems
    assert problem.at.line == 3 and "shown as code" in problem.message


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
def test_what_cannot_be_drawn_is_reported(source, cause, beyond):
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


BY_HAND_AND_NOTES = pytest.mark.parametrize("shown", [render, preview])
PLACES = [FENCE, f"- one\n\n    {INDENTED}\n\n- two", "> " + FENCE.replace("\n", "\n> ")]


@pytest.mark.parametrize(
    ("shown", "page"),
    [
        *((render, page) for page in PLACES),
        *((preview, page) for page in PLACES),
        (render, f"/// details | More\n\n{FENCE}\n\n///"),
        (preview, f"<details><summary>More</summary>\n\n{FENCE}\n\n</details>"),
        (preview, f"<table><tr><td>\n\n{FENCE}\n\n</td></tr></table>"),
    ],
)
def test_a_diagram_is_a_picture_with_its_source_below(shown, page):
    html = shown(page)
    assert len(re.findall('<figure class="diagram">.*?</figure>', html, re.DOTALL)) == 1
    picture = re.search(r'aria-label="([^"]*)".*href="data:image/svg\+xml,([^"]*)"', html)
    assert picture[1] == "Mermaid, flowchart"
    assert ElementTree.fromstring(unquote(picture[2])).tag.endswith("svg")
    assert html.count("<pre>") == 1
    assert "A[Data] --&gt;|train| B{Model}" in html
    assert "<p><figure" not in html


@BY_HAND_AND_NOTES
def test_a_picture_is_named_by_its_kind_and_title(shown):
    assert 'aria-label="Mermaid, pie: Cats &amp; &quot;dogs&quot;"' in shown(
        '```mermaid\n%% a comment\npie showData title Cats & "dogs"\n"a": 1\n```'
    )
    assert 'aria-label="Mermaid, stateDiagram: Ways"' in shown(
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


@BY_HAND_AND_NOTES
def test_what_cannot_be_drawn_stays_code(shown):
    html = shown("```mermaid\nflowchart TD\nA --> [B\n```")
    assert "<figure" not in html
    assert "A --&gt; [B" in html


@BY_HAND_AND_NOTES
def test_nothing_of_a_hostile_diagram_is_in_the_page_itself(shown):
    hostile = (
        '%%{init: {"themeCSS": "</style><script>x</script>", "securityLevel": "loose"}}%%\n'
        'flowchart LR\n  A["<img src=x onerror=x><script>x</script>"] --> B\n'
        '  click B href "javascript:x"\n  click A call x()'
    )
    html = shown(f"```mermaid\n{hostile}\n```")
    tags = set(re.findall(r"<(\w+)", html))
    assert tags <= {"figure", "div", "svg", "image", "details", "summary", "pre", "code", "span"}


def test_a_diagram_that_cannot_be_drawn_is_reported_with_its_line():
    text = "# A\n\ntext\n\n```mermaid\nflowchart TD\nA --> [B\n```\n\n```mermaid\nnew\n```\n"
    found = plan_site(read_notes(text, "n.md")).problems
    found = [(p.at.line, p.severity, p.message) for p in found if p.message.startswith("diagram")]
    assert found == [
        (
            5,
            Severity.WARNING,
            "diagram: unterminated node label (missing `]`); it is shown as code",
        ),
        (10, Severity.HINT, "diagram: no Mermaid diagram type detected; it is shown as code"),
    ]


def test_a_diagram_is_tried_once_for_the_report_and_the_page(monkeypatch):
    tried = []

    def too_large(source):
        tried.append(source)
        raise ValueError("resource limit reached")

    monkeypatch.setattr("mmdr.render", too_large)
    source = "flowchart TD\nTriedOnce"
    site = plan_site(read_notes(f"# T\n\n```mermaid\n{source}\n```\n", "n.md"))
    assert [problem.at.line for problem in site.problems] == [3]
    assert "TriedOnce" in html_of(site.pages[0])
    assert len(tried) == 1
