"""Generate notes as large as the largest known: 760 KB with 700 questions in mixed styles.

python tests/large.py > large.md
"""

from __future__ import annotations

import random

WORDS = (
    "model data drift label feature batch stream cache index query shard replica token gradient "
    "loss layer kernel thread process page segment packet socket route header cookie session"
).split()


def large_notes(questions: int = 700, chapters: int = 20, seed: int = 0) -> str:
    """Return about 1.1 KB a question, the same for the same arguments."""
    chance = random.Random(seed)
    lines = ["# Large notes", "", "Everything at once.", ""]
    for number in range(questions):
        if number % -(-questions // chapters) == 0:
            lines += [f"## Chapter {number * chapters // questions + 1}: {_title(chance)}", ""]
        lines += [_STYLES[number % len(_STYLES)](chance, number), ""]
    return "\n".join(lines)


def _sentence(chance: random.Random, words: int = 14) -> str:
    picked = [chance.choice(WORDS) for _ in range(words)]
    picked[3] = f"**{picked[3]}**"
    picked[6] = f"`{picked[6]}_{chance.randrange(99)}`"
    return " ".join(picked).capitalize() + "."


def _title(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(3)).capitalize()


def _body(chance: random.Random) -> str:
    code = "\n".join(f"{w} = {w}({n})  # {w}" for n, w in enumerate(chance.sample(WORDS, 4)))
    items = "\n".join(f"- {_sentence(chance, 8)}\n  - {_sentence(chance, 7)}" for _ in range(3))
    rows = "\n".join(f"| {_title(chance)} | `a\\|b` | {n} |" for n in range(4))
    return (
        f"{_sentence(chance, 30)}\n\n{items}\n\n```python\n{code}\n```\n\n"
        f"| What | Code | n |\n|---|:-:|--:|\n{rows}\n\n"
        f"So $x_{{{chance.randrange(9)}}} = \\frac{{a}}{{b}}$ for \\$5, see "
        f"[there](https://example.org/{chance.randrange(999)}).\n"
    )


def _details(chance: random.Random, number: int) -> str:
    body = _body(chance)
    return (
        f"### Why does the {_title(chance)} fail in case {number}?\n\n"
        f"<details>\n<summary>Show answer</summary>\n\n{body}\n</details>\n"
    )


def _labels(chance: random.Random, number: int) -> str:
    return f"**Q{number}: What is {_title(chance)}?**\n\n**A{number}:** {_body(chance)}"


def _options(chance: random.Random, number: int) -> str:
    options = "\n".join(f"- [{'x' if n == 1 else ' '}] {_title(chance)}" for n in range(4))
    return f"### Which {_title(chance)} is right ({number})?\n\n{options}\n\n{_body(chance)}"


def _heading(chance: random.Random, number: int) -> str:
    return f"### {number}. How does {_title(chance)} work?\n\n{_body(chance)}"


_STYLES = (_details, _labels, _options, _heading)


if __name__ == "__main__":
    print(large_notes())
