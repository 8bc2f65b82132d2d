"""Generate notes of any number of weeks, to measure large sites: python tests/weeks.py 500."""

from __future__ import annotations

import random
import sys

from large import WORDS

IN_A_COURSE = 5


def notes_of(weeks: int, changed: int | None = None) -> str:
    """Return notes of about 2 KB a week, the same each time: questions, a table, a formula, code.

    In week number ``changed``, one word of one answer differs.
    """
    parts = ["# Made-up notes\n\nTo measure with.\n"]
    for number in range(1, weeks + 1):
        if (number - 1) % IN_A_COURSE == 0:
            course = (number - 1) // IN_A_COURSE + 1
            parts.append(f"## Course {course}: {_title(random.Random(-course))} {course}\n")
        parts.append(_week(random.Random(number), number, number == changed))
    return "\n".join(parts)


def _title(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(3)).capitalize()


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize() + "."


def _week(chance: random.Random, number: int, changed: bool) -> str:
    rows = "\n".join(f"| {_title(chance)} | {_sentence(chance, 5)} |" for _ in range(4))
    return f"""### Week {(number - 1) % IN_A_COURSE + 1}: {_title(chance)} {number}

{_sentence(chance, 15)} The loss is $L_{{{number}}} = \\sum_i w_i x_i^2$. {_sentence(chance, 30)}

| Name | Meaning |
| --- | --- |
{rows}

```python
def f{number}(x):
    # {_sentence(chance, 6)}
    return x * {number} + len("{chance.choice(WORDS)}")
```

""" + "\n".join(_question(chance, number, changed and ask == 1) for ask in range(3))


def _question(chance: random.Random, number: int, changed: bool) -> str:
    return f"""**What is the {_title(chance).lower()} of {number}?**

<details>
<summary>Answer</summary>

{_sentence(chance, 12)} {"Zephyr." if changed else "Breeze."} {_sentence(chance, 13)}

- {_sentence(chance, 8)}
- {_sentence(chance, 8)}

</details>
"""


if __name__ == "__main__":
    print(notes_of(int(sys.argv[1])))
