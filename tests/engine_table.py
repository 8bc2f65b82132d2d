"""Print the table of engines and features at the end of a run."""

MARKS = {"passed": "✓", "failed": "FAILED", "error": "FAILED", "skipped": "–"}


def pytest_terminal_summary(terminalreporter):
    """List each test of ``test_engines.py`` by engine; a test with cases fails if one does."""
    table, engines = {}, {}
    for outcome, mark in MARKS.items():
        for report in terminalreporter.stats.get(outcome, []):
            path, _, name = getattr(report, "nodeid", "").partition("::")
            if not path.endswith("test_engines.py") or "[" not in name:
                continue
            feature, _, case = name.removeprefix("test_").rstrip("]").partition("[")
            engine = case.partition("-")[0]
            engines[engine] = None
            row = table.setdefault(feature.replace("_", " "), {})
            if mark != "✓" or engine not in row:
                row[engine] = mark
    if not table:
        return
    terminalreporter.section("engines")
    widths = [max(map(len, table)), *(max(8, len(engine)) for engine in engines)]
    for cells in (
        ["", *engines],
        *([feature, *map(row.get, engines)] for feature, row in table.items()),
    ):
        line = "  ".join(
            f"{cell or '':<{width}}" for cell, width in zip(cells, widths, strict=True)
        )
        terminalreporter.write_line(line.rstrip())
