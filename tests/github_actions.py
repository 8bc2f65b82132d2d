"""Run the commands of our workflows' jobs here; tests supply what actions do.

It supports the GitHub expressions that the workflows use: names, texts, ``&&``, ``||``, ``==``,
``!=``, ``format`` and ``failure``. Anything else is an error, so that no step is skipped.
"""

import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = ROOT / ".github" / "workflows"
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<name>[a-z_][\w.-]*)|(?P<sign>&&|\|\||==|!=|[(),]))"
)
_SIGNS = {"&&": " and ", "||": " or "}


def load(name):
    """Return the workflow of that name."""
    return yaml.safe_load((WORKFLOWS / f"{name}.yml").read_text("utf-8"))


def triggers(workflow):
    """Return its triggers: YAML 1.1 reads the key "on" as true."""
    return workflow[True]


def value(expression, contexts):
    """Evaluate an expression in ``contexts``, which are nested dictionaries."""

    def named(path):
        found = contexts
        for name in path.split("."):
            found = found.get(name) if isinstance(found, dict) else None
        return "" if found is None else found

    code, end = "", 0
    while end < len(expression):
        token = _TOKEN.match(expression, end)
        assert token, f"not understood: {expression[end:]}"
        end = token.end()
        if token["text"]:
            code += repr(token["text"][1:-1].replace("''", "'"))
        elif token["name"] in ("format", "failure"):
            code += token["name"]
        elif token["name"]:
            code += f"named({token['name']!r})"
        else:
            code += _SIGNS.get(token["sign"], token["sign"])
    calls = {"named": named, "format": str.format, "failure": lambda: contexts["failure"]}
    return eval(code, {"__builtins__": {}}, calls)


def filled(text, contexts):
    """Return ``text`` with its expressions evaluated."""

    def shown(what):
        return str(what).lower() if isinstance(what, bool) else str(what)

    return _EXPRESSION.sub(lambda found: shown(value(found[1], contexts)), shown(text))


def inputs(workflow, given):
    """Return the inputs of a workflow called with the ``given`` ones, with defaults."""
    declared = triggers(workflow)["workflow_call"]["inputs"]
    assert given.keys() <= declared.keys()
    return {name: given.get(name, each.get("default")) for name, each in declared.items()}


@dataclass
class Job:
    """A job that runs in the folder ``workspace``."""

    job: dict
    contexts: dict
    workspace: Path
    uses: Callable
    """Does what an action does: gets its name, its ``with``; returns the outputs of the step."""
    environment: dict
    said: str = ""
    commands: list[str] = field(default_factory=list)
    """The names of the steps that were done, in order."""

    def runs(self):
        """True if its condition is met."""
        return bool(value(self.job.get("if", "'yes'"), {**self.contexts, "failure": False}))

    def run(self):
        """Run its steps in order; return whether all succeeded."""
        contexts = {**self.contexts, "failure": False, "steps": {}}
        for step in self.job["steps"]:
            condition = step.get("if", "")
            wanted = bool(value(condition, contexts)) if condition else True
            if not wanted or (contexts["failure"] and "failure()" not in condition):
                continue
            name = step.get("name") or step.get("uses") or step["run"]
            self.commands.append(name)
            ok, outputs = True, {}
            if "uses" in step:
                given = {k: filled(v, contexts) for k, v in step.get("with", {}).items()}
                outputs = self.uses(step["uses"].partition("@")[0], given)
                ok = outputs is not None
            else:
                ok = self._command(step, contexts)
            state = {"outputs": outputs or {}, "outcome": "success" if ok else "failure"}
            contexts["steps"][step.get("id", name)] = state
            if not ok and not step.get("continue-on-error"):
                contexts["failure"] = True
        return not contexts["failure"]

    def _command(self, step, contexts):
        assert "${{" not in step["run"], "an expression in a command may inject one"
        env = {name: filled(text, contexts) for name, text in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=self.workspace / step.get("working-directory", "."),
            env={**self.environment, **env},
            capture_output=True,
            encoding="utf-8",
            timeout=600,
        )
        self.said += done.stdout + done.stderr
        return done.returncode == 0


def clean_environment(**more):
    """Return our environment without the tests' own variables, as on a runner."""
    ours = ("PYTHON", "GITHUB_", "VIRTUAL")
    kept = {name: text for name, text in os.environ.items() if not name.startswith(ours)}
    return {**kept, "GITHUB_ACTIONS": "true", "CI": "true", **more}
