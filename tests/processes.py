"""Processes beside the tests' own, forked from one that has read the program.

Reading it is nearly all the work of a short command, and tests begin hundreds. What they run is the
command that `thuocdo` runs, with its own environment, files and signals.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from multiprocessing.process import BaseProcess
from pathlib import Path

READ_BEFORE = [
    "tests.processes",
    "survey.app",
    "gunicorn.app.base",
    "gunicorn.workers.gthread",
]

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(READ_BEFORE)


@dataclass(frozen=True)
class Begun:
    """A process, which is asked as those of `subprocess` are."""

    process: BaseProcess
    said: Path | None = None
    warned: Path | None = None

    @property
    def pid(self) -> int:
        return self.process.pid

    def poll(self) -> int | None:
        return self.process.exitcode

    def wait(self, seconds: float | None = None) -> int:
        self.process.join(seconds)
        if self.process.exitcode is None:
            raise TimeoutError(f"Process {self.pid} still runs after {seconds} seconds.")
        return self.process.exitcode

    def heard(self) -> str:
        """All that it said, once it has ended."""
        self.wait()
        return self.said.read_text()


def at_once(target: Callable[..., None], *given: object) -> Begun:
    """Call a function of a test's file in a process of its own."""
    process = CONTEXT.Process(target=target, args=given)
    process.start()
    return Begun(process)


def program(
    *words: str, environment: Mapping[str, str], said: Path, warned: Path | None = None
) -> Begun:
    """Run `thuocdo` with these words in a group of processes of its own.

    What it says is added to a file, and what it says of its doings to the same or to another.
    """
    outputs = (said, warned or said)
    for path in outputs:
        path.touch()
    begun = at_once(_run, words, {**os.environ, **environment}, outputs)
    return replace(begun, said=said, warned=warned)


def _run(words: tuple[str, ...], environment: dict[str, str], outputs: tuple[Path, Path]) -> None:
    from survey.app import cli

    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    for output, path in zip((sys.stdout, sys.stderr), outputs, strict=True):
        with path.open("ab") as file:
            os.dup2(file.fileno(), output.fileno())
    cli(args=words, prog_name="thuocdo")
