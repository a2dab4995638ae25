"""The tasks of the program are what their names say, and only the nursery imports them."""

import importlib
import inspect
import subprocess
import sys
from typing import get_type_hints

from registry.platform.contained import strength
from registry.platform.contained.task import DECLARED
from registry.platform.settings import ROOT

WHAT_THE_PROGRAM_IMPORTS = """
import importlib, pkgutil, sys
import intese.app, intese.commands
for module in pkgutil.iter_modules(intese.commands.__path__, "intese.commands."):
    importlib.import_module(module.name)
from registry.platform.contained.task import DECLARED
names = sorted(DECLARED)
print(*names)
print(*(name for name in names if name.partition(":")[0] in sys.modules))
"""


def declared_and_imported() -> tuple[list[str], list[str]]:
    done = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", WHAT_THE_PROGRAM_IMPORTS],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    names, imported = done.stdout.split("\n")[:2]
    return names.split(), imported.split()


def test_a_module_of_tasks_is_imported_by_the_nursery_only() -> None:
    names, imported = declared_and_imported()

    assert strength.ATTEMPT.name in names
    assert imported == []


def test_each_task_is_a_function_that_asks_and_answers_as_declared() -> None:
    importlib.import_module("intese.app")
    importlib.import_module("intese.commands")
    ours = [task for name, task in DECLARED.items() if not name.startswith(("tests.", "bench."))]

    assert ours
    for task in ours:
        module, _colon, name = task.name.partition(":")
        function = getattr(importlib.import_module(module), name)
        hints = get_type_hints(function)
        parameters = list(inspect.signature(function).parameters)
        assert len(parameters) == 3, task.name
        assert hints[parameters[0]] is task.asks, task.name
        assert hints["return"] is task.answers, task.name
